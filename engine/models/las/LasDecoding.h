// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/models/las/LasNetwork.h"

namespace prososcope::models {

/// What the speller wrote of one sound.
struct SpeltText {
    std::vector<std::int64_t> symbols;  ///< without the end symbol; no other is left out
    bool ended = false;                 ///< the end symbol came; otherwise the steps were used up
    double logProbability = 0.0;        ///< of the symbols, and of the end where it came
    torch::Tensor attention;            ///< [symbols, frames] on the CPU: where each symbol looked, rows sum to 1
};

/// The likeliest symbol of each step, fed back. `steps` are the most of each item (see decodingSteps), each at least 1.
/// `logits` gets [batch, most steps, symbols], 0 after the step that gave the end. Runs without gradients. Throws what torch
/// throws, and nn::Interrupted between steps.
[[nodiscard]] std::vector<SpeltText> spellGreedily(LasNetwork& network, const AttendedSound& sound,
                                                   const std::vector<std::int64_t>& steps, torch::Tensor* logits = nullptr);

/// Beam search over one sound (a batch of one item): the text whose log-probability divided by its number of symbols (the end
/// counts) is highest, among those that ended and those that used up `steps`. `width` hypotheses go
/// on at each step, ended ones not among them; the search ends when none of these can become better than the best that ended.
/// Runs without gradients. Throws as spellGreedily.
[[nodiscard]] SpeltText spellByBeam(LasNetwork& network, const AttendedSound& sound, std::int64_t steps, std::int64_t width);

}  // namespace prososcope::models
