// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/Npy.h"

#include <bit>
#include <charconv>
#include <cstring>
#include <optional>
#include <string_view>

#include "engine/core/SafeFile.h"

namespace prososcope::store {

static_assert(std::endian::native == std::endian::little, "arrays are stored little-endian");

std::string npyHeader(std::span<const std::uint64_t> shape) {
    std::string text = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    text += shape.size() == 1 ? ",), }" : "), }";
    constexpr std::size_t kPreamble = 10;
    constexpr std::size_t kAlignment = 64;
    while ((kPreamble + text.size() + 1) % kAlignment != 0) text += ' ';
    text += '\n';
    std::string header("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(text.size() & 0xffU);
    header += static_cast<char>(text.size() >> 8U);
    return header + text;
}

core::Status writeNpy(const std::filesystem::path& goal, std::span<const std::uint64_t> shape, std::span<const float> values,
                      bool durable) {
    auto file = core::SafeFile::open(goal);
    if (!file) return core::fail(file.error());
    if (auto done = file->write(npyHeader(shape)); !done) return done;
    if (auto done = file->write(std::as_bytes(values)); !done) return done;
    return file->commit(durable);
}

namespace {

constexpr std::size_t kLargestHeader = 4096;
constexpr std::size_t kMostDimensions = 16;

/// What stands behind a key of the header, up to the end of its value.
std::string_view valueOf(std::string_view header, std::string_view key, char end) {
    const auto at = header.find(key);
    if (at == std::string_view::npos) return {};
    const auto begin = at + key.size();
    const auto stop = header.find(end, begin);
    return stop == std::string_view::npos ? std::string_view() : header.substr(begin, stop - begin);
}

/// "3, 4, 20" or "7,"; nothing where it is no shape.
std::optional<std::vector<std::uint64_t>> shapeOf(std::string_view text) {
    std::vector<std::uint64_t> shape;
    while (!text.empty()) {
        const auto begin = text.find_first_not_of(" ,");
        if (begin == std::string_view::npos) break;
        text.remove_prefix(begin);
        std::uint64_t size = 0;
        const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), size);
        if (error != std::errc() || size > (std::uint64_t{1} << 40) || shape.size() == kMostDimensions) return std::nullopt;
        shape.push_back(size);
        text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    }
    return shape;
}

}  // namespace

core::Result<NpyArray> readNpy(const std::filesystem::path& path) {
    const auto bytes = core::readFile(path);
    if (!bytes) return core::fail(bytes.error());
    const auto foreign = [&] {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is no whole NumPy array of little-endian float32 in C order."), {path.string()}});
    };
    constexpr std::size_t kPreamble = 10;
    if (bytes->size() < kPreamble || bytes->compare(0, 7, "\x93NUMPY\x01", 7) != 0) return foreign();
    const std::size_t headerBytes =
        static_cast<unsigned char>((*bytes)[8]) + 256U * static_cast<std::size_t>(static_cast<unsigned char>((*bytes)[9]));
    if (headerBytes > kLargestHeader || bytes->size() < kPreamble + headerBytes) return foreign();
    const std::string_view header(bytes->data() + kPreamble, headerBytes);
    const auto shape = shapeOf(valueOf(header, "'shape': (", ')'));
    if (valueOf(header, "'descr': '", '\'') != "<f4" || valueOf(header, "'fortran_order': ", ',') != "False" || !shape)
        return foreign();
    const std::size_t stored = (bytes->size() - kPreamble - headerBytes) / sizeof(float);
    std::size_t count = 1;
    for (const auto size : *shape) {
        if (size > 0 && count > stored / size) return foreign();
        count *= size;
    }
    if (bytes->size() != kPreamble + headerBytes + count * sizeof(float)) return foreign();
    NpyArray array{*shape, std::vector<float>(count)};
    if (count > 0) std::memcpy(array.values.data(), bytes->data() + kPreamble + headerBytes, count * sizeof(float));
    return array;
}

}  // namespace prososcope::store
