// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "engine/phonetics/UnitVote.h"

namespace prososcope::training {

/// An utterance with its units and its sound.
struct UnitUtterance {
    std::string id;  ///< among several corpora with the corpus's name and a '/' before it, as is the speaker
    std::string path;
    double startSeconds = 0.0;
    double endSeconds = -1.0;
    std::string speaker;
    std::string gender;
    std::string corpus;
    std::string text;                ///< as `spokenText` gives it
    int emotion = 0;                 ///< index into the classes
    std::vector<std::string> units;  ///< tagged
    std::vector<int> labels;         ///< of the units, indices into the inventory
    std::vector<float> samples;      ///< mono at kUnitRateHz
};
inline constexpr int kUnitRateHz = 16000;

/// Who is trained on and who is tested in one training: places in UnitEmotionData::utterances.
struct UnitFold {
    std::string name;  ///< the tested speakers or corpora, joined by "+"
    std::vector<std::size_t> train;
    std::vector<std::size_t> validation;  ///< validation speakers, texts that are trained on
    std::vector<std::size_t> heldOut;     ///< validation speakers, held-out texts
    std::vector<std::size_t> test;
};

/// What networks of emotion-dependent units learn from and are judged by. Not changed once loaded; holds the sound of the whole
/// corpus, 64 kB a second.
struct UnitEmotionData {
    phonetics::UnitInventory inventory;
    std::vector<std::string> tags;  ///< of the classes, in their order
    std::vector<UnitUtterance> utterances;
    std::vector<UnitFold> folds;
    std::vector<core::Text> remarks;

    /// Whether an utterance's text is trained on in a fold.
    [[nodiscard]] bool isSeen(const UnitFold& fold, const UnitUtterance& utterance) const;
    [[nodiscard]] std::vector<std::string> speakersOf(std::span<const std::size_t> utterances) const;  ///< sorted
    /// SHA-256 over inventory, utterances, labels and samples of a fold: a training goes on only with the same data.
    [[nodiscard]] std::string fingerprint(const UnitFold& fold) const;
};

/// Labels, transcripts, units, folds and sound. Units of test corpora that the training corpus does not have become <unk>, and
/// are counted in the remarks. Fails with one sentence on speakers that the corpus does not have, on classes whose tags are the
/// same, on corpora without transcripts, and where a part is left empty.
[[nodiscard]] core::Result<UnitEmotionData> loadUnitEmotionData(const experiment::UnitEmotionExperiment& experiment,
                                                                const corpus::Corpus& corpus,
                                                                std::span<const corpus::Corpus> testCorpora, int threads,
                                                                core::Progress& progress);

}  // namespace prososcope::training
