// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/experiment/AutoencoderModel.h"
#include "engine/models/adversarial_autoencoder/AutoencoderSettings.h"
#include "engine/nn/StateDict.h"
#include "engine/training/Trainer.h"

namespace prososcope::training {

class AutoencoderRows;

/// The adversarial autoencoder of a system. Not changed once opened, so that folds share it.
struct AutoencoderSystem {
    experiment::AutoencoderVariant variant = experiment::AutoencoderVariant::Optimised;
    bool empiricalPrior = false;
    models::AutoencoderSettings network;  ///< its inputs are the columns of the rows
    [[nodiscard]] bool seesFrames() const { return network.form == models::AutoencoderForm::Frame; }
    double discriminatorRate = 0.1;          ///< share of the learning rate that discriminators have
    double labelled = 1.0;                   ///< share of the training utterances of each class that keep their labels
    int restarts = 2;                        ///< after a collapse, with other weights and slower discriminators
    int collapsePatience = 200;              ///< steps that a collapse lasts before it counts
    double bound = 10.0;                     ///< standardised values beyond it are set to it
    std::map<std::string, double> settings;  ///< of [model], complete
};

/// Checks the numbers of a member. Fails with one sentence on what is unknown or out of bounds.
[[nodiscard]] core::Result<std::shared_ptr<const AutoencoderSystem>> openAutoencoderSystem(
    const experiment::FusionMember& member, std::size_t classes);

/// Which of `labels` are kept where a share is to be: of each class the share, at least one, drawn by `seed`; the others become
/// -1. Pure.
[[nodiscard]] std::vector<int> keptLabels(const std::vector<int>& labels, std::size_t classes, double share,
                                          std::uint64_t seed);

/// Everything that one training needs. Views: what they refer to must outlive it.
struct AutoencoderTask {
    const AutoencoderSystem& system;
    const AutoencoderRows& train;
    std::vector<int> labels;       ///< of them; below 0: unlabelled
    const AutoencoderRows& inner;  ///< chooses the epoch; of no labels: the last one is kept
    std::vector<int> innerLabels;
    std::vector<std::string> classes;
    experiment::TrainingSettings settings;
    std::uint64_t seed = 1;
    std::string device = "cpu";
    int threads = 1;
    std::filesystem::path checkpoint = {};
    std::function<void(const core::Text&)> remark = {};
};

/// Trains it: all phases on every batch, each epoch over all utterances. Which epoch is kept
/// experiment::TrainingSettings::selectBy says, by the inner utterances. What collapses is named by a remark and begun anew
/// with other weights and discriminators that learn half as fast, up to `restarts` times, after which it fails with that
/// sentence. Goes on from a checkpoint exactly as an uninterrupted one; stops when asked.
[[nodiscard]] core::Result<TrainedNetwork> trainAutoencoder(const AutoencoderTask& task,
                                                            const std::function<void(const EpochReport&)>& epochDone,
                                                            core::Progress& progress);
/// Posteriors of rows by trained weights.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> predictAutoencoder(const AutoencoderSystem& system,
                                                                               std::size_t classes, const nn::StateDict& state,
                                                                               const AutoencoderRows& rows,
                                                                               const std::string& device, int threads);

}  // namespace prososcope::training
