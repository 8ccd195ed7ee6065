// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Stft.h"

#include <algorithm>

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
    : m_settings(usable(settings)),
      m_fft(&RealFft::ofSize(m_settings.fftSize)),
      m_window(makeWindow(m_settings.window, m_settings.windowLength, m_settings.symmetry)),
      m_offset(m_settings.framing == Framing::Centred ? (m_settings.fftSize - m_settings.windowLength) / 2 : 0) {}

std::size_t Stft::frames(std::size_t samples) const {
    if (m_settings.framing == Framing::Centred) return 1 + samples / m_settings.hop;
    return samples < m_settings.windowLength ? 0 : 1 + (samples - m_settings.windowLength) / m_settings.hop;
}

void Stft::spectrum(std::span<const float> samples, std::size_t frame, Workspace& workspace) const {
    const auto length = static_cast<std::ptrdiff_t>(m_settings.windowLength);
    std::ptrdiff_t start = static_cast<std::ptrdiff_t>(frame * m_settings.hop);
    if (m_settings.framing == Framing::Centred)
        start += static_cast<std::ptrdiff_t>(m_offset) - static_cast<std::ptrdiff_t>(m_settings.fftSize / 2);
    const std::ptrdiff_t from = std::clamp<std::ptrdiff_t>(-start, 0, length);
    const std::ptrdiff_t to = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(samples.size()) - start, from, length);
    double* target = workspace.frame.data() + m_offset;
    std::fill(target, target + from, 0.0);
    const float* source = samples.data() + (start + from);
    const double* weights = m_window.data() + from;
    for (std::ptrdiff_t i = 0; i < to - from; ++i) target[from + i] = static_cast<double>(source[i]) * weights[i];
    std::fill(target + to, target + length, 0.0);
    m_fft->forward(workspace.frame, workspace.spectrum);
}

void Stft::power(std::span<const float> samples, std::size_t first, std::size_t count, std::span<float> power,
                 Workspace& workspace) const {
    const std::size_t width = bins();
    for (std::size_t i = 0; i < count; ++i) {
        spectrum(samples, first + i, workspace);
        const double* values = workspace.spectrum.data();
        float* row = power.data() + i * width;
        for (std::size_t k = 0; k < width; ++k)
            row[k] = static_cast<float>(values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1]);
    }
}

}  // namespace prososcope::dsp
