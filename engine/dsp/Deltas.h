// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::dsp {

/// Derivative over time of each column of [frames, columns] values by a Savitzky-Golay filter whose polynomial has the
/// degree of the derivative (order 1 or 2), per frame (order 2: per frame squared). At the ends the polynomial of the
/// first or last whole window holds, as librosa.feature.delta(mode="interp") does. Fails with a sentence where
/// `width` is even or below 3, or there are fewer frames than `width`. Savitzky and Golay (1964). Pure.
[[nodiscard]] core::Result<std::vector<float>> savitzkyGolayDeltas(std::span<const float> values, std::size_t columns,
                                                                   std::size_t width, int order);

/// Regression over `window` frames on either side, edge frames repeated (HTK Book, equation 5.16):
/// d[t] = sum n (c[t + n] - c[t - n]) / (2 sum n^2). Any number of frames. Pure.
[[nodiscard]] std::vector<float> regressionDeltas(std::span<const float> values, std::size_t columns, std::size_t window);

}  // namespace prososcope::dsp
