// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/Result.h"
#include "engine/experiment/SpeechExperiment.h"

namespace prososcope::experiment {

/// An experiment file (TOML) that trains a recogniser of speech on a transcribed corpus: `kind = "recogniser"`. Speakers are
/// named, since one fold is a whole training of hours.
struct RecogniserExperiment : SpeechExperiment {
    std::string network = "gcu-recogniser";
    int rateHz = 16000;  ///< 16000 or 22050: the front end's two variants
    /// A control: texts change places among the training utterances, so that nothing but their statistics can be learned.
    bool shuffledTexts = false;
    std::string optimiser = "adam";     ///< or "maxprop"
    double learningRate = 1e-4;         ///< the highest
    std::string schedule = "constant";  ///< or "cosine": down to 1 % over the training
    double warmupShare = 0.0;           ///< share of the steps in which the rate rises from 0
    /// "bfloat16": in training the convolutions are computed in it (weights, statistics and everything else stay float32),
    /// which is several times as fast where the device has instructions for it; elsewhere it is float32 after all. A trained
    /// model is float32 either way.
    std::string precision = "float32";
    int epochs = 50;
    int batch = 16;
    bool maskedStatistics = false;  ///< batch normalisation over valid frames alone
    int coefficientRoll = 0;        ///< largest shift of cepstra along their own axis, as the authors' code augments; 0: none
    double timeStretch = 0.0;       ///< cepstra of an utterance longer or shorter by up to this share; 0: none
    double frequencyWarp = 0.0;     ///< their mel axis stretched or squeezed by up to this share; 0: none
    double equaliserDb = 0.0;       ///< standard deviation of a gain, with broad spectral shapes; 0: none
    /// From this epoch on (from 1; 0: never) training examples are, with the probability `spliceShare`, pieces of several
    /// utterances of a speaker put one behind the other. The network's own alignment says where each character lies: that of
    /// the beginning of this epoch, and again every `alignEvery` epochs (0: never again).
    int spliceFromEpoch = 0;
    double spliceShare = 1.0;
    int spliceFewest = 4;  ///< characters of a piece
    int spliceMost = 20;
    int alignEvery = 0;
    /// What chooses the epoch: "validation", the loss of the validation speakers' texts that were trained on; or
    /// "held-out-validation", the character error rate of the held-out texts in their voices.
    std::string selectBy = "validation";
    bool operator==(const RecogniserExperiment&) const = default;
};

/// Whether a file says `kind = "recogniser"`; false where it cannot be read.
[[nodiscard]] bool isRecogniserExperiment(std::string_view toml);
/// Errors name the file, the line and the key; unknown keys are errors.
[[nodiscard]] core::Result<RecogniserExperiment> parseRecogniserExperiment(std::string_view toml, std::string_view source);
[[nodiscard]] core::Result<RecogniserExperiment> readRecogniserExperiment(const std::filesystem::path& file);
/// With every default written out; parses back to an equal one.
[[nodiscard]] std::string formatRecogniserExperiment(const RecogniserExperiment& experiment);

}  // namespace prososcope::experiment
