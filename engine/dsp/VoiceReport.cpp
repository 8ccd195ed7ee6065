// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/VoiceReport.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/Harmonicity.h"

namespace prososcope::dsp {

namespace {

constexpr double kShortestPeriod = 0.8;  // of the ceiling's
constexpr double kLongestPeriod = 1.25;  // of the floor's; longer distances of pulses are breaks

}  // namespace

PitchStatistics pitchStatistics(const PitchTrack& pitch, const TimeRange& range) {
    PitchStatistics result;
    std::vector<double> values;
    for (std::size_t frame = 0; frame < pitch.times.count; ++frame) {
        if (!range.holds(pitch.times.at(frame))) continue;
        ++result.frames;
        if (pitch.voiced(frame)) values.push_back(static_cast<double>(pitch.hertz[frame]));
    }
    result.voicedFrames = values.size();
    result.median = result.mean = result.deviation = result.minimum = result.maximum = std::nan("");
    if (values.empty()) return result;
    std::sort(values.begin(), values.end());
    const auto count = static_cast<double>(values.size());
    result.minimum = values.front();
    result.maximum = values.back();
    result.median = 0.5 * (values[(values.size() - 1) / 2] + values[values.size() / 2]);
    double sum = 0.0;
    for (const double value : values) sum += value;
    result.mean = sum / count;
    double squares = 0.0;
    for (const double value : values) squares += (value - result.mean) * (value - result.mean);
    if (values.size() > 1) result.deviation = std::sqrt(squares / (count - 1.0));
    return result;
}

PeriodLimits voicePeriods(const PitchSettings& settings) {
    PeriodLimits limits;
    limits.shortestSeconds = kShortestPeriod / settings.ceilingHz;
    limits.longestSeconds = kLongestPeriod / settings.floorHz;
    return limits;
}

VoiceReport reportVoice(const SoundPart& sound, const PitchTrack& pitch, const PulseTimes& pulses,
                        const PitchSettings& settings, const TimeRange& range) {
    return reportVoice(pitch, pulses, pulseAmplitudes(sound, pulses, voicePeriods(settings)), settings, range,
                       sound.wholeSeconds());
}

VoiceReport reportVoice(const PitchTrack& pitch, const PulseTimes& pulses, std::span<const double> amplitudes,
                        const PitchSettings& settings, const TimeRange& range, double seconds) {
    VoiceReport report;
    const PeriodLimits limits = voicePeriods(settings);
    report.pitch = pitchStatistics(pitch, range);
    const auto frames = static_cast<double>(report.pitch.frames);
    report.unvoicedShare = (frames - static_cast<double>(report.pitch.voicedFrames)) / frames;
    report.periods = periodStatistics(pulses, limits, range);
    report.jitter = computeJitter(pulses, limits, range);
    report.shimmer = shimmerOf(pulses, amplitudes, limits, range);

    const double from = std::max(range.from, 0.0);
    const double to = std::min(range.to, seconds);
    double breaks = 0.0;
    double last = 0.0;
    for (const double pulse : pulses) {
        if (pulse < from || pulse > to) continue;
        if (report.pulses > 0 && pulse - last > limits.longestSeconds) {
            breaks += pulse - last;
            ++report.breaks;
        }
        ++report.pulses;
        last = pulse;
    }
    report.breakShare = to > from ? breaks / (to - from) : std::nan("");

    double strength = 0.0;
    double noise = 0.0;
    double harmonics = 0.0;
    for (std::size_t frame = 0; frame < pitch.times.count; ++frame) {
        if (!pitch.voiced(frame) || !range.holds(pitch.times.at(frame))) continue;
        const auto r = static_cast<double>(pitch.strength[frame]);
        strength += r;
        noise += (1.0 - r) / r;
        harmonics += harmonicityOf(r);
    }
    const auto voiced = static_cast<double>(report.pitch.voicedFrames);
    report.autocorrelation = strength / voiced;
    report.noiseToHarmonics = noise / voiced;
    report.harmonicsToNoise = harmonics / voiced;
    return report;
}

}  // namespace prososcope::dsp
