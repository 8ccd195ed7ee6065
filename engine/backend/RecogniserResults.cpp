// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/RecogniserResults.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>

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

struct Pooled {
    double rate = std::numeric_limits<double>::quiet_NaN();
    double low = rate;
    double high = rate;
    std::size_t units = 0;  ///< of the references
};

/// Errors of all over the units of all; the interval by a bootstrap over speakers, of one speaker over utterances.
Pooled pooled(const std::vector<analysis::EditCounts>& counts, const std::vector<std::string>& speakers) {
    Pooled result;
    if (counts.empty()) return result;
    const auto sum = [&](std::span<const std::size_t> rows) {
        analysis::EditCounts all;
        for (const auto row : rows) all += counts[row];
        return all;
    };
    std::vector<std::size_t> rows(counts.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    result.rate = sum(rows).rate();
    result.units = sum(rows).referenceUnits();
    const auto interval = analysis::bootstrapInterval(analysis::speakerClusters(speakers, counts.size()),
                                                      [&](std::span<const std::size_t> chosen) { return sum(chosen).rate(); });
    result.low = interval.low;
    result.high = interval.high;
    return result;
}

nlohmann::json factorisationJson(const Factorisation& told) {
    auto layers = nlohmann::json::array();
    for (const auto& layer : told.layers)
        layers.push_back(
            {{"name", layer.name}, {"relative_error", layer.relativeError}, {"singular_values", layer.singularValues}});
    return {{"rank", told.rank},
            {"layers", std::move(layers)},
            {"parameters_before", told.parametersBefore},
            {"parameters_after", told.parametersAfter},
            {"listener_parameters_before", told.listenerBefore},
            {"listener_parameters_after", told.listenerAfter}};
}

nlohmann::json figureJson(const CharacterErrorFigure& figure) {
    return {{"cer", figure.rate},
            {"low", figure.low},
            {"high", figure.high},
            {"utterances", figure.utterances},
            {"characters", figure.characters},
            {"wer", figure.wordRate},
            {"wer_low", figure.wordLow},
            {"wer_high", figure.wordHigh},
            {"words", figure.words}};
}

}  // namespace

CharacterErrorFigure characterErrorsOf(std::span<const RecognisedUtterance> tested, bool seenText) {
    std::vector<analysis::EditCounts> characters;
    std::vector<analysis::EditCounts> words;
    std::vector<std::string> speakers;
    for (const auto& each : tested) {
        if (each.seenText != seenText) continue;
        characters.push_back(analysis::characterErrors(each.reference, each.hypothesis));
        words.push_back(analysis::wordErrors(each.reference, each.hypothesis));
        speakers.push_back(each.speaker);
    }
    CharacterErrorFigure figure;
    figure.utterances = speakers.size();
    const auto ofCharacters = pooled(characters, speakers);
    figure.rate = ofCharacters.rate;
    figure.low = ofCharacters.low;
    figure.high = ofCharacters.high;
    figure.characters = ofCharacters.units;
    const auto ofWords = pooled(words, speakers);
    figure.wordRate = ofWords.rate;
    figure.wordLow = ofWords.low;
    figure.wordHigh = ofWords.high;
    figure.words = ofWords.units;
    return figure;
}

core::Status writeRecogniserResults(const std::filesystem::path& folder, const experiment::RecogniserExperiment& experiment,
                                    const RecogniserOutcome& outcome) {
    nlohmann::json summary = {{"name", experiment.name},
                              {"model", outcome.model.card.name},
                              {"corpus_title", outcome.model.card.trainingCorpus},
                              {"best_epoch", outcome.bestEpoch},
                              {"epochs", outcome.epochs.size()},
                              {"shuffled_texts", experiment.shuffledTexts},
                              {"seed", experiment.seed},
                              {"precision", outcome.precision},
                              {"sentences_trained_on", figureJson(characterErrorsOf(outcome.tested, true))},
                              {"sentences_not_trained_on", figureJson(characterErrorsOf(outcome.tested, false))}};
    if (outcome.factorisation) summary["factorisation"] = factorisationJson(*outcome.factorisation);
    if (outcome.otherCharacters > 0) summary["left_out_for_their_characters"] = outcome.otherCharacters;
    if (outcome.tooShort > 0) summary["left_out_for_their_length"] = outcome.tooShort;
    for (const auto& [name, text] :
         {std::pair{"experiment.toml", experiment::formatRecogniserExperiment(experiment)},
          std::pair{"epochs.csv", epochsCsv(outcome.epochs)}, std::pair{"tested.csv", testedCsv(outcome.tested)},
          std::pair{"summary.json", summary.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"}}) {
        if (auto written = core::writeFile(folder / name, text); !written) return written;
    }
    return {};
}

core::Status writePooledResults(const std::filesystem::path& folder, const experiment::RecogniserExperiment& experiment,
                                const std::string& corpusTitle, const std::vector<RecognisedUtterance>& tested) {
    const nlohmann::json summary = {{"name", experiment.name},
                                    {"corpus_title", corpusTitle},
                                    {"shuffled_texts", experiment.shuffledTexts},
                                    {"seed", experiment.seed},
                                    {"sentences_trained_on", figureJson(characterErrorsOf(tested, true))},
                                    {"sentences_not_trained_on", figureJson(characterErrorsOf(tested, false))}};
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    for (const auto& [name, text] :
         {std::pair{"experiment.toml", experiment::formatRecogniserExperiment(experiment)},
          std::pair{"tested.csv", testedCsv(tested)},
          std::pair{"summary.json", summary.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"}}) {
        if (auto written = core::writeFile(folder / name, text); !written) return written;
    }
    return {};
}

}  // namespace prososcope::backend
