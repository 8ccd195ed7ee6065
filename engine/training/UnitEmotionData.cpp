// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/UnitEmotionData.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/audio/AudioFile.h"
#include "engine/core/Hash.h"
#include "engine/corpus/LabelScheme.h"
#include "engine/experiment/UnitEmotionPlan.h"
#include "engine/phonetics/CorpusUnits.h"
#include "engine/phonetics/SpokenSplit.h"
#include "engine/store/ForEach.h"

namespace prososcope::training {

namespace {

constexpr double kShareOfUnits = 0.2;

/// Builds the data corpus by corpus.
class Loader {
public:
    Loader(const experiment::UnitEmotionExperiment& experiment, core::Progress& progress)
        : m_experiment(experiment), m_progress(progress) {}

    core::Result<UnitEmotionData> load(const corpus::Corpus& corpus, std::span<const corpus::Corpus> testCorpora, int threads) {
        if (auto tagged = makeTags(); !tagged) return core::fail(tagged.error());
        auto classes = phonetics::BroadClasses::find(m_experiment.broadClasses);
        if (!classes) return core::fail(classes.error());
        const bool several = !testCorpora.empty();
        const auto count = static_cast<double>(testCorpora.size() + 1);
        auto part = m_progress.part(0.0, kShareOfUnits / count);
        if (auto added = addTraining(corpus, *classes, several, part); !added) return core::fail(added.error());
        for (std::size_t i = 0; i < testCorpora.size(); ++i) {
            auto next = m_progress.part(kShareOfUnits * static_cast<double>(i + 1) / count,
                                        kShareOfUnits * static_cast<double>(i + 2) / count);
            if (auto added = addTest(testCorpora[i], *classes, next); !added) return core::fail(added.error());
        }
        if (auto filled = refuseEmpty(corpus); !filled) return core::fail(filled.error());
        auto hearing = m_progress.part(kShareOfUnits, 1.0);
        if (auto heard = loadSound(threads, hearing); !heard) return core::fail(heard.error());
        return std::move(m_data);
    }

private:
    core::Status makeTags() {
        std::set<std::string> different;
        for (const auto& word : m_experiment.labels.classes) {
            m_data.tags.push_back(phonetics::emotionTag(word));
            if (different.insert(m_data.tags.back()).second) continue;
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "Two classes of the experiment %1 give their units the same tag, \"%2\"."),
                 {m_experiment.name, m_data.tags.back()}});
        }
        return {};
    }

    /// The utterances of a class that the experiment has, with their class as emotion.
    corpus::Corpus labelled(const corpus::Corpus& corpus) {
        auto applied = corpus::applyScheme(m_experiment.labels, corpus);
        for (auto& remark : applied.remarks()) m_data.remarks.push_back(std::move(remark));
        corpus::Corpus result = corpus;
        result.utterances = std::move(applied.utterances);
        for (std::size_t i = 0; i < result.utterances.size(); ++i)
            result.utterances[i].emotion = m_experiment.labels.classes[static_cast<std::size_t>(applied.labels[i])];
        return result;
    }

    core::Result<phonetics::CorpusUnits> unitsOf(const corpus::Corpus& corpus, const phonetics::BroadClasses& classes,
                                                 core::Progress& progress) {
        phonetics::CorpusUnitOptions options;
        options.units = m_experiment.units;
        options.pronouncer.language = m_experiment.language;
        options.pronouncer.userLexicon = m_experiment.lexicon;
        auto units = phonetics::corpusUnits(corpus, classes, options, progress);
        if (!units) return units;
        for (auto& remark : units->remarks) m_data.remarks.push_back(std::move(remark));
        return units;
    }

    /// Adds the utterances that have units; gives their places by their ids in the corpus.
    std::map<std::string, std::size_t> add(const corpus::Corpus& corpus, const phonetics::CorpusUnits& units, bool several) {
        std::map<std::string, const phonetics::UtteranceUnits*> found;
        for (const auto& each : units.utterances) found[each.id] = &each;
        std::map<std::string, std::size_t> places;
        for (const auto& original : corpus.utterances) {
            const auto known = found.find(original.id);
            if (known == found.end() || known->second->units.empty()) continue;
            const auto utterance = several ? corpus::amongOthers(original, corpus) : original;
            UnitUtterance made;
            made.id = utterance.id;
            made.path = (corpus.folder / utterance.path).string();
            made.startSeconds = utterance.startSeconds;
            made.endSeconds = utterance.endSeconds;
            made.speaker = utterance.speaker;
            made.gender = utterance.gender;
            made.corpus = corpus.name;
            made.text = phonetics::spokenText(original.transcript, original.language);
            const auto& classes = m_experiment.labels.classes;
            made.emotion = static_cast<int>(std::find(classes.begin(), classes.end(), original.emotion) - classes.begin());
            made.units = known->second->units;
            made.labels = m_data.inventory.encode(made.units, &m_strangers);
            places[original.id] = m_data.utterances.size();
            m_data.utterances.push_back(std::move(made));
        }
        return places;
    }

    core::Status addTraining(const corpus::Corpus& corpus, const phonetics::BroadClasses& classes, bool several,
                             core::Progress& progress) {
        const auto chosen = labelled(corpus);
        const auto units = unitsOf(chosen, classes, progress);
        if (!units) return core::fail(units.error());
        m_data.inventory = units->inventory;
        const auto places = add(chosen, *units, several);
        for (const auto& speakers : experiment::testedInFolds(m_experiment, chosen)) {
            const auto parts = phonetics::splitSpoken(
                {speakers, m_experiment.validationSpeakers, m_experiment.heldOutTexts, m_experiment.seed}, chosen);
            if (!parts) return core::fail(parts.error());
            UnitFold fold;
            fold.name = experiment::unitFoldName(speakers);
            for (std::size_t i = 0; i < parts->utterances.size(); ++i) {
                const auto place = places.find(parts->utterances[i].id);
                if (place == places.end()) continue;
                const auto validationEnd = parts->train + parts->validation;
                auto& part = i < parts->train                     ? fold.train
                             : i < validationEnd                  ? fold.validation
                             : i < validationEnd + parts->heldOut ? fold.heldOut
                                                                  : fold.test;
                part.push_back(place->second);
            }
            m_data.folds.push_back(std::move(fold));
        }
        return {};
    }

    core::Status addTest(const corpus::Corpus& corpus, const phonetics::BroadClasses& classes, core::Progress& progress) {
        const auto chosen = labelled(corpus);
        const auto units = unitsOf(chosen, classes, progress);
        if (!units) return core::fail(units.error());
        m_strangers = 0;
        auto& fold = m_data.folds.front();
        for (const auto& [id, place] : add(chosen, *units, true)) fold.test.push_back(place);
        fold.name = experiment::unitFoldName(fold.name, corpus);
        if (m_strangers > 0)
            m_data.remarks.push_back(
                {TRANSLATABLE("Engine",
                              "%1 units of the corpus %2 do not occur in the training corpus: no network hears them."),
                 {std::to_string(m_strangers), corpus.name}});
        return {};
    }

    [[nodiscard]] core::Status refuseEmpty(const corpus::Corpus& corpus) const {
        for (const auto& fold : m_data.folds) {
            const bool validates = !m_experiment.validationSpeakers.empty();
            for (const auto& [part, count] :
                 {std::pair{TRANSLATABLE("Engine", "training"), fold.train.size()},
                  std::pair{TRANSLATABLE("Engine", "validation"), validates ? fold.validation.size() : std::size_t{1}},
                  std::pair{TRANSLATABLE("Engine", "the test"), fold.test.size()}}) {
                if (count > 0) continue;
                return core::fail(core::ErrorKind::BadInput,
                                  {TRANSLATABLE("Engine",
                                                "The corpus %1 leaves %2 utterances for %3. Name other speakers, or hold out "
                                                "fewer texts."),
                                   {corpus.name, "0", part}});
            }
        }
        return {};
    }

    core::Status loadSound(int threads, core::Progress& progress) {
        return store::forEach(m_data.utterances.size(), threads, progress, TRANSLATABLE("Engine", "Reading sound: %1 of %2"),
                              [&](std::size_t i, core::Progress&) -> core::Status {
                                  auto& utterance = m_data.utterances[i];
                                  auto sound =
                                      audio::decodeSpeech16k(utterance.path, utterance.startSeconds, utterance.endSeconds);
                                  if (!sound) return core::fail(sound.error());
                                  utterance.samples = std::move(*sound);
                                  return {};
                              });
    }

    const experiment::UnitEmotionExperiment& m_experiment;
    core::Progress& m_progress;
    UnitEmotionData m_data;
    std::size_t m_strangers = 0;
};

}  // namespace

