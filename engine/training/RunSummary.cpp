// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/RunSummary.h"

#include <algorithm>
#include <set>
#include <string>

#include "engine/analysis/Classification.h"

namespace prososcope::training {

namespace {

struct Labels {
    std::vector<int> truth;
    std::vector<int> predicted;
    std::vector<std::string> speakers;
};

Labels labelsOf(const std::vector<store::PredictionRecord>& predictions) {
    Labels labels;
    for (const auto& prediction : predictions) {
        labels.truth.push_back(prediction.truth);
        labels.predicted.push_back(prediction.predicted);
        labels.speakers.push_back(prediction.speaker);
    }
    return labels;
}

}  // namespace

std::vector<store::PredictionRecord> predictionRecords(const ExperimentData& data, const std::filesystem::path& corpusFolder,
                                                       int fold, const std::vector<std::vector<float>>& posteriors) {
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
        prediction.truth = data.labelled.labels[test[k]];
        prediction.posteriors = posteriors[k];
        prediction.predicted =
            static_cast<int>(std::max_element(posteriors[k].begin(), posteriors[k].end()) - posteriors[k].begin());
        predictions.push_back(std::move(prediction));
    }
    return predictions;
}

double pooledUar(const std::vector<store::PredictionRecord>& predictions, std::size_t classes) {
    const auto labels = labelsOf(predictions);
    return analysis::unweightedAverageRecall(analysis::confusionMatrix(labels.truth, labels.predicted, classes));
}

void summariseRun(store::RunRecord& run, const std::vector<store::PredictionRecord>& predictions) {
    const auto labels = labelsOf(predictions);
    run.utterances = static_cast<std::int64_t>(labels.truth.size());
    run.speakers = static_cast<std::int64_t>(std::set<std::string>(labels.speakers.begin(), labels.speakers.end()).size());
    if (predictions.empty()) return;
    const auto matrix = analysis::confusionMatrix(labels.truth, labels.predicted, run.classes.size());
    const auto interval = analysis::bootstrapUar(labels.truth, labels.predicted, labels.speakers, run.classes.size());
    run.uar = analysis::unweightedAverageRecall(matrix);
    run.uarLow = interval.low;
    run.uarHigh = interval.high;
    run.wa = analysis::weightedAccuracy(matrix);
    run.macroF1 = analysis::macroF1(matrix);
}

store::ModelCard modelCard(const experiment::Experiment& experiment, const ExperimentData& data,
                           const backend::RunRequest& request, const store::RunRecord& run) {
    store::ModelCard card;
    card.name = experiment.name;
    card.title = experiment.title;
    card.kind = experiment.model;
    card.classes = experiment.classes;
    card.featureSet = experiment.featureSet;
    card.featureParameters = data.featureSet->parameters();
    card.rateHz = data.featureSet->rateHz();
    card.settings = data.network.values();
    const auto titleOf = [](const corpus::Corpus& corpus) { return corpus.title.empty() ? corpus.name : corpus.title; };
    card.trainingCorpus = titleOf(request.corpus);
    for (const auto& each : request.furtherCorpora) card.trainingCorpus += " + " + titleOf(each);
    std::set<std::string> speakers;
    for (const auto& utterance : data.labelled.utterances) speakers.insert(utterance.speaker);
    card.trainingSpeakers.assign(speakers.begin(), speakers.end());
    card.experiment = run.experiment;
    card.command = request.command;
    card.licence = experiment.modelLicence;
    card.versions = run.versions;
    card.seed = run.seed;
    if (run.uar) {
        card.figures.push_back(
            {"UAR", *run.uar, run.uarLow.value_or(0.0), run.uarHigh.value_or(0.0), static_cast<long>(run.utterances),
             static_cast<long>(run.speakers),
             card.trainingCorpus + ", " + run.protocol + (run.speakerDependent ? " (speaker-dependent)" : ""),
             run.speakerDependent});
    }
    return card;
}

}  // namespace prososcope::training
