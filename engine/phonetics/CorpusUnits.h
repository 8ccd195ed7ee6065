// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/phonetics/Pronouncer.h"
#include "engine/phonetics/UnitInventory.h"
#include "engine/phonetics/Units.h"

namespace prososcope::phonetics {

struct CorpusUnitOptions {
    UnitSettings units;
    PronouncerOptions pronouncer;  ///< its language is that of utterances which name none
    bool tagged = true;            ///< units carry the emotion; utterances without one are left out
    bool withClosed = true;        ///< an inventory has all that English can give, times the emotions, even if it never occurs
};

/// The units of one utterance.
struct UtteranceUnits {
    std::string id;
    std::string language;
    std::string emotion;  ///< the corpus's word; empty where units carry none
    std::vector<std::string> units;
};

/// What the transcripts of a corpus give.
struct CorpusUnits {
    std::vector<UtteranceUnits> utterances;      ///< in the order of the corpus
    std::map<std::string, std::size_t> sources;  ///< words by who pronounced them (`sourceName`)
    std::size_t words = 0;
    std::size_t events = 0;  ///< in brackets
    std::vector<core::Text> remarks;
    UnitInventory inventory;
};

/// Turns transcripts into units: text to words, words to phones, phones to units, each language with its own voice. Utterances
/// without a transcript (and, with tags, without an emotion or with raters who disagree) are left out and counted in the
/// remarks. Fails where none is left, where a language has no pronunciations, and when stopped.
[[nodiscard]] core::Result<CorpusUnits> corpusUnits(const corpus::Corpus& corpus, const BroadClasses& classes,
                                                    const CorpusUnitOptions& options, core::Progress& progress);

}  // namespace prososcope::phonetics
