// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "engine/backend/RecogniserBackend.h"

namespace prososcope::backend {

/// Character and word errors of tested utterances with 95 % intervals. Figures of sentences that were trained on say how well
/// they are remembered when another voice speaks them; they are never called recognition.
struct CharacterErrorFigure {
    double rate = 0.0;  ///< errors of all utterances over the characters of all; NaN of none
    double low = 0.0;   ///< bootstrap over speakers, of one speaker over utterances
    double high = 0.0;
    std::size_t utterances = 0;
    std::size_t characters = 0;
    double wordRate = 0.0;  ///< likewise of words
    double wordLow = 0.0;
    double wordHigh = 0.0;
    std::size_t words = 0;
};
[[nodiscard]] CharacterErrorFigure characterErrorsOf(std::span<const RecognisedUtterance> tested, bool seenText);

/// experiment.toml, epochs.csv, tested.csv and summary.json of a training in its folder.
[[nodiscard]] core::Status writeRecogniserResults(const std::filesystem::path& folder,
                                                  const experiment::RecogniserExperiment& experiment,
                                                  const RecogniserOutcome& outcome);

/// experiment.toml, tested.csv and summary.json of several trainings of one experiment, which tested different speakers.
[[nodiscard]] core::Status writePooledResults(const std::filesystem::path& folder,
                                              const experiment::RecogniserExperiment& experiment,
                                              const std::string& corpusTitle, const std::vector<RecognisedUtterance>& tested);

}  // namespace prososcope::backend
