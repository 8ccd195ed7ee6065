// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/Recording.h"

#include <algorithm>
#include <utility>

#include "engine/audio/PeakPyramid.h"
#include "engine/core/Log.h"

namespace prososcope::audio {

namespace {

constexpr std::int64_t kBlockFrames = DecodedFile::kBlockFrames;

/// The blocks of a decoded file one after the other, past the cache.
class DecodedScan : public SampleSource {
public:
    DecodedScan(const DecodedFile& file, const AudioInfo& info) : m_file(file), m_info(info) {}
    [[nodiscard]] const AudioInfo& info() const override { return m_info; }
    core::Result<std::size_t> read(std::int64_t start, std::size_t frames, std::span<float> interleaved) override {
        const auto channels = static_cast<std::size_t>(m_info.channels);
        std::size_t done = 0;
        while (done < frames) {
            const auto got = m_file.readBlock((start + static_cast<std::int64_t>(done)) / kBlockFrames,
                                              interleaved.subspan(done * channels));
            if (!got) return got;
            done += *got;
            if (*got < static_cast<std::size_t>(kBlockFrames)) break;
        }
        return done;
    }

private:
    const DecodedFile& m_file;
    const AudioInfo& m_info;
};

}  // namespace

core::Result<std::shared_ptr<Recording>> Recording::open(const std::filesystem::path& path, Options options) {
    const auto before = core::FileStamp::of(path);
    auto reader = AudioReader::open(path);
    if (!reader) return core::fail(reader.error());
    std::shared_ptr<Recording> recording(new Recording(options));
    recording->m_info = (*reader)->info();
    recording->m_reader = std::move(*reader);
    recording->m_stamp = before.value_or(core::FileStamp{});
    const AudioInfo& info = recording->m_info;
    if (!info.compressed) {
        recording->setReady(info.frames);
        return recording;
    }
    const auto values = static_cast<std::uint64_t>(info.frames) * static_cast<std::uint64_t>(info.channels);
    if (values * sizeof(float) <= options.cacheBytes) {
        recording->m_inMemory = true;
        recording->m_memory.resize(static_cast<std::size_t>(values));
        return recording;
    }
    auto decoded = recording->m_decoded.find(path);
    const bool fits = decoded && decoded->info().frames == info.frames && decoded->info().channels == info.channels &&
                      decoded->info().rateHz == info.rateHz;
    if (fits) {
        recording->m_disk = std::move(decoded);
        recording->setReady(info.frames);
    }
    return recording;
}

bool Recording::usesDisk() const {
    const std::lock_guard lock(m_readMutex);
    return m_disk != nullptr;
}

core::Result<std::size_t> Recording::read(std::int64_t start, std::size_t frames, std::span<float> interleaved) {
    const auto channels = static_cast<std::size_t>(m_info.channels);
    const std::int64_t ready = framesReady();
    frames = std::min(frames, interleaved.size() / channels);
    if (start < 0 || start >= ready || frames == 0) return std::size_t{0};
    frames = static_cast<std::size_t>(std::min<std::int64_t>(static_cast<std::int64_t>(frames), ready - start));
    if (m_inMemory) {
        std::copy_n(m_memory.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(start) * channels),
                    frames * channels, interleaved.begin());
        return frames;
    }
    std::size_t done = 0;
    while (done < frames) {
        const std::int64_t at = start + static_cast<std::int64_t>(done);
        const auto found = block(at / kBlockFrames);
        if (!found) return core::fail(found.error());
        const auto& values = **found;
        const auto offset = static_cast<std::size_t>(at % kBlockFrames) * channels;
        if (offset >= values.size()) break;
        const std::size_t count = std::min((values.size() - offset) / channels, frames - done);
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(offset), count * channels,
                    interleaved.begin() + static_cast<std::ptrdiff_t>(done * channels));
        done += count;
    }
    return done;
}

core::Result<std::size_t> Recording::readOnce(std::int64_t start, std::size_t frames, std::span<float> interleaved) {
    if (m_inMemory || m_info.compressed) return read(start, frames, interleaved);
    const std::lock_guard lock(m_readMutex);
    return readDirect(start, frames, interleaved);
}

core::Result<BlockCache::Block> Recording::block(std::int64_t index) {
    if (auto found = m_blocks.find(index)) return found;
    const std::lock_guard lock(m_readMutex);
    if (auto found = m_blocks.find(index)) return found;  // read by another thread meanwhile
    return load(index);
}

core::Result<BlockCache::Block> Recording::load(std::int64_t index) {
    const auto channels = static_cast<std::size_t>(m_info.channels);
    const auto frames = static_cast<std::size_t>(std::min(kBlockFrames, m_info.frames - index * kBlockFrames));
    auto values = std::make_shared<std::vector<float>>(frames * channels);
    core::Result<std::size_t> got = std::size_t{0};
    if (m_disk) {
        got = m_disk->readBlock(index, *values);
        if (!got) {
            core::log(core::LogLevel::Warning, got.error().message());
            m_decoded.remove(m_info.path);
            m_disk.reset();
            setReady(m_info.frames);
        }
    }
    if (!m_disk) got = readDirect(index * kBlockFrames, frames, *values);
    if (!got) return core::fail(got.error());
    values->resize(*got * channels);
    BlockCache::Block result = std::move(values);
    if (*got == frames) m_blocks.insert(index, result);
    return result;
}

