// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/VoiceActivity.h"

#include <cmath>

#include "engine/live/VoiceNetwork.h"

namespace prososcope::live {

namespace {

constexpr std::size_t kHalf = VoiceActivity::kSmoothingFrames / 2;

}  // namespace

float VoiceNetwork::odds(const VoiceFeatures::Row& row) const {
    VoiceFeatures::Row scaled;
    for (std::size_t c = 0; c < kColumns; ++c) scaled[c] = (row[c] - means[c]) * scales[c];
    float sum = bias;
    for (std::size_t h = 0; h < kCells; ++h) {
        float cell = biases[h];
        for (std::size_t c = 0; c < kColumns; ++c) cell += weights[h][c] * scaled[c];
        sum += outputs[h] * std::tanh(cell);
    }
    return sum;
}

void VoiceActivity::process(std::span<const float> samples, std::vector<VoiceFrame>& frames) {
    m_rows.clear();
    m_features.process(samples, m_rows);
    take(frames);
}

void VoiceActivity::finish(std::vector<VoiceFrame>& frames) {
    m_rows.clear();
    m_features.finish(m_rows);
    take(frames);
    while (m_before < m_odds.size()) decide(frames);
}

void VoiceActivity::take(std::vector<VoiceFrame>& frames) {
    for (const auto& row : m_rows) {
        m_odds.push_back(fittedVoiceNetwork().odds(row));
        if (m_odds.size() > m_before + kHalf) decide(frames);
    }
}

void VoiceActivity::decide(std::vector<VoiceFrame>& frames) {
    const std::size_t end = std::min(m_odds.size(), m_before + kHalf + 1);
    float sum = 0.0F;
    for (std::size_t i = 0; i < end; ++i) sum += m_odds[i];
    const float odds = sum / static_cast<float>(end);
    frames.push_back({odds, odds > 0.0F});
    if (m_before < kHalf) {
        ++m_before;
    } else {
        m_odds.pop_front();
    }
}

}  // namespace prososcope::live
