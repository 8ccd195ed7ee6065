// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Stft.h"

#include <algorithm>
#include <utility>

namespace prososcope::dsp {

namespace {

StftSettings usable(StftSettings settings) {
    settings.windowLength = std::max<std::size_t>(settings.windowLength, 1);
    settings.fftSize = std::max(settings.fftSize, settings.windowLength);
    settings.hop = std::max<std::size_t>(settings.hop, 1);
    return settings;
}

}  // namespace

Stft::Stft(const StftSettings& settings)
    : Stft(settings, makeWindow(settings.window, usable(settings).windowLength, settings.symmetry)) {}

Stft::Stft(const StftSettings& settings, std::vector<double> window)
    : m_settings(usable(settings)),
      m_fft(&RealFft::ofSize(m_settings.fftSize)),
      m_window(std::move(window)),
      m_offset(m_settings.count == Framing::Count::Centred ? (m_settings.fftSize - m_settings.windowLength) / 2 : 0) {
    for (double& weight : m_window) weight *= m_settings.scale;
}

Framing Stft::framing() const {
    const bool centred = m_settings.count == Framing::Count::Centred;
    return {.window = m_settings.windowLength,
            .hop = m_settings.hop,
            .before = centred ? m_settings.fftSize / 2 - m_offset : 0,
            .count = m_settings.count,
            .padding = m_settings.padding};
}

void Stft::spectrum(const float* frame, Workspace& workspace) const {
    double* target = workspace.frame.data() + m_offset;
    if (m_settings.removeMean || m_settings.preEmphasis != 0.0) {
        shape(frame, target);
    } else {
        for (std::size_t i = 0; i < m_window.size(); ++i) target[i] = static_cast<double>(frame[i]) * m_window[i];
    }
    m_fft->forward(workspace.frame, workspace.spectrum);
}

void Stft::shape(const float* frame, double* target) const {
    const std::size_t length = m_window.size();
    double mean = 0.0;
    if (m_settings.removeMean) {
        for (std::size_t i = 0; i < length; ++i) mean += static_cast<double>(frame[i]);
        mean /= static_cast<double>(length);
    }
    const double share = m_settings.preEmphasis;
    double before = static_cast<double>(frame[0]) - mean;
    for (std::size_t i = 0; i < length; ++i) {
        const double value = static_cast<double>(frame[i]) - mean;
        target[i] = (value - share * before) * m_window[i];
        before = value;
    }
}

void Stft::power(const float* samples, std::size_t count, std::span<float> power, Workspace& workspace) const {
    const std::size_t width = bins();
    for (std::size_t i = 0; i < count; ++i) {
        spectrum(samples + i * m_settings.hop, workspace);
        const double* values = workspace.spectrum.data();
        float* row = power.data() + i * width;
        for (std::size_t k = 0; k < width; ++k)
            row[k] = static_cast<float>(values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1]);
    }
}

}  // namespace prososcope::dsp
