// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace prososcope::store {

/// What models gave over the windows of recordings, on disk (safetensors), so that a second opening shows it at once.
/// Entries are found by the content of the recording, that of the model, and window, hop and number of values, so that a
/// changed file or model is never mistaken. Safe for several processes: entries are written aside and renamed. A damaged entry
/// counts as absent, and one that cannot be written only costs time. May be deleted at any time. Any thread; one file at a
/// time each.
class TimelineCache {
public:
    struct Key {
        std::string audioSha256;
        std::string modelSha256;
        double windowSeconds = 0.0;
        double hopSeconds = 0.0;
        std::size_t columns = 0;  ///< values of a window
    };
    using Rows = std::vector<std::vector<float>>;  ///< [window][column]; a row is empty while it is not predicted

    explicit TimelineCache(std::filesystem::path folder);

    /// Nothing where there is no entry, or one with another number of windows.
    [[nodiscard]] std::optional<Rows> load(const Key& key, std::size_t windows) const;
    void save(const Key& key, const Rows& rows) const;

private:
    [[nodiscard]] std::filesystem::path pathOf(const Key& key) const;

    std::filesystem::path m_folder;
};

}  // namespace prososcope::store
