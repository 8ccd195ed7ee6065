// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/learn/RandomForest.h"
#include "engine/learn/Svm.h"

namespace prososcope::training {

/// How a classical learner of an experiment is set: the numbers of [model], checked and complete.
///   cost, gamma   0: chosen inside the training rows by folds of speakers (see learn::Svm); gamma only of svm-rbf
///   penalty       of ridge; 0: chosen likewise, by the mean CCC; of kernel-ridge; 0: by the UAR of left-out speakers
///   select        of ridge and least-squares: columns kept, those of the largest F scores of the training rows; 0: all
///   inner_folds   of that choice
///   balanced      1: classes weigh the same whatever their number
///   bound         standardised values beyond it are set to it
///   fisher        components of the mixture of the Fisher vectors that sets over time become; 0: means and deviations. Not of
///                 regression
///   trees         of random-forest, which has of the others balanced and bound alone
struct ClassicalSettings {
    std::string model;
    learn::SvmSettings svm;
    learn::ForestSettings forest;
    std::vector<double> penalties;  ///< to choose from; of ridge relative to the number of training rows
    std::size_t fisher = 0;
    std::size_t select = 0;
    std::size_t innerFolds = 5;
    double bound = 10.0;

    /// As they are stored with a run.
    [[nodiscard]] std::map<std::string, double> values() const;
};
/// Refuses unknown names and values out of bounds with one sentence. `model` must be classical.
[[nodiscard]] core::Result<ClassicalSettings> classicalSettings(const std::string& model,
                                                                const std::map<std::string, double>& values);

}  // namespace prososcope::training
