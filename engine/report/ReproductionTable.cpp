// SPDX-License-Identifier: GPL-3.0-or-later
// How published figures beside ours are written.
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/report/NumberText.h"
#include "engine/report/Reproduction.h"

namespace prososcope::report {

namespace {

/// "less the feature set's error −0.008 (−0.020 to 0.004), p 0.21"
std::string againstWords(const experiment::StoredDifference& test, const Translate& say) {
    return say({TRANSLATABLE("Engine", "less the feature set's error %1, paired by speaker, p %2"),
                {intervalText(test.difference, {test.low, test.high}), pText(test.p)}});
}

int digitsOf(const std::string& figure) {
    const auto end = figure.find_first_not_of("-0123456789.");
    const auto number = figure.substr(0, end);
    const auto dot = number.find('.');
    return dot == std::string::npos ? 0 : static_cast<int>(number.size() - dot - 1);
}

std::string rowNumber(const std::optional<double>& value) { return value ? core::cellText(*value) : std::string(); }

std::vector<std::string> againstNumbers(const ReproducedCell& cell) {
    const bool has = cell.regression && cell.regression->againstFeatures;
    const auto test = has ? *cell.regression->againstFeatures : experiment::StoredDifference();
    return {rowNumber(test.difference), rowNumber(test.low), rowNumber(test.high), rowNumber(test.p)};
}

Table ownTable(const ReproducedTable& reproduced, const Translate& say) {
    Table table;
    table.name = reproduced.table.name;
    table.caption = reproduced.table.title;
    table.columns = {say({TRANSLATABLE("Engine", "system")}),
                     say({TRANSLATABLE("Engine", "target")}),
                     say({TRANSLATABLE("Engine", "MSE (95 % interval)")}),
                     say({TRANSLATABLE("Engine", "sd")}),
                     say({TRANSLATABLE("Engine", "variance")}),
                     say({TRANSLATABLE("Engine", "less the features (95 % interval)")}),
                     "p",
                     "n",
                     say({TRANSLATABLE("Engine", "protocol")})};
    table.numeric = {false, false, true, true, true, true, true, true, false};
    table.note = reproduced.table.note;
    table.data.columns = {"table",    "system",     "target",         "mse_mean",        "mse_low",
                          "mse_high", "mse_sd",     "mse_variance",   "speakers",        "n",
                          "leaks",    "difference", "difference_low", "difference_high", "p"};
    for (const auto& cell : reproduced.cells) {
        const auto figures = cell.regression.value_or(RegressionFigures());
        const auto& test = figures.againstFeatures;
        table.rows.push_back({cell.published.row, cell.published.column, oursText(cell),
                              scoreText(figures.deviation, kOwnDigits), scoreText(figures.variance, kOwnDigits + 1),
                              test ? intervalText(test->difference, {test->low, test->high}) : std::string("\u2013"),
                              test ? pText(test->p) : std::string("\u2013"), std::to_string(cell.utterances), cell.protocol});
        table.alarming.push_back(cell.speakerDependent);
        std::vector<std::string> row{reproduced.table.name,
                                     cell.published.row,
                                     cell.published.column,
                                     rowNumber(cell.ours),
                                     cell.interval ? core::numberText(cell.interval->low) : std::string(),
                                     cell.interval ? core::numberText(cell.interval->high) : std::string(),
                                     rowNumber(figures.deviation),
                                     rowNumber(figures.variance),
                                     std::to_string(figures.speakers),
                                     std::to_string(cell.utterances),
                                     figures.leaks ? "yes" : "no"};
        for (auto& number : againstNumbers(cell)) row.push_back(std::move(number));
        table.data.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

std::string oursText(const ReproducedCell& cell) {
    if (!cell.ours) return "\u2013";
    const int digits = cell.published.text.empty() ? kOwnDigits : digitsOf(cell.published.text);
    if (cell.spread) return scoreText(*cell.ours, digits) + " \u00b1 " + scoreText(*cell.spread, digits);
    if (!cell.interval) return scoreText(*cell.ours, digits);
    return scoreText(*cell.ours, digits) + " (" + rangeText(*cell.interval, digits) + ")";
}

std::string differenceText(const ReproducedCell& cell) {
    if (!cell.difference) return "\u2013";
    const std::string text = scoreText(*cell.difference, digitsOf(cell.published.text));
    const bool zero = text.find_first_not_of("0.") == std::string::npos;
    return *cell.difference > 0.0 && !zero ? "+" + text : text;
}

Table reproductionTable(const ReproducedTable& reproduced, const Translate& translate) {
    const Translate say = translate ? translate : [](const core::Text& text) { return text.english(); };
    if (reproduced.own) return ownTable(reproduced, say);
    Table table;
    table.name = reproduced.table.name;
    table.caption = say({TRANSLATABLE("Engine", "%1, table %2: %3"),
                         {reproduced.table.paper, std::to_string(reproduced.table.number), reproduced.table.title}});
    table.columns = {say({TRANSLATABLE("Engine", "row")}),
                     say({TRANSLATABLE("Engine", "column")}),
                     say({TRANSLATABLE("Engine", "published")}),
                     say({TRANSLATABLE("Engine", "ours (95 % interval)")}),
                     say({TRANSLATABLE("Engine", "difference")}),
                     "n",
                     say({TRANSLATABLE("Engine", "protocol, or what is missing")})};
    table.numeric = {false, false, true, true, true, true, false};
    table.note = reproduced.table.note;
    table.data.columns = {"table",
                          "row",
                          "column",
                          "published",
                          "unit",
                          "ours",
                          "sd_over_seeds",
                          "low",
                          "high",
                          "n",
                          "difference",
                          "measure",
                          "protocol",
                          "speaker_dependent",
                          "experiment",
                          "runs",
                          "missing",
                          "sd_over_speakers",
                          "variance_over_speakers",
                          "less_features",
                          "less_features_low",
                          "less_features_high",
                          "less_features_p",
                          "departure"};
    for (const auto& cell : reproduced.cells) {
        const auto& published = cell.published;
        if (published.text == "-") continue;
        std::string remark = cell.ours ? cell.protocol : core::joined(cell.missing, "; ");
        if (cell.regression && published.measure == Measure::MseSpread) {
            remark += say({TRANSLATABLE("Engine", "; variance %1"), {scoreText(cell.regression->variance, kOwnDigits + 1)}});
        }
        if (cell.regression && cell.regression->againstFeatures)
            remark += "; " + againstWords(*cell.regression->againstFeatures, say);
        if (!published.quoted.empty()) remark = say({TRANSLATABLE("Engine", "quoted there from %1"), {published.quoted}});
        if (cell.runs.size() > 1) remark += say({TRANSLATABLE("Engine", " (%1 seeds)"), {std::to_string(cell.runs.size())}});
        table.rows.push_back({published.row, published.column, published.text, oursText(cell), differenceText(cell),
                              cell.utterances > 0 ? std::to_string(cell.utterances) : std::string("\u2013"), remark});
        table.alarming.push_back(cell.speakerDependent || !cell.departure.empty());
        std::vector<std::string> runs;
        for (const auto run : cell.runs) runs.push_back(std::to_string(run));
        const auto end = [&](double analysis::Interval::*which) {
            return cell.interval ? core::numberText((*cell.interval).*which) : std::string();
        };
        std::vector<std::string> data(
            {reproduced.table.name, published.row, published.column, published.text, published.percent ? "%" : "",
             rowNumber(cell.ours), rowNumber(cell.spread), end(&analysis::Interval::low), end(&analysis::Interval::high),
             cell.utterances > 0 ? std::to_string(cell.utterances) : std::string(), rowNumber(cell.difference),
             std::string(measureName(published.measure)), published.protocol, cell.speakerDependent ? "yes" : "no",
             published.experiment.empty() ? published.regression : published.experiment, core::joined(runs, ";"),
             core::joined(cell.missing, "; "), cell.regression ? rowNumber(cell.regression->deviation) : std::string(),
             cell.regression ? rowNumber(cell.regression->variance) : std::string()});
        for (auto& number : againstNumbers(cell)) data.push_back(std::move(number));
        data.push_back(cell.departure);
        table.data.rows.push_back(std::move(data));
    }
    return table;
}

}  // namespace prososcope::report
