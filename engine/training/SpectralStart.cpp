// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/SpectralStart.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace prososcope::training {

namespace {

/// A power that counts as silence: of sound of unit variance a band has around 10 to 1000 in speech.
constexpr float kSilence = 1e-3F;
constexpr double kLeastVariance = 1e-6;

dsp::StftSettings framesOf(std::size_t window, std::size_t hop) {
    dsp::StftSettings settings;
    settings.windowLength = window;
    settings.fftSize = std::bit_ceil(window);
    settings.hop = hop;
    settings.count = dsp::Framing::Count::Snipped;
    return settings;
}

dsp::MelSettings bandsOf(std::size_t fftSize) {
    dsp::MelSettings settings;
    settings.bands = SpectralStart::kBands;
    settings.fftSize = fftSize;
    settings.scale = dsp::MelScale::Htk;
    settings.lowHz = 20.0;
    settings.areaNormalised = false;
    return settings;
}

}  // namespace

SpectralStart::SpectralStart(std::int64_t channels, std::size_t window, std::size_t hop, std::uint64_t seed)
    : m_stft(framesOf(window, hop)), m_bands(bandsOf(m_stft.settings().fftSize)) {
    m_layer = nn::Dense(channels, static_cast<std::int64_t>(kBands));
    nn::drawXavier(m_layer->weight, at::make_generator<at::CPUGeneratorImpl>(seed));
}

torch::Tensor SpectralStart::targets(std::span<const std::span<const float>> sounds, const nn::Lengths& frames) const {
    const auto most = *std::max_element(frames.begin(), frames.end());
    auto result = torch::zeros({static_cast<std::int64_t>(sounds.size()), most, static_cast<std::int64_t>(kBands)});
    auto workspace = m_stft.workspace();
    std::vector<float> powers;
    for (std::size_t row = 0; row < sounds.size(); ++row) {
        const auto count = std::min(static_cast<std::size_t>(frames[row]), m_stft.frames(sounds[row].size()));
        powers.resize(count * m_stft.bins());
        m_stft.power(sounds[row].data(), count, powers, workspace);
        float* values = result[static_cast<std::int64_t>(row)].data_ptr<float>();
        for (std::size_t i = 0; i < count; ++i, values += kBands) {
            m_bands.apply(powers.data() + i * m_stft.bins(), values);
            for (std::size_t band = 0; band < kBands; ++band) values[band] = std::log(values[band] + kSilence);
        }
    }
    return result;
}

torch::Tensor SpectralStart::losses(const torch::Tensor& features, std::span<const std::span<const float>> sounds,
                                    const nn::Lengths& frames) const {
    const auto truth = targets(sounds, frames).to(features.device());
    const auto told = m_layer->forward(features.narrow(1, 0, truth.size(1)).to(torch::kFloat));
    const auto valid = nn::validMask(frames, truth.size(1), truth).unsqueeze(2);
    const auto count = valid.sum();
    const auto means = (truth * valid).sum(torch::IntArrayRef{0, 1}) / count;
    const auto variances = ((truth - means).square() * valid).sum(torch::IntArrayRef{0, 1}) / count;
    const auto errors = (told - (truth - means) / (variances + kLeastVariance).sqrt()).square() * valid;
    return errors.mean(2).sum(1);
}

}  // namespace prososcope::training
