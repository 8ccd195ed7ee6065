// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/cli/CommandLine.h"
#include "app/cli/LiveKeeping.h"
#include "engine/core/Csv.h"
#include "engine/live/InputLevels.h"
#include "engine/live/LivePipeline.h"
#include "engine/live/LiveResultJson.h"
#include "engine/live/LiveStatistics.h"
#include "engine/store/ModelCard.h"

namespace prososcope::cli {

namespace {

constexpr std::string_view kMicrophone = "mic";

struct LiveOptions {
    std::string model;
    std::string source;
    std::string device;
    bool listDevices = false;
    bool levels = false;
    bool fast = false;
    bool noAdaptation = false;
    bool neutral = false;
    std::string dimensions;
    live::LiveSettings settings;
    LiveKeepingOptions keeping;
};

double tenths(double decibels) { return std::round(10.0 * decibels) / 10.0; }

/// What each device hears, asked for a moment.
std::vector<live::InputLevel> levelsNow() {
    constexpr auto kListen = std::chrono::seconds(2);
    constexpr auto kLongestListing = std::chrono::seconds(20);
    constexpr auto kPoll = std::chrono::milliseconds(50);
    live::InputLevels levels;
    levels.start();
    const auto begun = std::chrono::steady_clock::now();
    auto listed = begun;
    while (std::chrono::steady_clock::now() - listed < kListen && std::chrono::steady_clock::now() - begun < kLongestListing) {
        std::this_thread::sleep_for(kPoll);
        if (levels.listed() == 0) listed = std::chrono::steady_clock::now();
    }
    return levels.snapshot();
}

int listDevices(const CommandLine& line, bool withLevels) {
    std::vector<live::InputLevel> found;
    if (withLevels) {
        found = levelsNow();
    } else {
        for (auto& device : audio::makeInputStream()->devices()) found.emplace_back().device = std::move(device);
    }
    if (line.json) {
        auto list = nlohmann::json::array();
        for (const live::InputLevel& level : found) {
            const audio::InputDevice& device = level.device;
            list.push_back({{"label", device.label()},
                            {"name", device.name},
                            {"host_api", device.hostApi},
                            {"default", device.isDefault},
                            {"channels", device.channels},
                            {"rate_hz", device.rateHz}});
            if (!withLevels) continue;
            list.back()["peak_db"] = level.heard ? nlohmann::json(tenths(level.peakDb)) : nlohmann::json();
            list.back()["rms_db"] = level.heard ? nlohmann::json(tenths(level.rmsDb)) : nlohmann::json();
            list.back()["problem"] = level.problem.empty() ? nlohmann::json() : nlohmann::json(level.problem.english());
        }
        line.printJson(list);
        return kDone;
    }
    if (found.empty()) {
        line.message("There is no input device. --source FILE takes a recording instead.");
        return kDone;
    }
    std::vector<std::string> header{"device", "default", "channels", "rate_hz"};
    if (withLevels) header.insert(header.end(), {"peak_db", "rms_db", "problem"});
    std::vector<std::vector<std::string>> rows;
    for (const live::InputLevel& level : found) {
        const audio::InputDevice& device = level.device;
        rows.push_back({device.label(), device.isDefault ? "yes" : "", std::to_string(device.channels),
                        core::fixedText(device.rateHz, 0)});
        if (!withLevels) continue;
        rows.back().insert(rows.back().end(), {level.heard ? core::fixedText(level.peakDb, 1) : "",
                                               level.heard ? core::fixedText(level.rmsDb, 1) : "", level.problem.english()});
    }
    line.print(formatTable(header, rows, withLevels ? std::vector<std::size_t>{2, 3, 4, 5} : std::vector<std::size_t>{2, 3}));
    return kDone;
}

std::string resultText(const live::LiveResult& result, const std::vector<std::string>& classes) {
    std::string text = core::fixedText(result.endSeconds, 2) + "  ";
    if (result.kind == live::LiveResult::Kind::Utterance) text += "since " + core::fixedText(result.startSeconds, 2) + ": ";
    text += result.label >= 0 ? classes[static_cast<std::size_t>(result.label)] : std::string(live::stateName(result.state));
    for (std::size_t c = 0; c < result.posteriors.size(); ++c)
        text += "  " + classes[c] + " " + core::fixedText(result.posteriors[c], 2);
    return text + (result.adapting ? "  (adapting)\n" : "\n");
}

int runLive(const CommandLine& line, const LiveOptions& options) {
    if (options.listDevices) return listDevices(line, options.levels);
    if (options.levels) return line.wrongUse("--levels belongs to --list-devices.");
    if (options.model.empty()) return line.wrongUse("live needs --model M.");
    if (options.source.empty()) return line.wrongUse("live needs --source: mic, or a sound file.");
    const bool microphone = options.source == kMicrophone;
    if (microphone && options.fast) return line.wrongUse("--fast is for recordings: a microphone gives sound in its own time.");
    if (!microphone && !options.device.empty()) return line.wrongUse("--device belongs to --source mic.");
    if (!options.keeping.format.empty() && options.keeping.record.empty())
        return line.wrongUse("--format belongs to --record.");

    const auto entry = store::findModel(options.model, line.workspacePath() / "models");
    if (!entry) return line.failed(entry.error());
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());
    auto model = (*torch)->openModel(*entry, "cpu", line.threads > 0 ? line.threads : 1);
    if (!model) return line.failed(model.error());
    // Last: what a device hears while a model is read would wait, and be lost where that takes long.
    auto source = microphone ? live::microphoneSource(options.device) : live::fileSource(options.source, !options.fast);
    if (!source) return line.failed(source.error());
    live::LiveSettings settings = options.settings;
    settings.adapt = !options.noAdaptation;
    settings.newestOnly = (*source)->realTime();
    auto recogniser = live::LiveRecogniser::create(std::move(*model), (*source)->rateHz(), settings);
    if (!recogniser) return line.failed(recogniser.error());

