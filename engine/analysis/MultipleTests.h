// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace prososcope::analysis {

/// How p values are corrected for their number.
enum class Correction {
    Bonferroni,         ///< times their number
    Holm,               ///< Holm 1979: as safe as Bonferroni and never less powerful
    BenjaminiHochberg,  ///< 1995: the share of false discoveries, of independent or positively dependent tests
    BenjaminiYekutieli  ///< 2001: the same under any dependence
};

/// Adjusted p values, in the order given and at most 1: a test counts at level a where its value is at most a. NaN stays NaN
/// and does not count as a test.
[[nodiscard]] std::vector<double> adjusted(std::span<const double> pValues, Correction correction);

}  // namespace prososcope::analysis
