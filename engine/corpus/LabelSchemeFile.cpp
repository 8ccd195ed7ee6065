// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"
#include "engine/core/TomlWriter.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/LabelSchemeToml.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;
using core::ErrorKind;
using core::fail;
using core::TomlReader;
using From = DimensionLevels::From;

constexpr std::size_t kLargestScheme = 1 << 20;
constexpr const char* kNoClass =
    TRANSLATABLE("Engine", "%1, line %2: \"%3\" is merged into \"%4\", which is not one of the classes.");

const std::vector<std::pair<std::string, From>>& sources() {
    static const std::vector<std::pair<std::string, From>> kSources = {
        {"mean", From::Mean}, {"majority", From::Majority}, {"raters", From::Raters}};
    return kSources;
}

std::string nameBelow(const std::string& prefix, const std::string& key) { return prefix.empty() ? key : prefix + "." + key; }

core::Status readMerge(const toml::table& table, const std::string& source, const std::string& prefix, LabelScheme& scheme) {
    TomlReader reader(table, source, nameBelow(prefix, "merge"));
    reader.textMap(scheme.merge);
    const std::set<std::string> classes(scheme.classes.begin(), scheme.classes.end());
    for (const auto& [label, word] : scheme.merge) {
        if (!classes.contains(word)) {
            reader.problem(label, kNoClass, {word});
        } else if (classes.contains(label)) {
            reader.problem(label,
                           TRANSLATABLE("Engine", "%1, line %2: \"%3\" cannot be merged, because it is a class itself."));
        }
    }
    return reader.finish();
}

core::Status readCorpora(const toml::table& table, const std::string& source, const std::string& prefix, LabelScheme& scheme) {
    const std::string own = nameBelow(prefix, "corpora");
    TomlReader reader(table, source, own);
    for (const auto& [corpus, rules] : reader.tables()) {
        TomlReader rulesReader(*rules, source, own + "." + corpus);
        auto& map = scheme.corpora[corpus];
        rulesReader.textMap(map);
        for (const auto& [label, word] : map) {
            const bool known = std::find(scheme.classes.begin(), scheme.classes.end(), word) != scheme.classes.end();
            if (!word.empty() && !known) rulesReader.problem(label, kNoClass, {word});
        }
        if (auto read = rulesReader.finish(); !read) return read;
    }
    return reader.finish();
}

