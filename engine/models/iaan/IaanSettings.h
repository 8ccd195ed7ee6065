// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/core/Result.h"

namespace prososcope::models {

/// Sizes of the interaction-aware attention network. The defaults are those of the paper on speech-recognition encoders.
struct IaanSettings {
    std::int64_t inputs = 512;   ///< values of a frame, a layer of a recogniser
    std::int64_t hidden = 1024;  ///< of each of the three GRUs
    std::int64_t attention = 16;
    std::int64_t mlp = 64;
    std::int64_t classes = 4;
    double dropout = 0.1;     ///< on input and output of the current turn's GRU, in training
    double mlpDropout = 0.1;  ///< before the layer normalisation, in training

    /// As a model's card holds them; the classes are named beside.
    [[nodiscard]] std::map<std::string, double> values() const;
    bool operator==(const IaanSettings&) const = default;
};

/// Settings from a file, by name; those that are left out keep their defaults. Refuses, with one sentence, an unknown name, a
/// value that is no number, not whole where it counts something, or out of bounds, and fewer than two classes.
[[nodiscard]] core::Result<IaanSettings> checkedIaanSettings(const std::map<std::string, double>& values, std::int64_t classes);

}  // namespace prososcope::models
