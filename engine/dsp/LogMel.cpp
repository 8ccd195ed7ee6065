// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/LogMel.h"

#include <algorithm>

#include "engine/dsp/Decibels.h"

namespace prososcope::dsp {

namespace {
constexpr std::size_t kBlockFrames = 16;
}

LogMel::LogMel(const StftSettings& stft, const MelSettings& mel, float smallest)
    : m_stft(stft), m_mel(mel), m_smallest(smallest) {}

std::vector<float> LogMel::compute(std::span<const float> samples) const {
    const std::size_t frameCount = frames(samples.size());
    std::vector<float> result(frameCount * bands());
    std::vector<float> power(kBlockFrames * m_stft.bins());
    Stft::Workspace workspace = m_stft.workspace();
    for (std::size_t first = 0; first < frameCount; first += kBlockFrames) {
        const std::size_t count = std::min(kBlockFrames, frameCount - first);
        m_stft.power(samples, first, count, power, workspace);
        float* rows = result.data() + first * bands();
        for (std::size_t i = 0; i < count; ++i) m_mel.apply(power.data() + i * m_stft.bins(), rows + i * bands());
        toDecibels({rows, count * bands()}, m_smallest);
    }
    return result;
}

void limitRange(std::span<float> decibels, float range) {
    if (decibels.empty()) return;
    const float lowest = *std::max_element(decibels.begin(), decibels.end()) - range;
    for (float& value : decibels) value = value < lowest ? lowest : value;
}

}  // namespace prososcope::dsp
