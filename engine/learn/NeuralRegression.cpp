// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/NeuralRegression.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>

#include "engine/dsp/Chunks.h"
#include "engine/learn/FScores.h"
#include "engine/learn/LinearRegression.h"

namespace prososcope::learn {

namespace {

core::Status checkTarget(MatrixView<float> rows, std::span<const double> target) {
    if (const auto status = checkNumbers(rows); !status) return status;
    if (target.size() != rows.rows)
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "There are %1 rows of features but %2 labels."),
                                                      {std::to_string(rows.rows), std::to_string(target.size())}});
    return checkNumbers(MatrixView<double>{target.data(), target.size(), 1});
}

core::Status check(MatrixView<float> rows, std::span<const double> target, std::span<const std::string> speakers) {
    if (auto status = checkTarget(rows, target); !status) return status;
    if (speakers.size() != rows.rows)
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "There are %1 rows of features but %2 names of speakers."),
                           {std::to_string(rows.rows), std::to_string(speakers.size())}});
    if (std::ranges::all_of(speakers, [&](const std::string& name) { return name == speakers.front(); }))
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "Leaving one speaker out needs at least two speakers.")});
    return {};
}

core::Result<std::vector<std::size_t>> bestColumns(MatrixView<float> rows, std::span<const double> target, std::size_t count) {
    const auto scores = regressionFScores(rows, target);
    if (!scores) return core::fail(scores.error());
    auto columns = rankedColumns(*scores);
    std::erase_if(columns, [&](std::size_t c) { return std::isnan((*scores)[c].f); });
    columns.resize(std::min(count, columns.size()));
    return columns;
}

/// Chosen rows and columns in double.
Matrix<double> partOf(MatrixView<float> rows, std::span<const std::size_t> chosen, std::span<const std::size_t> columns) {
    Matrix<double> result(chosen.size(), columns.size());
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        for (std::size_t c = 0; c < columns.size(); ++c) result.at(i, c) = static_cast<double>(rows.at(chosen[i], columns[c]));
    }
    return result;
}

/// One fold after the other, all on the same rows.
class Folds {
public:
    Folds(MatrixView<float> rows, std::span<const double> target, std::span<const std::string> speakers,
          const SpeakerRegressionSettings& settings, SpeakerRegression& result)
        : m_rows(rows), m_target(target), m_settings(settings), m_result(result) {
        for (std::size_t i = 0; i < speakers.size(); ++i) m_rowsOf[speakers[i]].push_back(i);
        for (const auto& [speaker, own] : m_rowsOf) result.speakers.push_back({speaker, own.size(), 0.0, {}});
        result.predictions.assign(rows.rows, 0.0);
        result.leaks = settings.choice == ColumnChoice::AllRows;
    }

