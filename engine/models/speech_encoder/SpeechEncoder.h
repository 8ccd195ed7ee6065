// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/models/speech_encoder/EncoderHead.h"
#include "engine/models/speech_encoder/EncoderLayer.h"
#include "engine/models/speech_encoder/FrontEnd.h"
#include "engine/nn/Sequence.h"

namespace prososcope::models {

/// Which parts of an encoder learn when it is fine-tuned; all others stay as they are.
struct TrainedParts {
    bool convolutions = false;
    bool projection = true;  ///< and the positional convolution with its normalisation
    int firstLayer = 0;      ///< of the layers from 0 to the last
    bool layers = true;
    bool head = true;
};

/// wav2vec 2.0, HuBERT, WavLM, data2vec-audio and Whisper's encoder behind one interface. Parameters have their Hugging Face
/// names without the model's prefix (checkpoints::encoderTensors); the weight norm of the positional convolution is folded in.
/// What else is in a padded batch changes no result (to rounding). In evaluation nothing is drawn.
class SpeechEncoderImpl : public torch::nn::Module {
public:
    SpeechEncoderImpl(const checkpoints::EncoderConfig& config, const TensorSource& source);

    /// Values of a layer [batch, frames, hidden]: 0 is the input of layer 1 (behind the positional convolution and, where the
    /// layers are post-norm, the first normalisation), i the output of layer i as it leaves it; Whisper's
    /// last one, as its program counts, is behind the last normalisation. Valid during the call.
    using LayerSink = std::function<void(std::size_t layer, const torch::Tensor& values)>;
    struct Output {
        torch::Tensor last;      ///< [batch, frames, hidden], behind the normalisation of pre-norm encoders
        torch::Tensor features;  ///< [batch, frames, channels], of the convolutions, normalised; undefined for Whisper
        torch::Tensor mask;      ///< [batch, frames, 1], 1 for valid frames; undefined where all are
    };
    /// input: [batch, samples] normalised as EncoderInput.h does it (Whisper: [batch, bands, 2 longestFrames]). samples: valid
    /// ones of each row, empty where all are.
    /// maps: see LayerInput, called for each layer.
    Output forward(const torch::Tensor& input, const nn::Lengths& samples = {}, const LayerSink& sink = {},
                   const std::function<void(const torch::Tensor& weights)>& maps = {});
    /// Output::features alone, of encoders on the waveform.
    torch::Tensor waveFeatures(const torch::Tensor& input, const nn::Lengths& samples = {}) const;
    /// What the head makes of it: [batch, frames, tokens] (CTC) or [batch, outputs]. Whisper's heads see all 30 s, as they were
    /// trained.
    torch::Tensor outputs(const torch::Tensor& input, const nn::Lengths& samples = {});
    /// The same of frames that `forward` gave before, for heads that take no mixture of all layers; mask as Output's.
    [[nodiscard]] torch::Tensor outputsOf(const torch::Tensor& last, const torch::Tensor& mask = {}) const;
    /// The same from the input of the layer `first` (LayerSink's number) [batch, frames, hidden] on, of rows with so many valid
    /// frames (empty: all). LayerDrop drops none. Not of heads that mix the layers.
    torch::Tensor outputsFrom(const torch::Tensor& values, const nn::Lengths& valid, int first);
    /// Frames of rows with so many valid samples.
    [[nodiscard]] nn::Lengths frames(const nn::Lengths& samples) const;

    /// Marks what learns; the others need no gradient.
    void train(const TrainedParts& parts);
    using torch::nn::Module::train;
    /// Draws of dropout and LayerDrop in training come from here.
    void setGenerator(const at::Generator& generator) { m_generator = generator; }
    /// In training, called on the projected frames [batch, frames, hidden] before padding is set to 0: masks of time and
    /// channels (EncoderMasks.h); `masked` is masked_spec_embed, `valid` the valid frames of each row, empty where all are.
    using Masking =
        std::function<torch::Tensor(const torch::Tensor& frames, const torch::Tensor& masked, const nn::Lengths& valid)>;
    void setMasking(Masking masking) { m_masking = std::move(masking); }
    [[nodiscard]] const checkpoints::EncoderConfig& config() const { return m_config; }

private:
    [[nodiscard]] c10::optional<at::Generator> generator() const;
    [[nodiscard]] torch::Tensor waveFrames(const torch::Tensor& input, const nn::Lengths& samples, Output& output);
    [[nodiscard]] torch::Tensor melFrames(const torch::Tensor& input) const;
    [[nodiscard]] bool dropsLayer() const;

    checkpoints::EncoderConfig m_config;
    WaveConvolutions m_convolutions;
    NormWeights m_projectionNorm;
    LinearWeights m_projection;
    PositionalConvolution m_positions;
    torch::Tensor m_masked;
    torch::Tensor m_melWeight1, m_melBias1, m_melWeight2, m_melBias2, m_melPositions;
    NormWeights m_norm;
    std::vector<EncoderLayer> m_layers;
    EncoderHead m_head;
    c10::optional<at::Generator> m_generator;
    Masking m_masking;
};
TORCH_MODULE(SpeechEncoder);

/// An encoder with weights drawn from `seed` alone, as transformers draws them.
[[nodiscard]] SpeechEncoder makeSpeechEncoder(const checkpoints::EncoderConfig& config, std::uint64_t seed);

}  // namespace prososcope::models
