// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/checkpoints/FairseqNames.h"
#include "engine/checkpoints/PickleValue.h"
#include "engine/core/Result.h"

namespace prososcope::checkpoints {

/// The configuration that a checkpoint without one would have in the Hugging Face layout.
struct EncoderDescription {
    EncoderConfigText text;
    std::vector<core::Text> remarks;  ///< what was assumed because the file does not say it
};

/// Writes config.json, preprocessor_config.json (with "normalize_eps", 1e-05 as fairseq and torchaudio have it) and, for CTC,
/// vocab.json. Sizes come from the shapes of the tensors; heads, strides, normalisation, probabilities of the training and
/// symbols from the file's settings, else as the published models of that size have them. The symbols may also stand beside
/// the file, in fairseq's dict.ltr.txt, dict.phn.txt or dict.txt. As in the Hugging Face layout, CTC's blank is "<pad>" with
/// the number 0 (fairseq's "<s>"). Refused with a sentence: what lacks the tensors that its sizes are read from, settings that
/// contradict the shapes, sizes for which nothing says how many heads there are.
[[nodiscard]] core::Result<EncoderDescription> describeEncoder(const RenamedTensors& tensors, const PickleValue& settings,
                                                               const std::filesystem::path& file);

}  // namespace prososcope::checkpoints
