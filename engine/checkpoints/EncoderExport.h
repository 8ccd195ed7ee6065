// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/Safetensors.h"

namespace prososcope::checkpoints {

/// A speech encoder that is to lie in a folder as transformers saves one. Views; nothing is copied.
struct EncoderFiles {
    EncoderConfig config;
    EncoderConfigText text;
    std::span<const store::TensorView> tensors;  ///< with the family's prefix or without
    std::string readme;                          ///< the model card
    std::string source;                          ///< the file of the tensors, for messages
};

/// Writes config.json, preprocessor_config.json, vocab.json with tokenizer_config.json (where there are tokens), README.md and
/// model.safetensors with the names that transformers gives: the family's prefix before the encoder where a head stands
/// beside it, and the positional convolution in its weight norm (parametrizations.weight.original0 and 1), unfolded where it
/// was folded. Tensors that only pretraining needs are left out where there is a head.
///
/// Complete or not at all: written into a folder beside the goal, which is then renamed. Refused with one sentence: a goal that
/// is a file or holds anything, one that cannot be written, a full disk, tensors that do not fit the configuration; Cancelled
/// leaves nothing. Bounded memory.
[[nodiscard]] core::Status writeEncoderFolder(const std::filesystem::path& folder, const EncoderFiles& files,
                                              core::Progress& progress);

}  // namespace prososcope::checkpoints
