// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/experiment/Experiment.h"
#include "engine/features/FeatureSet.h"
#include "engine/models/iaan/IaanSettings.h"
#include "engine/training/DialogueTrainee.h"
#include "engine/training/DialogueTurns.h"
#include "engine/training/RecogniserLayer.h"
#include "engine/training/Trainer.h"

/// Classification of turns in their dialogues (the model kind "iaan") as an ordinary experiment: the frames of a feature set,
/// standardised on the training part, or of a layer of a stored recogniser as they are; contexts from the corpus.
namespace prososcope::training {

/// What a system of this kind learns from. Not changed once opened, so that folds share it.
struct DialogueSystem {
    models::IaanSettings settings;
    std::size_t pool = 1;
    double penalty = 0.0;
    std::map<std::string, double> allSettings;                   ///< of [model], complete
    std::vector<std::shared_ptr<const RecogniserLayer>> layers;  ///< one, or one for each fold; none of a plain feature set
    const features::FeatureSet* plain = nullptr;
    DialogueTurns turns;

    [[nodiscard]] const features::FeatureSet& set(std::size_t part) const { return layers.empty() ? *plain : *layers[part]; }
};

/// Opens what a system hears, by experiment::startNames of the experiment's folds. Fails with one
/// sentence: a feature set that gives one row for a recording, a recogniser that is not there or of another kind, settings that
/// are unknown or out of bounds.
[[nodiscard]] core::Result<std::shared_ptr<DialogueSystem>> openDialogueSystem(const experiment::FusionMember& member,
                                                                               std::size_t classes,
                                                                               std::span<const std::string> foldNames,
                                                                               const std::filesystem::path& modelsFolder,
                                                                               const std::string& device, std::stop_token stop);

/// Trains the network; the weights are those of the network, with "input.mean" and "input.scale" beside them where columns are
/// standardised.
[[nodiscard]] core::Result<TrainedNetwork> trainDialogues(const DialogueSystem& system, const TrainingTask& task,
                                                          const std::function<void(const EpochReport&)>& epochDone,
                                                          core::Progress& progress);
/// Posteriors of examples by trained weights; and, where asked for, where the network listened.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> predictDialogues(
    const DialogueSystem& system, const nn::StateDict& state, const std::vector<Example>& examples, const std::string& device,
    int threads, core::Progress& progress, std::vector<ListenedRows>* listened = nullptr);

}  // namespace prososcope::training
