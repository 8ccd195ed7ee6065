// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/ChannelKernels.h"

#include <algorithm>

namespace prososcope::nn {

namespace {

#if defined(__x86_64__)
#define PROSOSCOPE_WIDE [[gnu::target("avx2,fma")]]
const bool kWide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
#define PROSOSCOPE_WIDE
const bool kWide = false;
#endif
#define PROSOSCOPE_BODY [[gnu::always_inline]] inline

/// Four rows at a time, so that the sums of a channel travel to memory once in four.
constexpr std::int64_t kTogether = 4;

PROSOSCOPE_BODY void momentsBody(const float* __restrict input, std::int64_t rows, std::int64_t channels,
                                 float* __restrict mean, float* __restrict squares) {
    std::fill_n(mean, channels, 0.0F);
    std::fill_n(squares, channels, 0.0F);
    const auto whole = rows - rows % kTogether;
    for (std::int64_t r = 0; r < whole; r += kTogether) {
        const float* const row = input + r * channels;
        for (std::int64_t c = 0; c < channels; ++c) {
            mean[c] += (row[c] + row[channels + c]) + (row[2 * channels + c] + row[3 * channels + c]);
        }
    }
    for (std::int64_t r = whole; r < rows; ++r) {
        for (std::int64_t c = 0; c < channels; ++c) mean[c] += input[r * channels + c];
    }
    const float share = 1.0F / static_cast<float>(rows);
    for (std::int64_t c = 0; c < channels; ++c) mean[c] *= share;
    for (std::int64_t r = 0; r < whole; r += kTogether) {
        const float* const row = input + r * channels;
        for (std::int64_t c = 0; c < channels; ++c) {
            const float a = row[c] - mean[c];
            const float b = row[channels + c] - mean[c];
            const float d = row[2 * channels + c] - mean[c];
            const float e = row[3 * channels + c] - mean[c];
            squares[c] += (a * a + b * b) + (d * d + e * e);
        }
    }
    for (std::int64_t r = whole; r < rows; ++r) {
        for (std::int64_t c = 0; c < channels; ++c) {
            const float a = input[r * channels + c] - mean[c];
            squares[c] += a * a;
        }
    }
}

PROSOSCOPE_BODY void reluBody(const float* __restrict input, std::int64_t rows, const ReluPart& part,
                              float* __restrict output) {
    const auto channels = part.channels;
    const float* __restrict const mean = part.mean;
    const float* __restrict const scale = part.scale;
    const float* __restrict const shift = part.shift;
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t c = 0; c < channels; ++c) {
            const float value = (input[r * channels + c] - mean[c]) * scale[c] + shift[c];
            output[r * channels + c] =
                value > 0.0F || value != value ? value : 0.0F;  // NaN passes, so that a broken loss is seen
        }
    }
}

PROSOSCOPE_BODY void sumsBody(const float* __restrict gradient, const float* __restrict input, std::int64_t rows,
                              const ReluPart& part, float* __restrict sum, float* __restrict product) {
    const auto channels = part.channels;
    const float* __restrict const mean = part.mean;
    const float* __restrict const scale = part.scale;
    const float* __restrict const shift = part.shift;
    std::fill_n(sum, channels, 0.0F);
    std::fill_n(product, channels, 0.0F);
    const auto pairs = rows - rows % 2;
    for (std::int64_t r = 0; r < pairs; r += 2) {
        for (std::int64_t c = 0; c < channels; ++c) {
            const float x = input[r * channels + c] - mean[c];
            const float y = input[(r + 1) * channels + c] - mean[c];
            const float g = x * scale[c] + shift[c] > 0.0F ? gradient[r * channels + c] : 0.0F;
            const float h = y * scale[c] + shift[c] > 0.0F ? gradient[(r + 1) * channels + c] : 0.0F;
            sum[c] += g + h;
            product[c] += g * x + h * y;
        }
    }
    for (std::int64_t r = pairs; r < rows; ++r) {
        for (std::int64_t c = 0; c < channels; ++c) {
            const float x = input[r * channels + c] - mean[c];
            const float g = x * scale[c] + shift[c] > 0.0F ? gradient[r * channels + c] : 0.0F;
            sum[c] += g;
            product[c] += g * x;
        }
    }
}

PROSOSCOPE_BODY void gradientBody(const float* __restrict gradient, const float* __restrict input, std::int64_t rows,
                                  const ReluPart& part, const float* __restrict level, const float* __restrict slope,
                                  float* __restrict result) {
    const auto channels = part.channels;
    const float* __restrict const mean = part.mean;
    const float* __restrict const scale = part.scale;
    const float* __restrict const shift = part.shift;
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t c = 0; c < channels; ++c) {
            const float x = input[r * channels + c] - mean[c];
            const float g = x * scale[c] + shift[c] > 0.0F ? gradient[r * channels + c] : 0.0F;
            result[r * channels + c] = scale[c] * g - level[c] - slope[c] * x;
        }
    }
}

PROSOSCOPE_WIDE void momentsWide(const float* input, std::int64_t rows, std::int64_t channels, float* mean, float* squares) {
    momentsBody(input, rows, channels, mean, squares);
}
PROSOSCOPE_WIDE void reluWide(const float* input, std::int64_t rows, const ReluPart& part, float* output) {
    reluBody(input, rows, part, output);
}
PROSOSCOPE_WIDE void sumsWide(const float* gradient, const float* input, std::int64_t rows, const ReluPart& part, float* sum,
                              float* product) {
    sumsBody(gradient, input, rows, part, sum, product);
}
PROSOSCOPE_WIDE void gradientWide(const float* gradient, const float* input, std::int64_t rows, const ReluPart& part,
                                  const float* level, const float* slope, float* result) {
    gradientBody(gradient, input, rows, part, level, slope, result);
}

}  // namespace

void blockMoments(const float* input, std::int64_t rows, std::int64_t channels, float* mean, float* squares) {
    kWide ? momentsWide(input, rows, channels, mean, squares) : momentsBody(input, rows, channels, mean, squares);
}

void blockRelu(const float* input, std::int64_t rows, const ReluPart& part, float* output) {
    kWide ? reluWide(input, rows, part, output) : reluBody(input, rows, part, output);
}

void blockGradientSums(const float* gradient, const float* input, std::int64_t rows, const ReluPart& part, float* sum,
                       float* product) {
    kWide ? sumsWide(gradient, input, rows, part, sum, product) : sumsBody(gradient, input, rows, part, sum, product);
}

void blockGradient(const float* gradient, const float* input, std::int64_t rows, const ReluPart& part, const float* level,
                   const float* slope, float* result) {
    kWide ? gradientWide(gradient, input, rows, part, level, slope, result)
          : gradientBody(gradient, input, rows, part, level, slope, result);
}

}  // namespace prososcope::nn
