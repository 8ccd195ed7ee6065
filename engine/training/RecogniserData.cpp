// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/RecogniserData.h"

#include <map>
#include <set>

#include "engine/core/Characters.h"
#include "engine/core/Hash.h"
#include "engine/core/Random.h"
#include "engine/dsp/AudioChange.h"
#include "engine/models/las/LasLengths.h"
#include "engine/nn/CtcAlignment.h"
#include "engine/phonetics/SpokenSplit.h"
#include "engine/store/FeatureCache.h"
#include "engine/training/StoredNetworks.h"

namespace prososcope::training {

namespace {

std::vector<std::string> charactersOf(std::string_view text) {
    std::vector<std::string> characters;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        static_cast<void>(core::nextCharacter(text, at));
        characters.emplace_back(text.substr(begin, at - begin));
    }
    return characters;
}

std::vector<std::string> alphabetOf(const std::set<std::string>& texts) {
    std::set<std::string> found;  // byte order of UTF-8 is that of code points
    for (const auto& text : texts) {
        for (auto& character : charactersOf(text)) found.insert(std::move(character));
    }
    found.erase(" ");
    std::vector<std::string> alphabet{" "};
    alphabet.insert(alphabet.end(), found.begin(), found.end());
    return alphabet;
}

/// Whether the frames suffice for the labels, by CTC and more than these, as its authors ask.
bool isLongEnough(const SpokenUtterance& spoken, const experiment::RecogniserExperiment& experiment) {
    const auto frames = spoken.features->frames;
    if (experiment.network == experiment::kLasRecogniser) {
        const auto symbols = static_cast<std::int64_t>(spoken.labels.size()) + 1;  // and the end
        return !models::unfitUtterance(static_cast<std::int64_t>(frames), symbols);
    }
    return spoken.labels.size() < frames && nn::ctcFramesNeeded(spoken.labels) <= frames;
}

/// The labels of a text; false where it has a character without one.
bool spell(SpokenUtterance& spoken, const std::map<std::string, int>& places) {
    for (const auto& character : charactersOf(spoken.text)) {
        const auto found = places.find(character);
        if (found == places.end()) return false;
        spoken.labels.push_back(found->second);
    }
    return true;
}

core::Status refuseEmpty(const RecogniserData& data, const corpus::Corpus& corpus) {
    for (const auto& [part, count, least] :
         {std::tuple{TRANSLATABLE("Engine", "training"), data.train.size(), std::size_t{2}},
          std::tuple{TRANSLATABLE("Engine", "validation"), data.validation.size(), std::size_t{1}},
          std::tuple{TRANSLATABLE("Engine", "the test"), data.test.size(), std::size_t{1}}}) {
        if (count >= least) continue;
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "The corpus %1 leaves %2 utterances for %3. Name other speakers, or hold out "
                                        "fewer texts."),
                           {corpus.name, std::to_string(count), part}});
    }
    return {};
}

}  // namespace

std::string RecogniserData::fingerprint() const {
    core::Hash hash;
    for (const auto& letter : alphabet) hash.add(letter);
    for (const auto* part : {&train, &validation, &heldOutValidation, &test}) {
        hash.add(";");
        for (const auto& spoken : *part) {
            hash.add(spoken.id + "\n" + spoken.speaker + "\n" + spoken.text + "\n");
            hash.add(std::as_bytes(std::span(spoken.features->values)));
        }
    }
    return hash.hex();
}

std::vector<std::string> RecogniserData::trainSpeakers() const {
    std::set<std::string> speakers;
    for (const auto& spoken : train) speakers.insert(spoken.speaker);
    return {speakers.begin(), speakers.end()};
}

