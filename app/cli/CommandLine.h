// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/Classification.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/Workspace.h"

namespace prososcope::cli {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kWrongUse = 2;

/// What every command shares: the global options, where results and messages go, and whether Ctrl+C was pressed.
/// Results go to stdout, everything else to stderr. One per process, used from the main thread.
class CommandLine {
public:
    explicit CommandLine(std::stop_token stop) : m_stop(std::move(stop)) {}

    // Global options, filled in by CLI11.
    std::string workspaceFolder;
    bool quiet = false;
    bool json = false;
    int threads = 0;

    /// Set by the command that was given; main runs it after the whole line was understood.
    std::function<int()> action;

    [[nodiscard]] const std::stop_token& stopToken() const { return m_stop; }
    [[nodiscard]] std::filesystem::path workspacePath() const;
    /// Opens the workspace and passes on its remark.
    [[nodiscard]] core::Result<store::Workspace> openWorkspace() const;
    /// Threads to use for work that does not depend on their number: the option, else the machine's.
    [[nodiscard]] int workThreads() const;

    void print(std::string_view text) const;            ///< a result, as it is
    void printJson(const nlohmann::json& value) const;  ///< a result as JSON, with a line end
    void message(std::string_view text) const;          ///< to stderr, not when --quiet
    void error(std::string_view text) const;            ///< to stderr, always
    /// Says what went wrong; the exit code is 1.
    int failed(const core::Error& error) const;
    /// The command was written wrongly; the exit code is 2.
    int wrongUse(std::string_view text) const;

private:
    std::stop_token m_stop;
};

/// A progress bar on stderr that appears after half a second and goes away at the end; nothing where stderr is no terminal
/// or --quiet was given. `clear` makes room for a line of output.
class ProgressBar {
public:
    explicit ProgressBar(const CommandLine& line);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    [[nodiscard]] core::Progress& progress() { return m_progress; }
    void clear();

private:
    void draw(double fraction, const core::Text& what);
    bool m_visible = false;
    std::chrono::steady_clock::time_point m_start;
    core::Progress m_progress;
};

/// Lines of cells in columns of equal width, two spaces apart; the columns named in `numbers` are flush right.
[[nodiscard]] std::string formatTable(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
                                      const std::vector<std::size_t>& numbers = {});

/// Files as they are and all audio below folders; what does not exist or holds no audio is said, and `failed` set.
[[nodiscard]] std::vector<std::filesystem::path> expandInputs(const CommandLine& line, const std::vector<std::string>& inputs,
                                                              bool& failed);

/// A path's ending in lower case, such as ".csv".
[[nodiscard]] std::string endingOf(const std::filesystem::path& path);
/// "0.712 [0.650, 0.770]", or "-" where unknown.
[[nodiscard]] std::string intervalText(const std::optional<double>& value, const std::optional<double>& low,
                                       const std::optional<double>& high);

/// The protocol of a run, marked where figures are speaker-dependent.
[[nodiscard]] std::string protocolText(const store::RunRecord& run);
/// Lines of `text`, counted from 0, in red where stdout is a terminal: figures that are too good.
[[nodiscard]] std::string alarming(std::string_view text, const std::vector<std::size_t>& lines);

/// Counts by truth (row) and prediction (column), with n and recall of each class.
[[nodiscard]] std::string confusionTable(const analysis::ConfusionMatrix& matrix, const std::vector<std::string>& classes);

void addVersionCommand(CLI::App& app, CommandLine& line);
void addInfoCommand(CLI::App& app, CommandLine& line);
void addFeaturesCommand(CLI::App& app, CommandLine& line);
void addReferenceCommand(CLI::App& app, CommandLine& line);
void addCorpusCommands(CLI::App& app, CommandLine& line);
/// Below "corpus".
void addDoubtfulCommand(CLI::App& corpus, CommandLine& line);
void addFoldsCommand(CLI::App& corpus, CommandLine& line);
void addRunCommand(CLI::App& app, CommandLine& line);
void addRunsCommands(CLI::App& app, CommandLine& line);
/// Below "runs".
void addRunNotesCommands(CLI::App& runs, CommandLine& line);
void addMeasureCommand(CLI::App& app, CommandLine& line);
void addFindCommands(CLI::App& app, CommandLine& line);
void addSegmentCommand(CLI::App& app, CommandLine& line);
void addPhoneticsCommand(CLI::App& app, CommandLine& line);
void addPredictCommand(CLI::App& app, CommandLine& line);
void addModelsCommands(CLI::App& app, CommandLine& line);
void addLiveCommand(CLI::App& app, CommandLine& line);
void addTranscribeCommand(CLI::App& app, CommandLine& line);
void addAutoencoderCommands(CLI::App& app, CommandLine& line);
void addEvaluateCommand(CLI::App& app, CommandLine& line);
void addCacheCommand(CLI::App& app, CommandLine& line);
void addRatingsCommands(CLI::App& app, CommandLine& line);
void addActivationsCommand(CLI::App& app, CommandLine& line);
void addAttentionCommand(CLI::App& app, CommandLine& line);
void addCorrelateCommand(CLI::App& app, CommandLine& line);
void addRegressCommand(CLI::App& app, CommandLine& line);

}  // namespace prososcope::cli
