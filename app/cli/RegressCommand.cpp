// SPDX-License-Identifier: GPL-3.0-or-later
// A model of valence, arousal and the like from the units of a network: `regress`.
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/ActivationOptions.h"
#include "engine/backend/UnitRegressionFit.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"

namespace prososcope::cli {

namespace {

struct RegressOptions {
    ActivationOptions activations;
    std::vector<std::string> targets;
    std::size_t units = 100;
    std::vector<std::string> among;
    std::string name;
    std::string title;
};

/// "0-127", "300": numbers of units; false on anything else.
bool addUnits(const std::string& word, std::vector<std::size_t>& units) {
    constexpr double kMostUnits = 1e7;
    const auto dash = word.find('-');
    const auto first = core::parseNumber(word.substr(0, dash));
    const auto last = dash == std::string::npos ? first : core::parseNumber(word.substr(dash + 1));
    if (!first || !last || !(*first >= 0.0) || !(*last >= *first) || !(*last <= kMostUnits) || *first != std::floor(*first) ||
        *last != std::floor(*last))
        return false;
    for (auto unit = static_cast<std::size_t>(*first); unit <= static_cast<std::size_t>(*last); ++unit) units.push_back(unit);
    return true;
}

/// The command that makes the same model again.
std::string commandOf(const RegressOptions& options) {
    std::string text =
        "prososcope-cli regress --encoder " + options.activations.encoder + " --corpus " + options.activations.corpus;
    if (!options.activations.tap.empty()) text += " --tap " + options.activations.tap;
    text += " --targets " + core::joined(options.targets, ",") + " --units " + std::to_string(options.units);
    if (!options.among.empty()) text += " --among " + core::joined(options.among, ",");
    return text + " --name " + options.name;
}

std::string withInterval(const analysis::ScoreWithInterval& score) {
    return intervalText(score.value, score.interval.low, score.interval.high);
}

nlohmann::json scoreJson(const analysis::ScoreWithInterval& score) {
    const auto orNull = [](double value) { return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(); };
    return {{"value", orNull(score.value)}, {"low", orNull(score.interval.low)}, {"high", orNull(score.interval.high)}};
}

nlohmann::json fitJson(const backend::UnitRegressionFit& fit) {
    auto targets = nlohmann::json::array();
    for (std::size_t t = 0; t < fit.errors.size(); ++t) {
        const auto& target = fit.model.targets[t];
        const auto& error = fit.errors[t];
        auto speakers = nlohmann::json::array();
        for (std::size_t s = 0; s < error.leftOut.speakers.size(); ++s) {
            const auto& speaker = error.leftOut.speakers[s];
            speakers.push_back({{"speaker", speaker.speaker},
                                {"utterances", speaker.rows},
                                {"rmse", std::sqrt(speaker.meanSquaredError)},
                                {"mean_rmse", std::sqrt(error.mean.speakers[s].meanSquaredError)}});
        }
        targets.push_back({{"target", target.name},
                           {"derived", target.derived},
                           {"low", target.low},
                           {"high", target.high},
                           {"units", target.regression.columns},
                           {"rmse", scoreJson(error.score.rootMeanSquaredError)},
                           {"ccc", scoreJson(error.score.concordance)},
                           {"mean_rmse", scoreJson(error.meanScore.rootMeanSquaredError)},
                           {"mean_ccc", scoreJson(error.meanScore.concordance)},
                           {"speakers", std::move(speakers)}});
    }
    return {{"utterances", fit.utterances.size()},
            {"unrated", fit.unrated},
            {"heard_speakers", fit.heard},
            {"targets", std::move(targets)}};
}

void printFit(const CommandLine& line, const backend::UnitRegressionFit& fit) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> header{"speaker", "n"};
    for (std::size_t t = 0; t < fit.errors.size(); ++t) {
        const auto& target = fit.model.targets[t];
        const auto& error = fit.errors[t];
        const std::string name = target.derived ? target.name + " (derived)" : target.name;
        for (const auto& [what, score] : {std::pair{"units", &error.score}, std::pair{"mean", &error.meanScore}}) {
            rows.push_back({name, what, std::to_string(score->utterances), std::to_string(score->speakers),
                            withInterval(score->rootMeanSquaredError), withInterval(score->concordance)});
        }
        header.push_back(target.name);
        header.push_back("mean");
    }
    line.print(formatTable({"target", "predicted by", "n", "speakers", "RMSE [95 %]", "CCC [95 %]"}, rows, {2, 3, 4, 5}));
    rows.clear();
    const auto& speakers = fit.errors.front().leftOut.speakers;
    for (std::size_t s = 0; s < speakers.size(); ++s) {
        std::vector<std::string> cells{speakers[s].speaker, std::to_string(speakers[s].rows)};
        for (const auto& error : fit.errors) {
            for (const auto* result : {&error.leftOut, &error.mean})
                cells.push_back(core::fixedText(std::sqrt(result->speakers[s].meanSquaredError), 3));
        }
        rows.push_back(std::move(cells));
    }
    std::vector<std::size_t> numbers;
    for (std::size_t i = 1; i < header.size(); ++i) numbers.push_back(i);
    line.print("\nroot mean squared error of each speaker, left out\n" + formatTable(header, rows, numbers));
}

int regress(const CommandLine& line, const RegressOptions& options) {
    if (options.activations.untrained) return line.wrongUse("An untrained network is a control and makes no model.");
    backend::UnitRegressionSettings settings{options.targets, {}, options.units, line.workThreads()};
    for (const auto& word : options.among) {
        if (!addUnits(word, settings.units)) return line.wrongUse("--among takes numbers of units such as 0-127,300.");
    }
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    if (auto good = backend::checkUnitRegressionName(options.name, workspace->modelsFolder()); !good)
        return line.failed(good.error());
    const auto of =
        activationsOf(line, options.activations, {store::ActivationPool::Mean},
                      {store::ActivationPool::Mean, store::ActivationPool::Maximum, store::ActivationPool::Deviation});
    if (!of) return line.failed(of.error());
    const auto encoder = store::findModel(options.activations.encoder, workspace->modelsFolder());
    if (!encoder) return line.failed(encoder.error());
    ProgressBar bar(line);
    const auto fit = backend::fitUnitRegression(settings, encoder->card, of->corpus, of->set, bar.progress());
    bar.clear();
    if (!fit) return line.failed(fit.error());
    const backend::UnitRegressionTitle title{options.name, options.title, commandOf(options)};
    if (auto kept = backend::keepUnitRegression(*fit, encoder->card, of->corpus, title, workspace->modelsFolder()); !kept)
        return line.failed(kept.error());
    if (line.json) {
        auto json = fitJson(*fit);
        json["model"] = options.name;
        line.printJson(json);
        return kDone;
    }
    printFit(line, *fit);
    if (fit->unrated > 0)
        line.message(
            core::Text("%1 utterances without a value of each target are left out.", {std::to_string(fit->unrated)}).english());
    if (!fit->heard.empty()) {
        line.message(core::Text("The network %1 was trained on %2 of these speakers: the errors are too small.",
                                {encoder->card.name, std::to_string(fit->heard.size())})
                         .english());
    }
    line.message(core::Text("Kept as the model %1.", {options.name}).english());
    return kDone;
}

}  // namespace

void addRegressCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand(
        "regress", "A model of valence, arousal and the like from the mean activations of a network's units, with its error");
    auto options = std::make_shared<RegressOptions>();
    addActivationOptions(*command, options->activations);
    command->add_option("--targets", options->targets, "What is predicted, as of correlate: valence,arousal")
        ->required()
        ->delimiter(',')
        ->type_name("A,B");
    command->add_option("--units", options->units, "How many units are taken, the best by F score")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    command->add_option("--among", options->among, "Numbers of the units among which they are chosen: 0-127,300 (default: all)")
        ->delimiter(',');
    command->add_option("--name", options->name, "Name of the model in the workspace")->required()->type_name("NAME");
    command->add_option("--title", options->title, "Its title");
    command->callback([&line, options] { line.action = [&line, options] { return regress(line, *options); }; });
}

}  // namespace prososcope::cli
