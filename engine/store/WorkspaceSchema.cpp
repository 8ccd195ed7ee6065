// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/WorkspaceSchema.h"

#include <vector>

#include "engine/store/CorpusWriter.h"

namespace prososcope::store {

namespace {

constexpr int kApplicationId = 0x50727363;  // "Prsc"

constexpr const char* kVersion1 = R"(
CREATE TABLE corpora (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT, folder TEXT, layout TEXT, licence TEXT,
  citation TEXT, remarks TEXT, utterances INTEGER, speakers INTEGER);
CREATE TABLE utterances (corpus INTEGER NOT NULL REFERENCES corpora (id) ON DELETE CASCADE, position INTEGER NOT NULL, id TEXT,
  path TEXT, start_seconds REAL, end_seconds REAL, speaker TEXT, gender TEXT, language TEXT, emotion TEXT, valence REAL,
  arousal REAL, dominance REAL, intensity TEXT, transcript TEXT, dialogue TEXT, turn INTEGER,
  PRIMARY KEY (corpus, position)) WITHOUT ROWID;
CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, title TEXT, state TEXT NOT NULL, started_at TEXT,
  finished_at TEXT, system TEXT, corpus TEXT, protocol TEXT, speaker_dependent INTEGER, device TEXT, threads INTEGER,
  seed INTEGER, fingerprint TEXT, classes TEXT, example INTEGER, seconds REAL, note TEXT, uar REAL, uar_low REAL,
  uar_high REAL, wa REAL, macro_f1 REAL, utterances INTEGER, speakers INTEGER, seeds INTEGER,
  host TEXT, boot TEXT, pids TEXT, pid INTEGER, pid_start INTEGER);
CREATE INDEX runs_by_time ON runs (started_at, id);
CREATE INDEX runs_running ON runs (id) WHERE state = 'running';
CREATE TABLE run_texts (run INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE, experiment TEXT, versions TEXT);
CREATE TABLE folds (run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE, fold INTEGER NOT NULL, name TEXT,
  train_speakers TEXT, inner_speakers TEXT, test_speakers TEXT, complete INTEGER, best_epoch INTEGER, seconds REAL,
  PRIMARY KEY (run, fold)) WITHOUT ROWID;
CREATE TABLE epochs (run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE, fold INTEGER NOT NULL, epoch INTEGER NOT NULL,
  train_loss REAL, inner_loss REAL, inner_uar REAL, learning_rate REAL, seconds REAL,
  PRIMARY KEY (run, fold, epoch)) WITHOUT ROWID;
CREATE TABLE predictions (run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE, fold INTEGER NOT NULL,
  position INTEGER NOT NULL, utterance TEXT, path TEXT, start_seconds REAL, end_seconds REAL, speaker TEXT, gender TEXT,
  truth INTEGER, predicted INTEGER, posteriors BLOB, PRIMARY KEY (run, fold, position)) WITHOUT ROWID;
)";

// Names of corpora that are being written or taken away begin with a line feed, which no name of a user does. Columns of the
// index are pieces of kIndexRows rows: see CorpusBlocks.h.
constexpr const char* kVersion2 = R"(
ALTER TABLE corpora ADD COLUMN source TEXT;
ALTER TABLE corpora ADD COLUMN scales TEXT;
ALTER TABLE corpora ADD COLUMN state TEXT NOT NULL DEFAULT 'ready';
ALTER TABLE corpora ADD COLUMN owner TEXT;
ALTER TABLE corpora ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE utterances ADD COLUMN session TEXT;
ALTER TABLE utterances ADD COLUMN split TEXT;
ALTER TABLE utterances ADD COLUMN ratings TEXT;
ALTER TABLE utterances ADD COLUMN numbers TEXT;
ALTER TABLE utterances ADD COLUMN alignments TEXT;
ALTER TABLE utterances ADD COLUMN recording_seconds REAL;
ALTER TABLE utterances ADD COLUMN rate_hz INTEGER;
ALTER TABLE utterances ADD COLUMN channels INTEGER;
ALTER TABLE utterances ADD COLUMN texts TEXT;
CREATE INDEX utterances_by_id ON utterances (corpus, id);
CREATE TABLE corpus_values (corpus INTEGER NOT NULL REFERENCES corpora (id) ON DELETE CASCADE, field TEXT NOT NULL,
  code INTEGER NOT NULL, value TEXT, PRIMARY KEY (corpus, field, code)) WITHOUT ROWID;
CREATE TABLE corpus_blocks (corpus INTEGER NOT NULL REFERENCES corpora (id) ON DELETE CASCADE, field TEXT NOT NULL,
  block INTEGER NOT NULL, data BLOB);
