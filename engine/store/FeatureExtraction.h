// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/FeatureTable.h"

namespace prososcope::store {

/// A recording whose features are wanted. A value.
struct ExtractionItem {
    std::filesystem::path path;
    std::string shown;  ///< its path as a person gave it, for tables
    std::string name;   ///< its path below the folder that was given; unlike that of any other
};

struct ExtractionOptions {
    const features::FeatureSet* set = nullptr;
    bool frames = false;  ///< rows over time, else one row a recording
    FeatureFormat format = FeatureFormat::Csv;
    std::filesystem::path goal;  ///< one file of all recordings, or
    bool folder = false;         ///< a folder that receives a file of each, in folders like those of their names
    int threads = 1;             ///< recordings at a time; where there are fewer, each is computed on several
};

struct ExtractionOutcome {
    std::size_t recordings = 0;  ///< good ones, those included that were
    std::size_t continued = 0;   ///< complete from an earlier run
    std::size_t rows = 0;
};

/// Computes features of recordings of any length in bounded memory and writes them. The result does not depend on the
/// number of threads, nor on how often the work was stopped or killed in between: what is complete is kept (beside a table
/// until that is written; in a folder in `.prososcope-features`) and used again if recording, set, parameters and format are
/// the same. Recordings that fail are handed to `onFailure` on the calling thread, in order, and the others go on.
/// Fails with a sentence where nothing can be written, where the folder holds features of another kind, or with Cancelled.
/// Where no recording was good a table is not written.
[[nodiscard]] core::Result<ExtractionOutcome> extractFeatures(
    std::span<const ExtractionItem> items, const ExtractionOptions& options, core::Progress& progress,
    const std::function<void(const ExtractionItem&, const core::Error&)>& onFailure);

/// The name of each recording's file in a folder: its ending replaced by that of the format; where two would be the same,
/// added to it.
[[nodiscard]] std::vector<std::filesystem::path> featureFileNames(std::span<const ExtractionItem> items, FeatureFormat format);

}  // namespace prososcope::store
