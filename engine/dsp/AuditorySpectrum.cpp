// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/AuditorySpectrum.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prososcope::dsp {

namespace {

constexpr double kCompression = 0.33;
constexpr double kScale = 3.032166e-4;
constexpr float kLeastPower = 9.3e-10F;  // a step of 16 bits

double equalLoudness(double hertz) {
    const double w = std::pow(2.0 * std::numbers::pi * hertz, 2.0);
    const double rise = (w + 56.8e6) * w * w / (std::pow(w + 6.3e6, 2.0) * (w + 0.38e9));
    return rise / (1.0 + std::pow(w, 3.5) / 1.7e31);
}

}  // namespace

AuditorySpectrum::AuditorySpectrum(const MelSettings& mel) {
    const double low = hertzToMel(mel.lowHz, mel.scale);
    const double step = (hertzToMel(mel.highHz, mel.scale) - low) / static_cast<double>(mel.bands + 1);
    for (std::size_t band = 0; band < mel.bands; ++band) {
        const double middle = melToHertz(low + step * static_cast<double>(band + 1), mel.scale);
        m_weights.push_back(static_cast<float>(std::pow(kScale * equalLoudness(middle), kCompression)));
    }
}

void AuditorySpectrum::apply(const float* melPower, float* result) const {
    for (std::size_t i = 0; i < m_weights.size(); ++i)
        result[i] = m_weights[i] * std::pow(std::max(melPower[i], kLeastPower), static_cast<float>(kCompression));
}

}  // namespace prososcope::dsp
