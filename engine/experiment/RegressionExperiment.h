// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::experiment {

/// One system of a table of regressions.
struct RegressionSystem {
    enum class Kind {
        Units,     ///< the best units of all layers
        First,     ///< the best units of the first layers
        Last,      ///< of the last layers
        Features,  ///< all columns of the feature set
        Mean       ///< none: the training speakers' mean is predicted
    };
    Kind kind = Kind::Units;
    int layers = 0;  ///< of First and Last
    /// "units", "first-3", "last-3", "features", "mean"
    [[nodiscard]] std::string word() const;
    bool operator==(const RegressionSystem&) const = default;
};

/// A table: which utterances, which systems.
struct RegressionTable {
    std::string name;  ///< file-safe
    std::string title;
    bool agreedOnly = false;  ///< utterances whose raters agree on a class
    std::vector<RegressionSystem> systems;
    bool operator==(const RegressionTable&) const = default;
};

/// An experiment file (TOML) that fills the tables of the neural-features paper (Tits, El Haddad, Dutoit 2018): ratings
/// predicted from a network's pooled units by least squares, one speaker left out after the other.
/// `kind = "neural-regression"`.
struct RegressionExperiment {
    std::string name;  ///< file-safe
    std::string title;
    std::string corpus;                      ///< name in the workspace
    std::vector<std::string> corpusFolders;  ///< as in Experiment
    std::string encoder;                     ///< name of a model
    std::string tap;                         ///< empty: the network's first
    std::string pool = "mean";               ///< or max, sd
    std::vector<std::string> targets = {"arousal", "valence"};
    int columns = 100;              ///< chosen by F score
    bool selectsOnAllRows = false;  ///< with the test speakers' help: leaks, and is said
    std::string featureSet = "eGeMAPSv02";
    std::vector<RegressionTable> tables;  ///< by name
    int threads = 0;
    std::string device = "auto";
    bool operator==(const RegressionExperiment&) const = default;
};

/// Whether a file says `kind = "neural-regression"`; false where it cannot be read.
[[nodiscard]] bool isRegressionExperiment(std::string_view toml);
/// Errors name the file, the line and the key; unknown keys are errors.
[[nodiscard]] core::Result<RegressionExperiment> parseRegressionExperiment(std::string_view toml, std::string_view source);
/// With every default written out; parses back to an equal one.
[[nodiscard]] std::string formatRegressionExperiment(const RegressionExperiment& experiment);

}  // namespace prososcope::experiment
