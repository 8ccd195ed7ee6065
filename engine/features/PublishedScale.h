// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace prososcope::features {

/// Samples as the published feature sets take those of 16 bits: 32767 is full scale there, not 32768. The difference of 3e-5 is
/// below what is heard or learned from, but contours that hardly change are told apart by it.
inline void scaleAsPublished(std::span<const float> samples, std::vector<float>& scaled) {
    constexpr double kScale = 32768.0 / 32767.0;
    scaled.clear();
    scaled.reserve(samples.size());
    for (const float sample : samples) scaled.push_back(static_cast<float>(kScale * static_cast<double>(sample)));
}

}  // namespace prososcope::features
