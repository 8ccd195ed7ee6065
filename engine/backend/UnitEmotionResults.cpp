// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/UnitEmotionResults.h"

#include <nlohmann/json.hpp>
#include <set>

#include "engine/analysis/RunSummary.h"
#include "engine/analysis/UnitErrorRecords.h"
#include "engine/core/Clock.h"
#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/UnitEmotionPlan.h"
#include "engine/phonetics/Units.h"

namespace prososcope::backend {

namespace {

using Rows = std::span<const std::size_t>;

/// The pooled confusion of some rows, by either vote.
analysis::ConfusionMatrix matrixOf(std::span<const VotedUtterance* const> tested, Rows rows, std::size_t classes, bool soft) {
    std::vector<int> truth;
    std::vector<int> predicted;
    for (const auto row : rows) {
        truth.push_back(tested[row]->truth);
        predicted.push_back(soft ? tested[row]->soft : tested[row]->predicted);
    }
    return analysis::confusionMatrix(truth, predicted, classes);
}

nlohmann::json figureJson(const FigureWithInterval& figure) {
    return {{"value", figure.value}, {"low", figure.interval.low}, {"high", figure.interval.high}};
}

nlohmann::json errorsJson(const analysis::EditCounts& counts, const FigureWithInterval& rate) {
    return {{"rate", figureJson(rate)},
            {"units", counts.referenceUnits()},
            {"substitutions", counts.substitutions},
            {"deletions", counts.deletions},
            {"insertions", counts.insertions}};
}

nlohmann::json figuresJson(const std::optional<UnitEmotionFigures>& figures) {
    if (!figures) return nullptr;
    nlohmann::json rules;
    for (std::size_t i = 0; i < phonetics::kVoteRuleCount; ++i)
        rules[std::string(phonetics::voteRuleName(static_cast<phonetics::VoteRule>(i)))] = figures->log.byRule[i];
    return {{"utterances", figures->utterances},
            {"speakers", figures->speakers},
            {"uar", figureJson(figures->uar)},
            {"wa", figureJson(figures->wa)},
            {"soft_vote_uar", figureJson(figures->softUar)},
            {"soft_vote_wa", figureJson(figures->softWa)},
            {"unit_errors_with_emotion", errorsJson(figures->with, figures->withRate)},
            {"unit_errors_without_emotion", errorsJson(figures->without, figures->withoutRate)},
            {"votes_decided_by", std::move(rules)},
            {"without_a_voting_unit", figures->log.silent}};
}

std::string epochsCsv(const UnitEmotionOutcome& outcome) {
    core::CsvTable table{{"fold", "update", "train_loss", "validation_loss", "validation_unit_errors",
                          "validation_unit_errors_without_emotion", "validation_uar", "held_out_loss", "held_out_unit_errors",
                          "held_out_unit_errors_without_emotion", "held_out_uar", "learning_rate", "seconds"},
                         {}};
    for (const auto& fold : outcome.folds) {
        for (const auto& epoch : fold.epochs) {
            std::vector<std::string> row{fold.name, std::to_string(epoch.update), core::numberText(epoch.trainLoss)};
            for (const auto* look : {&epoch.validation, &epoch.heldOut}) {
                for (const auto value : {&UnitLook::loss, &UnitLook::unitErrors, &UnitLook::unitErrorsWithout, &UnitLook::uar})
                    row.push_back(*look ? core::numberText((**look).*value) : std::string());
            }
            row.push_back(core::numberText(epoch.learningRate));
            row.push_back(core::fixedText(epoch.seconds, 1));
            table.rows.push_back(std::move(row));
        }
    }
    return core::formatCsv(table);
}

std::string testedCsv(const UnitEmotionOutcome& outcome, const std::vector<std::string>& classes) {
    core::CsvTable table{{"fold", "corpus", "utterance", "speaker", "seen_text", "truth", "predicted", "rule", "soft_vote",
                          "errors", "errors_without_emotion", "units", "reference", "hypothesis"},
                         {}};
    for (const auto& fold : outcome.folds) {
        for (const auto& each : fold.tested) {
            const auto name = [&](int index) { return classes.at(static_cast<std::size_t>(index)); };
            table.rows.push_back({fold.name, each.corpus, each.utterance, each.speaker, each.seenText ? "1" : "0",
                                  name(each.truth), name(each.predicted), std::string(phonetics::voteRuleName(each.rule)),
                                  name(each.soft), std::to_string(unitErrorsOf(each, true).edits()),
                                  std::to_string(unitErrorsOf(each, false).edits()), std::to_string(each.reference.size()),
                                  core::joined(each.reference, " "), core::joined(each.hypothesis, " ")});
        }
    }
    return core::formatCsv(table);
}

/// Rows: truth; columns: predicted.
std::string confusionCsv(const UnitEmotionFigures& figures, const std::vector<std::string>& classes) {
    core::CsvTable table{{"truth"}, {}};
    table.columns.insert(table.columns.end(), classes.begin(), classes.end());
    for (std::size_t truth = 0; truth < classes.size(); ++truth) {
        std::vector<std::string> row{classes[truth]};
        for (std::size_t predicted = 0; predicted < classes.size(); ++predicted)
            row.push_back(std::to_string(figures.matrix.at(truth, predicted)));
        table.rows.push_back(std::move(row));
    }
    return core::formatCsv(table);
}

nlohmann::json summaryJson(const experiment::UnitEmotionExperiment& experiment, const UnitEmotionOutcome& outcome,
                           std::span<const VotedUtterance> tested) {
    const auto classes = experiment.labels.classes.size();
    nlohmann::json summary = {{"name", experiment.name},
                              {"seed", experiment.seed},
                              {"classes", experiment.labels.classes},
                              {"folds", nlohmann::json::array()},
                              {"all", figuresJson(unitEmotionFigures(tested, classes))}};
    for (const auto& fold : outcome.folds)
        summary["folds"].push_back({{"name", fold.name},
                                    {"model", fold.model.card.name},
                                    {"best_update", fold.bestUpdate},
                                    {"precision", fold.precision},
                                    {"seconds", fold.seconds},
                                    {"figures", figuresJson(unitEmotionFigures(fold.tested, classes))}});
    if (experiment.heldOutTexts > 0) {
        summary["sentences_trained_on"] = figuresJson(unitEmotionFigures(tested, classes, true));
        summary["sentences_not_trained_on"] = figuresJson(unitEmotionFigures(tested, classes, false));
    }
    return summary;
}

store::RunRecord runOf(const UnitEmotionRequest& request, const UnitEmotionOutcome& outcome, const std::string& startedAt) {
    const auto& experiment = request.experiment;
    store::RunRecord run;
    run.name = experiment.name;
    run.title = experiment.title;
    run.startedAt = startedAt;
    run.experiment = experiment::formatUnitEmotionExperiment(experiment);
    run.system = experiment::systemName(experiment);
    run.corpus = request.corpus.name;
    const auto add = [&](const corpus::Corpus& corpus) {
        run.corpora.push_back({corpus.name, corpus.title, corpus.layout, corpus.licence, corpus.citation, corpus.source});
    };
    add(request.corpus);
    for (const auto& each : request.testCorpora) add(each);
    run.protocol = experiment.protocol;
    run.device = outcome.device;
    run.threads = outcome.threads;
    run.seed = experiment.seed;
    run.versions = outcome.versions;
    run.classes = experiment.labels.classes;
    run.command = request.command;
    core::Hash hash;
    for (const auto& fold : outcome.folds) {
        run.seconds += fold.seconds;
        for (const auto& each : fold.tested) hash.add(each.utterance + "\n" + std::to_string(each.truth) + "\n");
    }
    run.fingerprint = hash.hex();
    return run;
}

std::vector<store::PredictionRecord> predictionsOf(const UnitEmotionFold& fold, int index) {
    std::vector<store::PredictionRecord> predictions;
    for (const auto& each : fold.tested) {
        store::PredictionRecord record;
        record.fold = index;
        record.utterance = each.utterance;
        record.path = each.path;
        record.startSeconds = each.startSeconds;
        record.endSeconds = each.endSeconds;
        record.speaker = each.speaker;
        record.gender = each.gender;
        record.truth = each.truth;
        record.predicted = each.predicted;
        record.posteriors = each.shares;
        predictions.push_back(std::move(record));
    }
    return predictions;
}

std::vector<analysis::UnitErrorRecord> unitErrorRecords(const UnitEmotionOutcome& outcome) {
    std::vector<analysis::UnitErrorRecord> records;
    for (const auto& each : testedOf(outcome))
        records.push_back({each.utterance, each.speaker, unitErrorsOf(each, true), unitErrorsOf(each, false)});
    return records;
}

}  // namespace

analysis::EditCounts unitErrorsOf(const VotedUtterance& utterance, bool emotion) {
    if (emotion) return analysis::unitErrors(utterance.reference, utterance.hypothesis, analysis::kScliteCosts);
    return analysis::unitErrors(phonetics::untaggedUnits(utterance.reference), phonetics::untaggedUnits(utterance.hypothesis),
                                analysis::kScliteCosts);
}

std::optional<UnitEmotionFigures> unitEmotionFigures(std::span<const VotedUtterance> tested, std::size_t classes,
                                                     std::optional<bool> seenText) {
    std::vector<const VotedUtterance*> chosen;
    std::vector<std::string> speakers;
    std::vector<analysis::EditCounts> with;
    std::vector<analysis::EditCounts> without;
    UnitEmotionFigures figures;
    for (const auto& each : tested) {
        if (seenText && each.seenText != *seenText) continue;
        chosen.push_back(&each);
        speakers.push_back(each.speaker);
        with.push_back(unitErrorsOf(each, true));
        without.push_back(unitErrorsOf(each, false));
        figures.with += with.back();
        figures.without += without.back();
        figures.log.add(each.rule, each.silent);
    }
    if (chosen.empty()) return {};
    figures.utterances = chosen.size();
    figures.speakers = std::set<std::string>(speakers.begin(), speakers.end()).size();
    std::vector<std::size_t> all(chosen.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    figures.matrix = matrixOf(chosen, all, classes, false);
    const auto clusters = analysis::speakerClusters(speakers, chosen.size());
    const auto figure = [&](const analysis::RowStatistic& statistic) {
        return FigureWithInterval{statistic(all), analysis::bootstrapInterval(clusters, statistic)};
    };
    const auto recall = [&](bool soft) {
        return figure(
            [&, soft](Rows rows) { return analysis::unweightedAverageRecall(matrixOf(chosen, rows, classes, soft)); });
    };
    const auto accuracy = [&](bool soft) {
        return figure([&, soft](Rows rows) { return analysis::weightedAccuracy(matrixOf(chosen, rows, classes, soft)); });
    };
    const auto rate = [&](const std::vector<analysis::EditCounts>& counts) {
        return figure([&](Rows rows) {
            analysis::EditCounts sum;
            for (const auto row : rows) sum += counts[row];
            return sum.rate();
        });
    };
    figures.uar = recall(false);
    figures.softUar = recall(true);
    figures.wa = accuracy(false);
    figures.softWa = accuracy(true);
    figures.withRate = rate(with);
    figures.withoutRate = rate(without);
    return figures;
}

std::vector<VotedUtterance> testedOf(const UnitEmotionOutcome& outcome) {
    std::vector<VotedUtterance> tested;
    for (const auto& fold : outcome.folds) tested.insert(tested.end(), fold.tested.begin(), fold.tested.end());
    return tested;
}

core::Status writeUnitEmotionResults(const std::filesystem::path& folder, const experiment::UnitEmotionExperiment& experiment,
                                     const UnitEmotionOutcome& outcome) {
    const auto tested = testedOf(outcome);
    const auto& classes = experiment.labels.classes;
    const auto figures = unitEmotionFigures(tested, classes.size());
    for (const auto& [name, text] :
         {std::pair{"experiment.toml", experiment::formatUnitEmotionExperiment(experiment)},
          std::pair{"epochs.csv", epochsCsv(outcome)}, std::pair{"tested.csv", testedCsv(outcome, classes)},
          std::pair{"confusion.csv", figures ? confusionCsv(*figures, classes) : std::string()},
          std::pair{
              "summary.json",
              summaryJson(experiment, outcome, tested).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"}}) {
        if (auto written = core::writeFile(folder / name, text); !written) return written;
    }
    return {};
}

core::Result<store::RunRecord> storeUnitEmotionRun(store::Workspace& workspace, const UnitEmotionRequest& request,
                                                   const UnitEmotionOutcome& outcome, const std::string& startedAt,
                                                   std::optional<std::int64_t> into) {
    auto run = runOf(request, outcome, startedAt);
    if (into) {
        run.id = *into;
    } else {
        const auto id = workspace.addRun(run);
        if (!id) return core::fail(id.error());
        run.id = *id;
    }
    if (auto written = analysis::writeUnitErrors(workspace.runFolder(run.id), unitErrorRecords(outcome)); !written)
        return core::fail(written.error());
    std::vector<store::PredictionRecord> all;
    for (std::size_t i = 0; i < outcome.folds.size(); ++i) {
        const auto& fold = outcome.folds[i];
        const auto index = static_cast<int>(i);
        const store::FoldRecord record{
            run.id, index,           fold.name,   fold.trainSpeakers, fold.validationSpeakers, fold.testSpeakers,
            true,   fold.bestUpdate, fold.seconds};
        for (const auto& epoch : fold.epochs) {
            store::EpochRecord point{index, epoch.update, epoch.trainLoss, {}, {}, epoch.learningRate, epoch.seconds};
            if (epoch.validation) {
                point.innerLoss = epoch.validation->loss;
                point.innerUar = epoch.validation->uar;
            }
            if (auto added = workspace.addEpoch(run.id, point); !added) return core::fail(added.error());
        }
        auto predictions = predictionsOf(fold, index);
        if (auto stored = workspace.finishFold(record, predictions); !stored) return core::fail(stored.error());
        all.insert(all.end(), predictions.begin(), predictions.end());
    }
    analysis::summariseRun(run, all);
    run.state = store::RunState::Finished;
    run.finishedAt = core::utcNow();
    if (auto updated = workspace.updateRun(run); !updated) return core::fail(updated.error());
    return run;
}

}  // namespace prososcope::backend
