// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "engine/core/Result.h"
#include "engine/experiment/SpeechExperiment.h"

namespace prososcope::experiment {

/// What such networks hear: where nothing is said the first, and by HTK's scale, as the published ones are taken to.
inline constexpr const char* kFutureFeatureSets[] = {"logmel80", "logmel80-htk"};

/// An experiment file (TOML) that trains a network, without labels, to predict the speech to come: `kind =
/// "future-prediction"`. Emotion experiments start from the result (see FutureModel.h). Of what speech experiments share,
/// `testSpeakers` are those whom nobody hears, since they will be tested, and nothing has texts.
/// Source: Lian, Tao, Liu, Huang (2019), "Unsupervised representation learning with future observation prediction for speech
/// emotion recognition".
struct FuturePredictionExperiment : SpeechExperiment {
    /// Sizes of the network, its dropout and how many frames it looks ahead ("horizon"), by the names of models::FutureSettings
    /// but the bands; what is left out is as published.
    std::map<std::string, double> network;
    std::string featureSet = kFutureFeatureSets[0];  ///< or another one of these
    std::string loss = "mean-square";                ///< or "mean-absolute"
    /// Without validation speakers this share of the recordings, drawn by the seed, chooses the epoch; 0: the last epoch is
    /// kept.
    double validationShare = 0.1;
    double longestSeconds = 40.0;  ///< longer recordings are heard in pieces
    int epochs = 50;
    int batch = 32;  ///< recordings of a step
    double learningRate = 1e-3;
    std::string schedule = "constant";  ///< or "cosine": down to 1 % over the epochs
    double warmupShare = 0.0;           ///< share of the steps in which the rate rises from 0
    double largestNorm = 1.0;           ///< of the gradient of a step; a larger one is scaled to it
    int patience = 10;                  ///< epochs without a better validation loss before it stops; 0: all epochs
    /// "bfloat16": products are made in it where the device has instructions for it; else float32 after all.
    std::string precision = "float32";
    bool operator==(const FuturePredictionExperiment&) const = default;
};

/// Whether a file says `kind = "future-prediction"`; false where it cannot be read.
[[nodiscard]] bool isFuturePredictionExperiment(std::string_view toml);
/// Errors name the file, the line and the key; unknown keys are errors.
[[nodiscard]] core::Result<FuturePredictionExperiment> parseFuturePredictionExperiment(std::string_view toml,
                                                                                       std::string_view source);
[[nodiscard]] core::Result<FuturePredictionExperiment> readFuturePredictionExperiment(const std::filesystem::path& file);
/// With every default written out, but those of the network; parses back to an equal one.
[[nodiscard]] std::string formatFuturePredictionExperiment(const FuturePredictionExperiment& experiment);

}  // namespace prososcope::experiment
