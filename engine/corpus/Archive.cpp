// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

namespace prososcope::corpus {

namespace {

using core::ErrorKind;
using core::fail;
namespace fs = std::filesystem;

struct ArchiveCloser {
    void operator()(archive* handle) const { archive_read_free(handle); }
};
using ArchiveHandle = std::unique_ptr<archive, ArchiveCloser>;

/// A folder that is removed with all it holds unless it was renamed to its goal.
class TemporaryFolder {
public:
    explicit TemporaryFolder(const fs::path& goal)
        : m_path(goal.parent_path() / ("." + goal.filename().string() + "." + std::to_string(::getpid()) + ".part")) {
        std::error_code code;
        fs::remove_all(m_path, code);
        fs::create_directories(m_path, m_code);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code code;
        if (!m_kept) fs::remove_all(m_path, code);
    }
    [[nodiscard]] const fs::path& path() const { return m_path; }
    [[nodiscard]] const std::error_code& code() const { return m_code; }
    std::error_code renameTo(const fs::path& goal) {
        std::error_code code;
        const int folder = ::open(m_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder >= 0) {
            ::syncfs(folder);
            ::close(folder);
        }
        fs::rename(m_path, goal, code);
        m_kept = !code;
        return code;
    }

private:
    fs::path m_path;
    std::error_code m_code;
    bool m_kept = false;
};

/// A file descriptor that closes itself.
struct Descriptor {
    int value = -1;
    explicit Descriptor(int descriptor) : value(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value >= 0) ::close(value);
    }
};

tl::unexpected<core::Error> writeError(const fs::path& path, int code) {
    if (code == ENOSPC || code == EDQUOT) {
        return fail(
            ErrorKind::NoSpace,
            {TRANSLATABLE("Engine", "The disk is full: %1 was not written. Free some space and try again."), {path.string()}});
    }
    return fail(ErrorKind::Failed,
                {TRANSLATABLE("Engine", "%1 cannot be written (%2). Choose another folder or change its permissions."),
                 {path.string(), std::strerror(code)}});
}

tl::unexpected<core::Error> damaged(const fs::path& path, archive* handle) {
    const char* details = archive_error_string(handle);
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1 is not a complete zip or tar archive. Get it again."), {path.string()}},
                details != nullptr ? details : "");
}

tl::unexpected<core::Error> hostile(const fs::path& path, const std::string& entry) {
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1 is refused: its entry \"%2\" would be written outside the folder or is a link."),
                 {path.string(), entry}});
}

/// The entry's place below the folder; empty for the folder itself, nothing for one that is not allowed.
std::optional<fs::path> safePlace(archive_entry* entry) {
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    if (name == nullptr || *name == '\0') return std::nullopt;
    const auto type = archive_entry_filetype(entry);
    if (archive_entry_symlink(entry) != nullptr || archive_entry_hardlink(entry) != nullptr ||
        (type != AE_IFREG && type != AE_IFDIR)) {
        return std::nullopt;
    }
    std::string text(name);
    std::replace(text.begin(), text.end(), '\\', '/');
    const fs::path path(text);
    if (path.is_absolute() || (text.size() > 1 && text[1] == ':')) return std::nullopt;
    fs::path place;
    for (const auto& part : path) {
        if (part == "..") return std::nullopt;
        if (part != "." && !part.empty()) place /= part;
    }
    return place;
}

/// Counts what comes out and says when it is too much.
class Budget {
public:
    Budget(const ArchiveLimits& limits, std::uint64_t archiveBytes) : m_limits(limits), m_archiveBytes(archiveBytes) {}
    bool addEntry() { return ++m_entries <= m_limits.entries; }
    bool addBytes(std::uint64_t bytes) {
        m_bytes += bytes;
        return m_bytes <= m_limits.bytes &&
               (m_bytes <= m_limits.freeBytes || m_bytes / std::max<std::uint64_t>(m_archiveBytes, 1) <= m_limits.ratio);
    }

private:
    ArchiveLimits m_limits;
    std::uint64_t m_archiveBytes;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_entries = 0;
};

tl::unexpected<core::Error> tooMuch(const fs::path& path) {
    return fail(
        ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "%1 is refused: it would unpack to far more than a corpus of its size."), {path.string()}});
}

