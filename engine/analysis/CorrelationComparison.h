// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/analysis/CorrelationMap.h"

namespace prososcope::analysis {

/// How the difference of two correlations is tested.
enum class DifferenceTest {
    /// Of the same rows, with one variable in common: Meng, Rosenthal and Rubin 1992, "Comparing correlated correlation
    /// coefficients", Psychological Bulletin 111, equations 1 to 3; with n less what speakers' means and controls take.
    SharedRows,
    /// Paired t over speakers on Fisher's z, of SpeakerPooling::FisherZ.
    Speakers,
    /// Of other rows, such as two speakers: difference of Fisher's z by its standard error (Fisher 1921).
    OtherRows
};

/// Two maps of the same units, the first less the second. Every vector has one value a unit; NaN where either is undefined.
struct CorrelationDifference {
    DifferenceTest test = DifferenceTest::SharedRows;
    std::vector<float> first, second;  ///< r, of the rows that both have
    std::vector<float> difference;     ///< of r
    std::vector<double> statistic;     ///< standard normal, of Speakers t with speakers - 1 degrees of freedom
    std::vector<double> p;             ///< two-sided
    std::vector<double> adjusted;      ///< corrected over the units
    std::size_t n = 0;                 ///< rows that both have; of OtherRows those of both together
    std::size_t speakers = 0;
};

/// Two targets of the same activations (is it valence rather than arousal that a unit knows?), over the rows of which both are
/// known, as `settings` say of kind, pooling, controls, correction and threads; permutations and shuffled labels are not used.
/// Fails as correlationMaps does.
[[nodiscard]] core::Result<CorrelationDifference> compareTargets(const ActivationRows& rows, const CorrelationTarget& first,
                                                                 const CorrelationTarget& second,
                                                                 const CorrelationSettings& settings, core::Progress& progress);

/// One target of two sets of activations of the same utterances in the same order with the same units: a trained and an
/// untrained network, two taps. Controls are those of `first`. Fails likewise, and where rows, speakers or units differ.
[[nodiscard]] core::Result<CorrelationDifference> compareActivations(const ActivationRows& first, const ActivationRows& second,
                                                                     const CorrelationTarget& target,
                                                                     const CorrelationSettings& settings,
                                                                     core::Progress& progress);

/// Two maps of rows that have none in common. Fails with a sentence where the units differ, and of maps that are means over
/// speakers, of which the maps alone do not say enough.
[[nodiscard]] core::Result<CorrelationDifference> compareOtherRows(const CorrelationMap& first, const CorrelationMap& second,
                                                                   std::optional<Correction> correction);

/// The statistic of SharedRows: r1 and r2 share a variable, rx is the correlation of the other two; n rows. 0 where the two are
/// the same thing; NaN where it is undefined.
[[nodiscard]] double dependentCorrelationsZ(double r1, double r2, double rx, double n);

}  // namespace prososcope::analysis
