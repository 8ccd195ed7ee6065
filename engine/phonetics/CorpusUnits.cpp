// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/CorpusUnits.h"

#include <set>

#include "engine/phonetics/TextNormaliser.h"

namespace prososcope::phonetics {

namespace {

/// Utterances of one language and the words of each.
struct Group {
    std::vector<std::size_t> places;  // in CorpusUnits::utterances
    std::vector<NormalisedText> texts;
};

core::Status addGroup(const std::string& language, const Group& group, const BroadClasses& classes,
                      const CorpusUnitOptions& options, UnknownSymbols& unknown, CorpusUnits& result,
                      core::Progress& progress) {
    auto settings = options.pronouncer;
    settings.language = language;
    auto pronouncer = Pronouncer::open(settings);
    if (!pronouncer) return core::fail(pronouncer.error());
    std::vector<std::string> words;
    for (const auto& text : group.texts) {
        words.insert(words.end(), text.words.begin(), text.words.end());
        result.events += text.eventCount();
    }
    const auto spoken = pronouncer->pronounce(words, progress);
    if (!spoken) return core::fail(spoken.error());
    result.words += words.size();
    std::size_t next = 0;
    for (std::size_t i = 0; i < group.places.size(); ++i) {
        std::vector<Pronunciation> phones;
        for (std::size_t w = 0; w < group.texts[i].words.size(); ++w) {
            const auto& word = (*spoken)[next++];
            ++result.sources[std::string(sourceName(word.source))];
            phones.insert(phones.end(), word.spoken.begin(), word.spoken.end());
        }
        auto& utterance = result.utterances[group.places[i]];
        utterance.units = taggedUnits(unitsOf(phones, options.units, classes, pronouncer->onsetRule(), unknown),
                                      options.tagged ? emotionTag(utterance.emotion) : std::string());
    }
    for (auto& remark : pronouncer->remarks()) result.remarks.push_back(std::move(remark));
    return {};
}

}  // namespace

core::Result<CorpusUnits> corpusUnits(const corpus::Corpus& corpus, const BroadClasses& classes,
                                      const CorpusUnitOptions& options, core::Progress& progress) {
    CorpusUnits result;
    std::map<std::string, Group> groups;
    std::size_t silent = 0;
    std::size_t unlabelled = 0;
    for (const auto& utterance : corpus.utterances) {
        if (utterance.transcript.empty()) {
            ++silent;
            continue;
        }
        if (options.tagged && (utterance.emotion.empty() || utterance.emotion == corpus::kNoAgreement)) {
            ++unlabelled;
            continue;
        }
        const auto& language = utterance.language.empty() ? options.pronouncer.language : utterance.language;
        auto& group = groups[language];
        group.places.push_back(result.utterances.size());
        group.texts.push_back(normaliseText(utterance.transcript, language));
        result.utterances.push_back({utterance.id, language, options.tagged ? utterance.emotion : std::string(), {}});
    }
    if (silent > 0)
        result.remarks.push_back(
            {TRANSLATABLE("Engine", "%1 utterances have no transcript and were left out."), {std::to_string(silent)}});
    if (unlabelled > 0)
        result.remarks.push_back(
            {TRANSLATABLE("Engine", "%1 utterances have no emotion that raters agreed on and were left out."),
             {std::to_string(unlabelled)}});
    if (result.utterances.empty())
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The corpus %1 has no utterance with a transcript and what its units need."),
                           {corpus.name}});
    UnknownSymbols unknown;
    std::size_t done = 0;
    for (const auto& [language, group] : groups) {
        const auto all = static_cast<double>(groups.size());
        auto part = progress.part(static_cast<double>(done) / all, static_cast<double>(done + 1) / all);
        if (auto added = addGroup(language, group, classes, options, unknown, result, part); !added)
            return core::fail(added.error());
        ++done;
    }
    if (!unknown.empty()) result.remarks.push_back(unknown.sentence());

    UnitInventory::Counter counter;
    std::set<std::string> emotions;
    bool english = true;
    for (const auto& utterance : result.utterances) {
        counter.add(utterance.units);
        emotions.insert(utterance.emotion);
        english = english && onsetRuleOf(utterance.language) == OnsetRule::English;
    }
    // What English can give says nothing of another language's phones and vowels.
    const bool phones = options.units.kind == UnitKind::Phonemes ||
                        (options.units.kind == UnitKind::Syllables && options.units.label == SyllableLabel::Nucleus);
    if (options.withClosed && (english || !phones)) {
        for (const auto& emotion : emotions)
            counter.want(
                taggedUnits(closedUnits(options.units, classes), options.tagged ? emotionTag(emotion) : std::string()));
    }
    result.inventory = counter.build();
    return result;
}

}  // namespace prososcope::phonetics
