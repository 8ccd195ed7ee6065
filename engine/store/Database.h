// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace prososcope::store {

/// What the classes below throw. It never leaves engine/store: whoever is called from outside turns it into a Result.
struct DatabaseError {
    core::Error error;
    bool damaged = false;  ///< the file is no database or is malformed
    bool busy = false;     ///< another process holds it
};

/// One connection to an SQLite file, with foreign keys on and up to five seconds of waiting for other writers. Used by
/// one thread at a time; not carried across fork. Errors are thrown as DatabaseError with one sentence that names the file.
class Database {
public:
    /// Opens the file and makes it where absent.
    explicit Database(const std::filesystem::path& path);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// One or more statements without results.
    void execute(const char* sql);
    void execute(const std::string& sql) { execute(sql.c_str()); }
    /// The first value of the first row as a whole number or as text.
    [[nodiscard]] std::int64_t number(const char* sql);
    [[nodiscard]] std::string text(const char* sql);
    [[nodiscard]] std::int64_t lastInsertId() const;
    [[nodiscard]] int changes() const;
    /// WAL, or DELETE on network folders and wherever WAL cannot be had. Says whether it is WAL.
    bool chooseJournal();
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[noreturn]] void raise(int code) const;

private:
    friend class Statement;
    friend class Interruption;
    std::filesystem::path m_path;
    sqlite3* m_connection = nullptr;
};

/// A prepared statement of a Database that outlives it. Parameters count from 1, columns from 0. A missing number is
/// stored as NULL; SQLite also stores NaN as NULL, and `number` reads NULL as NaN.
class Statement {
public:
    Statement(Database& database, const char* sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Binds the next parameters in order.
    template <typename... Values>
    Statement& bind(const Values&... values) {
        (add(values), ...);
        return *this;
    }
    /// The next row; false at the end.
    bool step();
    /// Runs to the end and makes it ready to be bound again.
    void run();
    /// Makes it ready to be bound again before its end.
    void reset();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double number(int column) const;
    [[nodiscard]] std::optional<double> optionalNumber(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::span<const std::byte> blob(int column) const;  ///< valid until the next step

private:
    void add(std::int64_t value);
    void add(int value) { add(static_cast<std::int64_t>(value)); }
    void add(bool value) { add(static_cast<std::int64_t>(value)); }
    void add(std::uint64_t value) { add(static_cast<std::int64_t>(value)); }
    void add(double value);
    void add(std::string_view value);
    void add(const std::string& value) { add(std::string_view(value)); }
    void add(const char* value) { add(std::string_view(value)); }
    void add(std::span<const std::byte> value);
    void add(const std::optional<double>& value);
    void add(const std::optional<int>& value);
    void addNull();
    void check(int code) const;

    Database& m_database;
    sqlite3_stmt* m_statement = nullptr;
    int m_next = 1;
};

/// A write transaction (BEGIN IMMEDIATE), rolled back unless committed. `durable` makes the commit reach the disk before
/// it returns; otherwise a power failure (not a crash) may lose the last commits, never damage the file.
class Transaction {
public:
    explicit Transaction(Database& database, bool durable = false);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_database;
    bool m_durable;
    bool m_open = true;
};

/// A read transaction: everything read while it lives comes from one state of the database, whatever others write meanwhile.
/// Inside a Transaction there is no need for it.
class Snapshot {
public:
    explicit Snapshot(Database& database);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Database& m_database;
};

/// While it lives, a long statement of the database ends with a DatabaseError of kind Cancelled soon after the progress is
/// asked to stop; a loop over short ones looks for itself. One at a time for each database.
class Interruption {
public:
    Interruption(Database& database, const core::Progress& progress);
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

private:
    Database& m_database;
    std::stop_token m_stop;
};

}  // namespace prososcope::store
