// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/CommandLine.h"
#include "app/cli/CorpusParts.h"
#include "engine/core/Csv.h"
#include "engine/corpus/LabelScheme.h"
#include "engine/corpus/Layouts.h"
#include "engine/store/CorpusIndex.h"

namespace prososcope::cli {

namespace {

std::string wordOr(const std::string& word) { return word.empty() ? "(none)" : word; }

/// A corpus with its counts.
struct Counted {
    corpus::Corpus head;
    std::size_t utterances = 0;
    store::CrossCounts classes;  ///< speakers by classes
    std::map<std::string, std::string> genders;
    double seconds = 0.0;
};

/// Of a corpus in memory, whose labels a scheme has made.
Counted count(corpus::Corpus corpus) {
    Counted counted;
    counted.utterances = corpus.utterances.size();
    std::map<std::string, std::map<std::string, std::size_t>> bySpeaker;
    std::vector<std::string> classes;
    for (const auto& utterance : corpus.utterances) {
        ++bySpeaker[utterance.speaker][utterance.emotion];
        auto& gender = counted.genders[utterance.speaker];
        if (gender.empty()) gender = utterance.gender;
        counted.seconds += utterance.seconds();
    }
    for (const auto& [word, number] : corpus.emotionCounts()) classes.push_back(word);
    counted.classes.columns = corpus::inDisplayOrder(std::move(classes));
    for (const auto& [speaker, counts] : bySpeaker) {
        counted.classes.rows.push_back(speaker);
        for (const auto& word : counted.classes.columns) {
            const auto found = counts.find(word);
            counted.classes.counts.push_back(found == counts.end() ? 0 : found->second);
        }
    }
    counted.head = std::move(corpus);
    return counted;
}

core::Result<Counted> countStored(const CommandLine& line, const std::string& name, core::Progress& progress) {
    auto index = store::CorpusIndex::open(line.workspacePath(), {name});
    if (!index) return core::fail(index.error());
    Counted counted;
    counted.head = index->corpora().front();
    counted.utterances = index->size();
    const store::RowList all(index->size());
    auto classes = index->cross("speaker", "emotion", all, progress);
    if (!classes) return core::fail(classes.error());
    counted.classes = std::move(*classes);
    const auto genders = index->cross("speaker", "gender", all, progress);
    if (!genders) return core::fail(genders.error());
    for (std::size_t s = 0; s < genders->rows.size(); ++s) {
        for (std::size_t g = 0; g < genders->columns.size(); ++g) {
            if (genders->at(s, g) > 0) counted.genders[genders->rows[s]] = genders->columns[g];
        }
    }
    auto seconds = index->histogram("seconds", all, 1, progress);
    if (!seconds) return core::fail(seconds.error());
    counted.seconds = seconds->sum;
    return counted;
}

std::vector<std::size_t> sumsOf(const store::CrossCounts& counts, bool ofRows) {
    std::vector<std::size_t> sums(ofRows ? counts.rows.size() : counts.columns.size(), 0);
    for (std::size_t r = 0; r < counts.rows.size(); ++r) {
        for (std::size_t c = 0; c < counts.columns.size(); ++c) sums[ofRows ? r : c] += counts.at(r, c);
    }
    return sums;
}

nlohmann::json toJson(const Counted& counted) {
    const auto& head = counted.head;
    auto value = nlohmann::json{{"name", head.name},
                                {"title", head.title},
                                {"folder", head.folder.string()},
                                {"layout", head.layout},
                                {"licence", head.licence},
                                {"citation", head.citation},
                                {"source", head.source},
                                {"utterances", counted.utterances},
                                {"seconds", counted.seconds}};
    value["speakers"] = nlohmann::json::array();
    for (const auto& speaker : counted.classes.rows) {
        if (!speaker.empty()) value["speakers"].push_back(speaker);
    }
    value["emotions"] = nlohmann::json::object();
    const auto sums = sumsOf(counted.classes, false);
    for (std::size_t c = 0; c < sums.size(); ++c) value["emotions"][counted.classes.columns[c]] = sums[c];
    value["by_speaker"] = nlohmann::json::object();
    for (std::size_t s = 0; s < counted.classes.rows.size(); ++s) {
        auto& cells = value["by_speaker"][counted.classes.rows[s]];
        for (std::size_t c = 0; c < counted.classes.columns.size(); ++c)
            cells[counted.classes.columns[c]] = counted.classes.at(s, c);
    }
    value["scales"] = nlohmann::json::object();
    for (const auto& [field, scale] : head.scales) value["scales"][field] = {scale.low, scale.high};
    value["remarks"] = nlohmann::json::array();
    for (const auto& remark : head.remarks) value["remarks"].push_back(remark.english());
    return value;
}

void print(const CommandLine& line, const Counted& counted) {
    if (line.json) {
        line.printJson(toJson(counted));
        return;
    }
    const auto& head = counted.head;
    std::vector<std::vector<std::string>> facts = {
        {"name", head.name}, {"title", head.title}, {"folder", head.folder.string()}, {"layout", head.layout}};
    if (!head.licence.empty()) facts.push_back({"licence", head.licence});
    if (!head.citation.empty()) facts.push_back({"cite", head.citation});
    if (!head.source.empty()) facts.push_back({"source", head.source});
    for (const auto& [field, scale] : head.scales)
        facts.push_back({"scale", field + " " + core::numberText(scale.low) + " to " + core::numberText(scale.high)});
    facts.push_back({"utterances", std::to_string(counted.utterances)});
    facts.push_back({"speakers", std::to_string(std::count_if(counted.classes.rows.begin(), counted.classes.rows.end(),
                                                              [](const auto& speaker) { return !speaker.empty(); }))});
    if (counted.seconds > 0.0) facts.push_back({"minutes", core::fixedText(counted.seconds / 60.0, 1)});
    const std::string text = formatTable({"", ""}, facts) + "\n";

    std::vector<std::string> header = {"speaker", "gender"};
    std::vector<std::size_t> numbers;
    for (const auto& word : counted.classes.columns) {
        numbers.push_back(header.size());
        header.push_back(wordOr(word));
    }
    numbers.push_back(header.size());
    header.emplace_back("all");
    std::vector<std::vector<std::string>> rows;
    const auto bySpeaker = sumsOf(counted.classes, true);
    for (std::size_t s = 0; s < counted.classes.rows.size(); ++s) {
        const auto& speaker = counted.classes.rows[s];
        const auto gender = counted.genders.find(speaker);
        std::vector<std::string> row = {wordOr(speaker), gender == counted.genders.end() ? std::string() : gender->second};
        for (std::size_t c = 0; c < counted.classes.columns.size(); ++c)
            row.push_back(std::to_string(counted.classes.at(s, c)));
        row.push_back(std::to_string(bySpeaker[s]));
        rows.push_back(std::move(row));
    }
    std::vector<std::string> total = {"all", ""};
    for (const std::size_t sum : sumsOf(counted.classes, false)) total.push_back(std::to_string(sum));
    total.push_back(std::to_string(counted.utterances));
    rows.push_back(std::move(total));
    line.print(text + formatTable(header, rows, numbers));
}

int showStored(const CommandLine& line, const std::string& name) {
    ProgressBar bar(line);
    const auto counted = countStored(line, name, bar.progress());
    bar.clear();
    if (!counted) return line.failed(counted.error());
    print(line, *counted);
    return kDone;
}

int importCommand(const CommandLine& line, const std::string& folder, const corpus::ImportOptions& options) {
    constexpr double kShareOfReading = 0.9;
    ProgressBar bar(line);
    core::Progress reading = bar.progress().part(0.0, kShareOfReading);
    const auto corpus = corpus::importCorpus(folder, options, reading);
    if (!corpus) {
        bar.clear();
        if (!corpus.error().details.empty()) line.message(corpus.error().details);
        return line.failed(corpus.error());
    }
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    core::Progress storing = bar.progress().part(kShareOfReading, 1.0);
    const auto saved = workspace->saveCorpus(*corpus, storing);
    bar.clear();
    if (!saved) return line.failed(saved.error());
    for (const auto& remark : corpus->remarks) line.message(remark.english());
    return showStored(line, corpus->name);
}

int listCommand(const CommandLine& line) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto corpora = workspace->corpora();
    if (!corpora) return line.failed(corpora.error());
    auto list = nlohmann::json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& corpus : *corpora) {
        list.push_back({{"name", corpus.name},
                        {"title", corpus.title},
                        {"folder", corpus.folder},
                        {"layout", corpus.layout},
                        {"licence", corpus.licence},
                        {"utterances", corpus.utterances},
                        {"speakers", corpus.speakers}});
        rows.push_back(
            {corpus.name, corpus.layout, std::to_string(corpus.utterances), std::to_string(corpus.speakers), corpus.folder});
    }
    if (line.json) {
        line.printJson(list);
    } else if (rows.empty()) {
        line.message("No corpus yet. Import one with: prososcope-cli corpus import FOLDER");
    } else {
        line.print(formatTable({"name", "layout", "utterances", "speakers", "folder"}, rows, {2, 3}));
    }
    return kDone;
}

