// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::store {

enum class TensorType { Float32, Float16, BFloat16, Float64, Int32, Int64, UInt8, Bool };
[[nodiscard]] std::size_t bytesPerElement(TensorType type);

/// One tensor of a file: its element type, shape and bytes (little-endian, C order).
struct TensorView {
    std::string name;
    TensorType type = TensorType::Float32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
    [[nodiscard]] std::size_t elements() const;
    /// The bytes as float; only for Float32.
    [[nodiscard]] std::span<const float> floats() const;
};

/// What the header of a file says of one tensor.
struct TensorShape {
    std::string name;
    TensorType type = TensorType::Float32;
    std::vector<std::int64_t> shape;
};

/// Reads a safetensors file (8-byte header length, JSON header, data). Hostile until checked: header at most 100 MB and
/// inside the file, known types, non-negative shapes whose product fits, offsets in order, inside the data, exactly
/// covering it without overlap, no duplicate names. The content is held in memory, 64-byte aligned; views point into it.
/// Copies share the content.
class SafetensorsFile {
public:
    [[nodiscard]] static core::Result<SafetensorsFile> open(const std::filesystem::path& path);
    /// The same with the content left on disk and mapped, so that a file of any size opens at once; a file whose tensors lie
    /// where their elements cannot be read in place is held in memory. Only for files that are replaced and never written
    /// into: whoever cuts a mapped file short ends the program that reads it.
    [[nodiscard]] static core::Result<SafetensorsFile> map(const std::filesystem::path& path);
    [[nodiscard]] const std::vector<TensorView>& tensors() const { return m_tensors; }
    [[nodiscard]] const TensorView* find(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, std::string>& metadata() const { return m_metadata; }

private:
    std::shared_ptr<const std::byte[]> m_content;
    std::vector<TensorView> m_tensors;
    std::map<std::string, std::string> m_metadata;
};

/// Writes a safetensors file, complete or not at all; data begins at a multiple of 8 bytes. Names are written in the
/// order given. `durable` as in core::SafeFile::commit.
[[nodiscard]] core::Status writeSafetensors(const std::filesystem::path& goal, std::span<const TensorView> tensors,
                                            const std::map<std::string, std::string>& metadata = {}, bool durable = true);

/// The first bytes of such a file, for writers that do not hold all of it: the bytes of the tensors follow, in the order
/// given. `goal` names the file in errors: a name that is taken or not UTF-8, a shape that cannot be.
[[nodiscard]] core::Result<std::string> safetensorsHeader(const std::filesystem::path& goal,
                                                          std::span<const TensorShape> tensors,
                                                          const std::map<std::string, std::string>& metadata);

}  // namespace prososcope::store
