// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/future_prediction/FutureFrames.h"

#include <algorithm>
#include <numeric>

namespace prososcope::models {

using torch::Tensor;

namespace {

/// True at padded frames, [batch, frames].
Tensor padding(const nn::Lengths& lengths, std::int64_t frames, const Tensor& like) {
    return nn::validMask(lengths, frames, like).eq(0.0);
}

bool isFull(const nn::Lengths& lengths, std::int64_t frames) {
    return std::all_of(lengths.begin(), lengths.end(), [&](std::int64_t length) { return length >= frames; });
}

/// How many frames of each sequence were expected by one before them.
nn::Lengths expected(const nn::Lengths& lengths, std::int64_t horizon) {
    nn::Lengths result;
    for (const auto length : lengths) result.push_back(std::max<std::int64_t>(0, length - horizon));
    return result;
}

/// Errors of every band, 0 where there is nothing to expect: [batch, frames - horizon, bands].
Tensor bandErrors(const Tensor& predicted, const Tensor& frames, const nn::Lengths& lengths, std::int64_t horizon,
                  FutureLoss loss) {
    TORCH_CHECK(predicted.sizes() == frames.sizes() && frames.dim() == 3 && horizon > 0 && frames.size(1) > horizon,
                "predicted and real frames need one shape and more frames than the horizon of ", horizon);
    const auto terms = frames.size(1) - horizon;
    const auto apart =
        withoutPadding(predicted.narrow(1, 0, terms) - frames.narrow(1, horizon, terms), expected(lengths, horizon));
    return loss == FutureLoss::MeanSquare ? apart.square() : apart.abs();
}

}  // namespace

Tensor withoutPadding(const Tensor& values, const nn::Lengths& lengths, std::int64_t dimension) {
    if (lengths.empty() || isFull(lengths, values.size(dimension))) return values;
    std::vector<std::int64_t> shape(static_cast<std::size_t>(values.dim()), 1);
    shape[0] = values.size(0);
    shape[static_cast<std::size_t>(dimension)] = values.size(dimension);
    return values.masked_fill(padding(lengths, values.size(dimension), values).view(shape), 0.0);
}

Tensor meanOverFrames(const Tensor& values, const nn::Lengths& lengths) {
    if (lengths.empty()) return values.mean(1);
    const auto counts = torch::tensor(at::ArrayRef<std::int64_t>(lengths)).to(values.options());
    return withoutPadding(values, lengths).sum(1) / counts.unsqueeze(1);
}

Tensor futureErrors(const Tensor& predicted, const Tensor& frames, const nn::Lengths& lengths, std::int64_t horizon,
                    FutureLoss loss) {
    return bandErrors(predicted, frames, lengths, horizon, loss).mean(2);
}

Tensor futureLoss(const Tensor& predicted, const Tensor& frames, const nn::Lengths& lengths, std::int64_t horizon,
                  FutureLoss loss) {
    const auto errors = bandErrors(predicted, frames, lengths, horizon, loss);
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
    return withoutPadding(joined, lengths);
}

}  // namespace prososcope::models
