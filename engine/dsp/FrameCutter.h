// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace prososcope::dsp {

/// How the signal is continued before its start and after its end.
enum class Padding {
    Zeros,
    Edge,     ///< the first and the last sample go on
    Reflect,  ///< mirrored about the first and the last sample, which are not repeated (numpy.pad's "reflect")
};

/// Where the frames of a recording of n samples lie.
struct Framing {
    enum class Count {
        Snipped,  ///< only frames whose samples all lie inside: 1 + floor((n + before - window) / hop), none if negative
        Centred,  ///< 1 + floor(n / hop), as librosa with center=True
        Covered,  ///< 1 + ceil((n - window) / hop) or 1, and 0 of no samples: the last frame is continued past the end
    };
    std::size_t window = 400;  ///< samples of a frame
    std::size_t hop = 160;     ///< samples between the starts of frames, at least 1
    std::size_t before = 0;    ///< frame i starts at sample i * hop - before
    Count count = Count::Snipped;
    Padding padding = Padding::Zeros;

    /// The frames of a whole recording.
    [[nodiscard]] std::size_t frames(std::size_t samples) const;
    /// Frames of which every sample has come, though more may follow.
    [[nodiscard]] std::size_t complete(std::size_t samples) const;
    bool operator==(const Framing&) const = default;
};

/// The one place where signals are cut into overlapping frames: takes a recording's samples in pieces of any size and
/// hands out its frames in order, each once, holding no more than two windows; frames inside a piece are not copied. Not
/// thread-safe.
class FrameCutter {
public:
    /// `samples` begins with the start of the first frame of the run; frame i of `count` is at samples + i * hop and has
    /// `window` samples. `first` is the number of the run's first frame in the recording.
    using Use = std::function<void(const float* samples, std::size_t first, std::size_t count)>;

    /// The largest run handed out at once is `largestRun` frames.
    explicit FrameCutter(const Framing& framing, std::size_t largestRun = 4096);
    [[nodiscard]] const Framing& framing() const { return m_framing; }
    /// The next samples of the recording.
    void push(std::span<const float> samples, const Use& use);
    /// The recording ends here; afterwards the cutter is as new.
    void finish(const Use& use);

private:
    void give(const float* samples, std::size_t frames, const Use& use);

    Framing m_framing;
    std::size_t m_largestRun;
    [[nodiscard]] std::span<const float> begin(std::span<const float> samples);
    void mirrorStart();
    void keepTail(std::span<const float> samples);

    bool m_begun = false;       ///< what lies before the recording is known
    std::vector<float> m_tail;  ///< the last samples, at least as many as a mirrored end needs; only then kept
    std::vector<float> m_held;  ///< from the start of frame m_next on
    std::size_t m_next = 0;     ///< first frame not yet handed out
    std::size_t m_samples = 0;  ///< that have come
    float m_last = 0.0F;        ///< the last sample that has come
    std::size_t m_skip = 0;     ///< samples to be dropped before the next frame starts (hop larger than window)
};

}  // namespace prososcope::dsp
