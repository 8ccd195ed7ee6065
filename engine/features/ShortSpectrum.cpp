// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/ShortSpectrum.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prososcope::features {

namespace {

// Before the logarithm: of the cepstra the power of a step of 16 bits, of the bands that RASTA filters a little less.
constexpr float kLeastForCepstra = 1.0F / (32767.0F * 32767.0F);
constexpr float kLeastBandPower = 9.3e-10F;
constexpr double kLifter = 22.0;

dsp::MelSettings melSettings() {
    return {.bands = ShortSpectrum::kBands,
            .fftSize = ShortSpectrum::kFft,
            .lowHz = 20.0,
            .scale = dsp::MelScale::Htk,
            .slopesInMel = true,
            .areaNormalised = false};
}

}  // namespace

ShortSpectrum::ShortSpectrum(std::size_t cepstra)
    : m_stft({.fftSize = kFft,
              .windowLength = kFrame,
              .hop = kHop,
              .window = dsp::WindowShape::Hamming,
              .symmetry = dsp::WindowSymmetry::Symmetric,
              .count = dsp::Framing::Count::Snipped}),
      m_mel(melSettings()),
      m_auditory(melSettings()),
      m_dct(kBands, cepstra, dsp::DctScale::Orthonormal, kLifter) {}

dsp::Framing ShortSpectrum::framing() { return {.window = kFrame + kHop, .hop = kHop, .before = kHop}; }

ShortSpectrum::Workspace ShortSpectrum::makeWorkspace() const {
    return {
        m_stft.workspace(),         std::vector<float>(kBins),  std::vector<double>(kBins),         std::vector<double>(kBins),
        std::vector<float>(kBands), std::vector<float>(kBands), std::vector<float>(m_dct.outputs())};
}

void ShortSpectrum::analyse(const float* frame, Workspace& workspace) const {
    m_stft.spectrum(frame, workspace.stft);
    const double* values = workspace.stft.spectrum.data();
    for (std::size_t k = 0; k < kBins; ++k) {
        const double power = values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1];
        workspace.power[k] = static_cast<float>(power);
        workspace.magnitudes[k] = std::sqrt(power);
    }
}

float ShortSpectrum::flux(const Workspace& workspace, std::size_t first, std::size_t end) {
    double change = 0.0;
    for (std::size_t k = first; k < end; ++k) {
        const double difference = workspace.magnitudes[k] - workspace.before[k];
        change += difference * difference;
    }
    return static_cast<float>(std::sqrt(change / static_cast<double>(end - first)));
}

float ShortSpectrum::takeBands(Workspace& workspace) const {
    // The HTK Book's rule for a lowest frequency of 20 Hz leaves out the first bin above 0.
    workspace.power[0] = workspace.power[1] = 0.0F;
    m_mel.apply(workspace.power.data(), workspace.bands.data());
    m_auditory.apply(workspace.bands.data(), workspace.loudness.data());
    for (float& band : workspace.bands) band = std::log(std::max(band, kLeastBandPower));
    std::array<float, kBands> heard{};
    const float least = std::log(kLeastForCepstra);
    for (std::size_t i = 0; i < kBands; ++i) heard[i] = std::max(workspace.bands[i], least);
    m_dct.apply(heard.data(), workspace.cepstra.data());
    // A flat spectrum has none, to the last bit: flatness takes their logarithm.
    const auto [lowest, highest] = std::minmax_element(heard.begin(), heard.end());
    if (*lowest == *highest) std::fill(workspace.cepstra.begin() + 1, workspace.cepstra.end(), 0.0F);
    double sum = 0.0;
    for (const float band : workspace.loudness) sum += static_cast<double>(band);
    return static_cast<float>(sum);
}

}  // namespace prososcope::features
