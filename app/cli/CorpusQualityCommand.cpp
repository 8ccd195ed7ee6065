// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "app/cli/CorpusParts.h"
#include "engine/core/Csv.h"
#include "engine/store/CorpusQuality.h"

namespace prososcope::cli {

namespace {

nlohmann::json countsOf(const std::map<int, std::size_t>& counts) {
    auto map = nlohmann::json::object();
    for (const auto& [key, count] : counts) map[std::to_string(key)] = count;
    return map;
}

std::string countsText(const std::map<int, std::size_t>& counts) {
    std::string text;
    for (const auto& [key, count] : counts)
        text += (text.empty() ? "" : ", ") + std::to_string(key) + " (" + std::to_string(count) + ")";
    return text;
}

void print(const CommandLine& line, const store::QualityReport& r) {
    if (line.json) {
        line.printJson({{"made_at", r.madeAt},
                        {"utterances", r.utterances},
                        {"clipped", r.clipped},
                        {"quiet", r.quiet},
                        {"mostly_silent", r.mostlySilent},
                        {"unreadable", r.unreadable},
                        {"copies", r.copies},
                        {"copied_groups", r.copiedGroups},
                        {"contradictions", r.contradictions},
                        {"across_speakers", r.acrossSpeakers},
                        {"across_splits", r.acrossSplits},
                        {"rates_hz", countsOf(r.rates)},
                        {"channels", countsOf(r.channels)},
                        {"level_db", {r.levelLow, r.levelMedian, r.levelHigh}}});
        return;
    }
    const auto number = [](std::size_t count) { return std::to_string(count); };
    std::vector<std::vector<std::string>> rows = {
        {"read", r.madeAt},
        {"utterances", number(r.utterances)},
        {"clipped", number(r.clipped)},
        {"quiet, below " + core::numberText(store::QualityReport::kQuietDb) + " dB", number(r.quiet)},
        {"more than half silence", number(r.mostlySilent)},
        {"same sound as another", number(r.copies)},
        {"sounds that are there more than once", number(r.copiedGroups)},
        {"  with different classes", number(r.contradictions)},
        {"  of different speakers", number(r.acrossSpeakers)},
        {"  in different splits", number(r.acrossSplits)},
        {"unreadable", number(r.unreadable)},
        {"level in dB, median (5 to 95 %)", core::fixedText(r.levelMedian, 1) + " (" + core::fixedText(r.levelLow, 1) + " to " +
                                                core::fixedText(r.levelHigh, 1) + ")"},
        {"sample rates in Hz", countsText(r.rates)},
        {"channels", countsText(r.channels)}};
    if (!r.firstUnreadable.empty()) rows.push_back({"first unreadable", r.firstUnreadable});
    line.print(formatTable({"", ""}, rows));
}

int qualityCommand(const CommandLine& line, const std::string& name, bool stored) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    if (stored) {
        const auto report = store::qualityReport(*workspace, name);
        if (!report) return line.failed(report.error());
        if (!*report) {
            line.error("No report of the corpus " + name + " is stored. Make one with: prososcope-cli corpus quality " + name);
            return kFailed;
        }
        print(line, **report);
        return kDone;
    }
    ProgressBar bar(line);
    const auto report = store::checkCorpus(*workspace, name, line.workThreads(), bar.progress());
    bar.clear();
    if (!report) return line.failed(report.error());
    print(line, *report);
    return kDone;
}

}  // namespace

void addCorpusQualityCommand(CLI::App& group, CommandLine& line) {
    auto* quality = group.add_subcommand(
        "quality", "Read every recording: clipping, level, silence, copies, sample rates; `corpus rows` lists what was found");
    auto name = std::make_shared<std::string>();
    auto stored = std::make_shared<bool>(false);
    quality->add_option("NAME", *name, "A corpus of the workspace")->required();
    quality->add_flag("--stored", *stored, "Show the last report without reading again");
    quality->callback(
        [&line, name, stored] { line.action = [&line, name, stored] { return qualityCommand(line, *name, *stored); }; });
}

}  // namespace prososcope::cli
