// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace prososcope::nn {

/// The passes over memory of `normalisedRelu`, each over the rows of one block: [rows, channels], contiguous, channels beside
/// each other; outputs of a channel are arrays of [channels]. Plain functions on any thread. Where the processor has AVX2 they
/// use it: results of two kinds of processors may differ in the last bit, those of one do not.

/// Mean of each channel and the sum of squared distances from it.
void blockMoments(const float* input, std::int64_t rows, std::int64_t channels, float* mean, float* squares);

/// What the other passes know of a channel.
struct ReluPart {
    const float* mean;
    const float* scale;
    const float* shift;
    std::int64_t channels;
};

/// output = max(0, (input - mean) * scale + shift); where that is positive, the gradient passes.
void blockRelu(const float* input, std::int64_t rows, const ReluPart& part, float* output);

/// Sums of the gradient that passes, and of its product with input - mean.
void blockGradientSums(const float* gradient, const float* input, std::int64_t rows, const ReluPart& part, float* sum,
                       float* product);

/// result = scale * passing gradient - level - slope * (input - mean).
void blockGradient(const float* gradient, const float* input, std::int64_t rows, const ReluPart& part, const float* level,
                   const float* slope, float* result);

}  // namespace prososcope::nn