    if (!options.dimensions.empty()) {
        const auto plane = store::findModel(options.dimensions, line.workspacePath() / "models");
        if (!plane) return line.failed(plane.error());
        auto opened = (*torch)->openModel(*plane, "cpu", line.threads > 0 ? line.threads : 1);
        if (!opened) return line.failed(opened.error());
        if (auto set = recogniser->setDimensionModel(std::move(*opened)); !set) return line.failed(set.error());
    }
    if (options.neutral && !recogniser->learnNeutral()) {
        return line.wrongUse("--neutral-first needs a model that knows neutral speech, and adaptation.");
    }
    auto keeping = LiveKeeping::open(line, options.keeping, **source, recogniser->card(), settings);
    if (!keeping) return line.failed(keeping.error());
    line.message("Listening to " + (*source)->name() + (microphone ? "; Ctrl+C ends." : "."));
    const auto& classes = recogniser->card().classes;
    live::LiveStatistics statistics(settings.hopSeconds);
    const live::LiveOutput output{
        [&](const live::LiveResult& result) {
            line.print(line.json ? live::resultJson(result, classes).dump() + "\n" : resultText(result, classes));
            std::cout.flush();
            keeping->add(result);
            statistics.add(result);
        },
        [&](const core::Text& text) { line.message(text.english()); },
        [&](std::span<const float> mono, double rateHz) { keeping->add(mono, rateHz); }};
    const auto done = live::runLive(**source, *recogniser, output, line.stopToken());
    const int kept = keeping->finish();
    if (const auto figures = statistics.figures(); figures.hops > 0) line.message(live::statisticsText(figures).english());
    return done ? kept : line.failed(done.error());
}

}  // namespace

void addLiveCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("live", "Emotions as they are spoken: a line per hop, and one per utterance");
    auto options = std::make_shared<LiveOptions>();
    command->add_option("--model", options->model, "Name of a model, or its .safetensors file")->type_name("M");
    command->add_option("--source", options->source, "mic, or a sound file at its own pace")->type_name("mic|FILE");
    command->add_option("--device", options->device, "Input device, as --list-devices names it (default: the system's)")
        ->type_name("NAME");
    command->add_flag("--fast", options->fast, "The file as fast as it can be read");
    command->add_flag("--list-devices", options->listDevices, "List the input devices");
    command->add_flag("--levels", options->levels, "With --list-devices: what each hears, or why it cannot be opened");
    command->add_option("--dimensions", options->dimensions, "A model of valence and arousal that judges each hop too")
        ->type_name("M");
    command->add_flag("--neutral-first", options->neutral,
                      "The first ten seconds of speech are neutral: the adaptation learns from them how the voice is");
    command->add_flag("--no-adaptation", options->noAdaptation, "Without adaptation to the voice");
    command->add_option("--window", options->settings.windowSeconds, "Length of a window in seconds")
        ->check(CLI::Range(0.5, 30.0))
        ->capture_default_str();
    command->add_option("--hop", options->settings.hopSeconds, "From one window to the next in seconds")
        ->check(CLI::Range(0.05, 10.0))
        ->capture_default_str();
    command->add_option("--smoothing", options->settings.smoothingSeconds, "Time constant of the smoothing in seconds")
        ->check(CLI::Range(0.0, 60.0))
        ->capture_default_str();
    command
        ->add_option("--unsure-below", options->settings.unsureBelow,
                     "No class is named where the largest posterior is smaller")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    addLiveKeepingOptions(*command, options->keeping);
    command->callback([&line, options] { line.action = [&line, options] { return runLive(line, *options); }; });
}

}  // namespace prososcope::cli
