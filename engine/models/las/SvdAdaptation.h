// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/models/las/LasNetwork.h"

namespace prososcope::models {

/// One dense layer as the product of two: W (inputs x outputs) = U S V^T, of which the first `rank` singular values are kept.
struct FactoredLayer {
    std::string name;  ///< "fc1"
    std::int64_t inputs = 0;
    std::int64_t outputs = 0;
    std::vector<double> singularValues;  ///< all, falling
    double relativeError = 0.0;          ///< Frobenius norm of what is lost over that of W; 0 for a W of zeros
    torch::Tensor product;               ///< [inputs, outputs], U_r S_r V_r^T

    [[nodiscard]] std::int64_t denseWeights() const { return inputs * outputs; }
    [[nodiscard]] std::int64_t factoredWeights(std::int64_t rank) const { return rank * (inputs + outputs); }
};

/// Numbers of weights and biases.
struct ParameterCount {
    std::int64_t listener = 0;
    std::int64_t model = 0;
};

/// A network whose fc1 and fc2 have few singular values (SVD adaptation): x W becomes x U_r N with N = S_r V_r^T; biases and
/// everything else stay as they were.
struct SvdAdaptation {
    LasNetwork network{nullptr};
    std::vector<FactoredLayer> layers;  ///< fc1, fc2
    ParameterCount before;
    ParameterCount after;  ///< more than before where the rank is above two thirds of the layers' width
};

[[nodiscard]] ParameterCount parameterCount(const LasNetwork& network);

/// The network itself stays as it is; what is made is on the CPU. Refuses, with one sentence, a rank below 1 or above the
/// layers', and a network that is factored already. Fails where the values cannot be decomposed (they are not finite).
[[nodiscard]] core::Result<SvdAdaptation> adaptBySvd(const LasNetwork& network, std::int64_t rank);

}  // namespace prososcope::models
