// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <cstdlib>

#include "engine/corpus/LabelScheme.h"
#include "tests/fuzz/FuzzTarget.h"

namespace {

void broken(const char* promise) {
    std::fprintf(stderr, "broken: %s\n", promise);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace prososcope::corpus;
    const auto scheme = parseLabelScheme({reinterpret_cast<const char*>(data), size}, "fuzz");
    if (!scheme) {
        if (!scheme.error().message().starts_with("fuzz")) broken("an error names the file");
        return 0;
    }
    const auto again = parseLabelScheme(formatLabelScheme(*scheme), "again");
    if (!again || *again != *scheme) broken("a scheme survives being written");
    Corpus corpus;
    for (const char* word : {"angry", "calm", ""}) {
        corpus.utterances.emplace_back();
        corpus.utterances.back().emotion = word;
        corpus.utterances.back().valence = 2.5;
    }
    const auto result = applyScheme(*scheme, corpus);
    std::size_t dropped = 0;
    for (const auto& each : result.dropped) dropped += each.count;
    if (result.labels.size() + dropped != 3) broken("every utterance is used or counted");
    for (const int label : result.labels) {
        if (label < 0 || label >= static_cast<int>(scheme->classes.size())) broken("labels are classes");
    }
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        "name = \"a\"\ntitle = \"b\"\nclasses = [\"angry\", \"sad\"]\ndrop = [\"x\"]\n[merge]\ncalm = \"sad\"\n[corpora.c]\ny "
        "= \"\"\n",
        "name = \"l\"\nclasses = [\"low\", \"mid\", \"high\"]\n[levels]\ndimension = \"valence\"\nedges = [2.5, 3.5]\nright = "
        "[true, "
        "false]\nfrom = \"mean\"\nscale = [1, 5]\n[scale]\nlow = -1.0\nhigh = 1.0\n",
    };
}
