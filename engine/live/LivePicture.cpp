// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LivePicture.h"

#include <algorithm>
#include <cmath>

namespace prososcope::live {

LivePicture::LivePicture(int rateHz, double columnSeconds, const dsp::SpectrogramSettings& settings)
    : m_rateHz(rateHz),
      m_hop(static_cast<std::size_t>(std::max(1L, std::lround(columnSeconds * rateHz)))),
      m_settings(settings),
      m_margin(dsp::spectrogramMargin(rateHz, settings) + 1) {}

void LivePicture::add(std::span<const float> samples, const std::function<void(const PictureColumn&)>& column) {
    m_samples.insert(m_samples.end(), samples.begin(), samples.end());
    const auto hop = static_cast<std::int64_t>(m_hop);
    const auto margin = static_cast<std::int64_t>(m_margin);
    const auto end = m_first + static_cast<std::int64_t>(m_samples.size());
    std::int64_t ready = m_column;
    while (ready * hop + hop / 2 + std::max(margin, hop) < end) ++ready;
    if (ready == m_column) return;

    const auto count = static_cast<std::size_t>(ready - m_column);
    const double centre = static_cast<double>(m_column * hop - m_first) + static_cast<double>(hop) / 2.0;
    const auto image = dsp::computeSpectrogram(m_samples, m_rateHz, centre, static_cast<double>(hop), count, m_settings);
    for (std::size_t i = 0; i < count; ++i) {
        const auto start = (m_column + static_cast<std::int64_t>(i)) * hop;
        const auto from = m_samples.begin() + (start - m_first);
        const auto [low, high] = std::minmax_element(from, from + hop);
        column({(static_cast<double>(start) + static_cast<double>(hop) / 2.0) / m_rateHz, *low, *high,
                std::span(image.decibels).subspan(i * image.bins, image.bins)});
    }
    m_column = ready;
    const std::int64_t keep = std::max(m_first, m_column * hop - margin);
    m_samples.erase(m_samples.begin(), m_samples.begin() + (keep - m_first));
    m_first = keep;
}

void LivePicture::reset() {
    m_samples.clear();
    m_first = 0;
    m_column = 0;
}

}  // namespace prososcope::live
