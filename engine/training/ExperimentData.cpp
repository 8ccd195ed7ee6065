// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ExperimentData.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "engine/core/Hash.h"
#include "engine/core/Join.h"
#include "engine/corpus/LeakCheck.h"
#include "engine/models/logmel_network/CheckedSettings.h"
#include "engine/store/ContentHashes.h"
#include "engine/store/FeatureCache.h"
#include "engine/training/ClassicalTraining.h"

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

namespace {

/// What is equal for equal features. Most differ in length or in their first frame, so that few are hashed whole.
class FeatureSounds {
public:
    explicit FeatureSounds(const std::vector<features::FeatureMatrixPtr>& features) : m_features(features) {
        for (const auto& matrix : features) ++m_begins[beginOf(*matrix)];
    }
    std::string operator()(std::size_t utterance) const {
        const auto& matrix = *m_features[utterance];
        if (m_begins.at(beginOf(matrix)) < 2) return {};
        core::Hash hash;
        hash.add(std::as_bytes(std::span(matrix.values)));
        return hash.hex();
    }

private:
    static std::string beginOf(const features::FeatureMatrix& matrix) {
        const auto bytes = std::as_bytes(std::span(matrix.values).first(std::min(matrix.columns, matrix.values.size())));
        return std::to_string(matrix.frames) + ":" + std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    const std::vector<features::FeatureMatrixPtr>& m_features;
    std::unordered_map<std::string, std::size_t> m_begins;
};

using SoundOf = std::function<std::string(std::size_t)>;

/// What lies in two parts of a fold: by names, places and files before the features are computed, by features afterwards.
core::Status checkLeaks(const ExperimentData& data, const std::filesystem::path& folder, const corpus::FoldSettings& settings,
                        store::ContentHashes* hashes, SoundOf soundOf, core::Progress& progress) {
    corpus::LeakQuestion question{data.labelled.utterances, data.folds, folder, {}, std::move(soundOf)};
    if (hashes != nullptr)
        question.contentOf = [&](const std::filesystem::path& path) { return hashes->contentOf(path, progress); };
    const auto leaks = corpus::findLeaks(question, progress);
    if (!leaks) return core::fail(leaks.error());
    return corpus::refuseLeaks(*leaks, settings);
}

/// Fills what is set of the model.
core::Status checkModel(const experiment::Experiment& experiment, ExperimentData& data) {
    if (experiment::isClassical(experiment.model)) {
        const auto settings = classicalSettings(experiment.model, experiment.modelSettings);
        if (!settings) return core::fail(settings.error());
        data.modelSettings = settings->values();
        return {};
    }
    const auto network = models::checkedSettings(experiment.modelSettings, static_cast<int>(experiment.classes.size()));
    if (!network) return core::fail(network.error());
    data.network = *network;
    data.modelSettings = data.network.values();
    return {};
}

}  // namespace

core::Result<ExperimentData> loadExperimentData(const experiment::Experiment& experiment,
                                                std::span<const corpus::Corpus> corpora,
                                                const std::filesystem::path& cacheFolder, core::Progress& progress) {
    ExperimentData data;
    const auto& kinds = experiment::modelKinds();
    if (std::find(kinds.begin(), kinds.end(), experiment.model) == kinds.end()) {
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "The model %1 is unknown. Known: %2."),
                                                      {experiment.model, core::joined(kinds)}});
    }
    auto labelled = experiment::applyLabels(experiment, corpora);
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
    auto folds = corpus::makeFolds(data.labelled.utterances, experiment::foldSettings(experiment));
    if (!folds) return core::fail(folds.error());
    data.folds = std::move(*folds);
    if (const auto checked = checkModel(experiment, data); !checked) return core::fail(checked.error());
    constexpr double kShareOfLeaks = 0.05;
    const auto& folder = corpora.front().folder;  // paths of several corpora are absolute
    core::Progress checking = progress.part(0.0, kShareOfLeaks);
    core::Progress computing = progress.part(kShareOfLeaks, 1.0);
    store::ContentHashes hashes(cacheFolder);
    if (const auto clean = checkLeaks(data, folder, experiment.folds, &hashes, {}, checking); !clean)
        return core::fail(clean.error());
    store::FeatureCache cache(cacheFolder);
    auto matrices = cache.load(corpora.front(), data.labelled.utterances, *data.featureSet, experiment.threads, computing);
    if (!matrices) return core::fail(matrices.error());
    data.features = std::move(*matrices);
    for (std::size_t i = 0; i < data.features.size(); ++i) {
        if (data.features[i]->frames > 0) continue;
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The utterance %1 holds no sound. Leave it out of the corpus."),
                           {data.labelled.utterances[i].id}});
    }
    const FeatureSounds sounds(data.features);
    core::Progress silent(progress.stopToken());
    const auto soundOf = [&](std::size_t i) { return sounds(i); };
    if (const auto clean = checkLeaks(data, folder, experiment.folds, nullptr, soundOf, silent); !clean) {
        return core::fail(clean.error());
    }
    return data;
}

}  // namespace prososcope::training
