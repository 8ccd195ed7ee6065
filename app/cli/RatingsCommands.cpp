// SPDX-License-Identifier: GPL-3.0-or-later
// What people said who rated a corpus in the window: `ratings list`, `agreement`, `export`, `adopt`, `remove`.
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "app/cli/CorpusParts.h"
#include "engine/analysis/RaterAgreement.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/store/RatingRounds.h"

namespace prososcope::cli {

namespace {

int listCommand(const CommandLine& line, const std::string& corpus) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto rounds = store::ratingRounds(*workspace, corpus);
    if (!rounds) return line.failed(rounds.error());
    auto list = nlohmann::json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& round : *rounds) {
        list.push_back({{"round", round.id},
                        {"rater", round.rater},
                        {"classes", round.classes},
                        {"rated", round.rated},
                        {"started_at", round.startedAt}});
        rows.push_back({std::to_string(round.id), round.rater,
                        round.isTraced() ? std::string("valence, arousal traced") : core::joined(round.classes),
                        std::to_string(round.rated), round.startedAt});
    }
    if (line.json)
        line.printJson(list);
    else if (rows.empty())
        line.message("Nobody has rated the corpus " + corpus + " yet.");
    else
        line.print(formatTable({"round", "rater", "what", "rated", "started"}, rows, {0, 3}));
    return kDone;
}

nlohmann::json numberOrNull(double value) { return std::isnan(value) ? nlohmann::json() : nlohmann::json(value); }
std::string figure(double value) { return std::isnan(value) ? std::string("-") : core::fixedText(value, 3); }

int agreementCommand(const CommandLine& line, const std::string& corpus, double delay) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto a = analysis::raterAgreement(*workspace, corpus, delay);
    if (!a) return line.failed(a.error());
    if (line.json) {
        line.printJson({{"classes",
                         {{"raters", a->raters},
                          {"utterances", a->utterances},
                          {"rated_by_several", a->shared},
                          {"fleiss_kappa", numberOrNull(a->fleissKappa)},
                          {"krippendorff_alpha", numberOrNull(a->alphaNominal)}}},
                        {"traces",
                         {{"raters", a->tracers},
                          {"utterances", a->traced},
                          {"rated_by_several", a->sharedTraces},
                          {"delay_seconds", delay},
                          {"alpha_valence", numberOrNull(a->alphaValence)},
                          {"alpha_arousal", numberOrNull(a->alphaArousal)},
                          {"ccc_valence", numberOrNull(a->cccValence)},
                          {"ccc_arousal", numberOrNull(a->cccArousal)},
                          {"ccc_valence_frames", numberOrNull(a->cccValenceFrames)},
                          {"ccc_arousal_frames", numberOrNull(a->cccArousalFrames)}}}});
        return kDone;
    }
    line.print(formatTable(
        {"", ""}, {{"raters of classes", core::joined(a->raters)},
                   {"utterances, by several raters", std::to_string(a->utterances) + ", " + std::to_string(a->shared)},
                   {"Fleiss' kappa", figure(a->fleissKappa)},
                   {"Krippendorff's alpha, nominal", figure(a->alphaNominal)},
                   {"raters who traced", core::joined(a->tracers)},
                   {"utterances, by several raters", std::to_string(a->traced) + ", " + std::to_string(a->sharedTraces)},
                   {"Krippendorff's alpha, valence / arousal", figure(a->alphaValence) + " / " + figure(a->alphaArousal)},
                   {"CCC of means, valence / arousal", figure(a->cccValence) + " / " + figure(a->cccArousal)},
                   {"CCC of traces, valence / arousal", figure(a->cccValenceFrames) + " / " + figure(a->cccArousalFrames)}}));
    return kDone;
}

