// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

namespace prososcope::core {

namespace {

tl::unexpected<Error> writeError(const std::filesystem::path& path, int code) {
    if (code == ENOSPC || code == EDQUOT) {
        return fail(
            ErrorKind::NoSpace,
            {TRANSLATABLE("Engine", "The disk is full: %1 was not written. Free some space and try again."), {path.string()}});
    }
    return fail(ErrorKind::Failed,
                {TRANSLATABLE("Engine", "%1 cannot be written (%2). Choose another folder or change its permissions."),
                 {path.string(), std::strerror(code)}});
}

}  // namespace

Result<SafeFile> SafeFile::open(const std::filesystem::path& goal) {
    static std::atomic<unsigned> counter{0};
    std::error_code code;
    SafeFile file;
    file.m_goal = goal;
    if (std::filesystem::is_symlink(goal, code)) {
        if (auto target = std::filesystem::weakly_canonical(goal, code); !code) file.m_goal = std::move(target);
    }
    const auto folder = file.m_goal.has_parent_path() ? file.m_goal.parent_path() : std::filesystem::path(".");
    std::filesystem::create_directories(folder, code);
    if (code) return writeError(goal, code.value());
    // The name is short, so that any goal's name that fits the file system has a temporary one that fits too; another
    // machine on a network folder may hold the same process id, hence O_EXCL.
    for (int attempt = 0; attempt < 100 && file.m_descriptor < 0; ++attempt) {
        file.m_temporary = folder / (".prososcope-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".part");
        file.m_descriptor = ::open(file.m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (file.m_descriptor < 0 && errno != EEXIST) break;
    }
    if (file.m_descriptor < 0) return writeError(goal, errno);
    return file;
}

SafeFile::SafeFile(SafeFile&& other) noexcept
    : m_goal(std::move(other.m_goal)),
      m_temporary(std::move(other.m_temporary)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_error(std::move(other.m_error)) {}

SafeFile::~SafeFile() {
    if (m_descriptor < 0) return;
    ::close(m_descriptor);
    ::unlink(m_temporary.c_str());
}

Status SafeFile::write(std::span<const std::byte> bytes) {
    if (m_error) return fail(*m_error);
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
        if (count < 0) {
            if (errno == EINTR) continue;
            auto failed = writeError(m_goal, errno);
            m_error = failed.value();
            return failed;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Status SafeFile::commit(bool durable) {
    if (m_error) return fail(*m_error);
    if (durable && ::fsync(m_descriptor) != 0) return writeError(m_goal, errno);
    if (::rename(m_temporary.c_str(), m_goal.c_str()) != 0) return writeError(m_goal, errno);
    ::close(std::exchange(m_descriptor, -1));
    if (!durable) return {};
    const auto folder = m_goal.has_parent_path() ? m_goal.parent_path() : std::filesystem::path(".");
    const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0) {
        ::fsync(directory);
        ::close(directory);
    }
    return {};
}

Status writeFile(const std::filesystem::path& goal, std::string_view content) {
    auto file = SafeFile::open(goal);
    if (!file) return fail(file.error());
    if (auto written = file->write(content); !written) return written;
    return file->commit();
}

Result<std::string> readFile(const std::filesystem::path& path, std::size_t largest) {
    std::error_code code;
    const auto size = std::filesystem::file_size(path, code);
    std::ifstream file(path, std::ios::binary);
    if (code || !file) {
        return fail(
            ErrorKind::NotFound,
            {TRANSLATABLE("Engine", "%1 cannot be read. Check that it exists and that you may read it."), {path.string()}});
    }
    if (size > largest) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 is too large to be read here (%2 bytes)."),
                                          {path.string(), std::to_string(size)}});
    }
    std::string content(size, '\0');
    file.read(content.data(), static_cast<std::streamsize>(size));
    content.resize(static_cast<std::size_t>(file.gcount()));
    return content;
}

}  // namespace prososcope::core
