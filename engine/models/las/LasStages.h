// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/models/las/LasNetwork.h"

namespace prososcope::models {

/// What a stage of adaptation teaches. Attention is the speller's.
enum class LasGroup { Listener, Speller, All };

/// One stage of adaptation to another kind of speech.
struct LasStage {
    LasGroup trained;
    double teacherForcing;
    double rate;
    double dropout;
};

/// The paper's three stages.
inline constexpr std::array kLasStages = {
    LasStage{LasGroup::Listener, 1.0, 1e-5, 0.1},
    LasStage{LasGroup::Speller, 1.0, 1e-5, 0.1},
    LasStage{LasGroup::All, 0.8, 1e-5, 0.1},
};

/// Lets the parameters of `group` alone have gradients; those of the rest are cleared. Their names and tensors, in the
/// network's order: what an optimiser is to be given.
std::vector<std::pair<std::string, torch::Tensor>> trainOnly(LasNetwork& network, LasGroup group);

/// SHA-256 over names and values of one part ("listener", "speller"): equal where nothing was changed.
[[nodiscard]] std::string digestOf(const LasNetwork& network, LasGroup group);

}  // namespace prososcope::models
