// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Characters.h"
#include "engine/corpus/MspPodcast.h"
#include "tests/fuzz/FuzzCorpus.h"

using namespace prososcope::corpus;

namespace {

void keepRatings(const MspRatings& ratings) {
    for (const auto& [file, list] : ratings) {
        for (const auto& rating : list) fuzz::keepRating(rating);
    }
}

void keepLabels(const std::vector<MspLabel>& labels) {
    for (const auto& label : labels) {
        fuzz::keepFinite(label.activation);
        fuzz::keepFinite(label.valence);
        fuzz::keepFinite(label.dominance);
        fuzz::keep(prososcope::core::isUtf8(label.file + label.emotion + label.speaker), "labels are UTF-8");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto decoded = decodeCorpusText(fuzz::bytesOf(data, size), "fuzz");
    if (!decoded || decoded->text.find('\0') != std::string::npos) return 0;
    if (const auto labels = parseMspLabels(decoded->text)) keepLabels(*labels);
    if (const auto ratings = parseMspRatings(decoded->text)) keepRatings(*ratings);
    std::vector<std::size_t> damaged;
    if (const auto table = prososcope::core::parseCsv(decoded->text, "fuzz", ',', &damaged)) {
        keepLabels(mspLabelsOf(*table));
        keepRatings(mspRatingsOf(*table));
    }
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        R"({"MSP-PODCAST_0001_0008.wav": {"EmoClass": "N", "EmoAct": 4.2, "EmoVal": "3.75", "SpkrID": 127, "Split_Set": "Train"},
            "b": [{"EmoClass": "C", "EmoAct": 2}], "c": 3})",
        R"({"MSP-PODCAST_0001_0008.wav": {"WORKER1": {"EmoClass_Major": "Angry", "EmoAct": 4, "EmoVal": "3"}, "W": []}})",
        "FileName,EmoClass,EmoAct,EmoVal,SpkrID,Split_Set\nMSP_1.wav,N,4.2,3.75,127,Train\nb,X,nan,inf,,\n",
        "FileName,EmoDetail\nMSP_1.wav,\"WORKER1; Angry; Angry,Sad; A:4.0; V:3.0; D:5; \"\n",
        "FileName,Workers,EmoClass_Major,EmoAct\nMSP_1.wav,WORKER1,Other-bored,4\n",
    };
}
