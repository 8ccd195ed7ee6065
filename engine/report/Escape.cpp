// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/Escape.h"

#include "engine/core/Characters.h"

namespace prososcope::report {

namespace {

/// What stands for a character of running text in LaTeX; null: itself.
const char* latexOf(char32_t character) {
    switch (character) {
        case U'\\':
            return "\\textbackslash{}";
        case U'{':
            return "\\{";
        case U'}':
            return "\\}";
        case U'$':
            return "\\$";
        case U'&':
            return "\\&";
        case U'#':
            return "\\#";
        case U'_':
            return "\\_";
        case U'%':
            return "\\%";
        case U'~':
            return "\\textasciitilde{}";
        case U'^':
            return "\\textasciicircum{}";
        case U'<':
            return "\\textless{}";
        case U'>':
            return "\\textgreater{}";
        case U'|':
            return "\\textbar{}";
        case U'"':
            return "\\textquotedbl{}";
        case U'\'':
            return "\\textquotesingle{}";
        case U'`':
            return "\\textasciigrave{}";
        case U'[':  // else it is an argument behind a line end of a table
            return "{[}";
        case U']':
            return "{]}";
        case U'-':  // no ligatures: "--" stays two
            return "{-}";
        case U'\u2013':
            return "--";
        case U'\u2014':
            return "---";
        case U'\u2212':
            return "$-$";
        case U'\u00b1':
            return "$\\pm$";
        case U'\u00d7':
            return "$\\times$";
        case U'\u2026':
            return "\\ldots{}";
        case U'\n':
        case U'\t':
            return " ";
        default:
            return nullptr;
    }
}

/// A character that documents may hold: no control character but line end and tab, none that Unicode reserves.
bool isWritable(char32_t character) {
    if (character == U'\n' || character == U'\t') return true;
    return character >= 0x20 && !(character >= 0x7F && character < 0xA0) && (character & 0xFFFEU) != 0xFFFEU;
}

template <typename Piece>
std::string rewritten(std::string_view text, Piece piece) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        char32_t character = core::nextCharacter(text, i);
        if (character == U'\r') continue;
        if (!isWritable(character)) character = U'\uFFFD';
        if (const char* other = piece(character); other != nullptr)
            result += other;
        else
            core::appendCharacter(result, character);
    }
    return result;
}

}  // namespace

std::string escapedHtml(std::string_view text) {
    return rewritten(text, [](char32_t character) -> const char* {
        switch (character) {
            case U'&':
                return "&amp;";
            case U'<':
                return "&lt;";
            case U'>':
                return "&gt;";
            case U'"':
                return "&quot;";
            case U'\'':
                return "&#39;";
            default:
                return nullptr;
        }
    });
}

std::string escapedLatex(std::string_view text) { return rewritten(text, latexOf); }

std::string cleanText(std::string_view text) {
    return rewritten(text, [](char32_t) -> const char* { return nullptr; });
}

}  // namespace prososcope::report
