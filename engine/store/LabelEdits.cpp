// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/LabelEdits.h"

#include "engine/core/Clock.h"
#include "engine/core/Csv.h"
#include "engine/core/ProcessIdentity.h"
#include "engine/store/CorpusFields.h"
#include "engine/store/CorpusRows.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

namespace {

using core::ErrorKind;
using core::fail;

void noteChange(Database& database, const std::string& corpus) {
    Statement(database, "INSERT INTO label_edit_state VALUES (?, 1) ON CONFLICT (corpus) DO UPDATE SET revision = revision + 1")
        .bind(corpus)
        .run();
}

/// The text in which an edit keeps a value of an utterance.
std::string valueText(const corpus::Utterance& utterance, const CorpusField& field) {
    if (field.kind != FieldKind::Number) return fieldText(utterance, field.name);
    const double number = fieldNumber(utterance, field.name);
    return number == number ? core::numberText(number) : std::string();
}

/// Whether a change can be made to a corpus, but for its utterance, and the value as it is stored.
core::Result<std::string> checked(const corpus::Corpus& corpus, const LabelChange& change) {
    const auto field = corpusField(change.field);
    if (!field || !field->editable) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The column \"%1\" cannot be edited."), {change.field}});
    }
    if (field->kind != FieldKind::Number || change.value.empty()) return change.value;
    const auto number = core::parseNumber(change.value);
    if (!number || *number != *number) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "\"%1\" is no number, which %2 needs."), {change.value, change.field}});
    }
    const auto scale = corpus.scales.find(change.field);
    if (scale != corpus.scales.end() && (*number < scale->second.low || *number > scale->second.high)) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 lies outside the scale of %2, which goes from %3 to %4."),
                     {change.value, change.field, core::numberText(scale->second.low), core::numberText(scale->second.high)}});
    }
    return core::numberText(*number);
}

core::Status setUndone(Workspace& workspace, std::int64_t batch, bool undone) {
    return workspace.impl().attempt([&]() -> core::Status {
        auto& database = *workspace.impl().database;
        Transaction transaction(database, true);
        Statement corpus(database, "SELECT corpus FROM label_edits WHERE batch = ?");
        if (!corpus.bind(batch).step()) {
            return fail(ErrorKind::NotFound,
                        {TRANSLATABLE("Engine", "There is no edit %1 in the workspace."), {std::to_string(batch)}});
        }
        const std::string name = corpus.text(0);
        if (undone) {
            Statement(database, "UPDATE label_edits SET undone_at = ? WHERE batch = ? AND undone_at IS NULL")
                .bind(core::utcNow(), batch)
                .run();
        } else {
            Statement(database, "UPDATE label_edits SET undone_at = NULL WHERE batch = ?").bind(batch).run();
        }
        if (database.changes() > 0) noteChange(database, name);
        transaction.commit();
        return {};
    });
}

}  // namespace

core::Result<std::int64_t> editLabels(Workspace& workspace, std::string_view corpus, const std::vector<LabelChange>& changes,
                                      core::Progress& progress) {
    return workspace.impl().attempt([&]() -> core::Result<std::int64_t> {
        auto& database = *workspace.impl().database;
        const Interruption interruption(database, progress);
        Transaction transaction(database, true);
        const std::string headSql =
            std::string("SELECT ") + kHeadColumns + " FROM corpora c WHERE c.name = ? AND c.state = 'ready'";
        Statement headRow(database, headSql.c_str());
        if (!headRow.bind(corpus).step()) {
            return fail(ErrorKind::NotFound,
                        {TRANSLATABLE("Engine", "There is no corpus named %1 in the workspace. Import it first."),
                         {std::string(corpus)}});
        }
        const auto head = readHead(headRow, 0);
        const std::string who = core::loginName();
        const std::string now = core::utcNow();
        const auto batch = database.number("SELECT coalesce(max(batch), 0) + 1 FROM label_edits");
        const std::string rowSql = std::string("SELECT ") + kUtteranceColumns +
                                   " FROM utterances u INDEXED BY utterances_by_id WHERE u.corpus = ? AND u.id = ?";
        Statement row(database, rowSql.c_str());
        Statement last(database,
                       "SELECT new_value FROM label_edits WHERE corpus = ? AND utterance = ? AND field = ? AND undone_at IS "
                       "NULL ORDER BY id DESC");
        Statement insert(database,
                         "INSERT INTO label_edits (batch, corpus, utterance, field, old_value, new_value, who, made_at) VALUES "
                         "(?, ?, ?, ?, ?, ?, ?, ?)");
        std::int64_t made = 0;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            if (progress.stopRequested()) return core::cancelled();
            const auto& change = changes[i];
            const auto value = checked(head.corpus, change);
            if (!value) return fail(value.error());
            if (!row.bind(head.id, change.utterance).step()) {
                return fail(ErrorKind::NotFound, {TRANSLATABLE("Engine", "The corpus %1 has no utterance %2."),
                                                  {head.corpus.name, change.utterance}});
            }
            std::string old = valueText(readUtterance(row, 0), *corpusField(change.field));
            row.reset();
            if (last.bind(head.corpus.name, change.utterance, change.field).step()) old = last.text(0);
            last.reset();
            if (old == *value) continue;
            insert.bind(batch, head.corpus.name, change.utterance, change.field, old, *value, who, now).run();
            ++made;
            progress.report(static_cast<double>(i) / static_cast<double>(changes.size()));
        }
        if (made == 0) return 0;
        noteChange(database, head.corpus.name);
        transaction.commit();
        return batch;
    });
}

core::Status undoLabelEdits(Workspace& workspace, std::int64_t batch) { return setUndone(workspace, batch, true); }
core::Status redoLabelEdits(Workspace& workspace, std::int64_t batch) { return setUndone(workspace, batch, false); }

core::Result<std::vector<LabelEdit>> labelEdits(const Workspace& workspace, std::string_view corpus, std::size_t most,
                                                std::string_view utterance) {
    return workspace.impl().attempt([&]() -> core::Result<std::vector<LabelEdit>> {
        Statement rows(*workspace.impl().database,
                       "SELECT id, batch, corpus, utterance, field, old_value, new_value, who, made_at, undone_at FROM "
                       "label_edits WHERE corpus = ?1 AND (?2 = '' OR utterance = ?2) ORDER BY id DESC LIMIT ?3");
        rows.bind(corpus, utterance, static_cast<std::int64_t>(most));
        std::vector<LabelEdit> edits;
        while (rows.step()) {
            edits.push_back({rows.integer(0), rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5),
                             rows.text(6), rows.text(7), rows.text(8), rows.text(9)});
        }
        return edits;
    });
}

std::vector<EditInForce> editsInForce(Database& database, std::int64_t corpusId, std::string_view corpus) {
    Statement rows(database,
                   "SELECT u.position, e.field, e.new_value FROM label_edits e JOIN utterances u ON u.corpus = ? AND u.id = "
                   "e.utterance WHERE e.corpus = ? AND e.undone_at IS NULL ORDER BY e.id");
    rows.bind(corpusId, corpus);
    std::vector<EditInForce> edits;
    while (rows.step()) edits.push_back({rows.integer(0), rows.text(1), rows.text(2)});
    return edits;
}

std::int64_t editRevision(Database& database, std::string_view corpus) {
    Statement row(database, "SELECT revision FROM label_edit_state WHERE corpus = ?");
    return row.bind(corpus).step() ? row.integer(0) : 0;
}

}  // namespace prososcope::store
