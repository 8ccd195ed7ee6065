// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/DetectedTiers.h"

#include <algorithm>
#include <optional>

#include "engine/annotation/Edits.h"

namespace prososcope::annotation {

namespace {

/// The class with the largest mean score of the windows around `middle` that are there; nothing where that one is missing.
std::optional<std::size_t> classAt(std::span<const WindowScores> windows, std::size_t middle, std::size_t classes,
                                   std::size_t smoothing) {
    if (windows[middle].scores.size() != classes || classes == 0) return std::nullopt;
    const std::size_t reach = smoothing / 2;
    std::vector<double> sums(classes);
    const std::size_t last = std::min(windows.size() - 1, middle + reach);
    for (std::size_t i = middle - std::min(middle, reach); i <= last; ++i) {
        if (windows[i].scores.size() != classes) continue;
        for (std::size_t c = 0; c < classes; ++c) sums[c] += static_cast<double>(windows[i].scores[c]);
    }
    return static_cast<std::size_t>(std::max_element(sums.begin(), sums.end()) - sums.begin());
}

/// Neighbours that touch and have one label become one.
void joinEqual(std::vector<Span>& spans) {
    std::vector<Span> joined;
    for (Span& span : spans) {
        if (!joined.empty() && joined.back().label == span.label && span.start - joined.back().end <= kAlignedSeconds)
            joined.back().end = span.end;
        else
            joined.push_back(std::move(span));
    }
    spans = std::move(joined);
}

/// The shortest span below `shortest` joins the longer of the neighbours that touch it, until none is left that has one.
void joinShort(std::vector<Span>& spans, double shortest) {
    for (;;) {
        std::optional<std::size_t> least;
        std::optional<std::size_t> goal;
        const auto duration = [&](std::size_t i) { return spans[i].end - spans[i].start; };
        for (std::size_t i = 0; i < spans.size(); ++i) {
            if (duration(i) >= shortest || (least && duration(i) >= duration(*least))) continue;
            const bool before = i > 0 && spans[i].start - spans[i - 1].end <= kAlignedSeconds;
            const bool after = i + 1 < spans.size() && spans[i + 1].start - spans[i].end <= kAlignedSeconds;
            if (!before && !after) continue;
            least = i;
            goal = before && (!after || duration(i - 1) >= duration(i + 1)) ? i - 1 : i + 1;
        }
        if (!least) return;
        spans[*least].label = spans[*goal].label;
        joinEqual(spans);
    }
}

}  // namespace

core::Result<DetectedTier> detectSpeech(const std::filesystem::path& recording, const dsp::SpeechSettings& settings,
                                        core::Progress& progress) {
    auto reader = audio::AudioReader::open(recording);
    if (!reader) return core::fail(reader.error());
    const auto speech = dsp::findSpeech(**reader, settings, progress);
    if (!speech) return core::fail(speech.error());
    DetectedTier tier{"speech", {}};
    for (const auto& stretch : *speech) tier.spans.push_back({stretch.from, stretch.to, "speech"});
    for (const auto& pause : dsp::pausesBetween(*speech, (*reader)->info().seconds()))
        tier.spans.push_back({pause.from, pause.to, "pause"});
    return tier;
}

core::Result<DetectedTier> detectSpeakers(const std::filesystem::path& recording, const dsp::SpeakerSettings& settings,
                                          core::Progress& progress) {
    auto reader = audio::AudioReader::open(recording);
    if (!reader) return core::fail(reader.error());
    const auto turns = dsp::findSpeakers(**reader, settings, progress);
    if (!turns) return core::fail(turns.error());
    DetectedTier tier{"speakers", {}};
    for (const auto& turn : *turns)
        tier.spans.push_back({turn.time.from, turn.time.to, "speaker " + std::to_string(turn.speaker + 1)});
    return tier;
}

DetectedTier emotionTier(std::span<const WindowScores> windows, const std::vector<std::string>& classes, double seconds,
                         const EmotionSpanSettings& settings) {
    DetectedTier tier{"emotion", {}};
    const auto middle = [&](std::size_t i) { return 0.5 * (windows[i].start + windows[i].end); };
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const auto best = classAt(windows, i, classes.size(), settings.smoothing);
        if (!best) continue;
        const double from = i == 0 ? 0.0 : 0.5 * (middle(i - 1) + middle(i));
        const double to = i + 1 == windows.size() ? seconds : 0.5 * (middle(i) + middle(i + 1));
        if (to > from) tier.spans.push_back({from, to, classes[*best]});
    }
    joinEqual(tier.spans);
    joinShort(tier.spans, settings.shortest);
    return tier;
}

}  // namespace prososcope::annotation
