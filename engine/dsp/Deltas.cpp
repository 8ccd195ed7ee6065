// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Deltas.h"

#include <algorithm>

namespace prososcope::dsp {

core::Result<std::vector<float>> savitzkyGolayDeltas(std::span<const float> values, std::size_t columns, std::size_t width,
                                                     int order) {
    const std::size_t frames = columns == 0 ? 0 : values.size() / columns;
    if (columns == 0 || width < 3 || width % 2 == 0 || order < 1 || order > 2 || frames < width) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "The sound is too short for its changes over time: %1 frames, at least %2 are needed."),
             {std::to_string(frames), std::to_string(width)}});
    }
    const auto half = static_cast<std::ptrdiff_t>(width / 2);
    double squares = 0.0;
    double fourths = 0.0;
    for (std::ptrdiff_t n = -half; n <= half; ++n) {
        const auto x = static_cast<double>(n);
        squares += x * x;
        fourths += x * x * x * x;
    }
    const auto count = static_cast<double>(width);
    std::vector<double> taps;
    for (std::ptrdiff_t n = -half; n <= half; ++n) {
        const auto x = static_cast<double>(n);
        taps.push_back(order == 1 ? x / squares : 2.0 * (count * x * x - squares) / (count * fourths - squares * squares));
    }
    std::vector<float> result(frames * columns);
    for (std::size_t frame = 0; frame < frames; ++frame) {
        // A polynomial of the derivative's degree has a constant derivative, so the ends take their window's value.
        const auto centre =
            std::clamp(static_cast<std::ptrdiff_t>(frame), half, static_cast<std::ptrdiff_t>(frames) - 1 - half);
        const float* window = values.data() + static_cast<std::size_t>(centre - half) * columns;
        for (std::size_t column = 0; column < columns; ++column) {
            double sum = 0.0;
            for (std::size_t i = 0; i < width; ++i) sum += taps[i] * static_cast<double>(window[i * columns + column]);
            result[frame * columns + column] = static_cast<float>(sum);
        }
    }
    return result;
}

std::vector<float> regressionDeltas(std::span<const float> values, std::size_t columns, std::size_t window) {
    const auto frames = columns == 0 ? 0 : static_cast<std::ptrdiff_t>(values.size() / columns);
    const auto reach = static_cast<std::ptrdiff_t>(window);
    double squares = 0.0;
    for (std::ptrdiff_t n = 1; n <= reach; ++n) squares += static_cast<double>(n * n);
    std::vector<float> result(static_cast<std::size_t>(frames) * columns, 0.0F);
    if (reach == 0) return result;
    for (std::ptrdiff_t frame = 0; frame < frames; ++frame) {
        for (std::size_t column = 0; column < columns; ++column) {
            const auto at = [&](std::ptrdiff_t i) {
                return static_cast<double>(
                    values[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i, 0, frames - 1)) * columns + column]);
            };
            double sum = 0.0;
            for (std::ptrdiff_t n = 1; n <= reach; ++n) sum += static_cast<double>(n) * (at(frame + n) - at(frame - n));
            result[static_cast<std::size_t>(frame) * columns + column] = static_cast<float>(sum / (2.0 * squares));
        }
    }
    return result;
}

}  // namespace prososcope::dsp
