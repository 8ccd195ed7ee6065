// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "engine/analysis/CorrelationComparison.h"
#include "engine/store/ActivationSet.h"

namespace prososcope::experiment {

/// What was compared: the first less the second.
struct NamedDifference {
    std::string first, second;  ///< "valence", "arousal"; "angry, untrained"
    analysis::CorrelationDifference difference;
};

/// CSV with a row for each unit; layers and units count from 1; what is undefined is empty. The difference must be of the
/// set's layers. chosen: units among all layers, sorted, to which the rows are limited; empty: all.
[[nodiscard]] std::string differencesCsv(const NamedDifference& compared, const store::ActivationSetInfo& info,
                                         std::span<const std::size_t> chosen = {});

/// What tells another set of activations from this one, as words: "untrained", "gate", "las gate", "gate, untrained".
[[nodiscard]] std::string otherActivations(const store::ActivationSetInfo& of, const store::ActivationSetInfo& other);

/// Whether each row and unit of one set has its counterpart in the other, so that their correlations can be compared.
[[nodiscard]] bool sameRowsAndUnits(const store::ActivationSetInfo& first, const store::ActivationSetInfo& second);

}  // namespace prososcope::experiment
