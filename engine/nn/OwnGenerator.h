// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/nn/Torch.h"

namespace prososcope::nn {

/// A new source of random numbers on `device`, seeded: trainings side by side must not share torch's.
[[nodiscard]] at::Generator ownGenerator(const torch::Device& device, std::uint64_t seed);

}  // namespace prososcope::nn
