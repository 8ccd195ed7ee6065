// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Deltas.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace prososcope::dsp {

namespace {

double sumOfSquares(std::size_t window) {
    double sum = 0.0;
    for (std::size_t n = 1; n <= window; ++n) sum += static_cast<double>(n * n);
    return sum;
}

}  // namespace

Taps regressionTaps(std::size_t window) {
    const double scale = 2.0 * sumOfSquares(window);
    Taps taps;
    const auto reach = static_cast<std::ptrdiff_t>(window);
    for (std::ptrdiff_t n = -reach; n <= reach; ++n) taps.push_back(static_cast<double>(n) / scale);
    return taps;
}

Taps savitzkyGolayTaps(std::size_t width, int order) {
    const auto half = static_cast<std::ptrdiff_t>(width / 2);
    double squares = 0.0;
    double fourths = 0.0;
    for (std::ptrdiff_t n = -half; n <= half; ++n) {
        const auto x = static_cast<double>(n);
        squares += x * x;
        fourths += x * x * x * x;
    }
    const auto count = static_cast<double>(width);
    Taps taps;
    for (std::ptrdiff_t n = -half; n <= half; ++n) {
        const auto x = static_cast<double>(n);
        taps.push_back(order == 1 ? x / squares : 2.0 * (count * x * x - squares) / (count * fourths - squares * squares));
    }
    return taps;
}

Taps convolved(const Taps& first, const Taps& second) {
    Taps result(first.size() + second.size() - 1, 0.0);
    for (std::size_t i = 0; i < first.size(); ++i) {
        for (std::size_t j = 0; j < second.size(); ++j) result[i + j] += first[i] * second[j];
    }
    return result;
}

TimeFilter::TimeFilter(Taps taps, std::size_t columns, Ends ends)
    : m_taps(std::move(taps)), m_columns(std::max<std::size_t>(columns, 1)), m_ends(ends), m_sums(m_columns) {
    if (m_taps.empty()) m_taps.push_back(0.0);
    m_reach = (m_taps.size() - 1) / 2;
    m_taps.erase(m_taps.begin(), m_taps.begin() + static_cast<std::ptrdiff_t>(m_reach));  // the middle and what follows it
    m_mirror = m_taps[0] == 0.0 ? -1.0 : 1.0;
}

void TimeFilter::push(std::span<const float> rows, std::vector<float>& filtered) {
    if (rows.size() < m_columns) return;
    if (m_rows == 0 && m_ends == Ends::RepeatFrames) {
        for (std::size_t i = 0; i < m_reach; ++i) m_held.insert(m_held.end(), rows.data(), rows.data() + m_columns);
    }
    m_rows += rows.size() / m_columns;
    m_held.insert(m_held.end(), rows.begin(), rows.end());
    give(filtered);
}

void TimeFilter::give(std::vector<float>& filtered) {
    const std::size_t width = 2 * m_reach + 1;
    const std::size_t held = m_held.size() / m_columns;
    if (held < width) return;
    const std::size_t windows = held - width + 1;
    // Before its first window is whole, a filter that holds has all rows since the start, and none has been given.
    const bool first = m_ends == Ends::HoldWindow && held == m_rows;
    std::size_t at = filtered.size();
    filtered.resize(at + (windows + (first ? m_reach : 0)) * m_columns);
    for (std::size_t window = 0; window < windows; ++window) {
        filterWindow(m_held.data() + window * m_columns, filtered.data() + at);
        at += m_columns;
        for (std::size_t i = 0; first && window == 0 && i < m_reach; ++i, at += m_columns)
            std::copy_n(filtered.data() + (at - m_columns), m_columns, filtered.data() + at);
    }
    m_last.assign(filtered.end() - static_cast<std::ptrdiff_t>(m_columns), filtered.end());
    m_held.erase(m_held.begin(), m_held.begin() + static_cast<std::ptrdiff_t>(windows * m_columns));
}

void TimeFilter::finish(std::vector<float>& filtered) {
    if (m_rows > 0 && m_ends == Ends::RepeatFrames) {
        const std::vector<float> last(m_held.end() - static_cast<std::ptrdiff_t>(m_columns), m_held.end());
        for (std::size_t i = 0; i < m_reach; ++i) m_held.insert(m_held.end(), last.begin(), last.end());
        give(filtered);
    } else if (m_rows > 2 * m_reach) {
        for (std::size_t i = 0; i < m_reach; ++i) filtered.insert(filtered.end(), m_last.begin(), m_last.end());
    } else {
        filtered.insert(filtered.end(), m_rows * m_columns, std::numeric_limits<float>::quiet_NaN());
    }
    m_held.clear();
    m_rows = 0;
}

void TimeFilter::filterWindow(const float* window, float* result) {
    const float* middle = window + m_reach * m_columns;
    double* sums = m_sums.data();
    for (std::size_t column = 0; column < m_columns; ++column) sums[column] = m_taps[0] * static_cast<double>(middle[column]);
    for (std::size_t n = 1; n <= m_reach; ++n) {
        const float* before = middle - n * m_columns;
        const float* after = middle + n * m_columns;
        for (std::size_t column = 0; column < m_columns; ++column)
            sums[column] += m_taps[n] * (static_cast<double>(after[column]) + m_mirror * static_cast<double>(before[column]));
    }
    for (std::size_t column = 0; column < m_columns; ++column) result[column] = static_cast<float>(sums[column]);
}

core::Result<std::vector<float>> savitzkyGolayDeltas(std::span<const float> values, std::size_t columns, std::size_t width,
                                                     int order) {
    const std::size_t frames = columns == 0 ? 0 : values.size() / columns;
    if (columns == 0 || width < 3 || width % 2 == 0 || order < 1 || order > 2 || frames < width) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "The sound is too short for its changes over time: %1 frames, at least %2 are needed."),
             {std::to_string(frames), std::to_string(width)}});
    }
    std::vector<float> result;
    TimeFilter filter(savitzkyGolayTaps(width, order), columns, TimeFilter::Ends::HoldWindow);
    filter.push(values, result);
    filter.finish(result);
    return result;
}

std::vector<float> regressionDeltas(std::span<const float> values, std::size_t columns, std::size_t window) {
    std::vector<float> result;
    if (columns == 0) return result;
    if (window == 0) return std::vector<float>(values.size(), 0.0F);
    TimeFilter filter(regressionTaps(window), columns, TimeFilter::Ends::RepeatFrames);
    filter.push(values, result);
    filter.finish(result);
    return result;
}

void coefficientAxisDeltas(const float* row, std::size_t columns, std::size_t window, float* result) {
    const double scale = 2.0 * sumOfSquares(window);
    for (std::size_t j = 0; j < columns; ++j) {
        double sum = 0.0;
        for (std::size_t n = 1; n <= window; ++n)
            sum += static_cast<double>(n) * static_cast<double>(row[std::min(j + n, columns - 1)]);
        result[j] = static_cast<float>(window == 0 ? 0.0 : sum / scale);
    }
}

}  // namespace prososcope::dsp
