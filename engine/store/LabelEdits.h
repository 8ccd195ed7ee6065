// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/Workspace.h"

namespace prososcope::store {

class Database;

/// A change of one value of one utterance by a person. What was imported is never written over: an edit lies beside it, holds
/// until it is undone, and holds again after another import of the corpus, as long as the utterance's id is there. Of several
/// edits of a value the last one in force counts.
struct LabelEdit {
    std::int64_t id = 0;
    std::int64_t batch = 0;  ///< edits made, undone and redone together
    std::string corpus;
    std::string utterance;  ///< Utterance::id
    std::string field;      ///< an editable CorpusField
    std::string oldValue;   ///< what it was at that time; numbers with a dot, unknown as ""
    std::string newValue;
    std::string who;       ///< the login name
    std::string madeAt;    ///< UTC, ISO 8601
    std::string undoneAt;  ///< empty while it is in force
};

struct LabelChange {
    std::string utterance;
    std::string field;
    std::string value;
};

/// Makes all of the changes or none and gives their batch; 0 where every value is as wanted already. Fails where the corpus,
/// an utterance or a field is not there or cannot be edited, where a number is none or lies outside the corpus's scale.
[[nodiscard]] core::Result<std::int64_t> editLabels(Workspace& workspace, std::string_view corpus,
                                                    const std::vector<LabelChange>& changes, core::Progress& progress);
/// Takes a batch back, or puts it in force again. Nothing happens where it is so already.
core::Status undoLabelEdits(Workspace& workspace, std::int64_t batch);
core::Status redoLabelEdits(Workspace& workspace, std::int64_t batch);
/// The edits of a corpus, newest first, undone ones among them; of one utterance only where it is named.
[[nodiscard]] core::Result<std::vector<LabelEdit>> labelEdits(const Workspace& workspace, std::string_view corpus,
                                                              std::size_t most = 1000, std::string_view utterance = {});

/// For the files of engine/store: what holds for the rows of a stored corpus, in the order of their making. Throws
/// DatabaseError.
struct EditInForce {
    std::int64_t position = 0;
    std::string field;
    std::string value;
};
[[nodiscard]] std::vector<EditInForce> editsInForce(Database& database, std::int64_t corpusId, std::string_view corpus);
/// Changes whenever edits of the corpus do.
[[nodiscard]] std::int64_t editRevision(Database& database, std::string_view corpus);

}  // namespace prososcope::store
