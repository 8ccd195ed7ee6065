// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/RegressionTraining.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>

#include "engine/analysis/Regression.h"
#include "engine/learn/FScores.h"
#include "engine/learn/GroupFolds.h"
#include "engine/learn/LinearRegression.h"

namespace prososcope::training {

namespace {

using core::fail;
using learn::Matrix;

Matrix<double> asDouble(const Matrix<float>& rows) {
    Matrix<double> result(rows.rows, rows.columns);
    std::copy(rows.values.begin(), rows.values.end(), result.values.begin());
    return result;
}

/// One dimension of one fold.
class OneDimension {
public:
    OneDimension(const Matrix<double>& train, std::vector<double> target, std::vector<std::string> speakers,
                 const ClassicalSettings& settings, int threads)
        : m_train(train),
          m_target(std::move(target)),
          m_speakers(std::move(speakers)),
          m_settings(settings),
          m_threads(threads) {}

    core::Result<std::vector<double>> predict(const Matrix<double>& test, core::Progress& progress) const {
        std::vector<std::size_t> all(m_train.rows);
        std::iota(all.begin(), all.end(), std::size_t{0});
        double penalty = m_settings.penalties.front();
        if (m_settings.model == "ridge" && m_settings.penalties.size() > 1) {
            const auto chosen = choosePenalty(progress);
            if (!chosen) return fail(chosen.error());
            penalty = *chosen;
        }
        return fitAndPredict(all, test, penalty, progress);
    }

private:
    core::Result<std::vector<double>> fitAndPredict(const std::vector<std::size_t>& chosen, const Matrix<double>& test,
                                                    double penalty, core::Progress& progress) const {
        auto rows = learn::rowsOf(m_train.view(), std::span(chosen));
        Matrix<double> targets(chosen.size(), 1);
        for (std::size_t i = 0; i < chosen.size(); ++i) targets.values[i] = m_target[chosen[i]];
        auto asked = test;
        if (m_settings.select > 0 && m_settings.select < rows.columns) {
            const auto scores = learn::regressionFScores(rows.view(), std::span<const double>(targets.values));
            if (!scores) return fail(scores.error());
            const auto best = learn::selectBest(*scores, m_settings.select);
            rows = learn::columnsOf(rows.view(), std::span(best));
            asked = learn::columnsOf(asked.view(), std::span(best));
        }
        const auto model = m_settings.model == "ridge"
                               ? learn::LinearRegression::ridge(rows.view(), targets.view(),
                                                                penalty * static_cast<double>(rows.rows), m_threads, progress)
                               : learn::LinearRegression::leastSquares(rows.view(), targets.view(), progress);
        if (!model) return fail(model.error());
        auto predicted = model->predict(asked.view());
        if (!predicted) return fail(predicted.error());
        return std::move(predicted->values);
    }

    core::Result<double> choosePenalty(core::Progress& progress) const {
        const std::set<std::string> different(m_speakers.begin(), m_speakers.end());
        const auto folds =
            learn::groupFolds(m_speakers, std::min(m_settings.innerFolds, std::max<std::size_t>(different.size(), 2)));
        if (!folds) return fail(folds.error());
        double best = m_settings.penalties.front();
        double bestScore = -2.0;
        for (const double penalty : m_settings.penalties) {
            std::vector<double> predicted(m_train.rows);
            for (const auto& test : *folds) {
                std::vector<std::size_t> rest;
                for (std::size_t i = 0; i < m_train.rows; ++i) {
                    if (!std::binary_search(test.begin(), test.end(), i)) rest.push_back(i);
                }
                const auto part = fitAndPredict(rest, learn::rowsOf(m_train.view(), std::span(test)), penalty, progress);
                if (!part) return fail(part.error());
                for (std::size_t k = 0; k < test.size(); ++k) predicted[test[k]] = (*part)[k];
            }
            const double score = analysis::regressionScores(m_target, predicted).concordance;
            if (score >= bestScore) {
                bestScore = score;
                best = penalty;
            }
        }
        return best;
    }

    const Matrix<double>& m_train;
    std::vector<double> m_target;
    std::vector<std::string> m_speakers;
    const ClassicalSettings& m_settings;
    int m_threads;
};

}  // namespace

core::Result<std::vector<std::vector<float>>> trainRegression(const RegressionRows& rows,
                                                              const experiment::LabelledUtterances& labelled,
                                                              const ClassicalSettings& settings, int threads,
                                                              core::Progress& progress) {
    const auto train = asDouble(rows.train);
    const auto test = asDouble(rows.test);
    std::vector<std::string> speakers;
    for (const auto i : rows.origin) speakers.push_back(labelled.utterances[i].speaker);
    const std::size_t dimensions = labelled.values.front().size();
    std::vector<std::vector<float>> values(test.rows, std::vector<float>(dimensions));
    for (std::size_t d = 0; d < dimensions; ++d) {
        core::Progress part = progress.part(static_cast<double>(d) / static_cast<double>(dimensions),
                                            static_cast<double>(d + 1) / static_cast<double>(dimensions));
        std::vector<double> target;
        for (const auto i : rows.origin) target.push_back(labelled.values[i][d]);
        const auto predicted = OneDimension(train, std::move(target), speakers, settings, threads).predict(test, part);
        if (!predicted) return fail(predicted.error());
        for (std::size_t i = 0; i < test.rows; ++i) values[i][d] = static_cast<float>((*predicted)[i]);
    }
    return values;
}

}  // namespace prososcope::training
