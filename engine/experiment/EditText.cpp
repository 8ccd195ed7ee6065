// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/EditText.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/core/TomlReader.h"
#include "engine/core/TomlWriter.h"

namespace prososcope::experiment {

namespace {

using core::ErrorKind;
using core::fail;

constexpr const char* kSource = "experiment";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

tl::unexpected<core::Error> noPlace(std::string_view path) {
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "\"%1\" cannot be changed here. Edit the text itself."), {std::string(path)}});
}

std::vector<std::string> wordsOf(std::string_view path) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= path.size();) {
        const auto end = std::min(path.find('.', at), path.size());
        words.emplace_back(path.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::string pathText(const std::vector<std::string>& words, std::size_t from) {
    std::string text;
    for (std::size_t i = from; i < words.size(); ++i) text += (i > from ? "." : "") + core::tomlKey(words[i]);
    return text;
}

/// Positions of toml++ (lines and characters from 1) as offsets into the text.
class Places {
public:
    explicit Places(std::string_view text) : m_text(text) {
        m_lines.push_back(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') m_lines.push_back(i + 1);
        }
    }
    [[nodiscard]] std::size_t offset(const toml::source_position& position) const {
        std::size_t at = m_lines[std::clamp<std::size_t>(position.line, 1, m_lines.size()) - 1];
        for (auto column = position.column; column > 1 && at < m_text.size(); --column) {
            for (++at; at < m_text.size() && (static_cast<unsigned char>(m_text[at]) & 0xC0U) == 0x80U;) ++at;
        }
        return at;
    }
    [[nodiscard]] std::size_t lineBegin(std::size_t at) const {
        return *(std::upper_bound(m_lines.begin(), m_lines.end(), std::max(at, m_lines.front())) - 1);
    }
    /// Behind the line break.
    [[nodiscard]] std::size_t lineEnd(std::size_t at) const {
        const auto end = m_text.find('\n', at);
        return end == std::string_view::npos ? m_text.size() : end + 1;
    }

private:
    std::string_view m_text;
    std::vector<std::size_t> m_lines;
};

/// How a table came to be in the text.
enum class Form { Root, Header, Inline, Dotted, Implied };

Form formOf(const toml::table& table, std::string_view text, const Places& places) {
    if (table.is_inline()) return Form::Inline;
    const auto begin = table.source().begin;
    const auto at = places.offset(begin);
    if (at >= text.size() || text[at] != '[') return Form::Dotted;
    // [a.b] makes a table a that has no place of its own; both tell the same one.
    for (const auto& [key, node] : table) {
        if (node.is_table() && !node.as_table()->is_inline() && node.source().begin == begin) return Form::Implied;
    }
    return Form::Header;
}

/// Where the last value that is written in this table itself ends.
std::optional<std::size_t> lastValueEnd(const toml::table& table, std::string_view text, const Places& places) {
    std::optional<std::size_t> last;
    for (const auto& [key, node] : table) {
        std::optional<std::size_t> end;
        if (const auto* below = node.as_table(); below != nullptr && !below->is_inline()) {
            if (formOf(*below, text, places) == Form::Dotted) end = lastValueEnd(*below, text, places);
        } else {
            // [[lists]] of tables tell the place of their header, which no list of tables in braces begins like.
            const auto* list = node.as_array();
            const auto at = places.offset(node.source().begin);
            const bool repeated = list != nullptr && list->is_array_of_tables() && text.substr(at).starts_with("[[");
            if (!repeated) end = places.offset(node.source().end);
        }
        if (end && (!last || *end > *last)) last = end;
    }
    return last;
}

struct Found {
    const toml::table* table = nullptr;  ///< the deepest one on the way that is there
    std::size_t depth = 0;               ///< words that led there
    std::size_t header = 0;              ///< words that led to the last one with a header of its own
    Form form = Form::Root;
    const toml::key* key = nullptr;  ///< what the whole path names
    const toml::node* node = nullptr;
    bool blocked = false;  ///< something on the way is no table
};

Found find(const toml::table& root, const std::vector<std::string>& words, std::string_view text, const Places& places) {
    Found found;
    found.table = &root;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto place = found.table->find(words[i]);
        if (place == found.table->cend()) return found;
        if (i + 1 == words.size()) {
            found.key = &place->first;
            found.node = &place->second;
            return found;
        }
        const auto* below = place->second.as_table();
        if (below == nullptr) {
            found.blocked = true;
            return found;
        }
        found.table = below;
        found.depth = i + 1;
        found.form = formOf(*below, text, places);
        if (found.form == Form::Header || found.form == Form::Implied) found.header = i + 1;
    }
    return found;
}

void prune(toml::table& table) {
    for (auto place = table.begin(); place != table.end();) {
        if (auto* below = place->second.as_table()) {
            prune(*below);
            if (below->empty()) {
                place = table.erase(place);
                continue;
            }
        }
        ++place;
    }
}

/// The text, where it says what it should; tables without keys say nothing.
core::Result<std::string> checked(std::string text, toml::table wanted, std::string_view path) {
    auto parsed = core::parseToml(text, kSource);
    if (!parsed) return noPlace(path);
    prune(*parsed);
    prune(wanted);
    if (*parsed != wanted) return noPlace(path);
    return text;
}

std::string withKey(std::string_view text, const Found& found, const std::vector<std::string>& words, std::string_view value,
                    const Places& places) {
    std::string result(text);
    const std::string lineBreak = text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
    const auto entry = [&](std::size_t from) { return pathText(words, from) + " = " + std::string(value); };
    if (found.form == Form::Inline) {
        const auto last = lastValueEnd(*found.table, text, places);
        if (last) return result.insert(*last, ", " + entry(found.depth));
        const auto end = places.offset(found.table->source().end);  // behind the brace
        return result.insert(end > 0 ? end - 1 : 0, " " + entry(found.depth) + " ");
    }
    const bool below = found.depth + 1 < words.size();  // further tables are needed
    const bool section = found.form == Form::Implied || (below && found.form != Form::Dotted);
    if (!section) {
        std::size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
        if (const auto last = lastValueEnd(*found.table, text, places))
            at = places.lineEnd(*last);
        else if (found.form == Form::Header)
            at = places.lineEnd(places.offset(found.table->source().begin));
        const bool open = at > 0 && at == result.size() && result[at - 1] != '\n';
        return result.insert(at, (open ? lineBreak : "") + entry(found.header) + lineBreak);
    }
    if (!result.empty() && result.back() != '\n') result += lineBreak;
    if (!result.empty()) result += lineBreak;
    std::vector<std::string> tables(words.begin(), words.end() - 1);
    return result + "[" + pathText(tables, 0) + "]" + lineBreak + entry(words.size() - 1) + lineBreak;
}

std::string withoutKey(std::string_view text, const Found& found, const Places& places) {
    std::string result(text);
    auto begin = places.offset(found.key->source().begin);
    auto end = places.offset(found.node->source().end);
    if (found.form != Form::Inline) {
        begin = places.lineBegin(begin);
        end = places.lineEnd(end);
        return result.erase(begin, end - begin);
    }
    const auto next = text.find_first_not_of(" \t", end);
    if (next != std::string_view::npos && text[next] == ',') {
        end = std::min(text.find_first_not_of(" \t", next + 1), text.size());
    } else if (const auto before = text.find_last_not_of(" \t", begin - 1); text[before] == ',') {
        begin = before;
    }
    return result.erase(begin, end - begin);
}

toml::table* tableAt(toml::table& root, const std::vector<std::string>& words) {
    auto* table = &root;
    for (std::size_t i = 0; i + 1 < words.size() && table != nullptr; ++i) {
        if (!table->contains(words[i])) table->insert(words[i], toml::table());
        table = table->get(words[i])->as_table();
    }
    return table;
}

}  // namespace

