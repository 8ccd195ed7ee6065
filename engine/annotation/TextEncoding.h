// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/core/Result.h"

namespace prososcope::annotation {

enum class Encoding { Utf8, Utf8WithMark, Utf16Little, Utf16Big, Latin1 };
enum class LineEnd { Lf, CrLf, Cr };

/// A text file decoded to UTF-8, and what it takes to write it as it was.
struct DecodedText {
    std::string text;  ///< valid UTF-8 without byte-order mark; line ends as in the file
    Encoding encoding = Encoding::Utf8;
    LineEnd lineEnd = LineEnd::Lf;  ///< of the first line
};

/// Decodes by the byte-order mark, or, without one, as UTF-16 where every second byte of the beginning is zero, as UTF-8
/// where it is valid, and else as Latin-1. Fails on UTF-16 with an odd number of bytes or half surrogates, naming `source`.
[[nodiscard]] core::Result<DecodedText> decodeText(std::string_view bytes, std::string_view source);

/// The bytes of UTF-8 `text` in that encoding, with its mark. Latin-1 falls back to UTF-8 where a character
/// needs it, or where its bytes would be taken for UTF-8.
[[nodiscard]] std::string encodeText(std::string_view text, Encoding encoding);

/// "\n", "\r\n" or "\r".
[[nodiscard]] std::string_view lineEndText(LineEnd lineEnd);
/// Number of the line that holds the byte at `position`, from 1.
[[nodiscard]] std::size_t lineNumber(std::string_view text, std::size_t position);

}  // namespace prososcope::annotation
