// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/annotation/Preserved.h"
#include "engine/annotation/Repair.h"
#include "engine/annotation/TextGrid.h"
#include "engine/core/Csv.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

struct Token {
    enum class Kind { Number, String, Flag, End } kind = Kind::End;
    std::size_t position = 0;  ///< of its first byte
    std::string text;          ///< of a string: without quotes
    double number = 0.0;
};

/// The free-standing numbers, strings and flags of a text, one after another.
class Tokens {
public:
    Tokens(std::string_view text, std::string_view source, LineEnd lineEnd)
        : m_text(text), m_source(source), m_lineEnd(lineEnd) {}

    /// Fails on a quote that is never closed.
    Result<Token> next() {
        while (m_position < m_text.size()) {
            const char c = m_text[m_position];
            if (isSpace(c)) {
                ++m_position;
            } else if (c == '!') {
                m_position = std::min(m_text.find_first_of("\r\n", m_position), m_text.size());
            } else if (c == '"') {
                return string();
            } else {
                const std::size_t begin = m_position;
                while (m_position < m_text.size() && !isSpace(m_text[m_position])) ++m_position;
                const auto word = m_text.substr(begin, m_position - begin);
                if (word.size() > 1 && word.front() == '<' && word.back() == '>')
                    return Token{Token::Kind::Flag, begin, std::string(word), 0.0};
                if (auto number = numberOf(word)) return Token{Token::Kind::Number, begin, std::string(word), *number};
            }
        }
        return Token{Token::Kind::End, m_text.size(), {}, 0.0};
    }

    Result<Token> number() { return want(Token::Kind::Number, TRANSLATABLE("Engine", "a number")); }
    Result<Token> text() { return want(Token::Kind::String, TRANSLATABLE("Engine", "a text in quotes")); }

    /// A time of reasonable size.
    Result<double> time(Preserved& preserved) {
        auto token = number();
        if (!token) return fail(token.error());
        if (!(std::abs(token->number) <= Limits::kSeconds)) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1, line %2: %3 is no time in seconds. Correct that line."),
                         {m_source, line(token->position), token->text}});
        }
        preserved.keepTime(token->number, token->text);
        return token->number;
    }

    /// How many items follow; more than the rest of the text can hold is an error.
    Result<std::size_t> count(std::size_t bytesOfEach) {
        auto token = number();
        if (!token) return fail(token.error());
        const double most = static_cast<double>((m_text.size() - m_position) / bytesOfEach);
        if (!(token->number >= 0.0 && token->number <= most && token->number == std::floor(token->number))) {
            return fail(
                ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "%1, line %2: the file is too short for the %3 items announced here. It is damaged or cut off."),
                 {m_source, line(token->position), token->text}});
        }
        return static_cast<std::size_t>(token->number);
    }

    [[nodiscard]] std::string line(std::size_t position) const { return std::to_string(lineNumber(m_text, position)); }
    [[nodiscard]] std::size_t position() const { return m_position; }
    [[nodiscard]] std::string_view all() const { return m_text; }

private:
    static std::optional<double> numberOf(std::string_view word) {
        if (word.front() == '+') word.remove_prefix(1);
        if (word.empty() || (word.front() != '-' && word.front() != '.' && (word.front() < '0' || word.front() > '9')))
            return std::nullopt;
        return core::parseNumber(word);
    }

    Result<Token> string() {
        Token token{Token::Kind::String, m_position++, {}, 0.0};
        while (m_position < m_text.size()) {
            const char c = m_text[m_position++];
            if (c == '"') {
                if (m_position >= m_text.size() || m_text[m_position] != '"') return token;
                ++m_position;
            } else if (c == '\r' && m_lineEnd != LineEnd::Lf &&
                       (m_lineEnd == LineEnd::Cr || (m_position < m_text.size() && m_text[m_position] == '\n'))) {
                if (m_lineEnd == LineEnd::CrLf) ++m_position;
                token.text += '\n';
                continue;
            }
            token.text += c;
        }
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1, line %2: a quote is opened and never closed. Correct that line."),
                     {m_source, line(token.position)}});
    }

    Result<Token> want(Token::Kind kind, const char* what) {
        auto token = next();
        if (!token || token->kind == kind) return token;
        if (token->kind == Token::Kind::End) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 ends too early, at line %2: it is damaged or cut off."),
                         {m_source, line(token->position)}});
        }
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1, line %2: %3 is expected, but %4 was found. Correct that line."),
                     {m_source, line(token->position), what, token->text.substr(0, 40)}});
    }

    std::string_view m_text;
    std::string m_source;
    LineEnd m_lineEnd;
    std::size_t m_position = 0;
};

