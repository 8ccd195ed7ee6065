// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/nn/Torch.h"

namespace prososcope::training {

/// A label for each frame of an utterance before anything is known of where its units lie: blanks in the silence before and
/// behind the speech, and within the speech the units in their order, each as long as the others, with one blank between equal
/// neighbours. Speech goes from the first to the last frame whose level is within 35 dB of the loud ones (the 95th percentile).
/// This is the flat start of hidden Markov models (Young et al., The HTK Book, section 8.3) made for CTC, whose own loss
/// leaves random weights at blanks alone for thousands of updates.
///
/// samples: mono; frame i is centred in samples [i * hop, (i + 1) * hop). labels: of the units, without blanks. Gives `frames`
/// labels, or none where the units need more frames than there are.
[[nodiscard]] std::vector<int> evenAlignment(std::span<const float> samples, std::size_t frames, std::size_t hop,
                                             std::span<const int> labels);

/// Cross entropy of each row's frames, summed over the frames [batch]. logits: [batch, frames, symbols]; a row's alignment
/// holds its valid frames' labels, none where the row does not count (its loss is 0).
[[nodiscard]] torch::Tensor alignmentLosses(const torch::Tensor& logits, const std::vector<std::vector<int>>& alignments);

}  // namespace prososcope::training
