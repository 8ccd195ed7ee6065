// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"
#include "engine/corpus/AudioFinder.h"
#include "engine/corpus/Columns.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/TableRows.h"
#include "engine/corpus/Words.h"

// Data folders of Kaldi: wav.scp, segments, text, utt2spk, spk2gender, utt2lang, and utt2emo, utt2dim (UTTERANCE VALENCE
// AROUSAL DOMINANCE), utt2session, utt2dialogue by the same habit. Folders with a wav.scp each, such as train and test, are
// parts of one corpus. Setting: "map" (labels, "ang=angry").
//
// An entry of wav.scp that ends in "|" is a command. It is never run: a corpus that was downloaded would run anything. Commands
// that do nothing but decode one file (cat, flac, sph2pipe, sox without effects) are replaced by reading that file, the others
// are left out and counted.
namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

constexpr const char* kList = "wav.scp";

/// A line's first word and the rest.
std::pair<std::string, std::string> keyAndRest(std::string_view line) {
    line = trimmed(line);
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    return {std::string(line.substr(0, end)), std::string(trimmed(line.substr(end)))};
}

/// The words of a command as a shell would cut it; nothing where it holds what only a shell can do.
std::optional<std::vector<std::string>> commandWords(std::string_view command) {
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else if (quote == '"' && (c == '$' || c == '`' || c == '\\')) {
                return std::nullopt;
            } else {
                word += c;
            }
            continue;
        }
        if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (c == ' ' || c == '\t') {
            if (inWord) words.push_back(std::move(word));
            word.clear();
            inWord = false;
        } else if (std::string_view("|&;<>()$`\\*?[]#~=%!{}\n").find(c) != std::string_view::npos) {
            return std::nullopt;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (quote != 0) return std::nullopt;
    if (inWord) words.push_back(std::move(word));
    return words;
}

/// The file that a command decodes to its output and does nothing else with; nothing for other commands.
std::optional<std::string> decodedFile(std::string_view command) {
    const auto words = commandWords(command);
    if (!words || words->size() < 2) return std::nullopt;
    const std::string program = fs::path(words->front()).filename().string();
    std::vector<std::string> files;
    bool toOutput = program == "cat" || program == "sph2pipe";
    for (std::size_t i = 1; i < words->size(); ++i) {
        const std::string& word = (*words)[i];
        const bool option = word.size() > 1 && word[0] == '-';
        if (program == "cat") {
            if (option) return std::nullopt;
            files.push_back(word);
        } else if (program == "flac") {
            static const std::set<std::string> kHarmless = {"-c",
                                                            "-d",
                                                            "-s",
                                                            "-cd",
                                                            "-dc",
                                                            "-dcs",
                                                            "-cds",
                                                            "-sdc",
                                                            "-scd",
                                                            "--stdout",
                                                            "--decode",
                                                            "--silent",
                                                            "--totally-silent"};
            if (option && !kHarmless.contains(word)) return std::nullopt;
            toOutput = toOutput || word.starts_with("-c") || word.starts_with("-dc") || word == "-sdc" || word == "-scd" ||
                       word == "--stdout";
            if (!option) files.push_back(word);
        } else if (program == "sph2pipe") {  // not -c, which takes one channel, nor -t, which takes a span
            if (word == "-f") {
                ++i;
            } else if (option && word != "-p") {
                return std::nullopt;
            } else if (!option) {
                files.push_back(word);
            }
        } else if (program == "sox") {
            if (toOutput) return std::nullopt;  // an effect
            if (word == "-t" || word == "-b" || word == "-e" || word == "-r") {
                ++i;
            } else if (word == "-") {
                toOutput = true;
            } else if (option && word != "-V0" && word != "-V1") {
                return std::nullopt;
            } else if (!option) {
                files.push_back(word);
            }
        } else {
            return std::nullopt;
        }
    }
    if (files.size() != 1 || !toOutput) return std::nullopt;
    return files.front();
}

class KaldiReader {
public:
    KaldiReader(const fs::path& folder, std::map<std::string, std::string> map)
        : m_folder(folder), m_files(folder), m_words(std::move(map)) {}

