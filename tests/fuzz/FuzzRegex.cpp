// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "engine/core/Regex.h"
#include "tests/fuzz/FuzzTarget.h"

/// The first line is a pattern, the rest a text: every search ends, and its spans lie within the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using prososcope::core::Regex;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const auto text = bytes.substr(std::min(end + 1, bytes.size()));
    const auto regex = Regex::create(bytes.substr(0, end));
    if (!regex) return regex.error().message().empty() ? (std::abort(), 1) : 0;
    const auto found = regex->search(text);
    for (const auto& group : found.groups) {
        if (group && (group->first > group->second || group->second > text.size())) {
            std::fprintf(stderr, "broken: a span lies within the text\n");
            std::abort();
        }
    }
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        "(?<speaker>\\d\\d)[ab]\\d\\d(?<emotion>[A-Z])(?<v>[a-z])\\.\nwav/03a01Fa.wav",
        "(?i)^(?=.*?(?<emotion>neutral|anger))(?:(?<speaker>s\\d+)|(?<speaker>[fm]))+\nF012/elation/phrase/101.wav",
        "(a+)+$|(?<x>b(?&x)?)*\\1\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
    };
}
