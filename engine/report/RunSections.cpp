// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/corpus/Folds.h"
#include "engine/report/Figures.h"
#include "engine/report/NumberText.h"
#include "engine/report/Sections.h"
#include "engine/store/ChosenOnTest.h"

namespace prososcope::report {

namespace {

std::string versionsText(const std::string& json) {
    const auto value = nlohmann::json::parse(json, nullptr, false);
    if (!value.is_object()) return json;
    std::vector<std::string> parts;
    for (const auto& [key, each] : value.items()) {
        const auto text =
            each.is_string() ? each.get<std::string>() : each.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        parts.push_back(key + " " + text);
    }
    return core::joined(parts);
}

std::string tableName(const store::RunRecord& run, const char* what) { return "run-" + std::to_string(run.id) + "-" + what; }

void addFacts(Document& document, const ReportedRun& reported, const Translate& say) {
    const auto& run = reported.stored->run;
    Facts facts;
    const auto add = [&](const char* label, std::string value, bool alarming = false) {
        if (!value.empty()) facts.facts.push_back({say({label}), std::move(value), alarming});
    };
    add(TRANSLATABLE("Engine", "system"), run.system);
    add(TRANSLATABLE("Engine", "corpus"), run.corpus);
    for (const auto& corpus : run.corpora) {
        std::vector<std::string> parts;
        for (const auto& part : {corpus.title, corpus.citation, corpus.source}) {
            if (!part.empty()) parts.push_back(part);
        }
        if (!corpus.licence.empty()) parts.push_back(say({TRANSLATABLE("Engine", "licence: %1"), {corpus.licence}}));
        if (!parts.empty())
            facts.facts.push_back(
                {say({TRANSLATABLE("Engine", "source of %1"), {corpus.name}}), core::joined(parts, "; "), false});
    }
    std::string protocol = protocolWords(run, say);
    if (const auto* known = corpus::findFoldProtocol(run.protocol)) protocol += ". " + say({known->description});
    add(TRANSLATABLE("Engine", "protocol"), protocol, run.speakerDependent);
    if (!run.onlyFolds.empty()) {
        std::vector<std::string> folds;
        for (const int fold : run.onlyFolds) folds.push_back(std::to_string(fold));
        add(TRANSLATABLE("Engine", "folds trained"), core::joined(folds));
    }
    std::vector<std::string> counts;
    for (std::size_t i = 0; i < reported.figures.classes.size(); ++i)
        counts.push_back(run.classes[i] + " " + std::to_string(reported.figures.classes[i].truth));
    add(TRANSLATABLE("Engine", "utterances"),
        std::to_string(reported.figures.utterances) + (counts.empty() ? "" : " (" + core::joined(counts) + ")"));
    add(TRANSLATABLE("Engine", "speakers"), std::to_string(reported.figures.speakers));
    add(TRANSLATABLE("Engine", "seed"), std::to_string(run.seed));
    if (run.seeds > 1) add(TRANSLATABLE("Engine", "seeds"), std::to_string(run.seeds));
    add(TRANSLATABLE("Engine", "group"), run.group);
    add(TRANSLATABLE("Engine", "this one sets"), run.point);
    add(TRANSLATABLE("Engine", "state"), std::string(store::runStateName(run.state)));
    add(TRANSLATABLE("Engine", "started (UTC)"), run.startedAt);
    add(TRANSLATABLE("Engine", "finished (UTC)"), run.finishedAt);
    if (run.seconds > 0.0) add(TRANSLATABLE("Engine", "took"), durationText(run.seconds));
    add(TRANSLATABLE("Engine", "device"), run.device);
    if (run.threads > 0) add(TRANSLATABLE("Engine", "threads"), std::to_string(run.threads));
    add(TRANSLATABLE("Engine", "versions"), versionsText(run.versions));
    add(TRANSLATABLE("Engine", "fingerprint of the data"), run.fingerprint);
    add(TRANSLATABLE("Engine", "command"), run.command);
    add(TRANSLATABLE("Engine", "tags"), core::joined(run.tags));
    add(TRANSLATABLE("Engine", "comment"), run.comment);
    add(TRANSLATABLE("Engine", "note"), run.note);
    document.blocks.emplace_back(std::move(facts));
}

void addScores(Document& document, const ReportedRun& reported, const Translate& say) {
    const auto& run = reported.stored->run;
    const auto& figures = reported.figures;
    Table table;
    table.name = tableName(run, "scores");
    table.caption = say({TRANSLATABLE("Engine", "Scores, pooled over all held-out predictions")});
    table.columns = {say({TRANSLATABLE("Engine", "score")}), say({TRANSLATABLE("Engine", "value")}),
                     say({TRANSLATABLE("Engine", "95 % interval over speakers")})};
    table.numeric = {false, true, true};
    table.data.columns = {"score", "value", "low", "high"};
    const auto add = [&](const std::string& name, const char* key, const Scored& scored) {
        table.rows.push_back({name, scoreText(scored.value), rangeText(scored.interval, 3)});
        table.alarming.push_back(run.speakerDependent);
        table.data.rows.push_back(
            {key, core::cellText(scored.value), core::cellText(scored.interval.low), core::cellText(scored.interval.high)});
    };
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (figures.hasClasses()) {
        add(say({TRANSLATABLE("Engine", "UAR (mean recall of the classes)")}), "uar", figures.uar);
        add(say({TRANSLATABLE("Engine", "WA (share of utterances recognised)")}), "wa", figures.accuracy);
        add(say({TRANSLATABLE("Engine", "macro F1")}), "macro_f1", figures.macroF1);
    }
    if (figures.foldUar.count > 1) {
        table.rows.push_back({say({TRANSLATABLE("Engine", "UAR, mean of %1 folds ± standard deviation"),
                                   {std::to_string(figures.foldUar.count)}}),
                              scoreText(figures.foldUar.mean) + " ± " + scoreText(figures.foldUar.deviation), "\u2013"});
        table.alarming.push_back(run.speakerDependent);
        table.data.rows.push_back({"uar_mean_of_folds", core::cellText(figures.foldUar.mean), "", ""});
        table.data.rows.push_back({"uar_sd_of_folds", core::cellText(figures.foldUar.deviation), "", ""});
    }
    if (figures.calibration) {
        add(say({TRANSLATABLE("Engine", "expected calibration error")}), "ece", {figures.calibration->error, {kNone, kNone}});
        add(say({TRANSLATABLE("Engine", "Brier score (0 to 2)")}), "brier", {figures.calibration->brier, {kNone, kNone}});
    }
    if (figures.dimensions.size() > 1)
        add(say({TRANSLATABLE("Engine", "CCC, mean over the dimensions")}), "ccc", {figures.meanConcordance, {kNone, kNone}});
    if (!table.rows.empty()) document.blocks.emplace_back(std::move(table));
}

void addDimensions(Document& document, const ReportedRun& reported, const Translate& say) {
    if (reported.figures.dimensions.empty()) return;
    Table table;
    table.name = tableName(reported.stored->run, "dimensions");
    table.caption = say({TRANSLATABLE("Engine", "Dimensions, on the scales of the corpus")});
    table.columns = {say({TRANSLATABLE("Engine", "dimension")}),
                     "n",
                     say({TRANSLATABLE("Engine", "CCC (95 % interval)")}),
                     "r",
                     "\u03c1",
                     "MSE",
                     "RMSE",
                     "MAE",
                     "R\u00b2"};
    table.numeric = {false, true, true, true, true, true, true, true, true};
    table.data.columns = {"dimension", "n", "ccc", "ccc_low", "ccc_high", "pearson", "spearman", "mse", "rmse", "mae", "r2"};
    for (const auto& each : reported.figures.dimensions) {
        const auto& s = each.scores;
        table.rows.push_back({each.name, std::to_string(each.count), intervalText(s.concordance, each.concordance),
                              scoreText(s.pearson.r), scoreText(s.spearman.r), scoreText(s.meanSquaredError),
                              scoreText(s.rootMeanSquaredError), scoreText(s.meanAbsoluteError), scoreText(s.determination)});
        table.alarming.push_back(reported.stored->run.speakerDependent);
        table.data.rows.push_back({each.name, std::to_string(each.count), core::cellText(s.concordance),
                                   core::cellText(each.concordance.low), core::cellText(each.concordance.high),
                                   core::cellText(s.pearson.r), core::cellText(s.spearman.r),
                                   core::cellText(s.meanSquaredError), core::cellText(s.rootMeanSquaredError),
                                   core::cellText(s.meanAbsoluteError), core::cellText(s.determination)});
    }
    document.blocks.emplace_back(std::move(table));
}

void addClasses(Document& document, const ReportedRun& reported, const Translate& say) {
    const auto& figures = reported.figures;
    const auto& run = reported.stored->run;
    if (!figures.hasClasses()) return;
    Table table;
    table.name = tableName(run, "classes");
    table.caption = say({TRANSLATABLE("Engine", "Classes")});
    table.columns = {say({TRANSLATABLE("Engine", "class")}), "n", say({TRANSLATABLE("Engine", "precision")}),
                     say({TRANSLATABLE("Engine", "recall")}), "F1"};
    table.numeric = {false, true, true, true, true};
    table.data.columns = {"class", "n", "precision", "recall", "f1"};
    for (std::size_t i = 0; i < figures.classes.size(); ++i) {
        const auto& each = figures.classes[i];
        const auto count = std::to_string(each.truth);
        table.rows.push_back({run.classes[i], count, scoreText(each.precision), scoreText(each.recall), scoreText(each.f1)});
        table.data.rows.push_back(
            {run.classes[i], count, core::cellText(each.precision), core::cellText(each.recall), core::cellText(each.f1)});
    }
    document.blocks.emplace_back(std::move(table));
    Figure confusion;
    confusion.caption = say({TRANSLATABLE("Engine",
                                          "Confusion matrix: number of utterances and share of their class; truth by row, "
                                          "prediction by column.")});
    confusion.drawing = confusionFigure(figures.matrix, run.classes, say);
    document.blocks.emplace_back(std::move(confusion));
    Table counts;
    counts.name = tableName(run, "confusion");
    counts.caption = say({TRANSLATABLE("Engine", "Confusion matrix, truth by row")});
    counts.columns = {say({TRANSLATABLE("Engine", "truth")})};
    counts.numeric = {false};
    for (const auto& name : run.classes) {
        counts.columns.push_back(name);
        counts.numeric.push_back(true);
    }
    for (std::size_t truth = 0; truth < figures.matrix.classes; ++truth) {
        std::vector<std::string> row = {run.classes[truth]};
        for (std::size_t predicted = 0; predicted < figures.matrix.classes; ++predicted)
            row.push_back(std::to_string(figures.matrix.at(truth, predicted)));
        counts.rows.push_back(std::move(row));
    }
    document.blocks.emplace_back(std::move(counts));
}

void addParts(Document& document, const ReportedRun& reported, const Translate& say) {
    const auto& figures = reported.figures;
    if (!figures.hasClasses()) return;
    const double chance = 1.0 / static_cast<double>(std::max<std::size_t>(figures.matrix.classes, 1));
    const auto table = [&](const std::vector<analysis::PartScore>& parts, const char* name, std::string caption, bool gender) {
        Table result;
        result.name = tableName(reported.stored->run, name);
        result.caption = std::move(caption);
        result.data.columns = {gender ? "speaker" : "gender", "n", "uar"};
        if (gender) result.data.columns.emplace_back("gender");
        result.columns = {gender ? say({TRANSLATABLE("Engine", "speaker")}) : say({TRANSLATABLE("Engine", "gender")}), "n",
                          "UAR"};
        if (gender) result.columns.push_back(say({TRANSLATABLE("Engine", "gender")}));
        result.numeric = {false, true, true};
        if (gender) result.numeric.push_back(false);
        for (const auto& part : parts) {
            result.rows.push_back({part.name, std::to_string(part.utterances), scoreText(part.uar)});
            result.data.rows.push_back({part.name, std::to_string(part.utterances), core::cellText(part.uar)});
            if (gender) result.rows.back().push_back(part.gender);
            if (gender) result.data.rows.back().push_back(part.gender);
        }
        document.blocks.emplace_back(std::move(result));
    };
    const auto figure = [&](const std::vector<analysis::PartScore>& parts, std::string caption) {
        document.blocks.emplace_back(Figure{std::move(caption), barFigure(parts, chance, figures.uar.value, say)});
    };
    if (!figures.bySpeaker.empty()) {
        const auto worst = std::min_element(figures.bySpeaker.begin(), figures.bySpeaker.end(),
                                            [](const auto& a, const auto& b) { return a.uar < b.uar; });
        figure(figures.bySpeaker,
               say({TRANSLATABLE("Engine", "Recall (UAR) by speaker; lowest: %1, %2."), {worst->name, scoreText(worst->uar)}}));
        table(figures.bySpeaker, "speakers", say({TRANSLATABLE("Engine", "Recall by speaker")}), true);
    }
    if (figures.byGender.size() > 1) {
        figure(figures.byGender, say({TRANSLATABLE("Engine", "Recall (UAR) by gender of the speaker.")}));
        table(figures.byGender, "genders", say({TRANSLATABLE("Engine", "Recall by gender")}), false);
    }
}

void addCalibration(Document& document, const ReportedRun& reported, const Translate& say) {
    if (!reported.figures.calibration) return;
    const auto& calibration = *reported.figures.calibration;
    document.blocks.emplace_back(
        Figure{say({TRANSLATABLE("Engine",
                                 "Calibration: accuracy over the largest posterior in %1 bins of equal width, below how many "
                                 "utterances each bin holds. Expected calibration error %2, Brier score %3."),
                    {std::to_string(calibration.bins.size()), scoreText(calibration.error), scoreText(calibration.brier)}}),
               reliabilityFigure(calibration, say)});
    Table table;
    table.name = tableName(reported.stored->run, "calibration");
    table.caption = say({TRANSLATABLE("Engine", "Calibration")});
    table.columns = {say({TRANSLATABLE("Engine", "largest posterior")}), "n", say({TRANSLATABLE("Engine", "mean posterior")}),
                     say({TRANSLATABLE("Engine", "accuracy")})};
    table.numeric = {true, true, true, true};
    table.data.columns = {"low", "high", "n", "mean_posterior", "accuracy"};
    for (const auto& bin : calibration.bins) {
        if (bin.rows > 0) {
            table.rows.push_back({rangeText({bin.low, bin.high}), std::to_string(bin.rows), scoreText(bin.probability),
                                  scoreText(bin.accuracy)});
        }
        table.data.rows.push_back({core::cellText(bin.low), core::cellText(bin.high), std::to_string(bin.rows),
                                   core::cellText(bin.probability), core::cellText(bin.accuracy)});
    }
    document.blocks.emplace_back(std::move(table));
}

void addCurves(Document& document, const ReportedRun& reported, const Translate& say) {
    const auto& epochs = reported.stored->epochs;
    if (epochs.empty()) return;
    document.blocks.emplace_back(
        Figure{say({TRANSLATABLE("Engine",
                                 "Learning curves: every fold thin, their mean bold. The epoch kept is chosen on the "
                                 "inner speakers, never on the test.")}),
               curveFigure(epochs, say)});
}

void addFolds(Document& document, const ReportedRun& reported, const Translate& say) {
    const auto& stored = *reported.stored;
    if (stored.folds.empty()) return;
    Table table;
    table.name = tableName(stored.run, "folds");
    table.caption = say({TRANSLATABLE("Engine", "Speakers of every fold")});
    table.columns = {say({TRANSLATABLE("Engine", "fold")}), say({TRANSLATABLE("Engine", "tested")}),
                     say({TRANSLATABLE("Engine", "inner")}), say({TRANSLATABLE("Engine", "trained on")}),
                     say({TRANSLATABLE("Engine", "epoch kept")})};
    table.numeric = {false, false, false, false, true};
    table.data.columns = {"fold",           "name",     "test_speakers", "inner_speakers",
                          "train_speakers", "complete", "best_epoch",    "seconds"};
    for (const auto& fold : stored.folds) {
        table.rows.push_back({fold.name.empty() ? std::to_string(fold.index) : fold.name, core::joined(fold.testSpeakers),
                              core::joined(fold.innerSpeakers), core::joined(fold.trainSpeakers),
                              fold.bestEpoch > 0 ? std::to_string(fold.bestEpoch) : "\u2013"});
        table.alarming.push_back(stored.run.speakerDependent);
        table.data.rows.push_back({std::to_string(fold.index), fold.name, core::joined(fold.testSpeakers, ";"),
                                   core::joined(fold.innerSpeakers, ";"), core::joined(fold.trainSpeakers, ";"),
                                   fold.complete ? "yes" : "no", std::to_string(fold.bestEpoch), core::cellText(fold.seconds)});
    }
    document.blocks.emplace_back(std::move(table));
}

}  // namespace

std::string protocolWords(const store::RunRecord& run, const Translate& say) {
    std::string words = run.protocol;
    if (run.protocol == "leave-one-speaker-out") words = say({TRANSLATABLE("Engine", "leave one speaker out")});
    if (run.protocol == "leave-one-session-out") words = say({TRANSLATABLE("Engine", "leave one session out")});
    if (run.protocol == "speaker-groups") words = say({TRANSLATABLE("Engine", "groups of speakers")});
    if (run.protocol == "official") words = say({TRANSLATABLE("Engine", "the corpus's own parts")});
    if (run.protocol == "random") words = say({TRANSLATABLE("Engine", "utterances at random")});
    if (store::isChosenOnTest(run)) return say({TRANSLATABLE("Engine", "epoch chosen on the test part (%1)"), {words}});
    return run.speakerDependent ? say({TRANSLATABLE("Engine", "speaker-dependent (%1)"), {words}}) : words;
}

std::string runName(const store::RunRecord& run, const Translate& say) {
    return say({TRANSLATABLE("Engine", "run %1, %2, seed %3"), {std::to_string(run.id), run.name, std::to_string(run.seed)}});
}

void addRunSections(Document& document, const ReportedRun& reported, const Translate& say) {
    const auto& run = reported.stored->run;
    const auto heading = [&](const char* text) { document.blocks.emplace_back(Heading{say({text}), 2}); };
    document.blocks.emplace_back(Heading{
        say({TRANSLATABLE("Engine", "Run %1: %2"), {std::to_string(run.id), run.title.empty() ? run.name : run.title}}), 1});
    if (run.speakerDependent) {
        document.blocks.emplace_back(Paragraph{
            say({TRANSLATABLE("Engine",
                              "Speaker-dependent: speakers of the test are in the training too, the figures are too good.")}),
            true});
    }
    addFacts(document, reported, say);
    if (reported.stored->predictions.empty()) {
        document.blocks.emplace_back(Paragraph{say({TRANSLATABLE("Engine", "This run has no predictions.")}), false});
    } else {
        heading(TRANSLATABLE("Engine", "Scores"));
        addScores(document, reported, say);
        addDimensions(document, reported, say);
        addClasses(document, reported, say);
    }
    if (!reported.figures.bySpeaker.empty()) heading(TRANSLATABLE("Engine", "Speakers"));
    addParts(document, reported, say);
    if (reported.figures.calibration) heading(TRANSLATABLE("Engine", "Calibration"));
    addCalibration(document, reported, say);
    if (!reported.stored->epochs.empty()) heading(TRANSLATABLE("Engine", "Training"));
    addCurves(document, reported, say);
    if (!reported.stored->folds.empty()) heading(TRANSLATABLE("Engine", "Folds"));
    addFolds(document, reported, say);
}

void addAppendix(Document& document, const ReportedRun& reported, const Translate& say) {
    const auto& run = reported.stored->run;
    if (run.experiment.empty()) return;
    document.blocks.emplace_back(
        Heading{say({TRANSLATABLE("Engine", "The resolved experiment of run %1"), {std::to_string(run.id)}}), 2});
    document.blocks.emplace_back(Verbatim{run.experiment});
}

}  // namespace prososcope::report
