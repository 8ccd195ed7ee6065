// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ExperimentData.h"

#include <span>

#include "engine/core/Hash.h"
#include "engine/models/logmel_network/CheckedSettings.h"
#include "engine/store/FeatureCache.h"

namespace prososcope::training {

std::string ExperimentData::fingerprint() const {
    core::Hash hash;
    for (std::size_t i = 0; i < labelled.utterances.size(); ++i) {
        const auto& utterance = labelled.utterances[i];
        hash.add(utterance.id + "\n" + utterance.speaker + "\n" + std::to_string(labelled.labels[i]) + "\n");
        hash.add(std::as_bytes(std::span(features[i]->values)));
    }
    return hash.hex();
}

store::FoldRecord ExperimentData::foldRecord(std::int64_t run, int index) const {
    const auto& fold = folds[static_cast<std::size_t>(index)];
    store::FoldRecord record;
    record.run = run;
    record.index = index;
    record.name = fold.name;
    record.trainSpeakers = fold.trainSpeakers;
    record.innerSpeakers = fold.innerSpeakers;
    record.testSpeakers = fold.testSpeakers;
    return record;
}

bool ExperimentData::isAsPlanned(const store::FoldRecord& stored) const {
    if (stored.index < 0 || stored.index >= static_cast<int>(folds.size())) return false;
    const auto& fold = folds[static_cast<std::size_t>(stored.index)];
    return stored.trainSpeakers == fold.trainSpeakers && stored.innerSpeakers == fold.innerSpeakers &&
           stored.testSpeakers == fold.testSpeakers;
}

std::vector<Example> ExperimentData::examples(const std::vector<std::size_t>& indices) const {
    std::vector<Example> result;
    for (const auto i : indices) result.push_back({features[i], labelled.labels[i]});
    return result;
}

core::Result<ExperimentData> loadExperimentData(const experiment::Experiment& experiment, const corpus::Corpus& corpus,
                                                const std::filesystem::path& cacheFolder, core::Progress& progress) {
    ExperimentData data;
    if (experiment.model != "logmel-network") {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The model %1 is unknown. Known: logmel-network."), {experiment.model}});
    }
    auto labelled = experiment::applyLabels(experiment, corpus);
    if (!labelled) return core::fail(labelled.error());
    data.labelled = std::move(*labelled);
    auto set = features::featureSet(experiment.featureSet);
    if (!set) return core::fail(set.error());
    data.featureSet = *set;
    if (!experiment::takesFeatures(experiment.model, data.featureSet->name())) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The model %1 needs the feature set logmel80, not %2."),
                           {experiment.model, experiment.featureSet}});
    }
    auto folds = corpus::makeFolds(data.labelled.utterances, experiment.folds);
    if (!folds) return core::fail(folds.error());
    data.folds = std::move(*folds);
    auto network = models::checkedSettings(experiment.modelSettings, static_cast<int>(experiment.classes.size()));
    if (!network) return core::fail(network.error());
    data.network = *network;
    store::FeatureCache cache(cacheFolder);
    auto matrices = cache.load(corpus, data.labelled.utterances, *data.featureSet, experiment.threads, progress);
    if (!matrices) return core::fail(matrices.error());
    data.features = std::move(*matrices);
    for (std::size_t i = 0; i < data.features.size(); ++i) {
        if (data.features[i]->frames > 0) continue;
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The utterance %1 holds no sound. Leave it out of the corpus."),
                           {data.labelled.utterances[i].id}});
    }
    return data;
}

}  // namespace prososcope::training
