// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Result.h"
#include "engine/corpus/Folds.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace prososcope::experiment {

/// How a network is trained; every value has a default that the resolved experiment spells out.
struct TrainingSettings {
    int epochs = 60;
    int batch = 32;                      ///< utterances
    double learningRate = 1e-3;          ///< peak
    double weightDecay = 1e-2;
    double warmupShare = 0.1;            ///< share of steps with rising rate, then cosine to 0
    double labelSmoothing = 0.1;
    double gradientClip = 5.0;           ///< largest norm; 0 = none
    double cropSeconds = 2.5;            ///< random crop of each training utterance; 0 = whole
    double mixup = 0.2;                  ///< Beta(a, a) of mixed pairs; 0 = none
    double gainDb = 6.0;                 ///< random gain, standard deviation
    double speed = 0.1;                  ///< time stretch 1 +- this
    int timeMasks = 2;
    double timeMaskSeconds = 0.25;
    int frequencyMasks = 2;
    int frequencyMaskBands = 10;
    double noise = 0.0;                  ///< standard deviation added to the normalised input
    double averageDecay = 0.0;           ///< exponential moving average of the weights; 0 = none
    int patience = 0;                    ///< epochs without a better inner score before stopping; 0 = all epochs
    std::string classBalance = "sampler";///< sampler, weights, none
    std::map<std::string, double> extra; ///< settings of a recipe that have no name here yet
};

/// One experiment file (TOML), checked and complete. The GUI writes the same file that the command line runs.
struct Experiment {
    std::string name;                        ///< file-safe: "emodb-loso"
    std::string title;
    std::string corpus;                      ///< name in the workspace
    std::vector<std::string> corpusFolders;  ///< tried in order, relative to the experiment file, where the workspace lacks it
    std::vector<std::string> classes;        ///< in this order; other labels are dropped and counted
    std::map<std::string, std::string> merge;///< label of the corpus -> class
    std::string featureSet = "logmel80";
    std::string model = "logmel-network";
    std::map<std::string, double> modelSettings;
    TrainingSettings training;
    corpus::FoldSettings folds;
    std::uint64_t seed = 1;
    int threads = 0;                         ///< 0 = as many as the machine has cores (at most 8)
    std::string device = "auto";             ///< auto, cpu, cuda
    bool saveModel = false;                  ///< train once more on all speakers and keep the model
    std::string modelLicence;
};

/// Reads and checks a file. Errors name the file, the line and the key; unknown keys are errors.
[[nodiscard]] core::Result<Experiment> readExperiment(const std::filesystem::path& file);
[[nodiscard]] core::Result<Experiment> parseExperiment(std::string_view toml, std::string_view source);
/// The resolved experiment with every default written out; parses back to an equal one.
[[nodiscard]] std::string formatExperiment(const Experiment& experiment);

/// The utterances that an experiment uses: labels merged, others dropped and counted.
struct LabelledUtterances {
    std::vector<corpus::Utterance> utterances;
    std::vector<int> labels;                 ///< index into Experiment::classes
    std::map<std::string, std::size_t> dropped;
};
[[nodiscard]] core::Result<LabelledUtterances> applyLabels(const Experiment& experiment, const corpus::Corpus& corpus);

}  // namespace prososcope::experiment
