// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "engine/analysis/CorrelationMap.h"
#include "engine/core/Random.h"

/// Made-up activations that are held here. For tests only.
struct MadeRows {
    std::size_t units = 0;
    std::vector<float> values;
    std::vector<std::string> speakers;
    std::vector<double> seconds, levelDb;

    /// Normal values without any effect; rows of the speakers s0, s1, ... take turns.
    MadeRows(std::size_t count, std::size_t unitCount, std::size_t speakerCount, prososcope::core::Random& random)
        : units(unitCount), values(count * unitCount) {
        for (float& value : values) value = static_cast<float>(random.normal());
        for (std::size_t i = 0; i < count; ++i) {
            speakers.push_back("s" + std::to_string(i % speakerCount));
            seconds.push_back(random.uniform(1.0, 9.0));
            levelDb.push_back(random.uniform(-40.0, -10.0));
        }
    }
    [[nodiscard]] float& at(std::size_t row, std::size_t unit) { return values[row * units + unit]; }
    [[nodiscard]] prososcope::analysis::ActivationRows rows() const { return {values, units, speakers, seconds, levelDb}; }
    [[nodiscard]] std::vector<double> unit(std::size_t which) const {
        std::vector<double> result;
        for (std::size_t i = 0; i < speakers.size(); ++i) result.push_back(values[i * units + which]);
        return result;
    }
    /// Unit = r times the target (of variance 1) and the rest noise.
    void plant(std::size_t which, const std::vector<double>& target, double r, prososcope::core::Random& random) {
        for (std::size_t i = 0; i < speakers.size(); ++i)
            at(i, which) = static_cast<float>(r * target[i] + std::sqrt(1.0 - r * r) * random.normal());
    }
};

inline std::vector<double> normals(std::size_t count, prososcope::core::Random& random) {
    std::vector<double> result(count);
    for (double& value : result) value = random.normal();
    return result;
}

inline prososcope::analysis::CorrelationSettings settingsOf(prososcope::analysis::SpeakerPooling pooling) {
    prososcope::analysis::CorrelationSettings settings;
    settings.pooling = pooling;
    return settings;
}
