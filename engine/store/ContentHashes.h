// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/FileStamp.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::store {

class Database;

using core::FileStamp;

/// SHA-256 of files, remembered in hashes.sqlite of a cache folder by absolute path, size, time of change and inode, so that
/// unchanged files are not read again. Several processes may use one folder. A damaged or unwritable index is no error: the
/// files are hashed then. One thread; `hash` alone may be called from many.
class ContentHashes {
public:
    explicit ContentHashes(const std::filesystem::path& folder);
    ~ContentHashes();
    ContentHashes(const ContentHashes&) = delete;
    ContentHashes& operator=(const ContentHashes&) = delete;

    struct Entry {
        std::string path;  ///< absolute
        FileStamp stamp;
        std::string sha256;
        bool fresh = false;  ///< computed now and safe to remember
    };
    /// The remembered hash of a file with this stamp.
    [[nodiscard]] std::optional<std::string> known(const std::string& path, const FileStamp& stamp);
    /// Reads the file. The stamp is that of before the reading; a file that changes meanwhile is not remembered.
    [[nodiscard]] static core::Result<Entry> hash(const std::filesystem::path& path, core::Progress& progress);
    /// The hash of a file, as remembered, else read and remembered now.
    [[nodiscard]] core::Result<std::string> contentOf(const std::filesystem::path& path, core::Progress& progress);
    /// Those of several files (absolute paths), as remembered, else read on up to `threads` threads and remembered now, also
    /// where one of them fails.
    [[nodiscard]] core::Result<std::vector<Entry>> entriesOf(const std::vector<std::string>& paths, int threads,
                                                             core::Progress& progress);
    /// Stores fresh entries in one transaction.
    void remember(const std::vector<Entry>& entries);

private:
    void drop();
    std::filesystem::path m_path;
    std::unique_ptr<Database> m_database;
};

}  // namespace prososcope::store
