// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/TomlReader.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/FuturePredictionExperiment.h"

/// The model "future-prediction" of emotion experiments: a network that was trained to predict the speech to come
/// (FuturePredictionExperiment.h), fine-tuned, or its frames given to another classifier.
namespace prososcope::experiment {

/// The kind of the model, of its stored networks and of the files that train them.
inline constexpr const char* kFuturePrediction = "future-prediction";

/// What tells the classes. In the file a word, "head"; among the numbers of the model its place here.
enum class FutureHead {
    Pooling = 0,        ///< the mean of the last layer over time; the whole network learns
    AttentionLstm = 1,  ///< on frames of the network, which stays as it is, as of those below
    SvmRbf = 2,         ///< on their mean over time
    SvmLinear = 3,
    RandomForest = 4
};
/// What is taken of a frame by the heads but the first. In the file a word, "columns"; the layers are "h1", "h2", ..., whose
/// number is that of the layer.
inline constexpr int kFutureFrames = 0;             ///< "frames": the mel bands, for which no network is needed
inline constexpr int kFutureAdd = 100;              ///< "add": the projected bands and all layers
inline constexpr int kFutureConcat = 101;           ///< "concat": bands and layers side by side
inline constexpr int kFutureConcatProjected = 102;  ///< "concat-projected": projected bands and layers

/// The word of a number of "columns".
[[nodiscard]] std::string futureColumnsWord(int columns);

/// A word of "head"; one that is none is the first.
[[nodiscard]] FutureHead futureHeadNamed(std::string_view word);
/// What a member of the kind says of them.
[[nodiscard]] FutureHead futureHead(const std::map<std::string, double>& settings);
[[nodiscard]] int futureColumns(const std::map<std::string, double>& settings);
/// The classical learner of a head, "svm-rbf"; empty of the others.
[[nodiscard]] std::string futureLearner(FutureHead head);
/// Whether a system learns from one row an utterance: a classical learner, or such a head. Then nothing has epochs.
[[nodiscard]] bool learnsFromRows(const FusionMember& system);

/// Keys of [model] and [[member]] that are no numbers, or are not the model's.
[[nodiscard]] const std::set<std::string>& futureWords();
/// Reads "head" and "columns" into the numbers, and checks them with `start`.
void readFutureKeys(core::TomlReader& reader, const std::string& start, std::map<std::string, double>& settings);
/// Writes the numbers, those two as words.
void writeFutureKeys(const std::map<std::string, double>& settings,
                     const std::function<void(const std::string&, const std::string&)>& line);
/// "RBF SVM on h_concat of NAME".
[[nodiscard]] std::string futureSystemName(const FusionMember& system);

}  // namespace prososcope::experiment
