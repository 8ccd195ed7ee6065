// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::experiment {

/// A mean over speakers with its 95 % interval by Student's t; not a number where it is undefined.
struct StoredDifference {
    double difference = std::numeric_limits<double>::quiet_NaN();
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    double t = std::numeric_limits<double>::quiet_NaN();
    double p = std::numeric_limits<double>::quiet_NaN();
    double signFlip = std::numeric_limits<double>::quiet_NaN();
};

/// One system on one target of a stored table: mean squared error over the speakers left out.
struct StoredRegressionCell {
    std::string system;  ///< "units", "first-3", "features", "mean"
    std::string target;
    std::size_t columns = 0;  ///< that it could choose from
    double mean = 0.0;
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    double deviation = std::numeric_limits<double>::quiet_NaN();  ///< over speakers, divisor their number
    double variance = std::numeric_limits<double>::quiet_NaN();
    bool leaks = false;                               ///< columns were chosen with the test speakers' help
    std::optional<StoredDifference> againstFeatures;  ///< its errors less those of the feature set, paired by speaker
};

struct StoredRegressionTable {
    std::string name;
    std::string title;
    std::size_t utterances = 0;
    std::size_t speakers = 0;
    std::size_t unrated = 0;
    std::size_t disagreed = 0;
    std::vector<StoredRegressionCell> cells;
    /// Null where there is none.
    [[nodiscard]] const StoredRegressionCell* cell(const std::string& system, const std::string& target) const;
};

/// The result of a RegressionExperiment as it lies in WORKSPACE/regressions/NAME (written by backend::storeRegression).
struct StoredRegression {
    std::filesystem::path folder;
    std::string name;
    std::string title;
    std::string encoder;
    std::string tap;
    std::string corpus;
    std::vector<StoredRegressionTable> tables;
    [[nodiscard]] const StoredRegressionTable* table(const std::string& name) const;
};

/// Hostile until checked: fails with a sentence on what is absent, damaged or too large.
[[nodiscard]] core::Result<StoredRegression> readStoredRegression(const std::filesystem::path& folder);
/// All of a workspace, by name; those that cannot be read are left out, and why is put into `problems`.
[[nodiscard]] std::vector<StoredRegression> storedRegressions(const std::filesystem::path& workspace,
                                                              std::vector<core::Error>* problems = nullptr);

}  // namespace prososcope::experiment
