// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "app/cli/CorpusParts.h"
#include "engine/corpus/Export.h"

namespace prososcope::cli {

namespace {

int exportCommand(const CommandLine& line, const std::string& name, const std::string& format, const std::string& out,
                  bool copyAudio) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto corpus = workspace->corpus(name);
    if (!corpus) return line.failed(corpus.error());
    ProgressBar bar(line);
    const auto summary = corpus::exportCorpus(*corpus, out, {*corpus::exportFormatNamed(format), copyAudio}, bar.progress());
    bar.clear();
    if (!summary) return line.failed(summary.error());
    for (const auto& remark : summary->remarks) line.message(remark.english());
    if (line.json) {
        auto files = nlohmann::json::array();
        for (const auto& file : summary->files) files.push_back(file.string());
        line.printJson({{"utterances", summary->utterances}, {"copied", summary->copied}, {"files", std::move(files)}});
        return kDone;
    }
    line.message(std::to_string(summary->utterances) + " utterances written to " + out + ".");
    return kDone;
}

}  // namespace

void addCorpusExportCommand(CLI::App& group, CommandLine& line) {
    auto* command = group.add_subcommand("export", "Write a corpus, with its edited labels, for other programs");
    auto name = std::make_shared<std::string>();
    auto format = std::make_shared<std::string>("csv");
    auto out = std::make_shared<std::string>();
    auto copy = std::make_shared<bool>(false);
    command->add_option("NAME", *name, "A corpus of the workspace")->required();
    command->add_option("--format", *format, "csv (manifest.csv), audformat (db.yaml) or kaldi (a data folder)")
        ->check(CLI::IsMember({"csv", "audformat", "kaldi"}))
        ->capture_default_str();
    command->add_option("--out", *out, "The folder to write to")->required();
    command->add_flag("--copy-audio", *copy, "Copy the recordings too; else they are named where they are");
    command->callback([&line, name, format, out, copy] {
        line.action = [&line, name, format, out, copy] { return exportCommand(line, *name, *format, *out, *copy); };
    });
}

}  // namespace prososcope::cli
