// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/CorpusWriter.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "engine/core/Log.h"
#include "engine/core/ProcessIdentity.h"
#include "engine/store/BlockBuilder.h"
#include "engine/store/CorpusRows.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

namespace {

constexpr auto kRowsAtOnce = static_cast<std::int64_t>(kIndexRows);
constexpr std::int64_t kRowsBetweenLooks = 1000;  // whether to stop

std::string ownerText() {
    const auto own = core::ProcessIdentity::own();
    return nlohmann::json{own.host, own.boot, own.pids, own.pid, own.start}.dump(-1, ' ', false,
                                                                                 nlohmann::json::error_handler_t::replace);
}

bool ownerIsGone(const std::string& text) {
    const auto list = nlohmann::json::parse(text, nullptr, false);
    try {
        return core::ProcessIdentity{list.at(0).get<std::string>(), list.at(1).get<std::string>(),
                                     list.at(2).get<std::string>(), list.at(3).get<std::int64_t>(),
                                     list.at(4).get<std::int64_t>()}
            .isGone();
    } catch (const nlohmann::json::exception&) {
        return true;
    }
}

/// A name that no corpus of a user has.
constexpr const char* kHide = "UPDATE corpora SET state = 'leaving', name = char(10) || hex(randomblob(16)) WHERE id = ?";

/// Grows with every import, also where the one before has been removed.
std::int64_t nextRevision(Database& database) {
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    return std::max<std::int64_t>(database.number("SELECT coalesce(max(revision), 0) + 1 FROM corpora"), now.count());
}

/// Takes a hidden corpus away in steps that let others write in between.
void removeHidden(Database& database, std::int64_t corpus) {
    Statement last(database, "SELECT coalesce(max(position), -1) FROM utterances WHERE corpus = ?");
    const std::int64_t end = last.bind(corpus).step() ? last.integer(0) : -1;
    for (std::int64_t from = 0; from <= end; from += kRowsAtOnce) {
        Transaction transaction(database);
        Statement(database, "DELETE FROM utterances WHERE corpus = ? AND position >= ? AND position < ?")
            .bind(corpus, from, from + kRowsAtOnce)
            .run();
        Statement(database,
                  "DELETE FROM corpus_blocks WHERE corpus = ?1 AND block = ?2 AND field IN (SELECT DISTINCT field FROM "
                  "corpus_blocks WHERE corpus = ?1)")
            .bind(corpus, from / kRowsAtOnce)
            .run();
        transaction.commit();
    }
    Statement(database, "DELETE FROM corpora WHERE id = ?").bind(corpus).run();
}

/// Takes away what was replaced and what killed imports left. Whatever stops it, a later import goes on.
void removeHidden(Database& database) {
    try {
        std::vector<std::int64_t> gone;
        {
            Statement rows(database, "SELECT id, state, owner FROM corpora WHERE state <> 'ready'");
            while (rows.step()) {
                if (rows.text(1) == "leaving" || ownerIsGone(rows.text(2))) gone.push_back(rows.integer(0));
            }
        }
        for (const auto corpus : gone) removeHidden(database, corpus);
    } catch (const DatabaseError& error) {
        if (error.damaged) throw;
        core::log(core::LogLevel::Warning, "what an import replaced was not removed yet: " + error.error.message());
    }
}

}  // namespace

struct CorpusWriter::Impl {
    Workspace* workspace = nullptr;
    corpus::Corpus head;
    std::vector<corpus::Utterance> pending;
    BlockBuilder builder;
    std::int64_t id = 0;  ///< 0: nothing is stored yet
    std::int64_t rows = 0;
    bool finished = false;

    [[nodiscard]] Database& database() const { return *workspace->impl().database; }

    void insertHead() {
        Statement(database(),
                  "INSERT INTO corpora (name, title, folder, layout, licence, citation, remarks, source, scales, state, owner) "
                  "VALUES (char(10) || hex(randomblob(16)), ?, ?, ?, ?, ?, ?, ?, ?, 'importing', ?)")
            .bind(head.title, head.folder.native(), head.layout, head.licence, head.citation, remarksText(head.remarks),
                  head.source, scalesText(head.scales), ownerText())
            .run();
        id = database().lastInsertId();
    }

    /// A block of rows; the last one may be shorter.
    void insertRows(std::span<const corpus::Utterance> utterances, const core::Progress& progress) {
        if (id == 0) insertHead();
        if (utterances.empty()) return;
        Statement insert(database(), kInsertUtterance);
        std::int64_t position = rows;
        for (const auto& utterance : utterances) {
            if (position % kRowsBetweenLooks == 0 && progress.stopRequested()) throw DatabaseError{core::cancelled().value()};
            insertUtterance(insert, id, position++, utterance);
            builder.add(utterance);
        }
        builder.write(database(), id, rows / kRowsAtOnce);
        rows = position;
    }

