// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/Bootstrap.h"
#include "engine/analysis/ErrorRates.h"
#include "engine/core/Result.h"

namespace prososcope::analysis {

/// How a tested utterance's phonetic units were heard.
struct UnitErrorRecord {
    std::string utterance;
    std::string speaker;
    EditCounts with;     ///< the emotion is a part of a unit
    EditCounts without;  ///< units alone
};

/// Beside what a run stores in its folder: unit-errors.csv.
[[nodiscard]] core::Status writeUnitErrors(const std::filesystem::path& runFolder, const std::vector<UnitErrorRecord>& records);
/// Nothing where a run has none; fails with one sentence on a file that is damaged.
[[nodiscard]] core::Result<std::optional<std::vector<UnitErrorRecord>>> readUnitErrors(const std::filesystem::path& runFolder);

/// The pooled error rate with its 95 % interval over speakers.
struct PooledUnitErrors {
    EditCounts counts;
    double rate = 0.0;
    Interval interval;
};
/// `emotion`: as part of the units. Nothing where there are no reference units.
[[nodiscard]] std::optional<PooledUnitErrors> pooledUnitErrors(const std::vector<UnitErrorRecord>& records, bool emotion);

}  // namespace prososcope::analysis
