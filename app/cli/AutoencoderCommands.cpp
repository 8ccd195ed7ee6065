// SPDX-License-Identifier: GPL-3.0-or-later
// What a kept adversarial autoencoder makes of recordings: `autoencoder reconstruct`, `autoencoder swap`.
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/audio/AudioFile.h"
#include "engine/backend/AutoencoderBackend.h"
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
    std::string csv;
    std::string device = "cpu";
    std::size_t columns = 10;  ///< that the table shows
};

core::Result<std::unique_ptr<backend::AutoencoderView>> viewOf(const CommandLine& line, const AutoencoderOptions& options) {
    const auto entry = store::findModel(options.model, line.workspacePath() / "models");
    if (!entry) return core::fail(entry.error());
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    const auto networks = backend::autoencoderBackend(**torch);
    if (!networks) return core::fail(networks.error());
    return (*networks)->open(*entry, options.device, line.workThreads());
}

core::Result<backend::AutoencoderCode> codeOf(backend::AutoencoderView& view, const std::string& file,
                                              core::Progress& progress) {
    audio::DecodeOptions decoding;
    decoding.rateHz = view.card().rateHz;
    decoding.mono = true;
    auto reading = progress.part(0.0, 0.2);
    const auto clip = audio::decodeAudio(file, decoding, reading);
    if (!clip) return core::fail(clip.error());
    auto computing = progress.part(0.2, 1.0);
    auto code = view.code((*clip)->channels.front(), computing);
    if (code || code.error().kind == core::ErrorKind::Cancelled) return code;
    return core::fail(code.error().kind, {"%1: %2", {file, code.error().message()}}, code.error().details);
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

/// Two rows of features side by side, and what they are called.
struct ComparedRows {
    const std::vector<float>& from;
    const std::vector<float>& to;
    std::string fromName;
    std::string toName;
};

std::string comparisonTable(const backend::AutoencoderView& view, const ComparedRows& rows, std::size_t most) {
    std::vector<std::vector<std::string>> cells;
    const auto number = [](double value) { return core::fixedText(value, kShareDigits); };
    for (const auto c : backend::largestDifferences(rows.from, rows.to, most)) {
        const auto from = static_cast<double>(rows.from[c]);
        const auto to = static_cast<double>(rows.to[c]);
        cells.push_back({view.columns()[c], number(from), number(to), number(to - from)});
    }
    return formatTable({"feature", rows.fromName, rows.toName, "difference"}, cells, {1, 2, 3});
}

nlohmann::json comparisonJson(const backend::AutoencoderView& view, const ComparedRows& rows, std::size_t most) {
    auto list = nlohmann::json::array();
    for (const auto c : backend::largestDifferences(rows.from, rows.to, most))
        list.push_back({{"feature", view.columns()[c]}, {rows.fromName, rows.from[c]}, {rows.toName, rows.to[c]}});
    return list;
}

/// All columns, in standard deviations of the training and in the units of the features.
core::Status writeComparison(const std::string& goal, const backend::AutoencoderView& view, const ComparedRows& rows) {
    const auto from = view.inFeatureUnits(rows.from);
    const auto to = view.inFeatureUnits(rows.to);
    if (!from || !to) return core::fail(from ? to.error() : from.error());
    core::CsvTable table{{"feature", rows.fromName, rows.toName, rows.fromName + "_value", rows.toName + "_value"}, {}};
    for (std::size_t c = 0; c < rows.from.size(); ++c) {
        table.rows.push_back({view.columns()[c], core::numberText(rows.from[c]), core::numberText(rows.to[c]),
                              core::numberText((*from)[c]), core::numberText((*to)[c])});
    }
    return core::writeFile(goal, core::formatCsv(table));
}

int reconstruct(const CommandLine& line, const AutoencoderOptions& options) {
    const auto view = viewOf(line, options);
    if (!view) return line.failed(view.error());
    ProgressBar bar(line);
    const auto code = codeOf(**view, options.first, bar.progress());
    bar.clear();
    if (!code) return line.failed(code.error());
    const ComparedRows rows{code->input, code->reconstruction, "recording", "reconstruction"};
    if (!options.csv.empty()) {
        if (auto written = writeComparison(options.csv, **view, rows); !written) return line.failed(written.error());
    }
    const auto& card = (*view)->card();
    const double explained = code->explainedShare();
    if (line.json) {
        line.printJson({{"file", options.first},
                        {"model", card.name},
                        {"emotion", emotionJson(card, code->emotion)},
                        {"style", code->style},
                        {"mean_square_error", code->error},
                        {"explained", std::isfinite(explained) ? nlohmann::json(explained) : nlohmann::json()},
                        {"columns", comparisonJson(**view, rows, options.columns)}});
        return kDone;
    }
    constexpr double kPercent = 100.0;
    line.print("emotion: " + emotionText(card, code->emotion) + "\n");
    line.print("mean square error: " + core::fixedText(code->error, kErrorDigits) +
               ", in standard deviations of the training's columns\n");
    if (std::isfinite(explained)) {
        line.print("explained: " + core::fixedText(kPercent * explained, 1) +
                   " % of what sets the recording apart from the training's mean\n");
    }
    line.print("\n" + comparisonTable(**view, rows, options.columns));
    return kDone;
}

int swap(const CommandLine& line, const AutoencoderOptions& options) {
    const auto view = viewOf(line, options);
    if (!view) return line.failed(view.error());
    ProgressBar bar(line);
    auto half = bar.progress().part(0.0, 0.5);
    const auto emotion = codeOf(**view, options.first, half);
    if (!emotion) return line.failed(emotion.error());
    auto rest = bar.progress().part(0.5, 1.0);
    const auto style = codeOf(**view, options.second, rest);
    bar.clear();
    if (!style) return line.failed(style.error());
    const auto made = (*view)->decode(emotion->emotion, style->style);
    if (!made) return line.failed(made.error());
    const auto heard = (*view)->codeOfRow(*made);
    if (!heard) return line.failed(heard.error());
    const ComparedRows rows{style->reconstruction, *made, "reconstruction", "swapped"};
    if (!options.csv.empty()) {
        if (auto written = writeComparison(options.csv, **view, rows); !written) return line.failed(written.error());
    }
    double change = 0.0;
    for (std::size_t c = 0; c < made->size(); ++c)
        change += std::pow(static_cast<double>((*made)[c]) - static_cast<double>(style->reconstruction[c]), 2.0);
    change /= static_cast<double>(made->size());
    const auto& card = (*view)->card();
    if (line.json) {
        line.printJson({{"model", card.name},
                        {"emotion_of", {{"file", options.first}, {"emotion", emotionJson(card, emotion->emotion)}}},
                        {"style_of", {{"file", options.second}, {"emotion", emotionJson(card, style->emotion)}}},
                        {"heard_in_swapped", emotionJson(card, heard->emotion)},
                        {"mean_square_change", change},
                        {"columns", comparisonJson(**view, rows, options.columns)}});
        return kDone;
    }
    line.print("emotion of " + options.first + ": " + emotionText(card, emotion->emotion) + "\n");
    line.print("emotion of " + options.second + ": " + emotionText(card, style->emotion) + "\n");
    line.print("heard in what is made of both: " + emotionText(card, heard->emotion) + "\n");
    line.print("mean square change: " + core::fixedText(change, kErrorDigits) + " beside the reconstruction of " +
               options.second + ", in standard deviations of the training's columns\n\n");
    line.print(comparisonTable(**view, rows, options.columns));
    return kDone;
}

/// Options that both have.
CLI::App* addOne(CLI::App& group, const char* name, const char* description, AutoencoderOptions& options) {
    auto* command = group.add_subcommand(name, description);
    command->add_option("MODEL", options.model, "Name of a kept autoencoder, or its .safetensors file")->required();
    command->add_option("--csv", options.csv, "All columns of both rows, also in the units of the features")->type_name("OUT");
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
    again->callback([&line, one] { line.action = [&line, one] { return reconstruct(line, *one); }; });
    auto two = std::make_shared<AutoencoderOptions>();
    auto* both = addOne(*group, "swap", "Features of one recording's emotion in another one's style", *two);
    both->add_option("EMOTION_FILE", two->first, "The sound file whose emotion is taken")->required();
    both->add_option("STYLE_FILE", two->second, "The sound file whose style is taken")->required();
    both->callback([&line, two] { line.action = [&line, two] { return swap(line, *two); }; });
}

}  // namespace prososcope::cli
