// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/VoicedFrames.h"

#include <algorithm>
#include <utility>

#include "engine/features/GemapsKernels.h"

namespace prososcope::features {

VoicedFrames::VoicedFrames(std::size_t columns, int threads, std::function<FrameRowStream::Kernel()> makeKernel,
                           const dsp::PeriodMatcherSettings& periods)
    : m_columns(columns), m_stream(GemapsLongFrames::framing(), columns, threads, std::move(makeKernel)), m_periods(periods) {}

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
    for (; m_offered < rows; ++m_offered)
        m_path.push(GemapsLongFrames::candidates(m_rows.data() + m_offered * m_columns), m_points);
    if (ends) m_path.finish(m_points);
    const auto start = [this] { return m_frame * static_cast<std::int64_t>(gemaps::kHop); };
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const auto periods = m_periods.next(m_samples, m_samplesFrom, start(), m_points[i].hertz);
        ++m_frame;
        use({m_points[i], periods, m_rows.data() + i * m_columns});
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
