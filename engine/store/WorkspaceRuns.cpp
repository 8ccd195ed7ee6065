// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "engine/core/Clock.h"
#include "engine/core/ProcessIdentity.h"
#include "engine/store/Workspace.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

namespace {

constexpr std::array<std::string_view, 6> kStateNames{"running", "interrupted", "cancelled", "failed", "finished", "waiting"};

RunState stateFromName(std::string_view name) {
    const auto found = std::find(kStateNames.begin(), kStateNames.end(), name);
    return found == kStateNames.end() ? RunState::Failed : static_cast<RunState>(found - kStateNames.begin());
}

const std::string kSummaryColumns =
    "SELECT id, name, title, state, started_at, finished_at, system, corpus, protocol, speaker_dependent, device, threads, "
    "seed, fingerprint, classes, example, seconds, note, uar, uar_low, uar_high, wa, macro_f1, utterances, speakers, seeds, "
    "run_group, point, dimensions, ccc, ccc_low, ccc_high, tags, comment, deleted_at FROM runs ";

RunRecord readSummary(const Statement& row, const std::vector<std::int64_t>& interrupted) {
    RunRecord run;
    run.id = row.integer(0);
    run.name = row.text(1);
    run.title = row.text(2);
    run.state = stateFromName(row.text(3));
    if (run.state == RunState::Running && std::find(interrupted.begin(), interrupted.end(), run.id) != interrupted.end()) {
        run.state = RunState::Interrupted;
    }
    run.startedAt = row.text(4);
    run.finishedAt = row.text(5);
    run.system = row.text(6);
    run.corpus = row.text(7);
    run.protocol = row.text(8);
    run.speakerDependent = row.integer(9) != 0;
    run.device = row.text(10);
    run.threads = static_cast<int>(row.integer(11));
    run.seed = static_cast<std::uint64_t>(row.integer(12));
    run.fingerprint = row.text(13);
    run.classes = listFromText(row.text(14));
    run.example = row.integer(15) != 0;
    run.seconds = row.number(16);
    run.note = row.text(17);
    run.uar = row.optionalNumber(18);
    run.uarLow = row.optionalNumber(19);
    run.uarHigh = row.optionalNumber(20);
    run.wa = row.optionalNumber(21);
    run.macroF1 = row.optionalNumber(22);
    run.utterances = row.integer(23);
    run.speakers = row.integer(24);
    run.seeds = static_cast<int>(row.integer(25));
    run.group = row.text(26);
    run.point = row.text(27);
    run.dimensions = listFromText(row.text(28));
    run.ccc = row.optionalNumber(29);
    run.cccLow = row.optionalNumber(30);
    run.cccHigh = row.optionalNumber(31);
    run.tags = listFromText(row.text(32));
    run.comment = row.text(33);
    run.deletedAt = row.text(34);
    return run;
}

/// What addRun and updateRun write, in this order.
constexpr std::array kWritten = {
    "name",       "title",    "state",   "started_at",  "finished_at", "system",   "corpus",  "protocol",  "speaker_dependent",
    "device",     "threads",  "seed",    "fingerprint", "classes",     "example",  "seconds", "note",      "uar",
    "uar_low",    "uar_high", "wa",      "macro_f1",    "utterances",  "speakers", "seeds",   "run_group", "point",
    "dimensions", "ccc",      "ccc_low", "ccc_high"};
void bindRun(Statement& statement, const RunRecord& run, RunState state) {
    statement.bind(run.name, run.title, kStateNames[static_cast<std::size_t>(state)], run.startedAt, run.finishedAt, run.system,
                   run.corpus, run.protocol, run.speakerDependent, run.device, run.threads, run.seed, run.fingerprint,
                   listText(run.classes), run.example, run.seconds, run.note, run.uar, run.uarLow, run.uarHigh, run.wa,
                   run.macroF1, run.utterances, run.speakers, run.seeds, run.group, run.point, listText(run.dimensions),
                   run.ccc, run.cccLow, run.cccHigh);
}

/// The columns written, each followed by `after`, joined by commas.
std::string writtenColumns(const char* after) {
    std::string text;
    for (const char* column : kWritten) text += (text.empty() ? "" : ", ") + std::string(column) + after;
    return text;
}

std::string foldsText(const std::vector<int>& folds) {
    std::vector<std::string> words;
    for (const int fold : folds) words.push_back(std::to_string(fold));
    return listText(words);
}

std::vector<int> foldsFromText(const std::string& text) {
    std::vector<int> folds;
    for (const auto& word : listFromText(text)) {
        int fold = 0;
        if (std::from_chars(word.data(), word.data() + word.size(), fold).ec == std::errc()) folds.push_back(fold);
    }
    return folds;
}

void writeTexts(Database& database, std::int64_t id, const RunRecord& run) {
    Statement(
        database,
        "INSERT OR REPLACE INTO run_texts (run, experiment, versions, corpora, command, only_folds) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(id, run.experiment, run.versions, corporaText(run.corpora), run.command, foldsText(run.onlyFolds))
        .run();
}

void writeFold(Database& database, const FoldRecord& fold, bool complete) {
    Statement(database, "INSERT OR REPLACE INTO folds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(fold.run, fold.index, fold.name, listText(fold.trainSpeakers), listText(fold.innerSpeakers),
              listText(fold.testSpeakers), complete, fold.bestEpoch, fold.seconds)
        .run();
}

constexpr const char* kInsertEpoch = "INSERT OR REPLACE INTO epochs VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
void writeEpoch(Statement& insert, std::int64_t run, const EpochRecord& e) {
    insert.bind(run, e.fold, e.epoch, e.trainLoss, e.innerLoss, e.innerUar, e.learningRate, e.seconds).run();
}

constexpr const char* kInsertPrediction = "INSERT INTO predictions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
void writePrediction(Statement& insert, std::int64_t run, int fold, std::int64_t position, const PredictionRecord& p) {
    insert
        .bind(run, fold, position, p.utterance, p.path, p.startSeconds, p.endSeconds, p.speaker, p.gender, p.truth, p.predicted,
              std::as_bytes(std::span(p.posteriors)), std::as_bytes(std::span(p.trueValues)),
              std::as_bytes(std::span(p.values)))
        .run();
}

std::vector<float> floatsOf(std::span<const std::byte> bytes) {
    std::vector<float> values(bytes.size() / sizeof(float));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}

}  // namespace

bool runExists(Database& database, std::int64_t id) {
    Statement statement(database, "SELECT 1 FROM runs WHERE id = ?");
    return statement.bind(id).step();
}

tl::unexpected<core::Error> noSuchRun(std::int64_t id) {
    return core::fail(core::ErrorKind::NotFound,
                      {TRANSLATABLE("Engine", "There is no run %1 in the workspace."), {std::to_string(id)}});
}

std::string_view runStateName(RunState state) { return kStateNames[static_cast<std::size_t>(state)]; }

std::int64_t insertRunHead(Database& database, const RunRecord& run, RunState state) {
    std::string places;
    for (std::size_t i = 0; i < kWritten.size(); ++i) places += i == 0 ? "?" : ", ?";
    Statement insert(database, ("INSERT INTO runs (" + writtenColumns("") + ") VALUES (" + places + ")").c_str());
    bindRun(insert, run, state);
    insert.run();
    const auto id = database.lastInsertId();
    writeTexts(database, id, run);
    return id;
}

void writeRunOwner(Database& database, std::int64_t id) {
    const auto own = core::ProcessIdentity::own();
    Statement(database, "UPDATE runs SET host = ?, boot = ?, pids = ?, pid = ?, pid_start = ? WHERE id = ?")
        .bind(own.host, own.boot, own.pids, own.pid, own.start, id)
        .run();
}

void writeNotes(Database& database, std::int64_t id, const std::vector<std::string>& tags, const std::string& comment) {
    Statement(database, "UPDATE runs SET tags = ?, comment = ? WHERE id = ?").bind(listText(tags), comment, id).run();
}

std::vector<RunRecord> readRuns(Database& database, const std::string& clause, const std::vector<std::int64_t>& interrupted) {
    Statement rows(database, (kSummaryColumns + clause).c_str());
    std::vector<RunRecord> result;
    while (rows.step()) result.push_back(readSummary(rows, interrupted));
    return result;
}

std::vector<std::int64_t> Workspace::Impl::markInterrupted() const {
    std::vector<std::int64_t> gone;
    {
        Statement rows(*database, "SELECT id, host, boot, pids, pid, pid_start FROM runs WHERE state = 'running'");
        while (rows.step()) {
            const core::ProcessIdentity owner{rows.text(1), rows.text(2), rows.text(3), rows.integer(4), rows.integer(5)};
            if (owner.isGone()) gone.push_back(rows.integer(0));
        }
    }
    if (gone.empty()) return gone;
    try {
        Transaction transaction(*database);
        std::vector<std::int64_t> still;
        for (const auto id : gone) {  // another process may have taken a run up again meanwhile
            Statement row(*database, "SELECT host, boot, pids, pid, pid_start FROM runs WHERE id = ? AND state = 'running'");
            if (!row.bind(id).step()) continue;
            const core::ProcessIdentity owner{row.text(0), row.text(1), row.text(2), row.integer(3), row.integer(4)};
            if (owner.isGone()) still.push_back(id);
        }
        for (const auto id : still) Statement(*database, "UPDATE runs SET state = 'interrupted' WHERE id = ?").bind(id).run();
        transaction.commit();
        return {};
    } catch (const DatabaseError& error) {
        if (error.damaged) throw;
        return gone;
    }
}

core::Result<std::int64_t> Workspace::addRun(const RunRecord& run) {
    return m_impl->attempt([&]() -> core::Result<std::int64_t> {
        auto& database = *m_impl->database;
        Transaction transaction(database);
        auto started = run;
        if (started.startedAt.empty()) started.startedAt = core::utcNow();
        const auto id = insertRunHead(database, started, RunState::Running);
        writeRunOwner(database, id);
        transaction.commit();
        return id;
    });
}

core::Status Workspace::updateRun(const RunRecord& run) {
    return m_impl->attempt([&]() -> core::Status {
        auto& database = *m_impl->database;
        Transaction transaction(database, run.state == RunState::Finished);
        if (!runExists(database, run.id)) return noSuchRun(run.id);
        Statement update(database, ("UPDATE runs SET " + writtenColumns(" = ?") + " WHERE id = ?").c_str());
        bindRun(update, run, run.state);
        update.bind(run.id).run();
        writeTexts(database, run.id, run);
        if (run.state == RunState::Running) writeRunOwner(database, run.id);
        transaction.commit();
        return {};
    });
}

core::Status Workspace::saveFold(const FoldRecord& fold) {
    return m_impl->attempt([&]() -> core::Status {
        Transaction transaction(*m_impl->database);
        if (!runExists(*m_impl->database, fold.run)) return noSuchRun(fold.run);
        writeFold(*m_impl->database, fold, fold.complete);
        transaction.commit();
        return {};
    });
}

core::Status Workspace::addEpoch(std::int64_t run, const EpochRecord& epoch) {
    return m_impl->attempt([&]() -> core::Status {
        Transaction transaction(*m_impl->database);
        if (!runExists(*m_impl->database, run)) return noSuchRun(run);
        Statement insert(*m_impl->database, kInsertEpoch);
        writeEpoch(insert, run, epoch);
        transaction.commit();
        return {};
    });
}

core::Status Workspace::finishFold(const FoldRecord& fold, const std::vector<PredictionRecord>& predictions) {
    return m_impl->attempt([&]() -> core::Status {
        auto& database = *m_impl->database;
        Transaction transaction(database, true);
        if (!runExists(database, fold.run)) return noSuchRun(fold.run);
        writeFold(database, fold, true);
        Statement(database, "DELETE FROM predictions WHERE run = ? AND fold = ?").bind(fold.run, fold.index).run();
        Statement insert(database, kInsertPrediction);
        std::int64_t position = 0;
        for (const auto& prediction : predictions) writePrediction(insert, fold.run, fold.index, position++, prediction);
        transaction.commit();
        return {};
    });
}

core::Status Workspace::deleteEpochs(std::int64_t run, int fold) {
    return m_impl->attempt([&]() -> core::Status {
        Transaction transaction(*m_impl->database);
        Statement(*m_impl->database, "DELETE FROM epochs WHERE run = ? AND fold = ?").bind(run, fold).run();
        transaction.commit();
        return {};
    });
}

core::Result<std::vector<RunRecord>> Workspace::runs() const {
    return m_impl->attempt([&]() -> core::Result<std::vector<RunRecord>> {
        const auto interrupted = m_impl->markInterrupted();
        return readRuns(*m_impl->database, "WHERE state <> 'waiting' AND deleted_at IS NULL ORDER BY started_at DESC, id DESC",
                        interrupted);
    });
}

core::Result<RunRecord> Workspace::run(std::int64_t id) const {
    return m_impl->attempt([&]() -> core::Result<RunRecord> {
        const auto interrupted = m_impl->markInterrupted();
        Statement row(*m_impl->database, (kSummaryColumns + "WHERE id = ?").c_str());
        if (!row.bind(id).step()) return noSuchRun(id);
        auto result = readSummary(row, interrupted);
        Statement texts(*m_impl->database,
                        "SELECT experiment, versions, corpora, command, only_folds FROM run_texts WHERE run = ?");
        if (texts.bind(id).step()) {
            result.experiment = texts.text(0);
            result.versions = texts.text(1);
            result.corpora = corporaFromText(texts.text(2));
            result.command = texts.text(3);
            result.onlyFolds = foldsFromText(texts.text(4));
        }
        return result;
    });
}

core::Result<std::vector<FoldRecord>> Workspace::folds(std::int64_t run) const {
    return m_impl->attempt([&]() -> core::Result<std::vector<FoldRecord>> {
        Statement rows(
            *m_impl->database,
            "SELECT fold, name, train_speakers, inner_speakers, test_speakers, complete, best_epoch, seconds FROM folds "
            "WHERE run = ? ORDER BY fold");
        rows.bind(run);
        std::vector<FoldRecord> result;
        while (rows.step()) {
            result.push_back({run, static_cast<int>(rows.integer(0)), rows.text(1), listFromText(rows.text(2)),
                              listFromText(rows.text(3)), listFromText(rows.text(4)), rows.integer(5) != 0,
                              static_cast<int>(rows.integer(6)), rows.number(7)});
        }
        return result;
    });
}

core::Result<std::vector<EpochRecord>> Workspace::epochs(std::int64_t run) const {
    return m_impl->attempt([&]() -> core::Result<std::vector<EpochRecord>> {
        Statement rows(
            *m_impl->database,
            "SELECT fold, epoch, train_loss, inner_loss, inner_uar, learning_rate, seconds FROM epochs WHERE run = ? "
            "ORDER BY fold, epoch");
        rows.bind(run);
        std::vector<EpochRecord> result;
        while (rows.step()) {
            result.push_back({static_cast<int>(rows.integer(0)), static_cast<int>(rows.integer(1)), rows.number(2),
                              rows.optionalNumber(3), rows.optionalNumber(4), rows.number(5), rows.number(6)});
        }
        return result;
    });
}

core::Result<std::vector<PredictionRecord>> Workspace::predictions(std::int64_t run) const {
    return m_impl->attempt([&]() -> core::Result<std::vector<PredictionRecord>> {
        Statement rows(
            *m_impl->database,
            "SELECT fold, utterance, path, start_seconds, end_seconds, speaker, gender, truth, predicted, posteriors, "
            "true_values, predicted_values FROM predictions WHERE run = ? ORDER BY fold, position");
        rows.bind(run);
        std::vector<PredictionRecord> result;
        while (rows.step()) {
            PredictionRecord p{static_cast<int>(rows.integer(0)),
                               rows.text(1),
                               rows.text(2),
                               rows.number(3),
                               rows.number(4),
                               rows.text(5),
                               rows.text(6),
                               static_cast<int>(rows.integer(7)),
                               static_cast<int>(rows.integer(8)),
                               floatsOf(rows.blob(9)),
                               floatsOf(rows.blob(10)),
                               floatsOf(rows.blob(11))};
            result.push_back(std::move(p));
        }
        return result;
    });
}

std::int64_t insertRun(Database& database, const RunRecord& run, const std::vector<FoldRecord>& folds,
                       const std::vector<EpochRecord>& epochs, const std::vector<PredictionRecord>& predictions) {
    Transaction transaction(database, true);
    const auto id = insertRunHead(database, run, run.state);
    writeNotes(database, id, run.tags, run.comment);
    for (auto fold : folds) {
        fold.run = id;
        writeFold(database, fold, fold.complete);
    }
    Statement insertEpoch(database, kInsertEpoch);
    for (const auto& epoch : epochs) writeEpoch(insertEpoch, id, epoch);
    Statement insertPrediction(database, kInsertPrediction);
    std::int64_t position = 0;
    for (const auto& prediction : predictions) writePrediction(insertPrediction, id, prediction.fold, position++, prediction);
    transaction.commit();
    return id;
}

}  // namespace prososcope::store
