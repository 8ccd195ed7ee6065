// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/Npy.h"

#include <bit>

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

}  // namespace prososcope::store
