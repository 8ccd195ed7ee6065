// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::phonetics {

/// Who is tested, who chooses the epoch, and how many texts nobody hears in training.
struct SpokenSplit {
    std::vector<std::string> testSpeakers;
    std::vector<std::string> validationSpeakers;  ///< may be none
    /// So many of the corpus's different texts, drawn by the seed.
    int heldOutTexts = 0;
    std::uint64_t seed = 1;
};

/// The utterances of a corpus that have a text, one part behind the other.
struct SpokenParts {
    /// Training, validation, held-out texts in the validation speakers' voices, test.
    std::vector<corpus::Utterance> utterances;
    std::vector<std::string> texts;  ///< of each, as `spokenText` gives it
    std::size_t train = 0;           ///< how many are of the first part, ...
    std::size_t validation = 0;
    std::size_t heldOut = 0;
    std::set<std::string> allTexts;
    std::size_t withoutText = 0;  ///< of the corpus
};

/// A transcript as networks learn it: the words that were spoken (normaliseText), lower case, one blank between two.
[[nodiscard]] std::string spokenText(const std::string& transcript, const std::string& language);

/// Splits a corpus by speakers and texts: tested speakers are heard in the test alone, held-out texts in the test and by the
/// validation speakers. Fails with one sentence on a speaker that the corpus does not have, on a corpus without transcripts,
/// and where all texts would be held out.
[[nodiscard]] core::Result<SpokenParts> splitSpoken(const SpokenSplit& split, const corpus::Corpus& corpus);

}  // namespace prososcope::phonetics
