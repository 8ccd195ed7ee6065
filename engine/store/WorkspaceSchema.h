// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/Database.h"

namespace prososcope::store {

/// The present version of workspace.sqlite; 2 added what utterances say beyond a label, the index of a corpus and edits of
/// labels; 3 what people say who rate a corpus, and the
/// provenance of a run's data; 4 groups, tags, comments and deletion of runs, their queue, predicted dimensions and
/// utterances that are marked as doubtful.
inline constexpr int kSchemaVersion = 4;

/// Makes the tables of an empty database, or brings those of an older version up to the present one: all of it or, where
/// something fails or the process ends, nothing. Several processes may try at once. `version` is what the file says.
/// Throws DatabaseError.
void bringUpToDate(Database& database, int version);

/// Whether all tables of a version are there.
[[nodiscard]] bool hasAllTables(Database& database, int version);

}  // namespace prososcope::store
