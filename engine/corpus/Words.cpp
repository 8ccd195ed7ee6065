// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Words.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/core/Characters.h"
#include "engine/core/Csv.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

using Words = std::unordered_map<std::string_view, std::string_view>;

const Words& emotions() {
    static const Words kWords = [] {
        // The program's word, then others' in lower case: English, German, French, Spanish, Italian, Portuguese, Polish,
        // Russian, Turkish, Chinese, Japanese.
        const std::array<std::pair<std::string_view, std::vector<std::string_view>>, 11> groups{{
            {"angry", {"angry",     "anger",  "ang",    "wut",  "ärger",  "aerger", "zorn",   "wütend", "ärgerlich",
                       "verärgert", "colère", "colere", "ira",  "enojo",  "enfado", "rabbia", "raiva",  "gniew",
                       "złość",     "гнев",   "злость", "öfke", "kızgın", "愤怒",   "生气",   "怒り"}},
            {"happy",
             {"happy",   "happiness", "hap",       "joy",   "freude",   "fröhlich",   "glücklich", "glück",     "joie",
              "alegría", "alegria",   "felicidad", "gioia", "felicità", "felicidade", "radość",    "szczęście", "радость",
              "счастье", "mutlu",     "mutluluk",  "高兴",  "快乐",     "开心",       "喜び"}},
            {"sad",
             {"sad", "sadness", "trauer", "traurig", "traurigkeit", "tristesse", "tristeza", "tristezza", "smutek", "грусть",
              "печаль", "üzgün", "üzüntü", "悲伤", "难过", "悲しみ"}},
            {"neutral",
             {"neutral", "neutrality", "neu", "neutre", "neutro", "neutrale", "neutralny", "neutralność", "нейтральный",
              "нейтрально", "nötr", "中性", "平静中性", "中立"}},
            {"fearful",
             {"fearful", "fear", "fea", "afraid", "scared", "angst", "ängstlich", "furcht", "peur", "miedo", "paura", "medo",
              "strach", "страх", "korku", "恐惧", "害怕", "恐れ"}},
            {"disgusted",
             {"disgusted", "disgust", "dis", "ekel", "angeekelt", "dégoût", "degout", "asco", "disgusto", "nojo", "wstręt",
              "obrzydzenie", "отвращение", "iğrenme", "厌恶", "嫌悪"}},
            {"surprised",
             {"surprised", "surprise", "sur", "überraschung", "überrascht", "surpris", "sorpresa", "surpresa", "zaskoczenie",
              "zdziwienie", "удивление", "şaşkınlık", "惊讶", "惊奇", "驚き"}},
            {"calm", {"calm", "calmness", "ruhig", "ruhe", "calme", "calma", "spokój", "спокойствие", "sakin", "平静"}},
            {"bored",
             {"bored", "boredom", "bor", "langeweile", "gelangweilt", "ennui", "aburrimiento", "noia", "tédio", "nuda", "скука",
              "can sıkıntısı", "无聊", "退屈"}},
            {"excited", {"excited", "excitement", "exc", "aufgeregt"}},
            {"frustrated", {"frustrated", "frustration", "fru", "frustriert"}},
        }};
        Words words;
        for (const auto& [own, others] : groups) {
            for (const auto other : others) words.emplace(other, own);
        }
        for (const char* none : {"xxx", "no agreement", "no_agreement"}) words.emplace(none, kNoAgreement);
        return words;
    }();
    return kWords;
}

