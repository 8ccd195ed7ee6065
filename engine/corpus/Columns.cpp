// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "engine/audio/AudioFile.h"
#include "engine/core/Characters.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/Words.h"

namespace prososcope::corpus {

namespace {

constexpr std::size_t kMostRows = 2000;
constexpr std::size_t kMostDistinct = 40;  ///< more different values than that are no classes

struct FieldWords {
    std::string_view field;
    std::vector<std::string_view> words;  ///< as `plain` gives them, the surest first
};

/// Names of columns in English, German, French, Spanish, Italian, Portuguese, Polish, Russian, Chinese and Japanese.
const std::vector<FieldWords>& fieldWords() {
    static const std::vector<FieldWords> kWords = {
        {"path", {"path",        "file",       "filepath",  "filename",  "wavpath",       "wav",       "wavfile",
                  "wavfilename", "audio",      "audiopath", "audiofile", "audiofilename", "recording", "clip",
                  "fileid",      "files",      "filelist",  "dateiname", "datei",         "pfad",      "aufnahme",
                  "fichier",     "nomfichier", "chemin",    "archivo",   "ruta",          "fichero",   "percorso",
                  "nomefile",    "arquivo",    "caminho",   "plik",      "ścieżka",       "файл",      "путь",
                  "文件",        "文件名",     "路径",      "音频",      "ファイル",      "ファイル名"}},
        {"id", {"id", "uttid", "utteranceid", "utterance", "segmentid", "clipid", "key", "kennung", "编号"}},
        {"speaker", {"speaker",       "speakerid", "spk",      "spkid",    "spkrid",     "spkr",       "spkrname",
                     "speakername",   "actor",     "actorid",  "talker",   "subject",    "subjectid",  "participant",
                     "participantid", "client",    "clientid", "sprecher", "sprecherin", "sprecherid", "locuteur",
                     "hablante",      "locutor",   "parlante", "falante",  "mówca",      "aktor",      "диктор",
                     "спикер",        "говорящий", "说话人",   "话者",     "話者"}},
        {"gender",
         {"gender", "sex", "geschlecht", "genre", "sexe", "género", "genero", "sexo", "genere", "sesso", "gênero", "płeć",
          "plec", "пол", "性别", "性別"}},
        {"language",
         {"language", "lang", "locale", "sprache", "langue", "idioma", "lengua", "lingua", "język", "язык", "语言", "言語"}},
        {"emotion",
         {"emotion", "emotions", "emo",    "emoclass", "emotionclass", "emotionlabel", "emotionname", "label",   "labels",
          "class",   "category", "gefühl", "gefuehl",  "klasse",       "émotion",      "emoción",     "emocion", "emozione",
          "emoção",  "emocao",   "emocja", "эмоция",   "情感",         "情绪",         "感情"}},
        {"valence",
         {"valence", "val", "emoval", "pleasure", "valenz", "valencia", "valenza", "valência", "walencja", "валентность",
          "效价"}},
        {"arousal",
         {"arousal", "aro", "activation", "act", "emoact", "erregung", "aktivierung", "activación", "attivazione", "ativação",
          "pobudzenie", "возбуждение", "唤醒", "唤醒度"}},
        {"dominance",
         {"dominance", "dom", "emodom", "control", "power", "potency", "dominanz", "dominancia", "dominanza", "dominacja",
          "доминантность", "支配"}},
        {"intensity",
         {"intensity", "emotionintensity", "level", "strength", "intensität", "intensité", "intensidad", "intensità", "stärke",
          "强度"}},
        {"transcript",
         {"transcript", "transcription", "text", "sentence", "rawtext", "normalizedtext", "words", "transkript",
          "transkription", "wortlaut", "satz", "texte", "texto", "testo", "tekst", "текст", "文本", "テキスト"}},
        {"dialogue",
         {"dialogue", "dialog", "dialogueid", "dialogid", "conversation", "conversationid", "scene", "gespräch", "gespraech",
          "conversación", "conversazione", "диалог", "对话"}},
        {"turn", {"turn", "turnid", "turnindex", "turnnumber"}},
        {"session",
         {"session", "sessionid", "ses", "dyad", "sitzung", "séance", "sesión", "sessione", "sessão", "sesja", "сессия"}},
        {"split", {"split", "splitset", "partition", "subset", "set", "dataset", "usage", "aufteilung"}},
        {"start",
         {"start", "starttime", "startseconds", "begin", "begintime", "onset", "tmin", "xmin", "from", "beginn", "anfang",
          "début", "debut", "inicio", "inizio", "início", "początek", "начало", "开始"}},
        {"end",
         {"end", "endtime", "endseconds", "stop", "stoptime", "offset", "tmax", "xmax", "to", "ende", "fin", "final", "fine",
          "fim", "koniec", "конец", "结束"}},
        {"duration",
         {"duration", "dur", "length", "dauer", "länge", "durée", "duración", "durata", "duração", "длительность", "时长"}},
    };
    return kWords;
}

/// A name in lower case without spaces and marks: "Speaker ID" and "speaker_id" are "speakerid".
std::string plain(std::string_view name) {
    std::string result = core::lowerCase(trimmed(name));
    std::erase_if(result, [](char c) {
        return c == ' ' || c == '_' || c == '-' || c == '.' || c == ':' || c == '/' || c == '(' || c == ')' || c == '[' ||
               c == ']';
    });
    return result;
}

/// How well a name fits a field: 0 is the surest word, more is less sure; nothing where it does not fit.
std::optional<std::size_t> fit(const FieldWords& field, std::string_view plainName) {
    const auto found = std::find(field.words.begin(), field.words.end(), plainName);
    if (found == field.words.end()) return std::nullopt;
    return static_cast<std::size_t>(found - field.words.begin());
}

/// The values of one column as far as they matter for guessing.
class ColumnLook {
public:
    ColumnLook(const core::CsvTable& table, std::size_t column) {
        const std::size_t rows = std::min(table.rows.size(), kMostRows);
        for (std::size_t i = 0; i < rows; ++i) {
            const std::string_view cell = trimmed(table.rows[i][column]);
            if (isMissing(cell)) continue;
            ++m_filled;
            if (m_sample.size() < 20) m_sample.push_back(cell);
            if (m_distinct.size() <= kMostDistinct) m_distinct.insert(cell);
            const auto value = finiteNumber(cell);
            if (value) {
                ++m_numbers;
                m_low = std::min(m_low, *value);
                m_high = std::max(m_high, *value);
            } else if (parseSeconds(cell)) {
                ++m_times;
            }
        }
    }
    [[nodiscard]] bool empty() const { return m_filled == 0; }
    [[nodiscard]] bool isNumeric() const { return m_filled > 0 && m_numbers == m_filled; }
    [[nodiscard]] bool isTimes() const { return m_filled > 0 && m_times == m_filled; }
    // A few damaged cells do not make another column of it.
    [[nodiscard]] bool isMostlyNumeric() const { return 10 * m_numbers >= 8 * m_filled; }
    [[nodiscard]] bool isMostlyTimes() const { return 10 * (m_numbers + m_times) >= 7 * m_filled; }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    [[nodiscard]] std::size_t filled() const { return m_filled; }
    [[nodiscard]] std::size_t distinct() const { return m_distinct.size(); }
    [[nodiscard]] bool hasFewValues() const { return m_distinct.size() >= 2 && m_distinct.size() <= kMostDistinct; }
    /// Share of the different values that `known` knows.
    template <typename Known>
    [[nodiscard]] double share(Known known) const {
        if (m_distinct.empty() || m_distinct.size() > kMostDistinct) return 0.0;
        const auto count = std::count_if(m_distinct.begin(), m_distinct.end(), known);
        return static_cast<double>(count) / static_cast<double>(m_distinct.size());
    }
    /// Whether at least half of a sample are recordings: they exist, or at least are named so.
    [[nodiscard]] bool namesRecordings(const std::filesystem::path& folder) const {
        std::size_t good = 0;
        for (const auto cell : m_sample) {
            const std::filesystem::path path{std::string(cell)};
            std::error_code code;
            const bool there = !folder.empty() && std::filesystem::is_regular_file(folder / path, code);
            if (there || audio::hasAudioEnding(path)) ++good;
        }
        return good > 0 && 2 * good >= m_sample.size();
    }

private:
    std::size_t m_filled = 0;
    std::size_t m_numbers = 0;
    std::size_t m_times = 0;
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
    std::vector<std::string_view> m_sample;
    std::unordered_set<std::string_view> m_distinct;
};

bool isDimension(std::string_view field) { return field == "valence" || field == "arousal" || field == "dominance"; }
bool isTime(std::string_view field) { return field == "start" || field == "end" || field == "duration"; }

/// Whether a column can hold a field at all.
bool canHold(const ColumnLook& look, std::string_view field) {
    if (look.empty()) return true;
    if (isDimension(field)) return look.isMostlyNumeric();
    if (isTime(field)) return look.isMostlyTimes();
    return true;
}

std::optional<Scale> usualScale(double low, double high) {
    constexpr std::array<Scale, 7> kScales = {Scale{0, 1}, {-1, 1}, {1, 5}, {1, 7}, {1, 9}, {0, 10}, {0, 100}};
    for (const auto& scale : kScales) {
        if (low >= scale.low && high <= scale.high) return scale;
    }
    return std::nullopt;
}

bool setNumber(std::optional<double>& target, std::string_view text) {
    const auto value = finiteNumber(text);
    if (!value) return false;
    target = value;
    return true;
}

}  // namespace

const std::vector<std::string_view>& fieldNames() {
    static const std::vector<std::string_view> kNames = {
        "path",      "id",         "speaker",  "gender", "language", "emotion", "valence", "arousal", "dominance",
        "intensity", "transcript", "dialogue", "turn",   "session",  "split",   "start",   "end",     "duration"};
    return kNames;
}

std::optional<std::string> fieldNamed(std::string_view name) {
    const std::string wanted = plain(name);
    for (const auto& field : fieldWords()) {
        if (fit(field, wanted)) return std::string(field.field);
    }
    return std::nullopt;
}

bool setField(Utterance& utterance, std::string_view field, std::string_view text) {
    text = trimmed(text);
    using Setter = std::function<bool(Utterance&, std::string_view)>;
    static const std::unordered_map<std::string_view, Setter> kSetters = [] {
        std::unordered_map<std::string_view, Setter> setters;
        const auto word = [&](std::string_view name, std::string Utterance::*member) {
            setters[name] = [member](Utterance& u, std::string_view t) {
                u.*member = std::string(t);
                return true;
            };
        };
        const auto number = [&](std::string_view name, std::optional<double> Utterance::*member) {
            setters[name] = [member](Utterance& u, std::string_view t) { return setNumber(u.*member, t); };
        };
        word("id", &Utterance::id);
        word("speaker", &Utterance::speaker);
        word("emotion", &Utterance::emotion);
        word("intensity", &Utterance::intensity);
        word("transcript", &Utterance::transcript);
        word("dialogue", &Utterance::dialogue);
        word("session", &Utterance::session);
        number("valence", &Utterance::valence);
        number("arousal", &Utterance::arousal);
        number("dominance", &Utterance::dominance);
        setters["path"] = [](Utterance& u, std::string_view t) {
            u.path = std::filesystem::path(std::string(t));
            return true;
        };
        setters["gender"] = [](Utterance& u, std::string_view t) {
            u.gender = knownGender(t).value_or(std::string(t));
            return true;
        };
        setters["language"] = [](Utterance& u, std::string_view t) {
            u.language = languageCode(t);
            return true;
        };
        setters["split"] = [](Utterance& u, std::string_view t) {
            u.split = knownSplit(t).value_or(std::string(t));
            return true;
        };
        setters["turn"] = [](Utterance& u, std::string_view t) {
            std::optional<double> value;
            if (!setNumber(value, t) || std::floor(*value) != *value || std::abs(*value) > 1e9) return false;
            u.turn = static_cast<int>(*value);
            return true;
        };
        const auto time = [&](std::string_view name, void (*set)(Utterance&, double)) {
            setters[name] = [set](Utterance& u, std::string_view t) {
                const auto seconds = parseSeconds(t);
                if (seconds) set(u, *seconds);
                return seconds.has_value();
            };
        };
        time("start", [](Utterance& u, double s) { u.startSeconds = std::max(0.0, s); });
        time("end", [](Utterance& u, double s) { u.endSeconds = s < 0.0 ? -1.0 : s; });
        time("duration", [](Utterance& u, double s) {
            if (u.endSeconds < 0.0 && s > 0.0) u.endSeconds = u.startSeconds + s;
        });
        return setters;
    }();
    const auto setter = kSetters.find(field);
    if (setter == kSetters.end() || (field == "transcript" ? text.empty() : isMissing(text))) return true;
    return setter->second(utterance, text);
}

bool ColumnGuess::isUsable() const {
    const bool emotion = columns.contains("emotion") && !emotionIsUnsure;
    const bool dimension = columns.contains("valence") || columns.contains("arousal") || columns.contains("dominance");
    return columns.contains("path") && (emotion || dimension);
}

ColumnGuess guessColumns(const core::CsvTable& table, const std::filesystem::path& folder) {
    ColumnGuess guess;
    std::vector<ColumnLook> looks;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        looks.emplace_back(table, i);
        names.push_back(plain(table.columns[i]));
    }
    std::set<std::size_t> taken;
    const auto take = [&](std::string_view field, std::size_t column) {
        guess.columns[std::string(field)] = table.columns[column];
        taken.insert(column);
    };

