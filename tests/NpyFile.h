// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

/// A NumPy array of little-endian float32 in C order, the form of all reference values. `read` gives an array with
/// ok = false where the file is absent or of another kind. For tests only.
struct NpyFile {
    bool ok = false;
    std::vector<std::size_t> shape;
    std::vector<float> values;

    [[nodiscard]] std::size_t rows() const { return shape.empty() ? 0 : shape[0]; }
    [[nodiscard]] std::size_t columns() const { return shape.size() < 2 ? 1 : shape[1]; }
    [[nodiscard]] float at(std::size_t row, std::size_t column) const { return values[row * columns() + column]; }

    static NpyFile read(const std::filesystem::path& path) {
        NpyFile result;
        std::ifstream file(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (bytes.size() < 10 || bytes.compare(0, 6, "\x93NUMPY") != 0) return result;
        const std::size_t headerBytes = static_cast<std::uint8_t>(bytes[8]) + 256U * static_cast<std::uint8_t>(bytes[9]);
        const std::string header = bytes.substr(10, headerBytes);
        if (header.find("'<f4'") == std::string::npos || header.find("'fortran_order': False") == std::string::npos)
            return result;
        std::size_t count = 1;
        for (std::size_t i = header.find('(') + 1; i < header.size() && header[i] != ')';) {
            if (header[i] >= '0' && header[i] <= '9') {
                std::size_t used = 0;
                result.shape.push_back(std::stoul(header.substr(i), &used));
                count *= result.shape.back();
                i += used;
            } else {
                ++i;
            }
        }
        if (bytes.size() < 10 + headerBytes + 4 * count) return result;
        result.values.resize(count);
        if (count > 0) std::memcpy(result.values.data(), bytes.data() + 10 + headerBytes, 4 * count);
        result.ok = true;
        return result;
    }
};
