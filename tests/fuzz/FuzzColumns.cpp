// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "engine/corpus/Columns.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/TableRows.h"
#include "engine/corpus/Words.h"
#include "tests/fuzz/FuzzTarget.h"

namespace {

using namespace prososcope;

void broken(const char* promise) {
    std::fprintf(stderr, "broken: %s\n", promise);
    std::abort();
}

bool isFinite(const std::optional<double>& value) { return !value || std::isfinite(*value); }

}  // namespace

/// A table of anybody's: decoded, its separator and columns guessed, its rows read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto text = corpus::decodeCorpusText(bytes, "fuzz");
    if (!text) return 0;
    static_cast<void>(corpus::parsePairs(text->text, "map"));
    if (const auto seconds = corpus::parseSeconds(text->text); seconds && !std::isfinite(*seconds))
        broken("seconds are finite");
    std::vector<std::size_t> leftOut;
    const auto table = core::parseCsv(text->text, "fuzz", corpus::guessSeparator(text->text), &leftOut);
    if (!table) return 0;
    const auto guess = corpus::guessColumns(*table);
    for (const auto& [field, column] : guess.columns) {
        if (!table->column(column)) broken("a guessed column exists");
    }
    corpus::CorpusFiles notes("/nowhere");
    const corpus::TableRows rows(*table, guess.columns, guess.numbers);
    for (const auto& cells : table->rows) {
        const auto utterance = rows.read(cells, notes);
        if (!isFinite(utterance.valence) || !isFinite(utterance.arousal) || !isFinite(utterance.dominance))
            broken("values are finite");
        if (!(utterance.startSeconds >= 0.0) || !std::isfinite(utterance.endSeconds)) broken("times are finite");
        for (const auto& [name, value] : utterance.numbers) {
            if (!std::isfinite(value)) broken("numbers are finite");
        }
    }
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        "file,start,end,speaker,emotion,valence,age\na.wav,0 days 00:00:01.5,NaT,s1,anger,2.5,30\n\"b, "
        "c.wav\",1.5s,2,s2,Freude,nan,\n",
        "Datei;Sprecher;Geschlecht;Gefühl\r\na.wav;1;w;Wut\r\nb.wav;2;m;Trauer\r\n",
        "path\tsplit\tturn\tduration\nx/a\ttrain\t1\tP0DT0H0M1.5S\nx/b\ttest\t2\t00:01:02\n",
    };
}
