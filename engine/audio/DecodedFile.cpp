// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/DecodedFile.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>

namespace prososcope::audio {

namespace {

using core::ErrorKind;
using core::fail;

constexpr std::uint64_t kMagic = 0x3144434550535250;  // "PRSPECD1"
constexpr std::int64_t kMostFrames = std::int64_t{1} << 33;
constexpr int kMostChannels = 64;

/// The file's first bytes; then the blocks, their checksums, and the checksum of header and checksums.
struct Header {
    std::uint64_t magic = kMagic;
    std::int64_t frames = 0;
    std::int32_t rateHz = 0;
    std::int32_t channels = 0;
    std::int32_t sixteenBit = 0;
    std::int32_t unused = 0;
    char format[88] = {};
};
static_assert(sizeof(Header) == 120);

std::uint64_t checksum(std::span<const std::byte> bytes, std::uint64_t sum = 0x243F6A8885A308D3) {
    const auto add = [&sum](std::uint64_t word) {
        sum = (sum ^ word) * 0x9E3779B97F4A7C15;
        sum ^= sum >> 29;
    };
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, 8);
        add(word);
    }
    if (at < bytes.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, bytes.size() - at);
        add(word);
    }
    add(bytes.size());
    return sum;
}

bool readAll(int descriptor, std::int64_t place, std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t got = ::pread(descriptor, bytes.data(), bytes.size(), place);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(got));
        place += got;
    }
    return true;
}

std::int64_t blocksOf(std::int64_t frames) { return (frames + DecodedFile::kBlockFrames - 1) / DecodedFile::kBlockFrames; }

Header headerOf(const AudioInfo& info) {
    Header header;
    header.frames = info.frames;
    header.rateHz = info.rateHz;
    header.channels = info.channels;
    header.sixteenBit = info.sixteenBit ? 1 : 0;
    const std::size_t length = std::min(info.format.size(), sizeof(header.format) - 1);
    std::copy_n(info.format.data(), length, header.format);
    return header;
}

std::uint64_t sumOf(const Header& header, const std::vector<std::uint64_t>& sums) {
    return checksum(std::as_bytes(std::span(sums)), checksum(std::as_bytes(std::span(&header, 1))));
}

std::int64_t sizeOf(const Header& header) {
    const std::int64_t sample = header.sixteenBit != 0 ? 2 : 4;
    return static_cast<std::int64_t>(sizeof(Header)) + header.frames * header.channels * sample +
           8 * (blocksOf(header.frames) + 1);
}

}  // namespace

std::int64_t DecodedFile::bytesFor(const AudioInfo& info) { return sizeOf(headerOf(info)); }

std::int64_t DecodedFile::blockBytes() const {
    return kBlockFrames * m_info.channels * static_cast<std::int64_t>(sampleBytes());
}

