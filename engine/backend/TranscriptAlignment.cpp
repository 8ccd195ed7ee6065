// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/TranscriptAlignment.h"

#include <algorithm>
#include <cmath>

#include "engine/audio/AudioFile.h"
#include "engine/backend/RecogniserBackend.h"
#include "engine/backend/RecordingSpan.h"
#include "engine/core/Csv.h"

namespace prososcope::backend {

namespace {

constexpr double kLowShare = 0.1;
constexpr double kHighShare = 0.9;

/// The place, in frames from the left edge of the first one, left of which lies that share of the weights; a frame's weight is
/// spread over the whole of it.
double percentilePlace(std::span<const float> weights, double share) {
    double below = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto own = static_cast<double>(weights[i]);
        if (own > 0.0 && below + own >= share) return static_cast<double>(i) + (share - below) / own;
        below += own;
    }
    return static_cast<double>(weights.size());  // rounding
}

void describe(AlignedCharacter& character, const TranscriptAlignment& all, std::span<const float> weights) {
    double centre = 0.0;
    std::size_t first = weights.size();
    std::size_t end = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto weight = static_cast<double>(weights[i]);
        if (!(weight > 0.0)) continue;
        first = std::min(first, i);
        end = i + 1;
        centre += weight * static_cast<double>(i);
        character.entropyBits -= weight * std::log2(weight);
    }
    character.entropyBits = std::max(0.0, character.entropyBits);
    const auto within = [&all](double seconds) { return std::clamp(seconds, all.startSeconds, all.endSeconds); };
    const auto edge = [&](double place) { return within(all.firstSeconds + (place - 0.5) * all.hopSeconds); };
    const bool attention = all.basis == AlignmentBasis::Attention;
    character.middleSeconds = within(all.firstSeconds + centre * all.hopSeconds);
    character.startSeconds = edge(attention ? percentilePlace(weights, kLowShare) : static_cast<double>(first));
    character.endSeconds = edge(attention ? percentilePlace(weights, kHighShare) : static_cast<double>(end));
}

bool isGap(const AlignedCharacter& character) { return character.text == " "; }

AlignedWord wordOf(std::span<const AlignedCharacter> characters) {
    AlignedWord word{{}, characters.front().startSeconds, characters.back().endSeconds};
    for (const auto& each : characters) word.text += each.text;
    if (word.endSeconds > word.startSeconds) return word;
    for (const auto& each : characters) {
        word.startSeconds = std::min(word.startSeconds, each.startSeconds);
        word.endSeconds = std::max(word.endSeconds, each.endSeconds);
    }
    return word;
}

/// Spans in the order of the text that do not overlap: two that do meet in the middle of what they share; where one of them
/// would have no length then, both were found at one place and become one, `between` their labels.
std::vector<annotation::Span> apart(std::vector<annotation::Span> spans, const std::string& between) {
    constexpr double kShortestSpan = 0.005;  ///< seconds
    std::vector<annotation::Span> made;
    for (auto& each : spans) {
        if (made.empty() || each.start >= made.back().end) {
            made.push_back(std::move(each));
            continue;
        }
        auto& last = made.back();
        const double middle = 0.5 * (std::max(last.start, each.start) + std::min(last.end, each.end));
        if (middle - last.start < kShortestSpan || each.end - middle < kShortestSpan) {
            last.label += between + each.label;
            last.end = std::max(last.end, each.end);
            continue;
        }
        last.end = each.start = middle;
        made.push_back(std::move(each));
    }
    return made;
}

}  // namespace

core::Status checkAlignedSeconds(double seconds) {
    if (seconds <= kLongestAlignedSeconds) return {};
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine",
                                    "The sound lasts %1 s; what is said is written down with its times in at most %2 s "
                                    "at once. Choose a shorter stretch of it."),
                       {core::fixedText(seconds, 1), core::fixedText(kLongestAlignedSeconds, 0)}});
}

