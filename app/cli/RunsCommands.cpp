// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "app/cli/RecogniserCommand.h"
#include "app/cli/ReportCommands.h"
#include "engine/analysis/Classification.h"
#include "engine/analysis/RunComparison.h"
#include "engine/analysis/SeedComparison.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/experiment/Experiment.h"

namespace prososcope::cli {

namespace {

nlohmann::json number(const std::optional<double>& value) { return value ? nlohmann::json(*value) : nlohmann::json(); }

nlohmann::json summaryJson(const store::RunRecord& run) {
    return {{"id", run.id},
            {"name", run.name},
            {"title", run.title},
            {"state", std::string(store::runStateName(run.state))},
            {"example", run.example},
            {"started", run.startedAt},
            {"finished", run.finishedAt},
            {"system", run.system},
            {"corpus", run.corpus},
            {"protocol", run.protocol},
            {"speaker_dependent", run.speakerDependent},
            {"device", run.device},
            {"threads", run.threads},
            {"seed", run.seed},
            {"seeds", run.seeds},
            {"seconds", run.seconds},
            {"classes", run.classes},
            {"uar", number(run.uar)},
            {"uar_low", number(run.uarLow)},
            {"uar_high", number(run.uarHigh)},
            {"wa", number(run.wa)},
            {"macro_f1", number(run.macroF1)},
            {"utterances", run.utterances},
            {"speakers", run.speakers},
            {"fingerprint", run.fingerprint},
            {"note", run.note},
            {"group", run.group},
            {"point", run.point},
            {"dimensions", run.dimensions},
            {"ccc", number(run.ccc)},
            {"ccc_low", number(run.cccLow)},
            {"ccc_high", number(run.cccHigh)},
            {"tags", run.tags},
            {"comment", run.comment}};
}

/// Truth against prediction of all predictions, or of one fold's.
analysis::ConfusionMatrix matrixOf(const std::vector<store::PredictionRecord>& predictions, std::size_t classes,
                                   std::optional<int> fold = {}) {
    std::vector<int> truth;
    std::vector<int> predicted;
    for (const auto& prediction : predictions) {
        if ((fold && prediction.fold != *fold) || prediction.truth < 0 || prediction.predicted < 0) continue;
        truth.push_back(prediction.truth);
        predicted.push_back(prediction.predicted);
    }
    return analysis::confusionMatrix(truth, predicted, classes);
}

int listRuns(const CommandLine& line) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto runs = workspace->runs();
    if (!runs) return line.failed(runs.error());
    auto list = nlohmann::json::array();
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> tooGood;  // lines of the table
    for (const auto& run : *runs) {
        list.push_back(summaryJson(run));
        if (run.speakerDependent) tooGood.push_back(list.size());
        const auto figure = run.classes.empty() ? "CCC " + intervalText(run.ccc, run.cccLow, run.cccHigh)
                                                : intervalText(run.uar, run.uarLow, run.uarHigh);
        rows.push_back({std::to_string(run.id), run.example ? "example" : std::string(store::runStateName(run.state)), run.name,
                        run.corpus, protocolText(run), figure, std::to_string(run.utterances), std::to_string(run.speakers),
                        run.startedAt, run.point, core::joined(run.tags)});
    }
    if (line.json) {
        line.printJson(list);
    } else if (rows.empty()) {
        line.message("No run yet. Start one with: prososcope-cli run EXPERIMENT.toml");
    } else {
        const auto table = formatTable(
            {"id", "state", "name", "corpus", "protocol", "UAR [95 %]", "n", "speakers", "started", "setting", "tags"}, rows,
            {0, 6, 7});
        line.print(alarming(table, tooGood));
    }
    return kDone;
}

struct FullRun {
    store::RunRecord run;
    std::vector<store::FoldRecord> folds;
    std::vector<store::PredictionRecord> predictions;
};

core::Result<FullRun> loadRun(const store::Workspace& workspace, std::int64_t id) {
    auto run = workspace.run(id);
    if (!run) return core::fail(run.error());
    auto folds = workspace.folds(id);
    if (!folds) return core::fail(folds.error());
    auto predictions = workspace.predictions(id);
    if (!predictions) return core::fail(predictions.error());
    return FullRun{std::move(*run), std::move(*folds), std::move(*predictions)};
}

std::string runText(const FullRun& full) {
    const auto& run = full.run;
    const auto matrix = matrixOf(full.predictions, run.classes.size());
    std::vector<std::vector<std::string>> facts = {{"run", std::to_string(run.id) + (run.example ? " (example run)" : "")},
                                                   {"name", run.name},
                                                   {"title", run.title},
                                                   {"state", std::string(store::runStateName(run.state))},
                                                   {"system", run.system},
                                                   {"corpus", run.corpus},
                                                   {"protocol", protocolText(run)},
                                                   {"n", std::to_string(run.utterances)},
                                                   {"speakers", std::to_string(run.speakers)},
                                                   {"seed", std::to_string(run.seed)},
                                                   {"device", run.device},
                                                   {"threads", std::to_string(run.threads)},
                                                   {"started", run.startedAt},
                                                   {"finished", run.finishedAt},
                                                   {"seconds", core::fixedText(run.seconds, 0)}};
    if (!run.classes.empty()) {
        facts.push_back({"UAR [95 %]", intervalText(run.uar, run.uarLow, run.uarHigh)});
        facts.push_back({"WA", intervalText(run.wa, {}, {})});
        facts.push_back({"macro-F1", intervalText(run.macroF1, {}, {})});
    }
    if (!run.dimensions.empty()) {
        facts.push_back({"dimensions", core::joined(run.dimensions)});
        facts.push_back({"CCC [95 %]", intervalText(run.ccc, run.cccLow, run.cccHigh)});
    }
    if (!run.group.empty()) facts.push_back({"group", run.group});
    if (!run.point.empty()) facts.push_back({"setting", run.point});
    if (!run.tags.empty()) facts.push_back({"tags", core::joined(run.tags)});
    if (!run.comment.empty()) facts.push_back({"comment", run.comment});
    if (!run.command.empty()) facts.push_back({"command", run.command});
    for (const auto& corpus : run.corpora) {
        if (!corpus.licence.empty()) facts.push_back({"licence of " + corpus.name, corpus.licence});
        if (!corpus.citation.empty()) facts.push_back({"cite", corpus.citation});
    }
    if (!run.note.empty()) facts.push_back({"note", run.note});
    std::vector<std::size_t> tooGood;  // lines of the facts; the table has no header
    for (std::size_t i = 0; run.speakerDependent && i < facts.size(); ++i) {
        const auto& name = facts[i].front();
        if (name == "protocol" || name == "UAR [95 %]" || name == "WA" || name == "macro-F1" || name == "CCC [95 %]")
            tooGood.push_back(i);
    }
    std::string text = alarming(formatTable({"", ""}, facts), tooGood);
    if (!full.predictions.empty() && !run.classes.empty()) {
        text += "\n" + confusionTable(matrix, run.classes);
    }
    if (!full.folds.empty()) {
        std::vector<std::vector<std::string>> rows;
        for (const auto& fold : full.folds) {
            const double uar = analysis::unweightedAverageRecall(matrixOf(full.predictions, run.classes.size(), fold.index));
            rows.push_back({std::to_string(fold.index), core::joined(fold.testSpeakers), core::joined(fold.innerSpeakers),
                            intervalText(uar, {}, {}),
                            fold.complete && fold.bestEpoch > 0 ? std::to_string(fold.bestEpoch) : "-",
                            fold.complete ? core::fixedText(fold.seconds, 0) : "-"});
        }
        text +=
            "\n" + formatTable({"fold", "test speakers", "inner speakers", "UAR", "best epoch", "seconds"}, rows, {0, 3, 4, 5});
    }
    return text;
}

nlohmann::json runJson(const FullRun& full) {
    auto value = summaryJson(full.run);
    const auto matrix = matrixOf(full.predictions, full.run.classes.size());
    const auto recalls = analysis::recalls(matrix);
    value["experiment"] = full.run.experiment;
    value["confusion"] = nlohmann::json::array();
    value["recall"] = nlohmann::json::object();
    for (std::size_t truth = 0; truth < matrix.classes; ++truth) {
        auto row = nlohmann::json::array();
        for (std::size_t predicted = 0; predicted < matrix.classes; ++predicted) row.push_back(matrix.at(truth, predicted));
        value["confusion"].push_back(row);
        value["recall"][full.run.classes[truth]] = recalls[truth];
    }
    value["folds"] = nlohmann::json::array();
    for (const auto& fold : full.folds) {
        value["folds"].push_back(
            {{"index", fold.index},
             {"name", fold.name},
             {"complete", fold.complete},
             {"train_speakers", fold.trainSpeakers},
             {"inner_speakers", fold.innerSpeakers},
             {"test_speakers", fold.testSpeakers},
             {"uar", analysis::unweightedAverageRecall(matrixOf(full.predictions, full.run.classes.size(), fold.index))},
             {"best_epoch", fold.bestEpoch},
             {"seconds", fold.seconds}});
    }
    return value;
}

int showRun(const CommandLine& line, std::int64_t id) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto full = loadRun(*workspace, id);
    if (!full) return line.failed(full.error());
    if (line.json) {
        line.printJson(runJson(*full));
    } else {
        line.print(runText(*full));
    }
    return kDone;
}

