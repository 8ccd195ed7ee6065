// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/XmlReader.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/annotation/TextEncoding.h"
#include "engine/core/Characters.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;
using core::Status;

namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kMostAttributes = 200;
constexpr std::size_t kMostElements = 20'000'000;

bool isXmlSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool isNameEnd(char c) {
    return isXmlSpace(c) || c == '=' || c == '>' || c == '/' || c == '<' || c == '"' || c == '\'' || c == '&';
}

class Parser {
public:
    Parser(std::string_view text, std::string_view source) : m_text(text), m_source(source) {}

    Result<XmlDocument> parse() {
        while (m_position < m_text.size()) {
            const auto open = std::min(m_text.find('<', m_position), m_text.size());
            if (auto added = characters(m_text.substr(m_position, open - m_position)); !added) return fail(added.error());
            m_position = open;
            if (m_position >= m_text.size()) break;
            if (auto read = markup(); !read) return fail(read.error());
        }
        if (!m_open.empty()) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 ends before <%2> is closed: it is damaged or cut off."),
                         {m_source, std::string(m_document.elements[m_open.back()].name)}});
        }
        if (m_document.elements.empty())
            return problem(TRANSLATABLE("Engine", "%1, line %2: no XML element was found."), m_position);
        return std::move(m_document);
    }

