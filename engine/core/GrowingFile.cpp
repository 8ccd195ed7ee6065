// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/GrowingFile.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace prososcope::core {

namespace {

tl::unexpected<Error> writeError(const std::filesystem::path& path, int code) {
    if (code == ENOSPC || code == EDQUOT || code == EFBIG) {
        return fail(ErrorKind::NoSpace,
                    {TRANSLATABLE("Engine", "%1 cannot grow: the disk is full, or takes no larger file."), {path.string()}},
                    std::strerror(code));
    }
    return fail(ErrorKind::Failed,
                {TRANSLATABLE("Engine", "%1 cannot be written (%2). Choose another folder or change its permissions."),
                 {path.string(), std::strerror(code)}});
}

}  // namespace

Result<GrowingFile> GrowingFile::create(const std::filesystem::path& path) {
    std::error_code code;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), code);
    if (code) return writeError(path, code.value());
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (descriptor < 0) return writeError(path, errno);
    return GrowingFile(path, descriptor, 0);
}

Result<GrowingFile> GrowingFile::open(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return writeError(path, errno);
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) {
        const int reason = errno;
        ::close(descriptor);
        return writeError(path, reason);
    }
    return GrowingFile(path, descriptor, static_cast<std::uint64_t>(status.st_size));
}

GrowingFile::GrowingFile(GrowingFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1)), m_size(other.m_size) {}

GrowingFile::~GrowingFile() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

Status GrowingFile::writeAt(std::uint64_t offset, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::pwrite(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0) {
            if (errno == EINTR) continue;
            return writeError(m_path, errno);
        }
        offset += static_cast<std::uint64_t>(count);
        m_size = std::max(m_size, offset);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<std::size_t> GrowingFile::readAt(std::uint64_t offset, std::span<std::byte> bytes) const {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count =
            ::pread(m_descriptor, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            return fail(ErrorKind::Failed,
                        {TRANSLATABLE("Engine", "%1 cannot be read. Check that it exists and that you may read it."),
                         {m_path.string()}},
                        std::strerror(errno));
        }
        if (count == 0) break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

Status GrowingFile::truncate(std::uint64_t size) {
    if (::ftruncate(m_descriptor, static_cast<off_t>(size)) != 0) return writeError(m_path, errno);
    m_size = size;
    return {};
}

Status GrowingFile::sync() {
    // Pipes and some network folders know no fdatasync: then there is nothing to wait for.
    if (::fdatasync(m_descriptor) != 0 && errno != EINVAL && errno != EROFS) return writeError(m_path, errno);
    return {};
}

bool GrowingFile::lock() { return ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK; }

}  // namespace prososcope::core
