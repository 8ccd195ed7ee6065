// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/backend/ModelExport.h"
#include "engine/backend/ModelSelfTest.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/store/ModelFiles.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;
constexpr double kMegabyte = 1e6;

struct ModelsImportOptions {
    std::string path;
    std::string name;
};

fs::path modelsFolder(const CommandLine& line) { return line.workspacePath() / "models"; }

std::string megabytes(std::uint64_t bytes) { return core::fixedText(static_cast<double>(bytes) / kMegabyte, 1) + " MB"; }

std::string dimensionsText(const std::vector<store::Dimension>& dimensions) {
    std::vector<std::string> words;
    for (const auto& each : dimensions)
        words.push_back(each.name + " " + core::numberText(each.low) + ".." + core::numberText(each.high));
    return core::joined(words);
}

/// What a model gives: classes, dimensions, or neither.
std::string outputText(const store::ModelCard& card) {
    const std::string classes = core::joined(card.classes);
    const std::string dimensions = dimensionsText(card.dimensions);
    if (classes.empty()) return dimensions.empty() ? "-" : dimensions;
    return dimensions.empty() ? classes : classes + "; " + dimensions;
}

nlohmann::json dimensionsJson(const std::vector<store::Dimension>& dimensions) {
    auto list = nlohmann::json::array();
    for (const auto& each : dimensions) list.push_back({{"name", each.name}, {"low", each.low}, {"high", each.high}});
    return list;
}

nlohmann::json toJson(const store::ModelEntry& model) {
    const auto& card = model.card;
    return {{"name", card.name},
            {"title", card.title},
            {"kind", card.kind},
            {"classes", card.classes},
            {"dimensions", dimensionsJson(card.dimensions)},
            {"rate_hz", card.rateHz},
            {"settings", card.settings},
            {"bytes", store::modelBytes(model)},
            {"licence", card.licence},
            {"bundled", model.bundled},
            {"file", model.tensors.string()}};
}

std::string settingOr(const store::ModelCard& card, const char* key) {
    const auto found = card.settings.find(key);
    return found == card.settings.end() ? "-" : core::numberText(found->second);
}

int listModels(const CommandLine& line) {
    auto list = nlohmann::json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& model : store::findModels(modelsFolder(line))) {
        list.push_back(toJson(model));
        const auto& card = model.card;
        rows.push_back({card.name, card.kind, outputText(card), std::to_string(card.rateHz) + " Hz", settingOr(card, "layers"),
                        megabytes(store::modelBytes(model)), card.licence.empty() ? "-" : card.licence,
                        model.bundled ? "with the program" : "workspace"});
    }
    if (line.json) {
        line.printJson(list);
    } else if (rows.empty()) {
        line.message("No model yet. Import one with: prososcope-cli models import FOLDER");
    } else {
        line.print(formatTable({"name", "kind", "gives", "rate", "layers", "size", "licence", "from"}, rows, {3, 4, 5}));
    }
    return kDone;
}

int showModel(const CommandLine& line, const std::string& name) {
    const auto model = store::findModel(name, modelsFolder(line));
    if (!model) return line.failed(model.error());
    const auto& card = model->card;
    if (line.json) {
        auto json = toJson(*model);
        json["training_corpus"] = card.trainingCorpus;
        json["note"] = card.note;
        json["tensors_sha256"] = card.tensorsSha256;
        json["figures"] = nlohmann::json::array();
        for (const auto& figure : card.figures) {
            json["figures"].push_back({{"metric", figure.metric},
                                       {"value", figure.value},
                                       {"low", figure.low},
                                       {"high", figure.high},
                                       {"n", figure.n},
                                       {"speakers", figure.speakers},
                                       {"protocol", figure.protocol},
                                       {"speaker_dependent", figure.speakerDependent}});
        }
        line.printJson(json);
        return kDone;
    }
    std::vector<std::vector<std::string>> facts{{"name", card.name}, {"title", card.title}, {"kind", card.kind}};
    const auto add = [&facts](const char* what, const std::string& value) {
        if (!value.empty()) facts.push_back({what, value});
    };
    add("classes", core::joined(card.classes));
    add("dimensions", dimensionsText(card.dimensions));
    add("rate", std::to_string(card.rateHz) + " Hz");
    for (const auto& [key, value] : card.settings) add(key.c_str(), core::numberText(value));
    add("trained on", card.trainingCorpus);
    for (const auto& figure : card.figures)
        add(figure.metric.c_str(), intervalText(figure.value, figure.low, figure.high) + ", " + figure.protocol +
                                       (figure.speakerDependent ? " (speaker-dependent: too good)" : ""));
    add("licence", card.licence);
    add("note", card.note);
    add("size", megabytes(store::modelBytes(*model)));
    add("file", model->tensors.string());
    line.print(formatTable({"", ""}, facts));
    return kDone;
}

