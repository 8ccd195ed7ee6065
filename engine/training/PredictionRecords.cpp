// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/PredictionRecords.h"

#include <algorithm>
#include <set>
#include <string>

#include "engine/backend/UnitRegression.h"
#include "engine/experiment/DimensionScales.h"
#include "engine/store/ChosenOnTest.h"

namespace prososcope::training {

std::vector<store::PredictionRecord> predictionRecords(const ExperimentData& data, const std::filesystem::path& corpusFolder,
                                                       int fold, const FoldOutcome& outcome) {
    const auto& test = data.folds[static_cast<std::size_t>(fold)].test;
    std::vector<store::PredictionRecord> predictions;
    for (std::size_t k = 0; k < test.size(); ++k) {
        const auto& utterance = data.labelled.utterances[test[k]];
        store::PredictionRecord prediction;
        prediction.fold = fold;
        prediction.utterance = utterance.id;
        prediction.path = (corpusFolder / utterance.path).string();
        prediction.startSeconds = utterance.startSeconds;
        prediction.endSeconds = utterance.endSeconds;
        prediction.speaker = utterance.speaker;
        prediction.gender = utterance.gender;
        if (!outcome.posteriors.empty()) {
            const auto& posteriors = outcome.posteriors[k];
            prediction.truth = data.labelled.labels[test[k]];
            prediction.posteriors = posteriors;
            prediction.predicted =
                static_cast<int>(std::max_element(posteriors.begin(), posteriors.end()) - posteriors.begin());
        }
        if (!outcome.values.empty()) {
            const auto& truth = data.labelled.values[test[k]];
            prediction.trueValues.assign(truth.begin(), truth.end());
            prediction.values = outcome.values[k];
        }
        predictions.push_back(std::move(prediction));
    }
    return predictions;
}

store::ModelCard modelCard(const experiment::Experiment& experiment, const ExperimentData& data,
                           const backend::RunRequest& request, const store::RunRecord& run) {
    store::ModelCard card;
    card.name = experiment.name;
    card.title = experiment.title;
    card.kind = experiment.model;
    card.classes = experiment.classes;
    const auto& system = data.systems.front();
    card.featureSet = system.system.featureSet;
    card.featureParameters = system.parts.front().set->parameters();
    card.rateHz = system.parts.front().set->rateHz();
    if (!system.encoder) card.settings = system.system.modelSettings;
    for (const auto& dimension : experiment.dimensions) {
        if (experiment::isDerivedDimension(dimension))
            card.settings[backend::derivedSetting(experiment::dimensionName(experiment, dimension))] = 1.0;
    }
    const auto titleOf = [](const corpus::Corpus& corpus) { return corpus.title.empty() ? corpus.name : corpus.title; };
    card.trainingCorpus = titleOf(request.corpus);
    for (const auto& each : request.furtherCorpora) card.trainingCorpus += " + " + titleOf(each);
    const std::string tested = card.trainingCorpus;
    std::set<std::string> speakers;
    for (const auto& utterance : data.labelled.utterances) speakers.insert(utterance.speaker);
    if (system.start) {  // what it was trained on, this one was trained on as well
        if (!system.start->card.trainingCorpus.empty())
            card.trainingCorpus = system.start->card.trainingCorpus + " + " + card.trainingCorpus;
        speakers.insert(system.start->card.trainingSpeakers.begin(), system.start->card.trainingSpeakers.end());
    }
    card.trainingSpeakers.assign(speakers.begin(), speakers.end());
    card.experiment = run.experiment;
    card.command = request.command;
    card.licence = experiment.modelLicence;
    card.versions = run.versions;
    card.seed = run.seed;
    if (data.transductive) card.note = "Its start heard the tested speakers without their labels (transductive).";
    const std::string marked = experiment::choosesOnTest(experiment) ? std::string(" (") + store::kChosenOnTest + ")"
                               : run.speakerDependent                ? " (speaker-dependent)"
                                                                     : "";
    const auto add = [&](const char* metric, const std::optional<double>& value, const std::optional<double>& low,
                         const std::optional<double>& high) {
        if (!value) return;
        card.figures.push_back({metric, *value, low.value_or(0.0), high.value_or(0.0), static_cast<long>(run.utterances),
                                static_cast<long>(run.speakers), tested + ", " + run.protocol + marked, run.speakerDependent});
    };
    add("UAR", run.uar, run.uarLow, run.uarHigh);
    add("CCC", run.ccc, run.cccLow, run.cccHigh);
    return card;
}

}  // namespace prososcope::training
