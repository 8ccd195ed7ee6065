// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Stft.h"

#include <algorithm>
#include <utility>

#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

namespace {

StftSettings usable(StftSettings settings) {
    settings.windowLength = std::max<std::size_t>(settings.windowLength, 1);
    settings.fftSize = std::max(settings.fftSize, settings.windowLength);
    settings.hop = std::max<std::size_t>(settings.hop, 1);
    return settings;
}

using Frames = const float* const*;
constexpr std::size_t kGroup = LaneFft::kLanes;

/// The samples i..i + 3 of four frames, each sample's four lanes together.
inline __attribute__((always_inline)) void loadFour(Frames frames, std::size_t i, Double4* samples) {
    Float4 a;
    Float4 b;
    Float4 c;
    Float4 d;
    PROSOSCOPE_LOAD(a, frames[0] + i);
    PROSOSCOPE_LOAD(b, frames[1] + i);
    PROSOSCOPE_LOAD(c, frames[2] + i);
    PROSOSCOPE_LOAD(d, frames[3] + i);
    const Float4 lowAB = __builtin_shufflevector(a, b, 0, 4, 1, 5);
    const Float4 lowCD = __builtin_shufflevector(c, d, 0, 4, 1, 5);
    const Float4 highAB = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    const Float4 highCD = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    samples[0] = __builtin_convertvector(__builtin_shufflevector(lowAB, lowCD, 0, 1, 4, 5), Double4);
    samples[1] = __builtin_convertvector(__builtin_shufflevector(lowAB, lowCD, 2, 3, 6, 7), Double4);
    samples[2] = __builtin_convertvector(__builtin_shufflevector(highAB, highCD, 0, 1, 4, 5), Double4);
    samples[3] = __builtin_convertvector(__builtin_shufflevector(highAB, highCD, 2, 3, 6, 7), Double4);
}

PROSOSCOPE_WIDE void loadWindowed(Frames frames, std::size_t length, const double* window, const std::uint32_t* places,
                                  double* buffer) {
    std::size_t i = 0;
    for (; i + 4 <= length; i += 4) {
        Double4 samples[4];
        loadFour(frames, i, samples);
        for (std::size_t j = 0; j < 4; ++j) {
            const Double4 value = samples[j] * window[i + j];
            PROSOSCOPE_STORE(buffer + places[i + j], value);
        }
    }
    for (; i < length; ++i) {
        for (std::size_t lane = 0; lane < kGroup; ++lane)
            buffer[places[i] + lane] = static_cast<double>(frames[lane][i]) * window[i];
    }
}

PROSOSCOPE_WIDE double sumOf(const float* values, std::size_t count) {
    Double4 sums{};
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        Float4 four;
        PROSOSCOPE_LOAD(four, values + i);
        sums += __builtin_convertvector(four, Double4);
    }
    double sum = (sums[0] + sums[2]) + (sums[1] + sums[3]);
    for (; i < count; ++i) sum += static_cast<double>(values[i]);
    return sum;
}

/// With pre-emphasis; `means` are what is taken away of each emphasised frame.
PROSOSCOPE_WIDE void loadShaped(Frames frames, std::size_t length, const double* window, const std::uint32_t* places,
                                double share, const double* means, double* buffer) {
    Double4 mean;
    PROSOSCOPE_LOAD(mean, means);
    Double4 before{static_cast<double>(frames[0][0]), static_cast<double>(frames[1][0]), static_cast<double>(frames[2][0]),
                   static_cast<double>(frames[3][0])};
    std::size_t i = 0;
    for (; i + 4 <= length; i += 4) {
        Double4 samples[4];
        loadFour(frames, i, samples);
        for (std::size_t j = 0; j < 4; ++j) {
            const Double4 value = (samples[j] - share * before - mean) * window[i + j];
            PROSOSCOPE_STORE(buffer + places[i + j], value);
            before = samples[j];
        }
    }
    for (; i < length; ++i) {
        for (std::size_t lane = 0; lane < kGroup; ++lane) {
            const auto sample = static_cast<double>(frames[lane][i]);
            buffer[places[i] + lane] = (sample - share * before[lane] - mean[lane]) * window[i];
            before[lane] = sample;
        }
    }
}

}  // namespace

