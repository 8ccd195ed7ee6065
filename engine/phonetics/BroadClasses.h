// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/phonetics/Phone.h"

namespace prososcope::phonetics {

/// A map of phones to broad phonetic classes, read from a text file: one line a class, its symbol first, then its members with
/// spaces between. A member is an ARPAbet phone in upper case, an IPA phone, or a manner ("stop"), which takes all phones
/// made so that are not named themselves; # begins a comment. Every ARPAbet phone must have one class, and no member two.
/// The presets are files of the resources: manner5, manner6, manner7, manner8. An immutable value; any thread.
/// Source of the default, manner7: see resources/phonetics/manner7.txt.
class BroadClasses {
public:
    /// The names of the presets.
    [[nodiscard]] static const std::array<std::string_view, 4>& presets();
    static constexpr std::string_view kDefault = "manner7";

    /// Errors name `source` and the line.
    [[nodiscard]] static core::Result<BroadClasses> parse(std::string_view bytes, std::string_view source);
    [[nodiscard]] static core::Result<BroadClasses> read(const std::filesystem::path& path);
    /// A preset by its name, else the file of that path.
    [[nodiscard]] static core::Result<BroadClasses> find(const std::string& nameOrPath);

    /// The symbols in the order of the file.
    [[nodiscard]] const std::vector<std::string>& symbols() const { return m_symbols; }
    /// Place in `symbols`: of the phone itself, else of the phone without its marks, else of its manner. Nothing where the
    /// file names none of them, which only happens to IPA phones.
    [[nodiscard]] std::optional<std::size_t> classOf(const Phone& phone) const;

private:
    std::vector<std::string> m_symbols;
    std::map<std::string, std::size_t, std::less<>> m_members;
    std::array<std::optional<std::size_t>, kMannerCount> m_manners;
};

}  // namespace prososcope::phonetics
