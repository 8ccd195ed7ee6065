// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/FeatureTable.h"

#include <algorithm>
#include <array>

namespace prososcope::store {

namespace {

constexpr std::array<std::string_view, 5> kNames{"csv", "npy", "arff", "htk", "safetensors"};

/// Bytes of the UTF-8 character at the start of `text`; 0 where there is none.
std::size_t characterBytes(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0U) != 0x80U) return 0;
    }
    // Overlong forms, surrogates, and what lies beyond U+10FFFF.
    if ((first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f) || (first == 0xf0 && byte(1) < 0x90) ||
        (first == 0xf4 && byte(1) > 0x8f)) {
        return 0;
    }
    return length;
}

}  // namespace

std::string_view formatName(FeatureFormat format) { return kNames[static_cast<std::size_t>(format)]; }

std::optional<FeatureFormat> formatNamed(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<FeatureFormat>(found - kNames.begin());
}

std::optional<FeatureFormat> formatOfFile(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    for (char& letter : ending) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return ending.empty() ? std::nullopt : formatNamed(std::string_view(ending).substr(1));
}

bool holdsSeveral(FeatureFormat format) { return format != FeatureFormat::Npy && format != FeatureFormat::Htk; }

FeatureTable FeatureTable::of(const features::FeatureSet& set, bool frames) {
    FeatureTable table;
    const bool functionals = set.descriptors() != nullptr;
    table.set = frames && functionals ? set.descriptors() : &set;
    table.setName = set.name();
    table.frames = frames;
    for (const auto& column : table.set->columns()) {
        if (frames || functionals) {
            table.columns.push_back(column);
        } else {
            table.columns.push_back(column + "_mean");
            table.columns.push_back(column + "_sd");
        }
    }
    return table;
}

std::string FeatureTable::signature() const {
    return std::string(set->name()) + (frames ? " frames " : summarises() ? " mean sd " : " functionals ") + set->parameters();
}

std::string validUtf8(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string result;
    while (!text.empty()) {
        const std::size_t bytes = characterBytes(text);
        if (bytes > 0) {
            result += text.substr(0, bytes);
        } else {
            const auto byte = static_cast<unsigned char>(text[0]);
            result += '%';
            result += kDigits[byte >> 4U];
            result += kDigits[byte & 15U];
        }
        text.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    return result;
}

}  // namespace prososcope::store
