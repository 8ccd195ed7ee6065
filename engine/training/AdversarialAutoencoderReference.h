// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/core/Result.h"

namespace prososcope::training {

/// What this program computes of a reference case of the kind "aae" (the adversarial autoencoder on functionals) or
/// "aae_frame" (on frames): `in` holds config.json, model.safetensors and in/, and the folder `out` gets the files of the
/// case's out/. Fails with one sentence on a case that is incomplete or of another kind.
[[nodiscard]] core::Status writeAutoencoderReference(const std::filesystem::path& in, const std::filesystem::path& out);
[[nodiscard]] core::Status writeFrameAutoencoderReference(const std::filesystem::path& in, const std::filesystem::path& out);

}  // namespace prososcope::training
