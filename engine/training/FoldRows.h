// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"
#include "engine/training/ExperimentData.h"

namespace prososcope::training {

/// What rows are made for. Views: what they refer to must outlive it.
struct FoldRowsTask {
    const ExperimentData& data;
    const SystemData& system;
    const std::vector<std::size_t>& train;
    const std::vector<std::size_t>& test;
    std::uint64_t seed = 1;
    int threads = 1;
};

/// Rows of training and test, standardised, and whose rows they are. The parts of a system stand side by side; of several each
/// is scaled so that its training rows have mean square 1, whatever its number of columns.
struct FoldRows {
    learn::Matrix<float> train;
    learn::Matrix<float> test;
    std::vector<std::size_t> origin;  ///< the utterance of each training row; its copies stand behind all utterances
    std::vector<std::size_t> blocks;  ///< columns of each part
};

/// Standardises on the training rows or, where the system says "speaker", every speaker on all of its own utterances without
/// their labels; a speaker's copies of one kind are then a group of their own. Sets over time become Fisher vectors where the
/// settings say so: their frames are standardised the same way, the mixture is fitted to frames of the training part.
[[nodiscard]] core::Result<FoldRows> foldRows(const FoldRowsTask& task, core::Progress& progress);

/// Whose rows such are: the chosen utterances, then the same for each of so many copies.
[[nodiscard]] std::vector<std::size_t> originsOf(const std::vector<std::size_t>& chosen, std::size_t copies);
/// The chosen rows, then the same of each copy.
[[nodiscard]] learn::Matrix<float> withCopies(const learn::Matrix<float>& rows, const std::vector<learn::Matrix<float>>& copies,
                                              const std::vector<std::size_t>& chosen);

}  // namespace prososcope::training
