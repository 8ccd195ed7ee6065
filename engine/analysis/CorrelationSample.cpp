// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/CorrelationSample.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "engine/core/Undefined.h"
#include "engine/dsp/Vector.h"

namespace prososcope::analysis {

namespace {

constexpr std::size_t kWidth = kBlockUnits;
/// Of the squares about the mean, what controls must leave: activations are stored with 24 bits.
constexpr double kLeast = 1e-12;

// Compiled for AVX2 and for all processors. All take rows of kWidth values.

/// Takes the mean off each column. By differences from the first row, so that a large mean costs no digits and a constant
/// column becomes 0 exactly.
PROSOSCOPE_WIDE void centreColumns(double* values, std::size_t rows) {
    double first[kWidth];
    double sums[kWidth] = {};
    double spread[kWidth] = {};
    for (std::size_t u = 0; u < kWidth; ++u) first[u] = values[u];
    for (std::size_t i = 0; i < rows; ++i) {
        const double* const row = values + i * kWidth;
        for (std::size_t u = 0; u < kWidth; ++u) {
            const double off = row[u] - first[u];
            sums[u] += off;
            spread[u] = std::max(spread[u], std::abs(off));
        }
    }
    for (std::size_t u = 0; u < kWidth; ++u) first[u] += spread[u] > 0.0 ? sums[u] / static_cast<double>(rows) : 0.0;
    for (std::size_t i = 0; i < rows; ++i) {
        double* const row = values + i * kWidth;
        for (std::size_t u = 0; u < kWidth; ++u) row[u] -= first[u];
    }
}

PROSOSCOPE_WIDE void squaresOf(const double* values, std::size_t rows, double* squares) {
    double sums[kWidth] = {};
    for (std::size_t i = 0; i < rows; ++i) {
        const double* const row = values + i * kWidth;
        for (std::size_t u = 0; u < kWidth; ++u) sums[u] += row[u] * row[u];
    }
    for (std::size_t u = 0; u < kWidth; ++u) squares[u] = sums[u];
}

/// Takes off each column its part along `control`, which has length 1.
PROSOSCOPE_WIDE void takeOff(double* values, std::size_t rows, const double* control) {
    double along[kWidth] = {};
    for (std::size_t i = 0; i < rows; ++i) {
        const double* const row = values + i * kWidth;
        for (std::size_t u = 0; u < kWidth; ++u) along[u] += control[i] * row[u];
    }
    for (std::size_t i = 0; i < rows; ++i) {
        double* const row = values + i * kWidth;
        for (std::size_t u = 0; u < kWidth; ++u) row[u] -= control[i] * along[u];
    }
}

/// sums[t][u] = sum over rows of targets[row][t] values[row][u].
PROSOSCOPE_WIDE void productsWith(const double* values, std::size_t rows, const double* targets, std::size_t count,
                                  double* sums) {
    for (std::size_t t = 0; t < count; ++t) {
        double own[kWidth] = {};
        for (std::size_t i = 0; i < rows; ++i) {
            const double target = targets[i * count + t];
            const double* const row = values + i * kWidth;
            for (std::size_t u = 0; u < kWidth; ++u) own[u] += target * row[u];
        }
        for (std::size_t u = 0; u < kWidth; ++u) sums[t * kWidth + u] = own[u];
    }
}

PROSOSCOPE_WIDE void widen(const float* source, std::size_t count, double* target) {
    for (std::size_t i = 0; i < count; ++i) target[i] = static_cast<double>(source[i]);
}

/// Ranks 1 .. rows of the first columns; equal values share their mean rank.
void rankColumns(double* values, std::size_t rows, std::size_t columns) {
    std::vector<std::pair<double, std::uint32_t>> order(rows);
    for (std::size_t u = 0; u < columns; ++u) {
        for (std::size_t i = 0; i < rows; ++i) order[i] = {values[i * kWidth + u], static_cast<std::uint32_t>(i)};
        std::sort(order.begin(), order.end());
        for (std::size_t from = 0; from < rows;) {
            std::size_t to = from + 1;
            while (to < rows && order[to].first == order[from].first) ++to;
            for (std::size_t k = from; k < to; ++k)
                values[order[k].second * kWidth + u] = 0.5 * static_cast<double>(from + 1 + to);
            from = to;
        }
    }
}

}  // namespace

CorrelationSample::CorrelationSample(const ActivationRows& rows, std::span<const CorrelationTarget* const> targets,
                                     const CorrelationSettings& settings)
    : m_settings(settings), m_targetCount(targets.size()) {
    arrange(rows, *targets.front());
    findControls(rows);
    const double factor = settings.kind == CorrelationKind::Spearman ? 1.06 : 1.0;
    for (auto& group : m_groups) {
        const double taken = settings.pooling == SpeakerPooling::Centred ? static_cast<double>(group.speakers.size()) : 1.0;
        group.degrees = static_cast<double>(group.to - group.from) - taken - 1.0 - static_cast<double>(group.controls);
        group.usable = group.degrees >= 2.0;
        group.zError = group.usable ? std::sqrt(factor / (group.degrees - 1.0)) : core::kUndefined;
    }
    m_values.assign(m_rows.size() * m_targetCount, 0.0);
    m_defined.assign(m_groups.size() * m_targetCount, 0);
    UnitBlock block;
    for (std::size_t first = 0; first < m_targetCount; first += kWidth) {
        block.count = std::min(kWidth, m_targetCount - first);
        block.values.assign(m_rows.size() * kWidth, 0.0);
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            for (std::size_t t = 0; t < block.count; ++t) block.values[i * kWidth + t] = targets[first + t]->values[m_rows[i]];
        }
        treat(block);
        for (std::size_t g = 0; g < m_groups.size(); ++g) {
            for (std::size_t t = 0; t < block.count; ++t) {
                const double scale = block.scales[g * kWidth + t];
                m_defined[g * m_targetCount + first + t] = scale > 0.0 ? 1 : 0;
                for (std::size_t i = m_groups[g].from; i < m_groups[g].to; ++i)
                    m_values[i * m_targetCount + first + t] = scale * block.values[i * kWidth + t];
            }
        }
    }
}

