// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/DoubtfulUtterances.h"

#include "engine/core/Clock.h"
#include "engine/core/ProcessIdentity.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

core::Status markDoubtful(Workspace& workspace, std::string_view corpus, std::span<const std::string> utterances,
                          bool doubtful) {
    return workspace.impl().attempt([&]() -> core::Status {
        auto& database = *workspace.impl().database;
        Transaction transaction(database, true);
        const auto who = core::loginName();
        const auto now = core::utcNow();
        for (const auto& utterance : utterances) {
            if (doubtful) {
                Statement(database, "INSERT OR IGNORE INTO doubtful_utterances VALUES (?, ?, ?, ?)")
                    .bind(corpus, utterance, who, now)
                    .run();
            } else {
                Statement(database, "DELETE FROM doubtful_utterances WHERE corpus = ? AND utterance = ?")
                    .bind(corpus, utterance)
                    .run();
            }
        }
        transaction.commit();
        return {};
    });
}

core::Result<std::map<std::string, DoubtfulMark>> doubtfulUtterances(const Workspace& workspace, std::string_view corpus) {
    return workspace.impl().attempt([&]() -> core::Result<std::map<std::string, DoubtfulMark>> {
        Statement rows(*workspace.impl().database,
                       "SELECT utterance, who, marked_at FROM doubtful_utterances WHERE corpus = ?");
        rows.bind(corpus);
        std::map<std::string, DoubtfulMark> marks;
        while (rows.step()) marks[rows.text(0)] = {rows.text(1), rows.text(2)};
        return marks;
    });
}

}  // namespace prososcope::store
