// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Pulses.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/dsp/Parabola.h"

namespace prososcope::dsp {

namespace {

// The search for the next pulse, in periods from the last one.
constexpr double kNearest = 0.8;
constexpr double kFarthest = 1.25;
// Likeness and peak (of the loudest) that a pulse needs within a voiced stretch, and just beyond its edge.
constexpr double kLikeness = 0.3;
constexpr double kPeak = 0.01;
constexpr double kEdgeLikeness = 0.7;
constexpr double kEdgePeak = 0.023333;

/// Searches the sound for pulses.
class Searcher {
public:
    explicit Searcher(const SoundPart& sound)
        : m_sound(sound), m_end(sound.first + static_cast<std::int64_t>(sound.samples.size())) {
        for (const float sample : sound.samples) m_loudest = std::max(m_loudest, std::abs(static_cast<double>(sample)));
        m_loudest = std::max(m_loudest, sound.peak);
    }

    [[nodiscard]] double loudest() const { return m_loudest; }

    /// Time of the largest deviation from 0 between two times, refined by a parabola.
    [[nodiscard]] double extremum(double from, double to) const {
        const std::int64_t first = std::max(floorPlace(from), m_sound.first);
        const std::int64_t last = std::min(static_cast<std::int64_t>(std::ceil(m_sound.placeOf(to))), m_end - 1);
        if (first > last) return 0.5 * (from + to);
        std::int64_t best = first;
        for (std::int64_t i = first + 1; i <= last; ++i)
            if (std::abs(at(i)) > std::abs(at(best))) best = i;
        double place = static_cast<double>(best);
        if (best > first && best < last) place += parabolaThrough(at(best - 1), at(best), at(best + 1)).offset;
        return (place + 0.5) * m_sound.period();
    }

    struct Match {
        double seconds;
        double likeness;  ///< -1: none found
        double peak;
    };

    /// Where between two times the wave about `pulse` (half of `window` on either side) is most like itself.
    [[nodiscard]] Match mostAlike(double pulse, double window, double from, double to) const {
        const auto nearest = [&](double seconds) { return floorPlace(seconds + 0.5 * m_sound.period()); };
        const std::int64_t left = nearest(pulse - 0.5 * window);
        const std::int64_t right = nearest(pulse + 0.5 * window);
        const std::int64_t first = floorPlace(from - 0.5 * window);
        const auto last = static_cast<std::int64_t>(std::ceil(m_sound.placeOf(to - 0.5 * window)));
        Match best{pulse, -1.0, 0.0};
        double before = 0.0;
        double middle = 0.0;
        double middlePeak = 0.0;
        double place = 0.0;
        double bestBefore = 0.0;
        double bestAfter = 0.0;
        for (std::int64_t start = first; start <= last; ++start) {
            double peak = 0.0;
            const double after = likeness(left, right, start, peak);
            if (middle > best.likeness && middle >= before && middle >= after) {
                best.likeness = middle;
                best.peak = middlePeak;
                bestBefore = before;
                bestAfter = after;
                place = static_cast<double>(start - 1);
            }
            before = middle;
            middle = after;
            middlePeak = peak;
        }
        if (best.likeness <= -1.0) return best;
        const auto [shift, top] = parabolaThrough(bestBefore, best.likeness, bestAfter);
        best.likeness = top;
        best.seconds = pulse + (place + shift - static_cast<double>(left)) * m_sound.period();
        return best;
    }

private:
    [[nodiscard]] double at(std::int64_t sample) const {
        return static_cast<double>(m_sound.samples[static_cast<std::size_t>(sample - m_sound.first)]);
    }
    [[nodiscard]] std::int64_t floorPlace(double seconds) const {
        return static_cast<std::int64_t>(std::floor(m_sound.placeOf(seconds)));
    }
    /// Normalised correlation of samples left..right with as many from `start` on; and the largest of the latter.
    [[nodiscard]] double likeness(std::int64_t left, std::int64_t right, std::int64_t start, double& peak) const {
        const std::int64_t low = std::max({left, m_sound.first, m_sound.first + left - start});
        const std::int64_t high = std::min({right, m_end - 1, m_end - 1 + left - start});
        double product = 0.0;
        double one = 0.0;
        double two = 0.0;
        float largest = 0.0F;
        if (low > high) return 0.0;
        const float* a = m_sound.samples.data() + (low - m_sound.first);
        const float* b = m_sound.samples.data() + (low + start - left - m_sound.first);
        for (std::int64_t i = 0; i <= high - low; ++i) {
            const auto x = static_cast<double>(a[i]);
            const auto y = static_cast<double>(b[i]);
            product += x * y;
            one += x * x;
            two += y * y;
            largest = std::max(largest, std::abs(b[i]));
        }
        peak = static_cast<double>(largest);
        return product == 0.0 ? 0.0 : product / std::sqrt(one * two);
    }