CREATE UNIQUE INDEX corpus_blocks_by_place ON corpus_blocks (corpus, field, block);
CREATE TABLE corpus_reports (corpus INTEGER PRIMARY KEY REFERENCES corpora (id) ON DELETE CASCADE, made_at TEXT, report TEXT);
CREATE TABLE label_edits (id INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL, corpus TEXT NOT NULL,
  utterance TEXT NOT NULL, field TEXT NOT NULL, old_value TEXT, new_value TEXT, who TEXT, made_at TEXT, undone_at TEXT);
CREATE INDEX label_edits_by_utterance ON label_edits (corpus, utterance, field);
CREATE INDEX label_edits_by_batch ON label_edits (batch);
CREATE TABLE label_edit_state (corpus TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
)";

constexpr const char* kVersion3 = R"(
ALTER TABLE run_texts ADD COLUMN corpora TEXT;
CREATE TABLE rating_rounds (id INTEGER PRIMARY KEY AUTOINCREMENT, corpus TEXT NOT NULL, rater TEXT NOT NULL, classes TEXT,
  seed INTEGER, started_at TEXT);
CREATE INDEX rating_rounds_by_corpus ON rating_rounds (corpus);
CREATE TABLE ratings (id INTEGER PRIMARY KEY AUTOINCREMENT, round INTEGER NOT NULL REFERENCES rating_rounds (id) ON DELETE
  CASCADE, utterance TEXT NOT NULL, label TEXT, trace BLOB, reaction_seconds REAL, plays INTEGER, rated_at TEXT);
CREATE UNIQUE INDEX ratings_by_utterance ON ratings (round, utterance);
)";

constexpr const char* kVersion4 = R"(
ALTER TABLE runs ADD COLUMN run_group TEXT;
ALTER TABLE runs ADD COLUMN point TEXT;
ALTER TABLE runs ADD COLUMN dimensions TEXT;
ALTER TABLE runs ADD COLUMN ccc REAL;
ALTER TABLE runs ADD COLUMN ccc_low REAL;
ALTER TABLE runs ADD COLUMN ccc_high REAL;
ALTER TABLE runs ADD COLUMN tags TEXT;
ALTER TABLE runs ADD COLUMN comment TEXT;
ALTER TABLE runs ADD COLUMN deleted_at TEXT;
ALTER TABLE runs ADD COLUMN queue_order INTEGER;
ALTER TABLE run_texts ADD COLUMN command TEXT;
ALTER TABLE run_texts ADD COLUMN only_folds TEXT;
ALTER TABLE predictions ADD COLUMN true_values BLOB;
ALTER TABLE predictions ADD COLUMN predicted_values BLOB;
CREATE INDEX runs_waiting ON runs (queue_order) WHERE state = 'waiting';
CREATE TABLE doubtful_utterances (corpus TEXT NOT NULL, utterance TEXT NOT NULL, who TEXT, marked_at TEXT,
  PRIMARY KEY (corpus, utterance)) WITHOUT ROWID;
)";

}  // namespace

void bringUpToDate(Database& database, int version) {
    if (version >= kSchemaVersion) return;
    Transaction transaction(database, true);
    version = static_cast<int>(database.number("PRAGMA user_version"));  // another process may have been first
    if (version < 1) {
        database.execute(kVersion1);
        database.execute("PRAGMA application_id = " + std::to_string(kApplicationId));
    }
    if (version < 2) {
        database.execute(kVersion2);
        std::vector<std::int64_t> corpora;
        Statement rows(database, "SELECT id FROM corpora");
        while (rows.step()) corpora.push_back(rows.integer(0));
        for (const auto corpus : corpora) indexStoredRows(database, corpus);
    }
    if (version < 3) database.execute(kVersion3);
    if (version < 4) database.execute(kVersion4);
    if (version < kSchemaVersion) database.execute("PRAGMA user_version = " + std::to_string(kSchemaVersion));
    transaction.commit();
}

bool hasAllTables(Database& database, int version) {
    constexpr const char* kFirst =
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('corpora', 'utterances', 'runs', 'run_texts', "
        "'folds', 'epochs', 'predictions')";
    constexpr const char* kSecond =
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('corpus_values', 'corpus_blocks', "
        "'corpus_reports', 'label_edits', 'label_edit_state')";
    constexpr const char* kThird =
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('rating_rounds', 'ratings')";
    constexpr const char* kFourth = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'doubtful_utterances'";
    return database.number(kFirst) == 7 && (version < 2 || database.number(kSecond) == 5) &&
           (version < 3 || database.number(kThird) == 2) && (version < 4 || database.number(kFourth) == 1);
}

}  // namespace prososcope::store
