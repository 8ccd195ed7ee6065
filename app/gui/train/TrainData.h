// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/experiment/Experiment.h"
#include "engine/store/Workspace.h"

namespace prososcope::gui {

/// An experiment file that comes with the program.
struct ExperimentFile {
    std::filesystem::path path;
    std::string toml;
    experiment::Experiment experiment;
};

/// What Train offers to choose from. Read on a loader thread.
struct TrainChoices {
    std::vector<store::Workspace::CorpusSummary> corpora;
    std::vector<ExperimentFile> experiments;  ///< by name; files that cannot be read are left out
    std::vector<store::RunRecord> resumable;  ///< interrupted, cancelled or failed, newest first, at most 20
};
[[nodiscard]] core::Result<TrainChoices> loadChoices(const std::filesystem::path& workspace,
                                                     const std::filesystem::path& experimentFolder);

/// A fold before training.
struct FoldPlan {
    std::string name;
    std::vector<std::string> testSpeakers;
    std::vector<std::string> innerSpeakers;
    std::size_t train = 0;
    std::size_t inner = 0;
    std::size_t test = 0;
    bool speakerDependent = false;  ///< a tested speaker is trained on
};

/// What an experiment would do with a corpus: checked before it is started.
struct TrainPlan {
    experiment::Experiment experiment;
    std::vector<std::size_t> counts;                           ///< in the order of the experiment's classes
    std::vector<std::pair<std::string, std::size_t>> dropped;  ///< labels that the experiment leaves out
    std::vector<FoldPlan> folds;
    std::size_t utterances = 0;
    std::size_t speakers = 0;
};
/// Parses the TOML, labels the corpus and makes the folds. Fails with the engine's sentence: a wrong key, an absent corpus,
/// too few speakers. Several corpora that the experiment names are taken instead of `corpus`.
[[nodiscard]] core::Result<TrainPlan> planTraining(const std::filesystem::path& workspace, const std::string& corpus,
                                                   const std::string& toml, const std::string& source);

/// What a stored run that is continued has got already.
struct ResumeView {
    TrainPlan plan;
    std::vector<int> chosen;  ///< fold indices of the run
    std::vector<store::EpochRecord> epochs;
    std::vector<std::pair<int, double>> finished;  ///< fold index and its test UAR
};
[[nodiscard]] core::Result<ResumeView> viewRun(const std::filesystem::path& workspace, std::int64_t run);

/// The line that repeats a run without the window.
[[nodiscard]] QString commandLine(const std::filesystem::path& workspace, const std::filesystem::path& experimentFile,
                                  const QString& device, const std::vector<int>& onlyFolds, std::optional<std::int64_t> resume);

}  // namespace prososcope::gui