nlohmann::json toJson(const checkpoints::ImportPreview& preview) {
    const auto& config = preview.config;
    auto remarks = nlohmann::json::array();
    for (const auto& remark : preview.remarks) remarks.push_back(remark.english());
    return {{"name", preview.name},
            {"family", checkpoints::familyName(config.family)},
            {"architecture", config.architecture},
            {"weights", preview.weights.string()},
            {"tensors", preview.tensors},
            {"parameters", preview.parameters},
            {"bytes", preview.bytes},
            {"types", preview.types},
            {"rate_hz", config.rateHz},
            {"layers", config.layers},
            {"hidden", config.hidden},
            {"labels", config.labels},
            {"dimensions", dimensionsJson(config.dimensions)},
            {"tokens", config.vocabulary.size()},
            {"licence", preview.licence},
            {"remarks", remarks}};
}

std::string headText(const checkpoints::EncoderConfig& config) {
    if (!config.labels.empty()) return core::joined(config.labels);
    if (!config.dimensions.empty()) return dimensionsText(config.dimensions);
    if (config.head == checkpoints::HeadKind::Ctc) return std::to_string(config.vocabulary.size()) + " tokens (CTC)";
    return "nothing: an encoder without a head";
}

int lookAt(const CommandLine& line, const std::string& path) {
    const auto preview = checkpoints::lookAtModel(path);
    if (!preview) return line.failed(preview.error());
    if (line.json) {
        line.printJson(toJson(*preview));
        return kDone;
    }
    const auto& config = preview->config;
    line.print(formatTable(
        {"", ""}, {{"family", std::string(checkpoints::familyName(config.family))},
                   {"architecture", config.architecture},
                   {"gives", headText(config)},
                   {"layers", std::to_string(config.layers) + " of " + std::to_string(config.hidden)},
                   {"parameters", std::to_string(preview->parameters) + " in " + std::to_string(preview->tensors) + " tensors"},
                   {"type", core::joined(preview->types)},
                   {"size", megabytes(preview->bytes)},
                   {"rate", std::to_string(config.rateHz) + " Hz"},
                   {"licence", preview->licence.empty() ? "-" : preview->licence},
                   {"name", preview->name}}));
    for (const auto& remark : preview->remarks) line.message(remark.english());
    return kDone;
}

int importOne(const CommandLine& line, const ModelsImportOptions& options) {
    const auto workspace = line.openWorkspace();  // makes the folder
    if (!workspace) return line.failed(workspace.error());
    checkpoints::ImportRequest request;
    request.source = options.path;
    request.name = options.name;
    request.command = "prososcope-cli models import " + options.path + (options.name.empty() ? "" : " --name " + options.name);
    ProgressBar bar(line);
    const auto model = checkpoints::importModel(request, workspace->modelsFolder(), bar.progress());
    bar.clear();
    if (!model) {
        if (!model.error().details.empty()) line.message(model.error().details);
        return line.failed(model.error());
    }
    return showModel(line, model->card.name);
}

int testModel(const CommandLine& line, const std::string& name) {
    const auto model = store::findModel(name, modelsFolder(line));
    if (!model) return line.failed(model.error());
    ProgressBar bar(line);
    const auto test = backend::selfTest(*model, backend::exampleRecording(), line.workThreads(), bar.progress());
    bar.clear();
    if (!test) return line.failed(test.error());
    const auto& card = model->card;
    nlohmann::json json{{"model", card.name},
                        {"sound_seconds", test->soundSeconds},
                        {"open_seconds", test->openSeconds},
                        {"run_seconds", test->runSeconds}};
    std::vector<std::vector<std::string>> facts;
    for (std::size_t i = 0; i < test->posteriors.size() && i < card.classes.size(); ++i) {
        facts.push_back({card.classes[i], core::fixedText(test->posteriors[i], 3)});
        json["posteriors"][card.classes[i]] = test->posteriors[i];
    }
    for (std::size_t i = 0; i < test->dimensions.values.size() && i < card.dimensions.size(); ++i) {
        facts.push_back({card.dimensions[i].name, core::fixedText(test->dimensions.values[i], 3)});
        json["dimensions"][card.dimensions[i].name] = test->dimensions.values[i];
    }
    if (test->layers > 0) {
        facts.push_back({"layers", std::to_string(test->layers)});
        facts.push_back({"units", std::to_string(test->units)});
        facts.push_back({"frames", std::to_string(test->frames)});
        json["layers"] = test->layers;
        json["units"] = test->units;
        json["frames"] = test->frames;
    }
    if (!test->text.empty()) {
        facts.push_back({"text", test->text});
        json["text"] = test->text;
    }
    facts.push_back({"sound", core::fixedText(test->soundSeconds, 2) + " s"});
    facts.push_back({"opened in", core::fixedText(test->openSeconds, 2) + " s"});
    facts.push_back({"ran in", core::fixedText(test->runSeconds, 2) + " s"});
    if (line.json)
        line.printJson(json);
    else
        line.print(formatTable({"", ""}, facts));
    return kDone;
}

