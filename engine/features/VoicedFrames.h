// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/dsp/PeriodMatcher.h"
#include "engine/dsp/SubHarmonicPath.h"
#include "engine/features/FeatureStream.h"

namespace prososcope::features {

/// The frames of 60 ms of the Geneva and the ComParE set with their pitch and its periods, in order: candidates of many frames
/// on several threads, then the path through them and the matching of periods, one frame after the other. A frame is decided up
/// to half a second late, because of the path's look-ahead. Not thread-safe.
class VoicedFrames {
public:
    struct Frame {
        dsp::SubHarmonicPath::Point pitch;
        dsp::PeriodPerturbation periods;
        const float* row = nullptr;  ///< as the kernel made it; valid during the call
    };
    using Use = std::function<void(const Frame& frame)>;

    /// The kernel's rows begin as GemapsLongFrames::candidates reads them.
    VoicedFrames(std::size_t columns, int threads, std::function<FrameRowStream::Kernel()> makeKernel,
                 const dsp::PeriodMatcherSettings& periods = {});
    void push(std::span<const float> samples, const Use& use);
    void finish(const Use& use);

private:
    void take(const Use& use, bool ends);

    std::size_t m_columns;
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