    // By name: of the columns that can hold a field, the one whose name is surest; recordings that exist before others.
    for (const auto& field : fieldWords()) {
        std::optional<std::pair<std::size_t, std::size_t>> best;  // sureness, column
        for (std::size_t i = 0; i < names.size(); ++i) {
            auto sure = fit(field, names[i]);
            if (!sure || taken.contains(i) || !canHold(looks[i], field.field)) continue;
            if (field.field == "path" && !looks[i].namesRecordings(folder)) *sure += 1000;
            if (!best || *sure < best->first) best = {*sure, i};
        }
        if (best) take(field.field, best->second);
    }

    // By content, for what the names did not say.
    const auto byContent = [&](std::string_view field, auto fits) {
        if (guess.columns.contains(std::string(field))) return;
        for (std::size_t i = 0; i < looks.size(); ++i) {
            if (taken.contains(i) || !fits(looks[i])) continue;
            take(field, i);
            guess.byContent.emplace_back(field);
            return;
        }
    };
    byContent("path", [&](const ColumnLook& look) { return look.namesRecordings(folder); });
    byContent("emotion", [](const ColumnLook& look) {
        return look.hasFewValues() && look.share([](std::string_view v) { return emotionWord(v).has_value(); }) > 0.5;
    });
    byContent("gender", [](const ColumnLook& look) {
        return !look.isNumeric() && look.distinct() <= 3 &&
               look.share([](std::string_view v) { return knownGender(v).has_value(); }) == 1.0;
    });
    byContent("split", [](const ColumnLook& look) {
        return look.hasFewValues() && look.share([](std::string_view v) { return knownSplit(v).has_value(); }) == 1.0;
    });
    if (!guess.columns.contains("end")) {
        byContent("start", [](const ColumnLook& look) { return look.isTimes(); });
        if (guess.columns.contains("start")) byContent("end", [](const ColumnLook& look) { return look.isTimes(); });
    }
    if (!guess.columns.contains("emotion")) {
        byContent("emotion", [](const ColumnLook& look) {
            return !look.isNumeric() && !look.isTimes() && look.hasFewValues() && look.filled() >= 4 * look.distinct();
        });
        guess.emotionIsUnsure = guess.columns.contains("emotion");
    }

    for (const char* dimension : {"valence", "arousal", "dominance"}) {
        const auto column = guess.columns.find(dimension);
        if (column == guess.columns.end()) continue;
        const auto& look = looks[*table.column(column->second)];
        if (look.low() > look.high()) continue;
        if (const auto scale = usualScale(look.low(), look.high())) guess.scales[dimension] = *scale;
    }
    for (std::size_t i = 0; i < looks.size(); ++i) {
        if (!taken.contains(i) && looks[i].isNumeric() && !names[i].empty()) guess.numbers.push_back(table.columns[i]);
    }
    return guess;
}

char guessSeparator(std::string_view text) {
    std::array<std::pair<char, std::size_t>, 4> counts{{{',', 0}, {';', 0}, {'\t', 0}, {'|', 0}}};
    bool quoted = false;
    for (const char c : text) {
        if (c == '\n' && !quoted) break;
        if (c == '"') quoted = !quoted;
        for (auto& [separator, count] : counts) {
            if (c == separator && !quoted) ++count;
        }
    }
    return std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

}  // namespace prososcope::corpus
