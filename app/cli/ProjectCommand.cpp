// SPDX-License-Identifier: GPL-3.0-or-later
// The utterances of stored activations as places in the plane: `project`.
#include "app/cli/ProjectCommand.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/UtteranceMap.h"
#include "engine/report/MapFigure.h"
#include "engine/store/CorpusOfSet.h"

namespace prososcope::cli {

namespace {

struct ProjectOptions {
    std::string set;
    std::string layer;
    std::string method = "pca";
    std::string pool = "mean";
    std::string colour;
    learn::ProjectionSettings settings;
    std::string out;
    std::string figure;
};

/// A file, or one of the stored sets by the name of its file with or without its ending.
core::Result<store::ActivationSet> setNamed(const CommandLine& line, const std::string& name) {
    std::error_code code;
    if (std::filesystem::is_regular_file(name, code)) return store::ActivationSet::open(name);
    std::vector<std::string> names;
    for (const auto& entry : store::findActivationSets(line.workspacePath())) {
        if (entry.path.filename() == name || entry.path.stem() == name) return store::ActivationSet::open(entry.path);
        names.push_back(entry.path.stem().string());
    }
    return core::fail(core::ErrorKind::NotFound,
                      {TRANSLATABLE("Engine",
                                    "There is no set of activations %1: neither such a file nor one of those that are "
                                    "stored (%2). `activations` makes one."),
                       {name, core::joined(names)}});
}

core::Result<const experiment::MapColumn*> colourOf(const std::vector<experiment::MapColumn>& columns,
                                                    const std::string& wanted) {
    if (wanted.empty()) {
        for (const char* usual : {"emotion", "speaker"}) {
            const auto* column = experiment::findColumn(columns, usual);
            if (column != nullptr && column->canColour()) return column;
        }
        return nullptr;
    }
    const auto* column = experiment::findColumn(columns, wanted);
    if (column != nullptr && column->canColour()) return column;
    std::vector<std::string> names;
    for (const auto& each : columns)
        if (each.canColour()) names.push_back(each.name);
    return core::fail(
        core::ErrorKind::NotFound,
        {TRANSLATABLE("Engine", "A map cannot be coloured by %1 here. Choose one of: %2."), {wanted, core::joined(names)}});
}

nlohmann::json projectionJson(const ProjectOptions& options, const store::ActivationSet& set, std::size_t units,
                              const learn::Projection& projection) {
    nlohmann::json json{{"set", set.path().string()},
                        {"layer", options.layer},
                        {"method", options.method},
                        {"pool", options.pool},
                        {"utterances", projection.places.rows},
                        {"units", units},
                        {"variance_shares", projection.shares},
                        {"neighbours", projection.neighbours}};
    json["perplexity"] = projection.isTSne() ? nlohmann::json(projection.perplexity) : nlohmann::json();
    json["trustworthiness"] =
        std::isfinite(projection.trustworthiness) ? nlohmann::json(projection.trustworthiness) : nlohmann::json();
    return json;
}

std::string projectionText(const learn::Projection& projection, std::size_t units) {
    std::string text = core::Text("%1 utterances of %2 units; two components hold %3 % of the variance",
                                  {std::to_string(projection.places.rows), std::to_string(units),
                                   core::fixedText(100.0 * (projection.share(0) + projection.share(1)), 1)})
                           .english();
    if (projection.isTSne()) text += "; perplexity " + core::numberText(projection.perplexity);
    if (std::isfinite(projection.trustworthiness))
        text += core::Text("; trustworthiness %1 (%2 neighbours)",
                           {core::fixedText(projection.trustworthiness, 3), std::to_string(projection.neighbours)})
                    .english();
    return text + "\n";
}

int projectSet(const CommandLine& line, ProjectOptions options) {
    if (!options.out.empty() && endingOf(options.out) != ".csv") return line.wrongUse("--out must end in .csv.");
    if (!options.figure.empty() && endingOf(options.figure) != ".svg") return line.wrongUse("--figure must end in .svg.");
    const auto set = setNamed(line, options.set);
    if (!set) return line.failed(set.error());
    const auto& info = set->info();
    if (options.layer.empty()) options.layer = std::to_string(info.layers.size());
    const auto layer = experiment::findLayer(info, options.layer);
    if (!layer) return line.failed(layer.error());
    const auto rows = experiment::layerRows(*set, *layer, *store::activationPoolNamed(options.pool));
    if (!rows) return line.failed(rows.error());
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto of = store::corpusOfSet(*workspace, *set);
    if (!of) return line.failed(of.error());
    const auto columns = experiment::mapColumns(info, of->corpus ? &*of->corpus : nullptr);
    const auto colour = colourOf(columns, options.colour);
    if (!colour) return line.failed(colour.error());
    options.settings.method = *learn::projectionNamed(options.method);
    options.settings.threads = line.workThreads();
    ProgressBar bar(line);
    const auto projection = learn::project(rows->view(), options.settings, bar.progress());
    bar.clear();
    if (!projection) return line.failed(projection.error());
    if (!options.out.empty()) {
        const auto written = core::writeFile(options.out, experiment::utteranceMapCsv(*projection, info, columns));
        if (!written) return line.failed(written.error());
    }
    if (!options.figure.empty()) {
        const std::string shown = *layer ? info.layers[**layer].name : "all layers";
        const report::MapPicture picture{&*projection, *colour,
                                         info.encoder + " on " + info.corpus + ", " + shown + ", " + options.pool,
                                         *colour != nullptr ? (*colour)->name : std::string()};
        const auto english = [](const core::Text& text) { return text.english(); };
        const auto written = core::writeFile(options.figure, report::svgFile(report::mapFigure(picture, english)));
        if (!written) return line.failed(written.error());
    }
    if (line.json)
        line.printJson(projectionJson(options, *set, rows->columns, *projection));
    else
        line.print(projectionText(*projection, rows->columns));
    return kDone;
}

}  // namespace

void addProjectCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand(
        "project", "The utterances of stored activations as places in the plane: principal components, or neighbours by t-SNE");
    auto options = std::make_shared<ProjectOptions>();
    command->add_option("set", options->set, "A set of activations: its file, or its name in the workspace")
        ->required()
        ->type_name("SET");
    command->add_option("--layer", options->layer,
                        "Name of a layer, or its number from 1, nearest to the sound first; or all (default: the last)");
    command->add_option("--method", options->method, "pca, tsne")->check(CLI::IsMember({"pca", "tsne"}))->capture_default_str();
    command
        ->add_option("--perplexity", options->settings.perplexity,
                     "Of tsne: about how many neighbours an utterance has; at most a third of all others")
        ->check(CLI::Range(learn::kLeastPerplexity, learn::kMostPerplexity))
        ->capture_default_str();
    command->add_option("--pool", options->pool, "Of each unit over time: mean, max, sd")
        ->check(CLI::IsMember({"mean", "max", "sd"}))
        ->capture_default_str();
    command->add_flag_callback(
        "--centred", [options] { options->settings.standardised = false; },
        "Units about their means as they are, instead of standardised");
    command->add_option("--colour", options->colour, "Column by which the figure is coloured (default: emotion, else speaker)");
    command->add_option("--out", options->out, "Places, with all that is known of each utterance")->type_name("FILE.csv");
    command->add_option("--figure", options->figure, "The map as a drawing")->type_name("FILE.svg");
    command->callback([&line, options] { line.action = [&line, options] { return projectSet(line, *options); }; });
}

}  // namespace prososcope::cli
