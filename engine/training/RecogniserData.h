// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/RecogniserExperiment.h"
#include "engine/features/FeatureSet.h"

namespace prososcope::training {

/// An utterance with what was said: its cepstra, its text and, where a network learns or is judged by it, its labels.
struct SpokenUtterance {
    std::string id;
    std::string speaker;
    std::string text;         ///< lower case, without punctuation
    std::vector<int> labels;  ///< of the text, indices into the alphabet
    features::FeatureMatrixPtr features;
};

/// What a recogniser learns from and is judged by. Not changed once loaded.
struct RecogniserData {
    const features::FeatureSet* set = nullptr;
    std::vector<std::string> alphabet;  ///< characters of the corpus's texts: the blank between words, then by code point
    std::vector<SpokenUtterance> train;  ///< and their copies behind them, under the same names
    std::vector<SpokenUtterance> validation;         ///< validation speakers, texts that are trained on
    std::vector<SpokenUtterance> heldOutValidation;  ///< validation speakers, held-out texts: heard by nobody in training
    std::vector<SpokenUtterance> test;
    std::vector<bool> seenText;           ///< of each tested utterance: whether its text occurs in training
    std::vector<std::string> trainTexts;  ///< the different ones, sorted
    std::size_t withoutText = 0;
    std::size_t tooShort = 0;         ///< of all but the test, copies among them: fewer frames than the network needs for their labels
    std::size_t otherCharacters = 0;  ///< utterances with a character that a given alphabet does not have

    /// SHA-256 over alphabet, utterances, texts and frames: a training goes on only with the same data.
    [[nodiscard]] std::string fingerprint() const;
    [[nodiscard]] std::vector<std::string> trainSpeakers() const;  ///< sorted
};

/// Splits a corpus by speakers and texts and loads the features, from the cache where they are. Fails with one sentence on a
/// speaker that the corpus does not have, on a corpus without transcripts, and where a part is left empty. alphabet: that of
/// the network to go on from; empty: the one of the corpus's texts.
[[nodiscard]] core::Result<RecogniserData> loadRecogniserData(const experiment::RecogniserExperiment& experiment,
                                                              const corpus::Corpus& corpus,
                                                              const std::filesystem::path& cacheFolder, int threads,
                                                              core::Progress& progress, std::vector<std::string> alphabet = {});

}  // namespace prososcope::training
