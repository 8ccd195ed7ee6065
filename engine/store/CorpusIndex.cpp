// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/CorpusIndex.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "engine/store/CorpusIndexImpl.h"
#include "engine/store/LabelEdits.h"

namespace prososcope::store {

namespace {

using core::ErrorKind;
using core::fail;

std::string reportTime(Database& database, std::int64_t corpus) {
    Statement row(database, "SELECT made_at FROM corpus_reports WHERE corpus = ?");
    return row.bind(corpus).step() ? row.text(0) : std::string();
}

void applyEdits(IndexedUtterance& row, std::span<const CorpusColumns::Edit> edits) {
    if (edits.empty()) return;
    const auto imported = row.utterance;
    for (const auto& edit : edits) {
        setField(row.utterance, edit.field, edit.value);
        if (std::find(row.edited.begin(), row.edited.end(), edit.field) == row.edited.end()) row.edited.push_back(edit.field);
    }
    std::erase_if(row.edited, [&](const std::string& field) {
        const double before = fieldNumber(imported, field);
        const double after = fieldNumber(row.utterance, field);
        return fieldText(imported, field) == fieldText(row.utterance, field) &&
               (before == after || (std::isnan(before) && std::isnan(after)));
    });
}

}  // namespace

RowList::RowList(std::vector<std::uint32_t> rows)
    : m_size(rows.size()), m_rows(std::make_shared<const std::vector<std::uint32_t>>(std::move(rows))) {}

std::optional<std::size_t> RowList::placeOf(std::uint32_t row) const {
    if (!m_rows) return row < m_size ? std::optional<std::size_t>(row) : std::nullopt;
    const auto found = std::find(m_rows->begin(), m_rows->end(), row);
    if (found == m_rows->end()) return std::nullopt;
    return static_cast<std::size_t>(found - m_rows->begin());
}

std::optional<core::Error> wrongField(const std::string& field, FieldKind kind) {
    const auto known = corpusField(field);
    if (known && known->kind == kind) return std::nullopt;
    return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "There is no column \"%1\" of this kind."), {field}}).value();
}

core::Status CorpusIndex::Impl::reopen() {
    return workspace.impl().attempt([&]() -> core::Status {
        const Snapshot snapshot(database());
        std::vector<CorpusColumns::Segment> segments;
        const std::string sql =
            std::string("SELECT ") + kHeadColumns + " FROM corpora c WHERE c.state = 'ready' ORDER BY c.name";
        {
            Statement rows(database(), sql.c_str());
            while (rows.step()) {
                auto head = readHead(rows, 0);
                const auto& name = head.corpus.name;
                if (!names.empty() && std::find(names.begin(), names.end(), name) == names.end()) continue;
                const auto count = static_cast<std::size_t>(head.utterances);
                segments.push_back({std::move(head), 0, count});
            }
        }
        for (const auto& name : names) {
            if (std::none_of(segments.begin(), segments.end(), [&](const auto& one) { return one.head.corpus.name == name; })) {
                return fail(ErrorKind::NotFound,
                            {TRANSLATABLE("Engine", "There is no corpus named %1 in the workspace. Import it first."), {name}});
            }
        }
        heads.clear();
        for (const auto& segment : segments) heads.push_back(segment.head.corpus);
        editRevisions.assign(segments.size(), -1);
        reportTimes.clear();
        for (const auto& segment : segments) reportTimes.push_back(reportTime(database(), segment.head.id));
        columns.emplace(database(), std::move(segments));
        if (columns->rows() > UINT32_MAX) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "The workspace holds too many utterances for one table.")});
        }
        static_cast<void>(takeChanges());
        return {};
    });
}

