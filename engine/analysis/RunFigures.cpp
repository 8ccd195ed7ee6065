// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/RunFigures.h"

#include <map>
#include <set>

#include "engine/core/Undefined.h"

namespace prososcope::analysis {

namespace {

bool hasClasses(const store::PredictionRecord& prediction, std::size_t classes) {
    const auto known = [classes](int index) { return index >= 0 && static_cast<std::size_t>(index) < classes; };
    return known(prediction.truth) && known(prediction.predicted);
}

void add(ConfusionMatrix& matrix, const store::PredictionRecord& prediction, std::size_t classes) {
    if (matrix.classes == 0) matrix = {classes, std::vector<std::size_t>(classes * classes, 0)};
    ++matrix.counts[static_cast<std::size_t>(prediction.truth) * classes + static_cast<std::size_t>(prediction.predicted)];
}

struct Part {
    ConfusionMatrix matrix;
    std::string gender;
    std::set<std::string> speakers;
};

std::vector<PartScore> scoresBy(std::span<const store::PredictionRecord> predictions, std::size_t classes,
                                std::string store::PredictionRecord::*name) {
    std::map<std::string, Part> parts;
    for (const auto& each : predictions) {
        if ((each.*name).empty() || !hasClasses(each, classes)) continue;
        Part& part = parts[each.*name];
        add(part.matrix, each, classes);
        part.speakers.insert(each.speaker);
        if (part.gender.empty()) part.gender = each.gender;
    }
    std::vector<PartScore> scores;
    for (const auto& [key, part] : parts)
        scores.push_back({key, part.gender, unweightedAverageRecall(part.matrix), part.matrix.total(), part.speakers.size()});
    return scores;
}

std::vector<std::size_t> columnSums(const ConfusionMatrix& matrix) {
    std::vector<std::size_t> sums(matrix.classes, 0);
    for (std::size_t i = 0; i < matrix.counts.size(); ++i) sums[i % matrix.classes] += matrix.counts[i];
    return sums;
}

}  // namespace

bool isIn(const store::PredictionRecord& prediction, const PredictionSlice& slice) {
    return (slice.fold < 0 || prediction.fold == slice.fold) &&
           (slice.speaker.empty() || prediction.speaker == slice.speaker) &&
           (slice.gender.empty() || prediction.gender == slice.gender);
}

ConfusionMatrix confusionOf(std::span<const store::PredictionRecord> predictions, std::size_t classes,
                            const PredictionSlice& slice) {
    ConfusionMatrix matrix{classes, std::vector<std::size_t>(classes * classes, 0)};
    for (const auto& each : predictions) {
        if (hasClasses(each, classes) && isIn(each, slice)) add(matrix, each, classes);
    }
    return matrix;
}

std::vector<PartScore> scoresBySpeaker(std::span<const store::PredictionRecord> predictions, std::size_t classes) {
    return scoresBy(predictions, classes, &store::PredictionRecord::speaker);
}

std::vector<PartScore> scoresByGender(std::span<const store::PredictionRecord> predictions, std::size_t classes) {
    return scoresBy(predictions, classes, &store::PredictionRecord::gender);
}

std::vector<ClassScore> classScores(const ConfusionMatrix& matrix) {
    const auto precision = precisions(matrix);
    const auto recall = recalls(matrix);
    const auto f1 = f1Scores(matrix);
    const auto predicted = columnSums(matrix);
    std::vector<ClassScore> scores;
    for (std::size_t c = 0; c < matrix.classes; ++c)
        scores.push_back({precision[c], recall[c], f1[c], matrix.rowSum(c), predicted[c]});
    return scores;
}

std::vector<double> rowShares(const ConfusionMatrix& matrix) {
    std::vector<double> shares;
    for (std::size_t truth = 0; truth < matrix.classes; ++truth) {
        const auto sum = static_cast<double>(matrix.rowSum(truth));
        for (std::size_t predicted = 0; predicted < matrix.classes; ++predicted)
            shares.push_back(sum > 0.0 ? static_cast<double>(matrix.at(truth, predicted)) / sum : core::kUndefined);
    }
    return shares;
}

std::vector<double> columnShares(const ConfusionMatrix& matrix) {
    const auto sums = columnSums(matrix);
    std::vector<double> shares;
    for (std::size_t i = 0; i < matrix.counts.size(); ++i) {
        const auto sum = static_cast<double>(sums[i % matrix.classes]);
        shares.push_back(sum > 0.0 ? static_cast<double>(matrix.counts[i]) / sum : core::kUndefined);
    }
    return shares;
}

}  // namespace prososcope::analysis
