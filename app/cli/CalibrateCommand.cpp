// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CalibrateCommand.h"

#include <nlohmann/json.hpp>

#include "engine/analysis/Temperature.h"
#include "engine/core/Csv.h"
#include "engine/experiment/Experiment.h"
#include "engine/store/ModelCard.h"

namespace prososcope::cli {

namespace {

struct CalibrateOptions {
    std::string model;
    std::int64_t run = 0;
    bool card = false;
};

/// The temperature that the run's own posteriors have.
core::Result<double> temperatureOf(const store::RunRecord& run) {
    const auto parsed = experiment::parseExperiment(run.experiment, "run " + std::to_string(run.id));
    if (!parsed) return core::fail(parsed.error());
    const auto found = parsed->modelSettings.find("temperature");
    return found == parsed->modelSettings.end() ? 1.0 : found->second;
}

int calibrate(const CommandLine& line, const CalibrateOptions& options) {
    auto entry = store::findModel(options.model, line.workspacePath() / "models");
    if (!entry) return line.failed(entry.error());
    auto& card = entry->card;
    if (!experiment::hasTemperature(card.kind) || card.classes.empty()) {
        line.error(core::Text("%1 is of the kind %2, which has no temperature.", {card.name, card.kind}).english());
        return kFailed;
    }
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto run = workspace->run(options.run);
    if (!run) return line.failed(run.error());
    if (run->name != card.name || run->classes != card.classes || run->seed != card.seed) {
        line.error(core::Text("Run %1 is %2 with seed %3: the model %4 does not come from it.",
                              {std::to_string(run->id), run->name, std::to_string(run->seed), card.name})
                       .english());
        return kFailed;
    }
    const auto predictions = workspace->predictions(run->id);
    if (!predictions) return line.failed(predictions.error());
    const auto before = temperatureOf(*run);
    if (!before) return line.failed(before.error());
    const auto found = analysis::runTemperature(*predictions, run->classes.size());
    if (!found) {
        line.error(core::Text("Run %1 has no predictions with posteriors.", {std::to_string(run->id)}).english());
        return kFailed;
    }
    analysis::addTemperature(card, *found, *before);
    if (line.json) {
        const auto figure = [](const analysis::WithInterval& one) {
            return nlohmann::json{{"value", one.value}, {"low", one.interval.low}, {"high", one.interval.high}};
        };
        line.printJson({{"model", card.name},
                        {"run", run->id},
                        {"temperature", card.settings.at("temperature")},
                        {"n", found->rows},
                        {"loss_before", figure(found->lossBefore)},
                        {"loss_after", figure(found->lossAfter)},
                        {"error_before", figure(found->errorBefore)},
                        {"error_after", figure(found->errorAfter)}});
    } else {
        const auto figure = [](const analysis::WithInterval& one) {
            return intervalText(one.value, one.interval.low, one.interval.high);
        };
        line.print(core::Text("%1: temperature %2, from %3 predictions of run %4\n\n",
                              {card.name, core::fixedText(card.settings.at("temperature"), 3), std::to_string(found->rows),
                               std::to_string(run->id)})
                       .english());
        line.print(formatTable({"each fold at the others' temperature", "before [95 %]", "after [95 %]"},
                               {{"negative log likelihood", figure(found->lossBefore), figure(found->lossAfter)},
                                {"calibration error", figure(found->errorBefore), figure(found->errorAfter)}}));
    }
    if (!options.card) return kDone;
    const auto written = store::writeModelCard(entry->cardPath, card);
    return written ? kDone : line.failed(written.error());
}

}  // namespace

void addCalibrateCommand(CLI::App& app, CommandLine& line) {
    auto* command =
        app.add_subcommand("calibrate", "A network's temperature, from the predictions of the run that it comes from");
    auto options = std::make_shared<CalibrateOptions>();
    command->add_option("--model", options->model, "Name of a model, or its .safetensors file")->required()->type_name("M");
    command->add_option("RUN", options->run, "Number of its run")->required();
    command->add_flag("--card", options->card, "Write temperature and figures into the model's card");
    command->callback([&line, options] { line.action = [&line, options] { return calibrate(line, *options); }; });
}

}  // namespace prososcope::cli
