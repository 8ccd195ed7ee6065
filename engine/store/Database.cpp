// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/Database.h"

#include <sqlite3.h>
#include <sys/vfs.h>

#include <cerrno>
#include <chrono>
#include <limits>
#include <thread>

namespace prososcope::store {

namespace {

constexpr int kBusyMilliseconds = 5000;
constexpr int kStepsBetweenLooks = 20'000;  // of SQLite's virtual machine: about a millisecond

/// File systems on which shared memory between processes cannot be relied on, by their magic numbers (statfs(2)).
bool isNetworkFolder(const std::filesystem::path& folder) {
    struct statfs status {};
    if (::statfs(folder.c_str(), &status) != 0) return false;
    switch (static_cast<std::uint32_t>(status.f_type)) {
        case 0x6969:      // NFS
        case 0x517b:      // SMB
        case 0xff534d42:  // CIFS
        case 0xfe534d42:  // SMB 2
        case 0x01021997:  // 9P
        case 0x65735546:  // FUSE
        case 0x00c36400:  // Ceph
        case 0x5346414f:  // AFS
        case 0x7461636f:  // OCFS2
            return true;
        default:
            return false;
    }
}

DatabaseError describe(int code, int systemError, const std::filesystem::path& path, const char* details) {
    using core::ErrorKind;
    DatabaseError result;
    const std::vector<std::string> file{path.string()};
    result.error.kind = ErrorKind::Failed;
    result.error.details = std::string(details) + " (SQLite " + std::to_string(code) + ")";
    const int primary = code & 0xff;
    if (primary == SQLITE_FULL || systemError == ENOSPC || systemError == EDQUOT) {
        result.error.kind = ErrorKind::NoSpace;
        result.error.text = {TRANSLATABLE("Engine", "The disk is full: %1 was not written. Free some space and try again."),
                             file};
    } else if (primary == SQLITE_NOTADB || primary == SQLITE_CORRUPT) {
        result.damaged = true;
        result.error.kind = ErrorKind::BadInput;
        result.error.text = {
            TRANSLATABLE("Engine", "The database %1 is damaged. Start the program again: it is moved aside then."), file};
    } else if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED || code == SQLITE_PROTOCOL) {
        result.busy = true;
        result.error.kind = ErrorKind::Unavailable;
        result.error.text = {
            TRANSLATABLE("Engine", "The database %1 is being written by another program. Try again in a moment."), file};
    } else if (primary == SQLITE_INTERRUPT) {
        result.error = core::cancelled().value();
    } else if (primary == SQLITE_NOMEM) {
        result.error.kind = ErrorKind::OutOfMemory;
        result.error.text = {
            TRANSLATABLE("Engine", "There is not enough memory to read %1. Close other programs and try again."), file};
    } else if (primary == SQLITE_READONLY || primary == SQLITE_CANTOPEN || primary == SQLITE_PERM || primary == SQLITE_AUTH) {
        result.error.text = {
            TRANSLATABLE("Engine", "%1 cannot be opened for writing. Choose another folder or change its permissions."), file};
    } else {
        result.error.text = {TRANSLATABLE("Engine", "The database %1 could not be used (%2)."), {path.string(), details}};
    }
    return result;
}

}  // namespace

