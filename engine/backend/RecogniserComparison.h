// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

#include "engine/backend/RecogniserBackend.h"
#include "engine/core/Result.h"

namespace prososcope::backend {

/// What `writeRecogniserResults` wrote of the tested utterances (tested.csv). Fails where the folder holds no such results, and
/// names file and column of what cannot be read.
[[nodiscard]] core::Result<std::vector<RecognisedUtterance>> readTestedUtterances(const std::filesystem::path& folder);

/// What errors are counted in.
enum class ErrorUnit { Characters, Words };

/// Errors of two trainings on the same utterances.
struct RecogniserDifference {
    double first = 0.0;  ///< errors of all compared utterances over their characters or words
    double second = 0.0;
    double difference = 0.0;  ///< first less second
    double low = 0.0;         ///< 95 % interval: paired bootstrap over speakers, of one speaker over utterances
    double high = 0.0;
    std::size_t utterances = 0;
    std::size_t speakers = 0;
    std::size_t leftOut = 0;  ///< tested by one alone, or with a text that only one of them was trained on
};

/// Of the utterances whose texts both were trained on (`seenText`), or neither. Without any the figures are NaN. Fails with
/// one sentence where an utterance is said to hold different words. Pure.
[[nodiscard]] core::Result<RecogniserDifference> compareRecognisers(std::span<const RecognisedUtterance> first,
                                                                    std::span<const RecognisedUtterance> second, bool seenText,
                                                                    ErrorUnit unit = ErrorUnit::Characters);

}  // namespace prososcope::backend
