// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/CorpusQuality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "engine/core/Clock.h"
#include "engine/core/Undefined.h"
#include "engine/corpus/SoundQuality.h"
#include "engine/store/CorpusBlocks.h"
#include "engine/store/CorpusFields.h"
#include "engine/store/CorpusRows.h"
#include "engine/store/FeatureWorkers.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

namespace {

using core::ErrorKind;
using core::fail;
using Measured = core::Result<corpus::SoundQuality>;
constexpr double kShareOfReading = 0.97;

std::optional<StoredHead> headOf(Database& database, std::string_view corpus) {
    const std::string sql = std::string("SELECT ") + kHeadColumns + " FROM corpora c WHERE c.name = ? AND c.state = 'ready'";
    Statement row(database, sql.c_str());
    if (!row.bind(corpus).step()) return std::nullopt;
    return readHead(row, 0);
}

tl::unexpected<core::Error> noSuchCorpus(std::string_view name) {
    return fail(ErrorKind::NotFound, {TRANSLATABLE("Engine", "There is no corpus named %1 in the workspace. Import it first."),
                                      {std::string(name)}});
}

/// Columns of the index by name, one value for each utterance.
using Columns = std::map<std::string, std::vector<double>>;

/// Marks utterances with the same sound.
void findCopies(const corpus::Corpus& corpus, const std::vector<Measured>& measured, Columns& columns, QualityReport& report) {
    std::unordered_map<std::string, std::vector<std::size_t>> bySound;
    for (std::size_t i = 0; i < measured.size(); ++i) {
        if (measured[i] && !measured[i]->content.empty()) bySound[measured[i]->content].push_back(i);
    }
    std::vector<const std::vector<std::size_t>*> groups;
    for (const auto& [sound, members] : bySound) {
        if (members.size() > 1) groups.push_back(&members);
    }
    std::sort(groups.begin(), groups.end(), [](const auto* a, const auto* b) { return a->front() < b->front(); });
    for (std::size_t g = 0; g < groups.size(); ++g) {
        std::set<std::string> emotions;
        std::set<std::string> speakers;
        std::set<std::string> splits;
        for (const std::size_t i : *groups[g]) {
            columns["copies"][i] = static_cast<double>(groups[g]->size());
            columns["group"][i] = static_cast<double>(g + 1);
            emotions.insert(corpus.utterances[i].emotion);
            speakers.insert(corpus.utterances[i].speaker);
            splits.insert(corpus.utterances[i].split);
        }
        report.copies += groups[g]->size();
        report.contradictions += emotions.size() > 1 ? 1 : 0;
        report.acrossSpeakers += speakers.size() > 1 ? 1 : 0;
        report.acrossSplits += splits.size() > 1 ? 1 : 0;
    }
    report.copiedGroups = groups.size();
}

void summarise(const std::vector<Measured>& measured, Columns& columns, QualityReport& report) {
    std::vector<double> levels;
    for (std::size_t i = 0; i < measured.size(); ++i) {
        if (!measured[i]) {
            columns["unreadable"][i] = 1.0;
            if (report.unreadable++ == 0) report.firstUnreadable = measured[i].error().message();
            continue;
        }
        const auto& one = *measured[i];
        const double percent = 100.0 * one.silence;
        columns["peak"][i] = one.peakDb;
        columns["level"][i] = one.levelDb;
        columns["clipped"][i] = static_cast<double>(one.clipped);
        columns["silence"][i] = percent;
        report.clipped += one.clipped > 0 ? 1 : 0;
        report.quiet += one.levelDb < QualityReport::kQuietDb ? 1 : 0;
        report.mostlySilent += percent > QualityReport::kMostSilencePercent ? 1 : 0;
        ++report.rates[one.rateHz];
        ++report.channels[one.channels];
        if (std::isfinite(one.levelDb)) levels.push_back(one.levelDb);
    }
    std::sort(levels.begin(), levels.end());
    const auto percentile = [&](double share) {
        return levels.empty() ? 0.0 : levels[static_cast<std::size_t>(share * static_cast<double>(levels.size() - 1) + 0.5)];
    };
    report.levelLow = percentile(0.05);
    report.levelMedian = percentile(0.5);
    report.levelHigh = percentile(0.95);
}

/// Keys of a map of numbers are texts in JSON.
nlohmann::json countsOf(const std::map<int, std::size_t>& counts) {
    auto map = nlohmann::json::object();
    for (const auto& [key, count] : counts) map[std::to_string(key)] = count;
    return map;
}

std::map<int, std::size_t> countsFrom(const nlohmann::json& map) {
    std::map<int, std::size_t> counts;
    for (const auto& [key, count] : map.items()) counts[std::stoi(key)] = count.get<std::size_t>();
    return counts;
}

std::string reportText(const QualityReport& r) {
    return nlohmann::json{{"utterances", r.utterances},
                          {"clipped", r.clipped},
                          {"quiet", r.quiet},
                          {"mostly_silent", r.mostlySilent},
                          {"unreadable", r.unreadable},
                          {"first_unreadable", r.firstUnreadable},
                          {"copies", r.copies},
                          {"copied_groups", r.copiedGroups},
                          {"contradictions", r.contradictions},
                          {"across_speakers", r.acrossSpeakers},
                          {"across_splits", r.acrossSplits},
                          {"rates", countsOf(r.rates)},
                          {"channels", countsOf(r.channels)},
                          {"level", {r.levelLow, r.levelMedian, r.levelHigh}}}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<QualityReport> reportFrom(const std::string& text, const std::string& madeAt) {
    try {
        const auto json = nlohmann::json::parse(text);
        QualityReport r;
        r.madeAt = madeAt;
        r.utterances = json.at("utterances").get<std::size_t>();
        r.clipped = json.at("clipped").get<std::size_t>();
        r.quiet = json.at("quiet").get<std::size_t>();
        r.mostlySilent = json.at("mostly_silent").get<std::size_t>();
        r.unreadable = json.at("unreadable").get<std::size_t>();
        r.firstUnreadable = json.at("first_unreadable").get<std::string>();
        r.copies = json.at("copies").get<std::size_t>();
        r.copiedGroups = json.at("copied_groups").get<std::size_t>();
        r.contradictions = json.at("contradictions").get<std::size_t>();
        r.acrossSpeakers = json.at("across_speakers").get<std::size_t>();
        r.acrossSplits = json.at("across_splits").get<std::size_t>();
        r.rates = countsFrom(json.at("rates"));
        r.channels = countsFrom(json.at("channels"));
        r.levelLow = json.at("level").at(0).get<double>();
        r.levelMedian = json.at("level").at(1).get<double>();
        r.levelHigh = json.at("level").at(2).get<double>();
        return r;
    } catch (const std::exception&) {  // a damaged report is none
        return std::nullopt;
    }
}

/// Writes the columns and the report of a corpus that is still the one that was read.
core::Status storeReport(Workspace& workspace, const StoredHead& head, const Columns& columns, const QualityReport& report) {
    return workspace.impl().attempt([&]() -> core::Status {
        auto& database = *workspace.impl().database;
        Transaction transaction(database);
        Statement same(database, "SELECT 1 FROM corpora WHERE id = ? AND revision = ? AND state = 'ready'");
        if (!same.bind(head.id, head.revision).step()) {
            return fail(ErrorKind::Unavailable,
                        {TRANSLATABLE("Engine", "The corpus was imported again meanwhile. Check it again.")});
        }
        Statement remove(database, "DELETE FROM corpus_blocks WHERE corpus = ? AND field = ?");
        Statement insert(database, "INSERT INTO corpus_blocks VALUES (?, ?, ?, ?)");
        for (const auto& [name, column] : columns) {
            const std::string field = std::string(kQualityPrefix) + name;
            remove.bind(head.id, field).run();
            for (std::size_t from = 0; from < column.size(); from += kIndexRows) {
                const auto rows = std::span(column).subspan(from, std::min(kIndexRows, column.size() - from));
                if (std::all_of(rows.begin(), rows.end(), [](double value) { return std::isnan(value); })) continue;
                const auto block = packNumbers(rows);
                insert.bind(head.id, field, static_cast<std::int64_t>(from / kIndexRows), std::span<const std::byte>(block))
                    .run();
            }
        }
        Statement(database, "INSERT OR REPLACE INTO corpus_reports VALUES (?, ?, ?)")
            .bind(head.id, report.madeAt, reportText(report))
            .run();
        transaction.commit();
        return {};
    });
}

}  // namespace

core::Result<QualityReport> checkCorpus(Workspace& workspace, std::string_view name, int threads, core::Progress& progress) {
    const auto head = workspace.impl().attempt(
        [&]() -> core::Result<std::optional<StoredHead>> { return headOf(*workspace.impl().database, name); });
    if (!head) return fail(head.error());
    if (!*head) return noSuchCorpus(name);
    const auto corpus = workspace.corpus(name);
    if (!corpus) return fail(corpus.error());
    const std::size_t count = corpus->utterances.size();
    std::vector<Measured> measured(count, core::cancelled());
    core::Progress reading = progress.part(0.0, kShareOfReading);
    const bool whole = runWorkers<Measured>(
        count, threads, reading,
        [&](std::size_t i, int, core::Progress& part) {
            const auto& u = corpus->utterances[i];
            return corpus::measureQuality(corpus->folder / u.path, u.startSeconds, u.endSeconds, part);
        },
        [&](std::size_t i) { return corpus->utterances[i].id; },
        [&](std::size_t i, const Measured& value) { measured[i] = value; }, [](std::size_t, const Measured&) {});
    if (!whole || progress.stopRequested()) return core::cancelled();
    QualityReport report;
    report.madeAt = core::utcNow(true);
    report.utterances = count;
    Columns columns;
    for (const char* column : {"peak", "level", "clipped", "silence", "copies", "group", "unreadable"}) {
        columns[column].assign(count, core::kUndefined);
    }
    summarise(measured, columns, report);
    findCopies(*corpus, measured, columns, report);
    if (const auto stored = storeReport(workspace, **head, columns, report); !stored) return fail(stored.error());
    progress.report(1.0);
    return report;
}

core::Result<std::optional<QualityReport>> qualityReport(const Workspace& workspace, std::string_view corpus) {
    return workspace.impl().attempt([&]() -> core::Result<std::optional<QualityReport>> {
        Statement row(*workspace.impl().database,
                      "SELECT r.report, r.made_at FROM corpus_reports r JOIN corpora c ON c.id = r.corpus WHERE c.name = ? AND "
                      "c.state = 'ready'");
        if (!row.bind(corpus).step()) return std::optional<QualityReport>();
        return reportFrom(row.text(0), row.text(1));
    });
}

}  // namespace prososcope::store
