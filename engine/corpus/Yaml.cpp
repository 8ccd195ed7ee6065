// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Yaml.h"

#include "engine/corpus/Layouts.h"
#include "engine/corpus/YamlParser.h"

namespace prososcope::corpus {

core::Text YamlParser::invalid(std::vector<std::string> a) {
    return {TRANSLATABLE("Engine", "%1, line %2: this is not valid YAML (%3). Correct that line."), std::move(a)};
}
core::Text YamlParser::unsupported(std::vector<std::string> a) {
    return {TRANSLATABLE("Engine", "%1, line %2: %3 is a part of YAML that is not read here. Save the file without it."),
            std::move(a)};
}
core::Text YamlParser::tooLarge(std::vector<std::string> a) {
    return {TRANSLATABLE("Engine", "%1, line %2: the file is nested too deeply or too large to be read (%3)."), std::move(a)};
}
core::Text YamlParser::repeated(std::vector<std::string> a) {
    return {TRANSLATABLE("Engine", "%1, line %2: the key \"%3\" comes twice. Keep one of the two."), std::move(a)};
}

const YamlNode* YamlNode::find(std::string_view key) const {
    for (const auto& [name, value] : entries) {
        if (name == key) return &value;
    }
    return nullptr;
}

std::string YamlNode::textOf(std::string_view key) const {
    const auto* found = find(key);
    return found != nullptr && found->kind == Kind::Scalar ? found->text : std::string();
}

core::Result<YamlNode> parseYaml(std::string_view text, std::string_view source, const YamlLimits& limits) {
    const auto failed = [&](const core::Text& sentence) { return core::fail(core::ErrorKind::BadInput, sentence); };
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    if (text.size() > limits.bytes)
        return failed(YamlParser::tooLarge({std::string(source), "1", std::to_string(text.size()) + " bytes"}));
    if (!isText(text)) return failed(YamlParser::invalid({std::string(source), "1", "it is not UTF-8"}));
    try {
        return YamlParser(text, limits).document();
    } catch (const YamlParser::Refusal& refusal) {
        return failed(refusal.sentence({std::string(source), std::to_string(refusal.line), refusal.detail}));
    }
}

}  // namespace prososcope::corpus