bool UnitEmotionData::isSeen(const UnitFold& fold, const UnitUtterance& utterance) const {
    return std::any_of(fold.train.begin(), fold.train.end(),
                       [&](std::size_t place) { return utterances[place].text == utterance.text; });
}

std::vector<std::string> UnitEmotionData::speakersOf(std::span<const std::size_t> places) const {
    std::set<std::string> speakers;
    for (const auto place : places) speakers.insert(utterances[place].speaker);
    return {speakers.begin(), speakers.end()};
}

std::string UnitEmotionData::fingerprint(const UnitFold& fold) const {
    core::Hash hash;
    for (const auto& symbol : inventory.symbols()) hash.add(symbol + "\n");
    for (const auto* part : {&fold.train, &fold.validation, &fold.heldOut, &fold.test}) {
        hash.add(";");
        for (const auto place : *part) {
            const auto& each = utterances[place];
            hash.add(each.id + "\n" + each.speaker + "\n" + std::to_string(each.emotion) + "\n");
            hash.add(std::as_bytes(std::span(each.labels)));
            hash.add(std::as_bytes(std::span(each.samples)));
        }
    }
    return hash.hex();
}

core::Result<UnitEmotionData> loadUnitEmotionData(const experiment::UnitEmotionExperiment& experiment,
                                                  const corpus::Corpus& corpus, std::span<const corpus::Corpus> testCorpora,
                                                  int threads, core::Progress& progress) {
    return Loader(experiment, progress).load(corpus, testCorpora, threads);
}

}  // namespace prososcope::training
