// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Random.h"
#include "engine/nn/CtcAlignment.h"
#include "engine/training/RecogniserData.h"

namespace prososcope::training {

/// What a recogniser learns from once: rows of cepstra, and the labels that lie in them.
struct SpokenExample {
    std::vector<float> cepstra;  ///< [frames, columns]
    std::vector<int> labels;
};

/// Frames at which an utterance may be cut: the piece of its labels i .. j - 1 is the frames cuts[i] .. cuts[j] - 1. Between
/// two labels that is the quietest frame (lowest first coefficient) of the middle half between the frames in which they are
/// most probable, where all are equal the middle one; before the first and behind the last label the utterance's ends.
[[nodiscard]] std::vector<std::size_t> cutsOf(const features::FeatureMatrix& cepstra, std::span<const nn::CtcSpan> labels);

/// Makes utterances that nobody spoke: pieces of one speaker's utterances, cut where `cutsOf` says and put one behind the
/// other, so that neither sentences nor long words can be known by heart. Keeps the utterances by reference. Not changed once
/// made; all chance comes from the Random that is given.
class SpeechSplicer {
public:
    struct Settings {
        std::size_t fewest = 4;  ///< characters of a piece
        std::size_t most = 20;
        int space = 0;           ///< label of the blank between words
        double wordShare = 0.0;  ///< probability that the pieces of an example are whole words, which are heard in any order
    };
    /// cuts: of each utterance; empty for those that could not be aligned, of which no pieces are taken.
    SpeechSplicer(const std::vector<SpokenUtterance>& utterances, std::vector<std::vector<std::size_t>> cuts,
                  Settings settings);

    /// About as long as the utterance `like`, of the same speaker's pieces. A space stands between two pieces only where one of
    /// them has it there, once, and none at the ends. Pieces of whole words have their drawn number of characters at most, but
    /// one word at least; a space stands between any two of them. Nothing where the speaker has no aligned utterance, and where
    /// the frames do not suffice for the labels.
    [[nodiscard]] std::optional<SpokenExample> draw(std::size_t like, core::Random& random) const;
    /// Utterances that pieces are taken of.
    [[nodiscard]] std::size_t aligned() const;

private:
    /// Labels of an utterance from `begin` on.
    struct Piece {
        std::size_t begin = 0;
        std::size_t count = 0;
    };
    /// A piece with its first label drawn, of up to `most` labels: those, or whole words with the space behind the last.
    [[nodiscard]] Piece drawPiece(const std::vector<int>& labels, std::size_t most, bool words, core::Random& random) const;
    void append(SpokenExample& example, std::size_t utterance, const Piece& piece, bool words) const;

    const std::vector<SpokenUtterance>& m_utterances;
    std::vector<std::vector<std::size_t>> m_cuts;
    Settings m_settings;
    std::map<std::string, std::vector<std::size_t>> m_bySpeaker;  ///< aligned ones
};

}  // namespace prososcope::training
