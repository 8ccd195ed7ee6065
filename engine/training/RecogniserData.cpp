// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/RecogniserData.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/core/Characters.h"
#include "engine/core/Hash.h"
#include "engine/core/Join.h"
#include "engine/core/Random.h"
#include "engine/nn/CtcAlignment.h"
#include "engine/phonetics/TextNormaliser.h"
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

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

core::Status checkSpeakers(const experiment::RecogniserExperiment& experiment, const corpus::Corpus& corpus) {
    const auto known = corpus.speakers();
    for (const auto* list : {&experiment.testSpeakers, &experiment.validationSpeakers}) {
        for (const auto& speaker : *list) {
            if (contains(known, speaker)) continue;
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "The corpus %1 has no speaker \"%2\". Its speakers are: %3."),
                               {corpus.name, speaker, core::joined(known)}});
        }
    }
    return {};
}

/// The utterances of a corpus that have a text, in the parts of the experiment.
struct Parts {
    std::vector<corpus::Utterance> utterances;  ///< training, validation, held-out texts of the latter, test
    std::vector<std::string> texts;             ///< of each
    std::size_t train = 0;
    std::size_t validation = 0;
    std::size_t heldOut = 0;
    std::set<std::string> allTexts;
    std::size_t withoutText = 0;
};

std::set<std::string> heldOutTexts(const experiment::RecogniserExperiment& experiment, const std::set<std::string>& texts) {
    std::vector<std::string> order(texts.begin(), texts.end());
    core::Random random(core::deriveSeed(experiment.seed, "held-out texts"));
    random.shuffle(std::span(order));
    const auto count = std::min(order.size(), static_cast<std::size_t>(experiment.heldOutTexts));
    return {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count)};
}

core::Result<Parts> partsOf(const experiment::RecogniserExperiment& experiment, const corpus::Corpus& corpus) {
    Parts parts;
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
    if (static_cast<std::size_t>(experiment.heldOutTexts) >= parts.allTexts.size()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 texts are to be held out, but the corpus %2 has only %3 different ones."),
                           {std::to_string(experiment.heldOutTexts), corpus.name, std::to_string(parts.allTexts.size())}});
    }
    const auto heldOut = heldOutTexts(experiment, parts.allTexts);
    const auto add = [&](auto&& belongs) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (texts[i].empty() || !belongs(corpus.utterances[i], heldOut.contains(texts[i]))) continue;
            parts.utterances.push_back(corpus.utterances[i]);
            parts.texts.push_back(texts[i]);
        }
        return parts.utterances.size();
    };
    parts.train = add([&](const corpus::Utterance& utterance, bool held) {
        return !held && !contains(experiment.testSpeakers, utterance.speaker) &&
               !contains(experiment.validationSpeakers, utterance.speaker);
    });
    parts.validation = add([&](const corpus::Utterance& utterance, bool held) {
                           return !held && contains(experiment.validationSpeakers, utterance.speaker);
                       }) -
                       parts.train;
    parts.heldOut = add([&](const corpus::Utterance& utterance, bool held) {
                        return held && contains(experiment.validationSpeakers, utterance.speaker);
                    }) -
                    parts.train - parts.validation;
    add([&](const corpus::Utterance& utterance, bool) { return contains(experiment.testSpeakers, utterance.speaker); });
    return parts;
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

/// Whether the frames suffice for the labels, and are more than these, as the authors ask.
bool isLongEnough(const SpokenUtterance& spoken) {
    const auto frames = spoken.features->frames;
    return spoken.labels.size() < frames && nn::ctcFramesNeeded(spoken.labels) <= frames;
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

std::string spokenText(const std::string& transcript, const std::string& language) {
    const auto normalised = phonetics::normaliseText(transcript, language);
    return core::lowerCase(core::joined(normalised.words, " "));
}

core::Result<RecogniserData> loadRecogniserData(const experiment::RecogniserExperiment& experiment,
                                                const corpus::Corpus& corpus, const std::filesystem::path& cacheFolder,
                                                int threads, core::Progress& progress) {
    if (auto known = checkSpeakers(experiment, corpus); !known) return core::fail(known.error());
    auto parts = partsOf(experiment, corpus);
    if (!parts) return core::fail(parts.error());
    RecogniserData data;
    data.withoutText = parts->withoutText;
    data.alphabet = alphabetOf(parts->allTexts);
    const auto set = gcuFeatures(experiment.rateHz);
    if (!set) return core::fail(set.error());
    data.set = *set;
    auto features = store::FeatureCache(cacheFolder).load(corpus, parts->utterances, **set, threads, progress);
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
        for (const auto& character : charactersOf(spoken.text)) spoken.labels.push_back(places.at(character));
        const std::size_t validationEnd = parts->train + parts->validation;
        const bool tested = i >= validationEnd + parts->heldOut;
        if (spoken.features->frames == 0 || (!tested && !isLongEnough(spoken))) {
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
