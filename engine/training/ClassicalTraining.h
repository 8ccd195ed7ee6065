// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/features/FeatureMatrix.h"
#include "engine/features/FeatureSet.h"
#include "engine/learn/Classifier.h"
#include "engine/learn/Matrix.h"
#include "engine/training/ClassicalSettings.h"
#include "engine/training/ExperimentData.h"

namespace prososcope::training {

/// A row for each utterance: functionals as they are; of a set over time the mean and the population standard deviation of
/// every column over the frames. Fails where a number is not finite, and names the utterance.
[[nodiscard]] core::Result<learn::Matrix<float>> classicalRows(const experiment::LabelledUtterances& labelled,
                                                               const features::FeatureSet& set,
                                                               const std::vector<features::FeatureMatrixPtr>& features);
/// The row of one utterance; `matrix` has at least one frame.
void classicalRow(const features::FeatureSet& set, const features::FeatureMatrix& matrix, std::span<float> row);
[[nodiscard]] std::size_t classicalColumns(const features::FeatureSet& set);
/// Their names: those of the set or, of one over time, "NAME, mean" of all and then "NAME, deviation".
[[nodiscard]] std::vector<std::string> classicalColumnNames(const features::FeatureSet& set);
/// The row of a stretch of sound at the set's rate, as a matrix of one. Fails with one sentence on an empty one, on samples
/// that are not finite, and where it is too short or too silent for a finite row; with Cancelled when asked to stop.
[[nodiscard]] core::Result<learn::Matrix<float>> classicalRowOf(const features::FeatureSet& set, std::span<const float> mono,
                                                                int threads, core::Progress& progress);

/// What a learner makes of rows' scores: the forest's shares, or the softmax of a support vector machine's scores; not
/// calibrated.
[[nodiscard]] std::vector<float> posteriorsOfScores(const std::string& model, std::span<const double> scores);

/// What a fold's test utterances get: posteriors [utterance][class], or values [utterance][dimension].
struct ClassicalFold {
    std::vector<std::vector<float>> posteriors;
    std::vector<std::vector<float>> values;
};
/// Trains on what the fold trains on and what it sets aside, with the copies of both; their speakers choose the settings in
/// turn, a copy staying with its speaker. Predicts the test part. Standardised on the training rows or, where the system says
/// "speaker", every speaker on all of its own utterances without their labels, those of the test among them; a speaker's copies
/// of one kind are then a group of their own.
[[nodiscard]] core::Result<ClassicalFold> trainClassical(const ExperimentData& data, const SystemData& system, std::size_t fold,
                                                         std::uint64_t seed, int threads, core::Progress& progress);

/// The learner of a system fitted to all utterances, with the standardiser of its rows, to be kept for predictions. Only of a
/// system for classes that is standardised on the training rows.
struct KeptClassifier {
    std::unique_ptr<learn::Classifier> classifier;
    learn::Standardiser standardiser;
};
[[nodiscard]] core::Result<KeptClassifier> fitClassifier(const ExperimentData& data, const SystemData& system,
                                                         std::uint64_t seed, int threads, core::Progress& progress);

}  // namespace prososcope::training