std::vector<std::string> layoutNames() {
    std::vector<std::string> names{"auto"};
    for (const auto& layout : corpus::allLayouts()) names.emplace_back(layout.name);
    return names;
}

std::string settingsHelp() {
    std::string text;
    for (const auto& layout : corpus::allLayouts()) {
        if (layout.settings.empty()) continue;
        text += (text.empty() ? "" : "; ") + std::string(layout.name) + ":";
        for (const auto& key : layout.settings) text += " " + std::string(key);
    }
    return text.empty() ? std::string("no layout takes any") : text;
}

int showCommand(const CommandLine& line, const std::string& name, const std::string& schemeName) {
    if (schemeName.empty()) return showStored(line, name);
    const auto scheme = corpus::findLabelScheme(schemeName);
    if (!scheme) return line.failed(scheme.error());
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    auto corpus = workspace->corpus(name);
    if (!corpus) return line.failed(corpus.error());
    auto applied = corpus::applyScheme(*scheme, *corpus);
    corpus->remarks = applied.remarks();
    corpus->utterances = std::move(applied.utterances);
    for (const auto& remark : corpus->remarks) line.message(remark.english());
    print(line, count(std::move(*corpus)));
    return kDone;
}

int schemesCommand(const CommandLine& line) {
    auto list = nlohmann::json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& [name, file] : corpus::labelSchemeFiles()) {
        const auto scheme = corpus::readLabelScheme(file);
        if (!scheme) {
            line.error(scheme.error().message());
            continue;
        }
        list.push_back({{"name", name}, {"title", scheme->title}, {"classes", scheme->classes}, {"file", file.string()}});
        rows.push_back({name, scheme->title});
    }
    if (line.json) {
        line.printJson(list);
    } else {
        line.print(formatTable({"name", "classes"}, rows));
    }
    return kDone;
}

