// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "app/cli/EachRecording.h"
#include "app/cli/PredictOutput.h"
#include "engine/audio/AudioFile.h"
#include "engine/backend/RecordingPrediction.h"
#include "engine/store/ModelCard.h"

namespace prososcope::cli {

namespace {

struct PredictOptions {
    std::string model;
    std::vector<std::string> inputs;
    bool timeline = false;
    backend::TimelineSettings windows;
    std::string device = "cpu";
    std::string out;
};

core::Result<PredictedFile> predictOne(backend::EmotionModel& model, const std::filesystem::path& path,
                                       const PredictOptions& options, bool timeline, core::Progress& progress) {
    const auto info = audio::probeAudio(path);
    if (!info) return core::fail(info.error());
    PredictedFile file{path, info->seconds(), {}};
    if (timeline) {
        auto rows =
            backend::predictTimeline(model, path, options.windows, 0.0, std::numeric_limits<double>::infinity(), progress);
        if (!rows) return core::fail(rows.error());
        file.rows = std::move(*rows);
    } else {
        auto row = backend::predictRecording(model, path, 0.0, -1.0, progress);
        if (!row) return core::fail(row.error());
        file.rows.push_back(std::move(*row));
    }
    return file;
}

int predict(const CommandLine& line, const PredictOptions& options) {
    const auto ending = resultEnding(line, options.out);
    if (!ending) return line.wrongUse("--out must end in .csv, .json or .TextGrid.");
    const bool grid = *ending == ".textgrid";
    const auto entry = store::findModel(options.model, line.workspacePath() / "models");
    if (!entry) return line.failed(entry.error());
    bool failed = false;
    const auto paths = expandInputs(line, options.inputs, failed);
    if (grid && paths.size() > 1) return line.wrongUse("A TextGrid belongs to one recording; use .csv or .json for several.");
    if (paths.empty()) return kFailed;
    if (grid && entry->card.classes.empty()) {
        return line.wrongUse("A TextGrid holds emotions, and " + entry->card.name +
                             " gives dimensions such as valence. Use .csv or .json.");
    }
    auto goal = openGoal(options.out);
    if (!goal) return line.failed(goal.error());
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());
    auto model = (*torch)->openModel(*entry, options.device, line.workThreads());
    if (!model) return line.failed(model.error());

    const bool timeline = options.timeline || grid;
    std::vector<PredictedFile> files;
    const auto one = [&](const std::filesystem::path& path, core::Progress& progress) -> core::Status {
        auto file = predictOne(**model, path, options, timeline, progress);
        if (!file) return core::fail(file.error());
        files.push_back(std::move(*file));
        return {};
    };
    if (!forEachRecording(line, paths, one, failed) || files.empty()) return kFailed;
    const PredictedColumns columns((*model)->card());
    if (!*goal && *ending == ".json") {
        line.printJson(predictionsJson(files, columns, timeline));
        return failed ? kFailed : kDone;
    }
    const std::string text =
        grid ? predictionsTextGrid(files.front(), columns.classes)
        : *ending == ".json"
            ? predictionsJson(files, columns, timeline).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"
            : predictionsCsv(files, columns, timeline);
    const int written = writeResult(line, *goal, options.out, text, files.size(), paths.size());
    return written != kDone || failed ? kFailed : kDone;
}

}  // namespace

void addPredictCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("predict", "Emotions of recordings, or valence and arousal, as a whole or over time");
    auto options = std::make_shared<PredictOptions>();
    command->add_option("--model", options->model, "Name of a model, or its .safetensors file")->required()->type_name("M");
    command->add_option("INPUT", options->inputs, "Sound files or folders")->required();
    command->add_flag("--timeline", options->timeline, "One row per window of each recording");
    command->add_option("--window", options->windows.windowSeconds, "Length of a window in seconds")
        ->check(CLI::Range(0.1, 60.0))
        ->capture_default_str();
    command->add_option("--hop", options->windows.hopSeconds, "From one window to the next in seconds")
        ->check(CLI::Range(0.01, 60.0))
        ->capture_default_str();
    command->add_option("--device", options->device, "cpu or cuda")
        ->check(CLI::IsMember({"cpu", "cuda"}))
        ->capture_default_str();
    command->add_option("--out", options->out, "Goal: .csv, .json or .TextGrid (default: the standard output)")
        ->type_name("PATH");
    command->callback([&line, options] { line.action = [&line, options] { return predict(line, *options); }; });
}

}  // namespace prososcope::cli
