// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/DecodedCache.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <string>
#include <vector>

#include "engine/audio/Decoder.h"
#include "engine/core/CacheFiles.h"
#include "engine/core/Hash.h"
#include "engine/core/Log.h"
#include "engine/core/Paths.h"

namespace prososcope::audio {

namespace {

/// Changes whenever decoding or the files' form changes, so that older entries are no longer found.
constexpr const char* kForm = "prososcope decoded 1\n";
constexpr const char* kEnding = ".sound";
constexpr std::streamoff kSampleBytes = 1 << 16;  // of the recording's start and end
constexpr std::uintmax_t kLeastFree = std::uintmax_t{1} << 30;

std::atomic<std::int64_t> g_limit{DecodedCache::kStandardBytes};

/// Files that nobody writes any more: their writer's lock went with it.
void removeLeftOvers(const std::filesystem::path& folder) {
    std::error_code code;
    for (std::filesystem::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
        if (it->path().extension() != ".part") continue;
        const int descriptor = ::open(it->path().c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) continue;
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) ::unlink(it->path().c_str());
        ::close(descriptor);
    }
}

/// Reads an entry of the cache in the place of the recording; where the entry is damaged, the recording itself.
class DecodedDecoder : public Decoder {
public:
    DecodedDecoder(std::shared_ptr<DecodedFile> file, const std::filesystem::path& path) : m_file(std::move(file)) {
        m_info = m_file->info();
        m_info.path = path;
        m_block.resize(static_cast<std::size_t>(DecodedFile::kBlockFrames * m_info.channels));
    }
    std::int64_t read(float* interleaved, std::int64_t frames) override {
        std::int64_t done = 0;
        while (m_file && done < frames && m_position < m_info.frames) {
            const std::int64_t index = m_position / DecodedFile::kBlockFrames;
            if (index != m_index && !m_file->readBlock(index, m_block)) {
                core::log(core::LogLevel::Warning, m_info.path.string() + ": its decoded copy is damaged and was removed");
                DecodedCache().remove(m_info.path);
                m_file.reset();
                break;
            }
            m_index = index;
            const std::int64_t inside = m_position % DecodedFile::kBlockFrames;
            const auto count = std::min({DecodedFile::kBlockFrames - inside, frames - done, m_info.frames - m_position});
            std::copy_n(m_block.begin() + inside * m_info.channels, count * m_info.channels,
                        interleaved + done * m_info.channels);
            done += count;
            m_position += count;
        }
        if (m_file || done == frames || m_position >= m_info.frames) return done;
        if (!m_direct) {
            auto direct = openFfmpeg(m_info.path);
            if (!direct) return done;
            m_direct = std::move(*direct);
        }
        if (!m_direct->seek(m_position)) return done;
        const std::int64_t more = m_direct->read(interleaved + done * m_info.channels, frames - done);
        m_position += more;
        return done + more;
    }
    bool seek(std::int64_t frame) override {
        m_position = frame;
        return true;
    }

private:
    std::shared_ptr<DecodedFile> m_file;
    DecoderPtr m_direct;
    std::vector<float> m_block;
    std::int64_t m_index = -1;
    std::int64_t m_position = 0;
};

}  // namespace

DecoderPtr openDecoded(const std::filesystem::path& path) {
    auto file = DecodedCache().find(path);
    return file ? std::make_unique<DecodedDecoder>(std::move(file), path) : nullptr;
}

std::filesystem::path DecodedCache::standardFolder() { return core::cacheFolder() / "sound"; }

void DecodedCache::setLimit(std::int64_t bytes) { g_limit = std::max<std::int64_t>(bytes, 0); }
std::int64_t DecodedCache::limit() { return g_limit; }

std::filesystem::path DecodedCache::entryOf(const std::filesystem::path& recording) const {
    const auto stamp = core::FileStamp::of(recording);
    std::ifstream file(recording, std::ios::binary);
    if (!stamp || !file) return {};
    core::Hash hash;
    hash.add(kForm);
    hash.add(std::to_string(stamp->size) + ' ' + std::to_string(stamp->modifiedNs) + ' ' + std::to_string(stamp->inode) + '\n');
    std::vector<char> bytes(static_cast<std::size_t>(kSampleBytes));
    for (const std::streamoff place : {std::streamoff{0}, std::max<std::streamoff>(0, stamp->size - kSampleBytes)}) {
        file.clear();
        file.seekg(place);
        file.read(bytes.data(), kSampleBytes);
        hash.add(std::string_view(bytes.data(), static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0))));
    }
    return m_folder / (hash.hex() + kEnding);
}

std::shared_ptr<DecodedFile> DecodedCache::find(const std::filesystem::path& recording) const {
    const auto path = entryOf(recording);
    if (path.empty()) return nullptr;
    auto file = DecodedFile::open(path);
    if (file) core::markUsed(path);
    return file;
}

core::Result<std::shared_ptr<DecodedFile>> DecodedCache::begin(const AudioInfo& recording) const {
    const std::int64_t bytes = DecodedFile::bytesFor(recording);
    const auto path = entryOf(recording.path);
    const auto noRoom = [&](std::string why) {
        return core::fail(core::ErrorKind::NoSpace,
                          {TRANSLATABLE("Engine", "There is no room to keep %1 decoded."), {recording.path.string()}},
                          std::move(why));
    };
    if (path.empty()) return noRoom("the recording cannot be read");
    if (bytes > limit()) return noRoom("larger than the limit");
    std::error_code code;
    std::filesystem::create_directories(m_folder, code);
    trim(limit() - bytes);
    const auto space = std::filesystem::space(m_folder, code);
    if (code || space.available < static_cast<std::uintmax_t>(bytes) + kLeastFree) return noRoom("the disk is nearly full");
    return DecodedFile::create(path, recording);
}

void DecodedCache::remove(const std::filesystem::path& recording) const {
    std::error_code code;
    if (const auto path = entryOf(recording); !path.empty()) std::filesystem::remove(path, code);
}

std::int64_t DecodedCache::bytes() const { return core::totalBytes(core::cacheFiles(m_folder, kEnding)); }

void DecodedCache::trim(std::int64_t most) const {
    removeLeftOvers(m_folder);
    core::trimCache(core::cacheFiles(m_folder, kEnding), most);
}

}  // namespace prososcope::audio
