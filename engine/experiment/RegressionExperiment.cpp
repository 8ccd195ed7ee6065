// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/RegressionExperiment.h"

#include <algorithm>
#include <optional>

#include "engine/core/Csv.h"
#include "engine/core/TomlReader.h"
#include "engine/core/TomlWriter.h"
#include "engine/experiment/ExperimentTables.h"

namespace prososcope::experiment {

namespace {

using core::tomlList;
using core::TomlReader;
using core::tomlText;

constexpr const char* kRegressionKind = "neural-regression";
constexpr int kMostLayers = 1000;

std::optional<RegressionSystem> systemNamed(const std::string& word) {
    using Kind = RegressionSystem::Kind;
    if (word == "units") return RegressionSystem{Kind::Units, 0};
    if (word == "features") return RegressionSystem{Kind::Features, 0};
    if (word == "mean") return RegressionSystem{Kind::Mean, 0};
    for (const auto& [prefix, kind] : {std::pair{"first-", Kind::First}, std::pair{"last-", Kind::Last}}) {
        if (!word.starts_with(prefix)) continue;
        const auto layers = core::parseNumber(word.substr(std::string_view(prefix).size()));
        if (!layers || *layers < 1 || *layers > kMostLayers) return std::nullopt;
        RegressionSystem system{kind, static_cast<int>(*layers)};
        if (system.word() == word) return system;
    }
    return std::nullopt;
}

core::Status readCorpus(const toml::table& table, const std::string& source, RegressionExperiment& experiment) {
    TomlReader reader(table, source, "corpus");
    reader.text("name", experiment.corpus, true);
    reader.texts("folders", experiment.corpusFolders);
    return reader.finish();
}

core::Status readTable(const toml::table& table, const std::string& source, const std::string& name,
                       RegressionExperiment& experiment) {
    TomlReader reader(table, source, "table." + name);
    RegressionTable read;
    read.name = name;
    read.title = name;
    std::string utterances = "all";
    std::vector<std::string> words;
    reader.text("title", read.title);
    reader.word("utterances", utterances, {"all", "agreed"});
    reader.texts("systems", words, true);
    read.agreedOnly = utterances == "agreed";
    for (const auto& word : words) {
        const auto system = systemNamed(word);
        if (system && std::find(read.systems.begin(), read.systems.end(), *system) == read.systems.end()) {
            read.systems.push_back(*system);
        } else {
            reader.problem("systems",
                           TRANSLATABLE("Engine",
                                        "%1, line %2: \"%3\" holds %4 twice or does not know it. Systems are "
                                        "units, first-3, last-3, features, mean."),
                           {word});
        }
    }
    if (table.contains("systems") && words.empty())
        reader.problem("systems", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must name at least one system."));
    experiment.tables.push_back(std::move(read));
    return reader.finish();
}

core::Status readTables(const toml::table& table, const std::string& source, RegressionExperiment& experiment) {
    TomlReader reader(table, source, "table");
    const auto tables = reader.tables();
    for (const auto& [name, each] : tables) checkFileSafe(reader, name, name);
    if (tables.empty())
        reader.problem("table", TRANSLATABLE("Engine", "%1, line %2: \"%3\" needs a table, such as [table.1]."));
    if (auto read = reader.finish(); !read) return read;
    for (const auto& [name, each] : tables) {
        if (auto read = readTable(*each, source, name, experiment); !read) return read;
    }
    return {};
}

}  // namespace

std::string RegressionSystem::word() const {
    switch (kind) {
        case Kind::Units:
            return "units";
        case Kind::First:
            return "first-" + std::to_string(layers);
        case Kind::Last:
            return "last-" + std::to_string(layers);
        case Kind::Features:
            return "features";
        case Kind::Mean:
            break;
    }
    return "mean";
}

bool isRegressionExperiment(std::string_view text) {
    const auto root = core::parseToml(text, "experiment");
    return root && root->get("kind") != nullptr && root->get("kind")->value<std::string>() == kRegressionKind;
}

core::Result<RegressionExperiment> parseRegressionExperiment(std::string_view text, std::string_view source) {
    const auto root = core::parseToml(text, source);
    if (!root) return core::fail(root.error());
    const std::string file(source);
    RegressionExperiment experiment;
    TomlReader reader(*root, file);
    std::string kind;
    std::string selection = "training-fold";
    reader.word("kind", kind, {kRegressionKind});
    reader.text("name", experiment.name, true);
    if (root->contains("name")) checkFileSafe(reader, "name", experiment.name);
    reader.text("title", experiment.title);
    reader.text("encoder", experiment.encoder, true);
    reader.text("tap", experiment.tap);
    reader.word("pool", experiment.pool, {"mean", "max", "sd"});
    reader.texts("targets", experiment.targets);
    reader.whole("columns", experiment.columns, 1, 100000);
    reader.word("selection", selection, {"training-fold", "all-rows"});
    experiment.selectsOnAllRows = selection == "all-rows";
    reader.text("feature_set", experiment.featureSet);
    reader.whole("threads", experiment.threads, 0, 256);
    reader.word("device", experiment.device, {"auto", "cpu", "cuda"});
    for (const char* needed : {"corpus", "table"}) {
        if (!root->contains(needed)) reader.problem(needed, TRANSLATABLE("Engine", "%1, line %2: the table [%3] is missing."));
    }
    const auto* corpus = reader.table("corpus");
    const auto* tables = reader.table("table");
    auto read = reader.finish();
    if (read) read = readCorpus(*corpus, file, experiment);
    if (read) read = readTables(*tables, file, experiment);
    if (!read) return core::fail(read.error());
    if (experiment.title.empty()) experiment.title = experiment.name;
    return experiment;
}

std::string formatRegressionExperiment(const RegressionExperiment& experiment) {
    std::string text;
    const auto line = [&](const std::string& key, const std::string& value) { text += key + " = " + value + "\n"; };
    line("kind", tomlText(kRegressionKind));
    line("name", tomlText(experiment.name));
    line("title", tomlText(experiment.title));
    line("encoder", tomlText(experiment.encoder));
    if (!experiment.tap.empty()) line("tap", tomlText(experiment.tap));
    line("pool", tomlText(experiment.pool));
    line("targets", tomlList(experiment.targets));
    line("columns", std::to_string(experiment.columns));
    line("selection", tomlText(experiment.selectsOnAllRows ? "all-rows" : "training-fold"));
    line("feature_set", tomlText(experiment.featureSet));
    line("threads", std::to_string(experiment.threads));
    line("device", tomlText(experiment.device));
    text += "\n[corpus]\n";
    line("name", tomlText(experiment.corpus));
    line("folders", tomlList(experiment.corpusFolders));
    for (const auto& table : experiment.tables) {
        text += "\n[table." + core::tomlKey(table.name) + "]\n";
        line("title", tomlText(table.title));
        line("utterances", tomlText(table.agreedOnly ? "agreed" : "all"));
        std::vector<std::string> words;
        for (const auto& system : table.systems) words.push_back(system.word());
        line("systems", tomlList(words));
    }
    return text;
}

}  // namespace prososcope::experiment
