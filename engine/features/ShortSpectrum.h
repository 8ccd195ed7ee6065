// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/dsp/AuditorySpectrum.h"
#include "engine/dsp/Dct.h"
#include "engine/dsp/MelFilterbank.h"
#include "engine/dsp/Stft.h"
#include "engine/features/FeatureStream.h"

namespace prososcope::features {

/// What the Geneva and the ComParE set share of each 20 ms, every 10 ms at 16 kHz (Eyben et al. 2016; Schuller et al. 2013):
/// the spectrum under a Hamming window, 26 mel bands of the HTK Book from 20 Hz, their loudness and their cepstra with a lifter
/// of
/// 22. Immutable, any thread, each with a Workspace of its own.
class ShortSpectrum {
public:
    static constexpr std::size_t kFrame = 320;  ///< samples
    static constexpr std::size_t kHop = 160;
    static constexpr std::size_t kFft = 512;  ///< the frame at its start
    static constexpr std::size_t kBins = kFft / 2 + 1;
    static constexpr std::size_t kBands = 26;
    static constexpr double kBinHz = 31.25;

    struct Workspace {
        dsp::Stft::Workspace stft;       ///< with the spectrum of the frame
        std::vector<float> power;        ///< |X|^2, [kBins]
        std::vector<double> magnitudes;  ///< |X|, [kBins]
        std::vector<double> before;      ///< those of the frame before
        // By `takeBands`.
        std::vector<float> bands;     ///< natural logarithms, [kBands]
        std::vector<float> loudness;  ///< the auditory spectrum, [kBands]
        std::vector<float> cepstra;   ///< from the zeroth on
    };

    /// cepstra: how many, the zeroth included.
    explicit ShortSpectrum(std::size_t cepstra);
    [[nodiscard]] const dsp::AuditorySpectrum& auditory() const { return m_auditory; }
    /// A frame and the hop before it, for the flux.
    [[nodiscard]] static dsp::Framing framing();

    /// A kernel whose rows are made by row(samples, workspace, values) with the frame's spectrum in the workspace. The
    /// spectrum stays with the caller.
    template <typename Row>
    [[nodiscard]] FrameRowStream::Kernel kernel(std::size_t columns, Row row) const {
        return [this, columns, row = std::move(row), workspace = makeWorkspace()](const float* samples, std::size_t count,
                                                                                  float* rows) mutable {
            if (count == 0) return;
            analyse(samples, workspace);
            for (std::size_t i = 0; i < count; ++i) {
                std::swap(workspace.magnitudes, workspace.before);
                const float* frame = samples + (i + 1) * kHop;
                analyse(frame, workspace);
                row(frame, workspace, rows + i * columns);
            }
        };
    }
    /// Root mean square change of the magnitudes of bins first..end - 1 since the frame before.
    [[nodiscard]] static float flux(const Workspace& workspace, std::size_t first, std::size_t end);
    /// Bands, loudness and cepstra of the power, whose bins 0 and 1 are 0 afterwards. Returns the sum of the loudness.
    float takeBands(Workspace& workspace) const;

private:
    [[nodiscard]] Workspace makeWorkspace() const;
    void analyse(const float* frame, Workspace& workspace) const;

    dsp::Stft m_stft;
    dsp::MelFilterbank m_mel;
    dsp::AuditorySpectrum m_auditory;
    dsp::Dct m_dct;
};

}  // namespace prososcope::features
