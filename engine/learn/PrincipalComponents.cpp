// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/PrincipalComponents.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/Dot.h"
#include "engine/learn/LeadingEigenvectors.h"
#include "engine/learn/Products.h"

namespace prososcope::learn {

namespace {

constexpr double kNoDirection = 1e-12;  // of the largest variance: rounding

/// About the means of the columns; as columns where `turned`.
Matrix<double> centredCopy(MatrixView<float> rows, bool turned) {
    std::vector<double> means(rows.columns, 0.0);
    for (std::size_t i = 0; i < rows.rows; ++i)
        for (std::size_t c = 0; c < rows.columns; ++c) means[c] += static_cast<double>(rows.at(i, c));
    for (double& mean : means) mean /= static_cast<double>(rows.rows);
    Matrix<double> made = turned ? Matrix<double>(rows.columns, rows.rows) : Matrix<double>(rows.rows, rows.columns);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        for (std::size_t c = 0; c < rows.columns; ++c)
            (turned ? made.at(c, i) : made.at(i, c)) = static_cast<double>(rows.at(i, c)) - means[c];
    }
    return made;
}

void fixSign(Matrix<double>& scores, std::size_t component) {
    double farthest = 0.0;
    for (std::size_t i = 0; i < scores.rows; ++i) {
        const double score = scores.at(i, component);
        if (std::abs(score) > std::abs(farthest)) farthest = score;
    }
    if (farthest >= 0.0) return;
    for (std::size_t i = 0; i < scores.rows; ++i) scores.at(i, component) = -scores.at(i, component);
}

}  // namespace

core::Result<PrincipalComponents> principalComponents(MatrixView<float> rows, std::size_t count, int threads,
                                                      core::Progress& progress) {
    if (const auto status = checkNumbers(rows); !status) return core::fail(status.error());
    const bool turned = rows.columns <= rows.rows;
    const Matrix<double> data = centredCopy(rows, turned);
    auto multiplying = progress.part(0.0, 0.4);
    auto gram = gramMatrix(data.view(), threads, multiplying);
    if (!gram) return core::fail(gram.error());
    double all = 0.0;
    for (std::size_t i = 0; i < gram->rows; ++i) all += gram->at(i, i);
    if (rows.rows < 2 || !(all > 0.0))
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "All rows have the same values, so there is nothing to tell them apart by.")});
    auto solving = progress.part(0.4, 1.0);
    auto pairs = leadingEigenvectors(std::move(*gram), std::min(count, rows.rows - 1), solving);
    if (!pairs) return core::fail(pairs.error());
    std::size_t kept = 0;
    while (kept < pairs->values.size() && pairs->values[kept] > kNoDirection * pairs->values.front()) ++kept;
    PrincipalComponents made{Matrix<double>(rows.rows, kept), {}, {}};
    std::vector<double> score(rows.rows);
    for (std::size_t k = 0; k < kept; ++k) {
        const auto vector = pairs->vectors.row(k);
        std::ranges::fill(score, 0.0);
        if (turned) {
            for (std::size_t c = 0; c < data.rows; ++c) {
                const auto column = data.row(c);
                for (std::size_t i = 0; i < score.size(); ++i) score[i] += vector[c] * column[i];
            }
        } else {
            const double length = std::sqrt(pairs->values[k]);
            for (std::size_t i = 0; i < score.size(); ++i) score[i] = length * vector[i];
        }
        for (std::size_t i = 0; i < score.size(); ++i) made.scores.at(i, k) = score[i];
        fixSign(made.scores, k);
        made.variances.push_back(pairs->values[k] / static_cast<double>(rows.rows - 1));
        made.shares.push_back(pairs->values[k] / all);
    }
    return made;
}

}  // namespace prososcope::learn
