// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/features/FeatureMatrix.h"
#include "engine/nn/StateDict.h"
#include "engine/nn/Torch.h"
#include "engine/training/Trainer.h"

namespace prososcope::training {

/// How the bands of a network's input are standardised: once for all recordings, so that what is loud stays loud. Stored with
/// the network, as "input.mean" and "input.scale".
struct BandScale {
    static constexpr const char* kMean = "input.mean";
    static constexpr const char* kScale = "input.scale";

    std::vector<float> mean;   ///< of each band over all frames
    std::vector<float> scale;  ///< one over the standard deviation

    /// Rows [frames, bands] standardised, on the CPU.
    void apply(std::span<const float> rows, float* standardised) const;
    /// The same of a tensor [..., bands] on any device.
    [[nodiscard]] torch::Tensor apply(const torch::Tensor& rows) const;
    /// Standardised rows as they were.
    [[nodiscard]] torch::Tensor restore(const torch::Tensor& rows) const;

    void store(nn::StateDict& state) const;
    /// From a stored network; empty where it has none of `bands` bands.
    [[nodiscard]] static BandScale of(const nn::StateDict& state, std::size_t bands);
    [[nodiscard]] bool empty() const { return mean.empty(); }
};

/// Of the frames of some recordings, of which there is at least one. A band that varies less than `leastDeviation` is scaled as
/// if it varied so much.
[[nodiscard]] BandScale bandScale(const std::vector<features::FeatureMatrixPtr>& recordings, double leastDeviation = 1e-3);
/// The same of what examples say themselves, without their context.
[[nodiscard]] BandScale bandScale(const std::vector<Example>& examples, double leastDeviation = 1e-3);

}  // namespace prososcope::training
