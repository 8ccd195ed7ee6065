// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/LogMel.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/Decibels.h"

namespace prososcope::dsp {

namespace {
constexpr std::size_t kBlockFrames = 16;
}

LogMel::LogMel(const StftSettings& stft, const MelSettings& mel, const BandSettings& bands)
    : m_stft(stft), m_mel(mel), m_settings(bands) {}

LogMel::Workspace LogMel::workspace() const { return {m_stft.workspace(), std::vector<float>(kBlockFrames * m_stft.bins())}; }

void LogMel::rows(const float* samples, std::size_t count, float* rows, Workspace& workspace, float* energies) const {
    const std::size_t bins = m_stft.bins();
    for (std::size_t first = 0; first < count; first += kBlockFrames) {
        const std::size_t block = std::min(kBlockFrames, count - first);
        float* power = workspace.power.data();
        m_stft.power(samples + first * m_stft.settings().hop, block, workspace.power, workspace.stft);
        for (std::size_t i = 0; energies != nullptr && i < block; ++i) {
            double sum = 0.0;
            for (std::size_t k = 0; k < bins; ++k) sum += static_cast<double>(power[i * bins + k]);
            energies[first + i] = static_cast<float>(std::log(std::max(sum, static_cast<double>(m_settings.smallest))));
        }
        if (m_settings.magnitude) {
            for (std::size_t i = 0; i < block * bins; ++i) power[i] = std::sqrt(power[i]);
        }
        float* target = rows + first * bands();
        for (std::size_t i = 0; i < block; ++i) m_mel.apply(power + i * bins, target + i * bands());
        if (m_settings.logarithm == BandSettings::Logarithm::Natural)
            toNaturalLog({target, block * bands()}, m_settings.smallest);
        else
            toDecibels({target, block * bands()}, m_settings.smallest);
    }
}

std::vector<float> LogMel::compute(std::span<const float> samples) const {
    std::vector<float> result(frames(samples.size()) * bands());
    Workspace scratch = workspace();
    FrameCutter cutter(framing());
    const auto use = [&](const float* start, std::size_t first, std::size_t count) {
        rows(start, count, result.data() + first * bands(), scratch);
    };
    cutter.push(samples, use);
    cutter.finish(use);
    return result;
}

void raiseTo(float lowest, std::span<float> values) {
    for (float& value : values) value = value < lowest ? lowest : value;
}

}  // namespace prososcope::dsp
