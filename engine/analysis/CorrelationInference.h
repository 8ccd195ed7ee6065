// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/analysis/CorrelationSample.h"

namespace prososcope::analysis {

/// What one target's correlations say: from r of each group to the map. A value; any thread may call it.
class CorrelationInference {
public:
    CorrelationInference(const CorrelationSample& sample, std::size_t target, const CorrelationSettings& settings);

    /// A map of `units` undefined units, with what does not depend on them.
    [[nodiscard]] CorrelationMap emptyMap(const CorrelationTarget& target, std::size_t units) const;
    /// Fills in one unit. r: of each group of the sample, NaN where it is undefined there.
    void fill(std::span<const double> r, std::size_t unit, CorrelationMap& map) const;

private:
    void fillWithin(double r, std::size_t unit, CorrelationMap& map) const;
    void fillAcross(std::span<const double> r, std::size_t unit, CorrelationMap& map) const;

    const CorrelationSample& m_sample;
    std::size_t m_target;
    const CorrelationSettings& m_settings;
    std::vector<double> m_criticalT;  ///< of 95 % intervals, by degrees of freedom
};

/// Two-sided p of a correlation with so many degrees of freedom: Student's t.
[[nodiscard]] double correlationP(double r, double degrees);

}  // namespace prososcope::analysis
