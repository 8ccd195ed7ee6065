// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Pronouncer.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "engine/core/Characters.h"
#include "engine/core/Paths.h"
#include "engine/phonetics/EnglishIpa.h"
#include "engine/phonetics/LetterRules.h"

namespace prososcope::phonetics {

std::string_view sourceName(PronunciationSource source) {
    constexpr std::array<std::string_view, 5> kNames = {"lexicon", "cmudict", "espeak-ng", "letters", "none"};
    return kNames[static_cast<std::size_t>(source)];
}

std::filesystem::path findCmudict() {
    if (const char* given = std::getenv("PROSOSCOPE_CMUDICT"); given != nullptr && *given != '\0') return given;
    const char* cache = std::getenv("PROSOSCOPE_CACHE");
    const auto fetched = cache != nullptr && *cache == '/' ? std::filesystem::path(cache) : core::cacheFolder();
    for (const auto& folder : {core::resourceFolder(), fetched}) {
        auto file = folder / "cmudict" / "cmudict.dict";
        std::error_code code;
        if (std::filesystem::is_regular_file(file, code)) return file;
    }
    return {};
}

core::Text cmudictAdvice() {
    const auto installed = core::libraryFolder() / "packaging" / "fetch-cmudict.sh";
    std::error_code code;
    const auto script = std::filesystem::exists(installed, code) ? installed.string() : "packaging/fetch-cmudict.sh";
    return {TRANSLATABLE("Engine", "CMUdict, the lexicon of English pronunciations, is absent; run %1 to get it."), {script}};
}

core::Result<Pronouncer> Pronouncer::open(const PronouncerOptions& options) {
    Pronouncer pronouncer;
    pronouncer.m_options = options;
    if (!options.userLexicon.empty()) {
        auto lexicon = Lexicon::read(options.userLexicon);
        if (!lexicon) return core::fail(lexicon.error());
        if (!lexicon->remark().empty()) pronouncer.m_remarks.push_back(lexicon->remark());
        pronouncer.m_user = std::move(*lexicon);
    }
    if (pronouncer.english()) {
        const auto path = options.cmudict.empty() ? findCmudict() : options.cmudict;
        if (path.empty()) {
            pronouncer.m_remarks.push_back(cmudictAdvice());
        } else {
            auto lexicon = Lexicon::read(path);
            if (!lexicon) return core::fail(lexicon.error());
            if (!lexicon->remark().empty()) pronouncer.m_remarks.push_back(lexicon->remark());
            pronouncer.m_cmudict = std::move(*lexicon);
        }
    }
    auto espeak = EspeakProcess::create(options.language, options.espeak);
    if (!espeak && espeak.error().kind == core::ErrorKind::BadInput) return core::fail(espeak.error());
    if (!options.useEspeak) {
        pronouncer.m_noEspeak = core::Error{core::ErrorKind::Unavailable,
                                            {TRANSLATABLE("Engine",
                                                          "Words of the language %1 that are in no lexicon need espeak-ng, "
                                                          "which was not to be used."),
                                             {options.language}},
                                            {}};
    } else if (espeak) {
        pronouncer.m_espeak = std::move(*espeak);
    } else {
        pronouncer.m_noEspeak = espeak.error();
        if (pronouncer.english()) pronouncer.m_remarks.push_back(espeak.error().text);
    }
    return pronouncer;
}

std::optional<PronouncedWord> Pronouncer::entryOf(std::string_view word) const {
    for (const auto& [lexicon, source] :
         {std::pair{&m_user, PronunciationSource::UserLexicon}, std::pair{&m_cmudict, PronunciationSource::Cmudict}}) {
        if (auto phones = lexicon->first(word); !phones.empty())
            return PronouncedWord{std::string(word), {std::move(phones)}, source};
    }
    return {};
}

/// The word itself, without an apostrophe at its end, or, of a compound, all its parts.
std::optional<PronouncedWord> Pronouncer::fromLexicons(const std::string& word) const {
    auto found = entryOf(word);
    if (!found && word.size() > 1 && word.ends_with('\'')) found = entryOf(std::string_view(word).substr(0, word.size() - 1));
    if (!found && word.find('-') != std::string::npos) {
        found = PronouncedWord{word, {}, PronunciationSource::Cmudict};
        for (std::size_t i = 0; i < word.size() && found;) {
            const auto end = std::min(word.find('-', i), word.size());
            if (end > i) {
                auto part = entryOf(std::string_view(word).substr(i, end - i));
                if (!part) return {};
                found->spoken.push_back(std::move(part->spoken.front()));
                found->source = std::min(found->source, part->source);
            }
            i = end + 1;
        }
        if (found->spoken.empty()) return {};
    }
    if (found) found->text = word;
    return found;
}

PronouncedWord Pronouncer::fromEspeak(const std::string& word, const EspeakLine& line) {
    PronouncedWord result{word, {}, PronunciationSource::Espeak};
    for (const auto& segments : line) {
        Pronunciation phones;
        if (english()) {
            phones = arpabetFromIpa(segments, m_unknown);
        } else {
            for (const auto& segment : segments) {
                for (auto& phone : ipaPhones(segment, IpaText::Segment, m_unknown)) phones.push_back(std::move(phone));
            }
        }
        if (!phones.empty()) result.spoken.push_back(std::move(phones));
    }
    return result;
}

core::Result<std::vector<PronouncedWord>> Pronouncer::pronounce(std::span<const std::string> words, core::Progress& progress) {
    std::set<std::string> unknown;
    for (const auto& word : words) {
        if (m_known.contains(word) || unknown.contains(word)) continue;
        if (auto found = fromLexicons(word)) {
            m_known.emplace(word, std::move(*found));
        } else {
            unknown.insert(word);
        }
    }
    const std::vector<std::string> asked(unknown.begin(), unknown.end());
    std::vector<EspeakLine> lines(asked.size());
    if (!asked.empty() && m_espeak) {
        auto spoken = m_espeak->phonemise(asked, progress);
        if (!spoken) return core::fail(spoken.error());
        lines = std::move(*spoken);
    } else if (!asked.empty() && !english()) {
        return core::fail(*m_noEspeak);
    }
    for (std::size_t i = 0; i < asked.size(); ++i) {
        auto result = fromEspeak(asked[i], lines[i]);
        if (result.spoken.empty() && english()) {
            result.source = PronunciationSource::LetterRules;
            if (auto phones = spellEnglish(asked[i]); !phones.empty()) result.spoken.push_back(std::move(phones));
        }
        if (result.spoken.empty()) {
            result.source = PronunciationSource::None;
            ++m_silent;
        }
        m_known.emplace(asked[i], std::move(result));
    }
    std::vector<PronouncedWord> results;
    results.reserve(words.size());
    for (const auto& word : words) results.push_back(m_known.at(word));
    return results;
}

std::vector<core::Text> Pronouncer::remarks() const {
    auto all = m_remarks;
    if (!m_unknown.empty()) all.push_back(m_unknown.sentence());
    if (m_silent > 0) {
        std::string list;
        constexpr std::size_t kNamed = 10;
        std::size_t named = 0;
        for (const auto& [word, result] : m_known) {
            if (result.source != PronunciationSource::None || named++ >= kNamed) continue;
            list += (list.empty() ? "" : ", ") + word;
        }
        all.push_back({TRANSLATABLE("Engine", "Words without a pronunciation were left out (%1 in all): %2."),
                       {std::to_string(m_silent), list + (named > kNamed ? ", …" : "")}});
    }
    return all;
}

}  // namespace prososcope::phonetics
