// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "engine/core/FileStamp.h"
#include "engine/core/Result.h"

namespace prososcope::store {

/// Which recordings of a run are done, so that a run that was stopped or killed goes on where it was: a text file whose first
/// line says what is computed and each other line what is complete. A line that was cut short counts as absent. While it is
/// open, other processes are kept out. One thread at a time.
class FeatureJournal {
public:
    /// What was made of one recording.
    struct Entry {
        std::int64_t size = 0;        ///< of the sound file
        std::int64_t modifiedNs = 0;  ///< of the sound file
        std::size_t rows = 0;
        double seconds = 0.0;
        std::uint64_t bytes = 0;  ///< of its rows
        std::uint64_t sum = 0;    ///< checksum of its rows
        /// Whether the sound file is the one that was read.
        [[nodiscard]] bool isOf(const core::FileStamp& stamp) const {
            return size == stamp.size && modifiedNs == stamp.modifiedNs;
        }
    };

    /// Opens or begins a journal; missing folders are made. `signature` is one line. Fails where it cannot be written or
    /// another process has it open.
    [[nodiscard]] static core::Result<FeatureJournal> open(const std::filesystem::path& file, const std::string& signature);
    ~FeatureJournal();
    FeatureJournal(FeatureJournal&& other) noexcept;
    FeatureJournal& operator=(FeatureJournal&&) = delete;
    FeatureJournal(const FeatureJournal&) = delete;
    FeatureJournal& operator=(const FeatureJournal&) = delete;

    /// Whether it is of another signature: then nothing is known, and nothing may be added before `restart`.
    [[nodiscard]] bool isOther() const { return !m_found.empty() && m_found != m_signature; }
    /// Forgets all.
    core::Status restart();
    /// Null where nothing is known of a key (a word without spaces).
    [[nodiscard]] const Entry* find(const std::string& key) const;
    /// Appended at once.
    core::Status add(const std::string& key, const Entry& entry);

private:
    FeatureJournal() = default;
    core::Status append(const std::string& text);

    std::filesystem::path m_file;
    int m_descriptor = -1;
    std::string m_signature;
    std::string m_found;
    std::map<std::string, Entry> m_entries;
};

}  // namespace prososcope::store
