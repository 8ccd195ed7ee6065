// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"
#include "engine/learn/RandomForest.h"
#include "engine/learn/Svm.h"
#include "engine/training/ExperimentData.h"

namespace prososcope::training {

/// How a classical learner of an experiment is set: the numbers of [model], checked and complete.
///   cost, gamma   0: chosen inside the training rows by folds of speakers (see learn::Svm); gamma only of svm-rbf
///   inner_folds   of that choice
///   balanced      1: classes weigh the same whatever their number
///   bound         standardised values beyond it are set to it
///   trees         of random-forest, which has of the others balanced and bound alone
struct ClassicalSettings {
    std::string model;
    learn::SvmSettings svm;
    learn::ForestSettings forest;
    double bound = 10.0;

    /// As they are stored with a run.
    [[nodiscard]] std::map<std::string, double> values() const;
};
/// Refuses unknown names and values out of bounds with one sentence. `model` must be one of experiment::classicalModels.
[[nodiscard]] core::Result<ClassicalSettings> classicalSettings(const std::string& model,
                                                                const std::map<std::string, double>& values);

/// A row for each utterance: functionals as they are; of a set over time the mean and the population standard deviation of
/// every column over the frames. Fails where a number is not finite, and names the utterance.
[[nodiscard]] core::Result<learn::Matrix<float>> classicalRows(const ExperimentData& data);

/// What a fold's test utterances score: [utterance][class], the forest's shares or the softmax of a support vector machine's
/// scores; not calibrated.
struct ClassicalFold {
    std::vector<std::vector<float>> posteriors;
};
/// Trains on what the fold trains on and what it sets aside, whose speakers choose the settings in turn, and predicts its test
/// part. Standardised on the training rows or, `bySpeaker`, every speaker on all of its own utterances without their labels,
/// those of the test among them.
[[nodiscard]] core::Result<ClassicalFold> trainClassical(const ExperimentData& data, const learn::Matrix<float>& rows,
                                                         std::size_t fold, const ClassicalSettings& settings, bool bySpeaker,
                                                         std::uint64_t seed, int threads, core::Progress& progress);

}  // namespace prososcope::training
