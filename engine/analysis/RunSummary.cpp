// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/RunSummary.h"

#include <set>
#include <string>

#include "engine/analysis/Bootstrap.h"
#include "engine/analysis/Classification.h"
#include "engine/analysis/Regression.h"

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

/// Truth and prediction of one dimension.
struct Pairs {
    std::vector<double> truth;
    std::vector<double> predicted;
};

std::vector<Pairs> pairsOf(const std::vector<store::PredictionRecord>& predictions, std::size_t dimensions) {
    std::vector<Pairs> pairs(dimensions);
    for (std::size_t d = 0; d < dimensions; ++d) {
        for (const auto& each : predictions) {
            if (d >= each.trueValues.size() || d >= each.values.size()) continue;
            pairs[d].truth.push_back(each.trueValues[d]);
            pairs[d].predicted.push_back(each.values[d]);
        }
    }
    return pairs;
}

double meanConcordance(const std::vector<Pairs>& pairs) {
    double sum = 0.0;
    for (const auto& each : pairs) sum += regressionScores(each.truth, each.predicted).concordance;
    return sum / static_cast<double>(pairs.size());
}

void summariseDimensions(store::RunRecord& run, const std::vector<store::PredictionRecord>& predictions,
                         const std::vector<std::string>& speakers) {
    const auto pairs = pairsOf(predictions, run.dimensions.size());
    for (const auto& each : pairs) {
        if (each.truth.size() != speakers.size()) return;  // a run of another version, or damaged
    }
    const auto statistic = [&](std::span<const std::size_t> rows) {
        std::vector<Pairs> drawn(pairs.size());
        for (std::size_t d = 0; d < pairs.size(); ++d) {
            for (const auto row : rows) {
                drawn[d].truth.push_back(pairs[d].truth[row]);
                drawn[d].predicted.push_back(pairs[d].predicted[row]);
            }
        }
        return meanConcordance(drawn);
    };
    const auto interval = bootstrapInterval(speakerClusters(speakers, speakers.size()), statistic);
    run.ccc = meanConcordance(pairs);
    run.cccLow = interval.low;
    run.cccHigh = interval.high;
}

}  // namespace

double pooledUar(const std::vector<store::PredictionRecord>& predictions, std::size_t classes) {
    const auto labels = labelsOf(predictions);
    return unweightedAverageRecall(confusionMatrix(labels.truth, labels.predicted, classes));
}

double pooledConcordance(const std::vector<store::PredictionRecord>& predictions, std::size_t dimensions) {
    return meanConcordance(pairsOf(predictions, dimensions));
}

void summariseRun(store::RunRecord& run, const std::vector<store::PredictionRecord>& predictions) {
    const auto labels = labelsOf(predictions);
    run.utterances = static_cast<std::int64_t>(predictions.size());
    run.speakers = static_cast<std::int64_t>(std::set<std::string>(labels.speakers.begin(), labels.speakers.end()).size());
    if (predictions.empty()) return;
    if (!run.dimensions.empty()) summariseDimensions(run, predictions, labels.speakers);
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
