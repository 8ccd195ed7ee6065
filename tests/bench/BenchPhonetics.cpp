// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of engine/phonetics: the time for syllables and broad classes of all words of CMUdict, and how often espeak-ng's
// and the letter rules' phones agree with CMUdict's. Without arguments it takes the CMUdict that set-up has brought.
// usage: BenchPhonetics [CMUDICT [WORDS-FOR-ESPEAK]]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "engine/core/Random.h"
#include "engine/phonetics/EnglishIpa.h"
#include "engine/phonetics/EspeakProcess.h"
#include "engine/phonetics/LetterRules.h"
#include "engine/phonetics/Lexicon.h"
#include "engine/phonetics/Pronouncer.h"
#include "engine/phonetics/Syllables.h"

using namespace prososcope;
using phonetics::Pronunciation;

namespace {

double milliseconds(std::chrono::steady_clock::time_point since) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - since).count();
}

std::size_t editDistance(const Pronunciation& a, const Pronunciation& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t corner = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t next = std::min({row[j + 1] + 1, row[j] + 1, corner + (a[i].symbol == b[j].symbol ? 0 : 1)});
            corner = std::exchange(row[j + 1], next);
        }
    }
    return row.back();
}

/// Errors against the nearest of a word's pronunciations.
class Agreement {
public:
    void add(const std::vector<Pronunciation>& known, const Pronunciation& guess) {
        std::size_t best = static_cast<std::size_t>(-1);
        for (const auto& one : known) best = std::min(best, editDistance(one, guess));
        m_errors += best;
        m_phones += known.front().size();
        m_right += best == 0;
        ++m_words;
    }
    void print(const char* what) const {
        std::printf("%s: %.1f %% of phones wrong, %.1f %% of %zu words right\n", what,
                    100.0 * static_cast<double>(m_errors) / static_cast<double>(m_phones),
                    100.0 * static_cast<double>(m_right) / static_cast<double>(m_words), m_words);
    }

private:
    std::size_t m_errors = 0, m_phones = 0, m_right = 0, m_words = 0;
};

}  // namespace

int main(int count, char** arguments) {
    const auto path = count > 1 ? std::filesystem::path(arguments[1]) : phonetics::findCmudict();
    auto start = std::chrono::steady_clock::now();
    const auto lexicon = phonetics::Lexicon::read(path);
    if (!lexicon) {
        std::fprintf(stderr, "%s\n",
                     path.empty() ? phonetics::cmudictAdvice().english().c_str() : lexicon.error().message().c_str());
        return 1;
    }
    std::printf("reading CMUdict: %.0f ms, %zu words, %zu pronunciations, %zu bad lines\n", milliseconds(start),
                lexicon->words(), lexicon->pronunciations(), lexicon->badLines());

    const auto classes = phonetics::BroadClasses::find(std::string(phonetics::BroadClasses::kDefault));
    if (!classes) {
        std::fprintf(stderr, "%s\n", classes.error().message().c_str());
        return 1;
    }
    std::size_t phones = 0;
    std::size_t syllables = 0;
    std::size_t without = 0;
    std::map<std::string, std::size_t> shapes;
    start = std::chrono::steady_clock::now();
    lexicon->forEach([&](std::string_view, const Pronunciation& word) {
        phones += word.size();
        for (const auto& phone : word) without += !classes->classOf(phone);
        for (const auto& syllable : phonetics::syllablesOf(word, phonetics::OnsetRule::English)) {
            ++syllables;
            ++shapes[labelOf(word, syllable, phonetics::SyllableLabel::Shape, *classes)];
        }
    });
    std::printf("syllables and broad classes of all words: %.0f ms, %zu phones (%zu without a class), %zu syllables:",
                milliseconds(start), phones, without, syllables);
    for (const auto& [shape, number] : shapes) std::printf(" %s %zu", shape.c_str(), number);
    std::printf("\n");

    std::vector<std::string> words;
    Agreement byLetters;
    start = std::chrono::steady_clock::now();
    lexicon->forEach([&](std::string_view word, const Pronunciation&) {
        words.emplace_back(word);
        byLetters.add(lexicon->find(word), phonetics::spellEnglish(word));
    });
    std::printf("(%.0f ms) ", milliseconds(start));
    byLetters.print("letter rules");

    core::Random random(1);
    random.shuffle(std::span(words));
    words.resize(std::min<std::size_t>(words.size(), count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 5000));
    core::Progress silent;
    const auto espeak = phonetics::EspeakProcess::create("en");
    start = std::chrono::steady_clock::now();
    const auto spoken = espeak ? espeak->phonemise(words, silent) : core::fail(espeak.error());
    if (!spoken) {
        std::fprintf(stderr, "%s\n", spoken.error().message().c_str());
        return 1;
    }
    std::printf("(%.0f ms) ", milliseconds(start));
    Agreement byEspeak;
    phonetics::UnknownSymbols unknown;
    for (std::size_t i = 0; i < words.size(); ++i) {
        Pronunciation guess;
        for (const auto& part : (*spoken)[i])
            for (auto& phone : phonetics::arpabetFromIpa(part, unknown)) guess.push_back(phone);
        byEspeak.add(lexicon->find(words[i]), guess);
    }
    byEspeak.print("espeak-ng");
    if (!unknown.empty()) std::printf("%s\n", unknown.sentence().english().c_str());
    return 0;
}
