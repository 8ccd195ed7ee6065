// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/cli/CommandLine.h"
#include "engine/annotation/Annotation.h"
#include "engine/annotation/DetectedTiers.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/SafeFile.h"
#include "engine/store/ModelCard.h"

namespace prososcope::cli {

/// What commands share that read recordings by a model, one after the other, into one file or the standard output.

/// "csv", "json" or "TextGrid" as an ending in lower case with its dot: of `out`, else by --json. Nothing where it is another.
[[nodiscard]] std::optional<std::string> resultEnding(const CommandLine& line, const std::string& out);
/// Opens the goal before the work, so that an unwritable place is known; nothing in it where `out` is empty.
[[nodiscard]] core::Result<std::optional<core::SafeFile>> openGoal(const std::string& out);
/// Calls `work` for each recording with its share of a progress bar. What fails is said on stderr, and the next one follows;
/// false, after saying so, where the user stopped it. failed: set where one failed.
[[nodiscard]] bool forEachRecording(const CommandLine& line, const std::vector<std::filesystem::path>& paths,
                                    const std::function<core::Status(const std::filesystem::path&, core::Progress&)>& work,
                                    bool& failed);
/// Writes the text to the goal and says of how many recordings it is, or prints it where there is no goal. kDone or kFailed.
[[nodiscard]] int writeResult(const CommandLine& line, std::optional<core::SafeFile>& goal, const std::string& out,
                              const std::string& text, std::size_t done, std::size_t all);

/// What a command has that reads recordings by a model into a table, JSON or a TextGrid, before the first is read.
struct ModelJob {
    std::string ending;  ///< of resultEnding
    store::ModelEntry model;
    std::vector<std::filesystem::path> paths;
    std::optional<core::SafeFile> goal;
    backend::TorchBackend* torch = nullptr;
    bool failed = false;  ///< one of the inputs could not be found
};
/// Or what the command ends with, after saying why.
[[nodiscard]] std::variant<ModelJob, int> beginWithModel(const CommandLine& line, const std::string& model,
                                                         const std::vector<std::string>& inputs, const std::string& out);
/// A TextGrid of one tier.
[[nodiscard]] core::Result<std::string> gridOf(const std::string& tier, double seconds, std::vector<annotation::Item> items);
/// One of interval tiers that show these spans.
[[nodiscard]] core::Result<std::string> gridOf(double seconds, const std::vector<annotation::DetectedTier>& tiers);

}  // namespace prososcope::cli