std::string TranscriptAlignment::text() const {
    std::string whole;
    for (const auto& each : characters) whole += each.text;
    return whole;
}

std::vector<AlignedWord> TranscriptAlignment::words() const {
    std::vector<AlignedWord> all;
    const std::span whole(characters);
    for (std::size_t i = 0; i < whole.size();) {
        if (isGap(whole[i])) {
            ++i;
            continue;
        }
        const auto first = i;
        while (i < whole.size() && !isGap(whole[i])) ++i;
        all.push_back(wordOf(whole.subspan(first, i - first)));
    }
    return all;
}

std::span<const float> TranscriptAlignment::row(std::size_t character) const {
    return std::span(weights).subspan(character * frames, frames);
}

void TranscriptAlignment::placeAt(double stretchSeconds, double recordingSeconds) {
    seconds = std::max(recordingSeconds, stretchSeconds + endSeconds);
    for (double* time : {&startSeconds, &endSeconds, &firstSeconds}) *time += stretchSeconds;
    for (auto& each : characters) {
        for (double* time : {&each.startSeconds, &each.endSeconds, &each.middleSeconds}) *time += stretchSeconds;
    }
}

TranscriptAlignment alignedCharacters(TranscriptAlignment weighed, const std::vector<std::string>& characters) {
    weighed.startSeconds = 0.0;
    weighed.endSeconds = weighed.seconds;
    weighed.characters.clear();
    for (std::size_t i = 0; i < characters.size(); ++i) {
        AlignedCharacter character;
        character.text = characters[i];
        describe(character, weighed, weighed.row(i));
        weighed.characters.push_back(std::move(character));
    }
    return weighed;
}

annotation::DetectedTier wordTier(const TranscriptAlignment& alignment) {
    annotation::DetectedTier tier{"words", {}};
    for (auto& word : alignment.words()) tier.spans.push_back({word.startSeconds, word.endSeconds, std::move(word.text)});
    tier.spans = apart(std::move(tier.spans), " ");
    return tier;
}

annotation::DetectedTier characterTier(const TranscriptAlignment& alignment) {
    const bool attention = alignment.basis == AlignmentBasis::Attention;
    annotation::DetectedTier tier{attention ? "characters (attention)" : "characters (frames)", {}};
    for (const auto& each : alignment.characters) {
        if (!isGap(each)) tier.spans.push_back({each.startSeconds, each.endSeconds, each.text});
    }
    tier.spans = apart(std::move(tier.spans), "");
    return tier;
}

core::Result<TranscriptAlignment> alignRecording(Recogniser& recogniser, const std::filesystem::path& recording,
                                                 double startSeconds, double endSeconds, core::Progress& progress) {
    const auto named = [&recording](const core::Error& error) {
        if (error.kind == core::ErrorKind::Cancelled) return core::fail(error);
        return core::fail(error.kind, {"%1: %2", {recording.string(), error.message()}});
    };
    const auto header = audio::probeAudio(recording);
    if (!header) return core::fail(header.error());
    const double whole = header->seconds();
    const RecordingSpan heard{recording, std::max(0.0, startSeconds), endSeconds < 0.0 ? whole : std::min(endSeconds, whole)};
    if (!(heard.endSeconds > heard.startSeconds)) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 holds no sound where it should be listened to."), {recording.string()}});
    }
    if (auto fits = checkAlignedSeconds(heard.endSeconds - heard.startSeconds); !fits) return named(fits.error());
    auto reading = progress.part(0.0, 0.1);
    const auto clip = decodeSpan(heard, recogniser.card().rateHz, reading);
    if (!clip) return core::fail(clip.error());
    auto hearing = progress.part(0.1, 1.0);
    auto aligned = recogniser.align((*clip)->channels.front(), hearing);
    if (!aligned) return named(aligned.error());
    aligned->placeAt(heard.startSeconds, whole);
    return aligned;
}

}  // namespace prososcope::backend
