// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include "engine/features/FeatureSet.h"

/// A set's rows of a recording; none where the set is unknown or refuses it. For tests only.
inline prososcope::features::FeatureMatrix computeSet(const char* name, const std::vector<float>& samples) {
    const auto set = prososcope::features::featureSet(name);
    if (!set) return {};
    auto matrix = (*set)->compute(samples);
    return matrix ? std::move(*matrix) : prososcope::features::FeatureMatrix{};
}
