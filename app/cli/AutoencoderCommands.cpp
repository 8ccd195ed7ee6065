// SPDX-License-Identifier: GPL-3.0-or-later
// What a kept adversarial autoencoder makes of recordings: `autoencoder reconstruct`, `autoencoder swap`.
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "app/cli/SpanOptions.h"
#include "engine/backend/CodeComparison.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/ModelCard.h"

namespace prososcope::cli {

namespace {

constexpr int kShareDigits = 2;
constexpr int kErrorDigits = 3;

struct AutoencoderOptions {
    std::string model;
    std::string first;   ///< the recording, or that of the emotion
    std::string second;  ///< that of the style
    backend::RecordingSpan firstSpan;
    backend::RecordingSpan secondSpan;
    std::string csv;
    std::string device = "cpu";
    std::size_t columns = 10;  ///< that the table shows
};

backend::RecordingSpan soundOf(const std::string& file, backend::RecordingSpan span) {
    span.recording = file;
    return span;
}

core::Result<std::unique_ptr<backend::AutoencoderView>> viewOf(const CommandLine& line, const AutoencoderOptions& options) {
    const auto entry = store::findModel(options.model, line.workspacePath() / "models");
    if (!entry) return core::fail(entry.error());
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    const auto networks = backend::autoencoderBackend(**torch);
    if (!networks) return core::fail(networks.error());
    return (*networks)->open(*entry, options.device, line.workThreads());
}

std::string emotionText(const store::ModelCard& card, const std::vector<float>& shares) {
    std::string text;
    for (std::size_t c = 0; c < shares.size(); ++c)
        text += (c == 0 ? "" : ", ") + card.classes[c] + " " + core::fixedText(static_cast<double>(shares[c]), kShareDigits);
    return text;
}

nlohmann::json emotionJson(const store::ModelCard& card, const std::vector<float>& shares) {
    auto json = nlohmann::json::object();
    for (std::size_t c = 0; c < shares.size(); ++c) json[card.classes[c]] = shares[c];
    return json;
}

std::string comparisonTable(const backend::CodeComparison& rows, std::size_t most) {
    std::vector<std::vector<std::string>> cells;
    const auto number = [](double value) { return core::fixedText(value, kShareDigits); };
    for (const auto c : backend::largestDifferences(rows.from, rows.to, most)) {
        const auto from = static_cast<double>(rows.from[c]);
        const auto to = static_cast<double>(rows.to[c]);
        cells.push_back({rows.columns[c], number(from), number(to), number(to - from)});
    }
    return formatTable({"feature", rows.fromName, rows.toName, "difference"}, cells, {1, 2, 3});
}

nlohmann::json comparisonJson(const backend::CodeComparison& rows, std::size_t most) {
    auto list = nlohmann::json::array();
    for (const auto c : backend::largestDifferences(rows.from, rows.to, most))
        list.push_back({{"feature", rows.columns[c]}, {rows.fromName, rows.from[c]}, {rows.toName, rows.to[c]}});
    return list;
}

/// Writes all columns where a file is asked for.
core::Status writeComparison(const AutoencoderOptions& options, const backend::CodeComparison& rows) {
    return options.csv.empty() ? core::Status() : core::writeFile(options.csv, backend::codeComparisonCsv(rows));
}

int reconstruct(const CommandLine& line, const AutoencoderOptions& options) {
    const auto view = viewOf(line, options);
    if (!view) return line.failed(view.error());
    ProgressBar bar(line);
    const auto code = backend::codeOfRecording(**view, soundOf(options.first, options.firstSpan), bar.progress());
    bar.clear();
    if (!code) return line.failed(code.error());
    const auto rows = backend::reconstruction(**view, *code);
    if (!rows) return line.failed(rows.error());
    if (auto written = writeComparison(options, *rows); !written) return line.failed(written.error());
    const auto& card = (*view)->card();
    const double explained = rows->explainedShare;
    if (line.json) {
        line.printJson({{"file", options.first},
                        {"model", card.name},
                        {"emotion", emotionJson(card, rows->emotion)},
                        {"style", code->style},
                        {"mean_square_error", rows->meanSquare},
                        {"explained", std::isfinite(explained) ? nlohmann::json(explained) : nlohmann::json()},
                        {"columns", comparisonJson(*rows, options.columns)}});
        return kDone;
    }
    constexpr double kPercent = 100.0;
    line.print("emotion: " + emotionText(card, rows->emotion) + "\n");
    line.print("mean square error: " + core::fixedText(rows->meanSquare, kErrorDigits) +
               ", in standard deviations of the training's columns\n");
    if (std::isfinite(explained)) {
        line.print("explained: " + core::fixedText(kPercent * explained, 1) +
                   " % of what sets the recording apart from the training's mean\n");
    }
    line.print("\n" + comparisonTable(*rows, options.columns));
    return kDone;
}

core::Result<backend::CodeComparison> swapped(const CommandLine& line, backend::AutoencoderView& view,
                                              const AutoencoderOptions& options) {
    ProgressBar bar(line);
    auto half = bar.progress().part(0.0, 0.5);
    const auto emotion = backend::codeOfRecording(view, soundOf(options.first, options.firstSpan), half);
    if (!emotion) return core::fail(emotion.error());
    auto rest = bar.progress().part(0.5, 1.0);
    const auto style = backend::codeOfRecording(view, soundOf(options.second, options.secondSpan), rest);
    bar.clear();
    if (!style) return core::fail(style.error());
    return backend::emotionSwapped(view, *emotion, *style);
}

int swap(const CommandLine& line, const AutoencoderOptions& options) {
    const auto view = viewOf(line, options);
    if (!view) return line.failed(view.error());
    const auto rows = swapped(line, **view, options);
    if (!rows) return line.failed(rows.error());
    if (auto written = writeComparison(options, *rows); !written) return line.failed(written.error());
    const auto& card = (*view)->card();
    if (line.json) {
        line.printJson({{"model", card.name},
                        {"emotion_of", {{"file", options.first}, {"emotion", emotionJson(card, rows->emotion)}}},
                        {"style_of", {{"file", options.second}, {"emotion", emotionJson(card, rows->styleEmotion)}}},
                        {"heard_in_swapped", emotionJson(card, rows->heard)},
                        {"mean_square_change", rows->meanSquare},
                        {"columns", comparisonJson(*rows, options.columns)}});
        return kDone;
    }
    line.print("emotion of " + options.first + ": " + emotionText(card, rows->emotion) + "\n");
    line.print("emotion of " + options.second + ": " + emotionText(card, rows->styleEmotion) + "\n");
    line.print("heard in what is made of both: " + emotionText(card, rows->heard) + "\n");
    line.print("mean square change: " + core::fixedText(rows->meanSquare, kErrorDigits) + " beside the reconstruction of " +
               options.second + ", in standard deviations of the training's columns\n\n");
    line.print(comparisonTable(*rows, options.columns));
    return kDone;
}

/// Options that both have.
CLI::App* addOne(CLI::App& group, const char* name, const char* description, AutoencoderOptions& options) {
    auto* command = group.add_subcommand(name, description);
    command->add_option("MODEL", options.model, "Name of a kept autoencoder, or its .safetensors file")->required();
    command
        ->add_option("--csv", options.csv,
                     "All columns of both rows, bounded as in training, also in the units of the features")
        ->type_name("OUT");
    command->add_option("--columns", options.columns, "Columns that the table shows, those that differ most first")
        ->check(CLI::Range(0, 100000))
        ->capture_default_str();
    command->add_option("--device", options.device, "cpu or cuda")
        ->check(CLI::IsMember({"cpu", "cuda"}))
        ->capture_default_str();
    return command;
}

}  // namespace

void addAutoencoderCommands(CLI::App& app, CommandLine& line) {
    auto* group =
        app.add_subcommand("autoencoder", "Recordings as the emotion and the style that an autoencoder finds in them");
    group->require_subcommand(1);
    auto one = std::make_shared<AutoencoderOptions>();
    auto* again = addOne(*group, "reconstruct", "How well it makes a recording's features again, and which it does not", *one);
    again->add_option("FILE", one->first, "A sound file")->required();
    addSpanOptions(*again, one->firstSpan);
    again->callback([&line, one] { line.action = [&line, one] { return reconstruct(line, *one); }; });
    auto two = std::make_shared<AutoencoderOptions>();
    auto* both = addOne(*group, "swap", "Features of one recording's emotion in another one's style", *two);
    both->add_option("EMOTION_FILE", two->first, "The sound file whose emotion is taken")->required();
    both->add_option("STYLE_FILE", two->second, "The sound file whose style is taken")->required();
    addSpanOptions(*both, two->firstSpan, "--", "EMOTION_FILE");
    addSpanOptions(*both, two->secondSpan, "--style-", "STYLE_FILE");
    both->callback([&line, two] { line.action = [&line, two] { return swap(line, *two); }; });
}

}  // namespace prososcope::cli
