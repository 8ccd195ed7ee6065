// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "app/cli/Workers.h"
#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/DetectedTiers.h"
#include "engine/annotation/Edits.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/ModelCard.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;
using annotation::Annotation;

struct SegmentOptions {
    std::vector<std::string> kinds{"speech"};
    dsp::SpeakerSettings settings;  // with those of speech
    std::string model;
    std::string device = "cpu";
    std::vector<std::string> inputs;
    std::string out;
    bool overwrite = false;
};

/// What the model hears over time, as the window's tier of emotion.
core::Result<annotation::DetectedTier> emotionOf(backend::EmotionModel& model, const fs::path& recording, double seconds,
                                                 core::Progress& progress) {
    const auto rows = backend::predictTimeline(model, recording, {}, 0.0, std::numeric_limits<double>::infinity(), progress);
    if (!rows) return core::fail(rows.error());
    std::vector<annotation::WindowScores> windows;
    for (const auto& row : *rows) windows.push_back({row.startSeconds, row.endSeconds, row.posteriors});
    return annotation::emotionTier(windows, model.card().classes, seconds);
}

core::Result<Annotation> segmentsOf(const fs::path& recording, const SegmentOptions& options, backend::EmotionModel* model,
                                    const std::stop_token& stop) {
    const auto info = audio::probeAudio(recording);
    if (!info) return core::fail(info.error());
    if (info->frames == 0)
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 holds no sound."), {recording.string()}});
    Annotation result(0.0, info->seconds(), {}, 1);
    core::Progress progress(stop);
    for (const auto& kind : options.kinds) {
        const auto tier = kind == "speech"    ? annotation::detectSpeech(recording, options.settings.speech, progress)
                          : kind == "emotion" ? emotionOf(*model, recording, info->seconds(), progress)
                                              : annotation::detectSpeakers(recording, options.settings, progress);
        if (!tier) return core::fail(tier.error());
        annotation::TierHeader header;
        header.name = tier->name;
        const auto edit = annotation::addTier(result, header, result.tiers().size(),
                                              annotation::intervalsFrom(tier->spans, result.start(), result.end()));
        if (!edit) return core::fail(edit.error());
        auto next = annotation::apply(result, *edit);
        if (!next) return core::fail(next.error());
        result = std::move(*next);
    }
    return result;
}

/// One file for one recording; else a folder that receives a TextGrid of each name.
fs::path goalOf(const SegmentOptions& options, const fs::path& recording) {
    const fs::path out(options.out);
    return annotation::formatOf(out) ? out : out / (recording.stem().string() + ".TextGrid");
}

nlohmann::json tiersJson(const fs::path& recording, const fs::path& goal, const Annotation& result) {
    nlohmann::json value = {{"file", recording.string()}, {"out", goal.string()}, {"tiers", nlohmann::json::array()}};
    for (const auto& tier : result.tiers())
        value["tiers"].push_back({{"name", tier->header.name}, {"intervals", annotation::spansOf(result, *tier).size()}});
    return value;
}

/// The model where a tier of emotion is wanted, else none.
core::Result<std::unique_ptr<backend::EmotionModel>> openModel(const CommandLine& line, const SegmentOptions& options) {
    if (options.model.empty()) return nullptr;
    const auto entry = store::findModel(options.model, line.workspacePath() / "models");
    if (!entry) return core::fail(entry.error());
    if (entry->card.classes.empty())
        return core::fail(core::ErrorKind::BadInput,
                          {"The model %1 gives no classes of emotion; choose another.", {options.model}});
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    return (*torch)->openModel(*entry, options.device, line.workThreads());
}

