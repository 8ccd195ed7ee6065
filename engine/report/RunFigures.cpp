// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/RunFigures.h"

#include <cmath>
#include <set>

#include "engine/core/Undefined.h"

namespace prososcope::report {

namespace {

/// The rows that have a class, as the bootstrap wants them.
struct Rows {
    std::vector<int> truth, predicted;
    std::vector<std::string> speakers;
};

Rows rowsOf(const StoredRun& stored) {
    const auto classes = stored.run.classes.size();
    const auto known = [classes](int index) { return index >= 0 && static_cast<std::size_t>(index) < classes; };
    Rows rows;
    for (const auto& each : stored.predictions) {
        if (!known(each.truth) || !known(each.predicted)) continue;
        rows.truth.push_back(each.truth);
        rows.predicted.push_back(each.predicted);
        rows.speakers.push_back(each.speaker);
    }
    return rows;
}

/// The matrix of some rows.
analysis::ConfusionMatrix matrixOf(const Rows& rows, std::span<const std::size_t> chosen, std::size_t classes) {
    analysis::ConfusionMatrix matrix{classes, std::vector<std::size_t>(classes * classes, 0)};
    for (const std::size_t row : chosen)
        ++matrix.counts[static_cast<std::size_t>(rows.truth[row]) * classes + static_cast<std::size_t>(rows.predicted[row])];
    return matrix;
}

Scored scored(const Rows& rows, const analysis::ConfusionMatrix& all, double (*figure)(const analysis::ConfusionMatrix&)) {
    const auto clusters = analysis::speakerClusters(rows.speakers, rows.truth.size());
    const auto ofRows = [&](std::span<const std::size_t> chosen) { return figure(matrixOf(rows, chosen, all.classes)); };
    return {figure(all), analysis::bootstrapInterval(clusters, ofRows, kDraws)};
}

/// All that is said of a dimension, with the interval of its concordance.
DimensionScores dimensionOf(const StoredRun& stored, std::size_t index, const analysis::DimensionScore& score) {
    std::vector<double> truth;
    std::vector<double> predicted;
    for (const auto& each : stored.predictions) {
        if (index >= each.trueValues.size() || index >= each.values.size()) continue;
        truth.push_back(each.trueValues[index]);
        predicted.push_back(each.values[index]);
    }
    return {stored.run.dimensions[index], score.utterances, analysis::regressionScores(truth, predicted),
            score.concordance.interval};
}

void computeClasses(const StoredRun& stored, RunFigures& figures, core::Progress& progress) {
    const auto rows = rowsOf(stored);
    const auto classes = stored.run.classes.size();
    figures.matrix = analysis::confusionOf(stored.predictions, classes);
    if (rows.truth.empty()) return;
    figures.uar = {analysis::unweightedAverageRecall(figures.matrix),
                   analysis::bootstrapUar(rows.truth, rows.predicted, rows.speakers, classes, kDraws)};
    progress.report(0.3);
    figures.accuracy = scored(rows, figures.matrix, analysis::weightedAccuracy);
    progress.report(0.6);
    figures.macroF1 = scored(rows, figures.matrix, analysis::macroF1);
    progress.report(0.9);
    std::vector<double> ofFolds;
    for (const auto& fold : stored.folds) {
        const auto matrix = analysis::confusionOf(stored.predictions, classes, {.fold = fold.index});
        if (matrix.total() > 0) ofFolds.push_back(analysis::unweightedAverageRecall(matrix));
    }
    figures.foldUar = analysis::spreadOf(ofFolds);
    figures.classes = analysis::classScores(figures.matrix);
    figures.bySpeaker = analysis::scoresBySpeaker(stored.predictions, classes);
    figures.byGender = analysis::scoresByGender(stored.predictions, classes);
    figures.calibration = analysis::runCalibration(stored.predictions, classes);
}

}  // namespace

core::Result<StoredRun> loadStoredRun(const store::Workspace& workspace, std::int64_t id) {
    auto run = workspace.run(id);
    if (!run) return core::fail(run.error());
    auto folds = workspace.folds(id);
    if (!folds) return core::fail(folds.error());
    auto epochs = workspace.epochs(id);
    if (!epochs) return core::fail(epochs.error());
    auto predictions = workspace.predictions(id);
    if (!predictions) return core::fail(predictions.error());
    return StoredRun{std::move(*run), std::move(*folds), std::move(*epochs), std::move(*predictions)};
}

core::Result<RunFigures> computeFigures(const StoredRun& stored, core::Progress& progress) {
    RunFigures figures;
    std::set<std::string> speakers;
    std::set<std::string> genders;
    for (const auto& each : stored.predictions) {
        if (!each.speaker.empty()) speakers.insert(each.speaker);
        if (!each.gender.empty()) genders.insert(each.gender);
    }
    figures.utterances = stored.predictions.size();
    figures.speakers = speakers.size();
    figures.genders = genders.size();
    auto classes = progress.part(0.0, 0.6);
    computeClasses(stored, figures, classes);
    if (progress.stopRequested()) return core::cancelled();
    double sum = 0.0;
    const auto scores = analysis::dimensionScores(stored.predictions, stored.run.dimensions, kDraws);
    for (std::size_t i = 0; i < scores.size(); ++i) {
        figures.dimensions.push_back(dimensionOf(stored, i, scores[i]));
        sum += figures.dimensions.back().scores.concordance;
    }
    if (progress.stopRequested()) return core::cancelled();
    figures.meanConcordance =
        figures.dimensions.empty() ? core::kUndefined : sum / static_cast<double>(figures.dimensions.size());
    progress.report(1.0);
    return figures;
}

}  // namespace prososcope::report
