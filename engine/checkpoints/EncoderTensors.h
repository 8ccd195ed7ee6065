// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/store/Safetensors.h"

namespace prososcope::checkpoints {

/// A tensor that an encoder has, under its Hugging Face name without the model's prefix:
/// "encoder.layers.0.attention.q_proj.weight", "layers.0.fc1.weight" (Whisper), "classifier.bias".
struct EncoderTensor {
    std::string name;
    std::vector<std::int64_t> shape;
    bool optional = false;  ///< masked_spec_embed: only training reads it
};

/// All tensors of an encoder and of its head, in the order of its layers. The positional convolution stands with its weight
/// norm folded in ("encoder.pos_conv_embed.conv.weight").
[[nodiscard]] std::vector<EncoderTensor> encoderTensors(const EncoderConfig& config);

/// The name without "wav2vec2.", "hubert.", "wavlm.", "data2vec_audio.", "model.encoder." or (Whisper) "encoder.", and with the
/// weight norm's newer spelling (parametrizations.weight.original0/1) as weight_g and weight_v.
[[nodiscard]] std::string plainName(EncoderFamily family, std::string_view name);

/// Which tensors of a file an encoder takes, by the name in encoderTensors. The weight-normed convolution has two: NAME_g and
/// NAME_v.
struct TensorMatch {
    std::map<std::string, std::size_t> places;
    std::vector<std::string> missing;
    std::vector<std::string> misfits;     ///< "NAME [4, 3] instead of [4, 4]", or of a type that holds no weights
    std::vector<std::string> unexpected;  ///< neither wanted nor known to be left out (quantizer, decoder, ...)
    std::vector<std::string> leftOut;     ///< of the pretraining or of the decoder
    [[nodiscard]] bool complete() const { return missing.empty() && misfits.empty() && unexpected.empty(); }
    /// "missing: ...; of another shape: ...; not known: ...", at most `most` names of each; a technical text.
    [[nodiscard]] std::string report(std::size_t most = 4) const;
};

/// Compares names, shapes and types; reads no values.
[[nodiscard]] TensorMatch matchTensors(const EncoderConfig& config, std::span<const store::TensorShape> found);
/// The same of an opened file.
[[nodiscard]] TensorMatch matchTensors(const EncoderConfig& config, std::span<const store::TensorView> found);
/// One sentence with the report, the whole of it in the details; good where the match is complete.
[[nodiscard]] core::Status checkMatch(const TensorMatch& match, const EncoderConfig& config, const std::string& file);

}  // namespace prososcope::checkpoints
