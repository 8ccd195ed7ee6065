// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/Random.h"

namespace prososcope::training {

/// How spans are masked in training.
struct MaskSpanSettings {
    double probability = 0.65;  ///< share of places that would be masked if spans did not overlap; 0: none
    std::size_t length = 10;    ///< of a span
    std::size_t fewest = 2;     ///< spans
};

/// The masked places of each row, rising: floor(p n / length + u) spans with u from 0 to 1, at least `fewest`, begin at
/// different places drawn without replacement; what they cover together is masked. Every row is then thinned at random to as
/// many places as the row with the fewest has. A row that is too short for its spans gets shorter ones, one of a single place
/// none. lengths: valid places of each row.
/// Source: the masks of wav2vec 2.0 as fairseq draws them.
[[nodiscard]] std::vector<std::vector<std::size_t>> drawMasks(std::span<const std::size_t> lengths,
                                                              const MaskSpanSettings& settings, core::Random& random);

}  // namespace prososcope::training
