// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/TomlReader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/Csv.h"
#include "engine/core/Join.h"

namespace prososcope::core {

namespace {

std::optional<double> finiteNumber(const toml::node& node) {
    if (!node.is_number()) return std::nullopt;
    const auto value = node.value<double>();
    if (!value || !std::isfinite(*value)) return std::nullopt;
    return value;
}

}  // namespace

Result<toml::table> parseToml(std::string_view text, std::string_view source) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    try {
        return toml::parse(text, source);
    } catch (const toml::parse_error& error) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1, line %2: this is not valid TOML (%3). Correct that line."),
                     {std::string(source), std::to_string(error.source().begin.line), std::string(error.description())}});
    } catch (const std::exception& error) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 cannot be read as TOML."), {std::string(source)}},
                    error.what());
    }
}

TomlReader::TomlReader(const toml::table& table, std::string source, std::string prefix)
    : m_table(table), m_source(std::move(source)), m_prefix(std::move(prefix)) {}

std::string TomlReader::keyName(std::string_view key) const {
    if (m_prefix.empty()) return std::string(key);
    return key.empty() ? m_prefix : m_prefix + "." + std::string(key);
}

void TomlReader::keep(std::string_view key, const toml::node* node, const char* pattern, std::vector<std::string> more) {
    if (m_error) return;
    const auto line = node != nullptr ? node->source().begin.line : m_table.source().begin.line;
    std::vector<std::string> arguments = {m_source, std::to_string(std::max<unsigned>(line, 1U)), keyName(key)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    m_error = Error{ErrorKind::BadInput, {pattern, std::move(arguments)}, {}};
}

void TomlReader::problem(std::string_view key, const char* pattern, std::vector<std::string> more) {
    keep(key, m_table.get(key), pattern, std::move(more));
}

const toml::node* TomlReader::take(std::string_view key, bool required) {
    m_known.emplace(key);
    const toml::node* node = m_table.get(key);
    if (node == nullptr && required) keep(key, nullptr, TRANSLATABLE("Engine", "%1, line %2: the key \"%3\" is missing."), {});
    return node;
}

void TomlReader::text(std::string_view key, std::string& value, bool required) {
    const toml::node* node = take(key, required);
    if (node == nullptr) return;
    if (const auto* found = node->as_string()) {
        value = found->get();
        if (!required || !value.empty()) return;
        keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must not be empty."), {});
        return;
    }
    keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a text in quotes."), {});
}

void TomlReader::word(std::string_view key, std::string& value, const std::vector<std::string>& allowed) {
    const toml::node* node = take(key, false);
    if (node == nullptr) return;
    const auto* found = node->as_string();
    if (found != nullptr && std::find(allowed.begin(), allowed.end(), found->get()) != allowed.end()) {
        value = found->get();
        return;
    }
    keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be one of: %4."), {core::joined(allowed)});
}

void TomlReader::boolean(std::string_view key, bool& value) {
    const toml::node* node = take(key, false);
    if (node == nullptr) return;
    if (const auto* found = node->as_boolean()) {
        value = found->get();
        return;
    }
    keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be true or false."), {});
}

void TomlReader::whole(std::string_view key, int& value, int lowest, int highest) {
    const toml::node* node = take(key, false);
    if (node == nullptr) return;
    const auto* found = node->as_integer();
    if (found != nullptr && found->get() >= lowest && found->get() <= highest) {
        value = static_cast<int>(found->get());
        return;
    }
    keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a whole number from %4 to %5."),
         {std::to_string(lowest), std::to_string(highest)});
}

void TomlReader::seed(std::string_view key, std::uint64_t& value) {
    const toml::node* node = take(key, false);
    if (node == nullptr) return;
    const auto* found = node->as_integer();
    if (found != nullptr && found->get() >= 0) {
        value = static_cast<std::uint64_t>(found->get());
        return;
    }
    keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a whole number from %4 to %5."),
         {"0", std::to_string(std::numeric_limits<std::int64_t>::max())});
}

