// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/ReportCommands.h"
#include "engine/core/Join.h"
#include "engine/report/Report.h"

namespace prososcope::cli {

namespace {

struct ReportOptions {
    std::vector<std::int64_t> runs;
    std::string folder;
    std::vector<std::string> formats = {"html", "pdf"};
};

int writeReport(const CommandLine& line, const ReportOptions& options) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    std::vector<report::StoredRun> runs;
    for (const std::int64_t id : options.runs) {
        auto run = report::loadStoredRun(*workspace, id);
        if (!run) return line.failed(run.error());
        runs.push_back(std::move(*run));
    }
    ProgressBar bar(line);
    const auto document = report::makeReport(runs, {}, bar.progress());
    bar.clear();
    if (!document) return line.failed(document.error());
    const auto written = report::writeReport(*document, options.folder, options.formats);
    if (!written) return line.failed(written.error());
    std::vector<std::string> files;
    for (const auto& file : *written) files.push_back(file.string());
    if (line.json)
        line.printJson(nlohmann::json{{"files", files}});
    else
        line.print(core::joined(files, "\n") + "\n");
    return kDone;
}

}  // namespace

void addReportCommand(CLI::App& runs, CommandLine& line) {
    auto options = std::make_shared<ReportOptions>();
    auto* report = runs.add_subcommand("report",
                                       "A report on one run or several: figures with intervals, confusion, speakers, curves, "
                                       "calibration, folds; of several also their comparison");
    report->add_option("ID", options->runs, "Numbers of the runs")->required();
    report->add_option("--out", options->folder, "Folder to write to")->required()->type_name("FOLDER");
    report
        ->add_option("--format", options->formats, "html and pdf: one file each; tex (booktabs) and csv: a file of each table")
        ->delimiter(',')
        ->check(CLI::IsMember(report::reportFormats()))
        ->capture_default_str();
    report->callback([&line, options] { line.action = [&line, options] { return writeReport(line, *options); }; });
}

}  // namespace prososcope::cli
