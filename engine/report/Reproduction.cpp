// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/Reproduction.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/analysis/UnitErrorRecords.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/corpus/FixtureMark.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "engine/report/NumberText.h"
#include "engine/report/RecogniserFigures.h"
#include "engine/report/RunFigures.h"
#include "engine/report/Sections.h"
#include "engine/store/ModelCard.h"

namespace prososcope::report {

namespace {

/// A run with its figures, read when a cell first asks for it.
struct Read {
    StoredRun stored;
    RunFigures figures;
    std::optional<std::vector<analysis::UnitErrorRecord>> unitErrors;
    std::string start;  ///< the encoder that its network began with
};

struct Own {
    double value = 0.0;
    std::optional<analysis::Interval> interval;
    std::size_t utterances = 0;
    std::optional<analysis::EditCounts> errors{};  ///< that a rate is made of
};

constexpr const char* kWithEmotion = "with emotion";
constexpr const char* kWithoutEmotion = "without emotion";

/// Whether a run can have the figure: error rates of words it has not.
bool isOfRuns(const PublishedCell& cell) {
    return cell.measure != Measure::Errors || cell.subject == kWithEmotion || cell.subject == kWithoutEmotion;
}

std::optional<Own> ofUnits(const PublishedCell& cell, const Read& read) {
    if (!isOfRuns(cell) || !read.unitErrors) return std::nullopt;
    const auto pooled = analysis::pooledUnitErrors(*read.unitErrors, cell.subject == kWithEmotion);
    if (!pooled) return std::nullopt;
    return Own{pooled->rate, pooled->interval, read.unitErrors->size(), pooled->counts};
}

/// "substitutions 24.2 %, deletions 5.0 %, insertions 2.8 % of 194473 units"
std::string partsOfErrors(const analysis::EditCounts& counts, const Translate& say) {
    const auto share = [&](std::size_t count) {
        return core::fixedText(100.0 * static_cast<double>(count) / static_cast<double>(counts.referenceUnits()), 1);
    };
    return say({TRANSLATABLE("Engine", "substitutions %1 %, deletions %2 %, insertions %3 % of %4 units"),
                {share(counts.substitutions), share(counts.deletions), share(counts.insertions),
                 std::to_string(counts.referenceUnits())}});
}

/// The same of words.
std::string wordParts(const analysis::EditCounts& counts, const Translate& say) {
    const auto share = [&](std::size_t count) {
        return core::fixedText(100.0 * static_cast<double>(count) / static_cast<double>(counts.referenceUnits()), 1);
    };
    return say({TRANSLATABLE("Engine", "substitutions %1 %, deletions %2 %, insertions %3 % of %4 words"),
                {share(counts.substitutions), share(counts.deletions), share(counts.insertions),
                 std::to_string(counts.referenceUnits())}});
}

/// The encoder with which a stored run's network began; empty where none is named.
std::string startOf(const store::RunRecord& run) {
    if (experiment::isUnitEmotionExperiment(run.experiment)) {
        const auto units = experiment::parseUnitEmotionExperiment(run.experiment, "run");
        return units ? units->encoder.start : std::string();
    }
    const auto parsed = experiment::parseExperiment(run.experiment, "run");
    return parsed ? parsed->start : std::string();
}

std::string fixtureWords(const Translate& say) {
    return say({TRANSLATABLE("Engine", "FIXTURE: speech that is made up in the corpus's layout")});
}

std::string notComparable(const std::vector<std::string>& words, const Translate& say) {
    if (words.empty()) return {};
    return say({TRANSLATABLE("Engine", "%1: cannot be compared"), {core::joined(words, "; ")}});
}

/// How a run differs from the experiment of a cell, in words.
std::string departureOf(const PublishedCell& cell, const Read& read, const Translate& say) {
    const auto& run = read.stored.run;
    std::vector<std::string> words;
    std::vector<std::string> own;
    for (const auto& corpus : run.corpora) own.push_back(corpus.name);
    if (own.empty()) own.push_back(run.corpus);
    const bool others =
        std::ranges::any_of(cell.corpora, [&](const auto& corpus) { return std::ranges::find(own, corpus) == own.end(); });
    if (run.corpus != cell.experimentCorpus || (others && !run.corpora.empty()))
        words.push_back(say({TRANSLATABLE("Engine", "on %1, not on %2"),
                             {core::joined(own), cell.corpora.empty() ? cell.experimentCorpus : core::joined(cell.corpora)}}));
    // A checkpoint is named by its folder as well; a start for each fold is the experiment's own.
    if (!cell.experimentStart.empty() && read.start != cell.experimentStart &&
        std::filesystem::path(read.start).filename() != cell.experimentStart)
        words.push_back(read.start.empty()
                            ? say({TRANSLATABLE("Engine", "begins with random weights, not with %1"), {cell.experimentStart}})
                            : say({TRANSLATABLE("Engine", "begins with %1, not with %2"), {read.start, cell.experimentStart}}));
    if (std::ranges::any_of(run.corpora, [](const auto& corpus) { return corpus.title.starts_with(corpus::kFixtureMark); }))
        words.push_back(fixtureWords(say));
    return notComparable(words, say);
}

/// The same of a training of a recogniser.
std::string departureOf(const PublishedCell& cell, const RecogniserFigures& figures, const Translate& say) {
    std::vector<std::string> words;
    if (figures.corpus != cell.experimentCorpus)
        words.push_back(say({TRANSLATABLE("Engine", "on %1, not on %2"), {figures.corpus, cell.experimentCorpus}}));
    if (figures.elsewhere) words.push_back(say({TRANSLATABLE("Engine", "in another domain than that of the recordings"), {}}));
    if (figures.corpusTitle.starts_with(corpus::kFixtureMark)) words.push_back(fixtureWords(say));
    return notComparable(words, say);
}

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
    auto own = dimension                         ? ofDimension(cell, read)
               : cell.measure == Measure::Errors ? ofUnits(cell, read)
                                                 : ofClasses(cell, read);
    if (!own || !std::isfinite(own->value)) return std::nullopt;
    if (cell.percent) {
        own->value *= 100.0;
        if (own->interval) *own->interval = {100.0 * own->interval->low, 100.0 * own->interval->high};
    }
    return own;
}

/// "leave one speaker out, 10 speakers"
std::string regressionProtocol(const experiment::StoredRegressionTable& table, bool leaks, const Translate& say) {
    std::string words = say({TRANSLATABLE("Engine", "leave one speaker out, %1 speakers"), {std::to_string(table.speakers)}});
    if (leaks) words += say({TRANSLATABLE("Engine", "; columns chosen with the test speakers' help: too small")});
    return words;
}

void fillFromRegression(ReproducedCell& cell, const experiment::StoredRegression& stored,
                        const experiment::StoredRegressionTable& table, const experiment::StoredRegressionCell& one,
                        const Translate& say) {
    cell.ours = one.mean;
    if (std::isfinite(one.low) && std::isfinite(one.high)) cell.interval = analysis::Interval{one.low, one.high};
    cell.utterances = table.utterances;
    cell.protocol = regressionProtocol(table, one.leaks, say);
    cell.speakerDependent = one.leaks;
    cell.regression =
        RegressionFigures{stored.folder, one.deviation, one.variance, table.speakers, one.leaks, one.againstFeatures};
}

/// Fills cells from one workspace.
class Filler {
public:
    Filler(const store::Workspace& workspace, std::vector<store::RunRecord> runs, std::set<std::string> corpora,
           const Translate& say)
        : m_workspace(workspace),
          m_runs(std::move(runs)),
          m_corpora(std::move(corpora)),
          m_regressions(experiment::storedRegressions(workspace.folder())),
          m_say(say) {
        for (const auto& model : store::findModels(workspace.modelsFolder())) m_models.insert(model.card.name);
    }

