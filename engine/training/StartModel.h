// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/nn/StateDict.h"
#include "engine/store/ModelCard.h"

namespace torch::nn {
class Module;
}

namespace prososcope::training {

/// The model that a training begins with. Immutable; folds share it.
struct StartModel {
    store::ModelCard card;
    nn::StateDict state;
};
using StartModelPtr = std::shared_ptr<const StartModel>;

/// A model by name or file. Fails with one sentence where there is none, where it is of another kind than `kind`, where its
/// file is not its card's, holds no numbers or does not fit its card.
[[nodiscard]] core::Result<StartModelPtr> openStartModel(const std::string& nameOrPath, const std::string& kind,
                                                         const std::filesystem::path& modelsFolder);
/// A network's settings with those of the start model where `own` says nothing. Fails with a sentence where they differ in
/// what decides a tensor's size.
[[nodiscard]] core::Result<std::map<std::string, double>> settingsFrom(const StartModel& start,
                                                                       const std::map<std::string, double>& own);
/// Gives a new network the start model's weights; of its last layer the rows of the classes that the model has as well.
[[nodiscard]] core::Status beginWith(const StartModel& start, const std::vector<std::string>& classes,
                                     torch::nn::Module& network);

}  // namespace prososcope::training
