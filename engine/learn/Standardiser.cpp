// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/Standardiser.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prososcope::learn {

namespace {

core::Status checkBound(double bound) {
    if (bound > 0.0) return {};
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine", "The bound on standardised values must be greater than 0.")});
}

/// Means and deviations of the columns over the chosen rows, in two passes.
struct Moments {
    std::vector<double> means;
    std::vector<double> deviations;
};
template <typename T>
Moments momentsOf(MatrixView<T> matrix, std::span<const std::size_t> rows) {
    const auto count = static_cast<double>(rows.size());
    Moments moments{std::vector<double>(matrix.columns, 0.0), std::vector<double>(matrix.columns, 0.0)};
    for (const std::size_t i : rows) {
        const auto row = matrix.row(i);
        for (std::size_t c = 0; c < row.size(); ++c) moments.means[c] += static_cast<double>(row[c]);
    }
    for (double& mean : moments.means) mean /= count;
    for (const std::size_t i : rows) {
        const auto row = matrix.row(i);
        for (std::size_t c = 0; c < row.size(); ++c) {
            const double off = static_cast<double>(row[c]) - moments.means[c];
            moments.deviations[c] += off * off;
        }
    }
    for (std::size_t c = 0; c < matrix.columns; ++c) {
        // What rounding of the mean alone may leave of a constant column is nothing.
        const double rounding = count * std::abs(moments.means[c]) * std::numeric_limits<double>::epsilon();
        const double deviation = std::sqrt(moments.deviations[c] / count);
        moments.deviations[c] = deviation > rounding && deviation > 0.0 ? deviation : 0.0;
    }
    return moments;
}

template <typename T>
std::size_t applyTo(std::span<const T> row, const std::vector<double>& means, const std::vector<double>& deviations,
                    double bound, std::span<T> result) {
    std::size_t bounded = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (deviations[c] == 0.0) continue;
        const double value = (static_cast<double>(row[c]) - means[c]) / deviations[c];
        if (std::abs(value) > bound) ++bounded;
        result[c] = static_cast<T>(std::clamp(value, -bound, bound));
    }
    return bounded;
}

}  // namespace

template <typename T>
core::Result<Standardiser> Standardiser::fit(MatrixView<T> rows, double bound) {
    if (const auto status = checkNumbers(rows); !status) return core::fail(status.error());
    std::vector<std::size_t> all(rows.rows);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    auto moments = momentsOf(rows, all);
    return of(std::move(moments.means), std::move(moments.deviations), bound);
}

core::Result<Standardiser> Standardiser::of(std::vector<double> means, std::vector<double> deviations, double bound) {
    if (const auto status = checkBound(bound); !status) return core::fail(status.error());
    const auto finite = [](double value) { return std::isfinite(value); };
    const auto usable = [](double value) { return std::isfinite(value) && value >= 0.0; };
    if (means.size() != deviations.size() || !std::ranges::all_of(means, finite) || !std::ranges::all_of(deviations, usable))
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The stored means and deviations of the features cannot be used.")});
    Standardiser result;
    result.m_means = std::move(means);
    result.m_deviations = std::move(deviations);
    result.m_bound = bound;
    return result;
}

template <typename T>
core::Result<Standardised<T>> Standardiser::apply(MatrixView<T> rows) const {
    if (const auto status = checkColumns(rows, columns()); !status) return core::fail(status.error());
    if (const auto status = checkNumbers(rows); !status) return core::fail(status.error());
    Standardised<T> result{Matrix<T>(rows.rows, rows.columns)};
    for (std::size_t i = 0; i < rows.rows; ++i)
        result.bounded += applyTo(rows.row(i), m_means, m_deviations, m_bound, result.rows.row(i));
    return result;
}

std::vector<double> Standardiser::restore(std::span<const float> row) const {
    std::vector<double> values(row.size());
    for (std::size_t c = 0; c < row.size(); ++c) values[c] = m_means[c] + m_deviations[c] * static_cast<double>(row[c]);
    return values;
}

template <typename T>
core::Result<Standardised<T>> standardiseByGroup(MatrixView<T> rows, std::span<const std::string> groups, double bound) {
    if (const auto status = checkBound(bound); !status) return core::fail(status.error());
    if (const auto status = checkNumbers(rows); !status) return core::fail(status.error());
    if (groups.size() != rows.rows)
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "There are %1 rows of features but %2 names of speakers."),
                           {std::to_string(rows.rows), std::to_string(groups.size())}});
    std::map<std::string_view, std::vector<std::size_t>> rowsOfGroup;
    for (std::size_t i = 0; i < groups.size(); ++i) rowsOfGroup[groups[i]].push_back(i);
    Standardised<T> result{Matrix<T>(rows.rows, rows.columns)};
    for (const auto& [group, members] : rowsOfGroup) {
        const auto moments = momentsOf(rows, members);
        for (const std::size_t i : members)
            result.bounded += applyTo(rows.row(i), moments.means, moments.deviations, bound, result.rows.row(i));
    }
    return result;
}

template core::Result<Standardiser> Standardiser::fit(MatrixView<float>, double);
template core::Result<Standardiser> Standardiser::fit(MatrixView<double>, double);
template core::Result<Standardised<float>> Standardiser::apply(MatrixView<float>) const;
template core::Result<Standardised<double>> Standardiser::apply(MatrixView<double>) const;
template core::Result<Standardised<float>> standardiseByGroup(MatrixView<float>, std::span<const std::string>, double);
template core::Result<Standardised<double>> standardiseByGroup(MatrixView<double>, std::span<const std::string>, double);

}  // namespace prososcope::learn