void CorrelationSample::arrange(const ActivationRows& rows, const CorrelationTarget& target) {
    std::map<std::string_view, std::vector<std::size_t>> known;  // ordered: nothing depends on the rows' order
    for (std::size_t i = 0; i < rows.speakers.size(); ++i) {
        if (m_settings.pooling == SpeakerPooling::One && rows.speakers[i] != m_settings.speaker) continue;
        auto& own = known[rows.speakers[i]];
        if (!std::isnan(target.values[i])) own.push_back(i);
    }
    const std::size_t controls = (m_settings.partialDuration ? 1 : 0) + (m_settings.partialLevel ? 1 : 0);
    std::size_t least = 1;
    if (m_settings.pooling == SpeakerPooling::FisherZ) least = 4 + controls;
    if (m_settings.pooling == SpeakerPooling::Centred) least = 2;
    for (const auto& [speaker, own] : known) {
        if (own.size() < least) {
            m_leftOut.emplace_back(speaker);
            continue;
        }
        const Part part{std::string(speaker), m_rows.size(), m_rows.size() + own.size()};
        m_rows.insert(m_rows.end(), own.begin(), own.end());
        if (m_groups.empty() || m_settings.pooling == SpeakerPooling::FisherZ) m_groups.emplace_back().from = part.from;
        m_groups.back().to = part.to;
        m_groups.back().speakers.push_back(part);
    }
}