int writeSegments(const CommandLine& line, const SegmentOptions& options) {
    const bool emotion = std::find(options.kinds.begin(), options.kinds.end(), "emotion") != options.kinds.end();
    if (emotion && options.model.empty()) return line.wrongUse("The emotion is what a model hears: add --model NAME.");
    if (!emotion && !options.model.empty()) return line.wrongUse("--model belongs to --kind emotion.");
    bool failed = false;
    const auto files = expandInputs(line, options.inputs, failed);
    if (files.empty()) return kFailed;
    const bool toFile = annotation::formatOf(options.out).has_value();
    if (toFile && files.size() > 1)
        return line.wrongUse("One file holds the tiers of one recording; --out must be a folder for several.");
    std::map<fs::path, fs::path> goals;
    for (const auto& file : files) {
        const auto [known, fresh] = goals.emplace(goalOf(options, file), file);
        if (!fresh)
            return line.failed(
                {core::ErrorKind::BadInput,
                 {"%1 and %2 have the same name; write them to two folders.", {known->second.string(), file.string()}},
                 {}});
    }
    const auto model = openModel(line, options);
    if (!model) return line.failed(model.error());
    ProgressBar bar(line);
    auto list = nlohmann::json::array();
    std::size_t good = 0;
    inOrder<core::Result<Annotation>>(
        files.size(), *model ? 1 : line.workThreads(),  // a model is not shared
        [&](std::size_t i) { return segmentsOf(files[i], options, model->get(), line.stopToken()); },
        [&](std::size_t i, const core::Result<Annotation>& result) {
            if (line.stopToken().stop_requested()) return false;
            bar.progress().report(static_cast<double>(i) / static_cast<double>(files.size()),
                                  {"%1", {files[i].filename().string()}});
            core::Status done = result ? core::Status() : core::Status(core::fail(result.error()));
            const auto goal = goalOf(options, files[i]);
            std::error_code code;
            if (result && !options.overwrite && fs::exists(goal, code)) {
                done = core::fail(
                    core::ErrorKind::Failed,
                    {TRANSLATABLE("Engine", "%1 exists already. Choose another place, or give --overwrite."), {goal.string()}});
            } else if (result) {
                const auto format = annotation::formatOf(goal).value_or(annotation::FileFormat::TextGrid);
                const auto bytes = annotation::formatAnnotation(*result, format);
                done = bytes ? core::writeFile(goal, *bytes) : core::Status(core::fail(bytes.error()));
            }
            if (done) {
                ++good;
                list.push_back(tiersJson(files[i], goal, *result));
                return true;
            }
            bar.clear();
            line.error(done.error().message());
            failed = true;
            return true;
        });
    bar.clear();
    if (line.stopToken().stop_requested()) return line.failed(core::cancelled().value());
    if (line.json) {
        line.printJson(list);
    } else if (good > 0) {
        line.message(core::Text(good == 1 ? "%1: tiers of %2 recording." : "%1: tiers of %2 recordings.",
                                {options.out, std::to_string(good)})
                         .english());
    }
    return failed || good == 0 ? kFailed : kDone;
}

}  // namespace

void addSegmentCommand(CLI::App& app, CommandLine& line) {
    auto* command =
        app.add_subcommand("segment", "Tiers of speech and pauses, of speakers, and of emotion, found in recordings");
    auto options = std::make_shared<SegmentOptions>();
    command->add_option("--kind", options->kinds, "What to find: speech, speakers, emotion, or several with commas between")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"speech", "speakers", "emotion"}))
        ->capture_default_str();
    auto& settings = options->settings;
    command->add_option("--pause", settings.speech.minimumPause, "Shortest pause in seconds")
        ->check(CLI::Range(0.0, 60.0))
        ->capture_default_str();
    command->add_option("--stretch", settings.speech.minimumSpeech, "Shortest stretch of speech in seconds")
        ->check(CLI::Range(0.0, 60.0))
        ->capture_default_str();
    command->add_option("--below", settings.speech.belowSpeechDecibels, "Threshold in dB below the level of the speech")
        ->check(CLI::Range(1.0, 60.0))
        ->capture_default_str();
    command->add_option("--most-speakers", settings.mostSpeakers, "Never more speakers than this")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--model", options->model, "Name of a model, or its .safetensors file, for emotion")->type_name("M");
    command->add_option("--device", options->device, "cpu or cuda, for emotion")
        ->check(CLI::IsMember({"cpu", "cuda"}))
        ->capture_default_str();
    command->add_option("INPUT", options->inputs, "Sound files or folders")->required();
    command
        ->add_option(
            "--out", options->out,
            "Goal: .TextGrid, .eaf, .csv, .json or .txt for one recording, or a folder that receives a TextGrid of each")
        ->required()
        ->type_name("PATH");
    command->add_flag("--overwrite", options->overwrite, "Replace files that exist");
    command->callback([&line, options] { line.action = [&line, options] { return writeSegments(line, *options); }; });
}

}  // namespace prososcope::cli
