// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/Npy.h"

#include <bit>
#include <charconv>
#include <cstring>
#include <string_view>
#include <system_error>

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

core::Result<NpyArray> readNpy(const std::filesystem::path& path) {
    const auto content = core::readFile(path);
    if (!content) return core::fail(content.error());
    const auto refuse = [&] {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is no NumPy array of 32-bit numbers in C order."), {path.string()}});
    };
    constexpr std::size_t kPreamble = 10;
    if (content->size() < kPreamble || !content->starts_with(std::string_view("\x93NUMPY\x01", 7))) return refuse();
    const std::size_t length = static_cast<unsigned char>((*content)[8]) + 256U * static_cast<unsigned char>((*content)[9]);
    if (content->size() < kPreamble + length) return refuse();
    const std::string_view header = std::string_view(*content).substr(kPreamble, length);
    const auto has = [&](std::string_view part) { return header.find(part) != std::string_view::npos; };
    const auto shapeFrom = header.find("'shape': (");
    if (!has("'descr': '<f4'") || !has("'fortran_order': False") || shapeFrom == std::string_view::npos) return refuse();
    NpyArray array;
    const std::uint64_t most = (content->size() - kPreamble - length) / sizeof(float);
    std::uint64_t count = 1;
    auto text = header.substr(shapeFrom + std::string_view("'shape': (").size());
    while (!text.empty() && text.front() != ')') {
        if (text.front() == ',' || text.front() == ' ') {
            text.remove_prefix(1);
            continue;
        }
        std::uint64_t side = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), side);
        if (read.ec != std::errc{} || (side > 0 && count > most / side)) return refuse();
        text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
        array.shape.push_back(side);
        count *= side;
    }
    if (text.empty() || count != most || content->size() != kPreamble + length + count * sizeof(float)) return refuse();
    array.values.resize(count);
    if (count > 0) std::memcpy(array.values.data(), content->data() + kPreamble + length, count * sizeof(float));
    return array;
}

core::Status writeNpy(const std::filesystem::path& goal, std::span<const std::uint64_t> shape, std::span<const float> values,
                      bool durable) {
    auto file = core::SafeFile::open(goal);
    if (!file) return core::fail(file.error());
    if (auto done = file->write(npyHeader(shape)); !done) return done;
    if (auto done = file->write(std::as_bytes(values)); !done) return done;
    return file->commit(durable);
}

}  // namespace prososcope::store