    const SoundPart& m_sound;
    std::int64_t m_end;
    double m_loudest = 0.0;
};

std::span<const double> within(std::span<const double> pulses, const TimeRange& range) {
    const auto from = std::lower_bound(pulses.begin(), pulses.end(), range.from);
    const auto to = std::upper_bound(from, pulses.end(), range.to);
    return {from, to};
}

double ratio(double a, double b) { return a > b ? a / b : b / a; }

bool inLimits(double period, const PeriodLimits& limits) {
    return period >= limits.shortestSeconds && period <= limits.longestSeconds;
}

/// Whether pulses[i]..pulses[i + 1] is a period: within the limits and not too unlike both neighbours.
bool isPeriod(std::span<const double> pulses, std::size_t i, const PeriodLimits& limits) {
    const double period = pulses[i + 1] - pulses[i];
    if (!(period > 0.0) || !inLimits(period, limits)) return false;
    // Neighbours that do not exist are no reason against it.
    const bool unlikeBefore = i > 0 && ratio(period, pulses[i] - pulses[i - 1]) > limits.periodFactor;
    const bool unlikeAfter = i + 2 < pulses.size() && ratio(period, pulses[i + 2] - pulses[i + 1]) > limits.periodFactor;
    return !(unlikeBefore && unlikeAfter);
}

/// Mean |centre - mean of `width` neighbours| over all runs of `width` values that `usable` accepts pairwise.
template <typename Usable>
double meanPerturbation(std::span<const double> values, std::size_t width, const Usable& usable) {
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i + width <= values.size(); ++i) {
        bool good = true;
        double mean = 0.0;
        for (std::size_t k = 0; k < width; ++k) {
            mean += values[i + k] / static_cast<double>(width);
            if (k > 0) good = good && usable(i + k - 1);
        }
        if (!good) continue;
        sum += std::abs(values[i + width / 2] - mean);
        ++count;
    }
    return count == 0 ? std::nan("") : sum / static_cast<double>(count);
}

}  // namespace

PulseTimes findPulses(const SoundPart& sound, const PitchTrack& pitch) {
    const Searcher searcher(sound);
    PulseTimes pulses;
    double lastRight = -std::numeric_limits<double>::infinity();
    const double halfStep = 0.5 * pitch.times.stepSeconds;
    for (std::size_t frame = 0; frame < pitch.times.count; ++frame) {
        if (!pitch.voiced(frame)) continue;
        const double left = std::max(pitch.times.at(frame) - halfStep, 0.0);
        while (frame + 1 < pitch.times.count && pitch.voiced(frame + 1)) ++frame;
        const double right = std::min(pitch.times.at(frame) + halfStep, sound.wholeSeconds());
        const double middle = 0.5 * (left + right);
        const double middleHz = pitch.at(middle);
        if (!std::isfinite(middleHz)) continue;
        const double start = searcher.extremum(middle - 0.5 / middleHz, middle + 0.5 / middleHz);
        pulses.push_back(start);
        const auto keep = [&](const Searcher::Match& match, bool beyond) {
            if (beyond) return match.likeness > kEdgeLikeness && match.peak > kEdgePeak * searcher.loudest();
            return match.likeness > kLikeness && (match.peak == 0.0 || match.peak > kPeak * searcher.loudest());
        };
        for (double pulse = start;;) {
            const double hertz = pitch.at(pulse);
            if (!std::isfinite(hertz)) break;
            auto match = searcher.mostAlike(pulse, 1.0 / hertz, pulse - kFarthest / hertz, pulse - kNearest / hertz);
            if (match.likeness <= -1.0 || !(match.seconds < pulse - 0.5 / hertz)) match = {pulse - 1.0 / hertz, -1.0, 0.0};
            pulse = match.seconds;
            const bool beyond = pulse < left;
            if (keep(match, beyond) && pulse - lastRight > kNearest / hertz) pulses.push_back(pulse);
            if (beyond) break;
        }
        for (double pulse = start;;) {
            const double hertz = pitch.at(pulse);
            if (!std::isfinite(hertz)) break;
            auto match = searcher.mostAlike(pulse, 1.0 / hertz, pulse + kNearest / hertz, pulse + kFarthest / hertz);
            if (match.likeness <= -1.0 || !(match.seconds > pulse + 0.5 / hertz)) match = {pulse + 1.0 / hertz, -1.0, 0.0};
            pulse = match.seconds;
            const bool beyond = pulse >= right;
            if (keep(match, beyond)) {
                pulses.push_back(pulse);
                lastRight = pulse;
            }
            if (beyond) break;
        }
    }
    std::sort(pulses.begin(), pulses.end());
    return pulses;
}

PeriodStatistics periodStatistics(std::span<const double> pulses, const PeriodLimits& limits, const TimeRange& range) {
    const auto own = within(pulses, range);
    std::vector<double> periods;
    for (std::size_t i = 0; i + 1 < own.size(); ++i)
        if (isPeriod(own, i, limits)) periods.push_back(own[i + 1] - own[i]);
    PeriodStatistics result{periods.size(), std::nan(""), std::nan("")};
    if (periods.empty()) return result;
    double sum = 0.0;
    for (const double period : periods) sum += period;
    result.mean = sum / static_cast<double>(periods.size());
    double squares = 0.0;
    for (const double period : periods) squares += (period - result.mean) * (period - result.mean);
    if (periods.size() > 1) result.deviation = std::sqrt(squares / static_cast<double>(periods.size() - 1));
    return result;
}