tl::unexpected<core::Error> noTextGrid(std::string_view source, const std::string& found) {
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1 is no TextGrid (“%2” was found). Choose a TextGrid saved as text."),
                 {std::string(source), found.substr(0, 40)}});
}

/// Indentation, words and blanks of the file, as far as the writer can follow them. `object` is where "TextGrid" stands: a
/// first number on its line leaves no whole line of a header to keep, and the standard one is written.
Preserved::TextGridStyle styleOf(std::string_view text, std::size_t object, std::size_t firstNumber) {
    Preserved::TextGridStyle style;
    const auto lineStart = [&](std::size_t position) {
        const auto end = position == 0 ? std::string_view::npos : text.find_last_of("\r\n", position - 1);
        return end == std::string_view::npos ? 0 : end + 1;
    };
    const auto first = lineStart(firstNumber);
    if (object < first) style.header = text.substr(0, first);
    style.isShort = text.substr(first, firstNumber - first).find("xmin") == std::string_view::npos;
    const auto lineStop = std::min(text.find_first_of("\r\n", firstNumber), text.size());
    const auto line = text.substr(first, lineStop - first);
    if (!style.isShort) style.trailing = line.substr(line.find_last_not_of(" \t") + 1);
    if (const auto item = text.find("item [1]"); item != std::string_view::npos && !style.isShort) {
        const auto indent = text.substr(lineStart(item), item - lineStart(item));
        if (indent.find_first_not_of(" \t") == std::string_view::npos) style.indent = indent;
    }
    if (text.find("points [1]") != std::string_view::npos) {
        const auto word =
            text.find_first_not_of(" \t\r\n", std::min(text.find_first_of("\r\n", text.find("points [1]")), text.size()));
        if (word != std::string_view::npos && text.substr(word).starts_with("time")) style.pointWord = "time";
    }
    return style;
}

struct Reader {
    Tokens tokens;
    std::string source;
    Preserved preserved;
    Id nextId = 1;
    std::size_t items = 0;

    Result<RawTier> tier() {
        auto kind = tokens.text();
        if (!kind) return fail(kind.error());
        if (kind->text != "IntervalTier" && kind->text != "TextTier") {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1, line %2: “%3” is no kind of tier. IntervalTier or TextTier is expected."),
                         {source, tokens.line(kind->position), kind->text.substr(0, 40)}});
        }
        auto name = tokens.text();
        if (!name) return fail(name.error());
        RawTier tier;
        tier.header.id = nextId++;
        tier.header.name = std::move(name->text);
        tier.header.kind = kind->text == "TextTier" ? TierKind::Point : TierKind::Interval;
        for (int i = 0; i < 2; ++i) {  // the span of a tier is that of its items here
            if (auto time = tokens.time(preserved); !time) return fail(time.error());
        }
        auto count = tokens.count(tier.header.kind == TierKind::Point ? 4 : 6);
        if (!count) return fail(count.error());
        items += *count;
        if (items > Limits::kItems) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 holds more than %2 labels, which is more than can be edited."),
                         {source, std::to_string(Limits::kItems)}});
        }
        tier.items.reserve(*count);
        for (std::size_t i = 0; i < *count; ++i) {
            RawItem item;
            auto start = tokens.time(preserved);
            if (!start) return fail(start.error());
            item.start = item.end = *start;
            if (tier.header.kind == TierKind::Interval) {
                auto end = tokens.time(preserved);
                if (!end) return fail(end.error());
                item.end = *end;
            }
            auto label = tokens.text();
            if (!label) return fail(label.error());
            item.label = std::move(label->text);
            tier.items.push_back(std::move(item));
        }
        return tier;
    }
};

}  // namespace

