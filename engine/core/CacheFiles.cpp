// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/CacheFiles.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

#include "engine/core/FileStamp.h"

namespace prososcope::core {

std::vector<CacheFile> cacheFiles(const std::filesystem::path& folder, std::string_view ending) {
    namespace fs = std::filesystem;
    std::vector<CacheFile> files;
    std::error_code code;
    constexpr auto kOptions = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator it(folder, kOptions, code), end; !code && it != end; it.increment(code)) {
        if (it->path().extension() != ending || it->is_symlink(code)) continue;
        if (const auto stamp = FileStamp::of(it->path())) files.push_back({it->path(), stamp->size, stamp->modifiedNs});
    }
    std::sort(files.begin(), files.end(), [](const CacheFile& a, const CacheFile& b) { return a.usedNs < b.usedNs; });
    return files;
}

std::int64_t totalBytes(const std::vector<CacheFile>& files) {
    std::int64_t sum = 0;
    for (const auto& file : files) sum += file.bytes;
    return sum;
}

void markUsed(const std::filesystem::path& path) { ::utimensat(AT_FDCWD, path.c_str(), nullptr, 0); }

std::int64_t trimCache(const std::vector<CacheFile>& files, std::int64_t most, std::int64_t keepSinceNs) {
    std::int64_t sum = totalBytes(files);
    std::error_code code;
    for (const auto& file : files) {
        if (sum <= most || file.usedNs >= keepSinceNs) break;
        if (std::filesystem::remove(file.path, code)) sum -= file.bytes;
    }
    return sum;
}

}  // namespace prososcope::core
