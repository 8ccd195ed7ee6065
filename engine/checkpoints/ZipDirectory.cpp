// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/ZipDirectory.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <vector>

namespace prososcope::checkpoints {

namespace {

// The records of a zip archive (APPNOTE 6.3.10, sections 4.3 and 4.5), their sizes without what varies.
constexpr std::uint32_t kEntrySignature = 0x04034b50;
constexpr std::uint64_t kEntryBytes = 30;
constexpr std::uint32_t kDirectorySignature = 0x02014b50;
constexpr std::uint64_t kDirectoryBytes = 46;
constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::uint64_t kEndBytes = 22;
constexpr std::uint32_t kEnd64Signature = 0x06064b50;
constexpr std::uint64_t kEnd64Bytes = 56;
constexpr std::uint32_t kLocatorSignature = 0x07064b50;
constexpr std::uint64_t kLocatorBytes = 20;
constexpr std::uint16_t kExtra64 = 1;
constexpr std::uint64_t kIn64 = UINT32_MAX;  // the number stands in the zip64 record
constexpr std::uint64_t kLongestComment = UINT16_MAX;
constexpr std::uint64_t kMostEntries = 200'000;

template <typename T>
T valueAt(std::span<const std::byte> bytes, std::uint64_t position) {
    T value{};
    std::memcpy(&value, bytes.data() + position, sizeof value);
    return value;
}

struct Directory {
    std::uint64_t begin = 0;
    std::uint64_t bytes = 0;
    std::uint64_t entries = 0;
};

struct Entry {
    std::string_view name;
    std::uint64_t header = 0;  ///< where its own header begins
    std::uint64_t bytes = 0;
    std::uint64_t stored = 0;
    std::uint32_t checksum = 0;
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
};

/// Where the directory is; nothing where no end record fits.
std::optional<Directory> findDirectory(std::span<const std::byte> archive) {
    if (archive.size() < kEndBytes) return std::nullopt;
    const std::uint64_t last = archive.size() - kEndBytes;
    const std::uint64_t first = last > kLongestComment ? last - kLongestComment : 0;
    for (std::uint64_t end = last + 1; end-- > first;) {
        if (valueAt<std::uint32_t>(archive, end) != kEndSignature) continue;
        if (end + kEndBytes + valueAt<std::uint16_t>(archive, end + 20) != archive.size()) continue;
        Directory directory{valueAt<std::uint32_t>(archive, end + 16), valueAt<std::uint32_t>(archive, end + 12),
                            valueAt<std::uint16_t>(archive, end + 10)};
        std::uint64_t limit = end;
        if (end >= kLocatorBytes && valueAt<std::uint32_t>(archive, end - kLocatorBytes) == kLocatorSignature) {
            const auto end64 = valueAt<std::uint64_t>(archive, end - kLocatorBytes + 8);
            if (end - kLocatorBytes < kEnd64Bytes || end64 > end - kLocatorBytes - kEnd64Bytes ||
                valueAt<std::uint32_t>(archive, end64) != kEnd64Signature) {
                return std::nullopt;
            }
            directory = {valueAt<std::uint64_t>(archive, end64 + 48), valueAt<std::uint64_t>(archive, end64 + 40),
                         valueAt<std::uint64_t>(archive, end64 + 32)};
            limit = end64;
        }
        if (directory.begin > limit || directory.bytes > limit - directory.begin) return std::nullopt;
        return directory;
    }
    return std::nullopt;
}

/// Replaces the numbers that did not fit by those of the zip64 record in `extra`.
bool read64(std::span<const std::byte> extra, Entry& entry) {
    if (entry.bytes != kIn64 && entry.stored != kIn64 && entry.header != kIn64) return true;
    std::uint64_t position = 0;
    while (extra.size() - position >= 4) {
        const auto kind = valueAt<std::uint16_t>(extra, position);
        const std::uint64_t size = valueAt<std::uint16_t>(extra, position + 2);
        position += 4;
        if (size > extra.size() - position) return false;
        if (kind == kExtra64) {
            const std::uint64_t end = position + size;
            for (auto* value : {&entry.bytes, &entry.stored, &entry.header}) {
                if (*value != kIn64) continue;
                if (end - position < sizeof(std::uint64_t)) return false;
                *value = valueAt<std::uint64_t>(extra, position);
                position += sizeof(std::uint64_t);
            }
            return true;
        }
        position += size;
    }
    return false;
}

/// The entry of the directory at `position`, which moves behind it.
std::optional<Entry> takeEntry(std::span<const std::byte> directory, std::uint64_t& position) {
    if (directory.size() - position < kDirectoryBytes || valueAt<std::uint32_t>(directory, position) != kDirectorySignature) {
        return std::nullopt;
    }
    const std::uint64_t name = valueAt<std::uint16_t>(directory, position + 28);
    const std::uint64_t extra = valueAt<std::uint16_t>(directory, position + 30);
    const std::uint64_t comment = valueAt<std::uint16_t>(directory, position + 32);
    if (directory.size() - position - kDirectoryBytes < name + extra + comment) return std::nullopt;
    Entry entry;
    entry.flags = valueAt<std::uint16_t>(directory, position + 8);
    entry.method = valueAt<std::uint16_t>(directory, position + 10);
    entry.checksum = valueAt<std::uint32_t>(directory, position + 16);
    entry.stored = valueAt<std::uint32_t>(directory, position + 20);
    entry.bytes = valueAt<std::uint32_t>(directory, position + 24);
    entry.header = valueAt<std::uint32_t>(directory, position + 42);
    position += kDirectoryBytes;
    entry.name = {reinterpret_cast<const char*>(directory.data()) + position, static_cast<std::size_t>(name)};
    position += name;
    if (!read64(directory.subspan(position, extra), entry)) return std::nullopt;
    position += extra + comment;
    return entry;
}

/// Where the bytes of an entry begin, by its own header; nothing where that does not fit.
std::optional<std::uint64_t> dataBegin(std::span<const std::byte> archive, const Entry& entry, std::uint64_t limit) {
    if (entry.header > limit || limit - entry.header < kEntryBytes ||
        valueAt<std::uint32_t>(archive, entry.header) != kEntrySignature) {
        return std::nullopt;
    }
    const std::uint64_t name = valueAt<std::uint16_t>(archive, entry.header + 26);
    const std::uint64_t begin = entry.header + kEntryBytes + name + valueAt<std::uint16_t>(archive, entry.header + 28);
    if (begin > limit || entry.bytes > limit - begin || name != entry.name.size()) return std::nullopt;
    if (std::memcmp(archive.data() + entry.header + kEntryBytes, entry.name.data(), name) != 0) return std::nullopt;
    return begin;
}

}  // namespace

core::Result<ZipDirectory> ZipDirectory::read(std::span<const std::byte> archive, const std::string& file) {
    const auto damaged = [&](std::string details) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is damaged, cut short or no PyTorch file. Get or make it again."), {file}},
            std::move(details));
    };
    const auto place = findDirectory(archive);
    if (!place) return damaged("no directory of the archive");
    if (place->entries > kMostEntries) return damaged("too many entries of the archive");
    const auto directory = archive.subspan(place->begin, place->bytes);
    struct Range {
        std::uint64_t begin;
        std::uint64_t end;
    };
    std::vector<Range> ranges;
    ZipDirectory result;
    std::uint64_t position = 0;
    for (std::uint64_t i = 0; i < place->entries; ++i) {
        const auto entry = takeEntry(directory, position);
        if (!entry || entry->name.empty()) return damaged("entry " + std::to_string(i) + " of the archive");
        if (entry->method != 0 || entry->stored != entry->bytes || (entry->flags & 1) != 0) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine",
                                            "%1 is a compressed archive, as PyTorch writes none. Unpack it and choose the "
                                            "model inside."),
                               {file}},
                              std::string(entry->name));
        }
        const auto begin = dataBegin(archive, *entry, place->begin);
        if (!begin) return damaged("bytes of an entry outside the archive");
        ranges.push_back({entry->header, *begin + entry->bytes});
        if (!result.m_entries.emplace(entry->name, archive.subspan(*begin, entry->bytes)).second) {
            return damaged("two entries of one name");
        }
        if (entry->checksum != 0) result.m_checksums.emplace(entry->name, entry->checksum);
    }
    std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < ranges.size(); ++i) {
        if (ranges[i].begin < ranges[i - 1].end) return damaged("entries over each other");
    }
    return result;
}

const std::span<const std::byte>* ZipDirectory::find(std::string_view name) const {
    const auto found = m_entries.find(name);
    return found == m_entries.end() ? nullptr : &found->second;
}

std::uint32_t ZipDirectory::checksum(std::string_view name) const {
    const auto found = m_checksums.find(name);
    return found == m_checksums.end() ? 0 : found->second;
}

}  // namespace prososcope::checkpoints
