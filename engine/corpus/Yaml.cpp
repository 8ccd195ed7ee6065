// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Yaml.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_set>

#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

constexpr std::string_view kSpaces = " \t\r\n";

/// A line with something on it. `content` begins at the first character that is no space and ends before the line's end.
struct Line {
    std::size_t number = 0;
    std::size_t indent = 0;
    std::string_view content;
};

/// Thrown inside this file only; becomes an Error at its border.
struct Refusal {
    std::size_t line;
    core::Text (*sentence)(std::vector<std::string>);
    std::string detail;
};

core::Text invalid(std::vector<std::string> a) {
    return {TRANSLATABLE("Engine", "%1, line %2: this is not valid YAML (%3). Correct that line."), std::move(a)};
}
core::Text unsupported(std::vector<std::string> a) {
    return {TRANSLATABLE("Engine", "%1, line %2: %3 is a part of YAML that is not read here. Save the file without it."),
            std::move(a)};
}
core::Text tooLarge(std::vector<std::string> a) {
    return {TRANSLATABLE("Engine", "%1, line %2: the file is nested too deeply or too large to be read (%3)."), std::move(a)};
}
core::Text repeated(std::vector<std::string> a) {
    return {TRANSLATABLE("Engine", "%1, line %2: the key \"%3\" comes twice. Keep one of the two."), std::move(a)};
}

void appendCode(std::string& text, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0U | (code >> 6U));
        put(0x80U | (code & 0x3fU));
    } else if (code < 0x10000) {
        put(0xe0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3fU));
        put(0x80U | (code & 0x3fU));
    } else {
        put(0xf0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3fU));
        put(0x80U | ((code >> 6U) & 0x3fU));
        put(0x80U | (code & 0x3fU));
    }
}

