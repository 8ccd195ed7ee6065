// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/RunQueue.h"

#include <algorithm>

#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

namespace {

std::vector<std::int64_t> waitingIds(Database& database) {
    Statement rows(database, "SELECT id FROM runs WHERE state = 'waiting' ORDER BY queue_order, id");
    std::vector<std::int64_t> ids;
    while (rows.step()) ids.push_back(rows.integer(0));
    return ids;
}

void setPlace(Database& database, std::int64_t run, std::int64_t place) {
    Statement(database, "UPDATE runs SET queue_order = ? WHERE id = ?").bind(place, run).run();
}

tl::unexpected<core::Error> waitsNoLonger(std::int64_t run) {
    return core::fail(core::ErrorKind::NotFound,
                      {TRANSLATABLE("Engine", "Run %1 does not wait any longer."), {std::to_string(run)}});
}

}  // namespace

core::Result<std::vector<std::int64_t>> addWaitingRuns(Workspace& workspace, const std::vector<RunRecord>& runs) {
    return workspace.impl().attempt([&]() -> core::Result<std::vector<std::int64_t>> {
        auto& database = *workspace.impl().database;
        Transaction transaction(database, true);
        auto place = database.number("SELECT coalesce(max(queue_order), 0) FROM runs WHERE state = 'waiting'");
        std::vector<std::int64_t> ids;
        for (const auto& run : runs) {
            ids.push_back(insertRunHead(database, run, RunState::Waiting));
            setPlace(database, ids.back(), ++place);
        }
        transaction.commit();
        return ids;
    });
}

core::Result<std::vector<RunRecord>> waitingRuns(const Workspace& workspace) {
    return workspace.impl().attempt([&]() -> core::Result<std::vector<RunRecord>> {
        return readRuns(*workspace.impl().database, "WHERE state = 'waiting' ORDER BY queue_order, id", {});
    });
}

core::Status moveWaitingRun(Workspace& workspace, std::int64_t run, std::int64_t before) {
    return workspace.impl().attempt([&]() -> core::Status {
        auto& database = *workspace.impl().database;
        Transaction transaction(database, true);
        auto ids = waitingIds(database);
        const auto found = std::find(ids.begin(), ids.end(), run);
        if (found == ids.end()) return waitsNoLonger(run);
        if (before == run) return {};
        ids.erase(found);
        const auto place = before == 0 ? ids.end() : std::find(ids.begin(), ids.end(), before);
        if (before != 0 && place == ids.end()) return waitsNoLonger(before);
        ids.insert(place, run);
        for (std::size_t i = 0; i < ids.size(); ++i) setPlace(database, ids[i], static_cast<std::int64_t>(i) + 1);
        transaction.commit();
        return {};
    });
}

core::Status removeWaitingRun(Workspace& workspace, std::int64_t run) {
    return workspace.impl().attempt([&]() -> core::Status {
        auto& database = *workspace.impl().database;
        Transaction transaction(database, true);
        const auto ids = waitingIds(database);
        if (std::find(ids.begin(), ids.end(), run) == ids.end()) return waitsNoLonger(run);
        Statement(database, "DELETE FROM runs WHERE id = ?").bind(run).run();
        transaction.commit();
        return {};
    });
}

core::Result<bool> claimWaitingRun(Workspace& workspace, std::int64_t run) {
    return workspace.impl().attempt([&]() -> core::Result<bool> {
        auto& database = *workspace.impl().database;
        Transaction transaction(database, true);
        const auto ids = waitingIds(database);
        if (std::find(ids.begin(), ids.end(), run) == ids.end()) return false;
        Statement(database, "UPDATE runs SET state = 'running' WHERE id = ?").bind(run).run();
        writeRunOwner(database, run);
        transaction.commit();
        return true;
    });
}

core::Status claimRun(Workspace& workspace, const RunRecord& run) {
    const auto taken = [&](const char* pattern) {
        return core::fail(core::ErrorKind::Taken, {pattern, {std::to_string(run.id)}});
    };
    if (run.state == RunState::Finished)
        return taken(TRANSLATABLE("Engine", "Run %1 is finished; there is nothing to resume."));
    if (run.state == RunState::Running)
        return taken(TRANSLATABLE("Engine", "Run %1 is still running. Cancel it there or wait for its end."));
    if (run.state != RunState::Waiting) return {};
    const auto mine = claimWaitingRun(workspace, run.id);
    if (!mine) return core::fail(mine.error());
    if (*mine) return {};
    return taken(TRANSLATABLE("Engine", "Run %1 has been started by another window or command."));
}

}  // namespace prososcope::store
