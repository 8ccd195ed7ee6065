// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/core/Result.h"

/// The JSON files of the Hugging Face layout, written as transformers writes them.
namespace prososcope::checkpoints {

/// The files of an encoder that was made here; parseEncoderConfig gives an equal configuration back. Of all families but
/// Whisper.
[[nodiscard]] EncoderConfigText encoderConfigText(const EncoderConfig& config);

/// The files of an encoder with another head: a projector of `projectorSize` outputs for each frame, the mean over the frames
/// and a classifier with these labels. Everything else in the files stays. `file` names them in errors.
[[nodiscard]] core::Result<EncoderConfigText> withClassHead(const EncoderConfigText& text,
                                                            const std::vector<std::string>& labels, int projectorSize,
                                                            const std::string& file);

/// The same with the head of the published models of arousal, dominance and valence: the mean over the frames, a dense layer,
/// tanh, and an output for each dimension, on its scale (written as output_scales, which transformers passes over).
[[nodiscard]] core::Result<EncoderConfigText> withRegressionHead(const EncoderConfigText& text,
                                                                 const std::vector<store::Dimension>& dimensions,
                                                                 const std::string& file);

/// tokenizer_config.json of a Wav2Vec2CTCTokenizer: which tokens are CTC's blank, the unknown one and so on.
[[nodiscard]] std::string tokenizerConfigText(const EncoderConfig& config);

/// config.json with the masks of training switched off, without which transformers makes no masked_spec_embed. As it is where
/// they are off.
[[nodiscard]] std::string withoutMasks(const std::string& config);
/// Whether transformers makes a masked_spec_embed for this config.json.
[[nodiscard]] bool hasMasks(const std::string& config);

}  // namespace prososcope::checkpoints
