// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ExperimentData.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "engine/core/AvailableMemory.h"
#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/core/Join.h"
#include "engine/core/Random.h"
#include "engine/corpus/LeakCheck.h"
#include "engine/experiment/DimensionScales.h"
#include "engine/experiment/FineTuning.h"
#include "engine/experiment/Starts.h"
#include "engine/models/logmel_network/CheckedSettings.h"
#include "engine/store/ContentHashes.h"
#include "engine/store/FeatureCache.h"
#include "engine/training/AutoencoderSystem.h"
#include "engine/training/ClassicalTraining.h"
#include "engine/training/DialogueSystem.h"
#include "engine/training/EncoderHeads.h"
#include "engine/training/FutureHeads.h"
#include "engine/training/Inference.h"
#include "engine/training/StoredFuture.h"

namespace prososcope::training {

namespace {

Example exampleOf(const features::FeatureMatrixPtr& features, const experiment::LabelledUtterances& labelled,
                  std::size_t utterance) {
    if (labelled.values.empty()) return {features, labelled.labels[utterance]};
    const auto& values = labelled.values[utterance];
    return {features, 0, {values.begin(), values.end()}};
}

}  // namespace

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
        if (!system.dialogue) continue;
        std::string places;
        for (const auto& context : system.dialogue->turns.contexts) {
            for (const auto& place : {context.previous, context.interlocutor})
                places += place ? std::to_string(*place) + " " : "- ";
        }
        hash.add(places);
        for (const auto& part : system.parts) {
            for (std::size_t i = labelled.utterances.size(); i < part.features.size(); ++i)
                hash.add(std::as_bytes(std::span(part.features[i]->values)));
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

namespace {

const FeaturePart& partOf(const SystemData& system, int fold) {
    const auto own = system.dialogue && system.parts.size() > 1 ? static_cast<std::size_t>(std::max(fold, 0)) : 0;
    return system.parts[own];
}

}  // namespace

std::vector<Example> ExperimentData::examples(const SystemData& system, const std::vector<std::size_t>& indices,
                                              int fold) const {
    const auto& features = partOf(system, fold).features;
    std::vector<Example> result;
    for (const auto i : indices) {
        auto& example = result.emplace_back(exampleOf(features[i], labelled, i));
        if (!system.dialogue) continue;
        const auto& context = system.dialogue->turns.contexts[i];
        if (context.previous) example.previous = features[*context.previous];
        if (context.interlocutor) example.interlocutor = features[*context.interlocutor];
    }
    return result;
}

std::vector<Example> ExperimentData::examplesWithCopies(const SystemData& system, const std::vector<std::size_t>& indices,
                                                        int fold) const {
    std::vector<Example> result;
    const auto originals = examples(system, indices, fold);
    for (std::size_t k = 0; k < indices.size(); ++k) {
        result.push_back(originals[k]);
        for (const auto& copy : partOf(system, fold).copies)
            result.push_back(exampleOf(copy[indices[k]], labelled, indices[k]));
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
                                       const std::vector<store::Dimension>& dimensions,
                                       const std::filesystem::path& modelsFolder, const std::stop_token& stop) {
    const auto device = experiment.device == "auto" ? bestDevice() : experiment.device;
    auto encoder = openEncoderSystem(member, experiment.classes, modelsFolder, device, stop, dimensions);
    if (!encoder) return core::fail(encoder.error());
    SystemData data;
    data.system = member;
    data.system.modelSettings = (*encoder)->settings;
    data.parts.push_back({(*encoder)->features.get(), {}, {}, {}, {}});
    data.start = std::make_shared<const StartModel>(StartModel{(*encoder)->start.card, {}});
    data.encoder = std::move(*encoder);
    return data;
}

/// The same of the model future-prediction.
core::Result<SystemData> futureSystem(const experiment::FusionMember& member, const experiment::Experiment& experiment,
                                      const std::filesystem::path& modelsFolder) {
    const auto set = futureFeatures(member.featureSet);
    if (!set) return core::fail(set.error());
    auto future = openFutureSystem(member, experiment.classes, modelsFolder);
    if (!future) return core::fail(future.error());
    SystemData data;
    data.system = member;
    data.system.modelSettings = (*future)->settings;
    data.parts.push_back({*set, {}, {}, {}, {}});
    data.classical = (*future)->learner;
    if ((*future)->start) data.start = std::make_shared<const StartModel>(StartModel{*(*future)->start, {}});
    data.future = std::move(*future);
    return data;
}

/// The same of the model adversarial-autoencoder, which learns from rows as classical learners do.
core::Result<SystemData> autoencoderSystem(const experiment::FusionMember& member, std::size_t classes) {
    auto autoencoder = openAutoencoderSystem(member, classes);
    if (!autoencoder) return core::fail(autoencoder.error());
    SystemData data;
    data.system = member;
    data.system.modelSettings = (*autoencoder)->settings;
    for (const auto& name : experiment::featureSetNames(member.featureSet)) {
        auto set = features::featureSet(name);
        if (!set) return core::fail(set.error());
        data.parts.push_back({*set, {}, {}, {}, {}});
    }
    if (data.parts.empty()) return core::fail(features::featureSet(member.featureSet).error());
    data.classical.bound = (*autoencoder)->bound;
    data.autoencoder = std::move(*autoencoder);
    return data;
}

/// The rows of top layers stay in memory, a copy for each change of the sound.
core::Status refuseTooLarge(const experiment::LabelledUtterances& labelled, const EncoderSystem& encoder, std::size_t copies) {
    constexpr double kUnknownSeconds = 3.0;
    constexpr double kShare = 0.8;  // of what is free; a training needs more than its rows
    constexpr double kGigabyte = 1e9;
    const auto free = static_cast<double>(core::availableMemory());
    if (encoder.layers == 0 || free == 0.0) return {};
    const auto longest = static_cast<double>(EncoderFeatures::longestWhole(encoder.config)) / encoder.config.rateHz;
    double seconds = 0.0;
    for (const auto& utterance : labelled.utterances)
        seconds += std::min(longest, utterance.seconds() > 0.0 ? utterance.seconds() : kUnknownSeconds);
    const double frames = seconds * encoder.config.rateHz / static_cast<double>(encoder.config.stride());
    const double bytes = frames * encoder.config.hidden * sizeof(float) * static_cast<double>(copies + 1);
    if (bytes <= kShare * free) return {};
    return core::fail(
        core::ErrorKind::OutOfMemory,
        {TRANSLATABLE("Engine",
                      "What the top layers of %1 learn from would take %2 GB of memory, and %3 GB are free. Train a "
                      "probe, or take fewer utterances or copies."),
         {encoder.start.card.name, core::fixedText(bytes / kGigabyte, 1), core::fixedText(free / kGigabyte, 1)}});
}

/// The same of the model iaan, with the contexts of its turns.
core::Result<SystemData> dialogueSystem(const experiment::FusionMember& member, const experiment::Experiment& experiment,
                                        std::span<const corpus::Corpus> corpora, const store::Workspace& workspace,
                                        const std::stop_token& stop, ExperimentData& data) {
    if (experiment.copies.count() > 0) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "The model %1 takes no [copies]: a turn and its context are heard as they are."),
             {member.model}});
    }
    std::vector<std::string> folds;
    for (const auto& fold : data.folds) folds.push_back(fold.name);
    const auto device = experiment.device == "auto" ? bestDevice() : experiment.device;
    auto opened = openDialogueSystem(member, experiment.classes.size(), folds, workspace.modelsFolder(), device, stop);
    if (!opened) return core::fail(opened.error());
    auto& dialogue = **opened;
    dialogue.turns = dialogueTurns(data.labelled.utterances, corpora, member.dialogue.context, experiment.seed);
    if (auto apart = refuseCrossingContexts(dialogue.turns, data.labelled.utterances, data.folds); !apart)
        return core::fail(apart.error());
    data.remarks.insert(data.remarks.end(), dialogue.turns.remarks.begin(), dialogue.turns.remarks.end());
    SystemData system;
    system.system = member;
    if (!dialogue.layers.empty()) system.system.dialogue.layer = dialogue.layers.front()->layer();
    system.system.modelSettings = dialogue.allSettings;
    const auto parts = std::max<std::size_t>(dialogue.layers.size(), 1);
    for (std::size_t i = 0; i < parts; ++i) system.parts.push_back({&dialogue.set(i), {}, {}, {}, {}});
    for (std::size_t f = 0; f < data.folds.size() && !dialogue.layers.empty(); ++f) {
        const auto& card = dialogue.layers[parts > 1 ? f : 0]->card();
        data.heard = data.heard || !experiment::heardSpeakers(card, corpora, data.folds[f].testSpeakers).empty();
    }
    system.dialogue = std::move(*opened);
    return system;
}

