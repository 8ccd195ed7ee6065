// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/store/Workspace.h"

namespace prososcope::store {

class Database;

/// Stores a corpus of any size piece by piece, with its index, and puts it in the place of one of the same name at the end.
/// Until `finish` the workspace shows what it showed before; without it the destructor takes everything away again, and what
/// a killed process left is taken away by the next import. Each piece is a transaction of its own, so that other processes can
/// write in between; a corpus of one piece (kIndexRows) is stored in one. Edits of labels are kept: they hold for every
/// utterance whose id is still there. Uses the workspace, which outlives it; one thread.
class CorpusWriter {
public:
    /// Of `head` everything but the utterances.
    [[nodiscard]] static core::Result<CorpusWriter> begin(Workspace& workspace, const corpus::Corpus& head);
    ~CorpusWriter();
    CorpusWriter(CorpusWriter&&) noexcept;
    CorpusWriter& operator=(CorpusWriter&&) = delete;

    /// Appends in the order given; import orders by id.
    core::Status add(std::span<const corpus::Utterance> utterances, core::Progress& progress);
    core::Status finish(core::Progress& progress);

private:
    CorpusWriter() = default;
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Makes the index of a stored corpus from its rows, inside the caller's transaction. Throws DatabaseError.
void indexStoredRows(Database& database, std::int64_t corpus);

}  // namespace prososcope::store
