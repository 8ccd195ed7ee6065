// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "engine/audio/DecodedFile.h"
#include "engine/core/FileStamp.h"

namespace prososcope::audio {

/// Long compressed recordings, decoded once and kept on disk (DecodedFile), so that any place in them is found at once. An
/// entry is known by the recording's stamp, its first and its last bytes, so a changed recording is another. The files of the
/// folder stay below a number of bytes: those opened longest ago go first. Several processes may use one folder; all of it may
/// be deleted at any time. Any thread.
class DecodedCache {
public:
    static constexpr std::int64_t kStandardBytes = std::int64_t{8} << 30;

    explicit DecodedCache(std::filesystem::path folder = standardFolder()) : m_folder(std::move(folder)) {}
    [[nodiscard]] static std::filesystem::path standardFolder();  ///< "sound" in the program's cache folder

    /// The finished entry of a recording, marked as used now; null where there is none.
    [[nodiscard]] std::shared_ptr<DecodedFile> find(const std::filesystem::path& recording) const;
    /// Makes room for a recording and begins its entry. Fails where the limit or the disk has no room for it.
    [[nodiscard]] core::Result<std::shared_ptr<DecodedFile>> begin(const AudioInfo& recording) const;
    void remove(const std::filesystem::path& recording) const;

    [[nodiscard]] std::int64_t bytes() const;
    /// Removes what was used longest ago until at most `most` bytes are left, and what writers that are gone have left behind.
    void trim(std::int64_t most) const;

    /// How much all caches of this process may hold; 0: nothing is decoded to disk. Any thread.
    static void setLimit(std::int64_t bytes);
    [[nodiscard]] static std::int64_t limit();

private:
    [[nodiscard]] std::filesystem::path entryOf(const std::filesystem::path& recording) const;
    std::filesystem::path m_folder;
};

}  // namespace prososcope::audio