int exportRun(const CommandLine& line, std::int64_t id, const std::string& folder) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    if (const auto written = workspace->exportRun(id, folder); !written) return line.failed(written.error());
    line.message(core::Text("Run %1 is in %2.", {std::to_string(id), folder}).english());
    return kDone;
}

int importRun(const CommandLine& line, const std::string& folder) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto id = workspace->importRun(folder, false);
    if (!id) return line.failed(id.error());
    if (line.json) {
        line.printJson(nlohmann::json{{"run", *id}});
    } else {
        line.print(core::Text("run %1\n", {std::to_string(*id)}).english());
    }
    return kDone;
}

std::string placeText(const FullRun& full) { return full.run.name + ", " + full.run.system + ", " + protocolText(full.run); }

int compareRuns(const CommandLine& line, std::int64_t a, std::int64_t b) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto first = loadRun(*workspace, a);
    if (!first) return line.failed(first.error());
    const auto second = loadRun(*workspace, b);
    if (!second) return line.failed(second.error());
    ProgressBar bar(line);
    const auto compared = analysis::compareRuns({first->run.classes, first->predictions},
                                                {second->run.classes, second->predictions}, bar.progress());
    bar.clear();
    if (!compared) return line.failed(compared.error());
    const auto& uar = compared->uar;
    const bool dependent = first->run.speakerDependent || second->run.speakerDependent;
    if (line.json) {
        line.printJson({{"first", {{"run", a}, {"name", first->run.name}, {"uar", uar.first}}},
                        {"second", {{"run", b}, {"name", second->run.name}, {"uar", uar.second}}},
                        {"difference", uar.difference},
                        {"difference_low", uar.interval.low},
                        {"difference_high", uar.interval.high},
                        {"permutation_p", uar.permutation},
                        {"mcnemar_p", uar.mcNemar.exact},
                        {"only_first_right", uar.mcNemar.onlyFirst},
                        {"only_second_right", uar.mcNemar.onlySecond},
                        {"utterances", compared->utterances},
                        {"speakers", compared->speakers},
                        {"speaker_dependent", dependent},
                        {"only_in_first", compared->onlyFirst},
                        {"only_in_second", compared->onlySecond}});
        return kDone;
    }
    line.print(formatTable(
        {"", ""},
        {{"run " + std::to_string(a), placeText(*first)},
         {"run " + std::to_string(b), placeText(*second)},
         {"UAR", core::fixedText(uar.first, 3) + " and " + core::fixedText(uar.second, 3)},
         {"difference [95 %]", intervalText(uar.difference, uar.interval.low, uar.interval.high)},
         {"p, systems exchanged by speaker", core::fixedText(uar.permutation, 4)},
         {"McNemar, exact p", core::fixedText(uar.mcNemar.exact, 4) + " (" + std::to_string(uar.mcNemar.onlyFirst) + " and " +
                                  std::to_string(uar.mcNemar.onlySecond) + " right alone)"},
         {"utterances, speakers", std::to_string(compared->utterances) + ", " + std::to_string(compared->speakers)}}));
    if (compared->onlyFirst + compared->onlySecond > 0) {
        line.message("Left out, predicted by one run alone: " + std::to_string(compared->onlyFirst) + " and " +
                     std::to_string(compared->onlySecond) + ".");
    }
    if (dependent) line.message("Speaker-dependent: speakers of the test are in the training too, figures are too good.");
    return kDone;
}

