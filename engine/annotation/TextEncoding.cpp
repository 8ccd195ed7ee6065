// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/TextEncoding.h"

#include <algorithm>
#include <optional>

#include "engine/core/Characters.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;

namespace {

/// From UTF-16; nothing where a surrogate has no partner or a byte is left over.
std::optional<std::string> fromUtf16(std::string_view bytes, bool little) {
    if (bytes.size() % 2 != 0) return std::nullopt;
    std::string text;
    text.reserve(bytes.size());
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]);
        const auto b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(little ? a | (b << 8) : (a << 8) | b);
    };
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c <= 0xDFFF) {
            if (c >= 0xDC00 || i + 3 >= bytes.size()) return std::nullopt;
            const char32_t low = unit(i + 2);
            if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        core::appendCharacter(text, c);
    }
    return text;
}

LineEnd lineEndOf(std::string_view text) {
    const auto end = text.find_first_of("\r\n");
    if (end == std::string_view::npos || text[end] == '\n') return LineEnd::Lf;
    return end + 1 < text.size() && text[end + 1] == '\n' ? LineEnd::CrLf : LineEnd::Cr;
}

/// UTF-16 without a mark: text of Latin letters has a zero in every second byte.
std::optional<Encoding> unmarkedUtf16(std::string_view bytes) {
    if (bytes.size() < 8 || bytes.size() % 2 != 0) return std::nullopt;
    const auto zero = [&](std::size_t offset) {
        for (std::size_t i = offset; i < std::min<std::size_t>(bytes.size(), 16); i += 2) {
            if (bytes[i] != '\0') return false;
        }
        return true;
    };
    if (zero(1) && !zero(0)) return Encoding::Utf16Little;
    if (zero(0) && !zero(1)) return Encoding::Utf16Big;
    return std::nullopt;
}

}  // namespace

core::Result<DecodedText> decodeText(std::string_view bytes, std::string_view source) {
    DecodedText decoded;
    std::string_view body = bytes;
    if (bytes.starts_with("\xef\xbb\xbf")) {
        decoded.encoding = Encoding::Utf8WithMark;
        body.remove_prefix(3);
    } else if (bytes.starts_with("\xff\xfe")) {
        decoded.encoding = Encoding::Utf16Little;
        body.remove_prefix(2);
    } else if (bytes.starts_with("\xfe\xff")) {
        decoded.encoding = Encoding::Utf16Big;
        body.remove_prefix(2);
    } else if (const auto unmarked = unmarkedUtf16(bytes)) {
        decoded.encoding = *unmarked;  // written back with a mark
    } else if (!core::isUtf8(bytes)) {
        decoded.encoding = Encoding::Latin1;
    }
    switch (decoded.encoding) {
        case Encoding::Utf8:
            decoded.text = body;
            break;
        case Encoding::Utf8WithMark:
            if (!core::isUtf8(body)) {
                return fail(ErrorKind::BadInput,
                            {TRANSLATABLE("Engine", "%1 says that it is UTF-8, but it is not. Save it again as UTF-8."),
                             {std::string(source)}});
            }
            decoded.text = body;
            break;
        case Encoding::Utf16Little:
        case Encoding::Utf16Big: {
            auto text = fromUtf16(body, decoded.encoding == Encoding::Utf16Little);
            if (!text) {
                return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 is damaged UTF-16 text. Save it again as UTF-8."),
                                                  {std::string(source)}});
            }
            decoded.text = std::move(*text);
            break;
        }
        case Encoding::Latin1:
            decoded.text.reserve(body.size());
            for (const char c : body) core::appendCharacter(decoded.text, static_cast<unsigned char>(c));
            break;
    }
    decoded.lineEnd = lineEndOf(decoded.text);
    return decoded;
}

std::string encodeText(std::string_view text, Encoding encoding) {
    std::string bytes;
    if (encoding == Encoding::Utf8) return std::string(text);
    if (encoding == Encoding::Utf8WithMark) return "\xef\xbb\xbf" + std::string(text);
    const bool little = encoding == Encoding::Utf16Little;
    const auto unit = [&](char32_t value) {
        const auto low = static_cast<char>(static_cast<unsigned char>(value & 0xFF));
        const auto high = static_cast<char>(static_cast<unsigned char>(value >> 8));
        bytes += little ? low : high;
        bytes += little ? high : low;
    };
    if (encoding != Encoding::Latin1) unit(0xFEFF);
    for (std::size_t position = 0; position < text.size();) {
        const auto c = core::takeCharacter(text, position);
        if (!c) {  // labels are UTF-8; a stray byte becomes the replacement character
            ++position;
            if (encoding == Encoding::Latin1) return std::string(text);
            unit(0xFFFD);
        } else if (encoding == Encoding::Latin1) {
            if (*c > 0xFF) return std::string(text);
            bytes += static_cast<char>(static_cast<unsigned char>(*c));
        } else if (*c < 0x10000) {
            unit(*c);
        } else {
            unit(0xD800 + ((*c - 0x10000) >> 10));
            unit(0xDC00 + ((*c - 0x10000) & 0x3FF));
        }
    }
    // Latin-1 that happens to be UTF-8 would be read as such.
    if (encoding == Encoding::Latin1 && bytes != text && core::isUtf8(bytes)) return std::string(text);
    return bytes;
}

std::string_view lineEndText(LineEnd lineEnd) {
    return lineEnd == LineEnd::CrLf ? "\r\n" : lineEnd == LineEnd::Cr ? "\r" : "\n";
}

std::size_t lineNumber(std::string_view text, std::size_t position) {
    text = text.substr(0, position);
    const auto feeds = std::count(text.begin(), text.end(), '\n');
    const auto ends = feeds > 0 ? feeds : std::count(text.begin(), text.end(), '\r');
    return static_cast<std::size_t>(ends) + 1;
}

}  // namespace prososcope::annotation
