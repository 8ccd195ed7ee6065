// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/SpokenSplit.h"

#include <algorithm>
#include <span>

#include "engine/core/Characters.h"
#include "engine/core/Join.h"
#include "engine/core/Random.h"
#include "engine/phonetics/TextNormaliser.h"

namespace prososcope::phonetics {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

core::Status checkSpeakers(const SpokenSplit& split, const corpus::Corpus& corpus) {
    const auto known = corpus.speakers();
    for (const auto* list : {&split.testSpeakers, &split.validationSpeakers}) {
        for (const auto& speaker : *list) {
            if (contains(known, speaker)) continue;
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "The corpus %1 has no speaker \"%2\". Its speakers are: %3."),
                               {corpus.name, speaker, core::joined(known)}});
        }
    }
    return {};
}

std::set<std::string> heldOutTexts(const SpokenSplit& split, const std::set<std::string>& texts) {
    std::vector<std::string> order(texts.begin(), texts.end());
    core::Random random(core::deriveSeed(split.seed, "held-out texts"));
    random.shuffle(std::span(order));
    const auto count = std::min(order.size(), static_cast<std::size_t>(split.heldOutTexts));
    return {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

std::string spokenText(const std::string& transcript, const std::string& language) {
    const auto normalised = normaliseText(transcript, language);
    return core::lowerCase(core::joined(normalised.words, " "));
}

core::Result<SpokenParts> splitSpoken(const SpokenSplit& split, const corpus::Corpus& corpus) {
    if (auto known = checkSpeakers(split, corpus); !known) return core::fail(known.error());
    SpokenParts parts;
    std::vector<std::string> texts;
    for (const auto& utterance : corpus.utterances) {
        texts.push_back(spokenText(utterance.transcript, utterance.language));
        if (texts.back().empty())
            ++parts.withoutText;
        else
            parts.allTexts.insert(texts.back());
    }
    if (parts.allTexts.empty()) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "The corpus %1 has no transcripts: a recogniser has nothing to learn."), {corpus.name}});
    }
    if (static_cast<std::size_t>(split.heldOutTexts) >= parts.allTexts.size()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 texts are to be held out, but the corpus %2 has only %3 different ones."),
                           {std::to_string(split.heldOutTexts), corpus.name, std::to_string(parts.allTexts.size())}});
    }
    const auto heldOut = heldOutTexts(split, parts.allTexts);
    const auto add = [&](auto&& belongs) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (texts[i].empty() || !belongs(corpus.utterances[i], heldOut.contains(texts[i]))) continue;
            parts.utterances.push_back(corpus.utterances[i]);
            parts.texts.push_back(texts[i]);
        }
        return parts.utterances.size();
    };
    parts.train = add([&](const corpus::Utterance& utterance, bool held) {
        return !held && !contains(split.testSpeakers, utterance.speaker) &&
               !contains(split.validationSpeakers, utterance.speaker);
    });
    parts.validation = add([&](const corpus::Utterance& utterance, bool held) {
                           return !held && contains(split.validationSpeakers, utterance.speaker);
                       }) -
                       parts.train;
    parts.heldOut = add([&](const corpus::Utterance& utterance, bool held) {
                        return held && contains(split.validationSpeakers, utterance.speaker);
                    }) -
                    parts.train - parts.validation;
    add([&](const corpus::Utterance& utterance, bool) { return contains(split.testSpeakers, utterance.speaker); });
    return parts;
}

}  // namespace prososcope::phonetics
