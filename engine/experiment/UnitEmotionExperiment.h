// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/LabelScheme.h"
#include "engine/experiment/SpeechExperiment.h"
#include "engine/phonetics/Units.h"

namespace prososcope::experiment {

/// The encoder of emotion-dependent units: wav2vec 2.0 (Baevski et al. 2020), its seven convolutions on the waveform with the
/// usual kernels and strides. The sizes are those of a network that begins with random weights.
struct UnitEncoderSettings {
    /// A folder in the Hugging Face layout or a file of weights (relative to the experiment's file), or a speech encoder of the
    /// workspace; empty: random weights.
    std::string start;
    int channels = 512;  ///< of each convolution
    int layers = 12;
    int width = 768;
    int heads = 12;
    int feedForward = 3072;
    /// The form of the large wav2vec 2.0, which random weights learn from more easily: every convolution with a bias and
    /// normed over its channels, layers normed at their entrance. Otherwise the base form: one normalisation over time behind
    /// the first convolution, layers normed at their exit. Of no weight with `start`.
    bool layerNormed = false;
    int positionKernel = 128;
    int positionGroups = 16;
    double hiddenDropout = 0.0;
    double attentionDropout = 0.0;
    double activationDropout = 0.1;
    double finalDropout = 0.0;
    double layerDrop = 0.1;
    /// Masks in training, before the transformer: spans of frames replaced by a learned vector, spans of channels set to 0.
    double timeMaskProbability = 0.65;
    int timeMaskLength = 10;
    double channelMaskProbability = 0.5;
    int channelMaskLength = 64;
    bool operator==(const UnitEncoderSettings&) const = default;
};

/// An experiment file (TOML) that trains a network to hear phonetic units together with the emotion in which they are spoken,
/// by CTC, and lets the units of an utterance vote for its emotion: `kind = "unit-emotion"`.
/// Source: Yuan, Cai, Zheng, Huang, Church (2021), "The role of phonetic units in speech emotion recognition".
struct UnitEmotionExperiment : SpeechExperiment {
    corpus::LabelScheme labels;  ///< the classes, and what becomes of the corpus's labels

    phonetics::UnitSettings units;
    std::string broadClasses = "manner7";  ///< a preset or a file
    std::string language = "en";           ///< of utterances that name none
    std::string lexicon;                   ///< the user's pronunciations; a file or empty

    /// "speakers": those that are named, validation speakers may be none (the last update counts then);
    /// "leave-one-speaker-out": a training for each speaker, who is tested; "other-corpora": one training on all speakers,
    /// tested on the corpora named below.
    std::string protocol = "speakers";
    std::vector<std::string> testCorpora;  ///< names in the workspace

    UnitEncoderSettings encoder;

    int updates = 15000;
    int frozenUpdates = 0;  ///< the first ones change the last layer alone; with `encoder.start` only
    /// How random weights begin, before CTC. In the first updates the convolutions learn to tell the mel spectrum of what they
    /// hear (training/SpectralStart.h), then the network learns units spread evenly over the speech (training/FlatStart.h), for
    /// CTC alone leaves it at blanks for long. 0: none of them.
    int spectralStartUpdates = 0;
    int flatStartUpdates = 0;
    double learningRate = 5e-5;
    double warmupShare = 0.1;  ///< of the updates, from `firstShare` of the rate
    double holdShare = 0.4;    ///< then it falls exponentially to `lastShare`
    double firstShare = 0.01;
    double lastShare = 0.05;
    double batchSeconds = 62.5;  ///< of sound in a batch, padding included
    int accumulate = 4;          ///< batches of an update
    std::string precision = "float32";
    int evaluateEvery = 0;          ///< updates between looks at the validation speakers; 0: at the end alone
    std::string selectBy = "last";  ///< or "validation": the fewest unit errors, emotion included
    bool operator==(const UnitEmotionExperiment&) const = default;
};

/// Whether a file says `kind = "unit-emotion"`; false where it cannot be read.
[[nodiscard]] bool isUnitEmotionExperiment(std::string_view toml);
/// Errors name the file, the line and the key; unknown keys are errors.
[[nodiscard]] core::Result<UnitEmotionExperiment> parseUnitEmotionExperiment(std::string_view toml, std::string_view source);
[[nodiscard]] core::Result<UnitEmotionExperiment> readUnitEmotionExperiment(const std::filesystem::path& file);
/// With every default written out; parses back to an equal one.
[[nodiscard]] std::string formatUnitEmotionExperiment(const UnitEmotionExperiment& experiment);

}  // namespace prososcope::experiment