    core::Result<ReproducedCell> fill(const PublishedTable& table, const PublishedCell& published, core::Progress& progress) {
        ReproducedCell cell;
        cell.published = published;
        if (published.measure == Measure::Words || !published.quoted.empty()) return cell;
        core::Status filled;
        if (published.measure == Measure::Count)
            filled = count(cell);
        else if (published.ofRecogniser)
            filled = fromRecogniser(cell);
        else if (!fromRegression(cell) && !published.experiment.empty() && isOfRuns(published))
            filled = fromRuns(cell, progress);
        if (!filled) return core::fail(filled.error());
        cell.canRun = !published.regression.empty() && m_models.contains(published.regressionEncoder) &&
                      m_corpora.contains(published.regressionCorpus);
        if (cell.ours && published.value && cell.departure.empty()) cell.difference = *cell.ours - *published.value;
        if (!cell.ours) nameMissing(table, cell);
        return cell;
    }

    /// What predicting the training speakers' mean gives, which no published table has; empty where it is not stored.
    [[nodiscard]] std::string meanNote(const PublishedTable& published) const {
        if (published.cells.empty() || published.cells.front().regression.empty()) return {};
        const auto& first = published.cells.front();
        for (const auto& stored : m_regressions) {
            if (stored.name != first.regressionName || stored.corpus != first.regressionCorpus) continue;
            const auto* table = stored.table(first.regressionTable);
            if (table == nullptr) continue;
            std::vector<std::string> parts;
            for (const auto& cell : table->cells) {
                if (cell.system == "mean") parts.push_back(cell.target + " " + scoreText(cell.mean, kOwnDigits));
            }
            if (parts.empty()) return {};
            return m_say({TRANSLATABLE("Engine", "Predicting the mean of the training speakers: %1. Stored in %2."),
                          {core::joined(parts), stored.folder.string()}});
        }
        return {};
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

    core::Status fromRecogniser(ReproducedCell& cell) const {
        const auto& published = cell.published;
        if (published.measure != Measure::Errors) return {};
        const auto figures = readRecogniserFigures(m_workspace.folder() / "recognisers" / published.experimentName);
        if (!figures) return core::fail(figures.error());
        if (!*figures) return {};
        const double unit = published.percent ? 100.0 : 1.0;
        const auto& own = **figures;
        cell.ours = unit * own.rate;
        cell.interval = analysis::Interval{unit * own.interval.low, unit * own.interval.high};
        cell.utterances = own.utterances;
        cell.departure = departureOf(published, own, m_say);
        cell.protocol = wordParts(own.words, m_say) + (cell.departure.empty() ? "" : "; " + cell.departure);
        return {};
    }

    bool fromRegression(ReproducedCell& cell) const {
        const auto& published = cell.published;
        if (published.regression.empty()) return false;
        for (const auto& stored : m_regressions) {
            if (stored.name != published.regressionName || stored.corpus != published.regressionCorpus) continue;
            const auto* table = stored.table(published.regressionTable);
            const auto* one = table != nullptr ? table->cell(published.system, published.subject) : nullptr;
            if (one == nullptr) continue;
            fillFromRegression(cell, stored, *table, *one, m_say);
            if (published.measure == Measure::MseSpread) {
                cell.ours = one->deviation;
                cell.interval.reset();
                cell.regression->againstFeatures.reset();
            }
            return cell.ours.has_value() && std::isfinite(*cell.ours);
        }
        return false;
    }

    /// The newest matching run, and the finished ones of its group that differ from it in the seed alone; where none is on the
    /// cell's corpus, of those on others.
    [[nodiscard]] std::vector<const store::RunRecord*> matching(const PublishedCell& cell) const {
        auto found = matching(cell, true);
        return found.empty() ? matching(cell, false) : found;
    }
    [[nodiscard]] std::vector<const store::RunRecord*> matching(const PublishedCell& cell, bool sameCorpus) const {
        std::vector<const store::RunRecord*> found;
        std::set<std::uint64_t> seeds;
        for (const auto& run : m_runs) {  // newest first
            if (run.state != store::RunState::Finished || run.name != cell.experimentName ||
                (run.corpus == cell.experimentCorpus) != sameCorpus || (!sameCorpus && run.example))
                continue;
            if (!found.empty() && run.corpus != found.front()->corpus) continue;
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
                cell.departure = departureOf(cell.published, **read, m_say);
                if (own->errors) cell.protocol += "; " + partsOfErrors(*own->errors, m_say);
                if (!cell.departure.empty()) cell.protocol += "; " + cell.departure;
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
        auto units = analysis::readUnitErrors(m_workspace.runFolder(id));
        if (!units) return core::fail(units.error());
        auto start = startOf(stored->run);
        return &m_read.emplace(id, Read{std::move(*stored), std::move(*figures), std::move(*units), std::move(start)})
                    .first->second;
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
        if (!published.regression.empty() && !m_models.contains(published.regressionEncoder)) {
            cell.missing.push_back(
                m_say({TRANSLATABLE("Engine", "the network %1 in the workspace"), {published.regressionEncoder}}));
        }
        if (!published.regression.empty())
            cell.missing.push_back(m_say(
                {TRANSLATABLE("Engine", "not run yet: prososcope-cli run resources/experiments/%1"), {published.regression}}));
        else if (!published.experiment.empty())
            cell.missing.push_back(m_say({TRANSLATABLE("Engine", "a finished run of %1"), {published.experimentName}}));
        else if (cell.missing.empty() && published.measure != Measure::Count)
            cell.missing.push_back(m_say({TRANSLATABLE("Engine", "an experiment file")}));
    }

    const store::Workspace& m_workspace;
    std::vector<store::RunRecord> m_runs;
    std::set<std::string> m_corpora;
    std::set<std::string> m_models;
    std::vector<experiment::StoredRegression> m_regressions;
    const Translate& m_say;
    std::map<std::string, std::map<std::string, std::size_t>> m_counts;  // by corpus
    std::map<std::int64_t, Read> m_read;
};

}  // namespace

std::size_t ReproducedTable::filled() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(cells, [](const auto& cell) { return cell.ours.has_value() && cell.departure.empty(); }));
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
        ReproducedTable reproduced;
        reproduced.table = table;
        for (const auto& published : table.cells) {
            if (progress.stopRequested()) return core::cancelled();
            auto cell = filler.fill(table, published, progress);
            if (!cell) return core::fail(cell.error());
            reproduced.cells.push_back(std::move(*cell));
        }
        if (const auto note = filler.meanNote(table); !note.empty()) reproduced.table.note += " " + note;
        result.push_back(std::move(reproduced));
        progress.report(static_cast<double>(result.size()) / static_cast<double>(tables.size()));
    }
    return result;
}

