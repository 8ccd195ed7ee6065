// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/BroadClasses.h"

#include <algorithm>
#include <sstream>

#include "engine/annotation/TextEncoding.h"
#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"
#include "engine/phonetics/Arpabet.h"
#include "engine/phonetics/Ipa.h"

namespace prososcope::phonetics {

namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 20;

constexpr std::size_t kLongestSymbol = 16;

/// Units join symbols by - and tags by _, and < marks the special symbols of inventories.
bool isSymbol(std::string_view text) {
    return !text.empty() && text.size() <= kLongestSymbol && text.find_first_of("_-<>") == std::string_view::npos &&
           std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

/// The one IPA phone that a member is, else nothing.
std::optional<std::string> ipaMember(const std::string& member) {
    UnknownSymbols unknown;
    auto phones = ipaPhones(member, IpaText::Segment, unknown);
    if (!unknown.empty() || phones.size() != 1) return {};
    return std::move(phones.front().symbol);
}

}  // namespace

const std::array<std::string_view, 4>& BroadClasses::presets() {
    static constexpr std::array<std::string_view, 4> kPresets = {"manner5", "manner6", "manner7", "manner8"};
    return kPresets;
}

core::Result<BroadClasses> BroadClasses::parse(std::string_view bytes, std::string_view source) {
    const auto decoded = annotation::decodeText(bytes, source);
    if (!decoded) return core::fail(decoded.error());
    std::string text = decoded->text;
    std::replace(text.begin(), text.end(), '\r', '\n');

    BroadClasses classes;
    std::map<std::string, std::size_t> lineOf;
    std::istringstream lines(text);
    std::size_t number = 0;
    const auto wrong = [&](const char* sentence, const std::string& what, const std::string& more = {}) {
        return core::fail(core::ErrorKind::BadInput, {sentence, {std::string(source), std::to_string(number), what, more}});
    };
    for (std::string line; std::getline(lines, line);) {
        ++number;
        line.erase(std::min(line.find('#'), line.size()));
        std::istringstream words(line);
        std::string symbol;
        if (!(words >> symbol)) continue;
        if (!isSymbol(symbol))
            return wrong(TRANSLATABLE("Engine",
                                      "%1, line %2: %3 cannot be the symbol of a class: at most "
                                      "16 bytes without _ - < >."),
                         symbol);
        if (std::find(classes.m_symbols.begin(), classes.m_symbols.end(), symbol) != classes.m_symbols.end())
            return wrong(TRANSLATABLE("Engine", "%1, line %2: the class %3 has a line already."), symbol);
        const std::size_t index = classes.m_symbols.size();
        classes.m_symbols.push_back(symbol);
        std::string member;
        std::size_t members = 0;
        while (words >> member) {
            ++members;
            if (const auto [place, fresh] = lineOf.emplace(member, number); !fresh)
                return wrong(TRANSLATABLE("Engine", "%1, line %2: %3 has a class already, in line %4."), member,
                             std::to_string(place->second));
            if (const auto manner = mannerFromName(member)) {
                classes.m_manners[static_cast<std::size_t>(*manner)] = index;
            } else if (arpabetIndex(member)) {
                classes.m_members.emplace(member, index);
            } else if (const auto ipa = ipaMember(member)) {
                if (!classes.m_members.emplace(*ipa, index).second)
                    return wrong(TRANSLATABLE("Engine", "%1, line %2: the phone %3 has a class already."), *ipa);
            } else {
                return wrong(TRANSLATABLE("Engine", "%1, line %2: %3 is no ARPAbet phone, no IPA phone and no manner."),
                             member);
            }
        }
        if (members == 0) return wrong(TRANSLATABLE("Engine", "%1, line %2: the class %3 has no members."), symbol);
    }
    if (classes.m_symbols.empty())
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 holds no class: a line is the symbol of a class and its members."),
                           {std::string(source)}});
    std::string left;
    for (const auto name : kArpabet) {
        if (!classes.classOf(*arpabetPhone(name))) left += (left.empty() ? "" : " ") + std::string(name);
    }
    if (!left.empty())
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 gives no class to these phones: %2."), {std::string(source), left}});
    return classes;
}

core::Result<BroadClasses> BroadClasses::read(const std::filesystem::path& path) {
    const auto bytes = core::readFile(path, kLargestFile);
    if (!bytes) return core::fail(bytes.error());
    return parse(*bytes, path.string());
}

core::Result<BroadClasses> BroadClasses::find(const std::string& nameOrPath) {
    if (std::find(presets().begin(), presets().end(), nameOrPath) != presets().end())
        return read(core::resourceFolder() / "phonetics" / (nameOrPath + ".txt"));
    std::error_code code;
    if (!std::filesystem::exists(nameOrPath, code))
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine",
                                        "There are no classes %1: neither a file nor one of manner5, manner6, manner7, "
                                        "manner8."),
                           {nameOrPath}});
    return read(nameOrPath);
}

std::optional<std::size_t> BroadClasses::classOf(const Phone& phone) const {
    if (const auto found = m_members.find(phone.symbol); found != m_members.end()) return found->second;
    if (const auto& manner = m_manners[static_cast<std::size_t>(phone.manner)]; manner && arpabetIndex(phone.symbol))
        return manner;
    if (const auto found = m_members.find(withoutMarks(phone.symbol)); found != m_members.end()) return found->second;
    return m_manners[static_cast<std::size_t>(phone.manner)];
}

}  // namespace prososcope::phonetics