PROSOSCOPE_WIDE void lanesToRows(const float* lanes, std::size_t width, std::size_t count, float* rows) {
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < width; ++k) rows[i * width + k] = lanes[k * Stft::kLanes + i];
    }
}

Stft::Stft(const StftSettings& settings)
    : Stft(settings, makeWindow(settings.window, usable(settings).windowLength, settings.symmetry)) {}

Stft::Stft(const StftSettings& settings, std::vector<double> window)
    : m_settings(usable(settings)),
      m_fft(&RealFft::ofSize(m_settings.fftSize)),
      m_window(std::move(window)),
      m_offset(m_settings.count == Framing::Count::Centred ? (m_settings.fftSize - m_settings.windowLength) / 2 : 0) {
    for (double& weight : m_window) weight *= m_settings.scale;
    if (!LaneFft::canDo(m_settings.fftSize)) return;
    m_laneFft.emplace(m_settings.fftSize);
    for (const double weight : m_window) m_halfWindow.push_back(0.5 * weight);
    for (std::size_t n = 0; n < m_settings.fftSize; ++n) {
        const bool inside = n >= m_offset && n < m_offset + m_window.size();
        (inside ? m_places : m_zeros).push_back(static_cast<std::uint32_t>(m_laneFft->place(n)));
    }
}

Stft::Workspace Stft::workspace() const {
    return {FftBuffer(m_fft->size()), FftBuffer(2 * m_fft->bins()), FftBuffer(m_laneFft ? m_laneFft->bufferSize() : 0),
            std::vector<float>(kLanes * bins())};
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
    for (std::size_t first = 0; first < count; first += kLanes) {
        const std::size_t group = std::min(kLanes, count - first);
        const float* frames[kLanes];
        for (std::size_t i = 0; i < group; ++i) frames[i] = samples + (first + i) * m_settings.hop;
        powerLanes({frames, group}, workspace.powers.data(), workspace);
        lanesToRows(workspace.powers.data(), bins(), group, power.data() + first * bins());
    }
}

void Stft::powerLanes(std::span<const float* const> frames, float* lanes, Workspace& workspace) const {
    const std::size_t count = frames.size();
    if (m_laneFft) {
        for (std::size_t first = 0; first < count; first += kGroup) {
            const float* group[kGroup];
            for (std::size_t i = 0; i < kGroup; ++i) group[i] = frames[std::min(first + i, count - 1)];
            loadLanes(group, workspace.lanes.data());
            m_laneFft->fourfoldPower(workspace.lanes.data(), lanes + first, kLanes);
        }
        return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        spectrum(frames[i], workspace);
        const double* values = workspace.spectrum.data();
        for (std::size_t k = 0; k < bins(); ++k)
            lanes[k * kLanes + i] = static_cast<float>(values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1]);
    }
}

void Stft::loadLanes(const float* const* frames, double* buffer) const {
    for (const std::uint32_t place : m_zeros) std::fill_n(buffer + place, kGroup, 0.0);
    const std::size_t length = m_window.size();
    const double share = m_settings.preEmphasis;
    if (!m_settings.removeMean && share == 0.0) {
        loadWindowed(frames, length, m_halfWindow.data(), m_places.data(), buffer);
        return;
    }
    double means[kGroup] = {};
    for (std::size_t lane = 0; lane < kGroup && m_settings.removeMean; ++lane)
        means[lane] = (1.0 - share) * sumOf(frames[lane], length) / static_cast<double>(length);
    loadShaped(frames, length, m_halfWindow.data(), m_places.data(), share, means, buffer);
}

}  // namespace prososcope::dsp
