// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/Reproduction.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/core/Join.h"
#include "engine/report/NumberText.h"
#include "engine/report/RunFigures.h"
#include "engine/report/Sections.h"

namespace prososcope::report {

namespace {

/// A run with its figures, read when a cell first asks for it.
struct Read {
    StoredRun stored;
    RunFigures figures;
};

struct Own {
    double value = 0.0;
    std::optional<analysis::Interval> interval;
    std::size_t utterances = 0;
};

/// Mean squared error of a dimension for each speaker.
std::vector<double> errorsBySpeaker(const StoredRun& stored, std::size_t dimension) {
    std::map<std::string, std::pair<double, std::size_t>> sums;
    for (const auto& each : stored.predictions) {
        if (dimension >= each.trueValues.size() || dimension >= each.values.size()) continue;
        const double off = static_cast<double>(each.values[dimension]) - static_cast<double>(each.trueValues[dimension]);
        if (!std::isfinite(off)) continue;
        sums[each.speaker].first += off * off;
        ++sums[each.speaker].second;
    }
    std::vector<double> errors;
    for (const auto& [speaker, sum] : sums) errors.push_back(sum.first / static_cast<double>(sum.second));
    return errors;
}

std::optional<std::size_t> placeOf(const std::vector<std::string>& words, const std::string& word) {
    const auto found = std::ranges::find(words, word);
    if (found == words.end()) return std::nullopt;
    return static_cast<std::size_t>(found - words.begin());
}

std::optional<Own> ofDimension(const PublishedCell& cell, const Read& read) {
    const auto index = placeOf(read.stored.run.dimensions, cell.subject);
    if (!index) return std::nullopt;
    const auto& scores = read.figures.dimensions[*index];
    if (cell.measure == Measure::Concordance) return Own{scores.scores.concordance, scores.concordance, scores.count};
    const auto errors = errorsBySpeaker(read.stored, *index);
    const auto spread = analysis::spreadOf(errors);
    if (cell.measure == Measure::MseMean) return Own{spread.mean, std::nullopt, scores.count};
    const auto count = static_cast<double>(spread.count);  // over n, as NumPy does
    return Own{count > 1.0 ? spread.deviation * std::sqrt((count - 1.0) / count) : 0.0, std::nullopt, scores.count};
}

std::optional<Own> ofClasses(const PublishedCell& cell, const Read& read) {
    const auto& figures = read.figures;
    if (!figures.hasClasses()) return std::nullopt;
    const std::size_t n = figures.matrix.total();
    if (cell.measure == Measure::Uar) return Own{figures.uar.value, figures.uar.interval, n};
    if (cell.measure == Measure::Wa) return Own{figures.accuracy.value, figures.accuracy.interval, n};
    if (cell.measure == Measure::MacroF1) return Own{figures.macroF1.value, figures.macroF1.interval, n};
    const auto truth = placeOf(read.stored.run.classes, cell.truth);
    const auto predicted = placeOf(read.stored.run.classes, cell.subject);
    if (cell.measure != Measure::Confusion || !truth || !predicted) return std::nullopt;
    return Own{static_cast<double>(figures.matrix.at(*truth, *predicted)), std::nullopt, n};
}

std::optional<Own> ownFigure(const PublishedCell& cell, const Read& read) {
    const bool dimension =
        cell.measure == Measure::Concordance || cell.measure == Measure::MseMean || cell.measure == Measure::MseSpread;
    auto own = dimension ? ofDimension(cell, read) : ofClasses(cell, read);
    if (!own || !std::isfinite(own->value)) return std::nullopt;
    if (cell.percent) {
        own->value *= 100.0;
        if (own->interval) *own->interval = {100.0 * own->interval->low, 100.0 * own->interval->high};
    }
    return own;
}

/// Fills cells from one workspace.
class Filler {
public:
    Filler(const store::Workspace& workspace, std::vector<store::RunRecord> runs, std::set<std::string> corpora,
           const Translate& say)
        : m_workspace(workspace), m_runs(std::move(runs)), m_corpora(std::move(corpora)), m_say(say) {}