bool CorpusIndex::Impl::takeChanges() {
    std::vector<std::int64_t> revisions;
    for (std::size_t i = 0; i < columns->segments().size(); ++i) {
        const auto& segment = columns->segments()[i];
        Statement known(database(), "SELECT 1 FROM corpora WHERE id = ? AND revision = ? AND state = 'ready'");
        if (!known.bind(segment.head.id, segment.head.revision).step()) return false;
        revisions.push_back(editRevision(database(), segment.head.corpus.name));
        if (const auto made = reportTime(database(), segment.head.id); made != reportTimes[i]) {
            reportTimes[i] = made;
            columns->forget(kQualityPrefix);
        }
    }
    if (revisions == editRevisions) return true;
    std::vector<CorpusColumns::Edit> edits;
    for (const auto& segment : columns->segments()) {
        for (auto& edit : editsInForce(database(), segment.head.id, segment.head.corpus.name)) {
            if (edit.position < 0 || static_cast<std::size_t>(edit.position) >= segment.rows) continue;
            edits.push_back({static_cast<std::uint32_t>(segment.first + static_cast<std::size_t>(edit.position)),
                             std::move(edit.field), std::move(edit.value)});
        }
    }
    columns->setEdits(std::move(edits));
    editRevisions = std::move(revisions);
    return true;
}

core::Result<CorpusIndex> CorpusIndex::open(const std::filesystem::path& folder, const std::vector<std::string>& corpora) {
    auto workspace = Workspace::open(folder);
    if (!workspace) return fail(workspace.error());
    CorpusIndex index;
    index.m_impl = std::make_unique<Impl>(std::move(*workspace));
    index.m_impl->names = corpora;
    if (const auto opened = index.m_impl->reopen(); !opened) return fail(opened.error());
    return index;
}

CorpusIndex::~CorpusIndex() = default;
CorpusIndex::CorpusIndex(CorpusIndex&&) noexcept = default;
CorpusIndex& CorpusIndex::operator=(CorpusIndex&&) noexcept = default;

const std::vector<corpus::Corpus>& CorpusIndex::corpora() const { return m_impl->heads; }
std::size_t CorpusIndex::size() const { return m_impl->columns->rows(); }
core::Status CorpusIndex::reopen() { return m_impl->reopen(); }

core::Result<std::vector<CorpusField>> CorpusIndex::fields() {
    return m_impl->workspace.impl().attempt([&]() -> core::Result<std::vector<CorpusField>> {
        std::vector<CorpusField> all;
        if (m_impl->heads.size() > 1) all = {*corpusField("corpus"), *corpusField("layout")};
        auto known = m_impl->columns->known();
        for (const auto& field : standardFields()) {
            if (std::erase(known, field.name) > 0) all.push_back(field);
        }
        for (const auto& name : known) {
            if (const auto field = corpusField(name)) all.push_back(*field);
        }
        return all;
    });
}

core::Result<CorpusIndex::Version> CorpusIndex::version() {
    return m_impl->workspace.impl().attempt([&]() -> core::Result<Version> {
        auto& database = m_impl->database();
        const Snapshot snapshot(database);
        Version version;
        Statement head(database, "SELECT id, revision FROM corpora WHERE name = ? AND state = 'ready'");
        for (const auto& corpus : m_impl->heads) {
            const bool found = head.bind(corpus.name).step();
            version.imports.push_back(found ? head.integer(1) : 0);
            version.edits.push_back(editRevision(database, corpus.name));
            version.reports.push_back(found ? reportTime(database, head.integer(0)) : std::string());
            head.reset();
        }
        return version;
    });
}