Database::Database(const std::filesystem::path& path) : m_path(std::filesystem::absolute(path)) {
    const int code = sqlite3_open_v2(m_path.c_str(), &m_connection,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    try {
        if (code != SQLITE_OK) raise(code);
        sqlite3_extended_result_codes(m_connection, 1);
        sqlite3_busy_timeout(m_connection, kBusyMilliseconds);
        if (sqlite3_db_readonly(m_connection, "main") == 1) raise(SQLITE_READONLY);
        execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF");
    } catch (const DatabaseError&) {
        sqlite3_close(m_connection);
        throw;
    }
}

Database::~Database() { sqlite3_close(m_connection); }

void Database::raise(int code) const {
    const bool known = m_connection != nullptr;
    throw describe(code, known ? sqlite3_system_errno(m_connection) * ((code & 0xff) == SQLITE_IOERR ? 1 : 0) : 0, m_path,
                   known ? sqlite3_errmsg(m_connection) : sqlite3_errstr(code));
}

void Database::execute(const char* sql) {
    if (const int code = sqlite3_exec(m_connection, sql, nullptr, nullptr, nullptr); code != SQLITE_OK) raise(code);
}

std::int64_t Database::number(const char* sql) {
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(const char* sql) {
    Statement statement(*this, sql);
    return statement.step() ? statement.text(0) : std::string();
}

std::int64_t Database::lastInsertId() const { return sqlite3_last_insert_rowid(m_connection); }
int Database::changes() const { return sqlite3_changes(m_connection); }

bool Database::chooseJournal() {
    const bool wanted = !isNetworkFolder(m_path.parent_path());
    bool wal = text("PRAGMA journal_mode") == "wal";
    // Changing the mode needs the file alone, and SQLite does not wait for that by itself.
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(kBusyMilliseconds);
    while (wal != wanted) {
        try {
            wal = text(wanted ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE") == "wal";
            break;
        } catch (const DatabaseError& error) {
            if (error.damaged || error.error.kind == core::ErrorKind::NoSpace) throw;
            if (!error.busy) break;
            if (std::chrono::steady_clock::now() > end) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
    if (!wal && wanted) static_cast<void>(text("PRAGMA journal_mode = DELETE"));
    execute(wal ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
    return wal;
}

Statement::Statement(Database& database, const char* sql) : m_database(database) {
    const int code = sqlite3_prepare_v2(database.m_connection, sql, -1, &m_statement, nullptr);
    if (code != SQLITE_OK) database.raise(code);
}

Statement::~Statement() { sqlite3_finalize(m_statement); }

void Statement::check(int code) const {
    if (code != SQLITE_OK) m_database.raise(code);
}

void Statement::add(std::int64_t value) { check(sqlite3_bind_int64(m_statement, m_next++, value)); }
void Statement::add(double value) { check(sqlite3_bind_double(m_statement, m_next++, value)); }
void Statement::add(std::string_view value) {
    check(sqlite3_bind_text64(m_statement, m_next++, value.data() == nullptr ? "" : value.data(), value.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
}
void Statement::add(std::span<const std::byte> value) {
    check(sqlite3_bind_blob64(m_statement, m_next++, value.empty() ? "" : static_cast<const void*>(value.data()), value.size(),
                              SQLITE_TRANSIENT));
}
void Statement::add(const std::optional<double>& value) { value ? add(*value) : addNull(); }
void Statement::add(const std::optional<int>& value) { value ? add(*value) : addNull(); }
void Statement::addNull() { check(sqlite3_bind_null(m_statement, m_next++)); }

bool Statement::step() {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) m_database.raise(code);
    return false;
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

void Statement::reset() {
    sqlite3_reset(m_statement);
    m_next = 1;
}

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }
double Statement::number(int column) const {
    return isNull(column) ? std::numeric_limits<double>::quiet_NaN() : sqlite3_column_double(m_statement, column);
}
std::optional<double> Statement::optionalNumber(int column) const {
    if (isNull(column)) return std::nullopt;
    return sqlite3_column_double(m_statement, column);
}
std::string Statement::text(int column) const {
    const auto* value = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return value == nullptr ? std::string()
                            : std::string(value, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)));
}
std::span<const std::byte> Statement::blob(int column) const {
    const auto* value = static_cast<const std::byte*>(sqlite3_column_blob(m_statement, column));
    return {value, value == nullptr ? 0 : static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

Transaction::Transaction(Database& database, bool durable) : m_database(database), m_durable(durable) {
    // In DELETE mode every commit is durable already; the setting cannot change inside a transaction.
    if (m_durable) m_durable = database.text("PRAGMA journal_mode") == "wal";
    if (m_durable) database.execute("PRAGMA synchronous = FULL");
    database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    try {
        if (m_open) m_database.execute("ROLLBACK");
    } catch (const DatabaseError&) {  // SQLite has rolled back by itself after a full disk
    }
    try {
        if (m_durable) m_database.execute("PRAGMA synchronous = NORMAL");
    } catch (const DatabaseError&) {  // stays more careful than needed
    }
}

void Transaction::commit() {
    m_database.execute("COMMIT");
    m_open = false;
}

Snapshot::Snapshot(Database& database) : m_database(database) { m_database.execute("BEGIN"); }

Snapshot::~Snapshot() {
    try {
        m_database.execute("COMMIT");
    } catch (const DatabaseError&) {  // nothing was written; a damaged file has been reported already
    }
}

Interruption::Interruption(Database& database, const core::Progress& progress)
    : m_database(database), m_stop(progress.stopToken()) {
    sqlite3_progress_handler(
        database.m_connection, kStepsBetweenLooks,
        [](void* stop) { return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0; }, &m_stop);
}

Interruption::~Interruption() { sqlite3_progress_handler(m_database.m_connection, 0, nullptr, nullptr); }

}  // namespace prososcope::store
