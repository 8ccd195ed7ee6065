// SPDX-License-Identifier: GPL-3.0-or-later
#include <unordered_set>

#include "engine/corpus/Layouts.h"
#include "engine/corpus/YamlParser.h"

namespace prososcope::corpus {

YamlParser::YamlParser(std::string_view text, const YamlLimits& limits) : m_text(text), m_limits(limits) {
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

YamlNode YamlParser::document() {
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

std::optional<std::size_t> YamlParser::colonOf(std::string_view content) {
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

YamlNode YamlParser::block(std::size_t indent, int depth) {
    checkDepth(depth);
    if (here().content[0] == '\t') refuse(invalid, "a tab before a value");
    if (isListItem(here().content)) return blockList(indent, depth);
    if (here().content == "?" || here().content.starts_with("? ")) refuse(unsupported, "a key with a question mark");
    if (colonOf(here().content)) return blockMap(indent, depth);
    return value(here().content, indent, depth, false);  // further lines stand as far left as this one
}

YamlNode YamlParser::blockList(std::size_t indent, int depth) {
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

YamlNode YamlParser::blockMap(std::size_t indent, int depth) {
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

YamlNode YamlParser::below(std::size_t indent, int depth, bool isMap) {
    skipComments();
    if (atEnd() || isDocumentMark()) return node(YamlNode::Kind::Null);
    const bool listHere = isMap && here().indent == indent && isListItem(here().content);
    if (here().indent > indent || listHere) return block(here().indent, depth + 1);
    return node(YamlNode::Kind::Null);
}

std::string YamlParser::keyText(std::string_view raw) {
    if (raw.starts_with('"') || raw.starts_with('\'')) {
        std::size_t position = offsetOf(raw) + 1;
        std::string key = quoted(raw[0], position);
        if (position != offsetOf(raw) + raw.size()) refuse(invalid, "text behind a closing quote");
        return key;
    }
    refuseMarks(raw);
    return std::string(raw);
}

void YamlParser::refuseMarks(std::string_view raw) const {
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

YamlNode YamlParser::value(std::string_view rest, std::size_t least, int depth, bool ofKey) {
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

bool YamlParser::goesOn(std::size_t least) const {
    return here().indent >= least && !here().content.starts_with('#') && !isDocumentMark();
}

YamlNode YamlParser::plainBlock(std::string_view rest, std::size_t least, bool ofKey) {
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

YamlNode YamlParser::blockText(std::string_view mark, std::size_t least) {
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

}  // namespace prososcope::corpus
