// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/Random.h"
#include "engine/experiment/Experiment.h"
#include "engine/nn/Torch.h"

namespace prososcope::training {

/// Which utterances form which batch. Sampler balance: every draw picks a class uniformly, then one of its utterances
/// from a shuffled round, so that classes come equally often and no utterance is drawn twice before all of its class were.
/// Otherwise every utterance once an epoch. Whole utterances (no crop) are bucketed by length, so that batches hold little
/// padding; the order of the batches is shuffled.
class BatchSampler {
public:
    BatchSampler(std::vector<int> labels, std::vector<std::size_t> lengths, int classes,
                 const experiment::TrainingSettings& settings);

    [[nodiscard]] std::size_t stepsPerEpoch() const;
    [[nodiscard]] std::vector<std::vector<std::size_t>> epoch(core::Random& random) const;
    /// Inverse class frequencies with mean 1 over the utterances: [classes].
    [[nodiscard]] const torch::Tensor& classWeights() const { return m_classWeights; }

private:
    std::vector<int> m_labels;
    std::vector<std::size_t> m_lengths;
    std::vector<std::vector<std::size_t>> m_byClass;  ///< classes that occur only
    std::size_t m_batch;
    bool m_balanced;
    bool m_bucketed;
    torch::Tensor m_classWeights;
};

}  // namespace prososcope::training
