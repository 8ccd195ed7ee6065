// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/Sweep.h"

#include <algorithm>
#include <sstream>

#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/core/TomlReader.h"
#include "engine/experiment/ExperimentTables.h"

namespace prososcope::experiment {

namespace {

using core::ErrorKind;
using core::fail;

/// A setting with the values it takes, which stay in the parsed file.
struct Axis {
    std::vector<std::string> path;  ///< "training", "epochs"
    const toml::array* values = nullptr;
    toml::source_index line = 0;
};

core::Error problem(const char* pattern, std::string_view source, toml::source_index line, const std::string& key) {
    return {ErrorKind::BadInput, {pattern, {std::string(source), std::to_string(line), key}}, {}};
}

/// The lists below a table, in the order of their lines: toml++ sorts keys by name.
core::Status collect(const toml::table& table, std::string_view source, std::vector<std::string>& path,
                     std::vector<Axis>& axes) {
    for (const auto& [key, node] : table) {
        // A key in quotes may be a whole path.
        const auto depth = path.size();
        std::istringstream words{std::string(key.str())};
        for (std::string word; std::getline(words, word, '.');) path.push_back(word);
        const auto line = key.source().begin.line;
        if (const auto* below = node.as_table()) {
            if (auto done = collect(*below, source, path, axes); !done) return done;
        } else if (const auto* values = node.as_array(); values != nullptr && !values->empty()) {
            axes.push_back({path, values, line});
        } else {
            return core::fail(problem(TRANSLATABLE("Engine", "%1, line %2: \"%3\" of [sweep] must be a list of values."),
                                      source, line, core::joined(path, ".")));
        }
        path.resize(depth);
    }
    return {};
}

std::string shown(const toml::node& value) {
    if (value.is_floating_point()) return core::numberText(*value.value<double>());
    std::ostringstream text;
    value.visit([&](const auto& each) { text << each; });
    return text.str();
}

/// Puts a copy of the value at the path, making tables on its way. False where something on the way is no table.
bool place(toml::table& root, const std::vector<std::string>& path, const toml::node& value) {
    toml::table* table = &root;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        if (!table->contains(path[i])) table->insert(path[i], toml::table());
        table = table->get(path[i])->as_table();
        if (table == nullptr) return false;
    }
    value.visit([&](const auto& each) { table->insert_or_assign(path.back(), each); });
    return true;
}

core::Result<std::vector<Axis>> axesOf(const toml::table& root, std::string_view source) {
    std::vector<Axis> axes;
    if (const auto* node = root.get("sweep")) {
        const auto* table = node->as_table();
        if (table == nullptr) {
            return fail(problem(TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a table of lists."), source,
                                node->source().begin.line, "sweep"));
        }
        std::vector<std::string> path;
        if (auto done = collect(*table, source, path, axes); !done) return fail(done.error());
        std::stable_sort(axes.begin(), axes.end(), [](const Axis& a, const Axis& b) { return a.line < b.line; });
        for (const auto& axis : axes) {
            if (axis.path.front() != "name" && axis.path.front() != "seeds" && axis.path.front() != "sweep") continue;
            return fail(
                problem(TRANSLATABLE("Engine", "%1, line %2: \"%3\" cannot be swept."), source, axis.line, axis.path.front()));
        }
    }
    if (const auto* node = root.get("seeds")) {
        const auto* values = node->as_array();
        if (values == nullptr || values->empty()) {
            return fail(problem(TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a list of whole numbers."), source,
                                node->source().begin.line, "seeds"));
        }
        axes.push_back({{"seed"}, values, node->source().begin.line});
    }
    return axes;
}

}  // namespace

core::Result<ExperimentGroup> parseExperiments(std::string_view text, std::string_view source,
                                               const std::filesystem::path& folder) {
    const auto root = core::parseToml(text, source);
    if (!root) return fail(root.error());
    const auto axes = axesOf(*root, source);
    if (!axes) return fail(axes.error());
    std::size_t count = 1;
    for (const auto& axis : *axes) {
        count *= axis.values->size();
        if (count <= kMostRuns) continue;
        return fail(problem(TRANSLATABLE("Engine", "%1, line %2: the sweep has more than %3 runs. List fewer values."), source,
                            axis.line, std::to_string(kMostRuns)));
    }
    ExperimentGroup group;
    for (std::size_t i = 0; i < count; ++i) {
        // Parsed anew for each: a copied table would not know its lines any longer.
        auto tables = core::parseToml(text, source);
        if (!tables) return fail(tables.error());
        tables->erase("sweep");
        tables->erase("seeds");
        std::vector<std::string> set;
        std::string all;  // the seed too, for errors
        std::size_t rest = i;
        std::size_t below = count;
        for (const auto& axis : *axes) {
            below /= axis.values->size();
            const auto& value = (*axis.values)[rest / below];
            rest %= below;
            const auto key = core::joined(axis.path, ".");
            if (!place(*tables, axis.path, value)) {
                return fail(
                    problem(TRANSLATABLE("Engine", "%1, line %2: there is no table for \"%3\"."), source, axis.line, key));
            }
            const auto words = key + " = " + shown(value);
            if (key != "seed") set.push_back(words);
            all += (all.empty() ? "" : ", ") + words;
        }
        const auto name = all.empty() ? std::string(source) : std::string(source) + " (" + all + ")";
        auto experiment = experimentFromTables(*tables, name, folder);
        if (!experiment) return fail(experiment.error());
        group.runs.push_back({std::move(*experiment), core::joined(set, ", ")});
    }
    group.name = group.runs.front().experiment.name;
    return group;
}

core::Result<std::string> experimentText(const std::filesystem::path& file) {
    constexpr std::size_t kLargest = 1 << 20;
    std::error_code code;
    if (std::filesystem::is_directory(file, code)) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is a folder; an experiment is one TOML file."), {file.string()}});
    }
    return core::readFile(file, kLargest);
}

core::Result<ExperimentGroup> readExperiments(const std::filesystem::path& file) {
    const auto text = experimentText(file);
    if (!text) return fail(text.error());
    return parseExperiments(*text, file.string(), file.parent_path());
}

}  // namespace prososcope::experiment
