// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/FuzzAnnotation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::run(data, size, prososcope::annotation::FileFormat::Json);
}

std::vector<std::string> fuzzSamples() {
    return {
        R"({"format": "prososcope-annotation", "version": 1, "start": 0, "end": 3.0, "mine": {"x": [1]}, "tiers": [{"name": "w",
 "kind": "interval", "vocabulary": {"name": "v", "entries": [{"label": "a"}]}, "items": [{"start": 0, "end": 1.5, "label": "a", "sure": 1},
 {"start": 1.5, "end": 3, "label": "b"}]}, {"name": "p", "kind": "point", "parent": 0, "link": "aligned", "items": [{"start": 1,
 "label": "H"}]}, {"name": "g", "kind": "interval", "parent": 0, "link": "association", "items": [{"start": 0, "end": 1.5, "label": "A"},
 {"start": 1.5, "end": 3, "label": "B"}]}]})",
    };
}
