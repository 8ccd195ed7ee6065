// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/nn/StateDict.h"
#include "engine/nn/Torch.h"

namespace prososcope::training {

/// Parameters that an optimiser was given, by name.
using NamedParameters = std::vector<std::pair<std::string, torch::Tensor>>;

/// Sets the rate of all groups of an optimiser.
void setRate(torch::optim::Adam& adam, double rate);
/// Adds "moment1.NAME" and "moment2.NAME" of every parameter that was stepped to `state`.
void storeMoments(const torch::optim::Adam& adam, const NamedParameters& parameters, nn::StateDict& state);
/// Takes them back, after as many steps. Parameters without moments start anew.
void restoreMoments(torch::optim::Adam& adam, const NamedParameters& parameters, const nn::StateDict& state,
                    std::int64_t steps);

}  // namespace prososcope::training
