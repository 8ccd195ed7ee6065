// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::analysis {

/// Into how many equal parts a turn's duration is divided, of which each has a share of the attention.
inline constexpr std::size_t kAttentionParts = 20;

/// Where a classifier of dialogues listened when it judged a turn: shares of the attention over each turn that it heard, from
/// its beginning to its end; they sum to 1 in each turn. Empty, with an empty name, where a turn was not there.
struct DialogueAttention {
    std::string utterance;     ///< the turn that was judged
    std::string previous;      ///< the turn before it of the same speaker
    std::string interlocutor;  ///< that of the other
    std::vector<float> ofCurrent, ofPrevious, ofInterlocutor;
};

/// Weights of a turn's rows, however many, as kAttentionParts shares: each row covers an equal part of the turn.
[[nodiscard]] std::vector<float> attentionParts(const std::vector<float>& weights);

/// Beside what a run stores in its folder, a file for each fold: attention-FOLD.csv.
[[nodiscard]] core::Status writeAttention(const std::filesystem::path& runFolder, int fold,
                                          const std::vector<DialogueAttention>& records);
/// Of all folds, in their order; none where a run has none. Fails with one sentence on a file that is damaged.
[[nodiscard]] core::Result<std::vector<DialogueAttention>> readAttention(const std::filesystem::path& runFolder, int folds);

}  // namespace prososcope::analysis