    core::Status run(core::Progress& progress) {
        if (m_settings.choice == ColumnChoice::AllRows) {
            auto best = bestColumns(m_rows, m_target, m_settings.count);
            if (!best) return core::fail(best.error());
            m_columns = std::move(*best);
        } else if (m_settings.choice == ColumnChoice::Everything) {
            for (std::size_t c = 0; c < m_rows.columns; ++c) m_columns.push_back(c);
        }
        const bool done = dsp::runChunks(m_result.speakers.size(), m_settings.threads, progress, [&] {
            return [&](std::size_t fold) {
                core::Progress silent(progress.stopToken());
                if (auto status = leaveOut(fold, silent); !status) {
                    const std::lock_guard lock(m_mutex);
                    if (!m_error) m_error = status.error();
                }
            };
        });
        if (!done) return core::cancelled();
        return m_error ? core::Status(core::fail(*m_error)) : core::Status{};
    }

private:
    core::Status leaveOut(std::size_t fold, core::Progress& progress) {
        auto& speaker = m_result.speakers[fold];
        const auto& test = m_rowsOf.at(speaker.speaker);
        std::vector<std::size_t> train;
        std::vector<double> known;
        for (std::size_t i = 0; i < m_rows.rows; ++i) {
            if (std::ranges::binary_search(test, i)) continue;
            train.push_back(i);
            known.push_back(m_target[i]);
        }
        auto columns = m_columns;
        if (m_settings.choice == ColumnChoice::TrainingFold) {
            const auto own = rowsOf(m_rows, std::span<const std::size_t>(train));
            auto best = bestColumns(own.view(), known, m_settings.count);
            if (!best) return core::fail(best.error());
            columns = std::move(*best);
        }
        if (m_settings.choice == ColumnChoice::TrainingFold || m_settings.choice == ColumnChoice::AllRows)
            speaker.columns = columns;
        if (columns.empty()) {  // also where all columns are constant
            double mean = 0.0;
            for (const double value : known) mean += value / static_cast<double>(known.size());
            for (const std::size_t i : test) m_result.predictions[i] = mean;
        } else {
            const auto model = LinearRegression::leastSquares(partOf(m_rows, train, columns).view(),
                                                              MatrixView<double>{known.data(), known.size(), 1}, progress,
                                                              LinearRegression::machineSmallest(train.size(), columns.size()));
            if (!model) return core::fail(model.error());
            const auto predicted = model->predict(partOf(m_rows, test, columns).view());
            if (!predicted) return core::fail(predicted.error());
            for (std::size_t k = 0; k < test.size(); ++k) m_result.predictions[test[k]] = predicted->at(k, 0);
        }
        for (const std::size_t i : test) {
            const double off = m_result.predictions[i] - m_target[i];
            speaker.meanSquaredError += off * off / static_cast<double>(test.size());
        }
        return {};
    }

    MatrixView<float> m_rows;
    std::span<const double> m_target;
    const SpeakerRegressionSettings& m_settings;
    SpeakerRegression& m_result;
    std::map<std::string, std::vector<std::size_t>> m_rowsOf;
    std::vector<std::size_t> m_columns;  // the same in all folds
    std::mutex m_mutex;
    std::optional<core::Error> m_error;  // guarded
};

}  // namespace

double ColumnRegression::predict(std::span<const float> row) const {
    double value = intercept;
    for (std::size_t i = 0; i < columns.size(); ++i) value += weights[i] * static_cast<double>(row[columns[i]]);
    return value;
}

core::Result<ColumnRegression> regressOnBestColumns(MatrixView<float> rows, std::span<const double> target, std::size_t count,
                                                    core::Progress& progress) {
    if (const auto status = checkTarget(rows, target); !status) return core::fail(status.error());
    auto columns = bestColumns(rows, target, count);
    if (!columns) return core::fail(columns.error());
    if (columns->empty()) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "No column differs between the rows, so there is nothing to predict from. Choose others.")});
    }
    std::vector<std::size_t> all(rows.rows);
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto model =
        LinearRegression::leastSquares(partOf(rows, all, *columns).view(), MatrixView<double>{target.data(), target.size(), 1},
                                       progress, LinearRegression::machineSmallest(rows.rows, columns->size()));
    if (!model) return core::fail(model.error());
    const auto weights = model->weights().row(0);
    return ColumnRegression{std::move(*columns), {weights.begin(), weights.end()}, model->intercepts().front()};
}

core::Result<SpeakerRegression> regressLeavingSpeakersOut(MatrixView<float> rows, std::span<const double> target,
                                                          std::span<const std::string> speakers,
                                                          const SpeakerRegressionSettings& settings, core::Progress& progress) {
    if (const auto status = check(rows, target, speakers); !status) return core::fail(status.error());
    SpeakerRegression result;
    if (auto done = Folds(rows, target, speakers, settings, result).run(progress); !done) return core::fail(done.error());
    const auto count = static_cast<double>(result.speakers.size());
    for (const auto& speaker : result.speakers) result.mean += speaker.meanSquaredError / count;
    for (const auto& speaker : result.speakers) {
        const double off = speaker.meanSquaredError - result.mean;
        result.variance += off * off / count;
    }
    result.deviation = std::sqrt(result.variance);
    return result;
}

}  // namespace prososcope::learn
