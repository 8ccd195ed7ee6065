// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/BandScale.h"

#include <algorithm>
#include <cmath>

namespace prososcope::training {

namespace {

torch::Tensor tensorOf(const std::vector<float>& values, const torch::Tensor& like) {
    return torch::tensor(at::ArrayRef<float>(values)).to(like.device());
}

}  // namespace

void BandScale::apply(std::span<const float> rows, float* standardised) const {
    const auto bands = mean.size();
    for (std::size_t at = 0; at + bands <= rows.size(); at += bands) {
        for (std::size_t b = 0; b < bands; ++b) standardised[at + b] = (rows[at + b] - mean[b]) * scale[b];
    }
}

torch::Tensor BandScale::apply(const torch::Tensor& rows) const {
    return (rows - tensorOf(mean, rows)) * tensorOf(scale, rows);
}

torch::Tensor BandScale::restore(const torch::Tensor& rows) const {
    return rows / tensorOf(scale, rows) + tensorOf(mean, rows);
}

void BandScale::store(nn::StateDict& state) const {
    state.entries.push_back({kMean, {static_cast<std::int64_t>(mean.size())}, mean});
    state.entries.push_back({kScale, {static_cast<std::int64_t>(scale.size())}, scale});
}

BandScale BandScale::of(const nn::StateDict& state, std::size_t bands) {
    const auto* mean = state.find(kMean);
    const auto* scale = state.find(kScale);
    if (mean == nullptr || scale == nullptr || mean->values.size() != bands || scale->values.size() != bands) return {};
    return {mean->values, scale->values};
}

BandScale bandScale(const std::vector<features::FeatureMatrixPtr>& recordings, double leastDeviation) {
    const auto bands = recordings.front()->columns;
    std::vector<double> sums(bands, 0.0);
    std::vector<double> squares(bands, 0.0);
    double count = 0.0;
    for (const auto& recording : recordings) {
        for (std::size_t i = 0; i < recording->frames; ++i) {
            const auto frame = recording->frame(i);
            for (std::size_t b = 0; b < bands; ++b) {
                const auto value = static_cast<double>(frame[b]);
                sums[b] += value;
                squares[b] += value * value;
            }
        }
        count += static_cast<double>(recording->frames);
    }
    BandScale result;
    count = std::max(count, 1.0);
    for (std::size_t b = 0; b < bands; ++b) {
        const double mean = sums[b] / count;
        const double variance = std::max(0.0, squares[b] / count - mean * mean);
        result.mean.push_back(static_cast<float>(mean));
        result.scale.push_back(static_cast<float>(1.0 / std::max(std::sqrt(variance), leastDeviation)));
    }
    return result;
}

BandScale bandScale(const std::vector<Example>& examples, double leastDeviation) {
    std::vector<features::FeatureMatrixPtr> recordings;
    for (const auto& example : examples) recordings.push_back(example.features);
    return bandScale(recordings, leastDeviation);
}

}  // namespace prososcope::training
