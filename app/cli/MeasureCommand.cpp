// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/MeasureOptions.h"
#include "app/cli/Workers.h"
#include "engine/backend/EmotionMeasure.h"
#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"
#include "engine/store/ModelCard.h"

namespace prososcope::cli {

namespace {

using annotation::FileMeasurements;

struct MeasureOptions {
    std::string tier;
    std::string quantities = "duration,f0.mean,f0.min,f0.max,f0.sd,intensity,f1@50%,f2@50%";
    std::string annotation;
    std::string label;
    std::string parent;
    PatternOptions pattern;
    bool unlabelled = false;
    bool computedPitch = false;
    annotation::MeasureSettings settings;
    std::string model;
    std::string device = "cpu";
    std::vector<std::string> inputs;
    std::string out;
};

nlohmann::json cellJson(const annotation::Cell& cell) {
    if (annotation::isEmpty(cell)) return nullptr;
    if (const auto* word = std::get_if<std::string>(&cell)) return *word;
    return std::get<double>(cell);
}

nlohmann::json rowsJson(const FileMeasurements& file, const std::vector<annotation::Quantity>& quantities) {
    auto list = nlohmann::json::array();
    for (const auto& row : file.rows) {
        nlohmann::json value = {{"file", file.recording.string()},
                                {"tier", row.span.tier},
                                {"start", row.span.time.start},
                                {"end", row.span.time.end},
                                {"label", row.span.label}};
        for (std::size_t i = 0; i < quantities.size(); ++i) value[quantities[i].name] = cellJson(row.cells[i]);
        list.push_back(std::move(value));
    }
    return list;
}

/// Where the rows go as they come: a file, or the standard output.
class Output {
public:
    Output(const CommandLine& line, bool json) : m_line(line), m_json(json) {}

    core::Status open(const std::string& path) {
        if (path.empty()) return {};
        auto file = core::SafeFile::open(path);
        if (!file) return core::fail(file.error());
        m_file.emplace(std::move(*file));
        return {};
    }
    core::Status begin(const std::vector<annotation::Quantity>& quantities) {
        return m_json ? put("[") : put(annotation::measurementsHeader(quantities));
    }
    core::Status add(const FileMeasurements& file, const std::vector<annotation::Quantity>& quantities) {
        m_rows += file.rows.size();
        if (!m_json) return put(annotation::measurementRows(file.recording, file.rows, quantities));
        std::string text;
        for (const auto& row : rowsJson(file, quantities)) {
            text += (m_first ? "\n  " : ",\n  ") + row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
            m_first = false;
        }
        return put(text);
    }
    core::Status finish() {
        if (m_json) {
            if (auto ended = put("\n]\n"); !ended) return ended;
        }
        return m_file ? m_file->commit() : core::Status();
    }
    [[nodiscard]] std::size_t rows() const { return m_rows; }

private:
    core::Status put(std::string_view text) {
        if (m_file) return m_file->write(text);
        m_line.print(text);
        return {};
    }

    const CommandLine& m_line;
    bool m_json;
    bool m_first = true;
    std::size_t m_rows = 0;
    std::optional<core::SafeFile> m_file;
};

core::Result<annotation::MeasureRequest> requestOf(const MeasureOptions& options) {
    auto quantities = annotation::parseQuantities(options.quantities);
    if (!quantities) return core::fail(quantities.error());
    annotation::MeasureRequest request{std::move(*quantities), std::nullopt, options.settings};
    if (!options.computedPitch) request.corrections = annotation::keptCorrections(core::dataFolder());
    request.settings.harmonicity.minimumPitchHz = options.settings.pitch.floorHz;
    if (options.tier.empty()) return request;
    request.choice.emplace();
    request.choice->tier = options.tier;
    request.choice->unlabelled = options.unlabelled;
    request.choice->parent = options.parent;
    if (!options.label.empty()) {
        auto query = options.pattern.query;
        query.pattern = options.label;
        auto matcher = annotation::TextMatcher::create(query);
        if (!matcher) return core::fail(matcher.error());
        request.choice->matcher = std::move(*matcher);
    }
    return request;
}

/// The model of --model, and all its classes among the quantities unless some emotion is there already.
core::Result<std::unique_ptr<backend::EmotionModel>> openModel(const CommandLine& line, const MeasureOptions& options,
                                                               std::vector<annotation::Quantity>& quantities) {
    if (options.model.empty()) return nullptr;
    const auto entry = store::findModel(options.model, line.workspacePath() / "models");
    if (!entry) return core::fail(entry.error());
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    auto model = (*torch)->openModel(*entry, options.device, line.workThreads());
    if (!model) return core::fail(model.error());
    if (entry->card.classes.empty()) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "The model %1 gives dimensions such as valence, and no emotions. Choose another one."),
             {entry->card.name}});
    }
    if (!annotation::needsEmotion(quantities)) {
        std::string names = "emotion";
        for (const auto& word : (*model)->card().classes) names += ",emotion." + word;
        const auto added = annotation::parseQuantities(names);
        if (!added) return core::fail(added.error());
        quantities.insert(quantities.end(), added->begin(), added->end());
    }
    return model;
}