    core::Result<Corpus> read(core::Progress& progress) {
        std::vector<fs::path> parts;
        if (m_files.isFile(kList)) {
            parts.emplace_back();
        } else {
            for (auto& part : m_files.folders({})) {
                if (m_files.isFile(part / kList)) parts.push_back(std::move(part));
            }
        }
        if (parts.empty()) {
            return core::fail(core::ErrorKind::NotFound,
                              {TRANSLATABLE("Engine", "Neither %1 nor a folder in it holds a wav.scp."), {m_folder.string()}});
        }
        for (const auto& part : parts) {
            if (progress.stopRequested()) return core::cancelled();
            addPart(part);
        }
        m_corpus.layout = "kaldi";
        m_words.addRemark(m_corpus);
        m_files.addRemarks(m_corpus);
        if (m_otherPrefix > 0) {
            m_corpus.remarks.emplace_back(
                TRANSLATABLE("Engine", "Utterances whose names do not begin with their speaker, as Kaldi wants it: %1."),
                std::vector<std::string>{std::to_string(m_otherPrefix)});
        }
        remarkSpeakerless(m_corpus);
        return std::move(m_corpus);
    }

private:
    /// A file of lines "KEY VALUE"; empty where it is absent. The first of two lines with one key stays.
    std::map<std::string, std::string> mapOf(const fs::path& file) {
        std::map<std::string, std::string> map;
        const auto text = m_files.text(file);
        if (!text) return map;
        for (const auto line : linesOf(*text)) {
            auto [key, value] = keyAndRest(line);
            if (key.empty()) continue;
            if (!map.emplace(key, std::move(value)).second) {
                m_files.note(TRANSLATABLE("Engine", "Left out, lines whose key comes twice: %1 (%2)."),
                             file.filename().string() + ": " + key);
            }
        }
        return map;
    }

    /// The recording of an entry of wav.scp, or nothing, which is noted.
    std::optional<fs::path> recordingOf(const std::string& key, const std::string& entry, const fs::path& part) {
        std::string name = entry;
        if (entry.ends_with('|')) {
            const auto file = decodedFile(std::string_view(entry).substr(0, entry.size() - 1));
            if (!file) {
                m_files.note(
                    TRANSLATABLE("Engine",
                                 "Left out, recordings that a command would have to make, which is never run: %1 (%2)."),
                    key);
                return std::nullopt;
            }
            m_files.note(TRANSLATABLE("Engine", "Recordings read from their file instead of from a command: %1 (%2)."), key);
            name = *file;
        }
        const fs::path path(name);
        const auto colon = name.rfind(':');
        const bool archive = colon != std::string::npos && colon + 1 < name.size() &&
                             name.find_first_not_of("0123456789", colon + 1) == std::string::npos;
        if (name.empty() || archive) {
            m_files.note(TRANSLATABLE("Engine", "Left out, entries of wav.scp that are no file: %1 (%2)."), key);
            return std::nullopt;
        }
        std::error_code code;
        if (path.is_absolute()) {
            const auto relative = path.lexically_normal().lexically_relative(m_folder);
            return staysInside(relative) ? relative : path.lexically_normal();
        }
        // Kaldi's paths are relative to where the recipe ran: a few folders above data/train.
        fs::path base = part.empty() ? m_folder : m_folder / part;
        for (int above = 0; above < 5; ++above, base = base.parent_path()) {
            if (!fs::is_regular_file(base / path, code)) continue;
            const auto place = (base / path).lexically_normal();
            const auto relative = place.lexically_relative(m_folder);
            return staysInside(relative) ? relative : place;
        }
        const auto missing = (part / path).lexically_normal();
        return staysInside(missing) ? missing : path.filename();
    }

    struct PartTables {
        std::map<std::string, std::string> speakers, genders, texts, emotions, dimensions, languages, sessions, dialogues;
    };

