// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/EspeakProcess.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/core/Characters.h"
#include "engine/phonetics/ChildProcess.h"

namespace prososcope::phonetics {

using core::appendCharacter;
using core::isCombining;
using core::isDigit;
using core::isLetter;
using core::lowerCase;
using core::nextCharacter;

namespace {

constexpr std::size_t kBatch = 2000;       // lines a process
constexpr std::size_t kLongestLine = 400;  // bytes; espeak-ng parts clauses somewhere above
constexpr std::chrono::milliseconds kStartLimit{30000};
constexpr std::chrono::milliseconds kLineLimit{50};

/// Languages whose voice has another name than their ISO 639-1 code.
constexpr std::array<std::pair<std::string_view, std::string_view>, 37> kVoices = {{
    {"en", "en-us"},
    {"eng", "en-us"},
    {"fr", "fr-fr"},
    {"fra", "fr-fr"},
    {"fre", "fr-fr"},
    {"zh", "cmn-latn-pinyin"},
    {"cmn", "cmn-latn-pinyin"},
    {"zho", "cmn-latn-pinyin"},
    {"no", "nb"},
    {"nor", "nb"},
    {"nob", "nb"},
    {"vi", "vi"},
    {"deu", "de"},
    {"ger", "de"},
    {"pol", "pl"},
    {"ara", "ar"},
    {"spa", "es"},
    {"ita", "it"},
    {"por", "pt"},
    {"rus", "ru"},
    {"tur", "tr"},
    {"nld", "nl"},
    {"dut", "nl"},
    {"swe", "sv"},
    {"dan", "da"},
    {"fin", "fi"},
    {"hun", "hu"},
    {"ces", "cs"},
    {"cze", "cs"},
    {"ell", "el"},
    {"gre", "el"},
    {"hin", "hi"},
    {"urd", "ur"},
    {"fas", "fa"},
    {"jpn", "ja"},
    {"kor", "ko"},
    {"ukr", "uk"},
}};

/// Voices that write tones; the third comes out as ɜ.
bool isTonal(std::string_view voice) {
    const auto code = voice.substr(0, voice.find('-'));
    constexpr std::array<std::string_view, 7> kTonal = {"cmn", "yue", "hak", "vi", "shn", "th", "my"};
    return std::find(kTonal.begin(), kTonal.end(), code) != kTonal.end();
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t i = 0; i < text.size();) {
        const auto end = std::min(text.find('\n', i), text.size());
        lines.push_back(text.substr(i, end - i));
        i = end + 1;
    }
    return lines;
}

/// The line in pieces that espeak-ng takes whole, parted at spaces; a longer word is cut.
std::vector<std::string> piecesOf(const std::string& line) {
    std::vector<std::string> pieces;
    std::string_view rest = line;
    while (!rest.empty()) {
        std::size_t length = rest.size();
        if (length > kLongestLine) {
            const auto space = rest.rfind(' ', kLongestLine);
            length = space == std::string_view::npos || space == 0 ? kLongestLine : space;
            while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80U) ++length;
        }
        pieces.emplace_back(rest.substr(0, length));
        rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(' ', length)));
    }
    return pieces;
}

}  // namespace

std::string espeakVoice(std::string_view language) {
    const bool tag =
        !language.empty() && language.size() <= 40 && language.front() != '-' &&
        std::all_of(language.begin(), language.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        });
    if (!tag) return {};
    std::string voice = lowerCase(language);
    std::replace(voice.begin(), voice.end(), '_', '-');
    const auto* found = std::find_if(kVoices.begin(), kVoices.end(), [&](const auto& pair) { return pair.first == voice; });
    return found == kVoices.end() ? voice : std::string(found->second);
}

EspeakLine parseEspeakLine(std::string_view output, bool tonal) {
    EspeakLine words;
    EspeakWord word;
    std::string segment;
    const auto endSegment = [&] {
        constexpr std::string_view kThirdTone = "ɜ";
        if (tonal && segment.size() > kThirdTone.size() && segment.ends_with(kThirdTone))
            segment.erase(segment.size() - kThirdTone.size());
        if (!segment.empty()) word.push_back(std::exchange(segment, {}));
    };
    const auto endWord = [&] {
        endSegment();
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    for (std::size_t i = 0; i < output.size(); ++i) {
        if (output[i] == '(') {
            const auto close = output.find(')', i);
            if (close == std::string_view::npos) break;
            i = close;
        } else if (output[i] == '_') {
            endSegment();
        } else if (static_cast<unsigned char>(output[i]) <= 0x20) {
            endWord();
        } else {
            segment += output[i];
        }
    }
    endWord();
    return words;
}

std::string cleanEspeakLine(std::string_view line) {
    std::u32string characters;
    for (std::size_t i = 0; i < line.size();) characters += nextCharacter(line, i);
    std::string clean;
    const auto space = [&] {
        if (!clean.empty() && clean.back() != ' ') clean += ' ';
    };
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const char32_t c = characters[i];
        const char32_t before = i > 0 ? characters[i - 1] : U' ';
        const char32_t after = i + 1 < characters.size() ? characters[i + 1] : U' ';
        const bool inNumber = isDigit(before) && isDigit(after) && (c == U'.' || c == U',' || c == U':' || c == U'/');
        const bool inWord = isLetter(after) && (c == U'\'' || (c == U'-' && (isLetter(before) || isDigit(before))));
        const bool money = c == U'€' || c == U'$' || c == U'£';
        const bool sign = ((c == U'-' || money) && isDigit(after)) || ((c == U'%' || c == U'°' || money) && isDigit(before));
        const bool trailing = c == U'\'' && isLetter(before);
        if (isLetter(c) || isDigit(c) || isCombining(c) || inNumber || inWord || sign || trailing) {
            appendCharacter(clean, c);
        } else {
            space();
        }
    }
    while (!clean.empty() && clean.back() == ' ') clean.pop_back();
    return clean;
}

