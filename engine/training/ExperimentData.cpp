// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ExperimentData.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/core/Join.h"
#include "engine/core/Random.h"
#include "engine/corpus/LeakCheck.h"
#include "engine/experiment/FineTuning.h"
#include "engine/models/logmel_network/CheckedSettings.h"
#include "engine/store/ContentHashes.h"
#include "engine/store/FeatureCache.h"
#include "engine/training/ClassicalTraining.h"
#include "engine/training/EncoderHeads.h"
#include "engine/training/Inference.h"

namespace prososcope::training {

std::string ExperimentData::fingerprint() const {
    core::Hash hash;
    for (std::size_t i = 0; i < labelled.utterances.size(); ++i) {
        const auto& utterance = labelled.utterances[i];
        std::string label;
        if (labelled.values.empty())
            label = std::to_string(labelled.labels[i]);
        else
            for (const double value : labelled.values[i]) label += core::numberText(value) + " ";
        hash.add(utterance.id + "\n" + utterance.speaker + "\n" + label + "\n");
        for (const auto& system : systems) {
            for (const auto& part : system.parts) hash.add(std::as_bytes(std::span(part.features[i]->values)));
        }
    }
    for (const auto& system : systems) {
        if (system.start) hash.add(system.start->card.tensorsSha256);
    }
    return hash.hex();
}

bool ExperimentData::isSpeakerDependent() const { return heard || corpus::isSpeakerDependent(folds); }

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

std::vector<Example> ExperimentData::examples(const SystemData& system, const std::vector<std::size_t>& indices) const {
    std::vector<Example> result;
    for (const auto i : indices) result.push_back({system.parts.front().features[i], labelled.labels[i]});
    return result;
}

std::vector<Example> ExperimentData::examplesWithCopies(const SystemData& system,
                                                        const std::vector<std::size_t>& indices) const {
    std::vector<Example> result;
    for (const auto i : indices) {
        result.push_back({system.parts.front().features[i], labelled.labels[i]});
        for (const auto& copy : system.parts.front().copies) result.push_back({copy[i], labelled.labels[i]});
    }
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

/// The system with its feature set and its settings, checked.
core::Result<SystemData> checkedSystem(const experiment::FusionMember& member, int classes,
                                       const std::filesystem::path& modelsFolder) {
    SystemData data;
    data.system = member;
    for (const auto& name :
         data.isClassical() ? experiment::featureSetNames(member.featureSet) : std::vector<std::string>{member.featureSet}) {
        auto set = features::featureSet(name);
        if (!set) return core::fail(set.error());
        data.parts.push_back({*set, {}, {}, {}, {}});
        if (experiment::takesFeatures(member.model, (*set)->name())) continue;
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The model %1 needs the feature set logmel80, not %2."),
                           {member.model, member.featureSet}});
    }
    if (data.parts.empty()) return core::fail(features::featureSet(member.featureSet).error());
    if (!member.start.empty()) {
        auto start = openStartModel(member.start, member.model, modelsFolder);
        if (!start) return core::fail(start.error());
        auto settings = settingsFrom(**start, member.modelSettings);
        if (!settings) return core::fail(settings.error());
        data.start = std::move(*start);
        data.system.modelSettings = std::move(*settings);
    }
    if (data.isClassical()) {
        const auto settings = classicalSettings(member.model, member.modelSettings);
        if (!settings) return core::fail(settings.error());
        data.classical = *settings;
        data.system.modelSettings = settings->values();
    } else {
        const auto network = models::checkedSettings(data.system.modelSettings, classes);
        if (!network) return core::fail(network.error());
        data.network = *network;
        data.system.modelSettings = network->values();
    }
    return data;
}

/// The same of the model speech-encoder, whose features are what its frozen part says.
core::Result<SystemData> encoderSystem(const experiment::FusionMember& member, const experiment::Experiment& experiment,
                                       const std::filesystem::path& modelsFolder, const std::stop_token& stop) {
    const auto device = experiment.device == "auto" ? bestDevice() : experiment.device;
    auto encoder = openEncoderSystem(member, experiment.classes, modelsFolder, device, stop);
    if (!encoder) return core::fail(encoder.error());
    SystemData data;
    data.system = member;
    data.system.modelSettings = (*encoder)->settings;
    data.parts.push_back({(*encoder)->features.get(), {}, {}, {}, {}});
    data.start = std::make_shared<const StartModel>(StartModel{(*encoder)->start.card, {}});
    data.encoder = std::move(*encoder);
    return data;
}

core::Status refuseEmpty(const ExperimentData& data, const std::vector<features::FeatureMatrixPtr>& features) {
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (features[i]->frames > 0) continue;
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The utterance %1 holds no sound. Leave it out of the corpus."),
                           {data.labelled.utterances[i].id}});
    }
    return {};
}

/// The changes that make the copies of an experiment, each with a seed of its own.
std::vector<dsp::AudioChange> audioChanges(const experiment::AudioCopies& copies, std::uint64_t seed) {
    std::vector<dsp::AudioChange> changes;
    const auto add = [&]() -> dsp::AudioChange& {
        dsp::AudioChange change;
        change.gainDb = copies.gainDb;
        change.seed = core::deriveSeed(seed, "copy", changes.size());
        return changes.emplace_back(change);
    };
    for (const double speed : copies.speeds) add().speed = speed;
    for (int i = 0; i < copies.rooms; ++i) add().roomSeconds = copies.roomSeconds;
    for (int i = 0; i < copies.noises; ++i) add().noiseSnrDb = copies.noiseSnrDb;
    return changes;
}