core::Status readScale(const toml::table& table, const std::string& source, const std::string& prefix, LabelScheme& scheme) {
    TomlReader reader(table, source, nameBelow(prefix, "scale"));
    reader.number("low", scheme.scale.low, -1e6, 1e6);
    reader.number("high", scheme.scale.high, -1e6, 1e6);
    if (!(scheme.scale.low < scheme.scale.high)) {
        reader.problem("high", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be above low."));
    }
    return reader.finish();
}

core::Status readLevels(const toml::table& table, const std::string& source, const std::string& prefix, LabelScheme& scheme) {
    TomlReader reader(table, source, nameBelow(prefix, "levels"));
    DimensionLevels levels;
    std::vector<double> scale = {levels.scale.low, levels.scale.high};
    std::string from = "mean";
    reader.word("dimension", levels.dimension, {"valence", "arousal", "dominance"});
    reader.numberList("edges", levels.edges, true);
    reader.flags("right", levels.right);
    reader.word("from", from, {"mean", "majority", "raters"});
    reader.numberList("scale", scale);
    if (levels.dimension.empty() && !table.contains("dimension")) {
        reader.problem("dimension", TRANSLATABLE("Engine", "%1, line %2: the key \"%3\" is missing."));
    }
    const auto& edges = levels.edges;
    const bool ascending = std::adjacent_find(edges.begin(), edges.end(), std::greater_equal<>()) == edges.end();
    if (table.contains("edges") && (edges.size() + 1 != scheme.classes.size() || !ascending)) {
        reader.problem("edges",
                       TRANSLATABLE("Engine",
                                    "%1, line %2: \"%3\" must hold ascending numbers, one fewer than there are classes "
                                    "(%4)."),
                       {std::to_string(scheme.classes.size())});
    }
    if (levels.right.size() <= 1) levels.right.assign(edges.size(), !levels.right.empty() && levels.right.front());
    if (levels.right.size() != edges.size()) {
        reader.problem("right",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be true, false, or one of them for each edge."));
    }
    if (scale.size() != 2 || !(scale[0] < scale[1])) {
        reader.problem("scale", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be two numbers, such as [1, 5]."));
    } else {
        levels.scale = {scale[0], scale[1]};
    }
    for (const auto& [word, value] : sources()) {
        if (word == from) levels.from = value;
    }
    if (auto read = reader.finish(); !read) return read;
    scheme.levels = std::move(levels);
    return {};
}

bool isFileSafe(const std::string& name) {
    return !name.empty() && name.size() <= 80 && name[0] != '.' && name[0] != '-' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == std::string::npos;
}

std::vector<fs::path> schemeFolders() { return {core::dataFolder() / "schemes", core::resourceFolder() / "schemes"}; }

}  // namespace

core::Status readLabelRules(const toml::table& table, TomlReader& reader, const std::string& source, const std::string& prefix,
                            LabelScheme& scheme) {
    reader.texts("classes", scheme.classes, true);
    reader.texts("drop", scheme.drop);
    const auto* merge = reader.table("merge");
    const auto* corpora = reader.table("corpora");
    const auto* levels = reader.table("levels");
    const auto* scale = reader.table("scale");
    const std::set<std::string> classes(scheme.classes.begin(), scheme.classes.end());
    if (table.contains("classes") && (classes.size() < 2 || classes.size() != scheme.classes.size())) {
        reader.problem("classes",
                       TRANSLATABLE("Engine", "%1, line %2: \"%3\" must name at least two different classes, each once."));
    }
    for (const auto& label : scheme.drop) {
        if (classes.contains(label)) {
            reader.problem("drop", TRANSLATABLE("Engine", "%1, line %2: \"%3\" names \"%4\", which is a class."), {label});
        }
    }
    if (auto read = reader.finish(); !read) return read;
    core::Status read;
    if (merge != nullptr) read = readMerge(*merge, source, prefix, scheme);
    if (read && corpora != nullptr) read = readCorpora(*corpora, source, prefix, scheme);
    if (read && levels != nullptr) read = readLevels(*levels, source, prefix, scheme);
    if (read && scale != nullptr) read = readScale(*scale, source, prefix, scheme);
    return read;
}

std::string formatLabelRules(const LabelScheme& scheme, const std::string& prefix) {
    using core::tomlKey;
    using core::tomlList;
    using core::tomlNumber;
    using core::tomlText;
    std::string text = "classes = " + tomlList(scheme.classes) + "\n";
    if (!scheme.drop.empty()) text += "drop = " + tomlList(scheme.drop) + "\n";
    const auto rules = [&](const std::string& name, const std::map<std::string, std::string>& map) {
        text += "\n[" + nameBelow(prefix, name) + "]\n";
        for (const auto& [label, word] : map) text += tomlKey(label) + " = " + tomlText(word) + "\n";
    };
    if (!scheme.merge.empty()) rules("merge", scheme.merge);
    for (const auto& [corpus, map] : scheme.corpora) rules("corpora." + tomlKey(corpus), map);
    if (scheme.levels) {
        const auto& levels = *scheme.levels;
        const auto from =
            std::find_if(sources().begin(), sources().end(), [&](const auto& pair) { return pair.second == levels.from; });
        text += "\n[" + nameBelow(prefix, "levels") + "]\n";
        text += "dimension = " + tomlText(levels.dimension) + "\n";
        text += "edges = " + tomlList(levels.edges) + "\n";
        text += "right = " + tomlList(levels.right) + "\n";
        text += "from = " + tomlText(from->first) + "\n";
        text += "scale = " + tomlList(std::vector<double>{levels.scale.low, levels.scale.high}) + "\n";
    }
    if (scheme.scale != LabelScheme().scale) {
        text += "\n[" + nameBelow(prefix, "scale") + "]\n";
        text += "low = " + tomlNumber(scheme.scale.low) + "\nhigh = " + tomlNumber(scheme.scale.high) + "\n";
    }
    return text;
}

core::Result<LabelScheme> parseLabelScheme(std::string_view toml, std::string_view source) {
    const auto root = core::parseToml(toml, source);
    if (!root) return fail(root.error());
    LabelScheme scheme;
    TomlReader reader(*root, std::string(source));
    reader.text("name", scheme.name, true);
    reader.text("title", scheme.title);
    if (root->contains("name") && !isFileSafe(scheme.name)) {
        reader.problem("name", TRANSLATABLE("Engine",
                                            "%1, line %2: \"%3\" must be a name of at most 80 letters, digits, - _ or . that "
                                            "begins with a letter or digit."));
    }
    if (const auto read = readLabelRules(*root, reader, std::string(source), {}, scheme); !read) return fail(read.error());
    if (scheme.title.empty()) scheme.title = scheme.name;
    return scheme;
}

core::Result<LabelScheme> readLabelScheme(const fs::path& file) {
    const auto text = core::readFile(file, kLargestScheme);
    if (!text) return fail(text.error());
    return parseLabelScheme(*text, file.string());
}

std::string formatLabelScheme(const LabelScheme& scheme) {
    return "name = " + core::tomlText(scheme.name) + "\ntitle = " + core::tomlText(scheme.title) + "\n" +
           formatLabelRules(scheme, {});
}

std::map<std::string, fs::path> labelSchemeFiles() {
    std::map<std::string, fs::path> files;
    for (const auto& folder : schemeFolders()) {
        CorpusFiles listing(folder);
        for (const auto& file : listing.files({})) {
            if (file.extension() == ".toml") files.emplace(file.stem().string(), folder / file);
        }
    }
    return files;
}

core::Result<LabelScheme> findLabelScheme(std::string_view nameOrPath, const fs::path& folder) {
    const std::string name(nameOrPath);
    if (name.find('/') != std::string::npos || name.ends_with(".toml")) return readLabelScheme(folder / fs::path(name));
    const auto files = labelSchemeFiles();
    const auto found = files.find(name);
    if (found != files.end()) return readLabelScheme(found->second);
    std::string names;
    for (const auto& [known, file] : files) names += (names.empty() ? "" : ", ") + known;
    return fail(
        ErrorKind::NotFound,
        {TRANSLATABLE("Engine",
                      "There is no label scheme \"%1\". Schemes that can be named: %2. A file of your own is named by its "
                      "path."),
         {name, names}});
}

}  // namespace prososcope::corpus