    void addPart(const fs::path& part) {
        std::map<std::string, fs::path> recordings;
        for (const auto& [key, entry] : mapOf(part / kList)) {
            if (auto path = recordingOf(key, entry, part)) recordings[key] = std::move(*path);
        }
        const PartTables tables{mapOf(part / "utt2spk"),     mapOf(part / "spk2gender"),  mapOf(part / "text"),
                                mapOf(part / "utt2emo"),     mapOf(part / "utt2dim"),     mapOf(part / "utt2lang"),
                                mapOf(part / "utt2session"), mapOf(part / "utt2dialogue")};
        const std::string name = part.filename().string();
        const std::string split = part.empty() ? std::string() : knownSplit(name).value_or(name);
        if (!m_files.isFile(part / "segments")) {
            for (const auto& [key, path] : recordings) {
                Utterance utterance;
                utterance.path = path;
                add(key, std::move(utterance), tables, split);
            }
            return;
        }
        for (const auto& [key, rest] : mapOf(part / "segments")) {
            const auto words = piecesOf(rest, ' ');
            const auto start = words.size() == 3 ? finiteNumber(words[1]) : std::nullopt;
            const auto end = words.size() == 3 ? finiteNumber(words[2]) : std::nullopt;
            const bool open = end && *end < 0.0;  // to the end of the recording
            if (!start || !end || *start < 0.0 || (!open && *end <= *start)) {
                m_files.note(TRANSLATABLE("Engine", "Left out, lines of segments that cannot be read: %1 (%2)."), key);
                continue;
            }
            const auto recording = recordings.find(std::string(words[0]));
            if (recording == recordings.end()) {
                m_files.note(TRANSLATABLE("Engine", "Left out, segments of recordings that are not there: %1 (%2)."), key);
                continue;
            }
            Utterance utterance;
            utterance.path = recording->second;
            utterance.startSeconds = *start;
            utterance.endSeconds = open ? -1.0 : *end;
            add(key, std::move(utterance), tables, split);
        }
    }

    void add(const std::string& key, Utterance utterance, const PartTables& tables, const std::string& split) {
        utterance.id = key;
        utterance.split = split;
        utterance.speaker = valueOr(tables.speakers, key);
        setField(utterance, "gender", valueOr(tables.genders, utterance.speaker));
        setField(utterance, "language", valueOr(tables.languages, key));
        utterance.transcript = valueOr(tables.texts, key);
        utterance.session = valueOr(tables.sessions, key);
        utterance.dialogue = valueOr(tables.dialogues, key);
        utterance.emotion = m_words.word(valueOr(tables.emotions, key));
        if (const auto dimensions = tables.dimensions.find(key); dimensions != tables.dimensions.end()) {
            const auto words = piecesOf(dimensions->second, ' ');
            const char* fields[] = {"valence", "arousal", "dominance"};
            bool good = words.size() == 3;
            for (std::size_t i = 0; good && i < 3; ++i) good = setField(utterance, fields[i], words[i]);
            if (!good) m_files.note(TRANSLATABLE("Engine", "Lines of utt2dim that are no three numbers: %1 (%2)."), key);
        }
        if (!utterance.speaker.empty() && !key.starts_with(utterance.speaker)) ++m_otherPrefix;
        m_corpus.utterances.push_back(std::move(utterance));
    }

    fs::path m_folder;
    CorpusFiles m_files;
    LabelWords m_words;
    Corpus m_corpus;
    std::size_t m_otherPrefix = 0;
};

bool fitsKaldi(const fs::path& folder) {
    CorpusFiles files(folder);
    if (files.isFile(kList)) return true;
    const auto parts = files.folders({});
    return std::any_of(parts.begin(), parts.end(), [&](const fs::path& part) { return files.isFile(part / kList); });
}

core::Result<Corpus> readKaldi(const fs::path& folder, const ImportOptions& options, core::Progress& progress) {
    auto map = parsePairs(valueOr(options.settings, "map"), "map");
    if (!map) return core::fail(map.error());
    return KaldiReader(folder, std::move(*map)).read(progress);
}

}  // namespace

Layout kaldiLayout() { return {"kaldi", {"map"}, fitsKaldi, readKaldi}; }

}  // namespace prososcope::corpus