const Words& languages() {
    static const Words kWords = {
        {"english", "en"},    {"eng", "en"}, {"german", "de"},    {"deutsch", "de"},    {"deu", "de"},     {"ger", "de"},
        {"french", "fr"},     {"fra", "fr"}, {"fre", "fr"},       {"français", "fr"},   {"spanish", "es"}, {"spa", "es"},
        {"español", "es"},    {"ita", "it"}, {"italian", "it"},   {"italiano", "it"},   {"por", "pt"},     {"portuguese", "pt"},
        {"português", "pt"},  {"nld", "nl"}, {"dut", "nl"},       {"dutch", "nl"},      {"pol", "pl"},     {"polish", "pl"},
        {"polski", "pl"},     {"rus", "ru"}, {"russian", "ru"},   {"русский", "ru"},    {"ukr", "uk"},     {"ukrainian", "uk"},
        {"cmn", "zh"},        {"zho", "zh"}, {"chi", "zh"},       {"mandarin", "zh"},   {"chinese", "zh"}, {"中文", "zh"},
        {"jpn", "ja"},        {"kor", "ko"}, {"japanese", "ja"},  {"korean", "ko"},     {"ara", "ar"},     {"arabic", "ar"},
        {"tur", "tr"},        {"dan", "da"}, {"turkish", "tr"},   {"danish", "da"},     {"swe", "sv"},     {"swedish", "sv"},
        {"nor", "no"},        {"fin", "fi"}, {"norwegian", "no"}, {"finnish", "fi"},    {"ell", "el"},     {"gre", "el"},
        {"greek", "el"},      {"hun", "hu"}, {"hungarian", "hu"}, {"ces", "cs"},        {"cze", "cs"},     {"czech", "cs"},
        {"ron", "ro"},        {"rum", "ro"}, {"romanian", "ro"},  {"hin", "hi"},        {"hindi", "hi"},   {"urd", "ur"},
        {"urdu", "ur"},       {"ben", "bn"}, {"bengali", "bn"},   {"tam", "ta"},        {"tamil", "ta"},   {"fas", "fa"},
        {"per", "fa"},        {"heb", "he"}, {"persian", "fa"},   {"hebrew", "he"},     {"est", "et"},     {"estonian", "et"},
        {"lav", "lv"},        {"lit", "lt"}, {"latvian", "lv"},   {"lithuanian", "lt"}, {"cat", "ca"},     {"catalan", "ca"},
        {"eus", "eu"},        {"baq", "eu"}, {"basque", "eu"},    {"vie", "vi"},        {"tha", "th"},     {"ind", "id"},
        {"indonesian", "id"}, {"mal", "ml"}, {"tel", "te"},       {"slk", "sk"},        {"slo", "sk"},     {"bul", "bg"}};
    return kWords;
}

/// The number at the beginning of `text`, which is shortened by it.
std::optional<double> takeNumber(std::string_view& text) {
    double value = 0.0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (result.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
    return value;
}

/// "hh:mm:ss.s" or "mm:ss.s".
std::optional<double> clockSeconds(std::string_view text) {
    double seconds = 0.0;
    int parts = 0;
    while (parts < 3) {
        if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
        const auto value = takeNumber(text);
        if (!value) return std::nullopt;
        seconds = seconds * 60.0 + *value;
        ++parts;
        if (text.empty()) return parts > 1 ? std::optional(seconds) : std::nullopt;
        if (text.front() != ':' || std::floor(*value) != *value) return std::nullopt;
        text.remove_prefix(1);
    }
    return std::nullopt;
}

/// ISO 8601 as pandas writes it: "P0DT0H0M1.5S".
std::optional<double> isoSeconds(std::string_view text) {
    if (!text.starts_with('P')) return std::nullopt;
    text.remove_prefix(1);
    double seconds = 0.0;
    bool any = false;
    while (!text.empty()) {
        if (text.front() == 'T') {
            text.remove_prefix(1);
            continue;
        }
        const auto value = takeNumber(text);
        if (!value || text.empty()) return std::nullopt;
        const double unit = text.front() == 'D'   ? 86400.0
                            : text.front() == 'H' ? 3600.0
                            : text.front() == 'M' ? 60.0
                            : text.front() == 'S' ? 1.0
                                                  : 0.0;
        if (unit == 0.0) return std::nullopt;
        seconds += unit * *value;
        text.remove_prefix(1);
        any = true;
    }
    return any ? std::optional(seconds) : std::nullopt;
}

}  // namespace

std::optional<std::string> emotionWord(std::string_view label) {
    const auto found = emotions().find(core::lowerCase(trimmed(label)));
    if (found == emotions().end()) return std::nullopt;
    return std::string(found->second);
}

std::optional<std::string> knownGender(std::string_view text) {
    static const Words kWords = {
        {"f", "female"},       {"female", "female"},   {"w", "female"},       {"weiblich", "female"}, {"woman", "female"},
        {"frau", "female"},    {"femme", "female"},    {"féminin", "female"}, {"mujer", "female"},    {"femenino", "female"},
        {"femmina", "female"}, {"feminino", "female"}, {"kobieta", "female"}, {"женский", "female"},  {"ж", "female"},
        {"女", "female"},      {"女性", "female"},     {"girl", "female"},    {"kadın", "female"},    {"m", "male"},
        {"male", "male"},      {"männlich", "male"},   {"maennlich", "male"}, {"mann", "male"},       {"man", "male"},
        {"homme", "male"},     {"masculin", "male"},   {"hombre", "male"},    {"masculino", "male"},  {"maschio", "male"},
        {"mężczyzna", "male"}, {"мужской", "male"},    {"м", "male"},         {"男", "male"},         {"男性", "male"},
        {"boy", "male"},       {"erkek", "male"},      {"masculine", "male"}, {"feminine", "female"}};
    const auto found = kWords.find(core::lowerCase(trimmed(text)));
    if (found == kWords.end()) return std::nullopt;
    return std::string(found->second);
}