/// Measures all files in parallel (one after another with a model, which is not shared) and writes them in their order.
bool measureAll(const CommandLine& line, const std::vector<std::filesystem::path>& files, const MeasureOptions& options,
                annotation::MeasureRequest request, backend::EmotionModel* model, Output& output, core::Status& written,
                std::size_t& corrected) {
    const std::optional<std::filesystem::path> given =
        options.annotation.empty() ? std::nullopt : std::optional<std::filesystem::path>(options.annotation);
    annotation::EmotionFactory emotion;
    if (model != nullptr) emotion = [model](const auto& recording) { return backend::emotionSource(*model, recording); };
    const bool one = files.size() == 1 || model != nullptr;
    const int inner = one ? line.workThreads() : 1;
    for (int* threads :
         {&request.settings.pitch.threads, &request.settings.formants.threads, &request.settings.harmonicity.threads})
        *threads = inner;
    ProgressBar bar(line);
    std::size_t good = 0;
    bool failed = false;
    using FileResult = core::Result<FileMeasurements>;
    inOrder<FileResult>(
        files.size(), one ? 1 : line.workThreads(),
        [&](std::size_t i) -> FileResult {
            core::Progress progress = files.size() == 1 ? bar.progress() : core::Progress(line.stopToken());
            return annotation::measureFile(files[i], given, request, emotion, progress);
        },
        [&](std::size_t i, const FileResult& file) {
            if (line.stopToken().stop_requested() || !written) return false;
            if (files.size() > 1)
                bar.progress().report(static_cast<double>(i) / static_cast<double>(files.size()),
                                      {"%1", {files[i].filename().string()}});
            if (!file || !file->notes.empty()) bar.clear();
            if (!file) {
                line.error(file.error().message());
                failed = true;
                return true;
            }
            for (const auto& note : file->notes)
                line.message(core::Text("%1: %2", {file->annotation->string(), note.english()}).english());
            written = output.add(*file, request.quantities);
            if (file->pitchCorrected) ++corrected;
            ++good;
            return true;
        });
    return !failed && good == files.size();
}

