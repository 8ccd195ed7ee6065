// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/Crc32.h"

/// PyTorch's files byte by byte, for tests and fuzzing: pickles are put together opcode by opcode, as Python's pickletools
/// names them.
namespace torchbytes {

template <typename T>
std::string number(T value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

inline std::string start() { return std::string("\x80\x02", 2); }
inline std::string text(const std::string& value) { return "X" + number(static_cast<std::uint32_t>(value.size())) + value; }
inline std::string integer(std::int64_t value) { return std::string("\x8a\x08", 2) + number(value); }
inline std::string global(const std::string& module, const std::string& name) { return "c" + module + "\n" + name + "\n"; }
inline std::string tuple(const std::vector<std::string>& items) {
    std::string bytes = "(";
    for (const auto& item : items) bytes += item;
    return bytes + "t";
}
inline std::string integers(const std::vector<std::int64_t>& values) {
    std::string bytes = "(";
    for (const auto value : values) bytes += integer(value);
    return bytes + "t";
}
inline std::string call(const std::string& function, const std::string& arguments) { return function + arguments + "R"; }
inline std::string orderedDictionary() { return call(global("collections", "OrderedDict"), ")"); }
inline std::string entries(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string bytes = "(";
    for (const auto& [key, value] : pairs) bytes += text(key) + value;
    return bytes + "u";
}
inline std::string dictionary(const std::vector<std::pair<std::string, std::string>>& pairs) { return "}" + entries(pairs); }

inline std::string storage(const std::string& type, const std::string& key, std::int64_t elements,
                           const std::string& part = {}) {
    return tuple({text("storage"), global("torch", type), text(key), text("cpu"), integer(elements), part}) + "Q";
}
inline std::string tensor(const std::string& storage, std::int64_t offset, const std::vector<std::int64_t>& shape,
                          const std::vector<std::int64_t>& strides) {
    return call(global("torch._utils", "_rebuild_tensor_v2"),
                tuple({storage, integer(offset), integers(shape), integers(strides), "\x89", orderedDictionary()}));
}
/// A vector that fills a storage of floats.
inline std::string vector(const std::string& key, std::int64_t elements) {
    return tensor(storage("FloatStorage", key, elements), 0, {elements}, {1});
}

inline std::string floats(const std::vector<float>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)};
}

/// How an archive deviates from what PyTorch writes.
struct ZipOptions {
    bool zip64 = false;            ///< sizes and places stand in the records for large files
    std::uint16_t method = 0;      ///< 8: deflated
    std::uint32_t sizeChange = 0;  ///< added to the sizes in the directory
    bool checksums = false;        ///< true ones; else 0, as PyTorch writes when it is told to compute none
};

/// A zip archive of stored entries, data at multiples of 64 bytes.
inline std::string zip(const std::vector<std::pair<std::string, std::string>>& files, const ZipOptions& options = {}) {
    constexpr std::uint32_t kIn64 = UINT32_MAX;
    std::string bytes;
    std::string directory;
    for (const auto& [name, content] : files) {
        const std::uint64_t header = bytes.size();
        const std::uint64_t size = content.size() + options.sizeChange;
        const auto padding = static_cast<std::uint16_t>((64 - (header + 30 + name.size() + 4) % 64) % 64);
        const auto nameSize = number(static_cast<std::uint16_t>(name.size()));
        const auto size32 = number(options.zip64 ? kIn64 : static_cast<std::uint32_t>(size));
        const std::uint32_t checksum =
            options.checksums ? prososcope::core::crc32ByTables(std::as_bytes(std::span(content))) : 0;
        const std::string common = number<std::uint16_t>(0) + number(options.method) + number<std::uint32_t>(0) +
                                   number(checksum) + size32 + size32 + nameSize;
        bytes += "PK\3\4" + number<std::uint16_t>(45) + common + number(static_cast<std::uint16_t>(padding + 4)) + name + "FB" +
                 number(padding) + std::string(padding, 'Z') + content;
        const std::string extra =
            options.zip64 ? number<std::uint16_t>(1) + number<std::uint16_t>(24) + number(size) + number(size) + number(header)
                          : std::string();
        directory += "PK\1\2" + number<std::uint16_t>(45) + number<std::uint16_t>(45) + common +
                     number(static_cast<std::uint16_t>(extra.size())) + number<std::uint16_t>(0) + number<std::uint16_t>(0) +
                     number<std::uint16_t>(0) + number<std::uint32_t>(0) +
                     number(options.zip64 ? kIn64 : static_cast<std::uint32_t>(header)) + name + extra;
    }
    const std::uint64_t begin = bytes.size();
    bytes += directory;
    if (options.zip64) {
        const std::uint64_t end64 = bytes.size();
        bytes += "PK\6\6" + number<std::uint64_t>(44) + number<std::uint16_t>(45) + number<std::uint16_t>(45) +
                 number<std::uint32_t>(0) + number<std::uint32_t>(0) + number<std::uint64_t>(files.size()) +
                 number<std::uint64_t>(files.size()) + number<std::uint64_t>(directory.size()) + number(begin);
        bytes += "PK\6\7" + number<std::uint32_t>(0) + number(end64) + number<std::uint32_t>(1);
    }
    const auto count = number(options.zip64 ? std::uint16_t{UINT16_MAX} : static_cast<std::uint16_t>(files.size()));
    return bytes + "PK\5\6" + number<std::uint16_t>(0) + number<std::uint16_t>(0) + count + count +
           number(options.zip64 ? kIn64 : static_cast<std::uint32_t>(directory.size())) +
           number(options.zip64 ? kIn64 : static_cast<std::uint32_t>(begin)) + number<std::uint16_t>(0);
}

/// PyTorch's archive of a value (opcodes without beginning and end) and its storages.
inline std::string archive(const std::string& value, const std::vector<std::pair<std::string, std::string>>& storages,
                           const ZipOptions& options = {}) {
    std::vector<std::pair<std::string, std::string>> files{{"archive/data.pkl", start() + value + "."}};
    for (const auto& [key, content] : storages) files.emplace_back("archive/data/" + key, content);
    files.emplace_back("archive/version", "3\n");
    return zip(files, options);
}

/// PyTorch's earlier form; storages with their number of elements.
struct Stored {
    std::string key;
    std::uint64_t elements = 0;
    std::string bytes;
};
inline std::string sequence(const std::string& value, const std::vector<Stored>& storages) {
    std::string bytes = start() + std::string("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 12) + ".";
    bytes += start() + integer(1001) + ".";
    bytes += start() + dictionary({{"protocol_version", integer(1001)}, {"little_endian", "\x88"}}) + ".";
    bytes += start() + value + ".";
    bytes += start() + "](";
    for (const auto& storage : storages) bytes += text(storage.key);
    bytes += "e.";
    for (const auto& storage : storages) bytes += number(storage.elements) + storage.bytes;
    return bytes;
}

}  // namespace torchbytes
