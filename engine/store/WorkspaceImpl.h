// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <new>
#include <string>
#include <vector>

#include "engine/store/Database.h"
#include "engine/store/Workspace.h"

namespace prososcope::store {

/// What the files Workspace*.cpp share; not for other folders.
struct Workspace::Impl {
    std::filesystem::path folder;
    core::Text remark;
    std::unique_ptr<Database> database;

    /// Runs of state "running" whose process is gone become interrupted; where that cannot be written, the ids are
    /// returned, so that they can at least be shown so.
    std::vector<std::int64_t> markInterrupted() const;

    /// A database found damaged in use is checked from end to end when the workspace is opened next.
    [[nodiscard]] static std::filesystem::path suspectMark(const std::filesystem::path& folder) {
        return folder / "workspace.sqlite.suspect";
    }

    /// Calls `work`, which returns a Result, and turns what it throws into an Error.
    template <typename Work>
    auto attempt(Work&& work) const -> decltype(work()) {
        try {
            return work();
        } catch (const DatabaseError& error) {
            if (error.damaged) std::ofstream(suspectMark(folder)) << error.error.details;
            return core::fail(error.error);
        } catch (const std::bad_alloc&) {
            return core::fail(
                core::ErrorKind::OutOfMemory,
                {TRANSLATABLE("Engine", "There is not enough memory to read %1. Close other programs and try again."),
                 {folder.string()}});
        }
    }
};

/// Lists of words as they are stored: JSON. Throws DatabaseError where a word is not UTF-8.
[[nodiscard]] std::string listText(const std::vector<std::string>& words);
[[nodiscard]] std::vector<std::string> listFromText(const std::string& text);

/// Provenance as it is stored: JSON. What is no such text is read as none.
[[nodiscard]] std::string corporaText(const std::vector<RunCorpus>& corpora);
[[nodiscard]] std::vector<RunCorpus> corporaFromText(const std::string& text);

/// For the files that store runs. All throw DatabaseError and are called inside a transaction.
[[nodiscard]] bool runExists(Database& database, std::int64_t id);
[[nodiscard]] tl::unexpected<core::Error> noSuchRun(std::int64_t id);
/// The row of a run with its texts, without what a person says of it.
std::int64_t insertRunHead(Database& database, const RunRecord& run, RunState state);
/// This process owns the run.
void writeRunOwner(Database& database, std::int64_t id);
void writeNotes(Database& database, std::int64_t id, const std::vector<std::string>& tags, const std::string& comment);
/// Runs without their texts; clause: "WHERE ... ORDER BY ..."; those in `interrupted` are shown so.
[[nodiscard]] std::vector<RunRecord> readRuns(Database& database, const std::string& clause,
                                              const std::vector<std::int64_t>& interrupted);

/// Adds a complete run with its parts in one transaction; used by importRun. Throws DatabaseError.
std::int64_t insertRun(Database& database, const RunRecord& run, const std::vector<FoldRecord>& folds,
                       const std::vector<EpochRecord>& epochs, const std::vector<PredictionRecord>& predictions);

}  // namespace prososcope::store