nlohmann::json spreadJson(const std::vector<std::int64_t>& runs, const FullRun& full, const analysis::Spread& spread) {
    return {{"runs", runs}, {"name", full.run.name}, {"uar", spread.mean}, {"deviation", spread.deviation}};
}

/// What runs of one system share, whatever their seeds: a run of another seed may have it in its name.
std::string systemText(const FullRun& full) {
    auto name = full.run.name;
    if (const auto ending = "-seed" + std::to_string(full.run.seed); name.ends_with(ending))
        name.resize(name.size() - ending.size());
    if (!full.run.point.empty()) name += ", " + full.run.point;
    return name + ", " + full.run.system + ", " + protocolText(full.run);
}

/// Whether two runs have one experiment but for the seed, whatever it is called: one by a sweep, say, and one by a file of its
/// own.
bool sameButForSeed(const FullRun& a, const FullRun& b) {
    auto first = experiment::parseExperiment(a.run.experiment, a.run.name);
    auto second = experiment::parseExperiment(b.run.experiment, b.run.name);
    if (!first || !second) return false;
    for (auto* const each : {&*first, &*second}) {
        each->name.clear();
        each->title.clear();
        each->corpusFolders.clear();
        each->seed = 0;
        each->threads = 0;
    }
    return experiment::formatExperiment(*first) == experiment::formatExperiment(*second);
}

