// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <map>

#include "engine/analysis/MultipleTests.h"
#include "engine/analysis/RunComparison.h"
#include "engine/core/Csv.h"
#include "engine/report/Figures.h"
#include "engine/report/NumberText.h"
#include "engine/report/Sections.h"

namespace prososcope::report {

namespace {

constexpr std::size_t kMostPaired = 6;  // runs of which all pairs are compared; of more, the first with each other one

void addScoreTable(Document& document, const std::vector<ReportedRun>& runs, const Translate& say) {
    Table table;
    table.name = "runs";
    table.caption = say({TRANSLATABLE("Engine", "The runs")});
    table.columns = {say({TRANSLATABLE("Engine", "run")}),
                     say({TRANSLATABLE("Engine", "system")}),
                     say({TRANSLATABLE("Engine", "corpus")}),
                     say({TRANSLATABLE("Engine", "protocol")}),
                     "n",
                     say({TRANSLATABLE("Engine", "speakers")})};
    table.numeric = {false, false, false, false, true, true};
    Table scores;
    scores.name = "run-scores";
    scores.caption = say({TRANSLATABLE("Engine", "Scores of the runs, with 95 % intervals over speakers")});
    scores.columns = {say({TRANSLATABLE("Engine", "run")}), "UAR", "WA", say({TRANSLATABLE("Engine", "macro F1")})};
    scores.numeric = {false, true, true, true};
    table.data.columns = {"run",   "name",   "system",  "corpus",   "protocol",     "speaker_dependent", "seed",
                          "group", "point",  "n",       "speakers", "uar",          "uar_low",           "uar_high",
                          "wa",    "wa_low", "wa_high", "macro_f1", "macro_f1_low", "macro_f1_high",     "ccc"};
    bool dimensions = false;
    for (const auto& each : runs) dimensions = dimensions || !each.figures.dimensions.empty();
    if (dimensions) {
        scores.columns.emplace_back("CCC");
        scores.numeric.push_back(true);
    }
    std::vector<IntervalRow> rows;
    for (const auto& each : runs) {
        const auto& run = each.stored->run;
        const auto& figures = each.figures;
        const auto score = [&](const Scored& scored) {
            return figures.hasClasses() ? intervalText(scored.value, scored.interval) : std::string("\u2013");
        };
        table.rows.push_back({runName(run, say), run.system, run.corpus, protocolWords(run, say),
                              std::to_string(figures.utterances), std::to_string(figures.speakers)});
        scores.rows.push_back({runName(run, say), score(figures.uar), score(figures.accuracy), score(figures.macroF1)});
        if (dimensions) scores.rows.back().push_back(scoreText(figures.meanConcordance));
        table.alarming.push_back(run.speakerDependent);
        scores.alarming.push_back(run.speakerDependent);
        std::vector<std::string> data = {std::to_string(run.id),
                                         run.name,
                                         run.system,
                                         run.corpus,
                                         run.protocol,
                                         run.speakerDependent ? "yes" : "no",
                                         std::to_string(run.seed),
                                         run.group,
                                         run.point,
                                         std::to_string(figures.utterances),
                                         std::to_string(figures.speakers)};
        for (const auto* scored : {&figures.uar, &figures.accuracy, &figures.macroF1}) {
            for (const double value : {scored->value, scored->interval.low, scored->interval.high})
                data.push_back(figures.hasClasses() ? core::cellText(value) : std::string());
        }
        data.push_back(core::cellText(figures.meanConcordance));
        table.data.rows.push_back(std::move(data));
        if (figures.hasClasses()) rows.push_back({runName(run, say), figures.uar, run.speakerDependent});
    }
    document.blocks.emplace_back(std::move(table));
    document.blocks.emplace_back(std::move(scores));
    if (rows.size() > 1) {
        document.blocks.emplace_back(Figure{say({TRANSLATABLE("Engine", "UAR of the runs with 95 % intervals over speakers.")}),
                                            intervalFigure(rows, "UAR", false)});
    }
}

/// Runs of the same group that differ in nothing but the seed.
void addSeeds(Document& document, const std::vector<ReportedRun>& runs, const Translate& say) {
    std::map<std::pair<std::string, std::string>, std::vector<const ReportedRun*>> points;
    for (const auto& each : runs) {
        if (!each.stored->run.group.empty()) points[{each.stored->run.group, each.stored->run.point}].push_back(&each);
    }
    Table table;
    table.name = "seeds";
    table.caption = say({TRANSLATABLE("Engine", "Spread over the seeds of a group")});
    table.columns = {say({TRANSLATABLE("Engine", "runs")}),
                     say({TRANSLATABLE("Engine", "setting")}),
                     say({TRANSLATABLE("Engine", "score")}),
                     say({TRANSLATABLE("Engine", "seeds")}),
                     say({TRANSLATABLE("Engine", "mean ± standard deviation")}),
                     say({TRANSLATABLE("Engine", "range")})};
    table.numeric = {false, false, false, true, true, true};
    table.data.columns = {"group", "point", "score", "seeds", "mean", "sd", "smallest", "largest"};
    for (const auto& [key, members] : points) {
        if (members.size() < 2) continue;
        const auto add = [&, &group = key.first, &point = key.second](const std::string& name, auto value) {
            std::vector<double> values;
            for (const auto* member : members) {
                if (const double each = value(*member); std::isfinite(each)) values.push_back(each);
            }
            if (values.size() < 2) return;
            const auto spread = analysis::spreadOf(values);
            table.rows.push_back({members.front()->stored->run.name, point, name, std::to_string(spread.count),
                                  scoreText(spread.mean) + " ± " + scoreText(spread.deviation),
                                  rangeText({spread.smallest, spread.largest}, 3)});
            bool dependent = false;
            for (const auto* member : members) dependent = dependent || member->stored->run.speakerDependent;
            table.alarming.push_back(dependent);
            table.data.rows.push_back({group, point, name, std::to_string(spread.count), core::cellText(spread.mean),
                                       core::cellText(spread.deviation), core::cellText(spread.smallest),
                                       core::cellText(spread.largest)});
        };
        const auto ofClasses = [](const ReportedRun& run, const Scored& scored) {
            return run.figures.hasClasses() ? scored.value : std::nan("");
        };
        add("UAR", [&](const ReportedRun& run) { return ofClasses(run, run.figures.uar); });
        add("WA", [&](const ReportedRun& run) { return ofClasses(run, run.figures.accuracy); });
        add("macro F1", [&](const ReportedRun& run) { return ofClasses(run, run.figures.macroF1); });
        add("CCC", [](const ReportedRun& run) { return run.figures.meanConcordance; });
    }
    if (!table.rows.empty()) document.blocks.emplace_back(std::move(table));
}

struct Pair {
    const ReportedRun* first = nullptr;
    const ReportedRun* second = nullptr;
    core::Result<analysis::RunComparison> compared;
};

core::Result<std::vector<Pair>> comparePairs(const std::vector<ReportedRun>& runs, core::Progress& progress) {
    std::vector<const ReportedRun*> classified;
    for (const auto& each : runs) {
        if (each.figures.hasClasses()) classified.push_back(&each);
    }
    std::vector<Pair> pairs;
    const std::size_t firsts = classified.size() <= kMostPaired ? classified.size() : 1;
    for (std::size_t i = 0; i < firsts; ++i) {
        for (std::size_t k = i + 1; k < classified.size(); ++k)
            pairs.push_back({classified[i], classified[k], core::cancelled()});
    }
    const auto comparable = [](const ReportedRun& run) {
        return analysis::ComparedRun{run.stored->run.classes, run.stored->predictions};
    };
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        auto part = progress.part(static_cast<double>(i) / static_cast<double>(pairs.size()),
                                  static_cast<double>(i + 1) / static_cast<double>(pairs.size()));
        pairs[i].compared = analysis::compareRuns(comparable(*pairs[i].first), comparable(*pairs[i].second), part);
        if (!pairs[i].compared && pairs[i].compared.error().kind == core::ErrorKind::Cancelled) return core::cancelled();
    }
    return pairs;
}

std::string shortName(const store::RunRecord& run) { return std::to_string(run.id); }

void addPairs(Document& document, const std::vector<Pair>& pairs, const Translate& say) {
    Table table;
    table.name = "comparisons";
    table.caption = say({TRANSLATABLE("Engine", "Paired comparisons of UAR on the utterances of both runs")});
    table.columns = {say({TRANSLATABLE("Engine", "first - second")}),
                     "n",
                     say({TRANSLATABLE("Engine", "difference (95 % interval)")}),
                     say({TRANSLATABLE("Engine", "p, permutation")}),
                     say({TRANSLATABLE("Engine", "p, Holm")}),
                     say({TRANSLATABLE("Engine", "p, McNemar")}),
                     say({TRANSLATABLE("Engine", "right alone")})};
    table.numeric = {false, true, true, true, true, true, true};
    table.data.columns = {"first",
                          "second",
                          "n",
                          "speakers",
                          "uar_first",
                          "uar_second",
                          "difference",
                          "low",
                          "high",
                          "permutation_p",
                          "permutation_p_holm",
                          "mcnemar_p",
                          "only_first_right",
                          "only_second_right"};
    std::vector<double> p;
    for (const auto& pair : pairs) {
        if (pair.compared) p.push_back(pair.compared->uar.permutation);
    }
    const auto holm = analysis::adjusted(p, analysis::Correction::Holm);
    std::vector<IntervalRow> rows;
    std::vector<std::string> refused;
    std::size_t at = 0;
    for (const auto& pair : pairs) {
        const auto& a = pair.first->stored->run;
        const auto& b = pair.second->stored->run;
        const std::string names = say({TRANSLATABLE("Engine", "run %1 - run %2"), {shortName(a), shortName(b)}});
        if (!pair.compared) {
            refused.push_back(names + ": " + say(pair.compared.error().text));
            continue;
        }
        const auto& uar = pair.compared->uar;
        const bool dependent = a.speakerDependent || b.speakerDependent;
        table.rows.push_back({names, std::to_string(pair.compared->utterances), intervalText(uar.difference, uar.interval),
                              pText(uar.permutation), pText(holm[at]), pText(uar.mcNemar.exact),
                              std::to_string(uar.mcNemar.onlyFirst) + ", " + std::to_string(uar.mcNemar.onlySecond)});
        table.alarming.push_back(dependent);
        table.data.rows.push_back({std::to_string(a.id), std::to_string(b.id), std::to_string(pair.compared->utterances),
                                   std::to_string(pair.compared->speakers), core::cellText(uar.first),
                                   core::cellText(uar.second), core::cellText(uar.difference), core::cellText(uar.interval.low),
                                   core::cellText(uar.interval.high), core::cellText(uar.permutation), core::cellText(holm[at]),
                                   core::cellText(uar.mcNemar.exact), std::to_string(uar.mcNemar.onlyFirst),
                                   std::to_string(uar.mcNemar.onlySecond)});
        rows.push_back({names, {uar.difference, uar.interval}, dependent});
        ++at;
    }
    if (!table.rows.empty()) {
        table.note = say({TRANSLATABLE("Engine",
                                       "Permutation: the runs exchanged in whole speakers; Holm: corrected for the number of "
                                       "pairs, %1; "
                                       "McNemar: exact, on the utterances that one run alone has right."),
                          {std::to_string(table.rows.size())}});
        document.blocks.emplace_back(std::move(table));
        document.blocks.emplace_back(Figure{say({TRANSLATABLE("Engine", "Differences of UAR with 95 % intervals; none at 0.")}),
                                            intervalFigure(rows, say({TRANSLATABLE("Engine", "difference of UAR")}), true)});
    }
    for (const auto& sentence : refused) document.blocks.emplace_back(Paragraph{sentence, false});
}

}  // namespace

core::Status addComparison(Document& document, const std::vector<ReportedRun>& runs, const Translate& say,
                           core::Progress& progress) {
    document.blocks.emplace_back(Heading{say({TRANSLATABLE("Engine", "Comparison")}), 1});
    addScoreTable(document, runs, say);
    addSeeds(document, runs, say);
    const auto pairs = comparePairs(runs, progress);
    if (!pairs) return core::fail(pairs.error());
    addPairs(document, *pairs, say);
    if (runs.size() > kMostPaired) {
        document.blocks.emplace_back(
            Paragraph{say({TRANSLATABLE("Engine", "Of more than %1 runs the first one is compared with each other one."),
                           {std::to_string(kMostPaired)}}),
                      false});
    }
    return {};
}

}  // namespace prososcope::report
