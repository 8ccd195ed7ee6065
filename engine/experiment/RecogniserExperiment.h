// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/AudioCopies.h"
#include "engine/experiment/AudioDomain.h"
#include "engine/experiment/SpeechExperiment.h"

namespace prososcope::experiment {

/// The networks that a recogniser may be.
inline constexpr const char* kGcuRecogniser = "gcu-recogniser";  ///< gated convolutions, CTC
inline constexpr const char* kLasRecogniser = "las-recogniser";  ///< listen, attend and spell
/// Whether models of a kind write down what is said.
[[nodiscard]] constexpr bool isRecogniserKind(std::string_view kind) {
    return kind == kGcuRecogniser || kind == kLasRecogniser;
}

/// The highest rank that a file may ask for.
inline constexpr int kMostRank = 2048;

/// A part of a training: which parts of the network learn in it, and how.
struct RecogniserStage {
    std::string parts = "all";  ///< or of an attention recogniser "listener", "speller" (the attention belongs to it)
    int epochs = 1;
    double learningRate = 1e-5;
    double teacherForcing = 1.0;
    double dropout = 0.1;
    bool operator==(const RecogniserStage&) const = default;
};

/// What the attention recogniser has of its own.
struct AttentionRecogniser {
    /// One of the workspace to go on from, or a file of it; empty: random weights. It brings its sizes and its alphabet, and
    /// utterances with other characters are left out.
    std::string start;
    int rank = 0;               ///< the dense layers of `start` are factorised at this rank before training; 0: they stay
    std::string cell = "lstm";  ///< or "plain-tanh"
    int cells = 256;            ///< of each direction of the listener
    int decoderCells = 512;
    int embedding = 128;
    int attention = 128;
    bool firstDense = true;   ///< the dense layer behind the first recurrent one
    int locationFilters = 0;  ///< above 0 the attention also sees where it looked before
    /// Share of a loss by CTC, of symbols of single frames that the listener alone gives, in what is learned; the rest is the
    /// speller's. It makes listeners hear who could otherwise leave everything to the speller's memory of texts (Watanabe et
    /// al. 2017). 0: the speller alone, as in the paper. Such a network can align, and splice, too.
    double ctcWeight = 0.0;
    double labelSmoothing = 0.01;
    double teacherForcing = 0.9;  ///< share of steps that are told the true previous character
    double dropout = 0.5;         ///< on what goes into the recurrent cells
    bool operator==(const AttentionRecogniser&) const = default;
};

/// How a text is searched for in what a network says.
struct TextSearch {
    /// Texts kept while searching. Of gated convolutions prefixes (Hannun et al. 2014, "First-pass large vocabulary continuous
    /// speech recognition using bi-directional recurrent DNNs", without a language model); 1 takes the best symbol of each
    /// frame or, of an attention recogniser, of each step.
    int beam = 1;
    /// Of an attention recogniser that was trained with CTC beside: the share of CTC in a text's score (Watanabe et al. 2017).
    double ctcShare = 0.0;
    bool operator==(const TextSearch&) const = default;
};
inline constexpr int kMostBeam = 1000;

/// An experiment file (TOML) that trains a recogniser of speech on a transcribed corpus: `kind = "recogniser"`. Speakers are
/// named, since one fold is a whole training of hours.
struct RecogniserExperiment : SpeechExperiment {
    /// Whose speakers are tested, and choose the epoch, instead of naming them: sessions, subsets ("dev-clean") or the corpus's
    /// own parts ("test"). `nameSpeakers` makes speakers of them.
    std::vector<std::string> testParts, validationParts;
    std::string network = kGcuRecogniser;
    AttentionRecogniser attention;  ///< of a las-recogniser
    int rateHz = 16000;             ///< 16000 or 22050: the front end's two variants
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
    int epochs = 50;  ///< of all stages; 0: the network that it goes on from is tested as it is
    /// One after the other, each with its own rate, optimiser and schedule, beginning with the best weights so far; none: the
    /// whole training is one.
    std::vector<RecogniserStage> stages;
    double largestNorm = 0.0;  ///< of the gradient of a step, over all weights; a larger one is scaled to it. 0: any
    int batch = 16;
    bool maskedStatistics = false;  ///< batch normalisation over valid frames alone
    int coefficientRoll = 0;        ///< largest shift of cepstra along their own axis, as the authors' code augments; 0: none
    double timeStretch = 0.0;       ///< cepstra of an utterance longer or shorter by up to this share; 0: none
    double frequencyWarp = 0.0;     ///< their mel axis stretched or squeezed by up to this share; 0: none
    double equaliserDb = 0.0;       ///< standard deviation of a gain, with broad spectral shapes; 0: none
    /// Spans of frames that each utterance is heard without, up to so many frames long (SpecAugment, Park et al. 2019).
    int timeMasks = 0;
    int longestTimeMask = 20;
    AudioDomain domain;  ///< that all recordings are heard in; a model says by its title what it was made for
    AudioCopies copies;  ///< of the training utterances; speeds of .9 and 1.1 are those of the paper of Ko et al. 2015
    /// From this epoch on (from 1; 0: never) training examples are, with the probability `spliceShare`, pieces of several
    /// utterances of a speaker put one behind the other. The network's own alignment says where each character lies: that of
    /// the beginning of this epoch, and again every `alignEvery` epochs (0: never again).
    int spliceFromEpoch = 0;
    double spliceShare = 1.0;
    int spliceFewest = 4;  ///< characters of a piece
    int spliceMost = 20;
    double spliceWords = 0.0;  ///< probability that the pieces of such an example are whole words
    int alignEvery = 0;
    /// What chooses the epoch: "validation", the loss of the validation speakers' texts that were trained on;
    /// "validation-errors", their character error rate; or "held-out-validation", that of the held-out texts in their voices.
    std::string selectBy = "validation";
    /// By which tested utterances are written, and the held-out texts in the validation speakers' voices; the other validation
    /// utterances, of which there are many, always by the best symbols.
    TextSearch search;
    bool operator==(const RecogniserExperiment&) const = default;
};

/// The stages of a training: those of the experiment, or one.
[[nodiscard]] std::vector<RecogniserStage> stagesOf(const RecogniserExperiment& experiment);

/// Replaces the parts of an experiment by their speakers. Fails with one sentence on a part that the corpus does not have, and
/// on a speaker who would be tested and choose the epoch.
[[nodiscard]] core::Status nameSpeakers(RecogniserExperiment& experiment, const corpus::Corpus& corpus);
/// The sessions of a corpus, sorted; of utterances without one none.
[[nodiscard]] std::vector<std::string> sessionsOf(const corpus::Corpus& corpus);

/// Whether a file says `kind = "recogniser"`; false where it cannot be read.
[[nodiscard]] bool isRecogniserExperiment(std::string_view toml);
/// Errors name the file, the line and the key; unknown keys are errors.
[[nodiscard]] core::Result<RecogniserExperiment> parseRecogniserExperiment(std::string_view toml, std::string_view source);
[[nodiscard]] core::Result<RecogniserExperiment> readRecogniserExperiment(const std::filesystem::path& file);
/// With every default written out; parses back to an equal one.
[[nodiscard]] std::string formatRecogniserExperiment(const RecogniserExperiment& experiment);

}  // namespace prososcope::experiment
