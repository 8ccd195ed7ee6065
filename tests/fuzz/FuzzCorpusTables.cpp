// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Characters.h"
#include "tests/fuzz/FuzzCorpus.h"

using namespace prososcope;
using namespace prososcope::corpus;

/// What the tables of all corpora go through: any encoding, damaged rows, lines and their pieces. The first byte chooses the
/// separator.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const char separator = ",\t;|"[data[0] % 4];
    const auto decoded = decodeCorpusText(fuzz::bytesOf(data + 1, size - 1), "fuzz");
    if (!decoded) {
        fuzz::keep(!decoded.error().message().empty(), "an error has a sentence");
        return 0;
    }
    if (decoded->text.find('\0') == std::string::npos) fuzz::keep(core::isUtf8(decoded->text), "decoded text is UTF-8");
    for (const auto line : linesOf(decoded->text)) {
        fuzz::keep(!line.empty() && line.find('\n') == std::string_view::npos, "lines are lines");
        for (const auto piece : piecesOf(line, ' ')) fuzz::keep(!piece.empty(), "words are not empty");
        for (const auto piece : piecesOf(line, separator)) {
            fuzz::keep(piece.find(separator) == std::string_view::npos, "pieces are apart");
            fuzz::keepFinite(finiteNumber(piece));
        }
    }
    std::vector<std::size_t> damaged;
    const auto table = core::parseCsv(decoded->text, "fuzz", separator, &damaged);
    if (!table) return 0;
    for (const auto& row : table->rows) fuzz::keep(row.size() == table->columns.size(), "rows have the columns of the header");
    for (std::size_t i = 1; i < damaged.size(); ++i) fuzz::keep(damaged[i] > damaged[i - 1], "damaged lines rise");
    // Without its damaged rows, the strict reader reads the same.
    const auto again = core::parseCsv(core::formatCsv(*table, separator), "fuzz", separator);
    fuzz::keep(again && again->rows == table->rows, "what was read is written and read as it was");
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        std::string(1, '\0') + "\"\",\"FileName\",\"VoiceVote\"\n\"1\",\"1001_IEO_NEU_XX\",\"A:D\"\nshort\n\"never closed\n",
        std::string(1, '\1') + "file_id\temotion\traw_text\r\nWR0.wav\tsurprised\tUcho wykrywa d\xc5\xbawi\xc4\x99ki.\r\n",
        std::string(1, '\3') + "LJ001-0001|\"Printing|\"Printing\n84   | F | dev-clean | 8.02 | M\xfcller \x93so\x94\n",
        std::string(1, '\2') + "\xff\xfe" + std::string("a\0;\0b\0\n\0", 8),
        std::string(1, '\0') + "ID  AGE  GENDER\np225  23  F    English    Southern  England (remark)\n",
    };
}
