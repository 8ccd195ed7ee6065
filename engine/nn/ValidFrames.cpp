// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/ValidFrames.h"

#include <algorithm>

namespace prososcope::nn {

torch::Tensor withoutPadding(const torch::Tensor& values, const Lengths& lengths, std::int64_t dimension) {
    const auto frames = values.size(dimension);
    if (std::all_of(lengths.begin(), lengths.end(), [&](std::int64_t length) { return length >= frames; })) return values;
    std::vector<std::int64_t> shape(static_cast<std::size_t>(values.dim()), 1);
    shape[0] = values.size(0);
    shape[static_cast<std::size_t>(dimension)] = frames;
    return values.masked_fill(validMask(lengths, frames, values).eq(0.0).view(shape), 0.0);
}

torch::Tensor meanOverFrames(const torch::Tensor& values, const Lengths& lengths, std::int64_t dimension) {
    if (lengths.empty()) return values.mean(dimension);
    const auto counts = torch::tensor(at::ArrayRef<std::int64_t>(lengths)).to(values.options());
    return withoutPadding(values, lengths, dimension).sum(dimension) / counts.unsqueeze(1);
}

}  // namespace prososcope::nn
