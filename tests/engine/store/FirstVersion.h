// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/store/Database.h"

/// A workspace.sqlite as the program's first version left it: one corpus "emodb" of `count` utterances (ids u0000000 ...,
/// every third of them with a valence, classes angry, happy and sad in turn) and one finished run. The text of the schema is
/// history and never changes.
namespace examples {

inline void makeFirstVersion(const std::filesystem::path& folder, int count) {
    std::filesystem::create_directories(folder);
    prososcope::store::Database database(folder / "workspace.sqlite");
    database.execute("PRAGMA journal_mode = WAL");
    prososcope::store::Transaction transaction(database);
    database.execute(R"(
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
PRAGMA application_id = 1349677923;
PRAGMA user_version = 1;
INSERT INTO corpora VALUES (3, 'emodb', 'Berlin', '/corpora/emodb', 'emodb', 'CC0-1.0', 'Burkhardt', '[]', 0, 2);
INSERT INTO runs (name, state, started_at, classes, uar) VALUES ('old', 'finished', '2026-01-01T00:00:00Z', '["a"]', 0.5);
)");
    prososcope::store::Statement insert(
        database,
        "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1) "
        "INSERT INTO utterances SELECT 3, i, printf('u%07d', i), printf('wav/%07d.wav', i), 0, "
        "1.5, printf('%02d', i % 2), 'female', 'de', CASE i % 3 WHEN 0 THEN 'angry' WHEN 1 THEN "
        "'happy' ELSE 'sad' END, CASE i % 3 WHEN 0 THEN i END, NULL, NULL, '', 'Das', '', i "
        "FROM n");
    if (count > 0) insert.bind(count).run();
    prososcope::store::Statement(database, "UPDATE corpora SET utterances = ?").bind(count).run();
    transaction.commit();
}

}  // namespace examples
