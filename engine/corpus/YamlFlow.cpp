// SPDX-License-Identifier: GPL-3.0-or-later
#include <unordered_set>

#include "engine/core/Characters.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/YamlParser.h"

namespace prososcope::corpus {

void YamlParser::finishLine(std::size_t position) {
    toLineOf(position);
    const auto end = std::min(m_text.find('\n', position), m_text.size());
    const auto rest = m_text.substr(position, end - position);
    const auto first = rest.find_first_not_of(kYamlSpaces);
    if (first != std::string_view::npos && (rest[first] != '#' || first == 0))
        refuse(invalid, "text behind the end of a value");
    ++m_at;
}

void YamlParser::skipFlowSpaces(std::size_t& position) {
    while (position < m_text.size()) {
        if (kYamlSpaces.find(m_text[position]) != std::string_view::npos) {
            ++position;
        } else if (m_text[position] == '#' && position > 0 &&
                   kYamlSpaces.find(m_text[position - 1]) != std::string_view::npos) {
            position = std::min(m_text.find('\n', position), m_text.size());
        } else {
            break;
        }
    }
    toLineOf(std::min(position, m_text.size() - 1));
    if (position >= m_text.size()) refuse(invalid, "a bracket or brace is never closed");
}

YamlNode YamlParser::flow(std::size_t& position, int depth) {
    checkDepth(depth);
    const char c = m_text[position];
    if (c == '{') return flowMap(position, depth);
    if (c == '[') return flowList(position, depth);
    YamlNode result = node(YamlNode::Kind::Scalar);
    if (c == '"' || c == '\'') {
        ++position;
        result.text = quoted(c, position);
        return result;
    }
    result.text = flowPlain(position);
    if (result.text.empty() || result.text == "~" || result.text == "null") result.kind = YamlNode::Kind::Null;
    if (result.kind == YamlNode::Kind::Null) result.text.clear();
    return result;
}

YamlNode YamlParser::flowList(std::size_t& position, int depth) {
    YamlNode result = node(YamlNode::Kind::List);
    ++position;
    while (true) {
        skipFlowSpaces(position);
        if (m_text[position] == ']') break;
        if (m_text[position] == ',') refuse(invalid, "a comma without a value");
        result.items.push_back(flow(position, depth + 1));
        skipFlowSpaces(position);
        if (m_text[position] == ':') refuse(unsupported, "a pair in a list");
        if (m_text[position] == ',') {
            ++position;
        } else if (m_text[position] != ']') {
            refuse(invalid, "a comma or ] is expected");
        }
    }
    ++position;
    return result;
}

YamlNode YamlParser::flowMap(std::size_t& position, int depth) {
    YamlNode result = node(YamlNode::Kind::Map);
    std::unordered_set<std::string> keys;
    ++position;
    while (true) {
        skipFlowSpaces(position);
        if (m_text[position] == '}') break;
        if (m_text[position] == '?') refuse(unsupported, "a key with a question mark");
        if (m_text[position] == '{' || m_text[position] == '[') refuse(unsupported, "a key that is no text");
        const YamlNode key = flow(position, depth + 1);
        const std::string name = key.text;
        if (!keys.insert(name).second) refuse(repeated, name);
        skipFlowSpaces(position);
        YamlNode item;
        if (m_text[position] == ':') {
            ++position;
            skipFlowSpaces(position);
            const char next = m_text[position];
            item = next == ',' || next == '}' ? node(YamlNode::Kind::Null) : flow(position, depth + 1);
            skipFlowSpaces(position);
        } else {
            item = node(YamlNode::Kind::Null);
        }
        result.entries.emplace_back(name, std::move(item));
        if (m_text[position] == ',') {
            ++position;
        } else if (m_text[position] != '}') {
            refuse(invalid, "a comma or } is expected");
        }
    }
    ++position;
    return result;
}

std::string YamlParser::flowPlain(std::size_t& position) {
    refuseMarks(m_text.substr(position, 1));
    std::string text;
    while (position < m_text.size()) {
        const char c = m_text[position];
        const char next = position + 1 < m_text.size() ? m_text[position + 1] : '\n';
        if (c == ',' || c == '[' || c == ']' || c == '{' || c == '}') break;
        if (c == ':' && (kYamlSpaces.find(next) != std::string_view::npos || next == ',' || next == ']' || next == '}')) break;
        if (c == '#' && kYamlSpaces.find(m_text[position - 1]) != std::string_view::npos) break;
        if (c == '\n') {
            foldLines(text, position);
            continue;
        }
        if (c != '\r') text += c;
        ++position;
    }
    return std::string(trimmed(text));
}

void YamlParser::foldLines(std::string& text, std::size_t& position, std::size_t kept) {
    while (text.size() > kept && (text.back() == ' ' || text.back() == '\t')) text.pop_back();
    std::size_t ends = 0;
    while (position < m_text.size() && kYamlSpaces.find(m_text[position]) != std::string_view::npos) {
        if (m_text[position] == '\n') ++ends;
        ++position;
    }
    text += ends > 1 ? std::string(ends - 1, '\n') : std::string(" ");
}

std::string YamlParser::quoted(char quote, std::size_t& position) {
    std::string text;
    std::size_t kept = 0;  // spaces before a line end go, but not escaped ones
    while (position < m_text.size()) {
        const char c = m_text[position++];
        if (c == quote) {
            if (quote == '"' || position >= m_text.size() || m_text[position] != quote) {
                toLineOf(position - 1);
                return text;
            }
            ++position;
            text += quote;
        } else if (c == '\\' && quote == '"') {
            escape(text, position);
            kept = text.size();
        } else if (c == '\n') {
            --position;
            foldLines(text, position, kept);
        } else if (c != '\r' || position >= m_text.size() || m_text[position] != '\n') {
            text += c;
        }
    }
    refuse(invalid, "a quote is opened and never closed");
}

void YamlParser::escape(std::string& text, std::size_t& position) {
    if (position >= m_text.size()) refuse(invalid, "a quote is opened and never closed");
    const char c = m_text[position++];
    constexpr std::string_view kLetters = "0abtnvfre \"/\\N_LP\t";
    constexpr std::uint32_t kCodes[] = {0, 7, 8, 9, 10, 11, 12, 13, 27, ' ', '"', '/', '\\', 0x85, 0xa0, 0x2028, 0x2029, 9};
    if (const auto simple = kLetters.find(c); simple != std::string_view::npos && c != '0') {
        core::appendCharacter(text, kCodes[simple]);
        return;
    }
    if (c == '\n' || c == '\r') {  // the line goes on
        while (position < m_text.size() && kYamlSpaces.find(m_text[position]) != std::string_view::npos) ++position;
        return;
    }
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    std::uint32_t code = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const char d = position < m_text.size() ? m_text[position++] : ' ';
        const int digit = d >= '0' && d <= '9'   ? d - '0'
                          : d >= 'a' && d <= 'f' ? d - 'a' + 10
                          : d >= 'A' && d <= 'F' ? d - 'A' + 10
                                                 : -1;
        if (digit < 0) refuse(invalid, "a wrong escape");
        code = code * 16 + static_cast<std::uint32_t>(digit);
    }
    if (digits == 0 || !core::isCharacter(code)) refuse(invalid, "a wrong escape");
    core::appendCharacter(text, code);
}

}  // namespace prososcope::corpus