core::Result<EspeakProcess> EspeakProcess::create(std::string_view language, std::filesystem::path program) {
    EspeakProcess process;
    process.m_language = std::string(language);
    process.m_voice = espeakVoice(language);
    if (process.m_voice.empty())
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is no code of a language such as en, de or pt-br."), {process.m_language}});
    if (program.empty()) program = findProgram("espeak-ng").value_or(std::filesystem::path());
    if (program.empty())
        return core::fail(core::ErrorKind::Unavailable,
                          {TRANSLATABLE("Engine",
                                        "espeak-ng, which tells how words of the language %1 are spoken, is not installed. "
                                        "Install the Debian package espeak-ng."),
                           {process.m_language}});
    process.m_program = std::move(program);
    return process;
}

core::Result<std::vector<std::string>> EspeakProcess::run(std::span<const std::string> lines,
                                                          const core::Progress& progress) const {
    ChildProcess child;
    child.program = m_program;
    child.arguments = {"-v", m_voice, "-b", "1", "-q", "--ipa", "--sep=_"};
    child.limit = kStartLimit + static_cast<long>(lines.size()) * kLineLimit;
    for (const auto& line : lines) child.input += line + "\n";
    auto result = runChild(child, progress);
    if (!result) return core::fail(result.error());
    if (result->exitCode != 0) {
        if (result->errors.find("voice does not exist") != std::string::npos)
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine",
                                            "espeak-ng has no voice for the language %1. Its voices are listed by: "
                                            "espeak-ng --voices"),
                               {m_language}},
                              result->errors);
        return core::fail(core::ErrorKind::Failed,
                          {TRANSLATABLE("Engine", "espeak-ng failed for the language %1 (exit code %2)."),
                           {m_language, std::to_string(result->exitCode)}},
                          result->errors);
    }
    std::vector<std::string> spoken;
    for (const auto line : linesOf(result->output)) spoken.emplace_back(line);
    return spoken;
}

/// Lines and output correspond one to one as long as no line is parted; where the counts differ, halves are tried alone.
core::Status EspeakProcess::fill(std::span<const std::string> lines, std::span<EspeakLine> results,
                                 core::Progress progress) const {
    if (lines.empty()) return {};
    const auto spoken = run(lines, progress);
    if (!spoken) return core::fail(spoken.error());
    const bool tonal = isTonal(m_voice);
    if (spoken->size() == lines.size()) {
        for (std::size_t i = 0; i < lines.size(); ++i) results[i] = parseEspeakLine((*spoken)[i], tonal);
    } else if (lines.size() == 1) {
        for (const auto& line : *spoken) {
            for (auto& word : parseEspeakLine(line, tonal)) results[0].push_back(std::move(word));
        }
    } else {
        const std::size_t half = lines.size() / 2;
        if (auto done = fill(lines.first(half), results.first(half), progress); !done) return done;
        if (auto done = fill(lines.subspan(half), results.subspan(half), progress); !done) return done;
    }
    return {};
}

core::Result<std::vector<EspeakLine>> EspeakProcess::phonemise(std::span<const std::string> lines,
                                                               core::Progress& progress) const {
    std::vector<std::string> pieces;
    std::vector<std::size_t> owner;  // of each piece: its line
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (auto& piece : piecesOf(cleanEspeakLine(lines[i]))) {
            pieces.push_back(std::move(piece));
            owner.push_back(i);
        }
    }
    std::vector<EspeakLine> spoken(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); i += kBatch) {
        progress.report(static_cast<double>(i) / static_cast<double>(pieces.size()),
                        {TRANSLATABLE("Engine", "Looking up pronunciations")});
        const std::size_t count = std::min(kBatch, pieces.size() - i);
        if (auto done = fill(std::span(pieces).subspan(i, count), std::span(spoken).subspan(i, count), progress); !done)
            return core::fail(done.error());
    }
    std::vector<EspeakLine> results(lines.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        for (auto& word : spoken[i]) results[owner[i]].push_back(std::move(word));
    }
    progress.report(1.0);
    return results;
}

}  // namespace prososcope::phonetics