class Parser {
public:
    Parser(std::string_view text, const YamlLimits& limits) : m_text(text), m_limits(limits) {
        std::size_t number = 1;
        for (std::size_t begin = 0; begin < text.size(); ++number) {
            const auto end = std::min(text.find('\n', begin), text.size());
            auto line = text.substr(begin, end - begin);
            begin = end + 1;
            while (line.ends_with('\r') || line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
            const auto first = line.find_first_not_of(' ');
            if (first == std::string_view::npos) continue;
            m_lines.push_back({number, first, line.substr(first)});
        }
    }

    YamlNode document() {
        skipComments();
        if (!atEnd() && here().content.starts_with('%')) refuse(unsupported, "a directive");
        if (!atEnd() && here().indent == 0 && (here().content == "---" || here().content.starts_with("--- "))) {
            if (here().content != "---") refuse(unsupported, "a value behind ---");
            ++m_at;
        }
        skipComments();
        YamlNode root = atEnd() || isDocumentMark() ? node(YamlNode::Kind::Null) : block(here().indent, 0);
        skipComments();
        if (!atEnd() && here().content == "..." && here().indent == 0) ++m_at;
        skipComments();
        if (!atEnd()) {
            if (isDocumentMark()) refuse(unsupported, "a second document");
            refuse(invalid, "something stands outside the block it should belong to");
        }
        return root;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_lines.size(); }
    [[nodiscard]] const Line& here() const { return m_lines[m_at]; }
    [[nodiscard]] std::size_t lineNumber() const {
        return atEnd() ? (m_lines.empty() ? 1 : m_lines.back().number) : here().number;
    }
    [[nodiscard]] bool isDocumentMark() const {
        return here().indent == 0 && (here().content == "..." || here().content.substr(0, 3) == "---");
    }
    [[noreturn]] void refuse(core::Text (*sentence)(std::vector<std::string>), std::string detail) const {
        throw Refusal{lineNumber(), sentence, std::move(detail)};
    }
    void skipComments() {
        while (!atEnd() && here().content.starts_with('#')) ++m_at;
    }
    YamlNode node(YamlNode::Kind kind) {
        if (++m_nodes > m_limits.nodes) refuse(tooLarge, std::to_string(m_limits.nodes) + " values");
        YamlNode result;
        result.kind = kind;
        result.line = lineNumber();
        return result;
    }
    void checkDepth(int depth) const {
        if (depth > m_limits.depth) refuse(tooLarge, std::to_string(m_limits.depth) + " levels");
    }

    static bool isListItem(std::string_view content) { return content == "-" || content.starts_with("- "); }

    /// The end of a plain key: the place of the colon that ends it, which a space or the line's end follows.
    static std::optional<std::size_t> colonOf(std::string_view content) {
        if (content.empty()) return std::nullopt;
        if (content[0] == '"' || content[0] == '\'') {
            std::size_t i = 1;
            while (i < content.size() && content[i] != content[0]) i += content[0] == '"' && content[i] == '\\' ? 2 : 1;
            // 'it''s' goes on behind the second quote
            while (content[0] == '\'' && i + 1 < content.size() && content[i + 1] == '\'') {
                i = std::min(content.find('\'', i + 2), content.size());
            }
            if (i >= content.size()) return std::nullopt;
            const auto colon = content.find_first_not_of(' ', i + 1);
            const bool ends = colon != std::string_view::npos && content[colon] == ':' &&
                              (colon + 1 == content.size() || content[colon + 1] == ' ' || content[colon + 1] == '\t');
            return ends ? std::optional(colon) : std::nullopt;
        }
        if (content[0] == '{' || content[0] == '[') return std::nullopt;
        for (std::size_t i = 0; i < content.size(); ++i) {
            if (content[i] == '#' && i > 0 && content[i - 1] == ' ') return std::nullopt;
            if (content[i] == ':' && (i + 1 == content.size() || content[i + 1] == ' ' || content[i + 1] == '\t')) return i;
        }
        return std::nullopt;
    }

    YamlNode block(std::size_t indent, int depth) {
        checkDepth(depth);
        if (here().content[0] == '\t') refuse(invalid, "a tab before a value");
        if (isListItem(here().content)) return blockList(indent, depth);
        if (here().content == "?" || here().content.starts_with("? ")) refuse(unsupported, "a key with a question mark");
        if (colonOf(here().content)) return blockMap(indent, depth);
        return value(here().content, indent, depth, false);  // further lines stand as far left as this one
    }

    YamlNode blockList(std::size_t indent, int depth) {
        YamlNode result = node(YamlNode::Kind::List);
        for (skipComments(); !atEnd() && here().indent == indent && isListItem(here().content); skipComments()) {
            Line& line = m_lines[m_at];
            const auto first = line.content.find_first_not_of(' ', 1);
            if (first == std::string_view::npos || line.content[first] == '#') {
                ++m_at;
                result.items.push_back(below(indent, depth, false));
                continue;
            }
            const auto rest = line.content.substr(first);
            const bool nested = isListItem(rest) || colonOf(rest);
            if (nested) {  // the item is a block of its own that begins in the middle of this line
                line.indent += first;
                line.content = rest;
                result.items.push_back(block(line.indent, depth + 1));
            } else {
                result.items.push_back(value(rest, indent + 1, depth + 1, false));
            }
        }
        if (!atEnd() && here().indent > indent) refuse(invalid, "a line is indented too far");
        return result;
    }

    YamlNode blockMap(std::size_t indent, int depth) {
        YamlNode result = node(YamlNode::Kind::Map);
        std::unordered_set<std::string> keys;
        for (skipComments(); !atEnd() && here().indent == indent && !isDocumentMark(); skipComments()) {
            const auto content = here().content;
            if (isListItem(content)) break;
            if (content[0] == '\t') refuse(invalid, "a tab before a value");
            const auto colon = colonOf(content);
            if (!colon) refuse(invalid, "a key and a colon are expected");
            std::string key = keyText(trimmed(content.substr(0, *colon)));
            if (!keys.insert(key).second) refuse(repeated, key);
            const auto first = content.find_first_not_of(" \t", *colon + 1);
            if (first == std::string_view::npos || content[first] == '#') {
                ++m_at;
                result.entries.emplace_back(std::move(key), below(indent, depth, true));
            } else {
                result.entries.emplace_back(std::move(key), value(content.substr(first), indent + 1, depth + 1, true));
            }
        }
        if (!atEnd() && here().indent > indent) refuse(invalid, "a line is indented too far");
        return result;
    }

    /// The block below a key or a dash that has nothing behind it. Lists of a map may stand as far left as their key.
    YamlNode below(std::size_t indent, int depth, bool isMap) {
        skipComments();
        if (atEnd() || isDocumentMark()) return node(YamlNode::Kind::Null);
        const bool listHere = isMap && here().indent == indent && isListItem(here().content);
        if (here().indent > indent || listHere) return block(here().indent, depth + 1);
        return node(YamlNode::Kind::Null);
    }

    std::string keyText(std::string_view raw) {
        if (raw.starts_with('"') || raw.starts_with('\'')) {
            std::size_t position = offsetOf(raw) + 1;
            std::string key = quoted(raw[0], position);
            if (position != offsetOf(raw) + raw.size()) refuse(invalid, "text behind a closing quote");
            return key;
        }
        refuseMarks(raw);
        return std::string(raw);
    }

    void refuseMarks(std::string_view raw) const {
        if (raw.empty()) return;
        switch (raw[0]) {
            case '&':
                refuse(unsupported, "an anchor (&)");
            case '*':
                refuse(unsupported, "an alias (*)");
            case '!':
                refuse(unsupported, "a tag (!)");
            case '%':
            case '@':
            case '`':
            case ',':
            case '}':
            case ']':
                refuse(invalid, std::string("a value begins with ") + raw[0]);
            default:
                break;
        }
        if (raw == "<<") refuse(unsupported, "a merge key (<<)");
    }

    /// A value whose first part is `rest`, the end of this line; goes on over further lines that are indented by at least
    /// `least` and leaves the parser at the line behind it.
    YamlNode value(std::string_view rest, std::size_t least, int depth, bool ofKey) {
        checkDepth(depth);
        if (rest[0] == '|' || rest[0] == '>') return blockText(rest, least);
        if (rest[0] == '{' || rest[0] == '[') {
            std::size_t position = offsetOf(rest);
            YamlNode result = flow(position, depth);
            finishLine(position);
            return result;
        }
        if (rest[0] == '"' || rest[0] == '\'') {
            YamlNode result = node(YamlNode::Kind::Scalar);
            std::size_t position = offsetOf(rest) + 1;
            result.text = quoted(rest[0], position);
            finishLine(position);
            return result;
        }
        return plainBlock(rest, least, ofKey);
    }

    [[nodiscard]] bool goesOn(std::size_t least) const {
        return here().indent >= least && !here().content.starts_with('#') && !isDocumentMark();
    }

    YamlNode plainBlock(std::string_view rest, std::size_t least, bool ofKey) {
        refuseMarks(rest);
        if (isListItem(rest)) refuse(invalid, "a list in the line of its key");
        YamlNode result = node(YamlNode::Kind::Scalar);
        std::size_t number = here().number;
        bool commented = false;
        const auto take = [&](std::string_view line) {
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (line[i] == '#' && i > 0 && (line[i - 1] == ' ' || line[i - 1] == '\t')) {
                    commented = true;
                    return trimmed(line.substr(0, i));
                }
            }
            return trimmed(line);
        };
        if (ofKey && colonOf(rest)) refuse(invalid, "a second colon in one line; put the text in quotes");
        result.text = std::string(take(rest));
        for (++m_at; !atEnd() && !commented && goesOn(least); ++m_at) {
            if (colonOf(here().content)) refuse(invalid, "a colon in a text over several lines; put the text in quotes");
            const std::size_t blank = here().number - number - 1;
            result.text += blank > 0 ? std::string(blank, '\n') : std::string(" ");
            number = here().number;
            result.text += take(here().content);
        }
        if (result.text == "~" || result.text == "null" || result.text == "Null" || result.text == "NULL") {
            result.kind = YamlNode::Kind::Null;
            result.text.clear();
        }
        return result;
    }

