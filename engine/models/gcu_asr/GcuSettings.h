// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::models {

/// Sizes of the gated-convolution recogniser. The published one has 3 blocks of dilations 1, 2, 4, 8, 16: 15 layers of 128
/// units, which see 559 frames.
struct GcuSettings {
    std::int64_t inputs = 20;  ///< cepstra of a frame
    std::int64_t units = 128;
    std::int64_t kernel = 7;  ///< frames of a dilated convolution, odd
    std::int64_t blocks = 3;
    std::vector<std::int64_t> dilations{1, 2, 4, 8, 16};  ///< of each block
    std::int64_t classes = 28;                            ///< symbols and, last, the blank

    [[nodiscard]] std::int64_t layers() const { return blocks * static_cast<std::int64_t>(dilations.size()); }
    /// Of a layer, counted from 0, nearest to the sound first.
    [[nodiscard]] std::int64_t dilation(std::int64_t layer) const {
        return dilations[static_cast<std::size_t>(layer) % dilations.size()];
    }
    [[nodiscard]] std::int64_t block(std::int64_t layer) const { return layer / static_cast<std::int64_t>(dilations.size()); }
    /// As a model's card holds them; "dilations" counts them, doubling from 1.
    [[nodiscard]] std::map<std::string, double> values() const;
    bool operator==(const GcuSettings&) const = default;
};

/// Settings from a file, by name; those that are left out keep their defaults. Refuses, with one sentence, an unknown name and
/// a value that is no number, not whole or out of bounds: cards of strangers reach this, and sizes decide memory.
[[nodiscard]] core::Result<GcuSettings> checkedGcuSettings(const std::map<std::string, double>& values, std::int64_t classes);

}  // namespace prososcope::models
