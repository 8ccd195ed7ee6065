// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/corpus/Corpus.h"
#include "engine/store/Database.h"

namespace prososcope::store {

/// How an utterance lies in the table `utterances`; lists in it are compact JSON, empty ones empty texts. Not for other
/// folders.
inline constexpr const char* kInsertUtterance =
    "INSERT INTO utterances (corpus, position, id, path, start_seconds, end_seconds, speaker, gender, language, emotion, "
    "valence, arousal, dominance, intensity, transcript, dialogue, turn, session, split, ratings, numbers, alignments, "
    "recording_seconds, rate_hz, channels, texts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?)";
/// The columns that readUtterance takes, of a table with the alias u.
inline constexpr const char* kUtteranceColumns =
    "u.id, u.path, u.start_seconds, u.end_seconds, u.speaker, u.gender, u.language, u.emotion, u.valence, u.arousal, "
    "u.dominance, u.intensity, u.transcript, u.dialogue, u.turn, u.session, u.split, u.ratings, u.numbers, u.alignments, "
    "u.recording_seconds, u.rate_hz, u.channels, u.texts";
inline constexpr int kUtteranceColumnCount = 24;

void insertUtterance(Statement& insert, std::int64_t corpus, std::int64_t position, const corpus::Utterance& utterance);
[[nodiscard]] corpus::Utterance readUtterance(const Statement& row, int firstColumn);

/// The head of a corpus, all but its utterances, and what else its row says.
struct StoredHead {
    std::int64_t id = 0;
    std::int64_t revision = 0;  ///< grows with every import of a corpus of this name
    std::int64_t utterances = 0;
    std::int64_t speakers = 0;
    corpus::Corpus corpus;
};
/// The columns that readHead takes, of a table with the alias c.
inline constexpr const char* kHeadColumns =
    "c.id, c.revision, c.utterances, c.speakers, c.name, c.title, c.folder, c.layout, c.licence, c.citation, c.remarks, "
    "c.source, c.scales";
inline constexpr int kHeadColumnCount = 13;
[[nodiscard]] StoredHead readHead(const Statement& row, int firstColumn);
[[nodiscard]] std::string remarksText(const std::vector<core::Text>& remarks);
[[nodiscard]] std::string scalesText(const std::map<std::string, corpus::Scale>& scales);

}  // namespace prososcope::store
