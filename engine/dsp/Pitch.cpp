// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Pitch.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/PitchCandidates.h"

namespace prososcope::dsp {

namespace {

constexpr double kContextSeconds = 1.0;
constexpr double kStandardStep = 0.01;

}  // namespace

std::vector<int> choosePitchPath(const PitchCandidates& candidates, const PitchSettings& settings) {
    const std::size_t frames = candidates.times.count;
    // One state a candidate, and the unvoiced state first.
    std::vector<int> back(candidates.all.size() + frames);
    const double correction = kStandardStep / candidates.times.stepSeconds;
    const double jumpCost = settings.octaveJumpCost * correction;
    const double changeCost = settings.voicedUnvoicedCost * correction;
    struct State {
        double score;
        double octaves;
    };
    std::vector<State> before;
    std::vector<State> now;
    for (std::size_t frame = 0; frame < frames; ++frame) {
        const auto own = candidates.of(frame);
        now.resize(own.size() + 1);
        const auto loudness = static_cast<double>(candidates.loudness[frame]);
        const double quiet = settings.silenceThreshold > 0.0
                                 ? 2.0 - loudness * (1.0 + settings.voicingThreshold) / settings.silenceThreshold
                                 : 0.0;
        now[0] = {settings.voicingThreshold + std::max(0.0, quiet), 0.0};
        for (std::size_t i = 0; i < own.size(); ++i) {
            const double octaves = std::log2(settings.ceilingHz / own[i].hertz);
            now[i + 1] = {own[i].strength - settings.octaveCost * octaves, octaves};
        }
        int* origin = back.data() + candidates.starts[frame] + frame;
        for (std::size_t i = 0; i < now.size(); ++i) {
            if (frame == 0) {
                origin[i] = 0;
                continue;
            }
            double best = -1e30;
            for (std::size_t j = 0; j < before.size(); ++j) {
                double cost = 0.0;
                if ((i == 0) != (j == 0)) {
                    cost = changeCost;
                } else if (i != 0) {
                    cost = jumpCost * std::abs(now[i].octaves - before[j].octaves);
                }
                const double score = before[j].score - cost;
                if (score > best) {
                    best = score;
                    origin[i] = static_cast<int>(j);
                }
            }
            now[i].score += best;
        }
        std::swap(before, now);
    }
    std::vector<int> path(frames, -1);
    if (frames == 0) return path;
    const auto last =
        std::max_element(before.begin(), before.end(), [](const State& a, const State& b) { return a.score < b.score; });
    int state = static_cast<int>(last - before.begin());
    for (std::size_t frame = frames; frame-- > 0;) {
        path[frame] = state - 1;
        state = back[candidates.starts[frame] + frame + static_cast<std::size_t>(state)];
    }
    return path;
}

core::Result<PitchTrack> computePitch(const SoundPart& sound, const PitchSettings& settings, core::Progress& progress,
                                      const TimeRange& range) {
    const auto candidates =
        findPitchCandidates(sound, settings, progress, {range.from - kContextSeconds, range.to + kContextSeconds});
    if (!candidates) return core::fail(candidates.error());
    PitchSettings used = settings;
    used.ceilingHz = std::min(settings.ceilingHz, 0.5 * sound.rateHz);
    const std::vector<int> path = choosePitchPath(*candidates, used);

    PitchTrack track;
    track.ceilingHz = used.ceilingHz;
    track.times = framesWithin(candidates->times, {{}, sound.rateHz, 0, 0}, range, 0);
    const auto skipped = static_cast<std::size_t>(track.times.firstFrame - candidates->times.firstFrame);
    track.hertz.assign(track.times.count, 0.0F);
    track.strength.assign(track.times.count, 0.0F);
    for (std::size_t frame = 0; frame < track.times.count; ++frame) {
        const int chosen = path[frame + skipped];
        if (chosen < 0) continue;
        const PitchCandidate& candidate = candidates->of(frame + skipped)[static_cast<std::size_t>(chosen)];
        track.hertz[frame] = static_cast<float>(candidate.hertz);
        track.strength[frame] = static_cast<float>(candidate.strength);
    }
    progress.report(1.0);
    return track;
}

double PitchTrack::at(double seconds) const {
    if (times.count == 0) return std::nan("");
    const double place = times.indexOf(seconds);
    const double low = std::floor(place);
    const auto valueAt = [&](double index) {
        if (index < 0.0 || index >= static_cast<double>(times.count)) return std::nan("");
        const auto value = static_cast<double>(hertz[static_cast<std::size_t>(index)]);
        return value > 0.0 ? value : std::nan("");
    };
    const bool nearLow = place - low < 0.5;
    const double nearer = valueAt(nearLow ? low : low + 1.0);
    const double other = valueAt(nearLow ? low + 1.0 : low);
    if (std::isnan(nearer) || std::isnan(other)) return nearer;
    const double share = nearLow ? place - low : 1.0 - (place - low);
    return nearer + share * (other - nearer);
}

}  // namespace prososcope::dsp