/// The epoch is chosen on what is tested: nothing is set aside, and that is said of every figure.
void chooseOnTest(std::vector<corpus::Fold>& folds) {
    const auto join = [](auto& whole, auto& part) {
        whole.insert(whole.end(), part.begin(), part.end());
        std::sort(whole.begin(), whole.end());
        whole.erase(std::unique(whole.begin(), whole.end()), whole.end());
        part.clear();
    };
    for (auto& fold : folds) {
        join(fold.train, fold.inner);
        join(fold.trainSpeakers, fold.innerSpeakers);
        fold.speakerDependent = true;
    }
}

/// The utterances whose features a system needs: the labelled ones, then those that are context alone.
std::vector<corpus::Utterance> heardUtterances(const ExperimentData& data, const SystemData& system) {
    auto utterances = data.labelled.utterances;
    if (system.dialogue)
        utterances.insert(utterances.end(), system.dialogue->turns.further.begin(), system.dialogue->turns.further.end());
    return utterances;
}

/// Of what is labelled; a context without sound is as one that is not there. finite: so must be all values.
core::Status checkRecordings(const ExperimentData& data, const features::FeatureSet& set,
                             const std::vector<features::FeatureMatrixPtr>& features, bool finite) {
    for (std::size_t i = 0; i < data.labelled.utterances.size(); ++i) {
        const auto& id = data.labelled.utterances[i].id;
        if (features[i]->frames == 0)
            return refuse(TRANSLATABLE("Engine", "The utterance %1 holds no sound. Leave it out of the corpus."), {id});
        if (finite && !features::allFinite(features[i]->values)) {
            return refuse(
                TRANSLATABLE("Engine", "The features %1 of utterance %2 are not all finite. Leave it out of the corpus."),
                {std::string(set.name()), id});
        }
    }
    return {};
}