core::Result<RowList> CorpusIndex::select(const CorpusQuery& query, core::Progress& progress) {
    for (const auto& [field, values] : query.values) {
        if (const auto wrong = wrongField(field, FieldKind::Word)) return fail(*wrong);
    }
    for (const auto& [field, range] : query.ranges) {
        if (const auto wrong = wrongField(field, FieldKind::Number)) return fail(*wrong);
    }
    const auto order = corpusField(query.sortField);
    if (!query.sortField.empty() && !order) return fail(*wrongField(query.sortField, FieldKind::Word));
    return m_impl->answer(progress, [&]() -> core::Result<RowList> {
        auto& columns = *m_impl->columns;
        RowList rows(columns.rows());
        if (!query.values.empty() || !query.ranges.empty() || !query.words.empty()) {
            std::vector<std::uint8_t> keep(columns.rows(), 1);
            for (const auto& [field, values] : query.values) {
                const auto& column = columns.words(field, progress);
                const std::unordered_set<std::string> wanted(values.begin(), values.end());
                std::vector<std::uint8_t> allowed(column.values.size());
                for (std::size_t code = 0; code < allowed.size(); ++code) allowed[code] = wanted.contains(column.values[code]);
                for (std::size_t row = 0; row < keep.size(); ++row) keep[row] &= allowed[column.codes[row]];
            }
            for (const auto& [field, range] : query.ranges) {
                const auto& column = columns.numbers(field, progress);
                const double low = range.low.value_or(-INFINITY);
                const double high = range.high.value_or(INFINITY);
                for (std::size_t row = 0; row < keep.size(); ++row) {
                    keep[row] &= static_cast<std::uint8_t>(column[row] >= low && column[row] <= high);
                }
            }
            if (const auto found = keepFound(columns, query.words, keep, progress); !found) return fail(found.error());
            std::vector<std::uint32_t> kept;
            kept.reserve(static_cast<std::size_t>(std::count(keep.begin(), keep.end(), 1)));
            for (std::size_t row = 0; row < keep.size(); ++row) {
                if (keep[row] != 0) kept.push_back(static_cast<std::uint32_t>(row));
            }
            if (kept.size() < columns.rows()) rows = RowList(std::move(kept));
        }
        if (order) rows = sortedRows(columns, std::move(rows), *order, query.descending, progress);
        progress.report(1.0);
        return rows;
    });
}

core::Result<std::vector<IndexedUtterance>> CorpusIndex::rows(const RowList& list, std::size_t place, std::size_t count,
                                                              core::Progress& progress) {
    return m_impl->answer(progress, [&]() -> core::Result<std::vector<IndexedUtterance>> {
        auto& columns = *m_impl->columns;
        const std::string sql =
            std::string("SELECT ") + kUtteranceColumns + " FROM utterances u WHERE u.corpus = ? AND u.position = ?";
        const std::size_t end = std::min(list.size(), place + std::min(count, list.size()));
        std::vector<IndexedUtterance> found;
        found.reserve(end > place ? end - place : 0);
        Statement stored(m_impl->database(), sql.c_str());
        for (; place < end; ++place) {
            if (progress.stopRequested()) return core::cancelled();
            const std::uint32_t row = list[place];
            const auto& segment = columns.segmentOf(row);
            IndexedUtterance one;
            one.row = row;
            one.corpus = static_cast<std::size_t>(&segment - columns.segments().data());
            stored.bind(segment.head.id, static_cast<std::int64_t>(row - segment.first));
            if (stored.step()) one.utterance = readUtterance(stored, 0);
            stored.reset();
            applyEdits(one, columns.editsOf(row));
            found.push_back(std::move(one));
        }
        const bool reported =
            std::any_of(m_impl->reportTimes.begin(), m_impl->reportTimes.end(), [](const auto& time) { return !time.empty(); });
        for (const auto& name : reported ? columns.known() : std::vector<std::string>()) {
            if (!name.starts_with(kQualityPrefix)) continue;
            const auto& column = columns.numbers(name, progress);
            for (auto& one : found) {
                if (!std::isnan(column[one.row])) one.quality[name.substr(kQualityPrefix.size())] = column[one.row];
            }
        }
        return found;
    });
}

core::Result<std::uint32_t> CorpusIndex::rowOf(std::size_t corpus, const std::string& utterance) {
    core::Progress silent;
    return m_impl->answer(silent, [&]() -> core::Result<std::uint32_t> {
        const auto& segment = m_impl->columns->segments().at(corpus);
        Statement row(m_impl->database(), "SELECT position FROM utterances WHERE corpus = ? AND id = ?");
        if (!row.bind(segment.head.id, utterance).step()) {
            return fail(ErrorKind::NotFound,
                        {TRANSLATABLE("Engine", "The corpus %1 has no utterance %2."), {segment.head.corpus.name, utterance}});
        }
        return static_cast<std::uint32_t>(segment.first + static_cast<std::size_t>(row.integer(0)));
    });
}

}  // namespace prososcope::store