    core::Result<ReproducedCell> fill(const PublishedTable& table, const PublishedCell& published, core::Progress& progress) {
        ReproducedCell cell;
        cell.published = published;
        if (published.measure == Measure::Words || !published.quoted.empty()) return cell;
        core::Status filled;
        if (published.measure == Measure::Count)
            filled = count(cell);
        else if (!published.experiment.empty())
            filled = fromRuns(cell, progress);
        if (!filled) return core::fail(filled.error());
        if (cell.ours && published.value) cell.difference = *cell.ours - *published.value;
        if (!cell.ours) nameMissing(table, cell);
        return cell;
    }

private:
    core::Status count(ReproducedCell& cell) {
        if (cell.published.corpora.size() != 1 || !m_corpora.contains(cell.published.corpora.front())) return {};
        const auto& name = cell.published.corpora.front();
        auto known = m_counts.find(name);
        if (known == m_counts.end()) {
            const auto corpus = m_workspace.corpus(name);
            if (!corpus) return core::fail(corpus.error());
            known = m_counts.emplace(name, corpus->emotionCounts()).first;
        }
        const auto found = known->second.find(cell.published.subject);
        cell.utterances = found == known->second.end() ? 0 : found->second;
        cell.ours = static_cast<double>(cell.utterances);
        return {};
    }

    /// The newest matching run, and the finished ones of its group that differ from it in the seed alone.
    [[nodiscard]] std::vector<const store::RunRecord*> matching(const PublishedCell& cell) const {
        std::vector<const store::RunRecord*> found;
        std::set<std::uint64_t> seeds;
        for (const auto& run : m_runs) {  // newest first
            if (run.state != store::RunState::Finished || run.name != cell.experimentName ||
                run.corpus != cell.experimentCorpus)
                continue;
            if (!found.empty() && (run.group.empty() || run.group != found.front()->group || run.point != found.front()->point))
                continue;
            if (seeds.insert(run.seed).second) found.push_back(&run);
            if (found.front()->group.empty()) break;
        }
        return found;
    }

    core::Status fromRuns(ReproducedCell& cell, core::Progress& progress) {
        std::vector<double> values;
        for (const auto* run : matching(cell.published)) {
            const auto read = readRun(run->id, progress);
            if (!read) return core::fail(read.error());
            const auto own = ownFigure(cell.published, **read);
            if (!own) continue;
            if (values.empty()) {
                cell.interval = own->interval;
                cell.utterances = own->utterances;
                cell.protocol = protocolWords(*run, m_say);
                cell.speakerDependent = run->speakerDependent;
            }
            values.push_back(own->value);
            cell.runs.push_back(run->id);
        }
        if (values.empty()) return {};
        const auto spread = analysis::spreadOf(values);
        cell.ours = spread.mean;
        if (values.size() > 1) {
            cell.spread = spread.deviation;
            cell.interval.reset();  // of one of them alone
        }
        return {};
    }

    core::Result<const Read*> readRun(std::int64_t id, core::Progress& progress) {
        if (const auto known = m_read.find(id); known != m_read.end()) return &known->second;
        auto stored = loadStoredRun(m_workspace, id);
        if (!stored) return core::fail(stored.error());
        core::Progress silent(progress.stopToken());
        auto figures = computeFigures(*stored, silent);
        if (!figures) return core::fail(figures.error());
        return &m_read.emplace(id, Read{std::move(*stored), std::move(*figures)}).first->second;
    }

    void nameMissing(const PublishedTable& table, ReproducedCell& cell) const {
        const auto& published = cell.published;
        cell.missing = published.needs;
        for (const auto& corpus : published.corpora) {
            if (m_corpora.contains(corpus)) continue;
            const auto words = table.corpora.find(corpus);
            cell.missing.push_back(m_say({TRANSLATABLE("Engine", "the corpus %1 in the workspace"),
                                          {words == table.corpora.end() ? corpus : words->second}}));
        }
        if (!published.experiment.empty())
            cell.missing.push_back(m_say({TRANSLATABLE("Engine", "a finished run of %1"), {published.experimentName}}));
        else if (cell.missing.empty() && published.measure != Measure::Count)
            cell.missing.push_back(m_say({TRANSLATABLE("Engine", "an experiment file")}));
    }

