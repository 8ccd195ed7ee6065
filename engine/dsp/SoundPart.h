// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace prososcope::dsp {

/// A stretch of a mono recording: samples[0] is the recording's sample `first`. Sample i lies at (i + 0.5) / rateHz
/// seconds. Borrowed, never owned. The whole recording is {samples, rateHz}; a part of a long one says where it lies,
/// so that frames fall on the same times and hold the same values as those of the whole.
struct SoundPart {
    std::span<const float> samples;
    int rateHz = 16000;
    std::int64_t first = 0;
    std::int64_t total = -1;  ///< samples of the whole recording; below 0: it ends where the part ends
    /// Largest distance of a sample of the whole recording from their mean, to which the pitch's silence threshold
    /// refers; below 0: taken from this part.
    double peak = -1.0;

    [[nodiscard]] std::int64_t wholeSamples() const {
        return total >= 0 ? total : first + static_cast<std::int64_t>(samples.size());
    }
    [[nodiscard]] double period() const { return 1.0 / rateHz; }
    [[nodiscard]] double wholeSeconds() const { return period() * static_cast<double>(wholeSamples()); }
    [[nodiscard]] double secondsOf(std::int64_t sample) const { return (static_cast<double>(sample) + 0.5) * period(); }
    /// Place of a time among the recording's samples, fractional.
    [[nodiscard]] double placeOf(double seconds) const { return (seconds - 0.5 * period()) / period(); }
    /// Largest distance from the mean, of `peak` or of the part.
    [[nodiscard]] double peakOrOwn() const;
    /// count samples from the recording's sample `from` on as doubles; what lies outside the part is 0.
    void copy(std::int64_t from, std::size_t count, double* target) const;
};

/// A span of time in seconds; the whole recording by default.
struct TimeRange {
    double from = -std::numeric_limits<double>::infinity();
    double to = std::numeric_limits<double>::infinity();
    [[nodiscard]] bool holds(double seconds) const { return seconds >= from && seconds <= to; }
};

/// Equally spaced frames of a recording: frame i of a track is frame firstFrame + i of the recording's grid.
struct FrameTimes {
    double origin = 0.0;  ///< seconds, centre of the grid's frame 0
    double stepSeconds = 0.01;
    std::int64_t firstFrame = 0;
    std::size_t count = 0;

    [[nodiscard]] double at(std::size_t frame) const {
        return origin + static_cast<double>(firstFrame + static_cast<std::int64_t>(frame)) * stepSeconds;
    }
    /// Place of a time among the frames, 0 at the first of the track; may be fractional or outside.
    [[nodiscard]] double indexOf(double seconds) const {
        return (seconds - origin) / stepSeconds - static_cast<double>(firstFrame);
    }
    [[nodiscard]] bool operator==(const FrameTimes&) const = default;
};

/// As many whole windows as fit, symmetric about the middle of the recording (the framing of Boersma 1993's program);
/// none where the recording is shorter than one window.
[[nodiscard]] FrameTimes centredFrames(const SoundPart& sound, double windowSeconds, double stepSeconds);
/// Those of `frames` that lie in `range` and whose `halfWindow` samples on either side the part holds.
[[nodiscard]] FrameTimes framesWithin(const FrameTimes& frames, const SoundPart& sound, const TimeRange& range,
                                      std::int64_t halfWindow);

}  // namespace prososcope::dsp