void TomlReader::number(std::string_view key, double& value, double lowest, double highest) {
    const toml::node* node = take(key, false);
    if (node == nullptr) return;
    if (const auto found = finiteNumber(*node); found && *found >= lowest && *found <= highest) {
        value = *found;
        return;
    }
    keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a number from %4 to %5."),
         {numberText(lowest), numberText(highest)});
}

void TomlReader::texts(std::string_view key, std::vector<std::string>& values, bool required) {
    const toml::node* node = take(key, required);
    if (node == nullptr) return;
    const auto* array = node->as_array();
    std::vector<std::string> found;
    bool good = array != nullptr;
    for (std::size_t i = 0; good && i < array->size(); ++i) {
        const auto* item = array->get(i)->as_string();
        good = item != nullptr && !item->get().empty();
        if (good) found.push_back(item->get());
    }
    if (good) {
        values = std::move(found);
    } else {
        keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a list of texts, such as [\"one\", \"two\"]."), {});
    }
}

void TomlReader::numberList(std::string_view key, std::vector<double>& values, bool required) {
    const toml::node* node = take(key, required);
    if (node == nullptr) return;
    const auto* array = node->as_array();
    std::vector<double> found;
    bool good = array != nullptr;
    for (std::size_t i = 0; good && i < array->size(); ++i) {
        const auto item = finiteNumber(*array->get(i));
        good = item.has_value();
        if (good) found.push_back(*item);
    }
    if (good) {
        values = std::move(found);
    } else {
        keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a list of numbers, such as [2.5, 3.5]."), {});
    }
}

void TomlReader::flags(std::string_view key, std::vector<bool>& values) {
    const toml::node* node = take(key, false);
    if (node == nullptr) return;
    std::vector<bool> found;
    bool good = true;
    if (const auto* array = node->as_array()) {
        for (const auto& item : *array) {
            good = good && item.is_boolean();
            if (good) found.push_back(item.as_boolean()->get());
        }
    } else if (node->is_boolean()) {
        found.push_back(node->as_boolean()->get());
    } else {
        good = false;
    }
    if (good) {
        values = std::move(found);
    } else {
        keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be true or false, or a list of them."), {});
    }
}

void TomlReader::numbers(std::map<std::string, double>& values, const std::set<std::string>& skipped) {
    m_freeKeys = true;
    for (const auto& [key, node] : m_table) {
        const std::string name(key.str());
        if (skipped.contains(name)) continue;
        if (const auto found = finiteNumber(node)) {
            values[name] = *found;
        } else {
            keep(name, &node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a number."), {});
        }
    }
}

void TomlReader::textMap(std::map<std::string, std::string>& values) {
    m_freeKeys = true;
    for (const auto& [key, node] : m_table) {
        const std::string name(key.str());
        if (const auto* found = node.as_string()) {
            values[name] = found->get();
        } else {
            keep(name, &node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a text in quotes."), {});
        }
    }
}

const toml::table* TomlReader::table(std::string_view key) {
    const toml::node* node = take(key, false);
    if (node == nullptr) return nullptr;
    if (const auto* found = node->as_table()) return found;
    keep(key, node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a table, written as [%3]."), {});
    return nullptr;
}

std::map<std::string, const toml::table*> TomlReader::tables() {
    m_freeKeys = true;
    std::map<std::string, const toml::table*> found;
    for (const auto& [key, node] : m_table) {
        const std::string name(key.str());
        if (const auto* below = node.as_table()) {
            found[name] = below;
        } else {
            keep(name, &node, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be a table, written as [%3]."), {});
        }
    }
    return found;
}

Status TomlReader::finish() {
    if (!m_freeKeys) {
        for (const auto& [key, node] : m_table) {
            if (m_known.contains(std::string(key.str()))) continue;
            keep(key.str(), &node, TRANSLATABLE("Engine", "%1, line %2: the key \"%3\" is not known. Allowed here: %4."),
                 {core::joined(m_known)});
        }
    }
    if (m_error) return fail(*m_error);
    return {};
}

}  // namespace prososcope::core
