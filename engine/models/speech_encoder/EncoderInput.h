// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/nn/Sequence.h"

namespace prososcope::models {

/// Samples as an encoder takes them, by itself: zero mean and unit variance, (x - mean) / sqrt(variance + eps), where the
/// configuration asks for it.
[[nodiscard]] std::vector<float> normalisedSamples(std::span<const float> mono, const checkpoints::EncoderConfig& config);

/// Whisper's input: log10 of the power in `bands` mel bands (Slaney; 400 samples, every 160, periodic Hann, ends mirrored) of
/// 2 `longestFrames` frames, cut or filled with silence, floor 8 below the loudest, (x + 4) / 4. [bands, 2 longestFrames].
[[nodiscard]] torch::Tensor whisperInput(std::span<const float> mono, const checkpoints::EncoderConfig& config);

/// A padded batch for SpeechEncoderImpl::forward.
struct EncoderBatch {
    torch::Tensor input;
    nn::Lengths samples;
};
/// monos: at the encoder's rate, as recorded. least: samples to which the batch is padded at least.
[[nodiscard]] EncoderBatch encoderBatch(std::span<const std::span<const float>> monos, const checkpoints::EncoderConfig& config,
                                        std::size_t least = 0);
/// prepared: of normalisedSamples, padded with zeros here; Whisper's are taken as recorded.
[[nodiscard]] EncoderBatch paddedBatch(std::span<const std::span<const float>> prepared,
                                       const checkpoints::EncoderConfig& config, std::size_t least = 0);

}  // namespace prososcope::models