/// What is wrong with a setting; nothing where it is KEY=VALUE.
std::string isPair(const std::string& text) {
    const auto equals = text.find('=');
    return equals == std::string::npos || equals == 0 ? "KEY=VALUE is expected" : "";
}

}  // namespace

void addCorpusCommands(CLI::App& app, CommandLine& line) {
    auto* group = app.add_subcommand("corpus", "Import, list, check and edit corpora");
    group->require_subcommand(1);

    auto* reader = group->add_subcommand("import", "Read a corpus from a folder into the workspace");
    auto folder = std::make_shared<std::string>();
    auto options = std::make_shared<corpus::ImportOptions>();
    auto settings = std::make_shared<std::vector<std::string>>();
    reader->add_option("FOLDER", *folder, "The corpus's folder")->required();
    reader->add_option("--layout", options->layout, "How the folder is laid out: auto, or the name of a layout")
        ->check(CLI::IsMember(layoutNames()))
        ->capture_default_str();
    reader->add_option("--name", options->name, "Name in the workspace (default: the folder's, in lower case)");
    reader
        ->add_option("--set", *settings,
                     "KEY=VALUE, what the layout may be told; may come several times (" + settingsHelp() + ")")
        ->type_name("KEY=VALUE")
        ->check(isPair)
        ->allow_extra_args(false);
    reader->callback([&line, folder, options, settings] {
        for (const auto& text : *settings) {
            const auto equals = text.find('=');
            options->settings[text.substr(0, equals)] = text.substr(equals + 1);
        }
        line.action = [&line, folder, options] { return importCommand(line, *folder, *options); };
    });

    auto* list = group->add_subcommand("list", "The corpora of the workspace");
    list->callback([&line] { line.action = [&line] { return listCommand(line); }; });

    auto* show = group->add_subcommand("show", "Utterances by speaker and class");
    auto name = std::make_shared<std::string>();
    show->add_option("NAME", *name, "A corpus of the workspace")->required();
    auto scheme = std::make_shared<std::string>();
    show->add_option("--scheme", *scheme, "With the labels that a label scheme makes of it: a name, or a file (.toml)");
    show->callback(
        [&line, name, scheme] { line.action = [&line, name, scheme] { return showCommand(line, *name, *scheme); }; });

    addFoldsCommand(*group, line);

    auto* schemes = group->add_subcommand("schemes", "Label schemes that can be named");
    schemes->callback([&line] { line.action = [&line] { return schemesCommand(line); }; });

    addCorpusRowCommands(*group, line);
    addCorpusQualityCommand(*group, line);
    addCorpusExportCommand(*group, line);
    addLabelCommands(*group, line);
    addDoubtfulCommand(*group, line);
}

}  // namespace prososcope::cli
