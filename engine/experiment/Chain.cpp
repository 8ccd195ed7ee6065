// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/Chain.h"

#include <algorithm>
#include <cmath>

#include "engine/core/Hash.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/ExperimentTables.h"
#include "engine/experiment/RecogniserRank.h"
#include "engine/experiment/Starts.h"

namespace prososcope::experiment {

namespace {

using core::TomlReader;

constexpr const char* kKind = "chain";

/// What a stage's file says, the same for the same experiment however it is written.
core::Result<std::string> readStage(ChainStage& stage) {
    const auto text = experimentText(stage.file);
    if (!text) return core::fail(text.error());
    stage.recogniser = isRecogniserExperiment(*text);
    if (stage.recogniser) {
        auto recogniser = parseRecogniserExperiment(*text, stage.file.string());
        if (!recogniser) return core::fail(recogniser.error());
        if (stage.rank > 0) {
            if (auto set = setRank(*recogniser, stage.rank); !set) return core::fail(set.error());
        }
        stage.name = recogniser->name;
        stage.corpus = recogniser->corpus;
        stage.start = seededStart(recogniser->attention.start, recogniser->seed);
        return formatRecogniserExperiment(*recogniser);
    }
    auto one = parseExperiment(*text, stage.file.string(), stage.file.parent_path());
    if (!one) return core::fail(one.error());
    if (stage.rank > 0) {
        if (auto set = hearByRank(*one, stage.rank); !set) return core::fail(set.error());
    }
    stage.name = one->name;
    stage.start = seededStart(one->start, one->seed);
    return formatExperiment(*one);
}

/// Whether a stage goes on from what an earlier one makes: its model, or those of all its sessions or speakers.
bool goesOnFrom(const ChainStage& stage, const ChainStage& earlier) {
    if (stage.start == earlier.name) return true;
    const auto begin = earlier.name + "-";
    return !earlier.every.empty() && stage.start.starts_with(begin);
}

/// "ranks" of a stage; one 0 where there are none.
std::vector<int> readRanks(TomlReader& reader) {
    std::vector<double> numbers;
    reader.numberList("ranks", numbers);
    std::vector<int> ranks;
    for (const double number : numbers) {
        if (number >= 1.0 && number <= kMostRank && number == std::floor(number))
            ranks.push_back(static_cast<int>(number));
        else
            reader.problem("ranks", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be whole numbers from 1 to %4."),
                           {std::to_string(kMostRank)});
    }
    if (ranks.empty()) ranks.push_back(0);
    return ranks;
}

/// Adds a stage of the table `each`, once its file and rank are known.
core::Status addStage(const toml::table& each, const std::filesystem::path& file, ChainStage stage, Chain& chain) {
    const auto text = readStage(stage);
    if (!text) return core::fail(text.error());
    TomlReader again(each, file.string(), "stage");
    if (!stage.every.empty() && !stage.recogniser)
        again.problem("every", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is for files with kind = \"recogniser\"."));
    const auto same = [&](const ChainStage& other) { return other.name == stage.name; };
    if (std::any_of(chain.stages.begin(), chain.stages.end(), same))
        again.problem("file", TRANSLATABLE("Engine", "%1, line %2: \"%3\": the experiment %4 is a stage already."),
                      {stage.name});
    for (const char* key : {"file", "every", "ranks"}) again.known(key);
    if (auto good = again.finish(); !good) return good;
    core::Hash hash;
    hash.add(stage.every + "\n" + *text);
    const ChainStage* origin = nullptr;  // of several whose names the start begins with, the longest
    for (const auto& earlier : chain.stages) {
        if (goesOnFrom(stage, earlier) && (origin == nullptr || earlier.name.size() > origin->name.size())) origin = &earlier;
    }
    if (origin != nullptr) hash.add(origin->key);
    stage.key = hash.hex();
    chain.stages.push_back(std::move(stage));
    return {};
}

core::Status readStages(const toml::table& root, TomlReader& reader, const std::filesystem::path& file, Chain& chain) {
    const auto* node = root.get("stage");
    const auto* list = node == nullptr ? nullptr : node->as_array();
    if (list == nullptr || list->empty() || !list->is_array_of_tables()) {
        reader.problem("stage", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be written as [[%3]], once for each stage."));
        return reader.finish();
    }
    for (const auto& each : *list) {
        TomlReader of(*each.as_table(), file.string(), "stage");
        ChainStage stage;
        std::string name;
        of.text("file", name, true);
        of.word("every", stage.every, {"", "session", "speaker"});
        const auto ranks = readRanks(of);
        if (auto good = of.finish(); !good) return good;
        stage.file = file.parent_path() / name;
        for (const int rank : ranks) {
            stage.rank = rank;
            if (auto added = addStage(*each.as_table(), file, stage, chain); !added) return added;
        }
    }
    return {};
}

}  // namespace

bool isChain(std::string_view toml) { return isOfKind(toml, kKind); }

core::Result<Chain> readChain(const std::filesystem::path& file) {
    const auto text = experimentText(file);
    if (!text) return core::fail(text.error());
    const auto root = core::parseToml(*text, file.string());
    if (!root) return core::fail(root.error());
    Chain chain;
    TomlReader reader(*root, file.string());
    std::string kind;
    reader.word("kind", kind, {kKind});
    reader.text("name", chain.name, true);
    if (root->contains("name")) checkFileSafe(reader, "name", chain.name);
    reader.text("title", chain.title);
    reader.known("stage");
    if (!root->contains("stage")) {
        reader.problem("stage", TRANSLATABLE("Engine", "%1, line %2: the table [%3] is missing."));
        return core::fail(reader.finish().error());
    }
    if (auto good = reader.finish(); !good) return core::fail(good.error());
    TomlReader again(*root, file.string());
    if (auto read = readStages(*root, again, file, chain); !read) return core::fail(read.error());
    if (chain.title.empty()) chain.title = chain.name;
    return chain;
}

std::vector<std::string> trainingNames(const ChainStage& stage, const corpus::Corpus& corpus) {
    std::vector<std::string> parts;
    if (stage.every == "session") parts = sessionsOf(corpus);
    if (stage.every == "speaker") parts = corpus.speakers();
    std::vector<std::string> names{stage.name};
    for (const auto& part : parts) names.push_back(stage.name + "-" + part);
    return names;
}

}  // namespace prososcope::experiment
