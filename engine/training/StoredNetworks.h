// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/features/FeatureSet.h"
#include "engine/models/gcu_asr/GcuNetwork.h"
#include "engine/models/las/LasNetwork.h"
#include "engine/models/logmel_network/LogMelNetwork.h"
#include "engine/nn/StateDict.h"
#include "engine/store/ModelCard.h"

namespace prososcope::training {

/// The kinds of networks that cards name.
inline constexpr const char* kLogMelKind = "logmel-network";
inline constexpr const char* kGcuKind = "gcu-recogniser";
inline constexpr const char* kLasKind = "las-recogniser";

/// What the card of a model says of its network and of its input, checked: sizes out of bounds and feature parameters that
/// this program no longer computes are refused with one sentence.
struct LogMelPlan {
    models::LogMelNetworkSettings settings;
    const features::FeatureSet* set = nullptr;
};
[[nodiscard]] core::Result<LogMelPlan> logMelPlan(const store::ModelCard& card, const std::string& file);
/// Its classes are known from the file of tensors alone.
struct GcuPlan {
    models::GcuSettings settings;
    const features::FeatureSet* set = nullptr;
};
[[nodiscard]] core::Result<GcuPlan> gcuPlan(const store::ModelCard& card, const std::string& file);
/// The recogniser's input at one of its two rates.
[[nodiscard]] core::Result<const features::FeatureSet*> gcuFeatures(int rateHz);
/// Its alphabet, and with it the symbols, are known from the file of tensors alone.
struct LasPlan {
    models::LasSettings settings;
    const features::FeatureSet* set = nullptr;
};
[[nodiscard]] core::Result<LasPlan> lasPlan(const store::ModelCard& card, const std::string& file);
/// The attention recogniser's input.
[[nodiscard]] core::Result<const features::FeatureSet*> lasFeatures();

/// A stored network on the CPU, in evaluation mode. Refused with one sentence: what the plans refuse, tensors that do not fit,
/// whose SHA-256 is not the card's, or that hold values that are no numbers. Throws what torch throws.
struct StoredLogMelNetwork {
    models::LogMelNetwork network{nullptr};
    const features::FeatureSet* set = nullptr;
};
[[nodiscard]] core::Result<StoredLogMelNetwork> loadLogMelNetwork(const store::ModelEntry& entry);
struct StoredGcuNetwork {
    models::GcuNetwork network{nullptr};
    const features::FeatureSet* set = nullptr;
    std::vector<std::string> alphabet;  ///< a character (UTF-8) for each class but the last, which is the blank
};
[[nodiscard]] core::Result<StoredGcuNetwork> loadGcuNetwork(const store::ModelEntry& entry);

struct StoredLasNetwork {
    models::LasNetwork network{nullptr};
    const features::FeatureSet* set = nullptr;
    std::vector<std::string> alphabet;  ///< a character for each symbol behind padding, start and end
};
[[nodiscard]] core::Result<StoredLasNetwork> loadLasNetwork(const store::ModelEntry& entry);

/// A recogniser of either kind: writes STEM.safetensors, with the alphabet among its metadata, and STEM.json.
[[nodiscard]] core::Status saveRecogniser(const nn::StateDict& state, const std::vector<std::string>& alphabet,
                                          const std::filesystem::path& stem, store::ModelCard card);

}  // namespace prososcope::training
