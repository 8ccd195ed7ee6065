// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/TomlWriter.h"

#include <algorithm>

#include "engine/core/Csv.h"

namespace prososcope::core {

namespace {

template <typename Values, typename Format>
std::string list(const Values& values, Format format) {
    std::string text;
    for (const auto& value : values) text += (text.empty() ? "" : ", ") + format(value);
    return "[" + text + "]";
}

}  // namespace

std::string tomlText(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (c == '\n') {
            result += "\\n";
        } else if (byte < 0x20 || byte == 0x7f) {
            result += std::string("\\u00") + kHex[byte >> 4U] + kHex[byte & 15U];
        } else {
            result += c;
        }
    }
    return result + '"';
}

std::string tomlKey(std::string_view key) {
    const auto bare = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !key.empty() && std::all_of(key.begin(), key.end(), bare) ? std::string(key) : tomlText(key);
}

std::string tomlNumber(double value) {
    std::string text = numberText(value);
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

std::string tomlList(const std::vector<std::string>& texts) {
    return list(texts, [](const auto& text) { return tomlText(text); });
}
std::string tomlList(const std::vector<double>& numbers) { return list(numbers, tomlNumber); }
std::string tomlList(const std::vector<bool>& flags) {
    return list(flags, [](bool flag) { return std::string(flag ? "true" : "false"); });
}

}  // namespace prososcope::core
