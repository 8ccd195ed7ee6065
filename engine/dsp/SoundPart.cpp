// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/SoundPart.h"

#include <algorithm>
#include <cmath>

namespace prososcope::dsp {

double SoundPart::peakOrOwn() const {
    if (peak >= 0.0 || samples.empty()) return std::max(peak, 0.0);
    double sum = 0.0;
    for (const float sample : samples) sum += static_cast<double>(sample);
    const double mean = sum / static_cast<double>(samples.size());
    double largest = 0.0;
    for (const float sample : samples) largest = std::max(largest, std::abs(static_cast<double>(sample) - mean));
    return largest;
}

void SoundPart::copy(std::int64_t from, std::size_t count, double* target) const {
    const auto length = static_cast<std::int64_t>(count);
    const auto size = static_cast<std::int64_t>(samples.size());
    const std::int64_t start = from - first;
    const std::int64_t begin = std::clamp<std::int64_t>(-start, 0, length);
    const std::int64_t end = std::clamp<std::int64_t>(size - start, begin, length);
    std::fill(target, target + begin, 0.0);
    const float* source = samples.data() + (begin < end ? start + begin : 0);
    for (std::int64_t i = 0; i < end - begin; ++i) target[begin + i] = static_cast<double>(source[i]);
    std::fill(target + end, target + length, 0.0);
}

FrameTimes centredFrames(const SoundPart& sound, double windowSeconds, double stepSeconds) {
    const double duration = sound.wholeSeconds();
    FrameTimes frames;
    frames.stepSeconds = stepSeconds;
    if (duration < windowSeconds || sound.wholeSamples() == 0) return frames;
    const double count = std::floor((duration - windowSeconds) / stepSeconds) + 1.0;
    frames.count = static_cast<std::size_t>(count);
    frames.origin = 0.5 * duration - 0.5 * (count * stepSeconds) + 0.5 * stepSeconds;
    return frames;
}

FrameTimes framesWithin(const FrameTimes& frames, const SoundPart& sound, const TimeRange& range, std::int64_t halfWindow) {
    const auto end = sound.first + static_cast<std::int64_t>(sound.samples.size());
    const auto margin = static_cast<double>(halfWindow) / sound.rateHz;
    double from = range.from;
    double to = range.to;
    if (sound.first > 0) from = std::max(from, static_cast<double>(sound.first) / sound.rateHz + margin);
    if (end < sound.wholeSamples()) to = std::min(to, static_cast<double>(end) / sound.rateHz - margin);
    const auto count = static_cast<double>(frames.count);
    // A rounding error must not lose the frame that lies at the border itself.
    const double low = std::clamp(std::ceil(frames.indexOf(from) - 1e-6), 0.0, count);
    const double high = std::clamp(std::floor(frames.indexOf(to) + 1e-6) + 1.0, low, count);
    FrameTimes result = frames;
    result.firstFrame += static_cast<std::int64_t>(low);
    result.count = static_cast<std::size_t>(high - low);
    return result;
}

}  // namespace prososcope::dsp
