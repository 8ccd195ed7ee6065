// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/checkpoints/Checkpoint.h"
#include "engine/checkpoints/EncoderConfig.h"
#include "engine/core/Result.h"
#include "engine/store/ModelCard.h"

namespace prososcope::checkpoints {

/// A speech encoder that a training begins with, its tensors left on disk. Copies share them.
struct EncoderStart {
    std::string file;  ///< of the weights, for messages
    EncoderConfig config;
    EncoderConfigText text;
    Checkpoint checkpoint;                   ///< holds the bytes
    std::vector<store::TensorView> tensors;  ///< by their names in the Hugging Face layout
    store::ModelCard card;                   ///< of a model of the workspace; of another only its name and tensorsSha256
};

/// A model of the workspace of the kind kSpeechEncoderKind by name or file; or a folder in the Hugging Face layout or a file of
/// weights, of all forms that openEncoderSource takes (also sharded, .bin, .pt). Reads the file once for its hash. Refused with
/// one sentence: what is not there, is of another kind, was changed since it was imported, or does not fit its configuration.
[[nodiscard]] core::Result<EncoderStart> openEncoderStart(const std::string& nameOrPath,
                                                          const std::filesystem::path& modelsFolder);

}  // namespace prososcope::checkpoints
