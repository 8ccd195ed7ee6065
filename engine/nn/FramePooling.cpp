// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/FramePooling.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace prososcope::nn {

namespace {

/// One sequence: `frames` rows of `units` values, `stride` apart.
struct Sequence {
    const float* values;
    std::int64_t frames;
    std::int64_t stride;
    std::int64_t units;
};

void poolOne(const Sequence& sequence, float* __restrict mean, float* __restrict maximum, float* __restrict deviation) {
    const auto units = sequence.units;
    const auto count = static_cast<double>(sequence.frames);
    std::vector<double> sums(static_cast<std::size_t>(units), 0.0);
    double* __restrict const sum = sums.data();
    std::fill_n(maximum, units, -std::numeric_limits<float>::infinity());
    for (std::int64_t t = 0; t < sequence.frames; ++t) {
        const float* __restrict const row = sequence.values + t * sequence.stride;
        for (std::int64_t u = 0; u < units; ++u) {
            sum[u] += static_cast<double>(row[u]);
            maximum[u] = row[u] > maximum[u] ? row[u] : maximum[u];
        }
    }
    std::vector<double> means(sums);
    double* __restrict const middle = means.data();
    for (std::int64_t u = 0; u < units; ++u) {
        middle[u] /= count;
        mean[u] = static_cast<float>(middle[u]);
        sum[u] = 0.0;
    }
    for (std::int64_t t = 0; t < sequence.frames; ++t) {
        const float* __restrict const row = sequence.values + t * sequence.stride;
        for (std::int64_t u = 0; u < units; ++u) {
            const double apart = static_cast<double>(row[u]) - middle[u];
            sum[u] += apart * apart;
        }
    }
    for (std::int64_t u = 0; u < units; ++u) deviation[u] = static_cast<float>(std::sqrt(sum[u] / count));
}

}  // namespace

PooledFrames poolFrames(const torch::Tensor& values, const Lengths& lengths) {
    TORCH_CHECK(values.dim() == 3 && (lengths.empty() || static_cast<std::int64_t>(lengths.size()) == values.size(1)),
                "frames to be pooled need the shape [frames, batch, units] and a length for each sequence");
    const auto plain = values.detach().to(torch::kCPU, torch::kFloat).contiguous();
    const auto batch = plain.size(1);
    const auto units = plain.size(2);
    PooledFrames pooled{torch::empty({batch, units}), torch::empty({batch, units}), torch::empty({batch, units})};
    const float* const from = plain.const_data_ptr<float>();
    float* const mean = pooled.mean.data_ptr<float>();
    float* const maximum = pooled.maximum.data_ptr<float>();
    float* const deviation = pooled.deviation.data_ptr<float>();
    at::parallel_for(0, batch, 1, [&](std::int64_t first, std::int64_t last) {
        for (auto b = first; b < last; ++b) {
            const auto frames = lengths.empty() ? plain.size(0) : lengths[static_cast<std::size_t>(b)];
            poolOne({from + b * units, frames, batch * units, units}, mean + b * units, maximum + b * units,
                    deviation + b * units);
        }
    });
    return pooled;
}

}  // namespace prososcope::nn