    void storeBlock(std::span<const corpus::Utterance> block, const core::Progress& progress) {
        const bool first = id == 0;
        try {
            const Interruption interruption(database(), progress);
            Transaction transaction(database());
            insertRows(block, progress);
            transaction.commit();
        } catch (...) {
            if (first) id = 0;  // its head went with the transaction
            throw;
        }
    }

    /// Puts the new rows in the place of the old ones.
    void replace() {
        std::int64_t old = 0;
        std::int64_t oldRows = 0;
        {
            Statement row(database(), "SELECT id, utterances FROM corpora WHERE name = ?");
            if (row.bind(head.name).step()) {
                old = row.integer(0);
                oldRows = row.integer(1);
            }
        }
        if (old != 0)
            Statement(database(), oldRows <= kRowsAtOnce ? "DELETE FROM corpora WHERE id = ?" : kHide).bind(old).run();
        Statement(database(),
                  "UPDATE corpora SET name = ?, state = 'ready', owner = NULL, revision = ?, utterances = ?, speakers = ? "
                  "WHERE id = ?")
            .bind(head.name, nextRevision(database()), rows, builder.values("speaker"), id)
            .run();
    }
};

CorpusWriter::CorpusWriter(CorpusWriter&&) noexcept = default;

CorpusWriter::~CorpusWriter() {
    if (m_impl == nullptr || m_impl->finished || m_impl->id == 0) return;
    try {
        Statement(m_impl->database(), kHide).bind(m_impl->id).run();
        removeHidden(m_impl->database());
    } catch (const DatabaseError&) {  // the next import takes it away
    }
}

core::Result<CorpusWriter> CorpusWriter::begin(Workspace& workspace, const corpus::Corpus& head) {
    if (head.name.empty() || head.name.front() == '\n') {
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "A corpus needs a name. Give it one.")});
    }
    CorpusWriter writer;
    writer.m_impl = std::make_unique<Impl>();
    auto& impl = *writer.m_impl;
    impl.workspace = &workspace;
    impl.head = {head.name,     head.folder, head.layout, head.title, head.licence,
                 head.citation, head.source, head.scales, {},         head.remarks};
    return writer;
}

core::Status CorpusWriter::add(std::span<const corpus::Utterance> utterances, core::Progress& progress) {
    return m_impl->workspace->impl().attempt([&]() -> core::Status {
        auto& pending = m_impl->pending;
        while (!utterances.empty()) {
            if (progress.stopRequested()) return core::cancelled();
            // The last block waits for `finish`, which stores it together with the replacement.
            if (pending.size() == kIndexRows) {
                m_impl->storeBlock(pending, progress);
                pending.clear();
            }
            if (pending.empty() && utterances.size() > kIndexRows) {
                m_impl->storeBlock(utterances.first(kIndexRows), progress);
                utterances = utterances.subspan(kIndexRows);
                continue;
            }
            const auto part = utterances.first(std::min(utterances.size(), kIndexRows - pending.size()));
            pending.insert(pending.end(), part.begin(), part.end());
            utterances = utterances.subspan(part.size());
        }
        return {};
    });
}

core::Status CorpusWriter::finish(core::Progress& progress) {
    return m_impl->workspace->impl().attempt([&]() -> core::Status {
        if (progress.stopRequested()) return core::cancelled();
        auto& database = m_impl->database();
        const bool first = m_impl->id == 0;
        try {
            const Interruption interruption(database, progress);
            Transaction transaction(database, true);
            m_impl->insertRows(m_impl->pending, progress);
            m_impl->replace();
            transaction.commit();
        } catch (...) {
            if (first) m_impl->id = 0;
            throw;
        }
        m_impl->finished = true;
        m_impl->pending.clear();
        removeHidden(database);
        return {};
    });
}

void indexStoredRows(Database& database, std::int64_t corpus) {
    BlockBuilder builder;
    std::int64_t count = 0;
    const std::string sql =
        std::string("SELECT ") + kUtteranceColumns + " FROM utterances u WHERE u.corpus = ? ORDER BY u.position";
    Statement rows(database, sql.c_str());
    rows.bind(corpus);
    while (rows.step()) {
        builder.add(readUtterance(rows, 0));
        if (++count % kRowsAtOnce == 0) builder.write(database, corpus, count / kRowsAtOnce - 1);
    }
    if (count % kRowsAtOnce != 0) builder.write(database, corpus, count / kRowsAtOnce);
}

}  // namespace prososcope::store
