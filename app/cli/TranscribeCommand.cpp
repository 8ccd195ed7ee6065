// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/EachRecording.h"
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
core::Result<std::string> formatted(const std::vector<Transcript>& transcripts, const std::string& ending) {
    if (ending == ".textgrid") {
        const auto& only = transcripts.front();
        return gridOf("transcript", only.seconds, {{0.0, only.text}});
    }
    if (ending == ".json")
        return transcriptsJson(transcripts).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    return transcriptsCsv(transcripts);
}

int transcribe(const CommandLine& line, const TranscribeOptions& options) {
    auto begun = beginWithModel(line, options.model, options.inputs, options.out);
    if (const int* ended = std::get_if<int>(&begun)) return *ended;
    auto& job = std::get<ModelJob>(begun);
    const auto recogniser = job.torch->recognisers().open(job.model, options.device, line.workThreads());
    if (!recogniser) return line.failed(recogniser.error());

    std::vector<Transcript> transcripts;
    const auto one = [&](const fs::path& path, core::Progress& progress) -> core::Status {
        auto transcript = transcribeOne(**recogniser, path, options.beam, progress);
        if (!transcript) return core::fail(transcript.error());
        transcripts.push_back(std::move(*transcript));
        return {};
    };
    if (!forEachRecording(line, job.paths, one, job.failed) || transcripts.empty()) return kFailed;
    if (!job.goal && job.ending == ".json") {
        line.printJson(transcriptsJson(transcripts));
        return job.failed ? kFailed : kDone;
    }
    const auto text = formatted(transcripts, job.ending);
    if (!text) return line.failed(text.error());
    const int written = writeResult(line, job.goal, options.out, *text, transcripts.size(), job.paths.size());
    return written != kDone || job.failed ? kFailed : kDone;
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
