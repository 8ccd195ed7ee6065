// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/features/FeatureSet.h"

namespace prososcope::training {

/// A stretch of sound as a network takes it: `frames` rows of its input, of which the first `valid` are sound.
struct PreparedSound {
    std::vector<float> values;
    std::int64_t frames = 0;
    std::int64_t valid = 0;
};
/// What a network makes of the features of a stretch; called on several threads.
using PrepareSound = std::function<PreparedSound(const features::FeatureMatrix& features)>;
/// The features as they are.
[[nodiscard]] PreparedSound wholeSound(const features::FeatureMatrix& features);

/// One stretch as a network takes it. Fails on an empty one, on samples that are not finite, and where not a single frame
/// comes of it.
[[nodiscard]] core::Result<PreparedSound> preparedSound(const features::FeatureSet& set, std::span<const float> mono,
                                                        int threads, const PrepareSound& prepare = wholeSound);
/// One stretch as some network takes it; called on several threads, and may use further ones.
using HearSound = std::function<core::Result<PreparedSound>(std::span<const float> mono)>;
/// Several, on up to `threads` threads (0: one). Of several that fail the first is told, with its number from 1.
[[nodiscard]] core::Result<std::vector<PreparedSound>> preparedSounds(std::span<const std::span<const float>> monos,
                                                                      int threads, core::Progress& progress,
                                                                      const HearSound& hear);
/// The same of the features of a set.
[[nodiscard]] core::Result<std::vector<PreparedSound>> preparedSounds(const features::FeatureSet& set,
                                                                      std::span<const std::span<const float>> monos,
                                                                      int threads, core::Progress& progress,
                                                                      const PrepareSound& prepare = wholeSound);

/// The numbers of the sounds in batches, short ones first, so that a batch holds little padding: at most `rows` rows with it,
/// or one sound.
[[nodiscard]] std::vector<std::vector<std::size_t>> batchesByLength(const std::vector<PreparedSound>& sounds,
                                                                    std::int64_t rows);

}  // namespace prososcope::training
