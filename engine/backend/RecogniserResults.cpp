// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/RecogniserResults.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "engine/analysis/Bootstrap.h"
#include "engine/analysis/ErrorRates.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"

namespace prososcope::backend {

namespace {

std::string epochsCsv(const std::vector<RecogniserEpoch>& epochs) {
    core::CsvTable table{
        {"epoch", "train_loss", "validation_loss", "validation_cer", "held_out_validation_cer", "learning_rate", "seconds"},
        {}};
    for (const auto& epoch : epochs) {
        table.rows.push_back({std::to_string(epoch.epoch), core::numberText(epoch.trainLoss),
                              core::numberText(epoch.validationLoss), core::numberText(epoch.validationErrors),
                              epoch.heldOutErrors ? core::numberText(*epoch.heldOutErrors) : "",
                              core::numberText(epoch.learningRate), core::fixedText(epoch.seconds, 1)});
    }
    return core::formatCsv(table);
}

std::string testedCsv(const std::vector<RecognisedUtterance>& tested) {
    core::CsvTable table{{"utterance", "speaker", "seen_text", "errors", "characters", "reference", "hypothesis"}, {}};
    for (const auto& each : tested) {
        const auto errors = analysis::characterErrors(each.reference, each.hypothesis);
        table.rows.push_back({each.utterance, each.speaker, each.seenText ? "1" : "0", std::to_string(errors.edits()),
                              std::to_string(errors.referenceUnits()), each.reference, each.hypothesis});
    }
    return core::formatCsv(table);
}

nlohmann::json figureJson(const CharacterErrorFigure& figure) {
    return {{"cer", figure.rate},
            {"low", figure.low},
            {"high", figure.high},
            {"utterances", figure.utterances},
            {"characters", figure.characters}};
}

}  // namespace

CharacterErrorFigure characterErrorsOf(std::span<const RecognisedUtterance> tested, bool seenText) {
    std::vector<analysis::EditCounts> counts;
    std::vector<std::string> speakers;
    CharacterErrorFigure figure;
    for (const auto& each : tested) {
        if (each.seenText != seenText) continue;
        counts.push_back(analysis::characterErrors(each.reference, each.hypothesis));
        speakers.push_back(each.speaker);
        figure.characters += counts.back().referenceUnits();
    }
    figure.utterances = counts.size();
    if (counts.empty()) {
        figure.rate = figure.low = figure.high = std::numeric_limits<double>::quiet_NaN();
        return figure;
    }
    const auto rate = [&](std::span<const std::size_t> rows) {
        analysis::EditCounts sum;
        for (const auto row : rows) sum += counts[row];
        return sum.rate();
    };
    analysis::EditCounts all;
    for (const auto& each : counts) all += each;
    figure.rate = all.rate();
    const auto interval = analysis::bootstrapInterval(analysis::speakerClusters(speakers, counts.size()), rate);
    figure.low = interval.low;
    figure.high = interval.high;
    return figure;
}

core::Status writeRecogniserResults(const std::filesystem::path& folder, const experiment::RecogniserExperiment& experiment,
                                    const RecogniserOutcome& outcome) {
    nlohmann::json summary = {{"name", experiment.name},
                              {"model", outcome.model.card.name},
                              {"best_epoch", outcome.bestEpoch},
                              {"epochs", outcome.epochs.size()},
                              {"shuffled_texts", experiment.shuffledTexts},
                              {"seed", experiment.seed},
                              {"precision", outcome.precision},
                              {"sentences_trained_on", figureJson(characterErrorsOf(outcome.tested, true))},
                              {"sentences_not_trained_on", figureJson(characterErrorsOf(outcome.tested, false))}};
    for (const auto& [name, text] :
         {std::pair{"experiment.toml", experiment::formatRecogniserExperiment(experiment)},
          std::pair{"epochs.csv", epochsCsv(outcome.epochs)}, std::pair{"tested.csv", testedCsv(outcome.tested)},
          std::pair{"summary.json", summary.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"}}) {
        if (auto written = core::writeFile(folder / name, text); !written) return written;
    }
    return {};
}

}  // namespace prososcope::backend
