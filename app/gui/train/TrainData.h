// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/experiment/Estimate.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/Sweep.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "engine/store/Workspace.h"

namespace prososcope::gui {

/// An experiment file, of the program's or of the workspace's: of classes or dimensions, or of phonetic units
/// (kind = "unit-emotion").
struct ExperimentFile {
    std::filesystem::path path;
    std::string toml;
    std::string name, title, corpus;  ///< of several runs the first one's
    bool own = false;                 ///< from the workspace: edited in Train, or made for a fine-tuning
    bool operator==(const ExperimentFile& other) const { return path == other.path && toml == other.toml; }
};

/// What Train offers to choose from. Read on a loader thread.
struct TrainChoices {
    std::vector<store::Workspace::CorpusSummary> corpora;
    std::vector<ExperimentFile> experiments;  ///< the program's by name, then own ones; files that cannot be read are left out
    std::vector<store::RunRecord> resumable;  ///< interrupted, cancelled or failed, newest first, at most 20
};
[[nodiscard]] core::Result<TrainChoices> loadChoices(const std::filesystem::path& workspace,
                                                     const std::filesystem::path& experimentFolder);

/// Writes the experiment that fine-tunes a model on a corpus (experiment::fineTuningText) into the workspace and gives its
/// path. A file of the same name with another text is left alone: the new one gets a number. Fails where there is no such
/// corpus or model, or the corpus has no labels.
[[nodiscard]] core::Result<std::string> writeFineTuning(const std::filesystem::path& workspace, const std::string& corpus,
                                                        const std::string& model);

/// A fold before training.
struct FoldPlan {
    std::string name;
    std::vector<std::string> testSpeakers;
    std::vector<std::string> innerSpeakers;
    std::size_t train = 0;
    std::size_t inner = 0;
    std::size_t test = 0;
    bool speakerDependent = false;  ///< a tested speaker is trained on, or was by the model that it begins with
};

/// What an experiment would do with a corpus: checked before it is started.
struct TrainPlan {
    experiment::Experiment experiment;  ///< of several runs the first; of phonetic units name, corpus, classes and epochs alone
    experiment::ExperimentGroup group;  ///< all of them, with their corpora
    std::optional<experiment::UnitEmotionExperiment> units;    ///< of phonetic units, whose epochs are updates
    std::vector<std::size_t> counts;                           ///< in the order of the experiment's classes
    std::vector<std::pair<std::string, std::size_t>> dropped;  ///< labels that the experiment leaves out
    std::vector<FoldPlan> folds;
    std::size_t utterances = 0;
    std::size_t speakers = 0;
    double soundSeconds = 0.0;  ///< of these utterances; those of unknown length count as 3 s
    experiment::Estimate cost;  ///< of all runs; made by estimateCost
};
/// Parses the TOML, labels the corpus and makes the folds. Fails with the engine's sentence: a wrong key, an absent corpus,
/// too few speakers. Several corpora that the experiment names are taken instead of `corpus`. source: the file it came from,
/// for errors and for label schemes beside it.
[[nodiscard]] core::Result<TrainPlan> planTraining(const std::filesystem::path& workspace, const std::string& corpus,
                                                   const std::string& toml, const std::filesystem::path& source);

/// Fills `cost` from the newest finished run of the same system on this device, if there is one. device: "auto", "cpu",
/// "cuda"; only: the folds that are to be run, empty for all. What cannot be read leaves the defaults.
void estimateCost(TrainPlan& plan, const std::filesystem::path& workspace, const std::string& device,
                  const std::vector<int>& only);

/// What a stored run that is continued has got already.
struct ResumeView {
    TrainPlan plan;
    std::vector<int> chosen;  ///< fold indices of the run; empty: all
    std::vector<store::EpochRecord> epochs;
    std::vector<std::pair<int, double>> finished;  ///< fold index and its test UAR
};
[[nodiscard]] core::Result<ResumeView> viewRun(const std::filesystem::path& workspace, std::int64_t run);

/// The line that repeats a run without the window.
[[nodiscard]] QString commandLine(const std::filesystem::path& workspace, const std::filesystem::path& experimentFile,
                                  const QString& device, const std::vector<int>& onlyFolds, std::optional<std::int64_t> resume);

}  // namespace prososcope::gui
