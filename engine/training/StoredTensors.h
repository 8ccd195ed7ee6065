// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/Result.h"
#include "engine/features/FeatureSet.h"
#include "engine/nn/StateDict.h"
#include "engine/store/ModelCard.h"

namespace prososcope::training {

/// What every kind of stored network checks of its card and its file: sizes by name.
using TensorShapes = std::vector<std::pair<std::string, std::vector<std::int64_t>>>;
/// A sentence that the card asks for what this program does not have; `details` for the log.
[[nodiscard]] tl::unexpected<core::Error> foreignCard(const std::string& file, std::string details);
/// Whether the card's features are those of this program.
[[nodiscard]] bool isSetOfCard(const features::FeatureSet& set, const store::ModelCard& card);
/// Whether the tensors that decide a network's size are in `state` as wanted: a card that asks for more than its file holds
/// must not cost memory. `nn::loadState` looks at the rest once the network is made.
[[nodiscard]] core::Status checkShapes(const TensorShapes& wanted, const nn::StateDict& state, const std::string& file);
/// The tensors, with the hash of their card and finite.
[[nodiscard]] core::Result<nn::LoadedState> loadCheckedTensors(const store::ModelEntry& entry);

}  // namespace prososcope::training
