// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/core/Result.h"
#include "engine/store/Safetensors.h"

namespace prososcope::checkpoints {

/// Whose parameter names a checkpoint has.
enum class NameLayout { HuggingFace, Fairseq, Torchaudio };

/// A speech encoder's tensors by their names in the Hugging Face layout, without the prefix of its family. The bytes are those
/// of the checkpoint.
struct RenamedTensors {
    NameLayout layout = NameLayout::HuggingFace;  ///< what the names were
    EncoderFamily family = EncoderFamily::Wav2Vec2;
    std::vector<store::TensorView> encoder;
    std::vector<store::TensorView> others;  ///< lm_head.*, and what has no name in the layout, by the names of the file
    std::vector<std::string> leftOut;       ///< only for pretraining: quantisers, targets
};

/// Reads names alone: of wav2vec 2.0, HuBERT, WavLM (Microsoft's own files too) and data2vec audio as fairseq, torchaudio and
/// Hugging Face have them, whatever stands before them. HuBERT is told from wav2vec 2.0 only by what its pretraining needs;
/// their encoders are the same. Refused with a sentence: other networks, two tensors that would get one name. `file` names the
/// source in errors.
[[nodiscard]] core::Result<RenamedTensors> huggingFaceNames(std::span<const store::TensorView> tensors,
                                                            const std::string& file);

/// "wav2vec2.", "hubert.", "wavlm.", "data2vec_audio.": what stands before an encoder's names in files with a head.
[[nodiscard]] std::string_view familyPrefix(EncoderFamily family);

}  // namespace prososcope::checkpoints
