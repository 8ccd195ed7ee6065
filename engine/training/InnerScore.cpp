// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/InnerScore.h"

#include <algorithm>
#include <cmath>

#include "engine/analysis/Agreement.h"
#include "engine/analysis/Classification.h"

namespace prososcope::training {

namespace {

constexpr double kLeastPosterior = 1e-9;

}  // namespace

double InnerScore::measure(std::string_view selectBy) const { return selectBy == "inner-loss" || !uar ? loss : -*uar; }

InnerScore innerScore(std::span<const int> truth, std::size_t classes, const std::vector<std::vector<float>>& posteriors) {
    std::vector<int> predicted;
    std::vector<double> lossOfClass(classes, 0.0);
    std::vector<double> countOfClass(classes, 0.0);
    for (std::size_t i = 0; i < posteriors.size(); ++i) {
        const auto& p = posteriors[i];
        predicted.push_back(static_cast<int>(std::max_element(p.begin(), p.end()) - p.begin()));
        const auto label = static_cast<std::size_t>(truth[i]);
        lossOfClass[label] -= std::log(std::max(static_cast<double>(p[label]), kLeastPosterior));
        countOfClass[label] += 1.0;
    }
    InnerScore score;
    double present = 0.0;
    for (std::size_t c = 0; c < lossOfClass.size(); ++c) {
        if (countOfClass[c] == 0.0) continue;
        score.loss += lossOfClass[c] / countOfClass[c];
        present += 1.0;
    }
    score.loss /= present;
    score.uar = analysis::unweightedAverageRecall(analysis::confusionMatrix(truth, predicted, classes));
    return score;
}

InnerScore innerScore(const TrainingTask& task, const std::vector<std::vector<float>>& outputs) {
    if (task.dimensions.empty()) {
        std::vector<int> truth;
        for (const auto& example : task.inner) truth.push_back(example.label);
        return innerScore(truth, task.classes.size(), outputs);
    }
    double sum = 0.0;
    for (std::size_t d = 0; d < task.dimensions.size(); ++d) {
        std::vector<double> truth;
        std::vector<double> predicted;
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            truth.push_back(static_cast<double>(task.inner[i].values[d]));
            predicted.push_back(static_cast<double>(outputs[i][d]));
        }
        const double concordance = analysis::concordance(truth, predicted);
        if (std::isfinite(concordance)) sum += concordance;
    }
    return {1.0 - sum / static_cast<double>(task.dimensions.size()), {}};
}

}  // namespace prososcope::training
