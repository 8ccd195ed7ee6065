// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/checkpoints/Checkpoint.h"
#include "engine/checkpoints/EncoderConfig.h"
#include "engine/checkpoints/FairseqNames.h"
#include "engine/core/Result.h"

namespace prososcope::checkpoints {

/// A speech encoder as the Hugging Face layout has it, wherever it comes from.
struct EncoderSource {
    Checkpoint checkpoint;                        ///< holds the bytes; its readFloats serves the tensors below too
    NameLayout layout = NameLayout::HuggingFace;  ///< that of the file
    std::vector<store::TensorView> tensors;       ///< by their names in the layout
    EncoderConfigText text;
    std::vector<std::string> leftOut;  ///< tensors of the file that only pretraining needs; with other names than the layout's
    std::vector<core::Text> remarks;   ///< what was assumed; for a person
};

/// Opens a folder or a file: where config.json lies in the folder or beside the file, that is the configuration; files with
/// the names of fairseq or torchaudio, and those without config.json, are described by what is in them (describeEncoder).
/// Refused with the sentences of Checkpoint::open, huggingFaceNames and describeEncoder.
[[nodiscard]] core::Result<EncoderSource> openEncoderSource(const std::filesystem::path& fileOrFolder);

}  // namespace prososcope::checkpoints
