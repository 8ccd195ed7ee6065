// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/Workspace.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <ctime>
#include <nlohmann/json.hpp>

#include "engine/core/Log.h"
#include "engine/store/WorkspaceImpl.h"
#include "engine/store/WorkspaceSchema.h"

namespace prososcope::store {

namespace {

constexpr std::uintmax_t kAlwaysChecked = 16 << 20;  // bytes; a quick check of that much takes a few hundredths of a second

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
    if (version > 0) {
        if (!hasAllTables(*database, static_cast<int>(version))) throw malformed(path, "tables are missing");
        std::error_code code;
        if (suspect || std::filesystem::file_size(path, code) <= kAlwaysChecked) {
            if (const auto verdict = database->text("PRAGMA quick_check(1)"); verdict != "ok") throw malformed(path, verdict);
        }
    }
    bringUpToDate(*database, static_cast<int>(version));
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

namespace {
using Provenance = std::pair<const char*, std::string RunCorpus::*>;
constexpr std::array<Provenance, 6> kProvenance{{{"name", &RunCorpus::name},
                                                 {"title", &RunCorpus::title},
                                                 {"layout", &RunCorpus::layout},
                                                 {"licence", &RunCorpus::licence},
                                                 {"citation", &RunCorpus::citation},
                                                 {"source", &RunCorpus::source}}};
}  // namespace

std::string corporaText(const std::vector<RunCorpus>& corpora) {
    auto list = nlohmann::json::array();
    for (const auto& corpus : corpora) {
        auto& item = list.emplace_back(nlohmann::json::object());
        for (const auto& [name, member] : kProvenance) item[name] = corpus.*member;
    }
    return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<RunCorpus> corporaFromText(const std::string& text) {
    const auto list = nlohmann::json::parse(text, nullptr, false);
    std::vector<RunCorpus> corpora;
    if (!list.is_array()) return corpora;
    for (const auto& item : list) {
        if (!item.is_object()) continue;
        RunCorpus corpus;
        for (const auto& [name, member] : kProvenance) {
            const auto found = item.find(name);
            if (found != item.end() && found->is_string()) corpus.*member = found->get<std::string>();
        }
        corpora.push_back(std::move(corpus));
    }
    return corpora;
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

Workspace::Impl& Workspace::impl() const { return *m_impl; }

}  // namespace prososcope::store
