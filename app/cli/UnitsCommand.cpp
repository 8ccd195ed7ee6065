// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/EachRecording.h"
#include "app/cli/UnitEmotionCommand.h"
#include "engine/backend/TorchBackend.h"
#include "engine/backend/UnitEmotionBackend.h"
#include "engine/backend/UnitTier.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/store/ModelCard.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;

struct UnitsOptions {
    std::string model;
    std::vector<std::string> inputs;
    std::string device = "cpu";
    std::string out;
};

struct Listened {
    fs::path path;
    backend::UnitListening units;
};

std::string unitsText(const Listened& each) {
    std::vector<std::string> labels;
    for (const auto& unit : each.units.units) labels.push_back(backend::unitLabel(unit));
    return core::joined(labels, " ");
}

/// A row a recording: the vote, what it was made of, the units.
std::string votesCsv(const std::vector<Listened>& all, const std::vector<std::string>& classes) {
    core::CsvTable table{{"file", "emotion", "rule", "soft_vote"}, {}};
    for (const char* what : {"units_", "peak_", "marginal_"}) {
        for (const auto& word : classes) table.columns.push_back(what + word);
    }
    table.columns.emplace_back("units");
    for (const auto& each : all) {
        const auto& vote = each.units.vote;
        std::vector<std::string> row{each.path.string(), classes[vote.emotion], std::string(phonetics::voteRuleName(vote.rule)),
                                     classes[vote.soft]};
        for (const auto count : vote.counts) row.push_back(std::to_string(count));
        for (const double peak : vote.peaks) row.push_back(core::numberText(peak));
        for (const double marginal : vote.marginals) row.push_back(core::numberText(marginal));
        row.push_back(unitsText(each));
        table.rows.push_back(std::move(row));
    }
    return core::formatCsv(table);
}

nlohmann::json votesJson(const std::vector<Listened>& all, const std::vector<std::string>& classes) {
    auto list = nlohmann::json::array();
    for (const auto& each : all) {
        const auto& vote = each.units.vote;
        nlohmann::json value = {{"file", each.path.string()},       {"seconds", each.units.seconds},
                                {"emotion", classes[vote.emotion]}, {"rule", phonetics::voteRuleName(vote.rule)},
                                {"soft_vote", classes[vote.soft]},  {"votes", nlohmann::json::object()},
                                {"units", nlohmann::json::array()}};
        for (std::size_t i = 0; i < classes.size(); ++i)
            value["votes"][classes[i]] = {{"units", vote.counts[i]}, {"peak", vote.peaks[i]}, {"marginal", vote.marginals[i]}};
        for (const auto& unit : each.units.units)
            value["units"].push_back({{"unit", unit.unit},
                                      {"emotion", unit.emotion},
                                      {"start", unit.startSeconds},
                                      {"end", unit.endSeconds},
                                      {"peak", unit.peak}});
        list.push_back(std::move(value));
    }
    return list;
}

/// How a recording's emotion came about, for people.
std::string votesText(const std::vector<Listened>& all, const std::vector<std::string>& classes) {
    std::string text;
    for (const auto& each : all) {
        const auto& vote = each.units.vote;
        text += each.path.string() + "\n  " + unitsText(each) + "\n";
        std::vector<std::vector<std::string>> rows;
        for (std::size_t i = 0; i < classes.size(); ++i)
            rows.push_back({classes[i], std::to_string(vote.counts[i]), core::fixedText(vote.peaks[i], 3),
                            core::fixedText(vote.marginals[i], 3)});
        text += formatTable({"emotion", "units", "sum of peaks", "of all frames"}, rows, {1, 2, 3});
        text += classes[vote.emotion] + ", decided by " + std::string(phonetics::voteRuleName(vote.rule)) +
                "; soft vote: " + classes[vote.soft] + "\n";
    }
    return text;
}

int listen(const CommandLine& line, const UnitsOptions& options) {
    auto begun = beginWithModel(line, options.model, options.inputs, options.out);
    if (const int* ended = std::get_if<int>(&begun)) return *ended;
    auto& job = std::get<ModelJob>(begun);
    const auto emotions = backend::unitEmotionBackend(*job.torch);
    if (!emotions) return line.failed(emotions.error());
    const auto listener = (*emotions)->open(job.model, options.device, line.workThreads());
    if (!listener) return line.failed(listener.error());

    std::vector<Listened> all;
    const auto one = [&](const fs::path& path, core::Progress& progress) -> core::Status {
        auto listened = backend::listenToRecording(**listener, path, progress);
        if (!listened) return core::fail(listened.error());
        all.push_back({path, std::move(*listened)});
        return {};
    };
    if (!forEachRecording(line, job.paths, one, job.failed) || all.empty()) return kFailed;
    const auto& classes = job.model.card.classes;
    if (!job.goal) {
        if (line.json)
            line.printJson(votesJson(all, classes));
        else
            line.print(votesText(all, classes));
        return job.failed ? kFailed : kDone;
    }
    core::Result<std::string> text = votesCsv(all, classes);
    if (job.ending == ".json")
        text = votesJson(all, classes).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    if (job.ending == ".textgrid")
        text = gridOf("units", all.front().units.seconds, backend::unitTier(all.front().units, all.front().units.seconds));
    if (!text) return line.failed(text.error());
    const int written = writeResult(line, job.goal, options.out, *text, all.size(), job.paths.size());
    return written != kDone || job.failed ? kFailed : kDone;
}

}  // namespace

void addUnitsCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand(
        "units", "The phonetic units of recordings with their emotion, and how they vote, by a model trained here");
    auto options = std::make_shared<UnitsOptions>();
    command->add_option("--model", options->model, "Name of a model of emotion-dependent units, or its .safetensors file")
        ->required()
        ->type_name("M");
    command->add_option("INPUT", options->inputs, "Sound files or folders")->required();
    command->add_option("--device", options->device, "cpu or cuda")
        ->check(CLI::IsMember({"cpu", "cuda"}))
        ->capture_default_str();
    command->add_option("--out", options->out, "Goal: .csv, .json or .TextGrid (default: the standard output, for people)")
        ->type_name("PATH");
    command->callback([&line, options] { line.action = [&line, options] { return listen(line, *options); }; });
}

}  // namespace prososcope::cli
