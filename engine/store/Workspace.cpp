// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/Workspace.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstring>
#include <ctime>
#include <nlohmann/json.hpp>

#include "engine/core/Log.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

namespace {

constexpr int kSchemaVersion = 1;
constexpr int kApplicationId = 0x50727363;  // "Prsc"
constexpr int kTables = 7;
constexpr std::uintmax_t kAlwaysChecked = 16 << 20;  // bytes; a quick check of that much takes a few hundredths of a second

constexpr const char* kSchema = R"(
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

/// Keeps other processes from opening, making or moving aside the same database at the same moment. Where the file
/// system knows no locks it does nothing.
class OpeningLock {
public:
    explicit OpeningLock(const std::filesystem::path& folder)
        : m_descriptor(::open((folder / "workspace.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
        if (m_descriptor >= 0) static_cast<void>(::flock(m_descriptor, LOCK_EX));
    }
    ~OpeningLock() {
        if (m_descriptor >= 0) ::close(m_descriptor);
    }
    OpeningLock(const OpeningLock&) = delete;
    OpeningLock& operator=(const OpeningLock&) = delete;

private:
    int m_descriptor;
};

DatabaseError refused(core::Text text) {
    DatabaseError error;
    error.error = {core::ErrorKind::BadInput, std::move(text), {}};
    return error;
}

DatabaseError malformed(const std::filesystem::path& path, std::string details) {
    auto error =
        refused({TRANSLATABLE("Engine", "The database %1 is damaged. Start the program again: it is moved aside then."),
                 {path.string()}});
    error.error.details = std::move(details);
    error.damaged = true;
    return error;
}

std::unique_ptr<Database> openDatabase(const std::filesystem::path& path, bool suspect) {
    auto database = std::make_unique<Database>(path);
    const auto version = database->number("PRAGMA user_version");
    if (version > kSchemaVersion) {
        throw refused(
            {TRANSLATABLE("Engine",
                          "%1 was made by a newer version of Prososcope. Update the program or choose another workspace."),
             {path.string()}});
    }
    if (version == 0 && database->number("SELECT count(*) FROM sqlite_master") > 0) {
        throw refused(
            {TRANSLATABLE("Engine", "%1 is the database of another program. Choose another workspace."), {path.string()}});
    }
    database->chooseJournal();
    if (version < kSchemaVersion) {
        Transaction transaction(*database, true);
        if (database->number("PRAGMA user_version") == 0) {
            database->execute(kSchema);
            database->execute("PRAGMA application_id = " + std::to_string(kApplicationId));
            database->execute("PRAGMA user_version = " + std::to_string(kSchemaVersion));
        }
        transaction.commit();
        return database;
    }
    constexpr const char* kCount =
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('corpora', 'utterances', 'runs', 'run_texts', "
        "'folds', "
        "'epochs', 'predictions')";
    if (database->number(kCount) != kTables) throw malformed(path, "tables are missing");
    std::error_code code;
    if (suspect || std::filesystem::file_size(path, code) <= kAlwaysChecked) {
        if (const auto verdict = database->text("PRAGMA quick_check(1)"); verdict != "ok") throw malformed(path, verdict);
    }
    return database;
}

/// The new name of a damaged database, or an error where it cannot be moved.
std::filesystem::path moveAside(const std::filesystem::path& path) {
    std::array<char, 32> stamp{};
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    std::strftime(stamp.data(), stamp.size(), "%Y%m%dT%H%M%SZ", &utc);
    const std::string base = path.string() + ".damaged-" + stamp.data();
    std::filesystem::path goal = base;
    std::error_code code;
    for (int i = 2; std::filesystem::exists(goal, code); ++i) goal = base + "-" + std::to_string(i);
    std::filesystem::rename(path, goal, code);
    if (code) {
        throw refused(
            {TRANSLATABLE("Engine", "The database %1 is damaged and cannot be moved aside (%2). Choose another workspace."),
             {path.string(), code.message()}});
    }
    for (const char* ending : {"-wal", "-shm", "-journal"}) {
        std::filesystem::rename(path.string() + ending, goal.string() + ending, code);  // often absent
    }
    return goal;
}

std::string remarksText(const std::vector<core::Text>& remarks) {
    auto json = nlohmann::json::array();
    for (const auto& remark : remarks) json.push_back({{"source", remark.source()}, {"arguments", remark.arguments()}});
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<core::Text> remarksFromText(const std::string& text) {
    std::vector<core::Text> remarks;
    try {
        for (const auto& item : nlohmann::json::parse(text)) {
            remarks.emplace_back(item.at("source").get<std::string>().c_str(),
                                 item.at("arguments").get<std::vector<std::string>>());
        }
    } catch (const nlohmann::json::exception&) {
        remarks.clear();
    }
    return remarks;
}

}  // namespace

std::string listText(const std::vector<std::string>& words) {
    try {
        return nlohmann::json(words).dump();
    } catch (const nlohmann::json::exception&) {
        throw refused(
            {TRANSLATABLE("Engine", "A name of a class or speaker is not UTF-8 text and cannot be stored. Rename it.")});
    }
}

std::vector<std::string> listFromText(const std::string& text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    std::vector<std::string> words;
    if (!json.is_array()) return words;
    for (const auto& item : json) words.push_back(item.is_string() ? item.get<std::string>() : std::string());
    return words;
}

core::Result<Workspace> Workspace::open(const std::filesystem::path& folder) {
    std::error_code code;
    const auto absolute = std::filesystem::absolute(folder, code);
    std::filesystem::create_directories(absolute, code);
    if (code) {
        return core::fail(core::ErrorKind::Failed,
                          {TRANSLATABLE("Engine", "The workspace folder %1 cannot be made (%2). Choose another one."),
                           {absolute.string(), code.message()}});
    }
    Workspace workspace;
    workspace.m_impl = std::make_unique<Impl>();
    auto& impl = *workspace.m_impl;
    impl.folder = absolute;
    const auto path = absolute / "workspace.sqlite";
    try {
        const OpeningLock lock(absolute);
        const bool suspect = std::filesystem::exists(Impl::suspectMark(absolute), code);
        try {
            impl.database = openDatabase(path, suspect);
        } catch (const DatabaseError& error) {
            if (!error.damaged) throw;
            const auto aside = moveAside(path);
            core::log(core::LogLevel::Warning, "damaged database moved to " + aside.string() + ": " + error.error.details);
            impl.database = openDatabase(path, false);
            impl.remark = {
                TRANSLATABLE("Engine", "The workspace's database was damaged. It was kept as %1, and a new one was made."),
                {aside.string()}};
        }
        if (suspect) std::filesystem::remove(Impl::suspectMark(absolute), code);
        static_cast<void>(impl.markInterrupted());
    } catch (const DatabaseError& error) {
        return core::fail(error.error);
    }
    return workspace;
}

Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

const std::filesystem::path& Workspace::folder() const { return m_impl->folder; }
const core::Text& Workspace::remark() const { return m_impl->remark; }
std::filesystem::path Workspace::cacheFolder() const { return m_impl->folder / "cache"; }
std::filesystem::path Workspace::modelsFolder() const { return m_impl->folder / "models"; }
std::filesystem::path Workspace::runFolder(std::int64_t run) const { return m_impl->folder / "runs" / std::to_string(run); }

core::Status Workspace::saveCorpus(const corpus::Corpus& corpus) {
    return m_impl->attempt([&]() -> core::Status {
        auto& database = *m_impl->database;
        Transaction transaction(database, true);
        Statement(database, "DELETE FROM corpora WHERE name = ?").bind(corpus.name).run();
        Statement(database,
                  "INSERT INTO corpora (name, title, folder, layout, licence, citation, remarks, utterances, speakers) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(corpus.name, corpus.title, corpus.folder.string(), corpus.layout, corpus.licence, corpus.citation,
                  remarksText(corpus.remarks), static_cast<std::int64_t>(corpus.utterances.size()),
                  static_cast<std::int64_t>(corpus.speakers().size()))
            .run();
        const auto id = database.lastInsertId();
        Statement insert(database, "INSERT INTO utterances VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        std::int64_t position = 0;
        for (const auto& u : corpus.utterances) {
            insert
                .bind(id, position++, u.id, u.path.string(), u.startSeconds, u.endSeconds, u.speaker, u.gender, u.language,
                      u.emotion, u.valence, u.arousal, u.dominance, u.intensity, u.transcript, u.dialogue, u.turn)
                .run();
        }
        transaction.commit();
        return {};
    });
}

core::Result<corpus::Corpus> Workspace::corpus(std::string_view name) const {
    return m_impl->attempt([&]() -> core::Result<corpus::Corpus> {
        auto& database = *m_impl->database;
        // One statement sees one state of the database, so the corpus cannot be replaced between its head and its rows.
        Statement rows(
            database,
            "SELECT c.name, c.title, c.folder, c.layout, c.licence, c.citation, c.remarks, c.utterances, u.id, u.path, "
            "u.start_seconds, u.end_seconds, u.speaker, u.gender, u.language, u.emotion, u.valence, u.arousal, u.dominance, "
            "u.intensity, u.transcript, u.dialogue, u.turn, u.position FROM corpora c LEFT JOIN utterances u ON u.corpus = "
            "c.id "
            "WHERE c.name = ? ORDER BY u.position");
        rows.bind(name);
        corpus::Corpus corpus;
        bool found = false;
        while (rows.step()) {
            if (!found) {
                found = true;
                corpus.name = rows.text(0);
                corpus.title = rows.text(1);
                corpus.folder = rows.text(2);
                corpus.layout = rows.text(3);
                corpus.licence = rows.text(4);
                corpus.citation = rows.text(5);
                corpus.remarks = remarksFromText(rows.text(6));
                corpus.utterances.reserve(
                    static_cast<std::size_t>(std::max<std::int64_t>(0, std::min<std::int64_t>(rows.integer(7), 1 << 24))));
            }
            if (rows.isNull(23)) break;
            corpus::Utterance u;
            u.id = rows.text(8);
            u.path = rows.text(9);
            u.startSeconds = rows.number(10);
            u.endSeconds = rows.number(11);
            u.speaker = rows.text(12);
            u.gender = rows.text(13);
            u.language = rows.text(14);
            u.emotion = rows.text(15);
            u.valence = rows.optionalNumber(16);
            u.arousal = rows.optionalNumber(17);
            u.dominance = rows.optionalNumber(18);
            u.intensity = rows.text(19);
            u.transcript = rows.text(20);
            u.dialogue = rows.text(21);
            if (!rows.isNull(22)) u.turn = static_cast<int>(rows.integer(22));
            corpus.utterances.push_back(std::move(u));
        }
        if (!found) {
            return core::fail(core::ErrorKind::NotFound,
                              {TRANSLATABLE("Engine", "There is no corpus named %1 in the workspace. Import it first."),
                               {std::string(name)}});
        }
        return corpus;
    });
}

core::Result<std::vector<Workspace::CorpusSummary>> Workspace::corpora() const {
    return m_impl->attempt([&]() -> core::Result<std::vector<CorpusSummary>> {
        Statement rows(*m_impl->database,
                       "SELECT name, title, folder, layout, licence, utterances, speakers FROM corpora ORDER BY name");
        std::vector<CorpusSummary> result;
        while (rows.step()) {
            result.push_back(
                {rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.integer(5), rows.integer(6)});
        }
        return result;
    });
}

}  // namespace prososcope::store
