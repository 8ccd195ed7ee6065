// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/AlignmentFormats.h"
#include "tests/fuzz/FuzzCorpus.h"

using namespace prososcope::corpus;

/// The first byte chooses format and tier.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr AlignmentFormat kFormats[] = {AlignmentFormat::Sphinx, AlignmentFormat::XLabel, AlignmentFormat::OnsetList,
                                            AlignmentFormat::TextGrid};
    constexpr std::string_view kTiers[] = {"words", "phones", "syllables"};
    const auto labels =
        parseAlignment(fuzz::bytesOf(data + 1, size - 1), kFormats[data[0] % 4], kTiers[(data[0] / 4) % 3], "fuzz");
    if (!labels) {
        fuzz::keep(!labels.error().message().empty(), "an error has a sentence");
        return 0;
    }
    double end = 0.0;
    for (const auto& label : *labels) {
        fuzz::keep(std::isfinite(label.endSeconds), "times are finite");
        fuzz::keep(label.startSeconds >= end - 1e-9, "labels follow each other");
        fuzz::keep(label.endSeconds >= label.startSeconds, "labels do not run backwards");
        fuzz::keep(!label.label.empty(), "labels are not empty");
        end = label.endSeconds;
    }
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        std::string(1, '\0') +
            "\t SFrm\t EFrm\t SegAScr\tWord\n\t 0\t 53\t-175312\t<s>\n\t54\t80\t-1\tSO(2)\nTotal score: -7\n",
        std::string(1, '\4') + "SFrm EFrm SegAScr Phone\r\n0 6 -345 SIL\r\n7 10 -12.5 IH SIL K b\r\nTotal score: -1\r\n",
        std::string(1, '\5') +
            "signal x\ntype 0\nnfields 1\n#\n    0.08   -1 _t\n    0.24   125 a\t\t2\n    0.3   -1 \t+hoe\n  1.8   -1 .\n",
        std::string(1, '\12') + "0.08\tder\n0.24\tla\n1.84\t.\n",
        std::string(1, '\3') +
            "File type = \"ooTextFile\"\nObject class = "
            "\"TextGrid\"\n\n0\n2\n<exists>\n1\n\"IntervalTier\"\n\"words\"\n0\n2\n2\n0\n0.5\n"
            "\"\"\n0.5\n2\n\"na\"\n",
    };
}
