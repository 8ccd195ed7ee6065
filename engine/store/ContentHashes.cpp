// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/ContentHashes.h"

#include <chrono>

#include "engine/core/Hash.h"
#include "engine/core/Log.h"
#include "engine/store/Database.h"
#include "engine/store/ForEach.h"

namespace prososcope::store {

namespace {

/// A file changed this shortly ago could change once more without a new time of change.
constexpr std::int64_t kSettledNs = 100'000'000;

std::int64_t nowNs() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

ContentHashes::ContentHashes(const std::filesystem::path& folder) : m_path(folder / "hashes.sqlite") {
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    for (int attempt = 0; attempt < 2 && !m_database; ++attempt) {
        try {
            auto database = std::make_unique<Database>(m_path);
            database->chooseJournal();
            database->execute(
                "CREATE TABLE IF NOT EXISTS hashes (path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, inode INTEGER, "
                "sha256 TEXT) "
                "WITHOUT ROWID");
            static_cast<void>(Statement(*database, "SELECT path, size, modified, inode, sha256 FROM hashes LIMIT 1").step());
            m_database = std::move(database);
        } catch (const DatabaseError& error) {
            core::log(core::LogLevel::Info, "index of the cache not usable: " + error.error.details);
            if (!error.damaged) return;
            drop();
        }
    }
}

ContentHashes::~ContentHashes() = default;

void ContentHashes::drop() {
    m_database.reset();
    std::error_code code;
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(m_path.string() + ending, code);
}

std::optional<std::string> ContentHashes::known(const std::string& path, const FileStamp& stamp) {
    if (!m_database) return std::nullopt;
    try {
        Statement row(*m_database, "SELECT sha256 FROM hashes WHERE path = ? AND size = ? AND modified = ? AND inode = ?");
        if (row.bind(path, stamp.size, stamp.modifiedNs, stamp.inode).step()) {
            if (auto sha = row.text(0); sha.size() == 64) return sha;
        }
        return std::nullopt;
    } catch (const DatabaseError& error) {
        if (!error.damaged) return std::nullopt;
    }
    drop();
    return std::nullopt;
}

core::Result<ContentHashes::Entry> ContentHashes::hash(const std::filesystem::path& path, core::Progress& progress) {
    const auto before = FileStamp::of(path);
    auto sum = core::hashFile(path, progress);
    if (!sum) return core::fail(sum.error());
    if (!before) {
        return core::fail(
            core::ErrorKind::NotFound,
            {TRANSLATABLE("Engine", "%1 cannot be read. Check that it exists and that you may read it."), {path.string()}});
    }
    const bool settled = FileStamp::of(path) == before && nowNs() - before->modifiedNs > kSettledNs;
    return Entry{path.string(), *before, std::move(*sum), settled};
}

core::Result<std::string> ContentHashes::contentOf(const std::filesystem::path& path, core::Progress& progress) {
    if (const auto stamp = FileStamp::of(path)) {
        if (auto remembered = known(path.string(), *stamp)) return std::move(*remembered);
    }
    auto entry = hash(path, progress);
    if (!entry) return core::fail(entry.error());
    remember({*entry});
    return std::move(entry->sha256);
}

core::Result<std::vector<ContentHashes::Entry>> ContentHashes::entriesOf(const std::vector<std::string>& paths, int threads,
                                                                         core::Progress& progress) {
    std::vector<Entry> entries(paths.size());
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        entries[i].path = paths[i];
        if (const auto stamp = FileStamp::of(paths[i])) {
            entries[i].stamp = *stamp;
            if (auto sha = known(paths[i], *stamp)) entries[i].sha256 = std::move(*sha);
        }
        if (entries[i].sha256.empty()) unknown.push_back(i);
    }
    if (unknown.empty()) return entries;
    const auto status = forEach(unknown.size(), threads, progress, TRANSLATABLE("Engine", "Checking recordings: %1 of %2"),
                                [&](std::size_t i, core::Progress& silent) -> core::Status {
                                    auto entry = hash(entries[unknown[i]].path, silent);
                                    if (!entry) return core::fail(entry.error());
                                    entries[unknown[i]] = std::move(*entry);
                                    return {};
                                });
    remember(entries);
    if (!status) return core::fail(status.error());
    return entries;
}

void ContentHashes::remember(const std::vector<Entry>& entries) {
    if (!m_database) return;
    try {
        Transaction transaction(*m_database);
        Statement insert(*m_database, "INSERT OR REPLACE INTO hashes VALUES (?, ?, ?, ?, ?)");
        for (const auto& e : entries) {
            if (e.fresh) insert.bind(e.path, e.stamp.size, e.stamp.modifiedNs, e.stamp.inode, e.sha256).run();
        }
        transaction.commit();
    } catch (const DatabaseError& error) {
        core::log(core::LogLevel::Info, "index of the cache not written: " + error.error.details);
    }
}

}  // namespace prososcope::store
