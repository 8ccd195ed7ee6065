// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prososcope::corpus {

/// Finds the recordings that a table of other people names: as an absolute path, relative to one of several folders, with
/// backslashes, without its ending, or by its name alone somewhere in the corpus folder where that is unique. Relative paths
/// never leave the corpus folder. The tree is walked at most once, when a name is found in no other way. One thread.
class AudioFinder {
public:
    /// bases: folders inside the corpus folder, relative to it, tried in order; the corpus folder itself is tried last.
    AudioFinder(std::filesystem::path folder, std::vector<std::filesystem::path> bases);

    /// The recording relative to the corpus folder; absolute where the table lists an existing one elsewhere. A path without a
    /// file where there is none, so that it can be named as missing; nothing where the text is empty or leads out of the
    /// folder.
    [[nodiscard]] std::optional<std::filesystem::path> find(std::string_view text);
    [[nodiscard]] std::size_t foundByName() const { return m_foundByName; }  ///< how many were found by name alone

private:
    [[nodiscard]] std::optional<std::filesystem::path> inside(const std::filesystem::path& path) const;
    [[nodiscard]] std::optional<std::filesystem::path> withEnding(const std::filesystem::path& path) const;
    std::optional<std::filesystem::path> byName(const std::filesystem::path& path);

    std::filesystem::path m_folder;
    std::vector<std::filesystem::path> m_bases;
    std::map<std::string, std::filesystem::path> m_byName;  ///< name and stem; empty where several have it
    bool m_walked = false;
    std::size_t m_foundByName = 0;
};

/// A relative path that stays inside the folder that it is relative to.
[[nodiscard]] bool staysInside(const std::filesystem::path& path);

}  // namespace prososcope::corpus
