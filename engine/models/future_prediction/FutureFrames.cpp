// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/future_prediction/FutureFrames.h"

#include <algorithm>
#include <numeric>

#include "engine/nn/ValidFrames.h"

namespace prososcope::models {

using torch::Tensor;

namespace {

/// How many frames of each sequence were expected by one before them.
nn::Lengths expected(const nn::Lengths& lengths, std::int64_t horizon) {
    nn::Lengths result;
    for (const auto length : lengths) result.push_back(std::max<std::int64_t>(0, length - horizon));
    return result;
}

}  // namespace

Tensor futureBandErrors(const Tensor& predicted, const Tensor& frames, const nn::Lengths& lengths, std::int64_t horizon,
                        FutureLoss loss) {
    TORCH_CHECK(predicted.sizes() == frames.sizes() && frames.dim() == 3 && horizon > 0 && frames.size(1) > horizon,
                "predicted and real frames need one shape and more frames than the horizon of ", horizon);
    const auto terms = frames.size(1) - horizon;
    const auto apart =
        nn::withoutPadding(predicted.narrow(1, 0, terms) - frames.narrow(1, horizon, terms), expected(lengths, horizon));
    return loss == FutureLoss::MeanSquare ? apart.square() : apart.abs();
}

Tensor futureErrors(const Tensor& predicted, const Tensor& frames, const nn::Lengths& lengths, std::int64_t horizon,
                    FutureLoss loss) {
    return futureBandErrors(predicted, frames, lengths, horizon, loss).mean(2);
}

Tensor futureLoss(const Tensor& predicted, const Tensor& frames, const nn::Lengths& lengths, std::int64_t horizon,
                  FutureLoss loss) {
    const auto errors = futureBandErrors(predicted, frames, lengths, horizon, loss);
    if (lengths.empty()) return errors.mean();
    const auto counts = expected(lengths, horizon);
    const auto count = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    TORCH_CHECK(count > 0, "no sequence of the batch is longer than the horizon of ", horizon, " frames");
    return errors.sum() / static_cast<double>(count * frames.size(2));
}

Tensor hypercolumns(Hypercolumn kind, const Tensor& frames, const Tensor& embedded, const std::vector<Tensor>& hidden,
                    const nn::Lengths& lengths) {
    TORCH_CHECK(hidden.size() > 1, "hypercolumns need the values of all layers");
    std::vector<Tensor> parts{kind == Hypercolumn::Concat ? frames : embedded};
    parts.insert(parts.end(), hidden.begin() + 1, hidden.end());
    const auto joined =
        kind == Hypercolumn::Add ? std::accumulate(parts.begin() + 1, parts.end(), parts.front()) : torch::cat(parts, 2);
    return nn::withoutPadding(joined, lengths);
}

}  // namespace prososcope::models
