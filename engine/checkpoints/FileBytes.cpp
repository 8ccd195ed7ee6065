// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/FileBytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>

#include "engine/core/SafeFile.h"

namespace prososcope::checkpoints {

core::Result<std::shared_ptr<const FileBytes>> FileBytes::map(const std::filesystem::path& path) {
    // Without O_NONBLOCK a pipe of that name would be waited for.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status {};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        if (descriptor >= 0) ::close(descriptor);
        return core::fail(
            core::ErrorKind::NotFound,
            {TRANSLATABLE("Engine", "%1 cannot be read. Check that it exists and that you may read it."), {path.string()}});
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    void* mapped = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : MAP_FAILED;
    ::close(descriptor);
    if (mapped == MAP_FAILED) {
        auto content = core::readFile(path);
        if (!content) return core::fail(content.error());
        return inMemory(path, std::move(*content));
    }
    std::shared_ptr<FileBytes> file(new FileBytes);
    file->m_path = path;
    file->m_bytes = {static_cast<const std::byte*>(mapped), size};
    file->m_mapped = true;
    return file;
}

std::shared_ptr<const FileBytes> FileBytes::inMemory(std::filesystem::path path, std::string bytes) {
    std::shared_ptr<FileBytes> file(new FileBytes);
    file->m_path = std::move(path);
    file->m_memory = std::move(bytes);
    file->m_bytes = std::as_bytes(std::span(file->m_memory.data(), file->m_memory.size()));
    return file;
}

FileBytes::~FileBytes() {
    if (m_mapped) ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

void FileBytes::release(std::span<const std::byte> part) const {
    if (!m_mapped || part.empty()) return;
    const auto begin = reinterpret_cast<std::uintptr_t>(part.data());
    const auto first = reinterpret_cast<std::uintptr_t>(m_bytes.data());
    if (begin < first || begin + part.size() > first + m_bytes.size()) return;
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto from = (begin + page - 1) / page * page;
    const auto to = (begin + part.size()) / page * page;
    if (from < to) ::madvise(reinterpret_cast<void*>(from), to - from, MADV_DONTNEED);
}

}  // namespace prososcope::checkpoints
