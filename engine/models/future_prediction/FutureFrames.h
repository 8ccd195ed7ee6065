// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/models/future_prediction/FutureSettings.h"
#include "engine/nn/Sequence.h"

namespace prososcope::models {

/// How far each frame is from what was expected of it `horizon` frames before, as a mean over the bands: [batch, frames -
/// horizon], of which the first is that of frame `horizon`; 0 where it lies behind the end. predicted and frames [batch,
/// frames, bands]; more frames than the horizon.
[[nodiscard]] torch::Tensor futureErrors(const torch::Tensor& predicted, const torch::Tensor& frames,
                                         const nn::Lengths& lengths, std::int64_t horizon, FutureLoss loss);

/// The same of every band by itself: [batch, frames - horizon, bands].
[[nodiscard]] torch::Tensor futureBandErrors(const torch::Tensor& predicted, const torch::Tensor& frames,
                                             const nn::Lengths& lengths, std::int64_t horizon, FutureLoss loss);

/// The mean over all frames of the batch that were expected, a number. At least one sequence must be longer than the horizon.
/// With `frames` themselves as what was predicted it is the loss of a network that repeats the last frame.
[[nodiscard]] torch::Tensor futureLoss(const torch::Tensor& predicted, const torch::Tensor& frames, const nn::Lengths& lengths,
                                       std::int64_t horizon, FutureLoss loss);

/// What is taken of a frame as features of a classifier.
enum class Hypercolumn {
    Add,             ///< p + h1 + ... + hL
    Concat,          ///< [frame; h1; ...; hL]
    ConcatProjected  ///< [p; h1; ...; hL]
};
/// [batch, frames, features], 0 at padded frames. `hidden` from layer 0 (left out) to the last, as FutureNetwork gives it.
[[nodiscard]] torch::Tensor hypercolumns(Hypercolumn kind, const torch::Tensor& frames, const torch::Tensor& embedded,
                                         const std::vector<torch::Tensor>& hidden, const nn::Lengths& lengths);

}  // namespace prososcope::models
