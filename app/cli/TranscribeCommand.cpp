// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/CommandLine.h"
#include "app/cli/EachRecording.h"
#include "app/cli/SpanOptions.h"
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
    std::optional<int> beam;  ///< without either of these the recogniser's tested search
    std::optional<double> ctcShare;
    std::string device = "cpu";
    std::string out;
    std::string alignment;        ///< a second goal; empty: none
    backend::RecordingSpan span;  ///< that is aligned
};

struct Transcript {
    fs::path path;
    double seconds = 0.0;
    std::string text;
    std::optional<backend::TranscriptAlignment> alignment;
};

core::Result<Transcript> transcribeOne(backend::Recogniser& recogniser, const fs::path& path, const TranscribeOptions& options,
                                       core::Progress& progress) {
    if (!options.alignment.empty()) {
        auto aligned = backend::alignRecording(recogniser, path, options.span.startSeconds, options.span.endSeconds, progress);
        if (!aligned) return core::fail(aligned.error());
        return Transcript{path, aligned->seconds, aligned->text(), std::move(*aligned)};
    }
    const int rateHz = recogniser.card().rateHz;
    const auto clip = backend::decodeSpan({path}, rateHz, progress);
    if (!clip) return core::fail(clip.error());
    const std::span<const float> one[] = {(*clip)->channels.front()};
    const bool asked = options.beam || options.ctcShare;
    const auto search =
        asked ? experiment::TextSearch{options.beam.value_or(1), options.ctcShare.value_or(0.0)} : recogniser.testedSearch();
    auto texts = recogniser.transcribe(one, search, progress);
    if (!texts) return core::fail(texts.error().kind, {"%1: %2", {path.string(), texts.error().message()}});
    return Transcript{path, static_cast<double>(one[0].size()) / rateHz, std::move(texts->front()), {}};
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

/// A row a character, spaces among them.
std::string alignmentsCsv(const std::vector<Transcript>& transcripts) {
    core::CsvTable table{{"file", "character", "start", "end", "middle", "entropy_bits"}, {}};
    for (const auto& each : transcripts) {
        for (const auto& one : each.alignment->characters)
            table.rows.push_back({each.path.string(), one.text, core::numberText(one.startSeconds),
                                  core::numberText(one.endSeconds), core::numberText(one.middleSeconds),
                                  core::numberText(one.entropyBits)});
    }
    return core::formatCsv(table);
}

int writeAlignment(const CommandLine& line, const std::string& out, core::SafeFile& goal,
                   const std::vector<Transcript>& transcripts) {
    core::Result<std::string> text = alignmentsCsv(transcripts);
    if (endingOf(out) == ".textgrid") {
        const auto& only = *transcripts.front().alignment;
        text = gridOf(only.seconds, {backend::wordTier(only), backend::characterTier(only)});
    }
    if (!text) return line.failed(text.error());
    auto written = goal.write(*text);
    if (written) written = goal.commit();
    if (!written) return line.failed(written.error());
    line.message(core::Text("%1: where the characters of %2 recordings were found.", {out, std::to_string(transcripts.size())})
                     .english());
    return kDone;
}

/// Why the alignment cannot be written so.
std::optional<std::string> wrongAlignment(const TranscribeOptions& options) {
    if (options.alignment.empty()) return {};
    const auto ending = endingOf(options.alignment);
    if (ending != ".csv" && ending != ".textgrid") return "--alignment must end in .csv or .TextGrid.";
    if (options.beam || options.ctcShare)
        return "--alignment is of the text that the recogniser writes by itself; leave --beam and --ctc-share out.";
    return {};
}

/// One tier "transcript" with one interval: see --alignment for characters and words.
core::Result<std::string> formatted(const std::vector<Transcript>& transcripts, const std::string& ending) {
    if (ending == ".textgrid") {
        const auto& only = transcripts.front();
        const double start = only.alignment ? only.alignment->startSeconds : 0.0;
        const double end = only.alignment ? only.alignment->endSeconds : only.seconds;
        return gridOf(only.seconds, {{"transcript", {{start, end, only.text}}}});
    }
    if (ending == ".json")
        return transcriptsJson(transcripts).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    return transcriptsCsv(transcripts);
}

int transcribe(const CommandLine& line, const TranscribeOptions& options) {
    if (const auto wrong = wrongAlignment(options)) return line.wrongUse(*wrong);
    auto begun = beginWithModel(line, options.model, options.inputs, options.out);
    if (const int* ended = std::get_if<int>(&begun)) return *ended;
    auto& job = std::get<ModelJob>(begun);
    if (endingOf(options.alignment) == ".textgrid" && job.paths.size() > 1)
        return line.wrongUse("A TextGrid belongs to one recording; use .csv for several.");
    auto alignment = openGoal(options.alignment);
    if (!alignment) return line.failed(alignment.error());
    const auto recogniser = job.torch->recognisers().open(job.model, options.device, line.workThreads());
    if (!recogniser) return line.failed(recogniser.error());

    std::vector<Transcript> transcripts;
    const auto one = [&](const fs::path& path, core::Progress& progress) -> core::Status {
        auto transcript = transcribeOne(**recogniser, path, options, progress);
        if (!transcript) return core::fail(transcript.error());
        transcripts.push_back(std::move(*transcript));
        return {};
    };
    if (!forEachRecording(line, job.paths, one, job.failed) || transcripts.empty()) return kFailed;
    if (*alignment) {
        if (const int written = writeAlignment(line, options.alignment, **alignment, transcripts); written != kDone)
            return written;
    }
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
    command
        ->add_option(
            "--beam", options->beam,
            "Texts kept while searching; 1 takes the best symbol of each frame or step (without it and --ctc-share: as "
            "the recogniser was tested)")
        ->check(CLI::Range(1, experiment::kMostBeam));
    command
        ->add_option("--ctc-share", options->ctcShare,
                     "Share of CTC in a text's score, 0 to 1: of an attention recogniser trained with ctc_weight")
        ->check(CLI::Range(0.0, 1.0));
    command->add_option("--device", options->device, "cpu or cuda")
        ->check(CLI::IsMember({"cpu", "cuda"}))
        ->capture_default_str();
    command->add_option("--out", options->out, "Goal: .csv, .json or .TextGrid (default: the standard output)")
        ->type_name("PATH");
    auto* alignment =
        command
            ->add_option("--alignment", options->alignment,
                         "A second goal: where each character was found (.csv), or tiers of words and characters (.TextGrid)")
            ->type_name("PATH");
    for (auto* option : addSpanOptions(*command, options->span)) option->needs(alignment);
    command->footer(
        "Where a character was found is where an attention recogniser looked when it wrote it, or in which frames it is the "
        "best "
        "symbol: no forced alignment. Start and end enclose the middle four fifths of the attention, or these frames; the "
        "entropy of its weights (bits) tells how spread out they are. At most 120 s of a recording are aligned at once.");
    command->callback([&line, options] { line.action = [&line, options] { return transcribe(line, *options); }; });
}

}  // namespace prososcope::cli