/// Features of the utterances and of their copies, and a classical learner's rows of both.
core::Status loadPart(const experiment::Experiment& experiment, const corpus::Corpus& corpus, store::FeatureCache& cache,
                      const ExperimentData& data, const SystemData& system, FeaturePart& part, core::Progress& progress) {
    const auto copies = experiment::audioChanges(experiment.copies, experiment.seed);
    const double shares = static_cast<double>(copies.size()) + 1.0;
    const auto utterances = heardUtterances(data, system);
    const bool frames = system.autoencoder && system.autoencoder->seesFrames();
    using Recordings = std::vector<features::FeatureMatrixPtr>;
    const auto loaded = [&](const dsp::AudioChange* change, std::size_t at) -> core::Result<Recordings> {
        core::Progress share = progress.part(static_cast<double>(at) / shares, static_cast<double>(at + 1) / shares);
        auto matrices = cache.load(corpus, utterances, *part.set, experiment.threads, share, change);
        if (!matrices) return matrices;
        if (auto good = checkRecordings(data, *part.set, *matrices, frames); !good) return core::fail(good.error());
        return matrices;
    };
    auto matrices = loaded(nullptr, 0);
    if (!matrices) return core::fail(matrices.error());
    part.features = std::move(*matrices);
    for (std::size_t i = 0; i < copies.size(); ++i) {
        auto changed = loaded(&copies[i], i + 1);
        if (!changed) return core::fail(changed.error());
        part.copies.push_back(std::move(*changed));
    }
    const bool rowsWanted = system.autoencoder ? !frames : system.isClassical();
    if (!rowsWanted || (part.overTime() && system.classical.fisher > 0)) return {};
    const auto rowsOf = [&](const Recordings& of) {
        if (!system.future) return classicalRows(data.labelled, *part.set, of);
        core::Progress silent(progress.stopToken());
        const auto device = experiment.device == "auto" ? bestDevice() : experiment.device;
        return futureRows(*system.future, of, device, experiment.threads, silent);
    };
    auto rows = rowsOf(part.features);
    if (!rows) return core::fail(rows.error());
    part.rows = std::move(*rows);
    for (const auto& copy : part.copies) {
        auto copied = rowsOf(copy);
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
    const auto dimensions = experiment::dimensionScales(experiment, corpora, data.labelled);
    const auto split = [&]() -> core::Status {
        if (!data.folds.empty()) return {};
        auto folds = corpus::makeFolds(data.labelled.utterances, experiment::foldSettings(experiment));
        if (!folds) return core::fail(folds.error());
        data.folds = std::move(*folds);
        return {};
    };
    for (const auto& member : experiment::seededSystems(experiment)) {
        const bool dialogue = member.model == experiment::kIaan;
        if (dialogue) {
            if (auto done = split(); !done) return core::fail(done.error());
        }
        auto system = dialogue ? dialogueSystem(member, experiment, corpora, workspace, progress.stopToken(), data)
                      : member.model == experiment::kSpeechEncoder
                          ? encoderSystem(member, experiment, dimensions, workspace.modelsFolder(), progress.stopToken())
                      : member.model == experiment::kFuturePrediction
                          ? futureSystem(member, experiment, workspace.modelsFolder())
                      : member.model == experiment::kAdversarialAutoencoder
                          ? autoencoderSystem(member, experiment.classes.size())
                          : checkedSystem(member, data.classes, workspace.modelsFolder());
        if (!system) return core::fail(system.error());
        if (system->encoder) {
            if (auto fits = refuseTooLarge(data.labelled, *system->encoder, experiment.copies.count()); !fits)
                return core::fail(fits.error());
        }
        data.systems.push_back(std::move(*system));
    }
    if (auto done = split(); !done) return core::fail(done.error());
    for (const auto& system : data.systems) {
        for (const auto& fold : data.folds) {
            if (!system.start || experiment::heardSpeakers(system.start->card, corpora, fold.testSpeakers).empty()) continue;
            (experiment::learnsWithoutLabels(system.start->card) ? data.transductive : data.heard) = true;
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
    if (experiment::choosesOnTest(experiment)) chooseOnTest(data.folds);
    return data;
}

}  // namespace prososcope::training
