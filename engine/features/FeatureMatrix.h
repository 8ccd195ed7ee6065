// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace prososcope::features {

/// Values over time: [frames, columns], row-major. Frame i is centred at firstSeconds + i * hopSeconds.
struct FeatureMatrix {
    std::size_t frames = 0;
    std::size_t columns = 0;
    double firstSeconds = 0.0;
    double hopSeconds = 0.01;
    std::vector<float> values;

    [[nodiscard]] std::span<const float> frame(std::size_t i) const { return {values.data() + i * columns, columns}; }
    [[nodiscard]] float at(std::size_t i, std::size_t column) const { return values[i * columns + column]; }
};
using FeatureMatrixPtr = std::shared_ptr<const FeatureMatrix>;

}  // namespace prososcope::features
