// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::training {

/// Weights by a closed formula, which rebuild a random encoder without its file. FNV-1a (64 bits) of the name plus
/// seed * 0x9E3779B97F4A7C15, one step of splitmix64 for each value, u in [-1, 1): 1 + 0.1 u for weights of a normalisation,
/// 0.5 + 0.25 (u + 1) for weight_g, 0.1 u for other vectors, else u sqrt(3 / fan-in).
[[nodiscard]] std::vector<float> closedFormWeights(std::string_view name, const std::vector<std::int64_t>& shape,
                                                   std::uint64_t seed);

/// What this program computes of a reference encoder: `in` holds config.json, input.npy (already normalised), perhaps
/// batch_input.npy with batch_lengths.csv, and model.safetensors; without the latter, parameters.csv with the shapes and the
/// seed of the model, by its folder's name, in the config.json of the folder above `in`'s. The folder `out` gets hidden_states,
/// last_hidden_state, extract_features, logits, batch_hidden_states and batch_logits as .npy. Fails with one sentence on a case
/// that is incomplete.
[[nodiscard]] core::Status writeEncoderReference(const std::filesystem::path& in, const std::filesystem::path& out);

}  // namespace prososcope::training
