// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/core/Result.h"

namespace prososcope::models {

/// The recurrent cell of listener and speller. The paper writes of LSTM cells; its published code has plain tanh cells.
enum class LasCell { Lstm, PlainTanh };

/// Symbols with a meaning of their own, the same in every alphabet of the attention recogniser.
inline constexpr std::int64_t kLasPadding = 0;
inline constexpr std::int64_t kLasStart = 1;
inline constexpr std::int64_t kLasEnd = 2;
inline constexpr std::int64_t kLasControls = 3;  ///< symbols before the first character

/// Sizes of the attention-based recogniser (listen, attend and spell). The defaults are those of the paper.
struct LasSettings {
    std::int64_t inputs = 39;  ///< cepstra of a frame with their deltas
    std::int64_t cells = 256;  ///< of each direction in the listener
    std::int64_t embedding = 128;
    std::int64_t attention = 128;
    std::int64_t decoder = 512;  ///< cells of each of the speller's two layers
    std::int64_t symbols = 30;   ///< of the alphabet, padding, start and end included
    LasCell cell = LasCell::Lstm;
    bool firstDense = true;  ///< the dense layer fc0, which the code has and the paper does not mention
    /// Rank of fc1 and fc2 after SVD adaptation; 0: both are dense.
    std::int64_t rank = 0;
    /// Filters over the previous alignment (location-aware attention); 0: attention does not see it.
    std::int64_t locationFilters = 0;
    std::int64_t locationKernel = 201;  ///< frames of such a filter, odd
    /// A dense layer "ctc" on what the listener gives: symbols of single frames, for training by CTC beside the speller.
    bool frameSymbols = false;

    /// Width of the listener's layers, both directions together.
    [[nodiscard]] std::int64_t width() const { return 2 * cells; }
    /// As a model's card holds them; plain_cells, fc0 and ctc are 0 or 1. Symbols are those of the alphabet stored beside.
    [[nodiscard]] std::map<std::string, double> values() const;
    bool operator==(const LasSettings&) const = default;
};

/// Settings from a file, by name; those that are left out keep their defaults. Refuses, with one sentence, an unknown name, a
/// value that is no number, not whole or out of bounds, an even location_kernel, a rank above the layers' and fewer than four
/// symbols: cards of strangers reach this, and sizes decide memory.
[[nodiscard]] core::Result<LasSettings> checkedLasSettings(const std::map<std::string, double>& values, std::int64_t symbols);

/// Refuses a rank that fc1 and fc2 (4 cells x 2 cells) cannot have: below 1, or above their number of singular values.
[[nodiscard]] core::Status checkRank(std::int64_t rank, const LasSettings& settings);

}  // namespace prososcope::models
