// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "engine/audio/SampleSource.h"
#include "engine/core/Result.h"

namespace prososcope::audio {

/// A decoded recording on disk, in blocks of kBlockFrames with a checksum each: 16-bit where the recording is, else 32-bit
/// float, so that a block is found by counting and nothing is lost. One thread appends while others read what is there
/// (`framesReady` grows by whole blocks); `commit` puts the finished file in its place, and without it the file is gone with
/// this object. A reader holds what it has opened, even when another process removes the file.
class DecodedFile {
public:
    static constexpr std::int64_t kBlockFrames = 16384;

    /// A finished file, or null where it is absent, not of this recording's form, or damaged; a damaged one is removed.
    [[nodiscard]] static std::shared_ptr<DecodedFile> open(const std::filesystem::path& file);
    /// Begins a new one beside its goal; the form (rate, channels, frames, words) is that of `info`.
    [[nodiscard]] static core::Result<std::shared_ptr<DecodedFile>> create(const std::filesystem::path& goal,
                                                                           const AudioInfo& info);
    ~DecodedFile();
    DecodedFile(const DecodedFile&) = delete;
    DecodedFile& operator=(const DecodedFile&) = delete;

    /// Rate, channels, frames and words as of the recording; without a path.
    [[nodiscard]] const AudioInfo& info() const { return m_info; }
    [[nodiscard]] std::int64_t framesReady() const { return m_framesReady.load(std::memory_order_acquire); }
    /// Appends frames; an error (a full disk) is final.
    core::Status append(std::span<const float> interleaved);
    /// All frames are appended: finishes the file and puts it in place.
    core::Status commit();
    /// Frames of block `index` into `interleaved`; fails where the block is not what was written.
    core::Result<std::size_t> readBlock(std::int64_t index, std::span<float> interleaved) const;

    /// What the file of a recording will take on disk.
    [[nodiscard]] static std::int64_t bytesFor(const AudioInfo& info);

private:
    DecodedFile() = default;
    [[nodiscard]] std::size_t sampleBytes() const { return m_info.sixteenBit ? 2 : 4; }
    [[nodiscard]] std::int64_t blockBytes() const;
    core::Status flushBlock();
    core::Status writeAt(std::int64_t place, std::span<const std::byte> bytes);

    AudioInfo m_info;
    int m_descriptor = -1;
    std::filesystem::path m_goal;
    std::filesystem::path m_temporary;  ///< empty once in place
    std::vector<float> m_pending;       ///< writer only: samples of the block that is not full yet
    std::vector<std::byte> m_raw;       ///< writer only
    std::vector<std::uint64_t> m_sums;  ///< of each block; written before framesReady says that it is there
    std::atomic<std::int64_t> m_framesReady{0};
};

}  // namespace prososcope::audio
