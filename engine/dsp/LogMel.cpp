// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/LogMel.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/Decibels.h"
#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

namespace {

constexpr std::size_t kLanes = Stft::kLanes;

PROSOSCOPE_WIDE void toRoots(float* values, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) values[i] = std::sqrt(values[i]);
}

/// Sums over bins in double precision.
PROSOSCOPE_WIDE void sumLanes(const float* lanes, std::size_t bins, double* sums) {
    for (std::size_t k = 0; k < bins; ++k) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += static_cast<double>(lanes[k * kLanes + lane]);
    }
}

}  // namespace

LogMel::LogMel(const StftSettings& stft, const MelSettings& mel, const BandSettings& bands)
    : m_stft(stft), m_mel(mel), m_settings(bands) {}

LogMel::Workspace LogMel::workspace() const {
    return {m_stft.workspace(), std::vector<float>(kLanes * m_stft.bins()), std::vector<float>(kLanes * bands())};
}

void LogMel::rows(const float* samples, std::size_t count, float* rows, Workspace& workspace, float* energies) const {
    for (std::size_t first = 0; first < count; first += kLanes) {
        const std::size_t group = std::min(kLanes, count - first);
        const float* frames[kLanes];
        for (std::size_t i = 0; i < group; ++i) frames[i] = samples + (first + i) * m_stft.settings().hop;
        lanes({frames, group}, workspace.bands.data(), workspace, energies == nullptr ? nullptr : energies + first);
        lanesToRows(workspace.bands.data(), bands(), group, rows + first * bands());
    }
}

void LogMel::lanes(std::span<const float* const> frames, float* lanes, Workspace& workspace, float* energies) const {
    const std::size_t bins = m_stft.bins();
    float* power = workspace.power.data();
    m_stft.powerLanes(frames, power, workspace.stft);
    if (energies != nullptr) {
        double sums[kLanes] = {};
        sumLanes(power, bins, sums);
        for (std::size_t i = 0; i < frames.size(); ++i)
            energies[i] = static_cast<float>(std::log(std::max(sums[i], static_cast<double>(m_settings.smallest))));
    }
    if (m_settings.magnitude) toRoots(power, kLanes * bins);
    m_mel.applyLanes(power, lanes);
    if (m_settings.logarithm == BandSettings::Logarithm::Natural)
        toNaturalLog({lanes, kLanes * bands()}, m_settings.smallest);
    else
        toDecibels({lanes, kLanes * bands()}, m_settings.smallest);
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
