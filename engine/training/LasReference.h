// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/core/Result.h"

namespace prososcope::training {

/// What this program computes of a reference case of the kind "las": every layer of the listener, attention, logits, the loss
/// and its gradients, greedy decoding, and the network after SVD adaptation. `in` holds config.json, model.safetensors and in/,
/// and the folder `out` gets the files of the case's out/. Fails with one sentence on a case that is incomplete or of another
/// kind.
[[nodiscard]] core::Status writeLasReference(const std::filesystem::path& in, const std::filesystem::path& out);

}  // namespace prososcope::training
