// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/Progress.h"
#include "engine/core/SafeFile.h"
#include "engine/store/FeatureEncoder.h"

namespace prososcope::store {

/// A checksum against torn and damaged files, continued from `sum`. It does not depend on how the bytes are divided, as long as
/// every piece but the last is a multiple of 8.
[[nodiscard]] std::uint64_t checksum(std::string_view bytes, std::uint64_t sum = 0);

/// The rows of one recording in the bytes of their format, on disk as they come: what a file of features is put together
/// from. Many rows at once are encoded on several threads; the bytes are the same for any number. One thread calls.
class PartWriter {
public:
    /// The encoder stays with the caller.
    [[nodiscard]] static core::Result<PartWriter> open(const std::filesystem::path& goal, const FeatureEncoder& encoder,
                                                       FeatureRecord record, std::size_t columns, int threads);
    core::Status add(std::span<const float> rows);
    /// Puts the part in place; not forced to the disk, for its checksum tells whether it is whole.
    core::Status commit() { return m_file.commit(false); }

    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    /// Checksum of the bytes.
    [[nodiscard]] std::uint64_t sum() const;
    /// Where the bytes lie until `commit`.
    [[nodiscard]] const std::filesystem::path& temporaryPath() const { return m_file.temporaryPath(); }

private:
    explicit PartWriter(core::SafeFile file) : m_file(std::move(file)) {}

    core::SafeFile m_file;
    const FeatureEncoder* m_encoder = nullptr;
    FeatureRecord m_record;
    std::size_t m_columns = 1;
    int m_threads = 1;
    std::size_t m_rows = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_sum = 0;
    std::string m_pending;  ///< of the last bytes those that make no word yet
};

/// Appends a part's bytes to a file. Fails with BadInput where they are not those that were written.
[[nodiscard]] core::Status copyPart(const std::filesystem::path& part, std::uint64_t bytes, std::uint64_t sum,
                                    core::SafeFile& goal, core::Progress& progress);

}  // namespace prososcope::store
