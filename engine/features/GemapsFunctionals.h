// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/features/Functionals.h"
#include "engine/features/GemapsFrames.h"
#include "engine/features/SmoothStage.h"

namespace prososcope::features {

/// The 88 functionals of the extended Geneva set from descriptors that are not yet smoothed, as they come (Eyben et al. 2016,
/// table of section 6.2). Keeps two contours, pitch and loudness (8 bytes a frame), and running moments of all others.
/// Not thread-safe.
class GemapsFunctionals {
public:
    using Row = GemapsFrames::Row;
    GemapsFunctionals();
    [[nodiscard]] static const std::vector<std::string>& names();
    /// A frame as GemapsFrames gives it.
    void add(const Row& row, bool whole, float meanSquare);
    /// NaN in all where no frame of 60 ms came.
    void finish(std::vector<float>& values);

private:
    void take(const std::vector<float>& smoothed);
    void closeRun(bool atEnd);
    static void contour(std::vector<float>& values, const std::vector<float>& frames);

    SmoothStage m_smooth;
    std::vector<float> m_wide;
    std::vector<float> m_made;
    std::vector<RunningMoments> m_moments;  ///< of each smoothed signal
    std::vector<float> m_pitch;
    std::vector<float> m_loudness;
    RunningMoments m_energy;
    RunningMoments m_voicedRuns;
    RunningMoments m_unvoicedRuns;
    double m_run = 0.0;
    bool m_runVoiced = false;
    std::size_t m_whole = 0;  ///< frames of 60 ms
    std::size_t m_seen = 0;   ///< frames of 20 ms
    std::size_t m_smoothed = 0;
};

}  // namespace prososcope::features