int exportCommand(const CommandLine& line, const std::string& corpus, const std::string& out, double delay, bool points) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto rounds = store::ratingRounds(*workspace, corpus);
    if (!rounds) return line.failed(rounds.error());
    core::CsvTable table;
    table.columns =
        points ? std::vector<std::string>{"round", "rater", "utterance", "seconds", "valence", "arousal"}
               : std::vector<std::string>{"round", "rater",   "utterance", "label", "valence", "arousal", "reaction_seconds",
                                          "plays", "rated_at"};
    for (const auto& round : *rounds) {
        const auto given = store::ratings(*workspace, round.id);
        if (!given) return line.failed(given.error());
        for (const auto& rating : *given) {
            const std::vector<std::string> head = {std::to_string(round.id), round.rater, rating.utterance};
            if (points) {
                for (const auto& point : rating.trace) {
                    auto row = head;
                    for (const float value : {point.seconds, point.valence, point.arousal})
                        row.push_back(core::fixedText(value, 4));
                    table.rows.push_back(std::move(row));
                }
                continue;
            }
            const auto means = store::traceMeans(rating.trace, delay);
            auto row = head;
            row.insert(row.end(), {rating.label, means ? core::fixedText(means->valence, 4) : std::string(),
                                   means ? core::fixedText(means->arousal, 4) : std::string(),
                                   core::fixedText(rating.reactionSeconds, 3), std::to_string(rating.plays), rating.ratedAt});
            table.rows.push_back(std::move(row));
        }
    }
    if (const auto written = core::writeFile(out, core::formatCsv(table)); !written) return line.failed(written.error());
    line.message(std::to_string(table.rows.size()) + " rows written to " + out + ".");
    return kDone;
}

int adoptCommand(const CommandLine& line, const std::string& corpus, double delay) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    ProgressBar bar(line);
    const auto batch = store::adoptRatings(*workspace, corpus, delay, bar.progress());
    bar.clear();
    if (!batch) return line.failed(batch.error());
    printEdit(line, *batch);
    return kDone;
}

int removeCommand(const CommandLine& line, std::int64_t round) {
    auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto removed = store::removeRatingRound(*workspace, round);
    return removed ? kDone : line.failed(removed.error());
}

}  // namespace

void addRatingsCommands(CLI::App& app, CommandLine& line) {
    auto* group = app.add_subcommand("ratings", "What raters said who heard a corpus in the window, and how far they agree");
    group->require_subcommand(1);
    auto corpus = std::make_shared<std::string>();
    auto delay = std::make_shared<double>(store::kHandSeconds);
    const auto named = [&](const char* name, const char* about) {
        auto* command = group->add_subcommand(name, about);
        command->add_option("NAME", *corpus, "A corpus of the workspace")->required();
        return command;
    };
    const auto delayed = [&](CLI::App* command) {
        command->add_option("--delay", *delay, "Seconds that hands follow the sound: traces count from there on")
            ->check(CLI::Range(0.0, 10.0))
            ->capture_default_str();
    };
    named("list", "Rounds of ratings")->callback([&line, corpus] {
        line.action = [&line, corpus] { return listCommand(line, *corpus); };
    });
    auto* agreement = named("agreement", "Fleiss' kappa, Krippendorff's alpha and concordance of the raters");
    delayed(agreement);
    agreement->callback(
        [&line, corpus, delay] { line.action = [&line, corpus, delay] { return agreementCommand(line, *corpus, *delay); }; });

    auto* exporter = named("export", "Write all ratings as CSV");
    auto out = std::make_shared<std::string>();
    auto points = std::make_shared<bool>(false);
    exporter->add_option("--out", *out, "The file to write")->required()->type_name("FILE.csv");
    exporter->add_flag("--traces", *points, "Every point of the traces instead");
    delayed(exporter);
    exporter->callback([&line, corpus, out, delay, points] {
        line.action = [&line, corpus, out, delay, points] { return exportCommand(line, *corpus, *out, *delay, *points); };
    });

    auto* adopt = named("adopt", "Make what most raters said the labels of the corpus; can be undone");
    delayed(adopt);
    adopt->callback(
        [&line, corpus, delay] { line.action = [&line, corpus, delay] { return adoptCommand(line, *corpus, *delay); }; });

    auto* remove = group->add_subcommand("remove", "Remove a round with its ratings");
    auto round = std::make_shared<std::int64_t>(0);
    remove->add_option("ROUND", *round, "Its number, as `ratings list` shows it")->required();
    remove->callback([&line, round] { line.action = [&line, round] { return removeCommand(line, *round); }; });
}

}  // namespace prososcope::cli
