// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/RowStages.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace prososcope::features {

namespace {

constexpr double kLeastDeviation = 1.0 / 1073741824.0;  // 2^-30, as speechpy adds
constexpr std::size_t kRegressionWindow = 2;
constexpr std::size_t kSavitzkyGolayWidth = 9;

dsp::TimeFilter deltaFilter(DeltaStage::Kind kind, std::size_t columns, int order) {
    if (kind == DeltaStage::Kind::SavitzkyGolay)
        return {dsp::savitzkyGolayTaps(kSavitzkyGolayWidth, order), columns, dsp::TimeFilter::Ends::HoldWindow};
    const dsp::Taps taps = dsp::regressionTaps(kRegressionWindow);
    const bool both = kind == DeltaStage::Kind::Convolved && order == 2;
    return {both ? dsp::convolved(taps, taps) : taps, columns, dsp::TimeFilter::Ends::RepeatFrames};
}

}  // namespace

StagedStream::StagedStream(std::unique_ptr<FeatureStream> source, std::vector<std::unique_ptr<RowStage>> stages)
    : m_source(std::move(source)), m_stages(std::move(stages)) {}

void StagedStream::push(std::span<const float> samples, std::vector<float>& rows) {
    m_passed.clear();
    m_source->push(samples, m_passed);
    lead(0, rows, false);
}

void StagedStream::finish(std::vector<float>& rows) {
    m_passed.clear();
    m_source->finish(m_passed);
    lead(0, rows, true);
}

void StagedStream::lead(std::size_t from, std::vector<float>& rows, bool ends) {
    for (std::size_t i = from; i < m_stages.size(); ++i) {
        m_made.clear();
        m_stages[i]->push(m_passed, m_made);
        if (ends) m_stages[i]->finish(m_made);
        std::swap(m_passed, m_made);
    }
    rows.insert(rows.end(), m_passed.begin(), m_passed.end());
}

EmphasisedStream::EmphasisedStream(double share, std::unique_ptr<FeatureStream> source)
    : m_share(share), m_source(std::move(source)) {}

void EmphasisedStream::push(std::span<const float> samples, std::vector<float>& rows) {
    constexpr std::size_t kPiece = 65536;
    for (std::size_t at = 0; at < samples.size(); at += kPiece) {
        const auto part = samples.subspan(at, std::min(kPiece, samples.size() - at));
        m_emphasised.resize(part.size());
        m_emphasised[0] = static_cast<float>(static_cast<double>(part[0]) - m_share * m_before);
        for (std::size_t i = 1; i < part.size(); ++i)
            m_emphasised[i] = static_cast<float>(static_cast<double>(part[i]) - m_share * static_cast<double>(part[i - 1]));
        m_before = static_cast<double>(part.back());
        m_source->push(m_emphasised, rows);
    }
}

JoinedStream::JoinedStream(std::vector<Part> parts) : m_parts(std::move(parts)) {}

void JoinedStream::push(std::span<const float> samples, std::vector<float>& rows) {
    for (Part& part : m_parts) part.stream->push(samples, part.rows);
    give(rows);
}

void JoinedStream::finish(std::vector<float>& rows) {
    for (Part& part : m_parts) part.stream->finish(part.rows);
    give(rows);
}

void JoinedStream::give(std::vector<float>& rows) {
    std::size_t count = std::numeric_limits<std::size_t>::max();
    for (const Part& part : m_parts) count = std::min(count, part.rows.size() / part.columns);
    for (std::size_t row = 0; row < count; ++row) {
        for (const Part& part : m_parts) {
            const auto from = part.rows.begin() + static_cast<std::ptrdiff_t>(row * part.columns);
            rows.insert(rows.end(), from, from + static_cast<std::ptrdiff_t>(part.columns));
        }
    }
    for (Part& part : m_parts)
        part.rows.erase(part.rows.begin(), part.rows.begin() + static_cast<std::ptrdiff_t>(count * part.columns));
}

DeltaStage::DeltaStage(Kind kind, std::size_t columns, bool interleaved)
    : m_kind(kind),
      m_columns(columns),
      m_interleaved(interleaved),
      m_first(deltaFilter(kind, columns, 1)),
      m_second(deltaFilter(kind, columns, 2)) {}

void DeltaStage::push(std::span<const float> rows, std::vector<float>& made) {
    m_parts[0].insert(m_parts[0].end(), rows.begin(), rows.end());
    if (m_kind == Kind::CoefficientAxis) {
        std::vector<float> change(2 * m_columns);
        for (std::size_t at = 0; at + m_columns <= rows.size(); at += m_columns) {
            dsp::coefficientAxisDeltas(rows.data() + at, m_columns, kRegressionWindow, change.data());
            dsp::coefficientAxisDeltas(change.data(), m_columns, kRegressionWindow, change.data() + m_columns);
            for (const std::size_t order : {std::size_t{1}, std::size_t{2}}) {
                const float* from = change.data() + (order - 1) * m_columns;
                m_parts[order].insert(m_parts[order].end(), from, from + m_columns);
            }
        }
    } else {
        const std::size_t known = m_parts[1].size();
        m_first.push(rows, m_parts[1]);
        m_second.push(m_kind == Kind::Regression ? std::span<const float>(m_parts[1]).subspan(known) : rows, m_parts[2]);
    }
    give(made);
}