int measure(const CommandLine& line, const MeasureOptions& options) {
    const std::string ending = options.out.empty() ? (line.json ? ".json" : ".csv") : endingOf(options.out);
    if (ending != ".csv" && ending != ".json") return line.wrongUse("--out must end in .csv or .json.");
    if (options.tier.empty() &&
        (!options.label.empty() || options.unlabelled || !options.annotation.empty() || !options.parent.empty()))
        return line.wrongUse("--label, --parent, --unlabelled and --annotation need --tier.");
    auto request = requestOf(options);
    if (!request) return line.wrongUse(request.error().message());
    if (options.model.empty() && annotation::needsEmotion(request->quantities))
        return line.wrongUse("Emotion is measured with a model: add --model NAME.");
    bool failed = false;
    const auto files = expandInputs(line, options.inputs, failed);
    if (files.empty()) return kFailed;
    if (!options.annotation.empty() && files.size() > 1)
        return line.wrongUse("--annotation belongs to one recording; several have theirs beside them.");
    Output output(line, ending == ".json");
    if (auto opened = output.open(options.out); !opened) return line.failed(opened.error());  // known before the work
    const auto model = openModel(line, options, request->quantities);
    if (!model) return line.failed(model.error());
    auto written = output.begin(request->quantities);
    std::size_t corrected = 0;
    if (!measureAll(line, files, options, *request, model->get(), output, written, corrected)) failed = true;
    if (line.stopToken().stop_requested()) return line.failed(core::cancelled().value());
    if (written && (output.rows() > 0 || !failed)) written = output.finish();
    if (!written) return line.failed(written.error());
    if (corrected > 0)
        line.message(
            core::Text("Corrections of the pitch by hand count in %1 of %2 recordings; --computed-pitch leaves them out.",
                       {std::to_string(corrected), std::to_string(files.size())})
                .english());
    if (!options.out.empty() && output.rows() > 0) {
        if (line.json) {
            line.printJson(nlohmann::json{{"out", options.out}, {"rows", output.rows()}, {"files", files.size()}});
        } else {
            line.message(core::Text("%1: %2 rows of %3 recordings.",
                                    {options.out, std::to_string(output.rows()), std::to_string(files.size())})
                             .english());
        }
    }
    return failed ? kFailed : kDone;
}

constexpr const char* kQuantityHelp =
    "Quantities, separated by commas:\n"
    "  label parent start end duration\n"
    "  f0.S f1.S .. f5.S b1.S .. b5.S intensity.S hnr.S   S: mean min max sd median; without .S the mean\n"
    "  f0@50% f1@20% intensity@80% ...                   the value at that per cent of the interval\n"
    "  voiced pulses breaks breaks.share period.mean period.sd\n"
    "  jitter.local jitter.absolute jitter.rap jitter.ppq5 jitter.ddp\n"
    "  shimmer.local shimmer.db shimmer.apq3 shimmer.apq5 shimmer.apq11 shimmer.dda\n"
    "  voice.autocorrelation voice.nhr voice.hnr          voice: all of the last four lines\n"
    "  emotion emotion.CLASS                              with --model\n"
    "f: formant, b: its bandwidth, hnr: harmonics-to-noise ratio. Hz, dB, seconds; jitter and shimmer as shares.\n"
    "Frames are those of the whole recording; what is undefined is an empty cell (null in JSON).\n"
    "Pitch, and pulses and voice report with it, are as corrected by hand in the window, unless --computed-pitch is given.";

}  // namespace

void addMeasureCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("measure", "Pitch, formants, intensity, voice and emotion of annotated intervals");
    auto options = std::make_shared<MeasureOptions>();
    command->footer(kQuantityHelp);
    command->add_option("--tier", options->tier, "Tier whose intervals or points are measured (default: whole recordings)")
        ->type_name("NAME");
    command->add_option("--quantities", options->quantities, "What to measure, as listed below")
        ->capture_default_str()
        ->type_name("LIST");
    command->add_option("INPUT", options->inputs, "Recordings with their annotation beside them, or folders")->required();
    command->add_option("--annotation", options->annotation, "Annotation of the one recording, instead of that beside it")
        ->type_name("FILE");
    command->add_option("--label", options->label, "Only where the label holds this")->type_name("PATTERN");
    options->pattern.addTo(*command);
    command->add_option("--parent", options->parent, "Tier of the parents' labels (default: as the annotation links them)")
        ->type_name("NAME");
    command->add_flag("--unlabelled", options->unlabelled, "Intervals without a label too");
    command->add_flag("--computed-pitch", options->computedPitch, "Pitch as computed, without corrections made by hand");
    addTrackOptions(*command, options->settings);
    command->add_option("--model", options->model, "Name of a model, or its .safetensors file, for emotion")->type_name("M");
    command->add_option("--device", options->device, "cpu or cuda")
        ->check(CLI::IsMember({"cpu", "cuda"}))
        ->capture_default_str();
    command->add_option("--out", options->out, "Goal: .csv or .json (default: the standard output)")->type_name("PATH");
    command->callback([&line, options] { line.action = [&line, options] { return measure(line, *options); }; });
}

}  // namespace prososcope::cli
