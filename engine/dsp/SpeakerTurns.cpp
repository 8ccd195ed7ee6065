// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/SpeakerTurns.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <optional>
#include <utility>

#include "engine/audio/Resampler.h"
#include "engine/dsp/Dct.h"
#include "engine/dsp/GaussianSum.h"
#include "engine/dsp/LogMel.h"

namespace prososcope::dsp {

namespace {

constexpr int kRateHz = 16000;
constexpr double kHopSeconds = 0.01;
constexpr std::size_t kBands = 40;
constexpr double kChunkSeconds = 20.0;
constexpr std::size_t kStepFrames = 10;   // between places where a change is looked for
constexpr std::size_t kMostAtOnce = 300;  // segments joined in one go: the work grows with their square
constexpr int kRedrawings = 2;

/// Frames of cepstral coefficients of all speech, one behind the other.
struct Cepstra {
    std::vector<float> values;   ///< [frames, GaussianSum::kSize]
    std::vector<float> seconds;  ///< of each frame
    [[nodiscard]] std::size_t count() const { return seconds.size(); }
    [[nodiscard]] const float* frame(std::size_t i) const { return values.data() + i * GaussianSum::kSize; }
};

core::Result<Cepstra> cepstraOf(audio::AudioReader& reader, const std::vector<TimeRange>& speech, core::Progress& progress) {
    const audio::AudioInfo& info = reader.info();
    const double highest = std::min(0.5 * info.rateHz, 0.5 * kRateHz);
    const LogMel mel(StftSettings{}, MelSettings{.bands = kBands, .lowHz = 80.0, .highHz = highest});
    const Dct dct(kBands, GaussianSum::kSize + 1);
    Cepstra cepstra;
    std::vector<float> block;
    std::array<float, GaussianSum::kSize + 1> coefficients{};
    for (const TimeRange& stretch : speech) {
        for (double from = stretch.from; from < stretch.to; from += kChunkSeconds) {
            if (progress.stopRequested()) return core::cancelled();
            progress.report(from / info.seconds());
            const double to = std::min(stretch.to, from + kChunkSeconds);
            const auto first = static_cast<std::int64_t>(from * info.rateHz);
            block.resize(static_cast<std::size_t>(std::max(0.0, (to - from) * info.rateHz)));
            const auto read = reader.readMono(first, block.size(), block);
            if (!read) return core::fail(read.error());
            std::fill(block.begin() + static_cast<std::ptrdiff_t>(*read), block.end(), 0.0F);
            for (float& sample : block) sample = std::isfinite(sample) ? sample : 0.0F;
            const auto samples = audio::resample(block, info.rateHz, kRateHz);
            if (!samples) return core::fail(samples.error());
            const auto bands = mel.compute(*samples);
            for (std::size_t i = 0; (i + 1) * kBands <= bands.size(); ++i) {
                dct.apply(bands.data() + i * kBands, coefficients.data());
                // Without the first, which is the level.
                cepstra.values.insert(cepstra.values.end(), coefficients.begin() + 1, coefficients.end());
                cepstra.seconds.push_back(static_cast<float>(from + static_cast<double>(i) * kHopSeconds));
            }
        }
    }
    return cepstra;
}

/// Frames [from, to) of one speaker, as far as is known.
struct Segment {
    std::size_t from = 0;
    std::size_t to = 0;
    std::size_t speaker = 0;
};

/// Frames where the speaker may change, the first and the end included: maxima of the criterion over two windows that
/// slide along the speech.
std::vector<std::size_t> changes(const Cepstra& cepstra, const SpeakerSettings& settings, core::Progress& progress) {
    const std::size_t blocks = cepstra.count() / kStepFrames;
    const auto window = static_cast<std::size_t>(std::lround(settings.windowSeconds / kHopSeconds)) / kStepFrames;
    const auto apart = static_cast<std::size_t>(std::lround(settings.shortestTurn / kHopSeconds)) / kStepFrames;
    const auto blockAt = [&](std::size_t index) {
        GaussianSum sum;
        for (std::size_t i = 0; i < kStepFrames; ++i) sum.add(cepstra.frame(index * kStepFrames + i));
        return sum;
    };
    std::vector<double> gains(blocks + 1, -1.0);  // of a change at the begin of each block
    std::deque<GaussianSum> ring;                 // the blocks of both windows
    GaussianSum left;
    GaussianSum right;
    std::size_t loaded = 0;  // blocks that are in `right` or have been
    std::size_t leftBlocks = 0;
    for (std::size_t at = 0; at <= blocks && blocks > 0; ++at) {
        if (at > 0) {  // the first block of the right window becomes the last of the left one
            const GaussianSum& moved = ring[leftBlocks];
            left.add(moved);
            right.remove(moved);
            ++leftBlocks;
            if (leftBlocks > window) {
                left.remove(ring.front());
                ring.pop_front();
                --leftBlocks;
            }
        }
        for (; loaded < std::min(blocks, at + window); ++loaded) {
            ring.push_back(blockAt(loaded));
            right.add(ring.back());
        }
        if (at >= apart && at + apart <= blocks) gains[at] = bicDifference(left, right, settings.changePenalty);
        if (at % 1000 == 0) {
            if (progress.stopRequested()) return {};
            progress.report(static_cast<double>(at) / static_cast<double>(blocks));
        }
    }
    std::vector<std::size_t> found{0};
    for (std::size_t at = 1; at < blocks; ++at) {
        if (gains[at] <= 0.0) continue;
        const std::size_t from = at - std::min(at, apart);
        const auto last = gains.begin() + static_cast<std::ptrdiff_t>(std::min(blocks, at + apart) + 1);
        const auto highest = std::max_element(gains.begin() + static_cast<std::ptrdiff_t>(from), last);
        if (static_cast<std::size_t>(highest - gains.begin()) == at) found.push_back(at * kStepFrames);
    }
    found.push_back(cepstra.count());
    return found;
}

/// Joins sets of frames by the criterion until none is to be joined and no more than `most` are left. Returns for each of
/// `sums` the number of its set, from 0; `sums` becomes the sets. Stops early where progress asks to.
std::vector<std::size_t> joinAll(std::vector<GaussianSum>& sums, double penalty, std::size_t most, core::Progress& progress) {
    const std::size_t count = sums.size();
    std::vector<std::size_t> set(count);
    for (std::size_t i = 0; i < count; ++i) set[i] = i;
    std::vector<bool> alive(count, true);
    std::vector<double> gains(count * count, std::numeric_limits<double>::infinity());
    const auto update = [&](std::size_t i, std::size_t j) {
        gains[std::min(i, j) * count + std::max(i, j)] = bicDifference(sums[i], sums[j], penalty);
    };
    for (std::size_t i = 0; i < count && !progress.stopRequested(); ++i)
        for (std::size_t j = i + 1; j < count; ++j) update(i, j);
    for (std::size_t left = count; left > 1 && !progress.stopRequested(); --left) {
        const auto lowest = std::min_element(gains.begin(), gains.end());
        if (*lowest > 0.0 && left <= most) break;
        const auto place = static_cast<std::size_t>(lowest - gains.begin());
        const std::size_t kept = place / count;
        const std::size_t gone = place % count;
        sums[kept].add(sums[gone]);
        alive[gone] = false;
        for (std::size_t& one : set) one = one == gone ? kept : one;
        for (std::size_t i = 0; i < count; ++i) {
            gains[std::min(i, gone) * count + std::max(i, gone)] = std::numeric_limits<double>::infinity();
            if (alive[i] && i != kept) update(i, kept);
        }
    }
    std::vector<std::size_t> number(count, 0);
    std::vector<GaussianSum> sets;
    for (std::size_t i = 0; i < count; ++i) {
        if (!alive[i]) continue;
        number[i] = sets.size();
        sets.push_back(sums[i]);
    }
    for (std::size_t& one : set) one = number[one];
    sums = std::move(sets);
    return set;
}

/// Gives each segment its speaker: first among a few hundred neighbours at a time, then among the sets these leave.
void join(std::vector<Segment>& segments, const Cepstra& cepstra, const SpeakerSettings& settings, core::Progress& progress) {
    std::vector<GaussianSum> sets;
    for (std::size_t first = 0; first < segments.size(); first += kMostAtOnce) {
        const std::size_t last = std::min(segments.size(), first + kMostAtOnce);
        std::vector<GaussianSum> sums;
        for (std::size_t i = first; i < last; ++i) {
            sums.emplace_back();
            for (std::size_t f = segments[i].from; f < segments[i].to; ++f) sums.back().add(cepstra.frame(f));
        }
        const auto set = joinAll(sums, settings.speakerPenalty, kMostAtOnce, progress);
        for (std::size_t i = first; i < last; ++i) segments[i].speaker = sets.size() + set[i - first];
        sets.insert(sets.end(), sums.begin(), sums.end());
        progress.report(static_cast<double>(last) / static_cast<double>(segments.size()));
    }
    const auto set = joinAll(sets, settings.speakerPenalty, settings.mostSpeakers, progress);
    for (Segment& segment : segments) segment.speaker = set[segment.speaker];
}

/// Draws the borders anew: the path through the speakers' Gaussians of the highest likelihood in which nobody speaks for
/// less than `shortest` steps of kStepFrames.
std::vector<Segment> redrawn(const std::vector<Segment>& segments, const Cepstra& cepstra, std::size_t shortest) {
    std::size_t speakers = 0;
    for (const Segment& one : segments) speakers = std::max(speakers, one.speaker + 1);
    const std::size_t steps = cepstra.count() / kStepFrames;
    if (speakers < 2 || steps < 2 * shortest) return segments;
    std::vector<GaussianSum> sums(speakers);
    for (const Segment& one : segments)
        for (std::size_t f = one.from; f < one.to; ++f) sums[one.speaker].add(cepstra.frame(f));
    const std::vector<Gaussian> voices(sums.begin(), sums.end());
    // total[s] is the likelihood of all steps so far by speaker s alone; a turn of s from step a to b adds total[b] - total[a].
    std::vector<double> total(speakers, 0.0);
    std::vector<std::vector<double>> history;   // of `total`, the last `shortest` steps
    std::vector<double> best{0.0};              // over all paths that end a turn at each step
    std::vector<double> opened(speakers, 0.0);  // best of best[a] - total[a] so far
    std::vector<std::size_t> openedAt(speakers, 0);
    std::vector<std::pair<std::size_t, std::size_t>> from(steps + 1);  // begin of the last turn, and whose
    history.push_back(total);
    for (std::size_t step = 1; step <= steps; ++step) {
        if (step > shortest) {  // a turn may have begun `shortest` steps ago
            const std::size_t begin = step - shortest;
            for (std::size_t s = 0; s < speakers && begin >= shortest; ++s) {
                const double value = best[begin] - history[begin][s];
                if (value > opened[s]) {
                    opened[s] = value;
                    openedAt[s] = begin;
                }
            }
        }
        for (std::size_t s = 0; s < speakers; ++s)
            for (std::size_t i = 0; i < kStepFrames; ++i)
                total[s] += voices[s].logDensity(cepstra.frame((step - 1) * kStepFrames + i));
        history.push_back(total);
        best.push_back(-std::numeric_limits<double>::infinity());
        for (std::size_t s = 0; s < speakers; ++s) {
            if (step < shortest || opened[s] + total[s] <= best[step]) continue;
            best[step] = opened[s] + total[s];
            from[step] = {openedAt[s], s};
        }
    }
    std::vector<Segment> result;
    for (std::size_t step = steps; step > 0; step = from[step].first)
        result.push_back({from[step].first * kStepFrames, step * kStepFrames, from[step].second});
    std::reverse(result.begin(), result.end());
    result.back().to = cepstra.count();
    return result;
}

/// Turns in seconds: the frames of each segment within the stretches of speech, neighbours of one speaker joined where no
/// pause lies between.
std::vector<SpeakerTurn> turnsOf(const std::vector<Segment>& segments, const Cepstra& cepstra,
                                 const std::vector<TimeRange>& speech) {
    std::vector<SpeakerTurn> turns;
    std::vector<std::optional<std::size_t>> number;
    std::size_t speakers = 0;
    std::size_t segment = 0;
    std::size_t frame = 0;
    for (const TimeRange& stretch : speech) {
        double begin = stretch.from;
        while (frame < cepstra.count() && static_cast<double>(cepstra.seconds[frame]) < stretch.to) {
            while (segments[segment].to <= frame) ++segment;
            const std::size_t speaker = segments[segment].speaker;
            std::size_t end = frame;
            while (end < segments[segment].to && static_cast<double>(cepstra.seconds[end]) < stretch.to) ++end;
            const bool last = end >= cepstra.count() || static_cast<double>(cepstra.seconds[end]) >= stretch.to;
            const double to = last ? stretch.to : static_cast<double>(cepstra.seconds[end]);
            number.resize(std::max(number.size(), speaker + 1));
            if (!number[speaker]) number[speaker] = speakers++;
            if (!turns.empty() && turns.back().speaker == *number[speaker] && turns.back().time.to == begin)
                turns.back().time.to = to;
            else
                turns.push_back({{begin, to}, *number[speaker]});
            begin = to;
            frame = end;
        }
    }
    return turns;
}

}  // namespace

core::Result<std::vector<SpeakerTurn>> findSpeakers(audio::AudioReader& reader, const SpeakerSettings& settings,
                                                    core::Progress& progress) {
    constexpr double kSpeechDone = 0.2;
    constexpr double kCepstraDone = 0.6;
    constexpr double kChangesDone = 0.8;
    constexpr double kJoinDone = 0.95;
    auto part = progress.part(0.0, kSpeechDone);
    const auto speech = findSpeech(reader, settings.speech, part);
    if (!speech) return core::fail(speech.error());
    part = progress.part(kSpeechDone, kCepstraDone);
    const auto cepstra = cepstraOf(reader, *speech, part);
    if (!cepstra) return core::fail(cepstra.error());
    if (cepstra->count() == 0) return std::vector<SpeakerTurn>{};

    part = progress.part(kCepstraDone, kChangesDone);
    const auto borders = changes(*cepstra, settings, part);
    std::vector<Segment> segments;
    for (std::size_t i = 0; i + 1 < borders.size(); ++i)
        if (borders[i] < borders[i + 1]) segments.push_back({borders[i], borders[i + 1], 0});
    part = progress.part(kChangesDone, kJoinDone);
    if (!part.stopRequested()) join(segments, *cepstra, settings, part);
    const auto shortest = static_cast<std::size_t>(std::lround(settings.shortestTurn / kHopSeconds)) / kStepFrames;
    for (int i = 0; i < kRedrawings && !progress.stopRequested(); ++i)
        segments = redrawn(segments, *cepstra, std::max<std::size_t>(shortest, 1));
    if (progress.stopRequested()) return core::cancelled();
    progress.report(1.0);
    return turnsOf(segments, *cepstra, *speech);
}

}  // namespace prososcope::dsp
