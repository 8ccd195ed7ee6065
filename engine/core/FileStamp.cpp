// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/FileStamp.h"

#include <sys/stat.h>

namespace prososcope::core {

std::optional<FileStamp> FileStamp::of(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return FileStamp{status.st_size, status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec,
                     static_cast<std::int64_t>(status.st_ino)};
}

}  // namespace prososcope::core
