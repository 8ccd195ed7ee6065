// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/models/las/LasNetwork.h"

namespace prososcope::models {

/// What the speller wrote of one sound.
struct SpeltText {
    std::vector<std::int64_t> symbols;  ///< without the end symbol; no other is left out
    bool ended = false;                 ///< the end symbol came; otherwise the steps were used up
    double logProbability = 0.0;        ///< by the search's score: of the symbols, and of the end where it came
    torch::Tensor attention;            ///< [symbols, frames] on the CPU: where each symbol looked, rows sum to 1
};

/// The likeliest symbol of each step, fed back. `steps` are the most of each item (see decodingSteps), each at least 1.
/// `logits` gets [batch, most steps, symbols], 0 after the step that gave the end. Runs without gradients. Throws what torch
/// throws, and nn::Interrupted between steps.
[[nodiscard]] std::vector<SpeltText> spellGreedily(LasNetwork& network, const AttendedSound& sound,
                                                   const std::vector<std::int64_t>& steps, torch::Tensor* logits = nullptr);

/// How texts are searched for.
struct SpellingSearch {
    std::int64_t width = 1;  ///< hypotheses that go on at each step, ended ones not among them
    /// Share of CTC in a text's score, 0 to 1, by a network that has symbols of single frames: (1 - share) ln p of the speller
    /// + share ln p by CTC of all texts that begin so, or of this one where it ended (Watanabe et al. 2017, equation 18). What
    /// a speller leaves out or says twice has no place in the frames then. 0: the speller alone.
    double ctcShare = 0.0;
};

/// Beam search over one sound (a batch of one item): the text of the highest score among those that ended and those that used
/// up `steps`. By the speller alone its log-probability is divided by its number of symbols (the end counts), since it would
/// otherwise end early; with CTC it stands as it is. The search ends when no hypothesis can become better than the best that
/// ended. Runs without gradients. Throws as spellGreedily.
[[nodiscard]] SpeltText spellByBeam(LasNetwork& network, const AttendedSound& sound, std::int64_t steps,
                                    const SpellingSearch& search);

}  // namespace prososcope::models
