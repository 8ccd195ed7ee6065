// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/dsp/PeriodMatcher.h"
#include "engine/dsp/SubHarmonicPath.h"
#include "engine/dsp/SubHarmonicSum.h"
#include "engine/features/FeatureStream.h"

namespace prososcope::features {

/// The frames of 60 ms, every 10 ms at 16 kHz, of the Geneva and the ComParE set with their pitch and its periods, in order:
/// candidates of many frames on several threads, then the path through them and the matching of periods, one frame after the
/// other. A frame is decided up to half a second late, because of the path's look-ahead. Not thread-safe.
class VoicedFrames {
public:
    static constexpr std::size_t kWindow = 960;  ///< samples
    static constexpr std::size_t kHop = 160;

    struct Settings {
        dsp::SubHarmonicSettings pitch;
        dsp::PeriodMatcherSettings periods;
        std::size_t further = 0;  ///< values that the set takes of each frame besides
    };
    /// Takes these values of a frame's samples and of what its pitch analysis left in the workspace.
    using Further = std::function<void(const float* samples, const dsp::SubHarmonicFrame& candidates,
                                       const dsp::SubHarmonicSum::Workspace& analysed, float* values)>;
    struct Frame {
        dsp::SubHarmonicPath::Point pitch;
        dsp::PeriodPerturbation periods;
        const float* further = nullptr;  ///< valid during the call
    };
    using Use = std::function<void(const Frame& frame)>;

    /// makeFurther is called once a thread.
    VoicedFrames(const Settings& settings, int threads, const std::function<Further()>& makeFurther);
    void push(std::span<const float> samples, const Use& use);
    void finish(const Use& use);

private:
    void take(const Use& use, bool ends);

    dsp::SubHarmonicSum m_pitch;
    std::size_t m_columns;  ///< of a row: the candidates, then the further values
    FrameRowStream m_stream;
    dsp::SubHarmonicPath m_path;
    dsp::PeriodMatcher m_periods;
    std::vector<float> m_rows;
    std::vector<dsp::SubHarmonicPath::Point> m_points;
    std::size_t m_offered = 0;     ///< rows waiting that the path has seen
    std::int64_t m_frame = 0;      ///< the next frame's number
    std::vector<float> m_samples;  ///< that the matcher may still need
    std::int64_t m_samplesFrom = 0;
};

}  // namespace prososcope::features