void DeltaStage::finish(std::vector<float>& made) {
    if (m_kind != Kind::CoefficientAxis) {
        const std::size_t known = m_parts[1].size();
        m_first.finish(m_parts[1]);
        if (m_kind == Kind::Regression) m_second.push(std::span<const float>(m_parts[1]).subspan(known), m_parts[2]);
        m_second.finish(m_parts[2]);
    }
    give(made);
}

void DeltaStage::give(std::vector<float>& made) {
    const std::size_t rows = std::min({m_parts[0].size(), m_parts[1].size(), m_parts[2].size()}) / m_columns;
    const std::size_t at = made.size();
    made.resize(at + 3 * rows * m_columns);
    const std::size_t step = m_interleaved ? 3 : 1;
    const std::size_t part = m_interleaved ? 1 : m_columns;
    for (std::size_t row = 0; row < rows; ++row) {
        float* target = made.data() + at + 3 * row * m_columns;
        for (std::size_t order = 0; order < 3; ++order) {
            const float* from = m_parts[order].data() + row * m_columns;
            for (std::size_t column = 0; column < m_columns; ++column) target[order * part + column * step] = from[column];
        }
    }
    for (auto& values : m_parts) values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(rows * m_columns));
}

NormaliseStage::NormaliseStage(std::span<const float> moments) : m_moments(moments.begin(), moments.end()) {}

void NormaliseStage::push(std::span<const float> rows, std::vector<float>& made) {
    const std::size_t columns = m_moments.size() / 2;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t column = i % columns;
        const double deviation = static_cast<double>(m_moments[columns + column]) + kLeastDeviation;
        made.push_back(static_cast<float>((static_cast<double>(rows[i]) - static_cast<double>(m_moments[column])) / deviation));
    }
}

SlidingNormaliseStage::SlidingNormaliseStage(std::size_t columns, std::size_t window)
    : m_columns(columns), m_window(std::max<std::size_t>(window, 1)), m_sums(columns), m_squares(columns) {}

void SlidingNormaliseStage::push(std::span<const float> rows, std::vector<float>& made) {
    const auto add = [this](const std::vector<float>& row, double sign) {
        for (std::size_t column = 0; column < m_columns; ++column) {
            const auto x = static_cast<double>(row[column]);
            m_sums[column] += sign * x;
            m_squares[column] += sign * x * x;
        }
    };
    for (std::size_t at = 0; at + m_columns <= rows.size(); at += m_columns) {
        if (m_rows.size() == m_window) {
            add(m_rows.front(), -1.0);
            m_rows.pop_front();
        }
        m_rows.emplace_back(rows.begin() + static_cast<std::ptrdiff_t>(at),
                            rows.begin() + static_cast<std::ptrdiff_t>(at + m_columns));
        add(m_rows.back(), 1.0);
        if (++m_sinceExact == m_window) {  // so that rounding does not grow with the recording
            m_sinceExact = 0;
            std::fill(m_sums.begin(), m_sums.end(), 0.0);
            std::fill(m_squares.begin(), m_squares.end(), 0.0);
            for (const auto& row : m_rows) add(row, 1.0);
        }
        const auto count = static_cast<double>(m_rows.size());
        for (std::size_t column = 0; column < m_columns; ++column) {
            const double mean = m_sums[column] / count;
            const double variance = std::max(m_squares[column] / count - mean * mean, 0.0);
            const double x = static_cast<double>(m_rows.back()[column]);
            made.push_back(static_cast<float>((x - mean) / (std::sqrt(variance) + kLeastDeviation)));
        }
    }
}

MomentsStream::MomentsStream(std::unique_ptr<FeatureStream> source, std::size_t columns)
    : m_source(std::move(source)), m_moments(columns) {}

void MomentsStream::push(std::span<const float> samples, std::vector<float>&) {
    m_source->push(samples, m_rows);
    take();
}

void MomentsStream::finish(std::vector<float>& rows) {
    m_source->finish(m_rows);
    take();
    for (std::size_t column = 0; column < m_moments.columns(); ++column) rows.push_back(m_moments.mean(column));
    for (std::size_t column = 0; column < m_moments.columns(); ++column) rows.push_back(m_moments.deviation(column));
}

void MomentsStream::take() {
    m_moments.add(m_rows);
    m_rows.clear();
}

}  // namespace prososcope::features