    const store::Workspace& m_workspace;
    std::vector<store::RunRecord> m_runs;
    std::set<std::string> m_corpora;
    const Translate& m_say;
    std::map<std::string, std::map<std::string, std::size_t>> m_counts;  // by corpus
    std::map<std::int64_t, Read> m_read;
};

int digitsOf(const std::string& figure) {
    const auto end = figure.find_first_not_of("-0123456789.");
    const auto number = figure.substr(0, end);
    const auto dot = number.find('.');
    return dot == std::string::npos ? 0 : static_cast<int>(number.size() - dot - 1);
}

std::string rowNumber(const std::optional<double>& value) {
    return value && std::isfinite(*value) ? core::numberText(*value) : std::string();
}

}  // namespace

std::size_t ReproducedTable::filled() const {
    return static_cast<std::size_t>(std::ranges::count_if(cells, [](const auto& cell) { return cell.ours.has_value(); }));
}

std::size_t ReproducedTable::fillable() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        cells, [](const auto& cell) { return cell.published.value.has_value() && cell.published.quoted.empty(); }));
}

core::Result<std::vector<ReproducedTable>> reproduce(const std::vector<PublishedTable>& tables,
                                                     const store::Workspace& workspace, const Translate& translate,
                                                     core::Progress& progress) {
    const Translate say = translate ? translate : [](const core::Text& text) { return text.english(); };
    auto runs = workspace.runs();
    if (!runs) return core::fail(runs.error());
    const auto corpora = workspace.corpora();
    if (!corpora) return core::fail(corpora.error());
    std::set<std::string> names;
    for (const auto& corpus : *corpora) names.insert(corpus.name);
    Filler filler(workspace, std::move(*runs), std::move(names), say);
    std::vector<ReproducedTable> result;
    for (const auto& table : tables) {
        ReproducedTable reproduced{table, {}};
        for (const auto& published : table.cells) {
            if (progress.stopRequested()) return core::cancelled();
            auto cell = filler.fill(table, published, progress);
            if (!cell) return core::fail(cell.error());
            reproduced.cells.push_back(std::move(*cell));
        }
        result.push_back(std::move(reproduced));
        progress.report(static_cast<double>(result.size()) / static_cast<double>(tables.size()));
    }
    return result;
}

std::string oursText(const ReproducedCell& cell) {
    if (!cell.ours) return "\u2013";
    const int digits = digitsOf(cell.published.text);
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
    table.data.columns = {"table",      "row",  "column", "published",  "unit",    "ours",     "sd_over_seeds",
                          "low",        "high", "n",      "difference", "measure", "protocol", "speaker_dependent",
                          "experiment", "runs", "missing"};
    for (const auto& cell : reproduced.cells) {
        const auto& published = cell.published;
        if (published.text == "-") continue;
        std::string remark = cell.ours ? cell.protocol : core::joined(cell.missing, "; ");
        if (!published.quoted.empty()) remark = say({TRANSLATABLE("Engine", "quoted there from %1"), {published.quoted}});
        if (cell.runs.size() > 1) remark += say({TRANSLATABLE("Engine", " (%1 seeds)"), {std::to_string(cell.runs.size())}});
        table.rows.push_back({published.row, published.column, published.text, oursText(cell), differenceText(cell),
                              cell.utterances > 0 ? std::to_string(cell.utterances) : std::string("\u2013"), remark});
        table.alarming.push_back(cell.speakerDependent);
        std::vector<std::string> runs;
        for (const auto run : cell.runs) runs.push_back(std::to_string(run));
        const auto end = [&](double analysis::Interval::*which) {
            return cell.interval ? core::numberText((*cell.interval).*which) : std::string();
        };
        table.data.rows.push_back(
            {reproduced.table.name, published.row, published.column, published.text, published.percent ? "%" : "",
             rowNumber(cell.ours), rowNumber(cell.spread), end(&analysis::Interval::low), end(&analysis::Interval::high),
             cell.utterances > 0 ? std::to_string(cell.utterances) : std::string(), rowNumber(cell.difference),
             std::string(measureName(published.measure)), published.protocol, cell.speakerDependent ? "yes" : "no",
             published.experiment, core::joined(runs, ";"), core::joined(cell.missing, "; ")});
    }
    return table;
}

}  // namespace prososcope::report