private:
    [[nodiscard]] tl::unexpected<core::Error> problem(const char* sentence, std::size_t position) const {
        return fail(ErrorKind::BadInput, {sentence, {m_source, std::to_string(lineNumber(m_text, position))}});
    }
    [[nodiscard]] tl::unexpected<core::Error> broken() const {
        return problem(TRANSLATABLE("Engine", "%1, line %2: this is not valid XML. Correct that line."), m_position);
    }

    /// Everything that begins with "<".
    Status markup() {
        const auto rest = m_text.substr(m_position);
        if (rest.starts_with("<!--")) return skipTo("-->", 4);
        if (rest.starts_with("<?")) return skipTo("?>", 2);
        if (rest.starts_with("<![CDATA[")) {
            const auto end = m_text.find("]]>", m_position);
            if (end == std::string_view::npos || m_open.empty()) return broken();
            append(m_text.substr(m_position + 9, end - m_position - 9));
            m_position = end + 3;
            return {};
        }
        if (rest.starts_with("<!")) {
            return problem(
                TRANSLATABLE("Engine", "%1, line %2: document types and entities are not read. Remove them from the file."),
                m_position);
        }
        return rest.starts_with("</") ? close() : open();
    }

    Status skipTo(std::string_view stop, std::size_t from) {
        const auto end = m_text.find(stop, m_position + from);
        if (end == std::string_view::npos) return broken();
        m_position = end + stop.size();
        return {};
    }

    std::string_view name() {
        const auto begin = m_position;
        while (m_position < m_text.size() && !isNameEnd(m_text[m_position])) ++m_position;
        return m_text.substr(begin, m_position - begin);
    }
    void skipSpace() {
        while (m_position < m_text.size() && isXmlSpace(m_text[m_position])) ++m_position;
    }

    Status close() {
        const auto begin = m_position;
        m_position += 2;
        const auto tag = name();
        skipSpace();
        if (m_open.empty() || m_position >= m_text.size() || m_text[m_position] != '>' ||
            m_document.elements[m_open.back()].name != tag) {
            m_position = begin;
            return broken();
        }
        ++m_position;
        auto& element = m_document.elements[m_open.back()];
        element.contentEnd = begin;
        element.end = m_position;
        m_open.pop_back();
        return {};
    }

    Status open() {
        if (m_open.empty() && !m_document.elements.empty()) return broken();  // a second root
        if (m_open.size() >= kDeepest || m_document.elements.size() >= kMostElements) {
            return problem(TRANSLATABLE("Engine", "%1, line %2: the elements are nested too deeply, or there are too many."),
                           m_position);
        }
        XmlElement element;
        element.begin = m_position++;
        element.name = name();
        if (element.name.empty()) return broken();
        bool isEmpty = false;
        for (;;) {
            const auto before = m_position;
            skipSpace();
            if (m_position >= m_text.size()) return broken();
            if (m_text[m_position] == '>') break;
            if (m_text[m_position] == '/') {
                isEmpty = true;
                ++m_position;
                if (m_position >= m_text.size() || m_text[m_position] != '>') return broken();
                break;
            }
            if (m_position == before) return broken();
            if (auto read = attribute(element); !read) return read;
        }
        ++m_position;
        element.tagEnd = element.contentEnd = element.end = m_position;
        const auto index = m_document.elements.size();
        if (!m_open.empty()) m_document.elements[m_open.back()].children.push_back(index);
        if (!isEmpty) m_open.push_back(index);
        m_document.elements.push_back(std::move(element));
        return {};
    }

    Status attribute(XmlElement& element) {
        XmlAttribute attribute;
        attribute.name = name();
        skipSpace();
        if (attribute.name.empty() || m_position >= m_text.size() || m_text[m_position] != '=') return broken();
        ++m_position;
        skipSpace();
        if (m_position >= m_text.size() || (m_text[m_position] != '"' && m_text[m_position] != '\'')) return broken();
        attribute.begin = m_position + 1;
        attribute.end = m_text.find(m_text[m_position], attribute.begin);
        if (attribute.end == std::string_view::npos || element.attributes.size() >= kMostAttributes ||
            element.attribute(attribute.name) != nullptr)
            return broken();
        auto value = unescaped(m_text.substr(attribute.begin, attribute.end - attribute.begin), true);
        if (!value) return fail(value.error());
        attribute.value = std::move(*value);
        m_position = attribute.end + 1;
        element.attributes.push_back(std::move(attribute));
        return {};
    }

    Status characters(std::string_view piece) {
        if (m_open.empty()) {
            if (std::all_of(piece.begin(), piece.end(), isXmlSpace)) return {};
            return broken();
        }
        if (piece.find('&') == std::string_view::npos) {
            append(piece);
            return {};
        }
        auto text = unescaped(piece, false);
        if (!text) return fail(text.error());
        m_document.elements[m_open.back()].text += *text;
        return {};
    }

    /// Adds text without references; line ends become LF (XML 1.0, 2.11).
    void append(std::string_view piece) { appendLines(m_document.elements[m_open.back()].text, piece); }
    static void appendLines(std::string& text, std::string_view piece) {
        for (std::size_t i = 0; i < piece.size(); ++i) {
            if (piece[i] != '\r')
                text += piece[i];
            else if (i + 1 >= piece.size() || piece[i + 1] != '\n')
                text += '\n';
        }
    }

    Result<std::string> unescaped(std::string_view piece, bool isAttribute) {
        std::string text;
        for (std::size_t i = 0; i < piece.size();) {
            if (isAttribute && piece[i] == '<') return broken();
            if (piece[i] != '&') {
                const auto stop = std::min(piece.find_first_of(isAttribute ? "&<" : "&", i), piece.size());
                appendLines(text, piece.substr(i, stop - i));
                i = stop;
                continue;
            }
            const auto end = piece.find(';', i);
            const auto entity = end == std::string_view::npos ? std::string_view() : piece.substr(i + 1, end - i - 1);
            if (entity == "lt")
                text += '<';
            else if (entity == "gt")
                text += '>';
            else if (entity == "amp")
                text += '&';
            else if (entity == "quot")
                text += '"';
            else if (entity == "apos")
                text += '\'';
            else if (entity.size() > 1 && entity.front() == '#') {
                const bool hexadecimal = entity[1] == 'x';
                const auto digits = entity.substr(hexadecimal ? 2 : 1);
                unsigned long code = 0;
                const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
                if (digits.empty() || read.ec != std::errc{} || read.ptr != digits.data() + digits.size() ||
                    !core::isCharacter(code))
                    return broken();
                core::appendCharacter(text, static_cast<char32_t>(code));
            } else {
                return problem(
                    TRANSLATABLE("Engine", "%1, line %2: document types and entities are not read. Remove them from the file."),
                    m_position);
            }
            i = end + 1;
        }
        return text;
    }

    std::string_view m_text;
    std::string m_source;
    std::size_t m_position = 0;
    XmlDocument m_document;
    std::vector<std::size_t> m_open;
};

std::string escaped(std::string_view text, bool isAttribute) {
    std::string result;
    for (const char c : text) {
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '\r')
            result += "&#13;";
        else if (c == '"' && isAttribute)
            result += "&quot;";
        else if ((c == '\n' || c == '\t') && isAttribute)
            result += c == '\n' ? "&#10;" : "&#9;";
        else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
            result += "\xef\xbf\xbd";
        else
            result += c;
    }
    return result;
}

}  // namespace

const std::string* XmlElement::attribute(std::string_view wanted) const {
    for (const auto& one : attributes) {
        if (one.name == wanted) return &one.value;
    }
    return nullptr;
}

std::vector<std::size_t> XmlDocument::childrenOf(std::size_t element, std::string_view name) const {
    std::vector<std::size_t> found;
    for (const auto child : elements[element].children) {
        if (elements[child].name == name) found.push_back(child);
    }
    return found;
}

Result<XmlDocument> parseXml(std::string_view text, std::string_view source) { return Parser(text, source).parse(); }

std::string xmlText(std::string_view text) { return escaped(text, false); }
std::string xmlAttribute(std::string_view text) { return escaped(text, true); }
bool fitsXml(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r'; });
}

}  // namespace prososcope::annotation
