// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/analysis/CorrelationMap.h"

namespace prososcope::analysis {

/// Rows that a clustering is made of, at most; of more, so many taken evenly.
inline constexpr std::size_t kMostClusteringRows = 2048;

/// An order of the units of each layer in which those stand side by side whose activations rise and fall together over
/// utterances, each speaker's mean taken off: hierarchical clustering with average linkage (UPGMA; Sokal and Michener 1958) on
/// 1 - r, found by chains of nearest neighbours (Murtagh 1983), in time of the square of a layer's width. It depends on the
/// activations alone, not on targets, and so stays the same when another one is looked at.
/// widths: units of each layer, whose sum is `rows.units`. Gives for each layer, one behind the other, which of its units
/// stands at a place; constant units come last, as they are. The same for any number of threads, among which layers are shared
/// out. Fails with a sentence where sizes do not fit or activations are not finite, and with Cancelled, asked for many times a
/// second.
[[nodiscard]] core::Result<std::vector<std::uint32_t>> clusteredUnits(const ActivationRows& rows,
                                                                      std::span<const std::int64_t> widths, int threads,
                                                                      core::Progress& progress);

/// The leaves of the tree of average linkage from left to right. distances: [count, count], symmetric. Of the two ways in which
/// either branch of a fork can lie, those are taken whose touching leaves are nearest to each other; of equals the first, and
/// the leaf of the smaller number comes first of all. Empty where `progress` asked to stop.
[[nodiscard]] std::vector<std::uint32_t> clusteredLeaves(std::span<const float> distances, std::size_t count,
                                                         const core::Progress& progress);

}  // namespace prososcope::analysis
