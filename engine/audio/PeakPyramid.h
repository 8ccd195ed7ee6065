// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/audio/AudioFile.h"

namespace prososcope::audio {

/// Smallest, largest and mean-square sample of one stretch of a recording.
struct Peak {
    float low = 0.0F;
    float high = 0.0F;
    float meanSquare = 0.0F;
};

/// What is given the interleaved frames that go by.
using PeakTap = std::function<void(std::span<const float>)>;

/// Summaries of a recording at rising block sizes (256 frames, then 4 times more each level), so that any zoom is
/// drawn from few values. One thread fills it (`fillPeaks`); others read what is complete at any time without a lock:
/// arrays are sized once at construction, `framesDone` grows (release) and is read (acquire).
class PeakPyramid {
public:
    static constexpr int kBaseFrames = 256;
    static constexpr int kFactor = 4;

    PeakPyramid(std::int64_t frames, int channels, int rateHz);

    [[nodiscard]] std::int64_t frames() const { return m_frames; }
    [[nodiscard]] int channels() const { return m_channels; }
    [[nodiscard]] int rateHz() const { return m_rateHz; }
    [[nodiscard]] std::int64_t framesDone() const { return m_framesDone.load(std::memory_order_acquire); }
    [[nodiscard]] bool complete() const { return framesDone() >= m_frames; }

    /// Summary of `columns.size()` equal stretches between two frames of one channel, from the coarsest level that
    /// still resolves them; stretches that are not filled yet have low > high. Stretches shorter than kBaseFrames
    /// need the samples themselves (`resolves` false): the caller reads those from the file.
    void summarise(int channel, double startFrame, double endFrame, std::span<Peak> columns) const;
    [[nodiscard]] static bool resolves(double framesPerColumn) { return framesPerColumn >= kBaseFrames; }
    /// Largest |sample| of the filled part over all channels.
    [[nodiscard]] float largest() const;

private:
    friend core::Status fillPeaks(SampleSource& source, PeakPyramid& pyramid, core::Progress& progress, const PeakTap& tap);
    void append(std::span<const float> interleaved, std::size_t frames);
    struct Level {
        std::int64_t blockFrames = 0;
        std::vector<std::vector<Peak>> peaks;  ///< [channel][block]
    };
    std::int64_t m_frames;
    int m_channels;
    int m_rateHz;
    std::vector<Level> m_levels;
    std::atomic<std::int64_t> m_framesDone{0};
};

/// Reads the whole file in blocks and fills the pyramid; call once, from one thread. A file that ends early leaves
/// the rest marked as silent and complete. `tap` is given what was read, before the peaks say that it is there.
[[nodiscard]] core::Status fillPeaks(SampleSource& source, PeakPyramid& pyramid, core::Progress& progress,
                                     const PeakTap& tap = {});

}  // namespace prososcope::audio
