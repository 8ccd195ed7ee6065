// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/experiment/RecogniserExperiment.h"
#include "engine/models/las/LasDecoding.h"
#include "engine/models/las/LasLengths.h"
#include "engine/training/PreparedSounds.h"

namespace prososcope::training {

/// Calls each(numbers, sounds) with what the listener makes of the sounds of a batch, by length; no gradients. Stops between
/// layers (nn::Interrupted). Throws what torch throws.
void forAttendedSounds(
    models::LasNetwork& network, const std::vector<PreparedSound>& sounds, const torch::Device& device,
    core::Progress& progress,
    const std::function<void(const std::vector<std::size_t>& numbers, const models::AttendedSound& attended)>& each);

/// Times of frames that join so many of the sound's: each lies in the middle of those.
[[nodiscard]] features::FeatureSet::Times joinedTimes(const features::FeatureSet::Times& times, double joined);

/// Labels, indices into the alphabet, as the speller is taught them: behind padding, start and end, and with an end. Padded,
/// [batch, longest] (long).
[[nodiscard]] torch::Tensor spelledTargets(const std::vector<std::vector<int>>& labels);

/// What the speller writes of each sound of a batch; `frames`: the sound's own. Throws what torch throws, and nn::Interrupted.
[[nodiscard]] std::vector<models::SpeltText> speltTexts(models::LasNetwork& network, const models::AttendedSound& attended,
                                                        const std::vector<std::int64_t>& frames,
                                                        const experiment::TextSearch& search);

/// The text of symbols; padding, start and end among them are left out.
[[nodiscard]] std::string speltCharacters(const std::vector<std::int64_t>& symbols, const std::vector<std::string>& alphabet);

}  // namespace prososcope::training
