// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/AudformatHeader.h"

#include <algorithm>

#include "engine/corpus/Columns.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Words.h"
#include "engine/corpus/Yaml.h"

namespace prososcope::corpus {

namespace {

using Kind = YamlNode::Kind;

const std::vector<std::pair<std::string, YamlNode>>& entriesOf(const YamlNode& node, std::string_view key) {
    static const std::vector<std::pair<std::string, YamlNode>> kNone;
    const auto* found = node.find(key);
    return found != nullptr && found->kind == Kind::Map ? found->entries : kNone;
}

AudformatHeader::Scheme readScheme(const YamlNode& node) {
    AudformatHeader::Scheme scheme;
    scheme.minimum = finiteNumber(node.textOf("minimum"));
    scheme.maximum = finiteNumber(node.textOf("maximum"));
    const auto* labels = node.find("labels");
    if (labels == nullptr) return scheme;
    scheme.hasLabels = true;
    if (labels->kind == Kind::Scalar) scheme.miscTable = labels->text;
    for (const auto& [label, meaning] : labels->entries) {
        if (meaning.kind == Kind::Scalar) scheme.texts[label] = meaning.text;
        for (const auto& [property, value] : meaning.entries) {
            if (value.kind == Kind::Scalar) scheme.attributes[label][property] = value.text;
        }
    }
    return scheme;
}

/// The scheme says what a column holds; a column without one says it by its name.
std::string fieldOf(const AudformatHeader::Column& column) {
    static const std::vector<std::string> kNotHere = {"path", "id", "start", "end", "duration", "split"};
    const auto field = fieldNamed(column.scheme.empty() ? column.id : column.scheme);
    if (!field || std::find(kNotHere.begin(), kNotHere.end(), *field) != kNotHere.end()) return {};
    return *field;
}

AudformatHeader::Table readTable(const std::string& id, const YamlNode& node, const YamlNode& root) {
    AudformatHeader::Table table;
    table.id = id;
    table.segmented = node.textOf("type") == "segmented";
    if (const std::string split = node.textOf("split_id"); !split.empty()) {
        const auto* splits = root.find("splits");
        const auto* description = splits == nullptr ? nullptr : splits->find(split);
        const std::string type = description == nullptr ? std::string() : description->textOf("type");
        table.split = knownSplit(split).value_or(knownSplit(type).value_or(split));
    }
    for (const auto& [name, description] : entriesOf(node, "columns")) {
        AudformatHeader::Column column{name, description.textOf("scheme_id"), description.textOf("rater_id"), {}};
        column.field = fieldOf(column);
        table.columns.push_back(std::move(column));
    }
    return table;
}

}  // namespace

bool AudformatHeader::Table::has(std::string_view field) const {
    return std::any_of(columns.begin(), columns.end(), [&](const Column& column) { return column.field == field; });
}

core::Result<AudformatHeader> parseAudformatHeader(std::string_view yaml, std::string_view source) {
    const auto root = parseYaml(yaml, source);
    if (!root) return core::fail(root.error());
    const bool hasTables = root->find("tables") != nullptr && root->find("tables")->kind == Kind::Map;
    if (root->kind != Kind::Map || !hasTables) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is no header of an audformat database: it names no tables."), {std::string(source)}});
    }
    AudformatHeader header;
    header.name = root->textOf("name");
    header.author = root->textOf("author");
    header.source = root->textOf("source");
    header.licence = root->textOf("license");
    if (const auto* languages = root->find("languages"); languages != nullptr && languages->items.size() == 1) {
        header.language = languageCode(languages->items.front().text);
    }
    for (const auto& [id, rater] : entriesOf(*root, "raters")) header.raterTypes[id] = rater.textOf("type");
    for (const auto& [id, scheme] : entriesOf(*root, "schemes")) header.schemes[id] = readScheme(scheme);
    for (const auto& [id, table] : entriesOf(*root, "tables")) header.tables.push_back(readTable(id, table, *root));
    for (const auto& [id, table] : entriesOf(*root, "misc_tables")) {
        const auto& levels = entriesOf(table, "levels");
        header.miscTables[id] = {id, levels.empty() ? std::string() : levels.front().first};
    }
    return header;
}

}  // namespace prososcope::corpus
