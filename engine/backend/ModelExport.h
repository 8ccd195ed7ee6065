// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/ModelCard.h"

/// Models of a workspace as folders in the Hugging Face layout, which transformers in Python and this program's import read.
namespace prososcope::backend {

/// Whether a model's kind can be written so: speech encoders, imported or fine-tuned, and networks of emotion-dependent units.
[[nodiscard]] bool canExport(const store::ModelCard& card);

/// Writes a model into a new or empty folder, complete or not at all, with its card as README.md. Refused with one sentence:
/// models without an encoder, files that are not what their card says, and what checkpoints::writeEncoderFolder refuses.
[[nodiscard]] core::Status exportModel(const store::ModelEntry& model, const std::filesystem::path& folder,
                                       core::Progress& progress);

/// The model card of an exported model (Markdown behind a front matter): what stands in the card, and no figure that was not
/// measured. `architecture` is the class of transformers that opens it.
[[nodiscard]] std::string modelCardText(const store::ModelCard& card, const std::string& architecture);

}  // namespace prososcope::backend
