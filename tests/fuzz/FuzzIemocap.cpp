// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Iemocap.h"
#include "tests/fuzz/FuzzCorpus.h"

using namespace prososcope::corpus;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto decoded = decodeCorpusText(fuzz::bytesOf(data, size), "fuzz");
    if (!decoded) return 0;
    const auto evaluation = parseIemocapEvaluation(decoded->text);
    for (const auto& turn : evaluation.turns) {
        fuzz::keep(turn.name.starts_with(turn.dialogue) && turn.name.size() == turn.dialogue.size() + 5,
                   "a turn has its dialogue");
        fuzz::keep(turn.talker == 'F' || turn.talker == 'M', "somebody talks");
        fuzz::keep(turn.endSeconds >= turn.startSeconds && std::isfinite(turn.endSeconds), "a turn does not run backwards");
        fuzz::keep(!turn.code.empty() && !iemocapEmotion(turn.code).empty(), "a turn has a code");
        fuzz::keepFinite(turn.valence);
        fuzz::keepFinite(turn.activation);
        fuzz::keepFinite(turn.dominance);
        for (const auto& rating : turn.ratings) fuzz::keepRating(rating);
    }
    for (const auto& [name, text] : parseIemocapTranscripts(decoded->text)) fuzz::keep(!name.empty(), "transcripts have turns");
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        "% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n\n"
        "[6.2901 - 8.2357]\tSes01F_impro01_F000\tneu\t[2.5000, 2.7500, 3.0000]\nC-E2:\tNeutral;\t()\n"
        "C-E3:\tAnger; Frustration;\t(cold; clear)\nC-F1:\tNeutral state;\t()\nA-E3:\tval 3; act 2; dom  2;\t(so)\n"
        "A-E4:\tval 2; act ; dom  4;\t()\n\n[10.0100 - 11.3925]\tSes01F_impro01_M001\txxx\t[2.5000, 2.5000, 2.5000]\n",
        "Ses01F_impro01_F000 [006.2901-008.2357]: Excuse me.\r\nM: Hm?\r\nSes01F_impro01_MXX0 [009.0-009.5]: No. "
        "[LAUGHTER]\r\n",
    };
}
