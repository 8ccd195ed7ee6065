// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/VoicedFrames.h"

#include <algorithm>
#include <utility>

namespace prososcope::features {

namespace {

/// A row begins with the number of candidates, then has frequency and voicing of each.
constexpr std::size_t kCandidates = 1 + 2 * dsp::SubHarmonicFrame::kMost;

void toRow(const dsp::SubHarmonicFrame& frame, float* row) {
    row[0] = static_cast<float>(frame.count);
    for (std::size_t k = 0; k < dsp::SubHarmonicFrame::kMost; ++k) {
        row[1 + 2 * k] = static_cast<float>(frame.hertz[k]);
        row[2 + 2 * k] = static_cast<float>(frame.voicing[k]);
    }
}

dsp::SubHarmonicFrame ofRow(const float* row) {
    dsp::SubHarmonicFrame frame;
    frame.count = static_cast<std::size_t>(row[0]);
    for (std::size_t k = 0; k < frame.count; ++k) {
        frame.hertz[k] = static_cast<double>(row[1 + 2 * k]);
        frame.voicing[k] = static_cast<double>(row[2 + 2 * k]);
    }
    return frame;
}

FrameRowStream::Kernel makeKernel(const dsp::SubHarmonicSum& pitch, std::size_t columns, VoicedFrames::Further further) {
    return [&pitch, columns, further = std::move(further), workspace = pitch.workspace()](
               const float* samples, std::size_t count, float* rows) mutable {
        for (std::size_t i = 0; i < count; ++i) {
            const float* frame = samples + i * VoicedFrames::kHop;
            float* row = rows + i * columns;
            const auto candidates = pitch.analyse(frame, workspace);
            toRow(candidates, row);
            further(frame, candidates, workspace, row + kCandidates);
        }
    };
}

}  // namespace

VoicedFrames::VoicedFrames(const Settings& settings, int threads, const std::function<Further()>& makeFurther)
    : m_pitch(settings.pitch),
      m_columns(kCandidates + settings.further),
      m_stream({.window = kWindow, .hop = kHop}, m_columns, threads,
               [this, makeFurther] { return makeKernel(m_pitch, m_columns, makeFurther()); }),
      m_periods(settings.periods) {}

void VoicedFrames::push(std::span<const float> samples, const Use& use) {
    m_samples.insert(m_samples.end(), samples.begin(), samples.end());
    m_stream.push(samples, m_rows);
    take(use, false);
}

void VoicedFrames::finish(const Use& use) {
    m_stream.finish(m_rows);
    take(use, true);
}

void VoicedFrames::take(const Use& use, bool ends) {
    const std::size_t rows = m_rows.size() / m_columns;
    for (; m_offered < rows; ++m_offered) m_path.push(ofRow(m_rows.data() + m_offered * m_columns), m_points);
    if (ends) m_path.finish(m_points);
    const auto start = [this] { return m_frame * static_cast<std::int64_t>(kHop); };
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const auto periods = m_periods.next(m_samples, m_samplesFrom, start(), m_points[i].hertz);
        ++m_frame;
        use({m_points[i], periods, m_rows.data() + i * m_columns + kCandidates});
    }
    m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(m_points.size() * m_columns));
    m_offered -= m_points.size();
    m_points.clear();
    const std::int64_t kept = std::max(m_periods.needed(start()), m_samplesFrom);
    const auto dropped = std::min(static_cast<std::size_t>(kept - m_samplesFrom), m_samples.size());
    m_samples.erase(m_samples.begin(), m_samples.begin() + static_cast<std::ptrdiff_t>(dropped));
    m_samplesFrom += static_cast<std::int64_t>(dropped);
}

}  // namespace prososcope::features
