// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/training/LayeredNetwork.h"

namespace prososcope::training {

/// The layers of a network that predicts the speech to come, as LayeredNetwork.h has it of the others: the projected bands and
/// what each layer of attention makes of them, a value for each frame. The second tap, "prediction", is what it expected: how
/// far each frame is from that (the mean over the bands of the squared or absolute difference, as it was trained, in the
/// training's standard deviations), band by band the same, and the expected bands in dB; of the frames at the beginning that it
/// cannot expect 0, and the bands that came.
[[nodiscard]] core::Result<std::vector<backend::EncoderTap>> futureTaps(const store::ModelCard& card);
[[nodiscard]] core::Result<std::unique_ptr<LayeredNetwork>> openFutureLayers(const store::ModelEntry& entry,
                                                                             const torch::Device& device,
                                                                             std::optional<std::uint64_t> untrainedSeed);

}  // namespace prososcope::training