    /// "|" and ">" with their marks for the end and the indentation.
    YamlNode blockText(std::string_view mark, std::size_t least) {
        YamlNode result = node(YamlNode::Kind::Scalar);
        const bool folded = mark[0] == '>';
        char ending = ' ';
        std::size_t wanted = 0;
        for (std::size_t i = 1; i < mark.size() && mark[i] != ' '; ++i) {
            if (mark[i] == '-' || mark[i] == '+') {
                ending = mark[i];
            } else if (mark[i] >= '1' && mark[i] <= '9') {
                wanted = least + static_cast<std::size_t>(mark[i] - '1');
            } else {
                refuse(invalid, "a wrong mark behind | or >");
            }
        }
        std::size_t number = here().number;
        bool first = true;
        bool deeper = false;
        for (++m_at; !atEnd() && here().indent >= least; ++m_at) {
            if (wanted == 0) wanted = here().indent;
            if (here().indent < wanted) refuse(invalid, "a line of a text is indented less than its first line");
            const std::size_t blank = here().number - number - 1;
            number = here().number;
            const bool more = here().indent > wanted || here().content.starts_with('\t');
            if (first) {
                result.text.append(blank, '\n');
            } else if (!folded || more || deeper) {
                result.text.append(blank + 1, '\n');
            } else {
                result.text += blank > 0 ? std::string(blank, '\n') : std::string(" ");
            }
            result.text.append(here().indent - wanted, ' ');
            result.text += here().content;
            first = false;
            deeper = more;
        }
        if (ending != '-' && !first) result.text += '\n';
        return result;
    }

    [[nodiscard]] std::size_t offsetOf(std::string_view part) const {
        return static_cast<std::size_t>(part.data() - m_text.data());
    }

    /// Moves to the line behind `position`; only a comment may follow on its own line.
    void finishLine(std::size_t position) {
        toLineOf(position);
        const auto end = std::min(m_text.find('\n', position), m_text.size());
        const auto rest = m_text.substr(position, end - position);
        const auto first = rest.find_first_not_of(kSpaces);
        if (first != std::string_view::npos && (rest[first] != '#' || first == 0))
            refuse(invalid, "text behind the end of a value");
        ++m_at;
    }
    void toLineOf(std::size_t position) {
        while (m_at + 1 < m_lines.size() && offsetOf(m_lines[m_at + 1].content) <= position) ++m_at;
    }

