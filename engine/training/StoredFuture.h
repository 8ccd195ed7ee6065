// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/core/Result.h"
#include "engine/features/FeatureSet.h"
#include "engine/models/future_prediction/FutureNetwork.h"
#include "engine/nn/StateDict.h"
#include "engine/store/ModelCard.h"
#include "engine/training/BandScale.h"

namespace prososcope::training {

/// The input of networks that predict the speech to come, by its name; fails where they hear no such set.
[[nodiscard]] core::Result<const features::FeatureSet*> futureFeatures(std::string_view name);

/// What the card of such a network says of it and of its input, checked as the other kinds are (StoredNetworks.h). One that was
/// trained without labels has no classes.
struct FuturePlan {
    models::FutureSettings settings;
    const features::FeatureSet* set = nullptr;
};
[[nodiscard]] core::Result<FuturePlan> futurePlan(const store::ModelCard& card, const std::string& file);

/// A stored network on the CPU, in evaluation mode; of one without classes the last layer of classes is 0. Refused with one
/// sentence: what the plan refuses, tensors that do not fit, whose SHA-256 is not the card's, or that hold values that are no
/// numbers. Throws what torch throws.
struct StoredFuture {
    models::FutureNetwork network{nullptr};
    const features::FeatureSet* set = nullptr;
    BandScale scale;
};
[[nodiscard]] core::Result<StoredFuture> loadFuture(const store::ModelEntry& entry);

/// Writes STEM.safetensors and STEM.json. `state`: of the network, with its scale; without classes in the card its layer of
/// classes is left out.
[[nodiscard]] core::Status saveFuture(nn::StateDict state, const std::filesystem::path& stem, store::ModelCard card);

}  // namespace prososcope::training
