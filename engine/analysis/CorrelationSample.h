// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/CorrelationMap.h"

namespace prososcope::analysis {

/// Units that are treated together: one line of the cache after the other, and little enough memory for the second cache.
inline constexpr std::size_t kBlockUnits = 64;
/// Largest |r| of a speaker whose Fisher's z is averaged: that of 1 would be infinite.
inline constexpr float kLargestR = 1.0F - 0x1p-20F;

/// Units of a layer as they enter a correlation: about the mean, as ranks, without what the controls explain.
struct UnitBlock {
    std::size_t first = 0;
    std::size_t count = 0;       ///< at most kBlockUnits; columns beyond are 0
    std::vector<double> values;  ///< [rows of the sample, kBlockUnits]
    std::vector<double> scales;  ///< [groups, kBlockUnits]: 1 / length of the column in the group; 0: undefined
};

/// The rows of targets that are known of the same rows, speaker by speaker, and those targets made ready: what the map, its
/// permutations and comparisons share. A group is what is correlated by itself: a speaker, or all rows.
///
/// Spearman's correlation is Pearson's of the ranks within a group (with SpeakerPooling::Centred of the centred values);
/// partial ones are those of the residuals of a regression on the controls with intercept, whose ranks are taken likewise.
/// Controls that are constant in a group, or follow from the other one, take no degree of freedom. A value; any thread may read
/// it.
class CorrelationSample {
public:
    struct Part {
        std::string speaker;
        std::size_t from = 0;  ///< in rows()
        std::size_t to = 0;
    };
    struct Group {
        std::size_t from = 0;
        std::size_t to = 0;
        std::vector<Part> speakers;
        std::size_t controls = 0;  ///< that explain something
        double degrees = 0.0;      ///< of freedom of r: n - 2 - controls, of centred ones of k speakers n - k - 1 - controls
        double zError = 0.0;       ///< standard error of Fisher's z; of ranks after Fieller, Hartley and Pearson 1957
        bool usable = false;       ///< at least two degrees of freedom, which are four rows
    };

    /// `targets` must be NaN in the same rows, and everything checked (see correlationMaps).
    CorrelationSample(const ActivationRows& rows, std::span<const CorrelationTarget* const> targets,
                      const CorrelationSettings& settings);

    [[nodiscard]] const std::vector<std::size_t>& rows() const { return m_rows; }  ///< places in the input
    [[nodiscard]] const std::vector<Group>& groups() const { return m_groups; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const { return m_leftOut; }  ///< speakers with too few rows
    [[nodiscard]] std::size_t targets() const { return m_targetCount; }
    /// [rows, targets]: of length 1 in each group, 0 where the target is undefined.
    [[nodiscard]] std::span<const double> values() const { return m_values; }
    /// Whether the target has different values in the group, beyond what controls explain.
    [[nodiscard]] bool defined(std::size_t group, std::size_t target) const {
        return m_defined[group * m_targetCount + target] != 0;
    }

    /// Takes units first .. first + count - 1 into `block`, whose memory is used again.
    void load(const ActivationRows& rows, std::size_t first, UnitBlock& block) const;
    /// r of one group's units with its targets, [targets, kBlockUnits]; NaN is undefined.
    void correlate(const UnitBlock& block, std::size_t group, std::vector<double>& r) const;
    /// Takes off what the group's controls explain, of one column, and makes its length 1 (0 of nothing). values: of all rows.
    void residualise(std::size_t group, std::span<double> values) const;

private:
    void arrange(const ActivationRows& rows, const CorrelationTarget& target);
    void findControls(const ActivationRows& rows);
    void treat(UnitBlock& block) const;

    CorrelationSettings m_settings;
    std::vector<std::size_t> m_rows;
    std::vector<Group> m_groups;
    std::vector<std::string> m_leftOut;
    std::vector<std::vector<double>> m_controls;  ///< orthonormal in each group; of each a value a row
    std::size_t m_targetCount = 0;
    std::vector<double> m_values;
    std::vector<std::uint8_t> m_defined;  ///< [groups, targets]
};

}  // namespace prososcope::analysis
