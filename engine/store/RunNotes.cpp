// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/RunNotes.h"

#include <algorithm>

#include "engine/core/Clock.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

namespace {

/// Calls `change` for each run in one transaction, which fails with the first run that is not there.
template <typename Change>
core::Status changeRuns(Workspace& workspace, std::span<const std::int64_t> runs, Change change) {
    return workspace.impl().attempt([&]() -> core::Status {
        auto& database = *workspace.impl().database;
        Transaction transaction(database);
        for (const auto id : runs) {
            if (!runExists(database, id)) return noSuchRun(id);
            if (auto done = change(database, id); !done) return done;
        }
        transaction.commit();
        return {};
    });
}

std::vector<std::string> tidy(const std::vector<std::string>& tags) {
    std::vector<std::string> result;
    for (const auto& tag : tags) {
        const auto first = tag.find_first_not_of(" \t\r\n");
        if (first == std::string::npos) continue;
        auto word = tag.substr(first, tag.find_last_not_of(" \t\r\n") - first + 1);
        if (std::find(result.begin(), result.end(), word) == result.end()) result.push_back(std::move(word));
    }
    return result;
}

/// Removes the deleted runs that `find` names, with their checkpoints, and gives how many.
template <typename Find>
core::Result<std::size_t> removeFound(Workspace& workspace, Find find) {
    std::vector<std::int64_t> gone;
    auto removed = workspace.impl().attempt([&]() -> core::Status {
        auto& database = *workspace.impl().database;
        Transaction transaction(database, true);
        find(database, gone);
        for (const auto id : gone) Statement(database, "DELETE FROM runs WHERE id = ?").bind(id).run();
        transaction.commit();
        return {};
    });
    if (!removed) return core::fail(removed.error());
    for (const auto id : gone) {
        std::error_code ignored;
        std::filesystem::remove_all(workspace.runFolder(id), ignored);
    }
    return gone.size();
}

}  // namespace

core::Status setRunTags(Workspace& workspace, std::int64_t run, const std::vector<std::string>& tags) {
    return changeRuns(workspace, std::span(&run, 1), [&](Database& database, std::int64_t id) -> core::Status {
        Statement(database, "UPDATE runs SET tags = ? WHERE id = ?").bind(listText(tidy(tags)), id).run();
        return {};
    });
}

core::Status setRunComment(Workspace& workspace, std::int64_t run, const std::string& comment) {
    return changeRuns(workspace, std::span(&run, 1), [&](Database& database, std::int64_t id) -> core::Status {
        Statement(database, "UPDATE runs SET comment = ? WHERE id = ?").bind(comment, id).run();
        return {};
    });
}

core::Status deleteRuns(Workspace& workspace, std::span<const std::int64_t> runs) {
    const auto now = core::utcNow();
    auto ended = workspace.impl().attempt([&]() -> core::Result<std::vector<std::int64_t>> {
        return workspace.impl().markInterrupted();  // what only looks as if it were running
    });
    if (!ended) return core::fail(ended.error());
    return changeRuns(workspace, runs, [&](Database& database, std::int64_t id) -> core::Status {
        Statement state(database, "SELECT state FROM runs WHERE id = ?");
        if (state.bind(id).step() && state.text(0) == "running" &&
            std::find(ended->begin(), ended->end(), id) == ended->end()) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "Run %1 is still running. Cancel it first, then delete it."), {std::to_string(id)}});
        }
        Statement(database, "UPDATE runs SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL").bind(now, id).run();
        return {};
    });
}

core::Status restoreRuns(Workspace& workspace, std::span<const std::int64_t> runs) {
    return changeRuns(workspace, runs, [&](Database& database, std::int64_t id) -> core::Status {
        Statement(database, "UPDATE runs SET deleted_at = NULL WHERE id = ?").bind(id).run();
        return {};
    });
}

core::Result<std::vector<RunRecord>> deletedRuns(const Workspace& workspace) {
    return workspace.impl().attempt([&]() -> core::Result<std::vector<RunRecord>> {
        return readRuns(*workspace.impl().database, "WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, id DESC", {});
    });
}

core::Result<std::size_t> removeDeletedRuns(Workspace& workspace, int days) {
    return removeFound(workspace, [days](Database& database, std::vector<std::int64_t>& found) {
        Statement rows(database,
                       "SELECT id FROM runs WHERE deleted_at IS NOT NULL AND julianday(deleted_at) <= julianday('now') - ?");
        rows.bind(days);
        while (rows.step()) found.push_back(rows.integer(0));
    });
}

core::Result<std::size_t> removeDeletedRuns(Workspace& workspace, std::span<const std::int64_t> runs) {
    return removeFound(workspace, [runs](Database& database, std::vector<std::int64_t>& found) {
        for (const auto id : runs) {
            Statement row(database, "SELECT 1 FROM runs WHERE id = ? AND deleted_at IS NOT NULL");
            if (row.bind(id).step()) found.push_back(id);
        }
    });
}

}  // namespace prososcope::store