core::Result<std::string> setKey(std::string_view text, std::string_view path, std::string_view value) {
    auto root = core::parseToml(text, kSource);
    if (!root) return fail(root.error());
    const auto given = core::parseToml("v = " + std::string(value), kSource);
    const auto* node = given && given->size() == 1 ? given->get("v") : nullptr;
    const bool plain = value.find_first_of("#\r\n") == std::string_view::npos || (node != nullptr && node->is_string());
    if (node == nullptr || !plain) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "\"%1\" is no value for %2."), {std::string(value), std::string(path)}});
    }
    const auto words = wordsOf(path);
    const Places places(text);
    const auto found = find(*root, words, text, places);
    if (found.blocked || std::any_of(words.begin(), words.end(), [](const auto& word) { return word.empty(); }))
        return noPlace(path);
    std::string result;
    if (found.node != nullptr) {
        if (const auto* below = found.node->as_table(); below != nullptr && !below->is_inline()) return noPlace(path);
        const auto begin = places.offset(found.node->source().begin);
        const auto end = places.offset(found.node->source().end);
        if (begin > end) return noPlace(path);
        result = std::string(text.substr(0, begin)) + std::string(value) + std::string(text.substr(end));
    } else {
        result = withKey(text, found, words, value, places);
    }
    auto* table = tableAt(*root, words);
    if (table == nullptr) return noPlace(path);
    node->visit([&](const auto& each) { table->insert_or_assign(words.back(), each); });
    return checked(std::move(result), std::move(*root), path);
}

core::Result<std::string> removeKey(std::string_view text, std::string_view path) {
    auto root = core::parseToml(text, kSource);
    if (!root) return fail(root.error());
    const auto words = wordsOf(path);
    const Places places(text);
    const auto found = find(*root, words, text, places);
    if (found.node == nullptr) return std::string(text);
    if (const auto* below = found.node->as_table(); below != nullptr && !below->is_inline()) return noPlace(path);
    auto result = withoutKey(text, found, places);
    tableAt(*root, words)->erase(words.back());
    return checked(std::move(result), std::move(*root), path);
}

bool hasKey(std::string_view text, std::string_view path) {
    const auto root = core::parseToml(text, kSource);
    if (!root) return false;
    const Places places(text);
    return find(*root, wordsOf(path), text, places).node != nullptr;
}

}  // namespace prososcope::experiment
