// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/core/Random.h"
#include "engine/experiment/Experiment.h"
#include "engine/features/FeatureMatrix.h"
#include "engine/models/logmel_network/LogMelInput.h"

namespace prososcope::training {

/// One training example made from log-mel values in dB: a random crop of `frames` frames, stretched in time and warped in
/// frequency (bilinear), heard in a room, equalised, narrowed in band, mixed with noise in the power domain, normalised as the
/// network's input, then masked in time and frequency (SpecAugment, Park et al. 2019). Clips shorter than the crop stand at a
/// random place over their own floor. Writes `frames` rows of `features.columns` values to `output`. All chance comes from
/// `random`.
void makeTrainingExample(const features::FeatureMatrix& features, std::size_t frames,
                         const experiment::TrainingSettings& settings, const models::LogMelNetworkSettings& input,
                         core::Random& random, std::span<float> output);

/// A whole utterance as the network sees it in evaluation: floored, padded to the shortest length, normalised.
[[nodiscard]] std::vector<float> makeEvaluationInput(std::span<const float> decibels,
                                                     const models::LogMelNetworkSettings& input);

/// Draw from Beta(a, a), by Johnk's method for a below 1 and two gamma variates otherwise.
[[nodiscard]] double drawBeta(core::Random& random, double a);

}  // namespace prososcope::training