void CorrelationSample::findControls(const ActivationRows& rows) {
    std::vector<std::span<const double>> asked;
    if (m_settings.partialDuration) asked.push_back(rows.seconds);
    if (m_settings.partialLevel) asked.push_back(rows.levelDb);
    if (asked.empty()) return;
    UnitBlock block{0, asked.size(), std::vector<double>(m_rows.size() * kWidth, 0.0), {}};
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        for (std::size_t c = 0; c < asked.size(); ++c) block.values[i * kWidth + c] = asked[c][m_rows[i]];
    }
    treat(block);
    std::vector<std::vector<double>> found(asked.size(), std::vector<double>(m_rows.size(), 0.0));
    for (auto& group : m_groups) {
        for (std::size_t c = 0; c < asked.size(); ++c) {
            auto& own = found[group.controls];
            double before = 0.0;
            for (std::size_t i = group.from; i < group.to; ++i) {
                own[i] = block.values[i * kWidth + c];
                before += own[i] * own[i];
            }
            for (std::size_t other = 0; other < group.controls; ++other) {
                double along = 0.0;
                for (std::size_t i = group.from; i < group.to; ++i) along += found[other][i] * own[i];
                for (std::size_t i = group.from; i < group.to; ++i) own[i] -= along * found[other][i];
            }
            double after = 0.0;
            for (std::size_t i = group.from; i < group.to; ++i) after += own[i] * own[i];
            const bool counts = before > 0.0 && after > kLeast * before;
            for (std::size_t i = group.from; i < group.to; ++i) own[i] = counts ? own[i] / std::sqrt(after) : 0.0;
            group.controls += counts ? 1 : 0;
        }
    }
    m_controls = std::move(found);
}

void CorrelationSample::treat(UnitBlock& block) const {
    block.scales.assign(m_groups.size() * kWidth, 0.0);
    double before[kWidth];
    double after[kWidth];
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        const auto& group = m_groups[g];
        double* const values = block.values.data() + group.from * kWidth;
        const std::size_t count = group.to - group.from;
        if (m_settings.pooling == SpeakerPooling::Centred) {
            for (const auto& part : group.speakers)
                centreColumns(block.values.data() + part.from * kWidth, part.to - part.from);
        }
        if (m_settings.kind == CorrelationKind::Spearman) rankColumns(values, count, block.count);
        centreColumns(values, count);
        squaresOf(values, count, before);
        std::copy_n(before, kWidth, after);
        if (group.controls > 0 && !m_controls.empty()) {
            for (std::size_t c = 0; c < group.controls; ++c) takeOff(values, count, m_controls[c].data() + group.from);
            squaresOf(values, count, after);
        }
        for (std::size_t u = 0; u < block.count; ++u) {
            if (group.usable && after[u] > kLeast * before[u]) block.scales[g * kWidth + u] = 1.0 / std::sqrt(after[u]);
        }
    }
}

void CorrelationSample::load(const ActivationRows& rows, std::size_t first, UnitBlock& block) const {
    block.first = first;
    block.count = std::min(kWidth, rows.units - first);
    block.values.resize(m_rows.size() * kWidth);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        double* const row = block.values.data() + i * kWidth;
        widen(rows.values.data() + m_rows[i] * rows.units + first, block.count, row);
        std::fill(row + block.count, row + kWidth, 0.0);
    }
    treat(block);
}

void CorrelationSample::correlate(const UnitBlock& block, std::size_t group, std::vector<double>& r) const {
    r.resize(m_targetCount * kWidth);
    const auto& own = m_groups[group];
    productsWith(block.values.data() + own.from * kWidth, own.to - own.from, m_values.data() + own.from * m_targetCount,
                 m_targetCount, r.data());
    for (std::size_t t = 0; t < m_targetCount; ++t) {
        for (std::size_t u = 0; u < kWidth; ++u) {
            const double scale = block.scales[group * kWidth + u];
            double& value = r[t * kWidth + u];
            value = scale > 0.0 && defined(group, t) ? std::clamp(value * scale, -1.0, 1.0) : core::kUndefined;
        }
    }
}

void CorrelationSample::residualise(std::size_t group, std::span<double> values) const {
    const auto& own = m_groups[group];
    const auto part = values.subspan(own.from, own.to - own.from);
    for (std::size_t c = 0; c < own.controls; ++c) {
        const double* const control = m_controls[c].data() + own.from;
        double along = 0.0;
        for (std::size_t i = 0; i < part.size(); ++i) along += control[i] * part[i];
        for (std::size_t i = 0; i < part.size(); ++i) part[i] -= along * control[i];
    }
    double squares = 0.0;
    for (const double value : part) squares += value * value;
    const double scale = squares > kLeast ? 1.0 / std::sqrt(squares) : 0.0;
    for (double& value : part) value *= scale;
}

}  // namespace prososcope::analysis
