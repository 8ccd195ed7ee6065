// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Edits.h"
#include "engine/audio/AudioFile.h"
#include "engine/backend/RecogniserBackend.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
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
    const fs::path out(options.out);
    const std::string ending = options.out.empty() ? (line.json ? ".json" : ".csv") : endingOf(out);
    if (ending != ".csv" && ending != ".json" && ending != ".textgrid")
        return line.wrongUse("--out must end in .csv, .json or .TextGrid.");
    const auto entry = store::findModel(options.model, line.workspacePath() / "models");
    if (!entry) return line.failed(entry.error());
    bool failed = false;
    const auto paths = expandInputs(line, options.inputs, failed);
    if (ending == ".textgrid" && paths.size() > 1)
        return line.wrongUse("A TextGrid belongs to one recording; use .csv or .json for several.");
    if (paths.empty()) return kFailed;
    std::optional<core::SafeFile> goal;  // opened first, so that an unwritable place is known before the work
    if (!options.out.empty()) {
        auto opened = core::SafeFile::open(out);
        if (!opened) return line.failed(opened.error());
        goal.emplace(std::move(*opened));
    }
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());
    const auto recogniser = (*torch)->recognisers().open(*entry, options.device, line.workThreads());
    if (!recogniser) return line.failed(recogniser.error());

    std::vector<Transcript> transcripts;
    ProgressBar bar(line);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto count = static_cast<double>(paths.size());
        auto part = bar.progress().part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        part.report(0.0, {"%1", {paths[i].filename().string()}});
        auto transcript = transcribeOne(**recogniser, paths[i], options.beam, part);
        if (line.stopToken().stop_requested()) {
            bar.clear();
            return line.failed(core::cancelled().value());
        }
        if (!transcript) {
            bar.clear();
            line.error(transcript.error().message());
            failed = true;
            continue;
        }
        transcripts.push_back(std::move(*transcript));
    }
    bar.clear();
    if (transcripts.empty()) return kFailed;
    if (!goal && ending == ".json") {
        line.printJson(transcriptsJson(transcripts));
        return failed ? kFailed : kDone;
    }
    const auto text = formatted(transcripts, ending);
    if (!text) return line.failed(text.error());
    if (!goal) {
        line.print(*text);
        return failed ? kFailed : kDone;
    }
    auto written = goal->write(*text);
    if (written) written = goal->commit();
    if (!written) return line.failed(written.error());
    if (line.json) {
        line.printJson({{"out", options.out}, {"files", transcripts.size()}, {"failed", paths.size() - transcripts.size()}});
    } else {
        line.message(core::Text("%1: %2 recordings.", {options.out, std::to_string(transcripts.size())}).english());
    }
    return failed ? kFailed : kDone;
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
