// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/cli/CommandLine.h"
#include "engine/annotation/MeasureFile.h"

namespace prososcope::cli {

/// A pattern for labels as the commands take it.
struct PatternOptions {
    annotation::TextQuery query;
    /// --regex, --case, --whole.
    void addTo(CLI::App& command);
};

/// The settings of the tracks as options with their standard values; the pitch floor holds for harmonicity too.
void addTrackOptions(CLI::App& command, annotation::MeasureSettings& settings);

/// A recording and its annotation, each where there is one.
struct MeasuredInput {
    std::filesystem::path recording;
    std::optional<std::filesystem::path> annotation;
};
/// Annotation files as they are, recordings with what lies beside them, folders with all their annotations (and, where
/// `recordings`, only those that have a recording beside them). What does not fit is said, and `failed` set.
[[nodiscard]] std::vector<MeasuredInput> annotatedInputs(const CommandLine& line, const std::vector<std::string>& inputs,
                                                         bool recordings, bool& failed);

}  // namespace prososcope::cli
