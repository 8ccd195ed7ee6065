// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/audio/BlockCache.h"
#include "engine/audio/DecodedCache.h"
#include "engine/core/FileStamp.h"
#include "engine/core/Progress.h"

namespace prososcope::audio {

class PeakPyramid;

/// One open recording, shared by everything that looks at it and plays it: waveform, tiles, voice tracks, player. What was read
/// last stays in one bounded cache of blocks. Files whose samples lie where counting finds them are read in place and never
/// mapped. Compressed ones are decoded once from the start by `prepare`: short ones into memory, long ones into the disk
/// cache, and what is decoded can be read at once (`framesReady`). Without room on the disk they are read in place too. Any
/// thread reads; one prepares. A file that is changed, cut short or removed underneath is told by `warning`, never a crash.
class Recording : public SampleSource {
public:
    struct Options {
        std::size_t cacheBytes = std::size_t{16} << 20;  ///< also the longest that is decoded into memory
        std::filesystem::path decodedFolder = DecodedCache::standardFolder();
    };
    /// Reads the header. Fails as AudioReader::open does.
    [[nodiscard]] static core::Result<std::shared_ptr<Recording>> open(const std::filesystem::path& path, Options options);
    [[nodiscard]] static core::Result<std::shared_ptr<Recording>> open(const std::filesystem::path& path) {
        return open(path, Options());
    }

    [[nodiscard]] const AudioInfo& info() const override { return m_info; }
    core::Result<std::size_t> read(std::int64_t start, std::size_t frames, std::span<float> interleaved) override;
    core::Result<std::size_t> readOnce(std::int64_t start, std::size_t frames, std::span<float> interleaved) override;
    [[nodiscard]] std::int64_t framesReady() const override { return m_ready.load(std::memory_order_acquire); }
    [[nodiscard]] bool growing() const override { return framesReady() < m_info.frames; }

    /// Reads all of it once: fills the peaks and decodes what is compressed. A recording that cannot be read to its end is
    /// silent from there on.
    [[nodiscard]] core::Status prepare(PeakPyramid& peaks, core::Progress& progress);

    /// What has happened to the file since it was opened, in one sentence; empty while all is well.
    [[nodiscard]] core::Text warning() const;
    [[nodiscard]] std::size_t cachedBytes() const { return m_blocks.bytes(); }
    /// Whether a decoded copy on disk is used.
    [[nodiscard]] bool usesDisk() const;

private:
    enum class Change { None, Changed, CutShort, Removed };
    explicit Recording(const Options& options) : m_blocks(options.cacheBytes), m_decoded(options.decodedFolder) {}
    [[nodiscard]] core::Status decode(PeakPyramid& peaks, core::Progress& progress);
    [[nodiscard]] core::Result<BlockCache::Block> block(std::int64_t index);
    [[nodiscard]] core::Result<BlockCache::Block> load(std::int64_t index);
    [[nodiscard]] core::Result<std::size_t> readDirect(std::int64_t start, std::size_t frames, std::span<float> interleaved);
    void readInPlace();
    void checkFile(bool cutShort);
    void setReady(std::int64_t frames) { m_ready.store(frames, std::memory_order_release); }

    AudioInfo m_info;
    core::FileStamp m_stamp;
    BlockCache m_blocks;
    DecodedCache m_decoded;
    bool m_inMemory = false;  // fixed at opening
    std::vector<float> m_memory;
    std::atomic<std::int64_t> m_ready{0};
    std::atomic<Change> m_change{Change::None};
    mutable std::mutex m_readMutex;
    std::unique_ptr<AudioReader> m_reader;  // guarded
    std::shared_ptr<DecodedFile> m_disk;    // guarded; what it points to reads on any thread
};

}  // namespace prososcope::audio
