// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/Classification.h"
#include "engine/analysis/Comparison.h"
#include "engine/store/Workspace.h"

namespace prososcope::analysis {

/// A run as it is compared: its classes, and what it predicted.
struct ComparedRun {
    std::vector<std::string> classes;
    std::vector<store::PredictionRecord> predictions;
};

/// An utterance that both runs have predicted. Classes are numbered as the first run does.
struct PairedPrediction {
    std::size_t first = 0;  ///< place in the predictions of the first run
    std::size_t second = 0;
    int truth = -1;
    int firstPredicted = -1;
    int secondPredicted = -1;
};

/// The utterances that both runs have predicted, by id and span of the recording.
struct RunPairs {
    std::vector<PairedPrediction> pairs;  ///< in the order of the first run's predictions
    std::size_t onlyFirst = 0;            ///< utterances that only the first run has predicted
    std::size_t onlySecond = 0;
};
/// Classes are matched by name. Fails with a sentence where the runs have different classes, where they say different truths of
/// an utterance, and where they share none.
[[nodiscard]] core::Result<RunPairs> pairRuns(const ComparedRun& first, const ComparedRun& second);

/// Of one speaker: the recall that each of the runs has, over the classes that the speaker has.
struct SpeakerDifference {
    std::string speaker, gender;
    double first = 0.0;
    double second = 0.0;
    double difference = 0.0;  ///< first less second
    std::size_t utterances = 0;
};

/// Two runs on the utterances that both have predicted.
struct RunComparison {
    UarComparison uar;
    std::size_t utterances = 0;  ///< compared
    std::size_t speakers = 0;
    std::size_t onlyFirst = 0;  ///< see RunPairs; they are left out
    std::size_t onlySecond = 0;
    std::vector<PairedPrediction> pairs;
    ConfusionMatrix firstMatrix, secondMatrix;
    std::vector<SpeakerDifference> bySpeaker;  ///< by name, without those that have none
};
/// Fails as pairRuns does. Stops when asked.
[[nodiscard]] core::Result<RunComparison> compareRuns(const ComparedRun& first, const ComparedRun& second,
                                                      core::Progress& progress);

}  // namespace prososcope::analysis