core::Result<std::size_t> Recording::readDirect(std::int64_t start, std::size_t frames, std::span<float> interleaved) {
    const auto got = m_reader->read(start, frames, interleaved);
    const auto wanted =
        static_cast<std::size_t>(std::clamp<std::int64_t>(m_info.frames - start, 0, static_cast<std::int64_t>(frames)));
    checkFile(got && *got < wanted);
    return got;
}

void Recording::checkFile(bool cutShort) {
    if (m_change.load(std::memory_order_relaxed) == Change::CutShort) return;
    const auto now = core::FileStamp::of(m_info.path);
    if (now == m_stamp && !cutShort) return;
    Change change = Change::Changed;
    if (!now) {
        change = Change::Removed;
    } else if (cutShort || (now->inode == m_stamp.inode && now->size < m_stamp.size)) {
        // Where libsndfile counted more frames than there are, the file was short from the start.
        if (now == m_stamp) return;
        change = Change::CutShort;
    }
    m_change.store(change, std::memory_order_release);
}

core::Text Recording::warning() const {
    switch (m_change.load(std::memory_order_acquire)) {
        case Change::None:
            break;
        case Change::Changed:
            return {TRANSLATABLE(
                        "Engine",
                        "%1 was changed on disk since it was opened. Close it and open it again to see what it holds now."),
                    {m_info.path.string()}};
        case Change::CutShort:
            return {TRANSLATABLE("Engine", "%1 was cut short on disk since it was opened: what is missing shows as silence."),
                    {m_info.path.string()}};
        case Change::Removed:
            return {
                TRANSLATABLE("Engine", "%1 was moved or removed since it was opened. It can be looked at until it is closed."),
                {m_info.path.string()}};
    }
    return {};
}

void Recording::readInPlace() {
    const std::lock_guard lock(m_readMutex);
    m_disk.reset();
    setReady(m_info.frames);
}

core::Status Recording::prepare(PeakPyramid& peaks, core::Progress& progress) {
    if (m_info.compressed) {
        std::shared_ptr<DecodedFile> disk;
        {
            const std::lock_guard lock(m_readMutex);
            disk = m_disk;
        }
        if (!disk || disk->framesReady() < m_info.frames) return decode(peaks, progress);
        DecodedScan scan(*disk, m_info);
        auto status = fillPeaks(scan, peaks, progress);
        if (status || status.error().kind == core::ErrorKind::Cancelled) return status;
        core::log(core::LogLevel::Warning, status.error().message());
        m_decoded.remove(m_info.path);
        readInPlace();
    }
    // A reader of its own, past the cache, so that what one looks at stays there.
    auto reader = AudioReader::open(m_info.path);
    if (!reader) return core::fail(reader.error());
    return fillPeaks(**reader, peaks, progress);
}

core::Status Recording::decode(PeakPyramid& peaks, core::Progress& progress) {
    auto reader = AudioReader::open(m_info.path);
    if (!reader) return core::fail(reader.error());
    std::shared_ptr<DecodedFile> disk;
    if (!m_inMemory) {
        if (auto begun = m_decoded.begin(m_info)) {
            disk = std::move(*begun);
            const std::lock_guard lock(m_readMutex);
            m_disk = disk;
        } else {
            core::log(core::LogLevel::Info, begun.error().message() + " " + begun.error().details);
            readInPlace();
        }
    }
    const auto channels = static_cast<std::size_t>(m_info.channels);
    std::int64_t done = 0;
    const auto keep = [&](std::span<const float> interleaved) {
        const auto count = static_cast<std::int64_t>(interleaved.size() / channels);
        if (m_inMemory) {
            std::copy(interleaved.begin(), interleaved.end(),
                      m_memory.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(done) * channels));
            setReady(done + count);
        } else if (disk) {
            if (const auto status = disk->append(interleaved); status) {
                setReady(disk->framesReady());
            } else {
                core::log(core::LogLevel::Warning, status.error().message());
                disk.reset();
                readInPlace();
            }
        }
        done += count;
    };
    auto status = fillPeaks(**reader, peaks, progress, keep);
    if (!status && status.error().kind == core::ErrorKind::Cancelled) return status;
    if (disk) {
        const bool same = core::FileStamp::of(m_info.path) == m_stamp;
        if (status && same) {
            if (const auto placed = disk->commit(); !placed) core::log(core::LogLevel::Warning, placed.error().message());
        }
        if (!status) readInPlace();
    }
    setReady(m_info.frames);
    return status;
}

}  // namespace prososcope::audio
