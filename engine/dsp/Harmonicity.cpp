// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Harmonicity.h"

#include <cmath>

#include "engine/dsp/PitchCandidates.h"

namespace prososcope::dsp {

namespace {

constexpr double kMost = 150.0;
constexpr double kNearest = 1e-15;  // to a strength of 0 or 1

}  // namespace

double harmonicityOf(double strength) {
    if (strength <= kNearest) return -kMost;
    if (strength > 1.0 - kNearest) return kMost;
    return 10.0 * std::log10(strength / (1.0 - strength));
}

core::Result<HarmonicityTrack> computeHarmonicity(const SoundPart& sound, const HarmonicitySettings& settings,
                                                  core::Progress& progress, const TimeRange& range) {
    PitchSettings pitch;
    pitch.method = settings.method;
    pitch.stepSeconds = settings.stepSeconds;
    pitch.floorHz = settings.minimumPitchHz;
    pitch.ceilingHz = std::max(0.5 * sound.rateHz, 1.0);
    pitch.veryAccurate = true;
    pitch.silenceThreshold = settings.silenceThreshold;
    pitch.voicingThreshold = 0.0;
    pitch.octaveCost = 0.0;
    pitch.octaveJumpCost = 0.0;
    pitch.voicedUnvoicedCost = 0.0;
    pitch.periodsPerWindow = settings.periodsPerWindow;
    pitch.threads = settings.threads;
    const auto candidates = findPitchCandidates(sound, pitch, progress, range);
    if (!candidates) return core::fail(candidates.error());
    const std::vector<int> path = choosePitchPath(*candidates, pitch);
    HarmonicityTrack track;
    track.times = candidates->times;
    track.decibels.assign(track.times.count, HarmonicityTrack::kNoHarmonicity);
    for (std::size_t frame = 0; frame < track.times.count; ++frame) {
        if (path[frame] >= 0)
            track.decibels[frame] =
                static_cast<float>(harmonicityOf(candidates->of(frame)[static_cast<std::size_t>(path[frame])].strength));
    }
    progress.report(1.0);
    return track;
}

double HarmonicityTrack::at(double seconds) const {
    const double place = times.indexOf(seconds);
    const double low = std::floor(place);
    const auto valueAt = [&](double index) {
        if (!(index >= 0.0) || index >= static_cast<double>(times.count)) return std::nan("");
        const float value = decibels[static_cast<std::size_t>(index)];
        return value > kNoHarmonicity ? static_cast<double>(value) : std::nan("");
    };
    const bool nearLow = place - low < 0.5;
    const double nearer = valueAt(nearLow ? low : low + 1.0);
    const double other = valueAt(nearLow ? low + 1.0 : low);
    if (std::isnan(nearer) || std::isnan(other)) return nearer;
    return nearer + (nearLow ? place - low : low + 1.0 - place) * (other - nearer);
}

HarmonicityStatistics harmonicityStatistics(const HarmonicityTrack& track, const TimeRange& range) {
    double sum = 0.0;
    double squares = 0.0;
    double count = 0.0;
    const auto each = [&](const auto& use) {
        for (std::size_t frame = 0; frame < track.times.count; ++frame) {
            if (track.decibels[frame] > HarmonicityTrack::kNoHarmonicity && range.holds(track.times.at(frame)))
                use(static_cast<double>(track.decibels[frame]));
        }
    };
    each([&](double value) {
        sum += value;
        count += 1.0;
    });
    const double mean = sum / count;
    each([&](double value) { squares += (value - mean) * (value - mean); });
    return {mean, count > 1.0 ? std::sqrt(squares / (count - 1.0)) : std::nan("")};
}

}  // namespace prososcope::dsp
