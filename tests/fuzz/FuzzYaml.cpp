// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <cstdlib>

#include "engine/corpus/AudformatHeader.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/Yaml.h"
#include "tests/fuzz/FuzzTarget.h"

namespace {

using prososcope::corpus::YamlNode;

void broken(const char* promise) {
    std::fprintf(stderr, "broken: %s\n", promise);
    std::abort();
}

/// Every value is what its kind says, each key is there once, and all text is UTF-8.
void check(const YamlNode& node, int depth) {
    if (depth > 33) broken("depth is limited");
    if (node.kind != YamlNode::Kind::Scalar && !node.text.empty()) broken("only scalars have text");
    if (node.kind != YamlNode::Kind::Map && !node.entries.empty()) broken("only maps have entries");
    if (node.kind != YamlNode::Kind::List && !node.items.empty()) broken("only lists have items");
    if (!prososcope::corpus::isText(node.text)) broken("text is UTF-8");
    for (const auto& [key, value] : node.entries) {
        if (node.find(key) != &value) broken("a key comes once");
        check(value, depth + 1);
    }
    for (const auto& item : node.items) check(item, depth + 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto node = prososcope::corpus::parseYaml(bytes, "fuzz");
    if (node) {
        check(*node, 0);
    } else if (node.error().message().find("fuzz, line ") == std::string::npos) {
        broken("an error names the line");
    }
    const auto header = prososcope::corpus::parseAudformatHeader(bytes, "fuzz");
    if (header && !node) broken("a header is YAML");
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        "name: d\n# c\ndescription: 'a\n  b'\nlanguages: [deu, eng]\nschemes:\n  emotion:\n    dtype: str\n    labels: [anger, "
        "'no']\n"
        "  arousal: {dtype: float, minimum: 1, maximum: 5}\ntables:\n  t:\n    type: filewise\n    columns:\n      emotion: "
        "{scheme_id: "
        "emotion}\n",
        "- a: 1\n  b: |\n    x\n     y\n- - 2\n  - \"t\\u00e4\\n\"\n- {a: [1, {b: c}], 'd e': ~}\n",
        "---\na: >-\n  one\n  two\n\n  three\nb: two\n  lines\n'c': \"d\n\n  e\"\n...\n",
    };
}