/// Why the runs of one side are not a system of several seeds; empty where they are. The first `count` are one side.
std::string notOneSystem(const std::vector<FullRun>& runs, std::size_t count) {
    const auto both = [&](std::size_t i, std::size_t j) {
        return "The runs " + std::to_string(runs[i].run.id) + " and " + std::to_string(runs[j].run.id);
    };
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::size_t from = i < count ? 0 : count;
        if (systemText(runs[i]) != systemText(runs[from]) && !sameButForSeed(runs[i], runs[from]))
            return both(from, i) + " are not one system with several seeds: " + systemText(runs[from]) + "; " +
                   systemText(runs[i]) + ".";
        for (std::size_t j = from; j < i; ++j) {
            if (runs[j].run.id == runs[i].run.id)
                return "The run " + std::to_string(runs[i].run.id) + " is named twice on one side.";
            if (runs[j].run.seed == runs[i].run.seed)
                return both(j, i) + " have the same seed, " + std::to_string(runs[i].run.seed) + ": one of them is enough.";
        }
    }
    return {};
}

/// Two systems of several seeds each.
int compareSeeds(const CommandLine& line, const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    std::vector<FullRun> runs;
    std::vector<analysis::ComparedRun> compared;
    bool dependent = false;
    for (const auto* ids : {&a, &b}) {
        for (const auto id : *ids) {
            auto run = loadRun(*workspace, id);
            if (!run) return line.failed(run.error());
            dependent = dependent || run->run.speakerDependent;
            compared.push_back({run->run.classes, std::move(run->predictions)});
            runs.push_back(std::move(*run));
        }
    }
    if (const auto problem = notOneSystem(runs, a.size()); !problem.empty()) return line.wrongUse(problem);
    const std::span all(compared);
    const auto found = analysis::compareSeeds(all.first(a.size()), all.subspan(a.size()));
    if (!found) return line.failed(found.error());
    const auto& first = runs.front();
    const auto& second = runs[a.size()];
    if (line.json) {
        nlohmann::json json{{"first", spreadJson(a, first, found->first)},
                            {"second", spreadJson(b, second, found->second)},
                            {"difference", found->difference},
                            {"difference_low", found->interval.low},
                            {"difference_high", found->interval.high},
                            {"utterances", found->utterances},
                            {"speakers", found->speakers},
                            {"speaker_dependent", dependent},
                            {"left_out", found->leftOut}};
        if (const auto& seeds = found->overSeeds) {
            json["seeds_difference"] = seeds->difference;
            json["seeds_low"] = seeds->interval.low;
            json["seeds_high"] = seeds->interval.high;
            json["seeds_p"] = seeds->p;
            json["seeds_one_tailed_p"] = seeds->above;
        }
        if (const auto& welch = found->unpaired) {
            json["welch_t"] = welch->t;
            json["welch_degrees"] = welch->degrees;
            json["welch_p"] = welch->p;
            json["welch_one_tailed_p"] = welch->above;
        }
        line.printJson(json);
        return kDone;
    }
    const auto spread = [](const analysis::Spread& of) {
        return core::fixedText(of.mean, 3) +
               (of.count > 1 ? ", sd " + core::fixedText(of.deviation, 3) + " over " + std::to_string(of.count)
                             : std::string());
    };
    std::vector<std::vector<std::string>> rows{
        {"first", placeText(first)},
        {"second", placeText(second)},
        {"UAR of the first", spread(found->first)},
        {"UAR of the second", spread(found->second)},
        {"difference [95 %, speakers drawn]", intervalText(found->difference, found->interval.low, found->interval.high)}};
    if (found->overSeeds) {
        const auto& seeds = *found->overSeeds;
        rows.push_back(
            {"over seeds, in their order [95 %]",
             intervalText(seeds.difference, seeds.interval.low, seeds.interval.high) + ", p " + core::fixedText(seeds.p, 4)});
        rows.push_back({"one-tailed, first above, paired t", "p " + core::fixedText(seeds.above, 4)});
    }
    if (const auto& welch = found->unpaired)
        rows.push_back({"one-tailed, first above, Welch",
                        "p " + core::fixedText(welch->above, 4) + ", two-sided " + core::fixedText(welch->p, 4)});
    rows.push_back({"utterances, speakers", std::to_string(found->utterances) + ", " + std::to_string(found->speakers)});
    line.print(formatTable({"", ""}, rows));
    if (found->leftOut > 0)
        line.message("Left out of the largest run, since not every run has predicted them: " + std::to_string(found->leftOut) +
                     ".");
    if (dependent) line.message("Speaker-dependent: speakers of the test are in the training too, figures are too good.");
    return kDone;
}