std::shared_ptr<DecodedFile> DecodedFile::open(const std::filesystem::path& file) {
    std::shared_ptr<DecodedFile> result(new DecodedFile);
    result->m_descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (result->m_descriptor < 0) return nullptr;
    const auto damaged = [&]() -> std::shared_ptr<DecodedFile> {
        ::unlink(file.c_str());
        return nullptr;
    };
    struct stat status {};
    Header header;
    if (::fstat(result->m_descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return nullptr;
    if (!readAll(result->m_descriptor, 0, std::as_writable_bytes(std::span(&header, 1)))) return damaged();
    if (header.magic != kMagic || header.frames < 0 || header.frames > kMostFrames || header.channels < 1 ||
        header.channels > kMostChannels || header.rateHz < 1 || sizeOf(header) != status.st_size) {
        return damaged();
    }
    auto& sums = result->m_sums;
    sums.resize(static_cast<std::size_t>(blocksOf(header.frames)));
    std::uint64_t whole = 0;
    const std::int64_t table = status.st_size - 8 * static_cast<std::int64_t>(sums.size() + 1);
    if (!readAll(result->m_descriptor, table, std::as_writable_bytes(std::span(sums))) ||
        !readAll(result->m_descriptor, status.st_size - 8, std::as_writable_bytes(std::span(&whole, 1))) ||
        whole != sumOf(header, sums)) {
        return damaged();
    }
    result->m_goal = file;
    result->m_info.rateHz = header.rateHz;
    result->m_info.channels = header.channels;
    result->m_info.frames = header.frames;
    result->m_info.sixteenBit = header.sixteenBit != 0;
    result->m_info.compressed = true;
    result->m_info.format.assign(header.format, ::strnlen(header.format, sizeof(header.format)));
    result->m_framesReady.store(header.frames, std::memory_order_release);
    return result;
}

core::Result<std::shared_ptr<DecodedFile>> DecodedFile::create(const std::filesystem::path& goal, const AudioInfo& info) {
    static std::atomic<unsigned> counter{0};
    std::shared_ptr<DecodedFile> result(new DecodedFile);
    result->m_info = info;
    result->m_info.path.clear();
    result->m_goal = goal;
    std::error_code code;
    std::filesystem::create_directories(goal.parent_path(), code);
    const auto name = ".decoding-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".part";
    const auto temporary = goal.parent_path() / name;
    result->m_descriptor = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (result->m_descriptor < 0) {
        return fail(ErrorKind::Failed,
                    {TRANSLATABLE("Engine", "%1 cannot be written (%2). Choose another folder or change its permissions."),
                     {goal.string(), std::strerror(errno)}});
    }
    result->m_temporary = temporary;
    // Held as long as the file is open: who finds the lock free knows that its writer is gone.
    (void)::flock(result->m_descriptor, LOCK_EX | LOCK_NB);
    result->m_sums.resize(static_cast<std::size_t>(blocksOf(info.frames)));
    const Header header = headerOf(info);
    if (auto status = result->writeAt(0, std::as_bytes(std::span(&header, 1))); !status) return fail(status.error());
    return result;
}

DecodedFile::~DecodedFile() {
    if (m_descriptor >= 0) ::close(m_descriptor);
    if (!m_temporary.empty()) ::unlink(m_temporary.c_str());
}

core::Status DecodedFile::writeAt(std::int64_t place, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(m_descriptor, bytes.data(), bytes.size(), place);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            return fail(errno == ENOSPC || errno == EDQUOT ? ErrorKind::NoSpace : ErrorKind::Failed,
                        {TRANSLATABLE("Engine", "The disk is full: %1 was not written. Free some space and try again."),
                         {m_goal.string()}},
                        std::strerror(errno));
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        place += written;
    }
    return {};
}

core::Status DecodedFile::flushBlock() {
    const std::int64_t ready = m_framesReady.load(std::memory_order_relaxed);
    const std::size_t bytes = m_pending.size() * sampleBytes();
    m_raw.resize(bytes);
    if (m_info.sixteenBit) {
        auto* target = reinterpret_cast<std::int16_t*>(m_raw.data());
        for (std::size_t i = 0; i < m_pending.size(); ++i)
            target[i] = static_cast<std::int16_t>(std::clamp(std::lrintf(m_pending[i] * 32768.0F), -32768L, 32767L));
    } else {
        std::memcpy(m_raw.data(), m_pending.data(), bytes);
    }
    const std::int64_t block = ready / kBlockFrames;
    m_sums[static_cast<std::size_t>(block)] = checksum(m_raw);
    if (auto status = writeAt(static_cast<std::int64_t>(sizeof(Header)) + block * blockBytes(), m_raw); !status) return status;
    const auto frames = static_cast<std::int64_t>(m_pending.size()) / m_info.channels;
    m_pending.clear();
    m_framesReady.store(ready + frames, std::memory_order_release);
    return {};
}

core::Status DecodedFile::append(std::span<const float> interleaved) {
    const auto full = static_cast<std::size_t>(kBlockFrames * m_info.channels);
    while (!interleaved.empty()) {
        const auto left = static_cast<std::size_t>((m_info.frames - framesReady()) * m_info.channels) - m_pending.size();
        const std::size_t count = std::min({full - m_pending.size(), interleaved.size(), left});
        if (count == 0) break;  // more than the recording has
        m_pending.insert(m_pending.end(), interleaved.begin(), interleaved.begin() + static_cast<std::ptrdiff_t>(count));
        interleaved = interleaved.subspan(count);
        if (m_pending.size() < full && count < left) continue;
        if (auto status = flushBlock(); !status) return status;
    }
    return {};
}

core::Status DecodedFile::commit() {
    if (framesReady() < m_info.frames || m_temporary.empty()) {
        return fail(ErrorKind::Failed, {TRANSLATABLE("Engine", "%1 was not written completely."), {m_goal.string()}});
    }
    const Header header = headerOf(m_info);
    const std::uint64_t whole = sumOf(header, m_sums);
    const std::int64_t table = sizeOf(header) - 8 * static_cast<std::int64_t>(m_sums.size() + 1);
    if (auto status = writeAt(table, std::as_bytes(std::span(m_sums))); !status) return status;
    if (auto status = writeAt(sizeOf(header) - 8, std::as_bytes(std::span(&whole, 1))); !status) return status;
    if (::rename(m_temporary.c_str(), m_goal.c_str()) != 0) {
        return fail(ErrorKind::Failed, {TRANSLATABLE("Engine", "%1 was not written completely."), {m_goal.string()}},
                    std::strerror(errno));
    }
    m_temporary.clear();
    (void)::flock(m_descriptor, LOCK_UN);
    return {};
}

core::Result<std::size_t> DecodedFile::readBlock(std::int64_t index, std::span<float> interleaved) const {
    const std::int64_t start = index * kBlockFrames;
    const std::int64_t ready = framesReady();
    if (index < 0 || start >= ready) return std::size_t{0};
    const auto frames = static_cast<std::size_t>(std::min(kBlockFrames, ready - start));
    const std::size_t values = frames * static_cast<std::size_t>(m_info.channels);
    if (interleaved.size() < values) return std::size_t{0};
    std::vector<std::byte> raw(values * sampleBytes());
    if (!readAll(m_descriptor, static_cast<std::int64_t>(sizeof(Header)) + index * blockBytes(), raw) ||
        checksum(raw) != m_sums[static_cast<std::size_t>(index)]) {
        return fail(ErrorKind::Failed, {TRANSLATABLE("Engine", "%1 is damaged and is not used any more."), {m_goal.string()}});
    }
    if (m_info.sixteenBit) {
        const auto* source = reinterpret_cast<const std::int16_t*>(raw.data());
        for (std::size_t i = 0; i < values; ++i) interleaved[i] = static_cast<float>(source[i]) / 32768.0F;
    } else {
        std::memcpy(interleaved.data(), raw.data(), raw.size());
    }
    return frames;
}

}  // namespace prososcope::audio
