// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/training/Trainer.h"

namespace prososcope::training {

/// What a network is worth on the speakers set aside.
struct InnerScore {
    /// Of classes the cross-entropy, its mean over the classes, as UAR is, so that a frequent class does not choose the epoch;
    /// of dimensions one less the mean of their concordance, 0 for one that is undefined because nothing varies.
    double loss = 0.0;
    std::optional<double> uar;  ///< of classes
    /// What chooses the epoch (experiment::TrainingSettings::selectBy), the smaller, the better: the loss, or UAR where there
    /// is one and it is not the loss that is wanted.
    [[nodiscard]] double measure(std::string_view selectBy) const;
};

/// outputs: posteriors or values of the task's inner examples, which must not be empty, in their order.
[[nodiscard]] InnerScore innerScore(const TrainingTask& task, const std::vector<std::vector<float>>& outputs);
/// Of classes alone: of each utterance, of which there is at least one, the class, and its posteriors.
[[nodiscard]] InnerScore innerScore(std::span<const int> truth, std::size_t classes,
                                    const std::vector<std::vector<float>>& posteriors);

}  // namespace prososcope::training