/// "7" or "7,8,9"; empty where that is no such list.
std::vector<std::int64_t> runNumbers(const std::string& text) {
    std::vector<std::int64_t> numbers;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        std::int64_t number = 0;
        const auto [stopped, problem] = std::from_chars(at, end, number);
        if (problem != std::errc() || (stopped != end && (*stopped != ',' || stopped + 1 == end))) return {};
        numbers.push_back(number);
        at = stopped == end ? end : stopped + 1;
    }
    return numbers;
}

}  // namespace

void addRunsCommands(CLI::App& app, CommandLine& line) {
    const auto addCompare = [&line](CLI::App* group) {
        auto first = std::make_shared<std::string>();
        auto second = std::make_shared<std::string>();
        auto* compare = group->add_subcommand(
            "compare", "Two runs, or two systems of several seeds, on the utterances of all: difference, interval, tests");
        compare->add_option("A", *first, "Number of a run, of several seeds with commas; or name of a recogniser's training")
            ->required();
        compare->add_option("B", *second, "Another one, or others, which are subtracted")->required();
        compare->callback([&line, first, second] {
            line.action = [&line, first, second] {
                const auto a = runNumbers(*first);
                const auto b = runNumbers(*second);
                const auto lists = [](const std::string& text) { return text.find(',') != std::string::npos; };
                if ((a.empty() && lists(*first)) || (b.empty() && lists(*second)))
                    return line.wrongUse("Several runs are their numbers with commas between: 1,2,3.");
                if (a.empty() || b.empty()) return compareRecognisers(line, *first, *second);
                return a.size() == 1 && b.size() == 1 ? compareRuns(line, a[0], b[0]) : compareSeeds(line, a, b);
            };
        });
    };
    auto* group = app.add_subcommand("runs", "List, show, compare, report, tag, delete, export and import runs; the queue");
    group->require_subcommand(1);
    auto id = std::make_shared<std::int64_t>(0);
    auto folder = std::make_shared<std::string>();

    auto* list = group->add_subcommand("list", "The runs of the workspace, newest first");
    list->callback([&line] { line.action = [&line] { return listRuns(line); }; });

    auto* show = group->add_subcommand("show", "Figures, confusion matrix and folds of a run");
    show->add_option("ID", *id, "Number of the run")->required();
    show->callback([&line, id] { line.action = [&line, id] { return showRun(line, *id); }; });

    addCompare(group);
    addRunNotesCommands(*group, line);
    addReportCommand(*group, line);
    addDialogueCommands(*group, line);

    auto* exporting = group->add_subcommand("export", "Write a run as a folder of text files");
    exporting->add_option("ID", *id, "Number of the run")->required();
    exporting->add_option("FOLDER", *folder, "Folder to write")->required();
    exporting->callback([&line, id, folder] { line.action = [&line, id, folder] { return exportRun(line, *id, *folder); }; });

    auto* importing = group->add_subcommand("import", "Read a run from a folder of text files");
    importing->add_option("FOLDER", *folder, "Folder that holds run.json")->required();
    importing->callback([&line, folder] { line.action = [&line, folder] { return importRun(line, *folder); }; });
}

}  // namespace prososcope::cli
