// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <tuple>

#include "engine/core/Hash.h"
#include "engine/core/Join.h"
#include "engine/core/Random.h"
#include "engine/store/FeatureCache.h"
#include "engine/training/FuturePretraining.h"
#include "engine/training/StoredFuture.h"

namespace prososcope::training {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

core::Status checkSpeakers(const experiment::FuturePredictionExperiment& experiment, const corpus::Corpus& corpus) {
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

/// Which utterances choose the epoch: those of the named speakers, or a drawn share.
std::vector<bool> chosenForValidation(const experiment::FuturePredictionExperiment& experiment,
                                      const std::vector<corpus::Utterance>& utterances) {
    std::vector<bool> chosen(utterances.size(), false);
    if (!experiment.validationSpeakers.empty()) {
        for (std::size_t i = 0; i < utterances.size(); ++i)
            chosen[i] = contains(experiment.validationSpeakers, utterances[i].speaker);
        return chosen;
    }
    std::vector<std::size_t> order(utterances.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    core::Random random(core::deriveSeed(experiment.seed, "validation recordings"));
    random.shuffle(std::span(order));
    const auto count = static_cast<std::size_t>(std::llround(experiment.validationShare * static_cast<double>(order.size())));
    for (std::size_t i = 0; i < count; ++i) chosen[order[i]] = true;
    return chosen;
}

/// A recording in parts of at most `longest` frames and about the same length.
void addPieces(const features::FeatureMatrixPtr& recording, std::size_t longest, std::vector<FutureData::Piece>& pieces) {
    const auto parts = (recording->frames + longest - 1) / longest;
    for (std::size_t i = 0; i < parts; ++i) {
        const auto from = recording->frames * i / parts;
        pieces.push_back({recording, from, recording->frames * (i + 1) / parts - from});
    }
}

core::Status refuseEmpty(const FutureData& data, const experiment::FuturePredictionExperiment& experiment,
                         const corpus::Corpus& corpus) {
    const bool validated = !experiment.validationSpeakers.empty() || experiment.validationShare > 0.0;
    for (const auto& [part, count, needed] :
         {std::tuple{TRANSLATABLE("Engine", "training"), data.train.size(), true},
          std::tuple{TRANSLATABLE("Engine", "validation"), data.validation.size(), validated}}) {
        if (!needed || count > 0) continue;
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "The corpus %1 leaves no recording for %2 that is longer than the frames that are "
                                        "predicted ahead. Name other speakers, or another validation_share."),
                           {corpus.name, part}});
    }
    return {};
}

}  // namespace

std::string FutureData::fingerprint() const {
    core::Hash hash;
    for (const auto* part : {&train, &validation}) {
        hash.add(";");
        for (const auto& piece : *part) {
            const auto columns = piece.recording->columns;
            hash.add(std::as_bytes(std::span(piece.recording->values).subspan(piece.first * columns, piece.frames * columns)));
            hash.add(std::to_string(piece.frames) + "\n");
        }
    }
    return hash.hex();
}

core::Result<FutureData> loadFutureData(const experiment::FuturePredictionExperiment& experiment,
                                        const models::FutureSettings& network, const corpus::Corpus& corpus,
                                        const std::filesystem::path& cacheFolder, int threads, core::Progress& progress) {
    if (auto known = checkSpeakers(experiment, corpus); !known) return core::fail(known.error());
    FutureData data;
    const auto set = futureFeatures(experiment.featureSet);
    if (!set) return core::fail(set.error());
    data.set = *set;
    std::vector<corpus::Utterance> utterances;
    for (const auto& utterance : corpus.utterances) {
        if (!contains(experiment.testSpeakers, utterance.speaker)) utterances.push_back(utterance);
    }
    const auto validation = chosenForValidation(experiment, utterances);
    auto features = store::FeatureCache(cacheFolder).load(corpus, utterances, **set, threads, progress);
    if (!features) return core::fail(features.error());

    const auto horizon = static_cast<std::size_t>(network.horizon);
    const auto longest =
        std::max(2 * horizon + 1, static_cast<std::size_t>(experiment.longestSeconds / (*set)->times().hopSeconds));
    std::vector<features::FeatureMatrixPtr> trained;
    std::set<std::string> speakers[2];
    for (std::size_t i = 0; i < utterances.size(); ++i) {
        const auto& recording = (*features)[i];
        if (recording->frames <= horizon) {
            ++data.tooShort;
            continue;
        }
        if (!features::allFinite(recording->values)) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "The features %1 of utterance %2 are not all finite. Leave it out of the corpus."),
                 {std::string((*set)->name()), utterances[i].id}});
        }
        const bool chooses = validation[i];
        addPieces(recording, longest, chooses ? data.validation : data.train);
        ++(chooses ? data.validationRecordings : data.trainRecordings);
        if (!chooses) trained.push_back(recording);
        if (!utterances[i].speaker.empty()) speakers[chooses ? 1 : 0].insert(utterances[i].speaker);
    }
    if (auto filled = refuseEmpty(data, experiment, corpus); !filled) return core::fail(filled.error());
    data.scale = bandScale(trained);
    data.trainSpeakers.assign(speakers[0].begin(), speakers[0].end());
    data.validationSpeakers.assign(speakers[1].begin(), speakers[1].end());
    return data;
}

}  // namespace prososcope::training