core::Status copyEntry(archive* handle, const fs::path& source, const fs::path& goal, Budget& budget, core::Progress& progress,
                       double archiveBytes) {
    const Descriptor file(::open(goal.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (file.value < 0) return writeError(goal, errno);
    std::array<char, 65536> block{};
    while (true) {
        const la_ssize_t got = archive_read_data(handle, block.data(), block.size());
        if (got < 0) return damaged(source, handle);
        if (got == 0) return {};
        if (!budget.addBytes(static_cast<std::uint64_t>(got))) return tooMuch(source);
        for (la_ssize_t done = 0; done < got;) {
            const ssize_t written = ::write(file.value, block.data() + done, static_cast<std::size_t>(got - done));
            if (written < 0 && errno != EINTR) return writeError(goal, errno);
            done += std::max<ssize_t>(written, 0);
        }
        if (progress.stopRequested()) return core::cancelled();
        progress.report(0.99 * static_cast<double>(archive_filter_bytes(handle, -1)) / archiveBytes,
                        {TRANSLATABLE("Engine", "Unpacking %1"), {goal.filename().string()}});
    }
}

core::Status unpackAll(archive* handle, const fs::path& source, const fs::path& folder, Budget& budget,
                       core::Progress& progress, double archiveBytes) {
    std::size_t files = 0;
    while (true) {
        if (progress.stopRequested()) return core::cancelled();
        archive_entry* entry = nullptr;
        const int code = archive_read_next_header(handle, &entry);
        if (code == ARCHIVE_EOF) break;
        if (code < ARCHIVE_WARN) return damaged(source, handle);
        if (!budget.addEntry()) return tooMuch(source);
        const auto place = safePlace(entry);
        if (!place) {
            const char* name = archive_entry_pathname(entry);
            return hostile(source, name != nullptr ? name : "?");
        }
        if (archive_entry_is_encrypted(entry) != 0) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 is protected by a password. Unpack it yourself and choose the folder."),
                         {source.string()}});
        }
        if (place->empty()) continue;
        const auto goal = folder / *place;
        std::error_code folderCode;
        if (archive_entry_filetype(entry) == AE_IFDIR) {
            fs::create_directories(goal, folderCode);
            if (folderCode) return writeError(goal, folderCode.value());
            continue;
        }
        fs::create_directories(goal.parent_path(), folderCode);
        if (folderCode) return writeError(goal, folderCode.value());
        if (auto copied = copyEntry(handle, source, goal, budget, progress, archiveBytes); !copied) return copied;
        ++files;
    }
    if (files == 0) return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 holds no file."), {source.string()}});
    return {};
}

}  // namespace

core::Status unpackArchive(const fs::path& archivePath, const fs::path& targetFolder, core::Progress& progress,
                           const ArchiveLimits& limits) {
    std::error_code code;
    const auto goal = fs::absolute(targetFolder).lexically_normal();
    const auto clean = goal.filename().empty() ? goal.parent_path() : goal;
    if (fs::exists(clean, code) && !(fs::is_directory(clean, code) && fs::is_empty(clean, code))) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 exists already. Choose another folder or move it away."), {clean.string()}});
    }
    const auto archiveBytes = fs::file_size(archivePath, code);
    if (code) {
        return fail(ErrorKind::NotFound,
                    {TRANSLATABLE("Engine", "%1 cannot be read. Check that it exists and that you may read it."),
                     {archivePath.string()}});
    }
    const ArchiveHandle handle(archive_read_new());
    archive_read_support_filter_all(handle.get());
    archive_read_support_format_zip(handle.get());
    archive_read_support_format_tar(handle.get());
    constexpr std::size_t kBlock = 65536;
    if (archive_read_open_filename(handle.get(), archivePath.c_str(), kBlock) != ARCHIVE_OK)
        return damaged(archivePath, handle.get());
    TemporaryFolder temporary(clean);
    if (temporary.code()) return writeError(clean, temporary.code().value());
    Budget budget(limits, archiveBytes);
    const double size = std::max(1.0, static_cast<double>(archiveBytes));
    if (auto unpacked = unpackAll(handle.get(), archivePath, temporary.path(), budget, progress, size); !unpacked)
        return unpacked;
    if (const auto renamed = temporary.renameTo(clean)) return writeError(clean, renamed.value());
    progress.report(1.0);
    return {};
}

}  // namespace prososcope::corpus