/// Features of the utterances and of their copies, and a classical learner's rows of both.
core::Status loadPart(const experiment::Experiment& experiment, const corpus::Corpus& corpus, store::FeatureCache& cache,
                      const ExperimentData& data, const SystemData& system, FeaturePart& part, core::Progress& progress) {
    const auto copies = audioChanges(experiment.copies, core::deriveSeed(experiment.seed, "copies"));
    const double shares = static_cast<double>(copies.size()) + 1.0;
    const auto loaded = [&](const dsp::AudioChange* change, std::size_t at) {
        core::Progress share = progress.part(static_cast<double>(at) / shares, static_cast<double>(at + 1) / shares);
        return cache.load(corpus, data.labelled.utterances, *part.set, experiment.threads, share, change);
    };
    auto matrices = loaded(nullptr, 0);
    if (!matrices) return core::fail(matrices.error());
    part.features = std::move(*matrices);
    if (auto sound = refuseEmpty(data, part.features); !sound) return sound;
    for (std::size_t i = 0; i < copies.size(); ++i) {
        auto changed = loaded(&copies[i], i + 1);
        if (!changed) return core::fail(changed.error());
        if (auto sound = refuseEmpty(data, *changed); !sound) return sound;
        part.copies.push_back(std::move(*changed));
    }
    if (!system.isClassical() || (part.overTime() && system.classical.fisher > 0)) return {};
    auto rows = classicalRows(data.labelled, *part.set, part.features);
    if (!rows) return core::fail(rows.error());
    part.rows = std::move(*rows);
    for (const auto& copy : part.copies) {
        auto copied = classicalRows(data.labelled, *part.set, copy);
        if (!copied) return core::fail(copied.error());
        part.copyRows.push_back(std::move(*copied));
    }
    return {};
}

core::Status loadFeatures(const experiment::Experiment& experiment, const corpus::Corpus& corpus, store::FeatureCache& cache,
                          const ExperimentData& data, SystemData& system, core::Progress& progress) {
    const auto parts = static_cast<double>(system.parts.size());
    for (std::size_t i = 0; i < system.parts.size(); ++i) {
        core::Progress share = progress.part(static_cast<double>(i) / parts, static_cast<double>(i + 1) / parts);
        if (auto loaded = loadPart(experiment, corpus, cache, data, system, system.parts[i], share); !loaded) return loaded;
    }
    return {};
}

}  // namespace

core::Result<ExperimentData> loadExperimentData(const experiment::Experiment& experiment,
                                                std::span<const corpus::Corpus> corpora, const store::Workspace& workspace,
                                                core::Progress& progress) {
    const auto cacheFolder = workspace.cacheFolder();
    ExperimentData data;
    const auto& kinds = experiment::modelKinds();
    if (std::find(kinds.begin(), kinds.end(), experiment.model) == kinds.end()) {
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "The model %1 is unknown. Known: %2."),
                                                      {experiment.model, core::joined(kinds)}});
    }
    auto labelled = experiment::applyLabels(experiment, corpora);
    if (!labelled) return core::fail(labelled.error());
    data.labelled = std::move(*labelled);
    data.classes = static_cast<int>(experiment.classes.size());
    for (const auto& member : experiment::systemsOf(experiment)) {
        auto system = member.model == experiment::kSpeechEncoder
                          ? encoderSystem(member, experiment, workspace.modelsFolder(), progress.stopToken())
                          : checkedSystem(member, data.classes, workspace.modelsFolder());
        if (!system) return core::fail(system.error());
        data.systems.push_back(std::move(*system));
    }
    auto folds = corpus::makeFolds(data.labelled.utterances, experiment::foldSettings(experiment));
    if (!folds) return core::fail(folds.error());
    data.folds = std::move(*folds);
    for (const auto& system : data.systems) {
        for (const auto& fold : data.folds) {
            data.heard = data.heard ||
                         (system.start && !experiment::heardSpeakers(system.start->card, corpora, fold.testSpeakers).empty());
        }
    }
    constexpr double kShareOfLeaks = 0.05;
    const auto& folder = corpora.front().folder;  // paths of several corpora are absolute
    core::Progress checking = progress.part(0.0, kShareOfLeaks);
    core::Progress computing = progress.part(kShareOfLeaks, 1.0);
    store::ContentHashes hashes(cacheFolder);
    if (const auto clean = checkLeaks(data, folder, experiment.folds, &hashes, {}, checking); !clean)
        return core::fail(clean.error());
    store::FeatureCache cache(cacheFolder);
    const auto systems = static_cast<double>(data.systems.size());
    for (std::size_t i = 0; i < data.systems.size(); ++i) {
        core::Progress share = computing.part(static_cast<double>(i) / systems, static_cast<double>(i + 1) / systems);
        if (auto loaded = loadFeatures(experiment, corpora.front(), cache, data, data.systems[i], share); !loaded)
            return core::fail(loaded.error());
    }
    const FeatureSounds sounds(data.systems.front().parts.front().features);
    core::Progress silent(progress.stopToken());
    const auto soundOf = [&](std::size_t i) { return sounds(i); };
    if (const auto clean = checkLeaks(data, folder, experiment.folds, nullptr, soundOf, silent); !clean) {
        return core::fail(clean.error());
    }
    return data;
}

}  // namespace prososcope::training
