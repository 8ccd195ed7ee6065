// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/RunSummary.h"

#include <set>
#include <string>

#include "engine/analysis/Bootstrap.h"
#include "engine/analysis/Classification.h"
#include "engine/analysis/DimensionScores.h"

namespace prososcope::analysis {

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

double pooledUar(const std::vector<store::PredictionRecord>& predictions, std::size_t classes) {
    const auto labels = labelsOf(predictions);
    return unweightedAverageRecall(confusionMatrix(labels.truth, labels.predicted, classes));
}

void summariseRun(store::RunRecord& run, const std::vector<store::PredictionRecord>& predictions) {
    const auto labels = labelsOf(predictions);
    run.utterances = static_cast<std::int64_t>(predictions.size());
    run.speakers = static_cast<std::int64_t>(std::set<std::string>(labels.speakers.begin(), labels.speakers.end()).size());
    if (predictions.empty()) return;
    if (!run.dimensions.empty()) {
        const auto concordance = meanConcordance(predictions, run.dimensions.size());
        run.ccc = concordance.value;
        run.cccLow = concordance.interval.low;
        run.cccHigh = concordance.interval.high;
    }
    if (run.classes.empty()) return;
    const auto matrix = confusionMatrix(labels.truth, labels.predicted, run.classes.size());
    const auto interval = bootstrapUar(labels.truth, labels.predicted, labels.speakers, run.classes.size());
    run.uar = unweightedAverageRecall(matrix);
    run.uarLow = interval.low;
    run.uarHigh = interval.high;
    run.wa = weightedAccuracy(matrix);
    run.macroF1 = macroF1(matrix);
}

}  // namespace prososcope::analysis
