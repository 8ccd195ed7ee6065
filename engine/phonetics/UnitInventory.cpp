// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/UnitInventory.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/annotation/TextEncoding.h"
#include "engine/core/SafeFile.h"

namespace prososcope::phonetics {

namespace {

constexpr std::array<std::string_view, 4> kSpecial = {"<s>", "<pad>", "</s>", "<unk>"};
constexpr std::size_t kLargestFile = std::size_t{256} << 20;
constexpr std::string_view kHeader =
    "# The outputs of a network: the number of a line among these, from 0, is the index of its symbol; <s> is the blank of "
    "CTC.\n# A unit has the number of its occurrences behind it.\n";

std::vector<std::string_view> tokensOf(std::string_view line) {
    std::vector<std::string_view> tokens;
    for (std::size_t i = 0; (i = line.find_first_not_of(" \t", i)) != std::string_view::npos;) {
        const auto end = std::min(line.find_first_of(" \t", i), line.size());
        tokens.push_back(line.substr(i, end - i));
        i = end;
    }
    return tokens;
}

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

}  // namespace

UnitInventory::UnitInventory() {
    for (const auto symbol : kSpecial) append(std::string(symbol), 0);
}

void UnitInventory::append(std::string symbol, std::uint64_t count) {
    m_indices.emplace(symbol, static_cast<int>(m_symbols.size()));
    m_symbols.push_back(std::move(symbol));
    m_counts.push_back(count);
}

void UnitInventory::Counter::add(std::span<const std::string> units) {
    for (const auto& unit : units) ++m_counts[unit];
}

void UnitInventory::Counter::want(std::span<const std::string> units) {
    for (const auto& unit : units) m_counts.try_emplace(unit, 0);
}

UnitInventory UnitInventory::Counter::build() const {
    UnitInventory inventory;
    for (const auto& [unit, count] : m_counts) {
        if (!inventory.m_indices.contains(unit)) inventory.append(unit, count);
    }
    return inventory;
}

core::Result<UnitInventory> UnitInventory::parse(std::string_view bytes, std::string_view source) {
    const auto decoded = annotation::decodeText(bytes, source);
    if (!decoded) return core::fail(decoded.error());
    const std::string_view text = decoded->text;
    UnitInventory inventory;
    std::size_t number = 0;
    std::size_t special = 0;  // special symbols read so far
    const auto wrong = [&](const char* sentence, std::string_view what) {
        return core::fail(core::ErrorKind::BadInput,
                          {sentence, {std::string(source), std::to_string(number), std::string(what)}});
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto end = std::min(text.find_first_of("\r\n", i), text.size());
        const auto line = text.substr(i, end - i);
        i = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
        ++number;
        const auto tokens = tokensOf(line);
        if (tokens.empty() || tokens.front() == "#") continue;
        const auto symbol = tokens.front();
        if (std::any_of(symbol.begin(), symbol.end(), isControl))
            return wrong(TRANSLATABLE("Engine", "%1, line %2: a symbol holds a control character."), {});
        if (tokens.size() > 2)
            return wrong(TRANSLATABLE("Engine", "%1, line %2: more than a symbol and its number of occurrences."), {});
        std::uint64_t count = 0;
        if (tokens.size() == 2) {
            const auto digits = tokens[1];
            const auto [stop, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
            if (problem != std::errc() || stop != digits.data() + digits.size())
                return wrong(TRANSLATABLE("Engine", "%1, line %2: %3 is no number of occurrences."), digits);
        }
        const bool beginning = inventory.size() == kSpecial.size() && special < kSpecial.size();
        if (beginning && (special > 0 || symbol == kSpecial[0])) {
            if (symbol != kSpecial[special])
                return wrong(TRANSLATABLE("Engine", "%1, line %2: %3 stands among the special symbols <s> <pad> </s> <unk>."),
                             symbol);
            inventory.m_counts[special++] = count;
            continue;
        }
        if (inventory.m_indices.contains(symbol))
            return wrong(TRANSLATABLE("Engine", "%1, line %2: %3 has an index already."), symbol);
        inventory.append(std::string(symbol), count);
    }
    if (inventory.size() == kSpecial.size())
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 holds no units."), {std::string(source)}});
    return inventory;
}

core::Result<UnitInventory> UnitInventory::read(const std::filesystem::path& path) {
    const auto bytes = core::readFile(path, kLargestFile);
    if (!bytes) return core::fail(bytes.error());
    return parse(*bytes, path.string());
}

std::string UnitInventory::format() const {
    std::string text(kHeader);
    for (std::size_t i = 0; i < m_symbols.size(); ++i) {
        text += m_symbols[i];
        if (i >= kSpecial.size() || m_counts[i] > 0) text += " " + std::to_string(m_counts[i]);
        text += '\n';
    }
    return text;
}

core::Status UnitInventory::write(const std::filesystem::path& path) const { return core::writeFile(path, format()); }

std::optional<int> UnitInventory::indexOf(std::string_view symbol) const {
    const auto found = m_indices.find(symbol);
    return found == m_indices.end() ? std::nullopt : std::optional(found->second);
}

std::vector<int> UnitInventory::encode(std::span<const std::string> units, std::size_t* strangers) const {
    std::vector<int> indices;
    indices.reserve(units.size());
    for (const auto& unit : units) {
        const auto index = indexOf(unit);
        const bool known = index && *index >= kFirstUnit;
        if (!known && strangers != nullptr) ++*strangers;
        indices.push_back(known ? *index : kUnknown);
    }
    return indices;
}

std::vector<std::string> UnitInventory::decode(std::span<const int> indices) const {
    std::vector<std::string> units;
    for (const int index : indices) {
        if (index >= kFirstUnit && static_cast<std::size_t>(index) < m_symbols.size())
            units.push_back(m_symbols[static_cast<std::size_t>(index)]);
    }
    return units;
}

}  // namespace prososcope::phonetics
