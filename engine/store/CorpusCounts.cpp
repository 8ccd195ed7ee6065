// SPDX-License-Identifier: GPL-3.0-or-later
// Counts and distributions of the rows of an index.
#include <algorithm>
#include <cmath>
#include <set>

#include "engine/store/CorpusIndexImpl.h"

namespace prososcope::store {

namespace {

using core::fail;
constexpr double kOutliers = 0.005;  // share of the rows that may lie beyond the last bin

/// Codes that occur, by their rank.
std::vector<std::uint32_t> occurring(const WordColumn& column, const std::vector<std::size_t>& counts) {
    std::vector<std::uint32_t> codes;
    for (std::uint32_t code = 0; code < counts.size(); ++code) {
        if (counts[code] > 0) codes.push_back(code);
    }
    std::sort(codes.begin(), codes.end(), [&](std::uint32_t a, std::uint32_t b) { return column.rank[a] < column.rank[b]; });
    return codes;
}

std::vector<std::size_t> countCodes(const WordColumn& column, const RowList& list, const core::Progress& progress) {
    std::vector<std::size_t> counts(column.values.size(), 0);
    eachRow(list, progress, [&](std::uint32_t row) { ++counts[column.codes[row]]; });
    return counts;
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that is no smaller than `wanted`.
double roundWidth(double wanted) {
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double step : {1.0, 2.0, 2.5, 5.0}) {
        if (step * power >= wanted * (1.0 - 1e-9)) return step * power;
    }
    return 10.0 * power;
}

/// The scale of a field where all corpora agree on one, else the ends of its values.
corpus::Scale scaleOf(const std::vector<corpus::Corpus>& heads, const std::string& field, double least, double most) {
    std::optional<corpus::Scale> common;
    for (const auto& head : heads) {
        const auto scale = head.scales.find(field);
        if (scale == head.scales.end() || (common && !(*common == scale->second))) {
            common.reset();
            break;
        }
        common = scale->second;
    }
    if (common && common->low < common->high && common->low <= least && common->high >= most) return *common;
    if (!(least < most)) return {least - 0.5, least + 0.5};
    return {least, most};
}

/// Cells along an axis of the plane.
struct Axis {
    corpus::Scale ends;
    std::size_t cells = 1;
    [[nodiscard]] std::size_t cellOf(double value) const {
        const double place = (value - ends.low) / (ends.high - ends.low) * static_cast<double>(cells);
        return std::min(cells - 1, static_cast<std::size_t>(std::max(0.0, place)));
    }
};

/// Different values of a column as long as there are few of them.
class FewValues {
public:
    explicit FewValues(std::size_t most) : m_most(most) {}
    void add(double value) {
        if (m_values.size() <= m_most) m_values.insert(value);
    }
    /// A cell for each step where all values lie on steps of one width, and there are no more than `most`.
    [[nodiscard]] std::optional<Axis> steps(const corpus::Scale& scale) const {
        if (m_values.size() < 2 || m_values.size() > m_most) return std::nullopt;
        double step = scale.high - scale.low;
        for (auto it = m_values.begin(); std::next(it) != m_values.end(); ++it) step = std::min(step, *std::next(it) - *it);
        const double count = std::round((scale.high - scale.low) / step);
        if (count + 1.0 > static_cast<double>(m_most)) return std::nullopt;
        step = (scale.high - scale.low) / count;
        const bool fits = std::all_of(m_values.begin(), m_values.end(), [&](double value) {
            const double place = (value - scale.low) / step;
            return std::abs(place - std::round(place)) < 1e-3;
        });
        if (!fits) return std::nullopt;
        return Axis{{scale.low - 0.5 * step, scale.high + 0.5 * step}, static_cast<std::size_t>(count) + 1};
    }

private:
    std::size_t m_most;
    std::set<double> m_values;
};

}  // namespace

core::Result<std::vector<ValueCount>> CorpusIndex::values(const std::string& field, const RowList& list,
                                                          core::Progress& progress) {
    if (const auto wrong = wrongField(field, FieldKind::Word)) return fail(*wrong);
    return m_impl->answer(progress, [&]() -> core::Result<std::vector<ValueCount>> {
        const auto& column = m_impl->columns->words(field, progress);
        const auto counts = countCodes(column, list, progress);
        std::vector<ValueCount> result;
        for (const auto code : occurring(column, counts)) result.push_back({column.values[code], counts[code]});
        return result;
    });
}

core::Result<CrossCounts> CorpusIndex::cross(const std::string& rowField, const std::string& columnField, const RowList& list,
                                             core::Progress& progress) {
    for (const auto& field : {rowField, columnField}) {
        if (const auto wrong = wrongField(field, FieldKind::Word)) return fail(*wrong);
    }
    return m_impl->answer(progress, [&]() -> core::Result<CrossCounts> {
        const auto& down = m_impl->columns->words(rowField, progress);
        const auto& across = m_impl->columns->words(columnField, progress);
        const auto downCodes = occurring(down, countCodes(down, list, progress));
        const auto acrossCodes = occurring(across, countCodes(across, list, progress));
        std::vector<std::size_t> rowOf(down.values.size(), 0);
        std::vector<std::size_t> columnOf(across.values.size(), 0);
        CrossCounts result;
        for (const auto code : downCodes) {
            rowOf[code] = result.rows.size();
            result.rows.push_back(down.values[code]);
        }
        for (const auto code : acrossCodes) {
            columnOf[code] = result.columns.size();
            result.columns.push_back(across.values[code]);
        }
        result.counts.assign(result.rows.size() * result.columns.size(), 0);
        eachRow(list, progress, [&](std::uint32_t row) {
            ++result.counts[rowOf[down.codes[row]] * result.columns.size() + columnOf[across.codes[row]]];
        });
        return result;
    });
}

core::Result<Histogram> CorpusIndex::histogram(const std::string& field, const RowList& list, std::size_t bins,
                                               core::Progress& progress) {
    if (const auto wrong = wrongField(field, FieldKind::Number)) return fail(*wrong);
    return m_impl->answer(progress, [&]() -> core::Result<Histogram> {
        const auto& column = m_impl->columns->numbers(field, progress);
        Histogram result;
        std::vector<double> known;
        eachRow(list, progress, [&](std::uint32_t row) {
            if (std::isfinite(column[row])) known.push_back(column[row]);
        });
        result.known = known.size();
        result.unknown = list.size() - known.size();
        if (known.empty() || bins == 0) return result;
        for (const double value : known) result.sum += value;
        result.mean = result.sum / static_cast<double>(known.size());
        const auto [least, most] = std::minmax_element(known.begin(), known.end());
        result.least = *least;
        result.most = *most;
        const auto nth = [&](std::size_t place) {
            std::nth_element(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(place), known.end());
            return known[place];
        };
        const std::size_t half = known.size() / 2;
        result.median = nth(half);
        if (known.size() % 2 == 0) {
            result.median =
                0.5 * (result.median + *std::max_element(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(half)));
        }
        const double end =
            nth(std::min(known.size() - 1, static_cast<std::size_t>(static_cast<double>(known.size()) * (1.0 - kOutliers))));
        // One bin more than the span needs may be taken by rounding its beginning down.
        const double span = std::max(end - result.least, 0.0);
        result.width = span > 0.0 ? roundWidth(span / static_cast<double>(std::max<std::size_t>(1, bins - 1))) : 1.0;
        result.low = std::floor(result.least / result.width) * result.width;
        const auto binOf = [&](double value) { return static_cast<std::size_t>((value - result.low) / result.width); };
        result.counts.assign(std::min(bins, binOf(end) + 1), 0);
        for (const double value : known) {
            const double place = (value - result.low) / result.width;
            if (place < static_cast<double>(result.counts.size()))
                ++result.counts[static_cast<std::size_t>(place)];
            else
                ++result.above;
        }
        return result;
    });
}

core::Result<PlaneCounts> CorpusIndex::plane(const std::string& xField, const std::string& yField, const RowList& list,
                                             std::size_t bins, core::Progress& progress) {
    for (const auto& field : {xField, yField}) {
        if (const auto wrong = wrongField(field, FieldKind::Number)) return fail(*wrong);
    }
    return m_impl->answer(progress, [&]() -> core::Result<PlaneCounts> {
        const auto& x = m_impl->columns->numbers(xField, progress);
        const auto& y = m_impl->columns->numbers(yField, progress);
        const auto& emotion = m_impl->columns->words("emotion", progress);
        PlaneCounts result;
        const std::size_t most = std::max<std::size_t>(1, bins);
        FewValues xValues(most);
        FewValues yValues(most);
        std::vector<PlaneCounts::Centre> centres(emotion.values.size());
        double xLow = INFINITY;
        double xHigh = -INFINITY;
        double yLow = INFINITY;
        double yHigh = -INFINITY;
        const auto known = [&](std::uint32_t row) { return std::isfinite(x[row]) && std::isfinite(y[row]); };
        eachRow(list, progress, [&](std::uint32_t row) {
            if (!known(row)) return;
            ++result.known;
            xLow = std::min(xLow, x[row]);
            xHigh = std::max(xHigh, x[row]);
            yLow = std::min(yLow, y[row]);
            yHigh = std::max(yHigh, y[row]);
            xValues.add(x[row]);
            yValues.add(y[row]);
            auto& centre = centres[emotion.codes[row]];
            ++centre.count;
            centre.x += x[row];
            centre.y += y[row];
        });
        result.unknown = list.size() - result.known;
        if (result.known == 0) return result;
        const auto xScale = scaleOf(m_impl->heads, xField, xLow, xHigh);
        const auto yScale = scaleOf(m_impl->heads, yField, yLow, yHigh);
        const Axis across = xValues.steps(xScale).value_or(Axis{xScale, most});
        const Axis up = yValues.steps(yScale).value_or(Axis{yScale, most});
        result.x = across.ends;
        result.y = up.ends;
        result.columns = across.cells;
        result.rows = up.cells;
        result.counts.assign(result.columns * result.rows, 0);
        eachRow(list, progress, [&](std::uint32_t row) {
            if (known(row)) ++result.counts[up.cellOf(y[row]) * result.columns + across.cellOf(x[row])];
        });
        std::vector<std::size_t> counts;
        for (const auto& centre : centres) counts.push_back(centre.count);
        for (const auto code : occurring(emotion, counts)) {
            auto& centre = centres[code];
            centre.emotion = emotion.values[code];
            centre.x /= static_cast<double>(centre.count);
            centre.y /= static_cast<double>(centre.count);
            result.centres.push_back(centre);
        }
        return result;
    });
}

}  // namespace prososcope::store