std::optional<std::string> knownSplit(std::string_view text) {
    static const Words kWords = {{"train", "train"},
                                 {"training", "train"},
                                 {"trn", "train"},
                                 {"tr", "train"},
                                 {"dev", "development"},
                                 {"devel", "development"},
                                 {"development", "development"},
                                 {"val", "development"},
                                 {"valid", "development"},
                                 {"validation", "development"},
                                 {"validate", "development"},
                                 {"test", "test"},
                                 {"testing", "test"},
                                 {"tst", "test"},
                                 {"eval", "test"},
                                 {"evaluation", "test"},
                                 {"test1", "test"},
                                 {"test2", "test2"},
                                 {"test3", "test3"}};
    const auto found = kWords.find(core::lowerCase(trimmed(text)));
    if (found == kWords.end()) return std::nullopt;
    return std::string(found->second);
}

std::string languageCode(std::string_view text) {
    std::string word = core::lowerCase(trimmed(text));
    if (const auto found = languages().find(word); found != languages().end()) return std::string(found->second);
    const auto letter = [&](std::size_t i) { return word[i] >= 'a' && word[i] <= 'z'; };
    if (word.size() > 2 && letter(0) && letter(1) && (word[2] == '-' || word[2] == '_')) word.resize(2);
    return word;
}

bool isMissing(std::string_view text) {
    const auto word = trimmed(text);
    for (const char* none : {"", "nan", "NaN", "NaT", "None", "null", "NULL", "NA", "N/A", "n/a", "<NA>"}) {
        if (word == none) return true;
    }
    return false;
}

std::optional<double> parseSeconds(std::string_view text) {
    text = trimmed(text);
    if (const auto value = finiteNumber(text)) return value;
    if (const auto iso = isoSeconds(text)) return iso;
    if (const auto clock = clockSeconds(text)) return clock;
    auto rest = text;
    const auto value = takeNumber(rest);
    if (!value) return std::nullopt;
    const auto unit = trimmed(rest);
    if (unit == "s" || unit == "sec" || unit == "seconds") return value;
    if (unit == "ms") return *value / 1000.0;
    for (const std::string_view days : {"days ", "day "}) {
        if (!unit.starts_with(days)) continue;
        const auto clock = clockSeconds(trimmed(unit.substr(days.size())));
        return clock ? std::optional(*value * 86400.0 + *clock) : std::nullopt;
    }
    if (unit == "days" || unit == "day") return *value * 86400.0;
    return std::nullopt;
}

core::Result<std::map<std::string, std::string>> parsePairs(std::string_view text, std::string_view setting) {
    std::map<std::string, std::string> pairs;
    while (!trimmed(text).empty()) {
        const auto end = std::min(text.find_first_of(",;"), text.size());
        const auto pair = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        const std::string left(trimmed(pair.substr(0, std::min(equals, pair.size()))));
        if (equals == std::string_view::npos || left.empty() || !pairs.emplace(left, trimmed(pair.substr(equals + 1))).second) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine",
                                            "The setting \"%1\" must hold pairs such as \"W=angry,F=happy\", each left side "
                                            "once. \"%2\" is none."),
                               {std::string(setting), std::string(pair)}});
        }
    }
    return pairs;
}

std::string LabelWords::word(std::string_view label) {
    const std::string text(trimmed(label));
    std::string result = text;
    if (const auto own = m_own.find(text); own != m_own.end()) {
        result = own->second;
    } else if (isMissing(text)) {
        return {};
    } else if (auto known = emotionWord(text)) {
        result = std::move(*known);
    }
    if (result != text) m_changed.emplace(text, result);
    return result;
}

void LabelWords::addRemark(Corpus& corpus) const {
    if (m_changed.empty()) return;
    constexpr std::size_t kShown = 12;
    std::string list;
    std::size_t shown = 0;
    for (const auto& [from, to] : m_changed) {
        if (shown++ == kShown) {
            list += ", ...";
            break;
        }
        list += (list.empty() ? "" : ", ") + from + " = " + to;
    }
    corpus.remarks.emplace_back(TRANSLATABLE("Engine", "Labels in the words of this program: %1."),
                                std::vector<std::string>{list});
}

}  // namespace prososcope::corpus
