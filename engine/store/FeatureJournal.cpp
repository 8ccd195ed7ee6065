// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/FeatureJournal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstring>
#include <optional>
#include <sstream>
#include <utility>

#include "engine/core/SafeFile.h"

namespace prososcope::store {

namespace {

constexpr std::string_view kFirstWord = "prososcope-features 1 ";

tl::unexpected<core::Error> cannotWrite(const std::filesystem::path& file, int code) {
    return core::fail(code == ENOSPC || code == EDQUOT ? core::ErrorKind::NoSpace : core::ErrorKind::Failed,
                      {TRANSLATABLE("Engine", "%1 cannot be written (%2). Choose another folder or change its permissions."),
                       {file.string(), std::strerror(code)}});
}

std::optional<std::pair<std::string, FeatureJournal::Entry>> parse(const std::string& line) {
    std::istringstream text(line);
    text.imbue(std::locale::classic());
    std::string key;
    std::string end;
    FeatureJournal::Entry entry;
    std::uint64_t seconds = 0;
    text >> key >> entry.size >> entry.modifiedNs >> entry.rows >> seconds >> entry.bytes >> entry.sum >> end;
    if (!text || end != ".") return std::nullopt;
    entry.seconds = std::bit_cast<double>(seconds);
    return std::pair{key, entry};
}

}  // namespace

core::Result<FeatureJournal> FeatureJournal::open(const std::filesystem::path& file, const std::string& signature) {
    std::error_code code;
    std::filesystem::create_directories(file.parent_path(), code);
    FeatureJournal journal;
    journal.m_file = file;
    journal.m_signature = signature;
    journal.m_descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_APPEND, 0644);
    if (journal.m_descriptor < 0) return cannotWrite(file.parent_path(), errno);
    if (::flock(journal.m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return core::fail(core::ErrorKind::Unavailable,
                          {TRANSLATABLE("Engine", "Another process is computing features into %1. Wait until it has ended."),
                           {file.parent_path().string()}});
    }
    const auto content = core::readFile(file);
    if (!content) return core::fail(content.error());
    std::size_t good = 0;
    for (std::size_t end = content->find('\n'); end != std::string::npos; end = content->find('\n', good)) {
        const std::string line = content->substr(good, end - good);
        if (good == 0) {
            if (!line.starts_with(kFirstWord)) break;
            journal.m_found = line.substr(kFirstWord.size());
            if (journal.isOther()) return journal;
        } else if (auto entry = parse(line)) {
            journal.m_entries.insert_or_assign(entry->first, entry->second);
        } else {
            break;
        }
        good = end + 1;
    }
    if (good == 0) {
        if (auto begun = journal.restart(); !begun) return core::fail(begun.error());
    } else if (::ftruncate(journal.m_descriptor, static_cast<off_t>(good)) != 0) {
        return cannotWrite(file, errno);
    }
    return journal;
}

FeatureJournal::FeatureJournal(FeatureJournal&& other) noexcept
    : m_file(std::move(other.m_file)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_signature(std::move(other.m_signature)),
      m_found(std::move(other.m_found)),
      m_entries(std::move(other.m_entries)) {}

FeatureJournal::~FeatureJournal() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

core::Status FeatureJournal::restart() {
    m_entries.clear();
    m_found = m_signature;
    if (::ftruncate(m_descriptor, 0) != 0) return cannotWrite(m_file, errno);
    return append(std::string(kFirstWord) + m_signature + "\n");
}

const FeatureJournal::Entry* FeatureJournal::find(const std::string& key) const {
    const auto found = m_entries.find(key);
    return found == m_entries.end() ? nullptr : &found->second;
}

core::Status FeatureJournal::add(const std::string& key, const Entry& entry) {
    m_entries.insert_or_assign(key, entry);
    std::string line = key;
    line += ' ' + std::to_string(entry.size) + ' ' + std::to_string(entry.modifiedNs) + ' ' + std::to_string(entry.rows);
    line += ' ' + std::to_string(std::bit_cast<std::uint64_t>(entry.seconds)) + ' ' + std::to_string(entry.bytes);
    return append(line + ' ' + std::to_string(entry.sum) + " .\n");
}

core::Status FeatureJournal::append(const std::string& text) {
    std::string_view left = text;
    while (!left.empty()) {
        const ssize_t count = ::write(m_descriptor, left.data(), left.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return cannotWrite(m_file, errno);
        left.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

}  // namespace prososcope::store
