// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/Yaml.h"

namespace prososcope::corpus {

inline constexpr std::string_view kYamlSpaces = " \t\r\n";

/// Reads one document by descent: blocks line by line, what stands in braces or quotes character by character from `position`
/// in the whole text. Used once. What Yaml.cpp, YamlBlocks.cpp and YamlFlow.cpp share; not for other files.
class YamlParser {
public:
    /// Thrown by `document`; becomes an Error at its border.
    struct Refusal {
        std::size_t line;
        core::Text (*sentence)(std::vector<std::string>);
        std::string detail;
    };

    // Sentences; their arguments: the source, the line, a detail.
    [[nodiscard]] static core::Text invalid(std::vector<std::string> arguments);
    [[nodiscard]] static core::Text unsupported(std::vector<std::string> arguments);
    [[nodiscard]] static core::Text tooLarge(std::vector<std::string> arguments);
    [[nodiscard]] static core::Text repeated(std::vector<std::string> arguments);

    YamlParser(std::string_view text, const YamlLimits& limits);
    YamlNode document();

private:
    /// A line with something on it. `content` begins at the first character that is no space and ends before the line's end.
    struct Line {
        std::size_t number = 0;
        std::size_t indent = 0;
        std::string_view content;
    };

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
    static std::optional<std::size_t> colonOf(std::string_view content);
    YamlNode block(std::size_t indent, int depth);
    YamlNode blockList(std::size_t indent, int depth);
    YamlNode blockMap(std::size_t indent, int depth);
    /// The block below a key or a dash that has nothing behind it. Lists of a map may stand as far left as their key.
    YamlNode below(std::size_t indent, int depth, bool isMap);
    std::string keyText(std::string_view raw);
    void refuseMarks(std::string_view raw) const;
    /// A value whose first part is `rest`, the end of this line; goes on over further lines that are indented by at least
    /// `least` and leaves the parser at the line behind it.
    YamlNode value(std::string_view rest, std::size_t least, int depth, bool ofKey);
    [[nodiscard]] bool goesOn(std::size_t least) const;
    YamlNode plainBlock(std::string_view rest, std::size_t least, bool ofKey);
    /// "|" and ">" with their marks for the end and the indentation.
    YamlNode blockText(std::string_view mark, std::size_t least);
    [[nodiscard]] std::size_t offsetOf(std::string_view part) const {
        return static_cast<std::size_t>(part.data() - m_text.data());
    }
    /// Moves to the line behind `position`; only a comment may follow on its own line.
    void finishLine(std::size_t position);
    void toLineOf(std::size_t position) {
        while (m_at + 1 < m_lines.size() && offsetOf(m_lines[m_at + 1].content) <= position) ++m_at;
    }
    /// Spaces, line ends and comments inside braces.
    void skipFlowSpaces(std::size_t& position);
    YamlNode flow(std::size_t& position, int depth);
    YamlNode flowList(std::size_t& position, int depth);
    YamlNode flowMap(std::size_t& position, int depth);
    /// A plain scalar inside braces, over line ends, up to a mark that ends it.
    std::string flowPlain(std::size_t& position);
    /// A line end inside a scalar: a space, or as many line ends as there are blank lines. Moves to the next text.
    void foldLines(std::string& text, std::size_t& position, std::size_t kept = 0);
    /// The text of a quoted scalar whose opening quote is behind us; `position` moves behind the closing one.
    std::string quoted(char quote, std::size_t& position);
    void escape(std::string& text, std::size_t& position);

    std::string_view m_text;
    YamlLimits m_limits;
    std::vector<Line> m_lines;
    std::size_t m_at = 0;
    std::size_t m_nodes = 0;
};

}  // namespace prososcope::corpus
