// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/RunFigures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "engine/analysis/Agreement.h"

namespace prososcope::report {

namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kBins = 15;  // as of analysis::calibrationError

/// The rows that have a class, as the analysis functions want them.
struct Rows {
    std::vector<int> truth, predicted, fold;
    std::vector<std::string> speakers, genders;
    std::vector<double> posteriors;  ///< [rows, classes]; empty where one row has none
};

Rows rowsOf(const StoredRun& stored) {
    const auto classes = stored.run.classes.size();
    const auto known = [classes](int index) { return index >= 0 && static_cast<std::size_t>(index) < classes; };
    Rows rows;
    bool posteriors = classes > 1;
    for (const auto& each : stored.predictions) {
        if (!known(each.truth) || !known(each.predicted)) continue;
        rows.truth.push_back(each.truth);
        rows.predicted.push_back(each.predicted);
        rows.fold.push_back(each.fold);
        rows.speakers.push_back(each.speaker);
        rows.genders.push_back(each.gender);
        posteriors = posteriors && each.posteriors.size() == classes &&
                     std::ranges::all_of(each.posteriors, [](float p) { return std::isfinite(p); });
        if (posteriors) rows.posteriors.insert(rows.posteriors.end(), each.posteriors.begin(), each.posteriors.end());
    }
    if (!posteriors) rows.posteriors.clear();
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

std::vector<PartRecall> recallByPart(const Rows& rows, const std::vector<std::string>& names, std::size_t classes,
                                     bool withGender) {
    std::map<std::string, std::vector<std::size_t>> parts;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!names[i].empty()) parts[names[i]].push_back(i);
    }
    std::vector<PartRecall> result;
    for (const auto& [name, members] : parts) {
        PartRecall part{name, {}, members.size(), analysis::unweightedAverageRecall(matrixOf(rows, members, classes))};
        if (withGender) part.gender = rows.genders[members.front()];
        result.push_back(std::move(part));
    }
    return result;
}

Calibration calibrationOf(const Rows& rows, std::size_t classes) {
    Calibration calibration;
    calibration.error = analysis::calibrationError(rows.posteriors, rows.truth, classes, kBins);
    calibration.brier = analysis::brierScore(rows.posteriors, rows.truth, classes);
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        calibration.bins.push_back({static_cast<double>(bin) / kBins, static_cast<double>(bin + 1) / kBins, 0, 0.0, 0.0});
    }
    for (std::size_t row = 0; row < rows.truth.size(); ++row) {
        const auto begin = rows.posteriors.begin() + static_cast<std::ptrdiff_t>(row * classes);
        const auto largest = std::max_element(begin, begin + static_cast<std::ptrdiff_t>(classes));
        const double scaled = std::ceil(*largest * static_cast<double>(kBins)) - 1.0;  // bins are open below, closed above
        auto& bin = calibration.bins[static_cast<std::size_t>(std::clamp(scaled, 0.0, static_cast<double>(kBins - 1)))];
        ++bin.count;
        bin.confidence += *largest;
        bin.accuracy += largest - begin == rows.truth[row] ? 1.0 : 0.0;
    }
    for (auto& bin : calibration.bins) {
        bin.confidence = bin.count > 0 ? bin.confidence / static_cast<double>(bin.count) : kUndefined;
        bin.accuracy = bin.count > 0 ? bin.accuracy / static_cast<double>(bin.count) : kUndefined;
    }
    return calibration;
}

DimensionScores dimensionOf(const StoredRun& stored, std::size_t index) {
    DimensionScores result;
    result.name = stored.run.dimensions[index];
    std::vector<double> truth;
    std::vector<double> predicted;
    std::vector<std::string> speakers;
    for (const auto& each : stored.predictions) {
        if (index >= each.trueValues.size() || index >= each.values.size()) continue;
        if (!std::isfinite(each.trueValues[index]) || !std::isfinite(each.values[index])) continue;
        truth.push_back(each.trueValues[index]);
        predicted.push_back(each.values[index]);
        speakers.push_back(each.speaker);
    }
    result.count = truth.size();
    result.scores = analysis::regressionScores(truth, predicted);
    const auto ofRows = [&](std::span<const std::size_t> chosen) {
        std::vector<double> a;
        std::vector<double> b;
        for (const std::size_t row : chosen) {
            a.push_back(truth[row]);
            b.push_back(predicted[row]);
        }
        return analysis::concordance(a, b);
    };
    result.concordance = analysis::bootstrapInterval(analysis::speakerClusters(speakers, truth.size()), ofRows, kDraws);
    return result;
}

void computeClasses(const StoredRun& stored, RunFigures& figures, core::Progress& progress) {
    const auto rows = rowsOf(stored);
    const auto classes = stored.run.classes.size();
    figures.matrix = analysis::confusionMatrix(rows.truth, rows.predicted, classes);
    if (rows.truth.empty()) return;
    figures.uar = {analysis::unweightedAverageRecall(figures.matrix),
                   analysis::bootstrapUar(rows.truth, rows.predicted, rows.speakers, classes, kDraws)};
    progress.report(0.3);
    figures.accuracy = scored(rows, figures.matrix, analysis::weightedAccuracy);
    progress.report(0.6);
    figures.macroF1 = scored(rows, figures.matrix, analysis::macroF1);
    progress.report(0.9);
    std::map<int, std::vector<std::size_t>> byFold;
    for (std::size_t i = 0; i < rows.fold.size(); ++i) byFold[rows.fold[i]].push_back(i);
    std::vector<double> ofFolds;
    for (const auto& [fold, members] : byFold)
        ofFolds.push_back(analysis::unweightedAverageRecall(matrixOf(rows, members, classes)));
    figures.foldUar = analysis::spreadOf(ofFolds);
    const auto precisions = analysis::precisions(figures.matrix);
    const auto recalls = analysis::recalls(figures.matrix);
    const auto f1 = analysis::f1Scores(figures.matrix);
    for (std::size_t i = 0; i < classes; ++i)
        figures.classes.push_back({stored.run.classes[i], figures.matrix.rowSum(i), precisions[i], recalls[i], f1[i]});
    figures.bySpeaker = recallByPart(rows, rows.speakers, classes, true);
    figures.byGender = recallByPart(rows, rows.genders, classes, false);
    if (!rows.posteriors.empty()) figures.calibration = calibrationOf(rows, classes);
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
    for (std::size_t i = 0; i < stored.run.dimensions.size(); ++i) {
        figures.dimensions.push_back(dimensionOf(stored, i));
        sum += figures.dimensions.back().scores.concordance;
        if (progress.stopRequested()) return core::cancelled();
    }
    figures.meanConcordance = figures.dimensions.empty() ? kUndefined : sum / static_cast<double>(figures.dimensions.size());
    progress.report(1.0);
    return figures;
}

}  // namespace prososcope::report