Result<ReadAnnotation> parseTextGrid(std::string_view bytes, std::string_view source, const ReadOptions& options) {
    const std::string name(source);
    if (bytes.starts_with("ooBinaryFile")) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is a binary TextGrid. Open it in Praat and save it as a text file first."), {name}});
    }
    auto decoded = decodeText(bytes, source);
    if (!decoded) return fail(decoded.error());
    ReadAnnotation read;
    read.format = FileFormat::TextGrid;
    if (decoded->encoding == Encoding::Latin1) {
        read.notes.push_back({TRANSLATABLE("Engine", "%1 is not UTF-8 and was read as Latin-1."), {name}});
    }
    Reader reader{Tokens(decoded->text, source, decoded->lineEnd), name, {}};
    auto& tokens = reader.tokens;
    auto type = tokens.next();
    if (!type) return fail(type.error());
    if (type->kind != Token::Kind::String || !type->text.starts_with("ooTextFile")) return noTextGrid(source, type->text);
    auto object = tokens.text();
    if (!object) return fail(object.error());
    if (object->text != "TextGrid") return noTextGrid(source, object->text);
    auto first = Tokens(tokens);
    const auto firstNumber = first.number();
    if (!firstNumber) return fail(firstNumber.error());
    reader.preserved.format = FileFormat::TextGrid;
    reader.preserved.encoding = decoded->encoding;
    reader.preserved.lineEnd = decoded->lineEnd;
    reader.preserved.textGrid = styleOf(decoded->text, object->position, firstNumber->position);
    auto start = tokens.time(reader.preserved);
    if (!start) return fail(start.error());
    auto end = tokens.time(reader.preserved);
    if (!end) return fail(end.error());
    if (*end < *start) std::swap(*start, *end);
    auto flag = tokens.next();
    if (!flag) return fail(flag.error());
    std::vector<RawTier> raw;
    if (flag->kind != Token::Kind::Flag) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1, line %2: <exists> is expected. Correct that line."),
                                          {name, tokens.line(flag->position)}});
    }
    if (flag->text == "<exists>") {
        auto count = tokens.count(20);
        if (!count) return fail(count.error());
        if (*count > Limits::kTiers) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 holds more than %2 tiers, which is more than can be edited."),
                         {name, std::to_string(Limits::kTiers)}});
        }
        for (std::size_t i = 0; i < *count; ++i) {
            auto tier = reader.tier();
            if (!tier) return fail(tier.error());
            raw.push_back(std::move(*tier));
        }
    }
    if (auto rest = tokens.next(); !rest || rest->kind != Token::Kind::End) {
        read.notes.push_back(
            {TRANSLATABLE("Engine", "%1: what follows the last tier is not part of a TextGrid and was left out."), {name}});
    }
    // The file is as long as its items, whatever its first lines say.
    double low = *start;
    double high = *end;
    for (const auto& tier : raw) {
        for (const auto& item : tier.items) {
            low = std::min({low, item.start, item.end});
            high = std::max({high, item.start, item.end});
        }
    }
    if (low < *start || high > *end) {
        const bool rounding = *start - low < kRoundingSeconds && high - *end < kRoundingSeconds;
        if (!rounding) {
            read.notes.push_back(
                {TRANSLATABLE("Engine", "%1 says that it lasts from %2 to %3 s, but its tiers reach from %4 to %5 s."),
                 {name, core::numberText(*start), core::numberText(*end), core::numberText(low), core::numberText(high)}});
        }
    }
    if (!(high > low)) {
        high = low + 1.0;
        read.notes.push_back({TRANSLATABLE("Engine", "%1 has no duration: it was given one second."), {name}});
    }
    if (options.duration && std::abs(*options.duration - (high - low)) > 1e-3) {
        read.notes.push_back({kOtherDuration, {name, core::numberText(high - low), core::numberText(*options.duration)}});
    }
    std::vector<TierPointer> tiers;
    for (auto& tier : raw) {
        auto valid = repaired(std::move(tier), low, high, reader.nextId, read.notes);
        if (!valid) return fail(valid.error());
        tiers.insert(tiers.end(), valid->begin(), valid->end());
    }
    reader.preserved.original = bytes;
    read.annotation = finished(low, high, std::move(tiers), reader.nextId, std::move(reader.preserved));
    return read;
}

}  // namespace prososcope::annotation