Jitter computeJitter(std::span<const double> pulses, const PeriodLimits& limits, const TimeRange& range) {
    const auto own = within(pulses, range);
    std::vector<double> periods;
    for (std::size_t i = 0; i + 1 < own.size(); ++i) periods.push_back(own[i + 1] - own[i]);
    const auto usable = [&](std::size_t i) {
        return inLimits(periods[i], limits) && inLimits(periods[i + 1], limits) &&
               ratio(periods[i], periods[i + 1]) <= limits.periodFactor;
    };
    const double mean = periodStatistics(pulses, limits, range).mean;
    Jitter jitter;
    // Against the mean of two, a difference counts half.
    jitter.localAbsolute = 2.0 * meanPerturbation(periods, 2, usable);
    jitter.local = jitter.localAbsolute / mean;
    jitter.rap = meanPerturbation(periods, 3, usable) / mean;
    jitter.ppq5 = meanPerturbation(periods, 5, usable) / mean;
    jitter.ddp = 3.0 * jitter.rap;
    return jitter;
}

std::vector<double> pulseAmplitudes(const SoundPart& sound, std::span<const double> pulses, const PeriodLimits& limits) {
    std::vector<double> amplitudes(pulses.size(), std::nan(""));
    for (std::size_t i = 1; i + 1 < pulses.size(); ++i) {
        const double before = pulses[i] - pulses[i - 1];
        const double after = pulses[i + 1] - pulses[i];
        if (!inLimits(before, limits) || !inLimits(after, limits) || ratio(before, after) > limits.periodFactor) continue;
        const double leftWidth = 0.2 * before;
        const double rightWidth = 0.2 * after;
        const auto first = std::max(static_cast<std::int64_t>(std::ceil(sound.placeOf(pulses[i] - leftWidth))), sound.first);
        const auto last = std::min(static_cast<std::int64_t>(std::floor(sound.placeOf(pulses[i] + rightWidth))),
                                   sound.first + static_cast<std::int64_t>(sound.samples.size()) - 1);
        double sum = 0.0;
        double weights = 0.0;
        for (std::int64_t k = first; k <= last; ++k) {
            const double distance = sound.secondsOf(k) - pulses[i];
            const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * distance / (distance < 0.0 ? leftWidth : rightWidth));
            const double value = window * static_cast<double>(sound.samples[static_cast<std::size_t>(k - sound.first)]);
            sum += value * value;
            weights += window * window;
        }
        const double amplitude = weights > 0.0 ? std::sqrt(sum / weights) : 0.0;
        if (amplitude > 0.0) amplitudes[i] = amplitude;
    }
    return amplitudes;
}

Shimmer computeShimmer(const SoundPart& sound, std::span<const double> pulses, const PeriodLimits& limits,
                       const TimeRange& range) {
    const auto own = within(pulses, range);
    return shimmerOf(own, pulseAmplitudes(sound, own, limits), limits);
}

Shimmer shimmerOf(std::span<const double> pulses, std::span<const double> all, const PeriodLimits& limits,
                  const TimeRange& range) {
    const auto own = within(pulses, range);
    const auto offset = static_cast<std::size_t>(own.data() - pulses.data());
    std::vector<double> times;
    std::vector<double> amplitudes;
    // A pulse at the edge of the range has no neighbour there.
    for (std::size_t i = 1; i + 1 < own.size(); ++i) {
        const double amplitude = all[offset + i];
        if (!(amplitude > 0.0)) continue;
        times.push_back(own[i]);
        amplitudes.push_back(amplitude);
    }
    const auto usable = [&](std::size_t i) {
        return inLimits(times[i + 1] - times[i], limits) && ratio(amplitudes[i], amplitudes[i + 1]) <= limits.amplitudeFactor;
    };
    double mean = 0.0;
    // As in Praat the last amplitude does not count.
    const std::size_t counted = amplitudes.empty() ? 0 : amplitudes.size() - 1;
    for (std::size_t i = 0; i < counted; ++i) mean += amplitudes[i] / static_cast<double>(counted);
    Shimmer shimmer;
    shimmer.local = 2.0 * meanPerturbation(amplitudes, 2, usable) / mean;
    shimmer.apq3 = meanPerturbation(amplitudes, 3, usable) / mean;
    shimmer.apq5 = meanPerturbation(amplitudes, 5, usable) / mean;
    shimmer.apq11 = meanPerturbation(amplitudes, 11, usable) / mean;
    shimmer.dda = 3.0 * shimmer.apq3;
    std::vector<double> levels;
    for (const double amplitude : amplitudes) levels.push_back(20.0 * std::log10(amplitude));
    shimmer.localDecibels = 2.0 * meanPerturbation(levels, 2, usable);
    return shimmer;
}

}  // namespace prososcope::dsp
