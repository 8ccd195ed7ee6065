// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/corpus/Corpus.h"
#include "engine/corpus/LabelScheme.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::cli {

namespace {

std::string wordOr(const std::string& word) { return word.empty() ? "(none)" : word; }

nlohmann::json toJson(const corpus::Corpus& corpus) {
    auto value = nlohmann::json{{"name", corpus.name},
                                {"title", corpus.title},
                                {"folder", corpus.folder.string()},
                                {"layout", corpus.layout},
                                {"licence", corpus.licence},
                                {"citation", corpus.citation},
                                {"utterances", corpus.utterances.size()},
                                {"speakers", corpus.speakers()},
                                {"emotions", corpus.emotionCounts()}};
    value["remarks"] = nlohmann::json::array();
    for (const auto& remark : corpus.remarks) value["remarks"].push_back(remark.english());
    return value;
}

void printCorpus(const CommandLine& line, const corpus::Corpus& corpus) {
    if (line.json) {
        line.printJson(toJson(corpus));
        return;
    }
    std::vector<std::vector<std::string>> facts = {
        {"name", corpus.name}, {"title", corpus.title}, {"folder", corpus.folder.string()}, {"layout", corpus.layout}};
    if (!corpus.licence.empty()) facts.push_back({"licence", corpus.licence});
    if (!corpus.citation.empty()) facts.push_back({"cite", corpus.citation});
    facts.push_back({"utterances", std::to_string(corpus.utterances.size())});
    facts.push_back({"speakers", std::to_string(corpus.speakers().size())});
    std::string text = formatTable({"", ""}, facts) + "\n";

    const auto counts = corpus.emotionCounts();
    std::vector<std::string> emotions;
    for (const auto& [word, count] : counts) emotions.push_back(word);
    emotions = corpus::inDisplayOrder(std::move(emotions));
    std::map<std::string, std::map<std::string, std::size_t>> bySpeaker;
    std::map<std::string, std::string> genders;
    for (const auto& utterance : corpus.utterances) {
        ++bySpeaker[utterance.speaker][utterance.emotion];
        genders[utterance.speaker] = utterance.gender;
    }
    std::vector<std::string> header = {"speaker", "gender"};
    std::vector<std::size_t> numbers;
    for (const auto& word : emotions) {
        numbers.push_back(header.size());
        header.push_back(wordOr(word));
    }
    numbers.push_back(header.size());
    header.emplace_back("all");
    std::vector<std::vector<std::string>> rows;
    for (const auto& [speaker, cells] : bySpeaker) {
        std::vector<std::string> row = {wordOr(speaker), genders[speaker]};
        std::size_t sum = 0;
        for (const auto& word : emotions) {
            const auto found = cells.find(word);
            const std::size_t count = found == cells.end() ? 0 : found->second;
            row.push_back(std::to_string(count));
            sum += count;
        }
        row.push_back(std::to_string(sum));
        rows.push_back(std::move(row));
    }
    std::vector<std::string> total = {"all", ""};
    for (const auto& word : emotions) total.push_back(std::to_string(counts.at(word)));
    total.push_back(std::to_string(corpus.utterances.size()));
    rows.push_back(std::move(total));
    line.print(text + formatTable(header, rows, numbers));
}

int importCommand(const CommandLine& line, const std::string& folder, const corpus::ImportOptions& options) {
    ProgressBar bar(line);
    const auto corpus = corpus::importCorpus(folder, options, bar.progress());
    bar.clear();
    if (!corpus) {
        if (!corpus.error().details.empty()) line.message(corpus.error().details);
        return line.failed(corpus.error());
    }
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    if (const auto saved = workspace->saveCorpus(*corpus); !saved) return line.failed(saved.error());
    for (const auto& remark : corpus->remarks) line.message(remark.english());
    printCorpus(line, *corpus);
    return kDone;
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

/// The corpus as its labels are after a scheme; what the scheme leaves out is said.
void applyTo(corpus::Corpus& corpus, const corpus::LabelScheme& scheme) {
    auto applied = corpus::applyScheme(scheme, corpus);
    corpus.remarks = applied.remarks();
    corpus.utterances = std::move(applied.utterances);
}

int showCommand(const CommandLine& line, const std::string& name, const std::string& schemeName) {
    const auto scheme = schemeName.empty() ? core::Result<corpus::LabelScheme>() : corpus::findLabelScheme(schemeName);
    if (!scheme) return line.failed(scheme.error());
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    auto corpus = workspace->corpus(name);
    if (!corpus) return line.failed(corpus.error());
    if (!schemeName.empty()) {
        applyTo(*corpus, *scheme);
        for (const auto& remark : corpus->remarks) line.message(remark.english());
    }
    printCorpus(line, *corpus);
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
    auto* group = app.add_subcommand("corpus", "Import and list corpora");
    group->require_subcommand(1);

    auto* importing = group->add_subcommand("import", "Read a corpus from a folder into the workspace");
    auto folder = std::make_shared<std::string>();
    auto options = std::make_shared<corpus::ImportOptions>();
    importing->add_option("FOLDER", *folder, "The corpus's folder")->required();
    std::vector<std::string> layouts = {"auto"};
    for (const auto& layout : corpus::allLayouts()) layouts.emplace_back(layout.name);
    importing->add_option("--layout", options->layout, "How the folder is laid out: auto, or the name of a layout")
        ->check(CLI::IsMember(layouts))
        ->capture_default_str();
    importing->add_option("--name", options->name, "Name in the workspace (default: the folder's, in lower case)");
    auto settings = std::make_shared<std::vector<std::string>>();
    importing
        ->add_option("--set", *settings, "A setting of the layout, such as --set labels=voice-vote; may come several times")
        ->type_name("KEY=VALUE")
        ->check(isPair)
        ->allow_extra_args(false);
    importing->callback([&line, folder, options, settings] {
        for (const auto& text : *settings) {
            const auto equals = text.find('=');
            options->settings[text.substr(0, equals)] = text.substr(equals + 1);
        }
        line.action = [&line, folder, options] { return importCommand(line, *folder, *options); };
    });

    auto* list = group->add_subcommand("list", "The corpora of the workspace");
    list->callback([&line] { line.action = [&line] { return listCommand(line); }; });

    auto* show = group->add_subcommand("show", "Utterances by speaker and emotion");
    auto name = std::make_shared<std::string>();
    show->add_option("NAME", *name, "A corpus of the workspace")->required();
    auto scheme = std::make_shared<std::string>();
    show->add_option("--scheme", *scheme, "With the labels that a label scheme makes of it: a name, or a file (.toml)");
    show->callback(
        [&line, name, scheme] { line.action = [&line, name, scheme] { return showCommand(line, *name, *scheme); }; });

    auto* schemes = group->add_subcommand("schemes", "Label schemes that can be named");
    schemes->callback([&line] { line.action = [&line] { return schemesCommand(line); }; });
}

}  // namespace prososcope::cli
