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

LogMel::Workspace LogMel::workspace() const { return {m_stft.workspace(), std::vector<float>(kBlockFrames * m_stft.bins())}; }

void LogMel::rows(const float* samples, std::size_t count, float* rows, Workspace& workspace) const {
    for (std::size_t first = 0; first < count; first += kBlockFrames) {
        const std::size_t block = std::min(kBlockFrames, count - first);
        m_stft.power(samples + first * m_stft.settings().hop, block, workspace.power, workspace.stft);
        float* target = rows + first * bands();
        for (std::size_t i = 0; i < block; ++i) m_mel.apply(workspace.power.data() + i * m_stft.bins(), target + i * bands());
        toDecibels({target, block * bands()}, m_smallest);
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
