// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/store/CorpusColumns.h"
#include "engine/store/CorpusIndex.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

/// What the files CorpusIndex*.cpp share; not for other folders.
struct CorpusIndex::Impl {
    Workspace workspace;
    std::vector<std::string> names;  ///< as asked for
    std::vector<corpus::Corpus> heads;
    std::vector<std::int64_t> editRevisions;
    std::vector<std::string> reportTimes;
    std::optional<CorpusColumns> columns;

    explicit Impl(Workspace opened) : workspace(std::move(opened)) {}

    [[nodiscard]] Database& database() const { return *workspace.impl().database; }
    core::Status reopen();
    /// Takes over the present edits and forgets an old report. False where the rows are not those of the present import any
    /// more. Inside a Snapshot.
    bool takeChanges();

    /// Answers a question from one state of the database, with the present edits.
    template <typename Work>
    auto answer(core::Progress& progress, Work&& work) -> decltype(work()) {
        return workspace.impl().attempt([&]() -> decltype(work()) {
            const Interruption interruption(database(), progress);
            const Snapshot snapshot(database());
            if (!takeChanges()) {
                return core::fail(core::ErrorKind::Unavailable,
                                  {TRANSLATABLE("Engine", "The corpus was imported again meanwhile. Open it again.")});
            }
            return work();
        });
    }
};

/// An error for a field that is not of the wanted kind.
[[nodiscard]] std::optional<core::Error> wrongField(const std::string& field, FieldKind kind);

/// Rows in the order of a query, from rows in their own order. Throws DatabaseError.
[[nodiscard]] RowList sortedRows(CorpusColumns& columns, RowList rows, const CorpusField& field, bool descending,
                                 core::Progress& progress);
/// Rows in which every word is found. `keep` has one flag for each row and loses those that do not fit.
[[nodiscard]] core::Status keepFound(CorpusColumns& columns, const std::vector<std::string>& words,
                                     std::vector<std::uint8_t>& keep, core::Progress& progress);
/// Calls `visit` for every row of a list, looking now and then whether to stop. Throws DatabaseError.
template <typename Visit>
void eachRow(const RowList& list, const core::Progress& progress, Visit&& visit) {
    for (std::size_t from = 0; from < list.size(); from += kIndexRows) {
        if (progress.stopRequested()) throw DatabaseError{core::cancelled().value()};
        const std::size_t end = std::min(list.size(), from + kIndexRows);
        for (std::size_t place = from; place < end; ++place) visit(list[place]);
    }
}

}  // namespace prososcope::store
