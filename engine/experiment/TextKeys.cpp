// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/TextKeys.h"

#include "engine/core/TomlReader.h"

namespace prososcope::experiment {

struct TextKeys::Tables {
    toml::table root;

    [[nodiscard]] const toml::node* find(std::string_view path) const {
        const auto* table = &root;
        while (table != nullptr) {
            const auto dot = path.find('.');
            const auto* node = table->get(path.substr(0, dot));
            if (dot == std::string_view::npos || node == nullptr) return node;
            table = node->as_table();
            path.remove_prefix(dot + 1);
        }
        return nullptr;
    }
};

TextKeys::TextKeys(std::string_view text) {
    if (auto parsed = core::parseToml(text, "experiment"))
        m_tables = std::make_shared<const Tables>(Tables{std::move(*parsed)});
}

bool TextKeys::has(std::string_view path) const { return m_tables && m_tables->find(path) != nullptr; }

bool TextKeys::isSwept(std::string_view path) const {
    if (!m_tables) return false;
    if (m_tables->find("sweep." + std::string(path)) != nullptr) return true;
    const auto* sweep = m_tables->root.get_as<toml::table>("sweep");
    return sweep != nullptr && sweep->contains(path);  // a key in quotes may be a whole path
}

std::optional<std::string> TextKeys::word(std::string_view path) const {
    const auto* node = m_tables ? m_tables->find(path) : nullptr;
    return node != nullptr ? node->value_exact<std::string>() : std::nullopt;
}

std::optional<double> TextKeys::number(std::string_view path) const {
    const auto* node = m_tables ? m_tables->find(path) : nullptr;
    return node != nullptr && node->is_number() ? node->value<double>() : std::nullopt;
}

std::optional<bool> TextKeys::flag(std::string_view path) const {
    const auto* node = m_tables ? m_tables->find(path) : nullptr;
    return node != nullptr ? node->value_exact<bool>() : std::nullopt;
}

std::vector<double> TextKeys::numbers(std::string_view path) const {
    std::vector<double> values;
    const auto* node = m_tables ? m_tables->find(path) : nullptr;
    if (const auto* list = node != nullptr ? node->as_array() : nullptr; list != nullptr)
        for (const auto& each : *list)
            if (each.is_number()) values.push_back(*each.value<double>());
    return values;
}

std::vector<std::int64_t> TextKeys::wholes(std::string_view path) const {
    std::vector<std::int64_t> values;
    const auto* node = m_tables ? m_tables->find(path) : nullptr;
    if (const auto* list = node != nullptr ? node->as_array() : nullptr; list != nullptr)
        for (const auto& each : *list)
            if (each.is_integer()) values.push_back(*each.value<std::int64_t>());
    return values;
}

std::vector<TextKeys> TextKeys::tables(std::string_view path) const {
    std::vector<TextKeys> list;
    const auto* node = m_tables ? m_tables->find(path) : nullptr;
    if (const auto* each = node != nullptr ? node->as_array() : nullptr; each != nullptr) {
        for (const auto& one : *each) {
            if (!one.is_table()) continue;
            TextKeys keys;
            keys.m_tables = std::make_shared<const Tables>(Tables{*one.as_table()});
            list.push_back(std::move(keys));
        }
    }
    return list;
}

}  // namespace prososcope::experiment
