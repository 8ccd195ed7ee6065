// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/dsp/MelFilterbank.h"
#include "engine/dsp/Stft.h"
#include "engine/nn/Dense.h"
#include "engine/nn/Sequence.h"

namespace prososcope::training {

/// What convolutions on the waveform learn first where their weights are random: to tell the logarithmic mel spectrum of the
/// stretch of sound that each of their frames sees, by a linear layer of its own, which is thrown away. Every frame has 80
/// values to be told, while CTC says little about single frames: hundreds of updates here are worth thousands there. Only
/// sounds are used, no labels.
///   features [batch, frames, channels]: what the convolutions give; frame i sees `window` samples from i * hop on
/// One thread; throws what torch throws.
class SpectralStart {
public:
    static constexpr std::size_t kBands = 80;

    /// The layer's weights are drawn from the seed.
    SpectralStart(std::int64_t channels, std::size_t window, std::size_t hop, std::uint64_t seed);

    /// The logarithmic powers of 80 bands, [batch, most frames, bands], on the CPU, 0 beyond the frames of each sound; sounds
    /// of about unit variance at 16 kHz.
    [[nodiscard]] torch::Tensor targets(std::span<const std::span<const float>> sounds, const nn::Lengths& frames) const;
    /// Squared errors, each band in its standard deviations in the batch, the mean over bands summed over the valid frames of
    /// each item: [batch].
    [[nodiscard]] torch::Tensor losses(const torch::Tensor& features, std::span<const std::span<const float>> sounds,
                                       const nn::Lengths& frames) const;
    [[nodiscard]] const nn::Dense& layer() const { return m_layer; }
    [[nodiscard]] nn::Dense& layer() { return m_layer; }

private:
    dsp::Stft m_stft;
    dsp::MelFilterbank m_bands;
    nn::Dense m_layer{nullptr};
};

}  // namespace prososcope::training