core::Result<RecogniserData> loadRecogniserData(const experiment::RecogniserExperiment& experiment,
                                                const corpus::Corpus& corpus, const std::filesystem::path& cacheFolder,
                                                int threads, core::Progress& progress, std::vector<std::string> alphabet) {
    auto parts = phonetics::splitSpoken(
        {experiment.testSpeakers, experiment.validationSpeakers, experiment.heldOutTexts, experiment.seed}, corpus);
    if (!parts) return core::fail(parts.error());
    RecogniserData data;
    data.withoutText = parts->withoutText;
    data.alphabet = alphabet.empty() ? alphabetOf(parts->allTexts) : std::move(alphabet);
    const bool attends = experiment.network == experiment::kLasRecogniser;
    const auto set = attends ? lasFeatures() : gcuFeatures(experiment.rateHz);
    if (!set) return core::fail(set.error());
    data.set = *set;
    auto changes = experiment::audioChanges(experiment.copies, experiment.seed);
    for (auto& change : changes) change = experiment::inDomain(experiment.domain, change);
    const auto elsewhere = experiment::domainChange(experiment.domain);
    const auto shares = static_cast<double>(changes.size()) + 1.0;
    store::FeatureCache cache(cacheFolder);
    auto own = progress.part(0.0, 1.0 / shares);
    auto features =
        cache.load(corpus, parts->utterances, **set, threads, own, experiment.domain.isOther() ? &elsewhere : nullptr);
    if (!features) return core::fail(features.error());

    std::map<std::string, int> places;
    for (std::size_t i = 0; i < data.alphabet.size(); ++i) places[data.alphabet[i]] = static_cast<int>(i);
    const std::set<std::string> trained(parts->texts.begin(), parts->texts.begin() + static_cast<std::ptrdiff_t>(parts->train));
    data.trainTexts.assign(trained.begin(), trained.end());
    if (experiment.shuffledTexts) {
        core::Random random(core::deriveSeed(experiment.seed, "shuffled texts"));
        random.shuffle(std::span(parts->texts).first(parts->train));
    }
    for (std::size_t i = 0; i < parts->utterances.size(); ++i) {
        const auto& utterance = parts->utterances[i];
        SpokenUtterance spoken{utterance.id, utterance.speaker, parts->texts[i], {}, (*features)[i]};
        if (!spell(spoken, places)) {
            ++data.otherCharacters;
            continue;
        }
        const std::size_t validationEnd = parts->train + parts->validation;
        const bool tested = i >= validationEnd + parts->heldOut;
        if (spoken.features->frames == 0 || (!tested && !isLongEnough(spoken, experiment))) {
            ++data.tooShort;
            continue;
        }
        if (tested) data.seenText.push_back(trained.contains(spoken.text));
        auto& part = i < parts->train    ? data.train
                     : i < validationEnd ? data.validation
                     : tested            ? data.test
                                         : data.heldOutValidation;
        part.push_back(std::move(spoken));
    }
    if (auto filled = refuseEmpty(data, corpus); !filled) return core::fail(filled.error());
    const std::vector<corpus::Utterance> copied(parts->utterances.begin(),
                                                parts->utterances.begin() + static_cast<std::ptrdiff_t>(parts->train));
    for (std::size_t c = 0; c < changes.size(); ++c) {
        auto share = progress.part(static_cast<double>(c + 1) / shares, static_cast<double>(c + 2) / shares);
        const auto changed = cache.load(corpus, copied, **set, threads, share, &changes[c]);
        if (!changed) return core::fail(changed.error());
        for (std::size_t i = 0; i < copied.size(); ++i) {
            SpokenUtterance spoken{copied[i].id, copied[i].speaker, parts->texts[i], {}, (*changed)[i]};
            if (!spell(spoken, places)) continue;  // counted as the utterance itself
            if (spoken.features->frames > 0 && isLongEnough(spoken, experiment))
                data.train.push_back(std::move(spoken));
            else
                ++data.tooShort;
        }
    }
    if (experiment.selectBy == "held-out-validation" && data.heldOutValidation.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "The validation speakers of the corpus %1 say none of the held-out texts, which are to "
                                        "choose the epoch."),
                           {corpus.name}});
    }
    return data;
}

}  // namespace prososcope::training
