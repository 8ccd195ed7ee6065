// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::phonetics {

/// A spoken word of espeak-ng: its IPA in segments, each about one phone, stress marks within ("h", "ə", "l", "ˈoʊ").
using EspeakWord = std::vector<std::string>;
/// The words of one line of text. Numbers and the like give more words than were written, particles may give fewer.
using EspeakLine = std::vector<EspeakWord>;

/// The voice of espeak-ng for a language: ISO 639-1 or 639-3, with or without a region ("en", "deu", "pt-br"), or a name of
/// espeak-ng's own. Nothing where it is no language tag at all.
[[nodiscard]] std::string espeakVoice(std::string_view language);

/// The pronunciations of espeak-ng, a program of its own that is run once for a batch of lines: GPL-3.0, called and not
/// linked. Text reaches it through its standard input, never through a shell or its arguments. A value type; any thread.
class EspeakProcess {
public:
    /// Fails with one sentence where the program is not installed (the Debian package is named) or `language` is no language
    /// tag. `program` replaces the one found in PATH.
    [[nodiscard]] static core::Result<EspeakProcess> create(std::string_view language, std::filesystem::path program = {});

    /// One result a line, in order; empty where espeak-ng says nothing. Punctuation that would part a line is taken out
    /// before. Fails where the voice does not exist, the program fails, or it takes longer than 30 s and 50 ms a line.
    [[nodiscard]] core::Result<std::vector<EspeakLine>> phonemise(std::span<const std::string> lines,
                                                                  core::Progress& progress) const;

    [[nodiscard]] const std::string& voice() const { return m_voice; }

private:
    EspeakProcess() = default;
    [[nodiscard]] core::Result<std::vector<std::string>> run(std::span<const std::string> lines,
                                                             const core::Progress& progress) const;
    [[nodiscard]] core::Status fill(std::span<const std::string> lines, std::span<EspeakLine> results,
                                    core::Progress progress) const;
    std::filesystem::path m_program;
    std::string m_voice;
    std::string m_language;
};

/// One line of the program's output as words and segments; marks of other languages ("(en)") are left out, and, of a tonal
/// voice, the letter that stands for the third tone.
[[nodiscard]] EspeakLine parseEspeakLine(std::string_view output, bool tonal = false);

/// What is sent for a line: no control characters, no brackets, no punctuation but apostrophes, hyphens within words and
/// the separators within numbers.
[[nodiscard]] std::string cleanEspeakLine(std::string_view line);

}  // namespace prososcope::phonetics
