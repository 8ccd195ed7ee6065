// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/store/CorpusBlocks.h"
#include "engine/store/CorpusFields.h"
#include "engine/store/CorpusRows.h"
#include "engine/store/CorpusWriter.h"
#include "engine/store/LabelEdits.h"
#include "engine/store/Workspace.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

core::Status Workspace::saveCorpus(const corpus::Corpus& corpus, core::Progress& progress) {
    auto writer = CorpusWriter::begin(*this, corpus);
    if (!writer) return core::fail(writer.error());
    const std::size_t count = corpus.utterances.size();
    for (std::size_t from = 0; from < count; from += kIndexRows) {
        progress.report(static_cast<double>(from) / static_cast<double>(count),
                        {TRANSLATABLE("Engine", "Storing %1"), {corpus.name}});
        const auto part = std::span(corpus.utterances).subspan(from, std::min(kIndexRows, count - from));
        if (const auto added = writer->add(part, progress); !added) return added;
    }
    const auto finished = writer->finish(progress);
    if (finished) progress.report(1.0);
    return finished;
}

core::Status Workspace::saveCorpus(const corpus::Corpus& corpus) {
    core::Progress silent;
    return saveCorpus(corpus, silent);
}

core::Result<corpus::Corpus> Workspace::corpus(std::string_view name, Labels labels) const {
    return m_impl->attempt([&]() -> core::Result<corpus::Corpus> {
        auto& database = *m_impl->database;
        const Snapshot snapshot(database);
        StoredHead head;
        {
            const std::string sql =
                std::string("SELECT ") + kHeadColumns + " FROM corpora c WHERE c.name = ? AND c.state = 'ready'";
            Statement row(database, sql.c_str());
            if (!row.bind(name).step()) {
                return core::fail(core::ErrorKind::NotFound,
                                  {TRANSLATABLE("Engine", "There is no corpus named %1 in the workspace. Import it first."),
                                   {std::string(name)}});
            }
            head = readHead(row, 0);
        }
        auto& corpus = head.corpus;
        corpus.utterances.reserve(static_cast<std::size_t>(std::clamp<std::int64_t>(head.utterances, 0, 1 << 24)));
        std::string sql = std::string("SELECT ") + kUtteranceColumns +
                          ", u.position FROM utterances u WHERE u.corpus = ? ORDER BY u.position";
        std::vector<std::int64_t> positions;
        {
            Statement rows(database, sql.c_str());
            rows.bind(head.id);
            while (rows.step()) {
                corpus.utterances.push_back(readUtterance(rows, 0));
                positions.push_back(rows.integer(kUtteranceColumnCount));
            }
        }
        if (labels == Labels::Edited) {
            for (const auto& edit : editsInForce(database, head.id, corpus.name)) {
                const auto found = std::lower_bound(positions.begin(), positions.end(), edit.position);
                if (found == positions.end() || *found != edit.position) continue;
                setField(corpus.utterances[static_cast<std::size_t>(found - positions.begin())], edit.field, edit.value);
            }
        }
        return std::move(corpus);
    });
}

core::Result<std::vector<Workspace::CorpusSummary>> Workspace::corpora() const {
    return m_impl->attempt([&]() -> core::Result<std::vector<CorpusSummary>> {
        Statement rows(*m_impl->database,
                       "SELECT name, title, folder, layout, licence, utterances, speakers FROM corpora WHERE state = 'ready' "
                       "ORDER BY name");
        std::vector<CorpusSummary> result;
        while (rows.step()) {
            result.push_back(
                {rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.integer(5), rows.integer(6)});
        }
        return result;
    });
}

}  // namespace prososcope::store
