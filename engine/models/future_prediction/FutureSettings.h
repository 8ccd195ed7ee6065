// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/core/Result.h"

namespace prososcope::models {

/// How far a predicted frame is from the real one.
enum class FutureLoss {
    MeanSquare = 0,   ///< a Gaussian of unit variance
    MeanAbsolute = 1  ///< a Laplacian; less moved by single peaks
};

/// Sizes of the network that predicts speech to come, and what it learns to predict. The published one has 2 layers of 256
/// units, 4 heads and 513 inner units, and predicts the next frame of 80 mel bands.
struct FutureSettings {
    std::int64_t bands = 80;
    std::int64_t units = 256;
    std::int64_t heads = 4;    ///< divide the units
    std::int64_t inner = 513;  ///< units between the two linear layers that follow the attention
    std::int64_t layers = 2;
    std::int64_t classes = 4;
    double dropout = 0.2;
    std::int64_t horizon = 1;  ///< frame t predicts frame t + horizon
    FutureLoss loss = FutureLoss::MeanSquare;

    /// As a model's card holds them; the classes are its own.
    [[nodiscard]] std::map<std::string, double> values() const;
    bool operator==(const FutureSettings&) const = default;
};

/// Settings from a file, by name; those that are left out keep their defaults. Refuses, with one sentence, an unknown name,
/// a value that is no number, not whole where it counts something or out of bounds, and heads that do not divide the units.
[[nodiscard]] core::Result<FutureSettings> checkedFutureSettings(const std::map<std::string, double>& values,
                                                                 std::int64_t classes);

/// Sizes of the recurrent classifier with attention on frames of another network (Mirsamadi, Barsoum and Zhang 2017).
struct AttentionLstmSettings {
    std::int64_t inputs = 592;  ///< hypercolumns of the published network: 80 + 2 * 256
    std::int64_t cells = 128;   ///< of each direction
    bool bidirectional = true;
    std::int64_t classes = 4;
    double dropout = 0.2;

    [[nodiscard]] std::map<std::string, double> values() const;
    bool operator==(const AttentionLstmSettings&) const = default;
};

/// As checkedFutureSettings does.
[[nodiscard]] core::Result<AttentionLstmSettings> checkedAttentionLstmSettings(const std::map<std::string, double>& values,
                                                                               std::int64_t classes);

}  // namespace prososcope::models
