// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/EachRecording.h"
#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Edits.h"
#include "engine/audio/AudioFile.h"
#include "engine/backend/RecogniserBackend.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"
#include "engine/store/ModelCard.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;

struct TranscribeOptions {
    std::string model;
    std::vector<std::string> inputs;
    int beam = 1;
    std::string device = "cpu";
    std::string out;
};

struct Transcript {
    fs::path path;
    double seconds = 0.0;
    std::string text;
};

core::Result<Transcript> transcribeOne(backend::Recogniser& recogniser, const fs::path& path, int beam,
                                       core::Progress& progress) {
    audio::DecodeOptions decoding;
    decoding.rateHz = recogniser.card().rateHz;
    decoding.mono = true;
    const auto clip = audio::decodeAudio(path, decoding, progress);
    if (!clip) return core::fail(clip.error());
    const std::span<const float> one[] = {(*clip)->channels.front()};
    auto texts = recogniser.transcribe(one, beam, progress);
    if (!texts) return core::fail(texts.error().kind, {"%1: %2", {path.string(), texts.error().message()}});
    return Transcript{path, static_cast<double>(one[0].size()) / decoding.rateHz, std::move(texts->front())};
}

std::string transcriptsCsv(const std::vector<Transcript>& transcripts) {
    core::CsvTable table{{"file", "text"}, {}};
    for (const auto& each : transcripts) table.rows.push_back({each.path.string(), each.text});
    return core::formatCsv(table);
}

nlohmann::json transcriptsJson(const std::vector<Transcript>& transcripts) {
    auto list = nlohmann::json::array();
    for (const auto& each : transcripts)
        list.push_back({{"file", each.path.string()}, {"seconds", each.seconds}, {"text", each.text}});
    return list;
}

/// One tier "transcript" with one interval: when each word was spoken the recogniser does not say.
core::Result<std::string> transcriptGrid(const Transcript& transcript) {
    const annotation::Annotation empty(0.0, transcript.seconds, {}, 1);
    annotation::TierHeader header;
    header.name = "transcript";
    const auto edit = annotation::addTier(empty, header, 0, {{0.0, transcript.text}});
    if (!edit) return core::fail(edit.error());
    const auto whole = annotation::apply(empty, *edit);
    if (!whole) return core::fail(whole.error());
    return annotation::formatAnnotation(*whole, annotation::FileFormat::TextGrid);
}

core::Result<std::string> formatted(const std::vector<Transcript>& transcripts, const std::string& ending) {
    if (ending == ".textgrid") return transcriptGrid(transcripts.front());
    if (ending == ".json")
        return transcriptsJson(transcripts).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    return transcriptsCsv(transcripts);
}

int transcribe(const CommandLine& line, const TranscribeOptions& options) {
    const auto ending = resultEnding(line, options.out);
    if (!ending) return line.wrongUse("--out must end in .csv, .json or .TextGrid.");
    const auto entry = store::findModel(options.model, line.workspacePath() / "models");
    if (!entry) return line.failed(entry.error());
    bool failed = false;
    const auto paths = expandInputs(line, options.inputs, failed);
    if (*ending == ".textgrid" && paths.size() > 1)
        return line.wrongUse("A TextGrid belongs to one recording; use .csv or .json for several.");
    if (paths.empty()) return kFailed;
    auto goal = openGoal(options.out);
    if (!goal) return line.failed(goal.error());
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());
    const auto recogniser = (*torch)->recognisers().open(*entry, options.device, line.workThreads());
    if (!recogniser) return line.failed(recogniser.error());

    std::vector<Transcript> transcripts;
    const auto one = [&](const fs::path& path, core::Progress& progress) -> core::Status {
        auto transcript = transcribeOne(**recogniser, path, options.beam, progress);
        if (!transcript) return core::fail(transcript.error());
        transcripts.push_back(std::move(*transcript));
        return {};
    };
    if (!forEachRecording(line, paths, one, failed) || transcripts.empty()) return kFailed;
    if (!*goal && *ending == ".json") {
        line.printJson(transcriptsJson(transcripts));
        return failed ? kFailed : kDone;
    }
    const auto text = formatted(transcripts, *ending);
    if (!text) return line.failed(text.error());
    const int written = writeResult(line, *goal, options.out, *text, transcripts.size(), paths.size());
    return written != kDone || failed ? kFailed : kDone;
}

}  // namespace

void addTranscribeCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("transcribe", "What is said in recordings, by a recogniser trained here");
    auto options = std::make_shared<TranscribeOptions>();
    command->add_option("--model", options->model, "Name of a recogniser, or its .safetensors file")
        ->required()
        ->type_name("M");
    command->add_option("INPUT", options->inputs, "Sound files or folders")->required();
    command->add_option("--beam", options->beam, "Prefixes kept while searching; 1 takes the best symbol of each frame")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--device", options->device, "cpu or cuda")
        ->check(CLI::IsMember({"cpu", "cuda"}))
        ->capture_default_str();
    command->add_option("--out", options->out, "Goal: .csv, .json or .TextGrid (default: the standard output)")
        ->type_name("PATH");
    command->callback([&line, options] { line.action = [&line, options] { return transcribe(line, *options); }; });
}

}  // namespace prososcope::cli