int exportOne(const CommandLine& line, const std::string& name, const std::string& folder) {
    const auto model = store::findModel(name, modelsFolder(line));
    if (!model) return line.failed(model.error());
    ProgressBar bar(line);
    const auto written = backend::exportModel(*model, folder, bar.progress());
    bar.clear();
    if (!written) return line.failed(written.error());
    line.message(model->card.name + " was written into " + folder + ".");
    return kDone;
}

int removeOne(const CommandLine& line, const std::string& name) {
    const auto model = store::findModel(name, modelsFolder(line));
    if (!model) return line.failed(model.error());
    std::error_code code;
    if (!model->bundled && !fs::equivalent(model->tensors.parent_path(), modelsFolder(line), code))
        return line.failed({core::ErrorKind::BadInput,
                            {TRANSLATABLE("Engine", "%1 is no model of this workspace."), {model->tensors.string()}},
                            {}});
    if (const auto removed = store::removeModel(*model); !removed) return line.failed(removed.error());
    line.message(model->card.name + " was removed.");
    return kDone;
}

}  // namespace

void addModelsCommands(CLI::App& app, CommandLine& line) {
    auto* group = app.add_subcommand("models", "List, import, export, show and remove models");
    group->require_subcommand(0, 1);
    group->callback([&line, group] {
        if (group->get_subcommands().empty()) line.action = [&line] { return listModels(line); };
    });
    auto* list = group->add_subcommand("list", "The models of the workspace and those that came with the program");
    list->callback([&line] { line.action = [&line] { return listModels(line); }; });

    const auto addNamed = [&line, group](const char* command, const char* help, const char* what,
                                         int (*run)(const CommandLine&, const std::string&)) {
        auto* one = group->add_subcommand(command, help);
        auto text = std::make_shared<std::string>();
        const bool path = std::string_view(command) == "look";
        one->add_option(path ? "PATH" : "NAME", *text, what)->required();
        one->callback([&line, text, run] { line.action = [&line, text, run] { return run(line, *text); }; });
    };
    addNamed("show", "What a model is, what it gives and how well it was measured", "A model, or its .safetensors file",
             showModel);
    addNamed("look", "What an import would bring, without importing it",
             "A folder in the Hugging Face layout, or a file of weights beside its config.json", lookAt);
    addNamed("test", "Run a model once over the recording that comes with the program", "A model, or its .safetensors file",
             testModel);
    addNamed("remove", "Delete a model of the workspace", "A model of the workspace", removeOne);

    auto* writer = group->add_subcommand("export", "Write a speech encoder in the Hugging Face layout, which Python can load");
    auto goal = std::make_shared<std::pair<std::string, std::string>>();
    writer->add_option("MODEL", goal->first, "A speech encoder or a model of phonetic units, or its .safetensors file")
        ->required();
    writer->add_option("FOLDER", goal->second, "A folder that is new or empty")->required();
    writer->callback([&line, goal] { line.action = [&line, goal] { return exportOne(line, goal->first, goal->second); }; });

    auto* reader = group->add_subcommand("import", "Bring a public speech encoder into the workspace");
    auto options = std::make_shared<ModelsImportOptions>();
    reader
        ->add_option("PATH", options->path,
                     "A folder in the Hugging Face layout (config.json beside model.safetensors), or such a file of weights")
        ->required();
    reader->add_option("--name", options->name, "Name in the workspace (default: the folder's, in lower case)");
    reader->callback([&line, options] { line.action = [&line, options] { return importOne(line, *options); }; });
}

}  // namespace prososcope::cli
