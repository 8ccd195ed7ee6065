// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/models/gcu_asr/GcuInference.h"
#include "engine/training/PreparedSounds.h"

namespace prososcope::training {

/// Calls each(number, rows) with the log posteriors [frames, classes] of every sound, batched by length; the order is that of
/// their lengths. Stops between layers (nn::Interrupted). Throws what torch throws.
void forLogPosteriors(const models::GcuInference& network, const std::vector<PreparedSound>& sounds, core::Progress& progress,
                      const std::function<void(std::size_t number, const torch::Tensor& rows)>& each);

/// The text of such rows: by prefix beam search, with a beam of 1 the best symbol of each frame.
[[nodiscard]] std::string heardText(const torch::Tensor& rows, const std::vector<std::string>& alphabet, int beam);

/// A character of the best path: its posteriors in its own frames, over their sum.
struct HeardCharacter {
    int symbol = 0;
    std::size_t firstFrame = 0;
    std::vector<float> weights;
};
/// Those that heardText with a beam of 1 writes.
[[nodiscard]] std::vector<HeardCharacter> heardCharacters(const torch::Tensor& rows);

}  // namespace prososcope::training