    /// Spaces, line ends and comments inside braces.
    void skipFlowSpaces(std::size_t& position) {
        while (position < m_text.size()) {
            if (kSpaces.find(m_text[position]) != std::string_view::npos) {
                ++position;
            } else if (m_text[position] == '#' && position > 0 &&
                       kSpaces.find(m_text[position - 1]) != std::string_view::npos) {
                position = std::min(m_text.find('\n', position), m_text.size());
            } else {
                break;
            }
        }
        toLineOf(std::min(position, m_text.size() - 1));
        if (position >= m_text.size()) refuse(invalid, "a bracket or brace is never closed");
    }

    YamlNode flow(std::size_t& position, int depth) {
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

    YamlNode flowList(std::size_t& position, int depth) {
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

    YamlNode flowMap(std::size_t& position, int depth) {
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

    /// A plain scalar inside braces, over line ends, up to a mark that ends it.
    std::string flowPlain(std::size_t& position) {
        refuseMarks(m_text.substr(position, 1));
        std::string text;
        while (position < m_text.size()) {
            const char c = m_text[position];
            const char next = position + 1 < m_text.size() ? m_text[position + 1] : '\n';
            if (c == ',' || c == '[' || c == ']' || c == '{' || c == '}') break;
            if (c == ':' && (kSpaces.find(next) != std::string_view::npos || next == ',' || next == ']' || next == '}')) break;
            if (c == '#' && kSpaces.find(m_text[position - 1]) != std::string_view::npos) break;
            if (c == '\n') {
                foldLines(text, position);
                continue;
            }
            if (c != '\r') text += c;
            ++position;
        }
        return std::string(trimmed(text));
    }

    /// A line end inside a scalar: a space, or as many line ends as there are blank lines. Moves to the next text.
    void foldLines(std::string& text, std::size_t& position, std::size_t kept = 0) {
        while (text.size() > kept && (text.back() == ' ' || text.back() == '\t')) text.pop_back();
        std::size_t ends = 0;
        while (position < m_text.size() && kSpaces.find(m_text[position]) != std::string_view::npos) {
            if (m_text[position] == '\n') ++ends;
            ++position;
        }
        text += ends > 1 ? std::string(ends - 1, '\n') : std::string(" ");
    }

    /// The text of a quoted scalar whose opening quote is behind us; `position` moves behind the closing one.
    std::string quoted(char quote, std::size_t& position) {
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

    void escape(std::string& text, std::size_t& position) {
        if (position >= m_text.size()) refuse(invalid, "a quote is opened and never closed");
        const char c = m_text[position++];
        constexpr std::string_view kLetters = "0abtnvfre \"/\\N_LP\t";
        constexpr std::uint32_t kCodes[] = {0, 7, 8, 9, 10, 11, 12, 13, 27, ' ', '"', '/', '\\', 0x85, 0xa0, 0x2028, 0x2029, 9};
        if (const auto simple = kLetters.find(c); simple != std::string_view::npos && c != '0') {
            appendCode(text, kCodes[simple]);
            return;
        }
        if (c == '\n' || c == '\r') {  // the line goes on
            while (position < m_text.size() && kSpaces.find(m_text[position]) != std::string_view::npos) ++position;
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
        if (digits == 0 || code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) refuse(invalid, "a wrong escape");
        appendCode(text, code);
    }

    std::string_view m_text;
    YamlLimits m_limits;
    std::vector<Line> m_lines;
    std::size_t m_at = 0;
    std::size_t m_nodes = 0;
};

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    for (const auto& [name, value] : entries) {
        if (name == key) return &value;
    }
    return nullptr;
}

std::string YamlNode::textOf(std::string_view key) const {
    const auto* found = find(key);
    return found != nullptr && found->kind == Kind::Scalar ? found->text : std::string();
}

core::Result<YamlNode> parseYaml(std::string_view text, std::string_view source, const YamlLimits& limits) {
    const auto failed = [&](const core::Text& sentence) { return core::fail(core::ErrorKind::BadInput, sentence); };
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    if (text.size() > limits.bytes) return failed(tooLarge({std::string(source), "1", std::to_string(text.size()) + " bytes"}));
    if (!isUtf8(text)) return failed(invalid({std::string(source), "1", "it is not UTF-8"}));
    try {
        return Parser(text, limits).document();
    } catch (const Refusal& refusal) {
        return failed(refusal.sentence({std::string(source), std::to_string(refusal.line), refusal.detail}));
    }
}

}  // namespace prososcope::corpus
