// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/DialogueSystem.h"

#include <cmath>

#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/experiment/Starts.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/Inference.h"

namespace prososcope::training {

namespace {

constexpr double kMostPooled = 1000.0;
constexpr double kMostPenalty = 10.0;

/// "pool" and "penalty" are of the training and not of the network; takes them out of `values`.
core::Status takeOwn(std::map<std::string, double>& values, DialogueSystem& system) {
    system.penalty = models::kIaanPenalty;
    if (const auto pool = values.extract("pool")) {
        const double value = pool.mapped();
        if (!(value >= 1.0 && value <= kMostPooled && value == std::floor(value))) {
            return refuse(TRANSLATABLE("Engine", "The setting %1 = %2 of the model %3 must be a whole number from %4 to %5."),
                          {"pool", core::numberText(value), experiment::kIaan, "1", core::numberText(kMostPooled)});
        }
        system.pool = static_cast<std::size_t>(value);
    }
    if (const auto penalty = values.extract("penalty")) {
        system.penalty = penalty.mapped();
        if (!(system.penalty >= 0.0 && system.penalty <= kMostPenalty)) {
            return refuse(
                TRANSLATABLE("Engine", "The setting %1 = %2 of the model %3 must lie between %4 and %5."),
                {"penalty", core::numberText(system.penalty), experiment::kIaan, "0", core::numberText(kMostPenalty)});
        }
    }
    return {};
}

/// Without crops, mixing and augmentation, which are for log-mel features.
TrainingTask wholeTurns(const TrainingTask& task) {
    auto whole = task;
    whole.settings.cropSeconds = 0.0;
    whole.settings.mixup = 0.0;
    return whole;
}

}  // namespace

core::Result<std::shared_ptr<DialogueSystem>> openDialogueSystem(const experiment::FusionMember& member, std::size_t classes,
                                                                 std::span<const std::string> foldNames,
                                                                 const std::filesystem::path& modelsFolder,
                                                                 const std::string& device, std::stop_token stop) {
    auto system = std::make_shared<DialogueSystem>();
    if (member.start.empty()) {
        const auto set = features::featureSet(member.featureSet);
        if (!set) return core::fail(set.error());
        if ((*set)->descriptors() != nullptr) {
            return refuse(
                TRANSLATABLE("Engine", "The model %1 needs a feature set over time; %2 gives one row for a whole recording."),
                {experiment::kIaan, member.featureSet});
        }
        system->plain = *set;
    } else {
        if (auto known = checkDevice(device); !known) return core::fail(known.error());
        const auto starts = experiment::startNames(member.start, foldNames);
        for (const auto& start : starts) {
            auto layer = RecogniserLayer::open(start, member.dialogue.layer, modelsFolder, device, stop);
            if (!layer) return core::fail(layer.error());
            if (!system->layers.empty() && (*layer)->columns().size() != system->layers.front()->columns().size()) {
                return refuse(
                    TRANSLATABLE("Engine", "The recognisers %1 and %2 differ in size; folds need recognisers of one."),
                    {starts.front(), start});
            }
            system->layers.push_back(std::move(*layer));
        }
    }
    auto values = member.modelSettings;
    if (auto taken = takeOwn(values, *system); !taken) return core::fail(taken.error());
    const auto columns = static_cast<double>(system->set(0).columns().size());
    if (const auto given = values.find("inputs"); given != values.end() && given->second != columns) {
        return refuse(TRANSLATABLE("Engine", "The features have %1 columns, so that the model %2 cannot have %3 inputs."),
                      {core::numberText(columns), experiment::kIaan, core::numberText(given->second)});
    }
    values["inputs"] = columns;
    const auto settings = models::checkedIaanSettings(values, static_cast<std::int64_t>(classes));
    if (!settings) return core::fail(settings.error());
    system->settings = *settings;
    system->allSettings = settings->values();
    system->allSettings["pool"] = static_cast<double>(system->pool);
    system->allSettings["penalty"] = system->penalty;
    return system;
}

core::Result<TrainedNetwork> trainDialogues(const DialogueSystem& system, const TrainingTask& task,
                                            const std::function<void(const EpochReport&)>& epochDone,
                                            core::Progress& progress) {
    try {
        const auto whole = wholeTurns(task);
        nn::useThreads(task.threads);
        TurnRows rows;
        rows.pool = system.pool;
        if (system.plain != nullptr && !task.train.empty()) rows = standardisedRows(system.pool, task.train);
        DialogueTrainee trainee(whole, models::makeIaanNetwork(system.settings, core::deriveSeed(task.seed, "weights")), rows,
                                system.penalty);
        auto trained = trainNetwork(whole, trainee, epochDone, progress);
        if (trained && !rows.scale.empty()) rows.scale.store(trained->state);
        return trained;
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<std::vector<std::vector<float>>> predictDialogues(const DialogueSystem& system, const nn::StateDict& state,
                                                               const std::vector<Example>& examples, const std::string& device,
                                                               int threads, core::Progress& progress,
                                                               std::vector<ListenedRows>* listened) {
    try {
        nn::useThreads(threads);
        TurnRows rows;
        rows.pool = system.pool;
        rows.scale = BandScale::of(state, static_cast<std::size_t>(system.settings.inputs));
        auto network = models::makeIaanNetwork(system.settings, 0);
        if (auto loaded = nn::loadState(*network, state.without("input."), experiment::kIaan); !loaded)
            return core::fail(loaded.error());
        network->to(torch::Device(device));
        return dialoguePosteriors(network, rows, examples, device, progress, listened);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