std::vector<ReproducedTable> ownRegressions(const std::vector<PublishedTable>& published,
                                            const std::filesystem::path& workspace, const Translate& translate) {
    const Translate say = translate ? translate : [](const core::Text& text) { return text.english(); };
    std::set<std::pair<std::string, std::string>> known;
    for (const auto& table : published) {
        for (const auto& cell : table.cells) known.emplace(cell.regressionName, cell.regressionCorpus);
    }
    std::vector<ReproducedTable> result;
    for (const auto& stored : experiment::storedRegressions(workspace)) {
        if (known.contains({stored.name, stored.corpus})) continue;
        for (const auto& table : stored.tables) {
            ReproducedTable own;
            own.own = true;
            own.experimentFile = stored.folder / "experiment.toml";
            own.table.name = "regression-" + stored.name + "-" + table.name;
            own.table.paper = say({TRANSLATABLE("Engine", "Regressions of this workspace")});
            own.table.citation = say({TRANSLATABLE("Engine", "%1: the units of %2 (%3) on %4. Stored in %5."),
                                      {stored.title.empty() ? stored.name : stored.title, stored.encoder, stored.tap,
                                       stored.corpus, stored.folder.string()}});
            own.table.number = static_cast<int>(result.size()) + 1;
            own.table.title = stored.name + ": " + (table.title.empty() ? table.name : table.title);
            own.table.note =
                say({TRANSLATABLE("Engine",
                                  "Mean squared errors over the speakers left out, with the 95 % interval and "
                                  "spread over speakers (divisor their number). Utterances left out: %1 without "
                                  "ratings, %2 without an agreed class. Made by prososcope-cli run %3"),
                     {std::to_string(table.unrated), std::to_string(table.disagreed), own.experimentFile.string()}});
            for (const auto& one : table.cells) {
                ReproducedCell cell;
                cell.published.row = one.system;
                cell.published.column = one.target;
                cell.published.measure = Measure::MseMean;
                cell.published.subject = one.target;
                cell.published.regressionName = stored.name;
                cell.published.system = one.system;
                cell.canRun = true;
                fillFromRegression(cell, stored, table, one, say);
                own.cells.push_back(std::move(cell));
            }
            result.push_back(std::move(own));
        }
    }
    return result;
}

}  // namespace prososcope::report
