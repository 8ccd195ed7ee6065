// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommandLine.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "engine/core/Csv.h"
#include "engine/core/Log.h"
#include "engine/core/Paths.h"
#include "engine/corpus/Corpus.h"
#include "engine/store/ChosenOnTest.h"

namespace prososcope::cli {

namespace {

/// Characters, not bytes, of a UTF-8 text.
std::size_t widthOf(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

/// The first `width` characters.
std::string_view cutTo(std::string_view text, std::size_t width) {
    std::size_t i = 0;
    for (std::size_t seen = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U && seen++ == width) break;
    }
    return text.substr(0, i);
}

std::size_t terminalWidth() {
    winsize size{};
    constexpr std::size_t kUsual = 80;
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

}  // namespace

std::filesystem::path CommandLine::workspacePath() const {
    return workspaceFolder.empty() ? core::defaultWorkspaceFolder() : std::filesystem::path(workspaceFolder);
}

core::Result<store::Workspace> CommandLine::openWorkspace() const {
    auto workspace = store::Workspace::open(workspacePath());
    if (workspace && !workspace->remark().empty()) message(workspace->remark().english());
    return workspace;
}

int CommandLine::workThreads() const {
    constexpr int kMost = 8;
    return threads > 0 ? threads : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMost);
}

void CommandLine::print(std::string_view text) const { std::cout << text << std::flush; }

void CommandLine::printJson(const nlohmann::json& value) const {
    std::cout << value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

void CommandLine::message(std::string_view text) const {
    if (!quiet) std::cerr << text << '\n';
}

void CommandLine::error(std::string_view text) const { std::cerr << text << '\n'; }

int CommandLine::failed(const core::Error& problem) const {
    error(problem.kind == core::ErrorKind::Cancelled ? "Cancelled." : problem.message());
    return kFailed;
}

int CommandLine::wrongUse(std::string_view text) const {
    error(text);
    return kWrongUse;
}

ProgressBar::ProgressBar(const CommandLine& line) : m_start(std::chrono::steady_clock::now()) {
    const bool shown = !line.quiet && ::isatty(STDERR_FILENO) != 0;
    m_progress =
        shown ? core::Progress(line.stopToken(), [this](double fraction, const core::Text& what) { draw(fraction, what); })
              : core::Progress(line.stopToken());
}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::clear() {
    if (m_visible) std::cerr << "\r\x1b[K" << std::flush;
    m_visible = false;
}

void ProgressBar::draw(double fraction, const core::Text& what) {
    constexpr std::chrono::milliseconds kPatience{500};
    if (std::chrono::steady_clock::now() - m_start < kPatience) return;
    constexpr std::size_t kBar = 24;
    const auto filled = static_cast<std::size_t>(std::lround(fraction * static_cast<double>(kBar)));
    std::string text = "[" + std::string(filled, '#') + std::string(kBar - filled, ' ') + "] " +
                       core::fixedText(std::floor(100.0 * fraction), 0) + " % " + what.english();
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::cerr << '\r' << cutTo(text, terminalWidth() - 1) << "\x1b[K" << std::flush;
    m_visible = true;
}

std::string formatTable(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
                        const std::vector<std::size_t>& numbers) {
    std::vector<std::size_t> widths;
    for (const auto& cell : header) widths.push_back(widthOf(cell));
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], widthOf(row[i]));
    }
    std::string text;
    const auto addRow = [&](const std::vector<std::string>& row) {
        std::string lineText;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string space(widths[i] - widthOf(row[i]), ' ');
            const bool right = std::find(numbers.begin(), numbers.end(), i) != numbers.end();
            if (i > 0) lineText += "  ";
            lineText += right ? space + row[i] : row[i] + space;
        }
        lineText.erase(lineText.find_last_not_of(' ') + 1);
        text += lineText + "\n";
    };
    if (std::any_of(header.begin(), header.end(), [](const auto& cell) { return !cell.empty(); })) addRow(header);
    for (const auto& row : rows) addRow(row);
    return text;
}

std::vector<std::filesystem::path> expandInputs(const CommandLine& line, const std::vector<std::string>& inputs, bool& failed) {
    std::vector<std::filesystem::path> files;
    for (const auto& input : inputs) {
        std::error_code code;
        if (std::filesystem::is_directory(input, code)) {
            const auto found = corpus::findAudio(input);
            files.insert(files.end(), found.begin(), found.end());
            if (found.empty()) {
                line.error(core::Text("%1 holds no audio.", {input}).english());
                failed = true;
            }
        } else {
            files.emplace_back(input);
        }
    }
    return files;
}

std::string endingOf(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ending;
}

std::string intervalText(const std::optional<double>& value, const std::optional<double>& low,
                         const std::optional<double>& high) {
    if (!value || std::isnan(*value)) return "-";
    std::string text = core::fixedText(*value, 3);
    if (low && high) text += " [" + core::fixedText(*low, 3) + ", " + core::fixedText(*high, 3) + "]";
    return text;
}

std::string protocolText(const store::RunRecord& run) {
    if (store::isChosenOnTest(run)) return run.protocol + " (" + store::kChosenOnTest + ": too good)";
    return run.speakerDependent ? run.protocol + " (speaker-dependent)" : run.protocol;
}

std::string alarming(std::string_view text, const std::vector<std::size_t>& lines) {
    if (lines.empty() || ::isatty(STDOUT_FILENO) == 0) return std::string(text);
    std::string result;
    for (std::size_t line = 0; !text.empty(); ++line) {
        const auto end = std::min(text.find('\n'), text.size());
        const bool red = std::find(lines.begin(), lines.end(), line) != lines.end();
        result += (red ? "\033[31m" : "") + std::string(text.substr(0, end)) + (red ? "\033[0m" : "");
        if (end < text.size()) result += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::string confusionTable(const analysis::ConfusionMatrix& matrix, const std::vector<std::string>& classes) {
    std::vector<std::string> header = {"truth \\ predicted"};
    header.insert(header.end(), classes.begin(), classes.end());
    header.insert(header.end(), {"n", "recall"});
    std::vector<std::size_t> numbers;
    for (std::size_t i = 1; i < header.size(); ++i) numbers.push_back(i);
    const auto recalls = analysis::recalls(matrix);
    std::vector<std::vector<std::string>> rows;
    for (std::size_t truth = 0; truth < matrix.classes; ++truth) {
        std::vector<std::string> row = {classes[truth]};
        for (std::size_t predicted = 0; predicted < matrix.classes; ++predicted)
            row.push_back(std::to_string(matrix.at(truth, predicted)));
        row.push_back(std::to_string(matrix.rowSum(truth)));
        row.push_back(intervalText(recalls[truth], {}, {}));
        rows.push_back(std::move(row));
    }
    return formatTable(header, rows, numbers);
}

}  // namespace prososcope::cli
