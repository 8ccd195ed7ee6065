// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// One turn as dialog/EmoEvaluation says it: times within the dialogue, the code of the emotion ("neu", "xxx"), the means over
/// the raters and what each rater said. `ratings` hold words of the program; the speaker's own has the rater "self".
struct IemocapTurn {
    std::string name;      ///< "Ses01F_impro01_M012"
    std::string dialogue;  ///< the name without its last field; its F or M is who wore the markers
    char talker = 'F';     ///< F or M, from the last field
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    std::string code;
    std::optional<double> valence;
    std::optional<double> activation;
    std::optional<double> dominance;
    std::vector<Rating> ratings;
};

struct IemocapEvaluation {
    std::vector<IemocapTurn> turns;   ///< in the order of the file
    std::vector<std::string> unread;  ///< lines that are neither turns, ratings of the turn before them, nor comments
};
/// Never fails: what cannot be understood is in `unread`, and a rating without its number has none.
[[nodiscard]] IemocapEvaluation parseIemocapEvaluation(std::string_view text);

/// Transcripts by the names of their turns, of the lines "NAME [start-end]: text"; other lines mean nothing.
[[nodiscard]] std::map<std::string, std::string> parseIemocapTranscripts(std::string_view text);

/// The program's word for a code of the summary ("exc" -> "excited", "xxx" -> kNoAgreement) or a word of a rater
/// ("Happiness" -> "happy"); others in lower case as they are.
[[nodiscard]] std::string iemocapEmotion(std::string_view code);

}  // namespace prososcope::corpus
