// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/models/speech_encoder/SpeechEncoder.h"

namespace prososcope::training {

/// CTC (Graves et al. 2006) of each utterance of a batch: -ln p of its labels given the valid frames, blank =
/// UnitInventory::kBlank; 0 where there are too few frames for the labels. logits [batch, frames, symbols], on any device; the
/// result [batch] can be differentiated. Throws what torch throws.
[[nodiscard]] torch::Tensor unitLosses(const torch::Tensor& logits, const nn::Lengths& frames,
                                       const std::vector<std::vector<int>>& labels);

/// Calls each(number, rows) with the logits [frames, symbols], on the CPU, of every sound, batched by length; the order is that
/// of their lengths. A sound shorter than the network's first frame has no rows. The network is in evaluation meanwhile. Throws
/// nn::Interrupted and what torch throws.
void forUnitLogits(models::SpeechEncoder& network, std::span<const std::span<const float>> sounds, const torch::Device& device,
                   core::Progress& progress, const std::function<void(std::size_t number, const torch::Tensor& rows)>& each);

/// Posteriors [frames x symbols] of logits, in double precision.
[[nodiscard]] std::vector<double> unitPosteriors(const torch::Tensor& rows);

}  // namespace prososcope::training
