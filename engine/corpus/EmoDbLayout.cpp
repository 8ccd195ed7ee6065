// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "engine/audio/AudioFile.h"
#include "engine/corpus/AlignmentFormats.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/EmoDbRelease.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

// Published facts of the database (Burkhardt et al. 2005): the letters of the file names, the actors, the ten sentences.
const std::map<char, std::string>& emotions() {
    static const std::map<char, std::string> kEmotions = {{'W', "angry"}, {'L', "bored"}, {'E', "disgusted"}, {'A', "fearful"},
                                                          {'F', "happy"}, {'T', "sad"},   {'N', "neutral"}};
    return kEmotions;
}

const std::map<std::string, std::string>& emoDbGenders() {
    static const std::map<std::string, std::string> kGenders = {
        {"03", "male"}, {"08", "female"}, {"09", "female"}, {"10", "male"}, {"11", "male"},
        {"12", "male"}, {"13", "female"}, {"14", "female"}, {"15", "male"}, {"16", "female"}};
    return kGenders;
}

const std::map<std::string, std::string>& emoDbSentences() {
    static const std::map<std::string, std::string> kSentences = {
        {"a01", "Der Lappen liegt auf dem Eisschrank."},
        {"a02", "Das will sie am Mittwoch abgeben."},
        {"a04", "Heute abend könnte ich es ihm sagen."},
        {"a05", "Das schwarze Stück Papier befindet sich da oben neben dem Holzstück."},
        {"a07", "In sieben Stunden wird es soweit sein."},
        {"b01", "Was sind denn das für Tüten, die da unter dem Tisch stehen?"},
        {"b02", "Sie haben es gerade hochgetragen und jetzt gehen sie wieder runter."},
        {"b03", "An den Wochenenden bin ich jetzt immer nach Hause gefahren und habe Agnes besucht."},
        {"b09", "Ich will das eben wegbringen und dann mit Karl was trinken gehen."},
        {"b10", "Die wird auf dem Platz sein, wo wir sie immer hinlegen."}};
    return kSentences;
}

/// Sound files directly in a folder of the corpus.
std::vector<std::filesystem::path> audioIn(CorpusFiles& files, const std::filesystem::path& folder) {
    auto found = files.files(folder);
    std::erase_if(found, [](const auto& path) { return !audio::hasAudioEnding(path); });
    return found;
}

}  // namespace

bool isEmoDbName(std::string_view stem) {
    const auto digit = [&](std::size_t i) { return stem[i] >= '0' && stem[i] <= '9'; };
    return stem.size() == 7 && digit(0) && digit(1) && (stem[2] == 'a' || stem[2] == 'b') && digit(3) && digit(4) &&
           emotions().contains(stem[5]) && stem[6] >= 'a' && stem[6] <= 'z';
}

std::filesystem::path emoDbAudioFolder(const std::filesystem::path& folder) {
    CorpusFiles files(folder);
    for (const char* candidate : {"wav", ""}) {
        const auto found = audioIn(files, candidate);
        const auto named =
            std::count_if(found.begin(), found.end(), [](const auto& path) { return isEmoDbName(path.stem().string()); });
        if (named > 0 && 2 * named >= static_cast<std::ptrdiff_t>(found.size())) return (folder / candidate).lexically_normal();
    }
    return {};
}

namespace {

bool fitsEmoDb(const std::filesystem::path& folder) { return !emoDbAudioFolder(folder).empty(); }

constexpr std::size_t kNameLength = 7;  // "03a01Fa"
constexpr const char* kPackedLabels = "labels.tar.gz";

/// Files with labels by the clip they belong to; some names have two letters more ("03a01Faxx.lablaut"), which win.
std::map<std::string, std::filesystem::path> labelFiles(CorpusFiles& files, const std::filesystem::path& folder,
                                                        const std::filesystem::path& subfolder) {
    std::map<std::string, std::filesystem::path> byClip;
    for (const auto& file : files.files(subfolder)) {
        std::error_code code;
        const bool empty = std::filesystem::file_size(folder / file, code) == 0;
        if (!code && !empty && alignmentFormatOf(file)) byClip[file.stem().string().substr(0, kNameLength)] = file;
    }
    return byClip;
}

/// Phones of lablaut; syllables of silb, or of labsilb where that has none.
void addAlignments(CorpusFiles& files, const std::filesystem::path& folder, Corpus& corpus) {
    const auto phones = labelFiles(files, folder, "lablaut");
    auto syllables = labelFiles(files, folder, "silb");
    syllables.merge(labelFiles(files, folder, "labsilb"));
    for (auto& utterance : corpus.utterances) {
        const std::string clip = utterance.path.stem().string();
        if (const auto found = phones.find(clip); found != phones.end())
            utterance.alignments.push_back({"phones", found->second});
        if (const auto found = syllables.find(clip); found != syllables.end()) {
            utterance.alignments.push_back({"syllables", found->second});
        }
    }
    if (phones.empty() && syllables.empty() && files.isFile(kPackedLabels)) {
        corpus.remarks.emplace_back(
            TRANSLATABLE("Engine",
                         "%1 holds labels of phones and syllables. Unpack it where it is and import again to use them."),
            std::vector<std::string>{kPackedLabels});
    }
}

/// "65,00" of the authors' table, between blanks of any width.
std::optional<double> percent(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9') digits += c;
        if (c == ',' || c == '.') digits += '.';
    }
    return finiteNumber(digits);
}

using ClipNumbers = std::map<std::string, std::map<std::string, double>>;

/// How many of 20 listeners recognised the emotion and found it natural, in percent: perception.csv, or the authors'
/// erkennung.txt, which has more clips than were published.
void addListeners(CorpusFiles& files, ClipNumbers& numbers) {
    if (const auto table = files.table("perception.csv")) {
        for (const auto& cells : table->rows) {
            const TableRow row(*table, cells);
            auto& clip = numbers[std::filesystem::path(row["path"]).stem().string()];
            if (const auto value = row.number("recognised_pct")) clip["recognition"] = *value;
            if (const auto value = row.number("natural_pct")) clip["naturalness"] = *value;
        }
        return;
    }
    const auto text = files.text("erkennung.txt", CorpusFiles::Encoding::Windows1252);
    if (!text) return;
    constexpr std::size_t kColumns = 4;  // number, file name, recognised, natural
    for (const auto line : linesOf(*text)) {
        const auto cells = piecesOf(line, '\t');
        const std::string stem = cells.size() < kColumns ? std::string() : std::filesystem::path(cells[1]).stem().string();
        if (!isEmoDbName(stem)) continue;
        if (const auto value = percent(cells[2])) numbers[stem]["recognition"] = *value;
        if (const auto value = percent(cells[3])) numbers[stem]["naturalness"] = *value;
    }
}

/// Valence and arousal that others gave to 47 of the clips, from -1 to 1.
void addDimensions(CorpusFiles& files, ClipNumbers& numbers) {
    const auto table = files.table("valence_arousal_47.csv");
    if (!table) return;
    for (const auto& cells : table->rows) {
        const TableRow row(*table, cells);
        auto& clip = numbers[std::filesystem::path(row["path"]).stem().string()];
        if (const auto value = row.number("valence")) clip["valence"] = *value;
        if (const auto value = row.number("arousal")) clip["arousal"] = *value;
    }
}

void addNumbers(CorpusFiles& files, Corpus& corpus) {
    ClipNumbers numbers;
    addListeners(files, numbers);
    addDimensions(files, numbers);
    const std::map<std::string, Scale> scales = {
        {"recognition", {0.0, 100.0}}, {"naturalness", {0.0, 100.0}}, {"valence", {-1.0, 1.0}}, {"arousal", {-1.0, 1.0}}};
    for (auto& utterance : corpus.utterances) {
        for (const auto& [name, value] : valueOr(numbers, utterance.path.stem().string())) {
            corpus.scales[name] = scales.at(name);
            if (name == "valence") {
                utterance.valence = value;
            } else if (name == "arousal") {
                utterance.arousal = value;
            } else {
                utterance.numbers[name] = value;
            }
        }
    }
}

core::Result<Corpus> readEmoDb(const std::filesystem::path& folder, const ImportOptions&, core::Progress&) {
    const auto audioFolder = emoDbAudioFolder(folder);
    if (audioFolder.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 does not look like EmoDB: neither it nor its folder wav holds clips named like "
                                        "03a01Fa.wav. Choose the folder that holds wav."),
                           {folder.string()}});
    }
    Corpus corpus;
    corpus.layout = "emodb";
    corpus.title = "Berlin Database of Emotional Speech (EmoDB)";
    corpus.licence = "CC0-1.0";
    corpus.citation =
        "Burkhardt, Paeschke, Rolfes, Sendlmeier, Weiss (2005): A database of German emotional speech. Interspeech, "
        "1517-1520.";
    corpus.source = "https://doi.org/10.5281/zenodo.7447302";
    CorpusFiles files(folder);
    for (const auto& path : audioIn(files, audioFolder.lexically_relative(folder).lexically_normal())) {
        const std::string stem = path.stem().string();
        if (!isEmoDbName(stem)) {
            files.note(TRANSLATABLE("Engine", "Left out, not named like clips of EmoDB: %1 (%2)."), path.filename().string());
            continue;
        }
        Utterance utterance;
        utterance.path = path.lexically_normal();
        utterance.speaker = stem.substr(0, 2);
        utterance.gender = valueOr(emoDbGenders(), utterance.speaker);
        utterance.language = "de";
        utterance.emotion = emotions().at(stem[5]);
        utterance.transcript = valueOr(emoDbSentences(), stem.substr(2, 3));
        corpus.utterances.push_back(std::move(utterance));
    }
    addAlignments(files, folder, corpus);
    addNumbers(files, corpus);
    files.addRemarks(corpus);
    return corpus;
}

std::vector<core::Text> emoDbShortfalls(const Corpus& corpus) {
    const Published published{
        EmoDbRelease{}.clips,
        10,
        {{"angry", 127}, {"bored", 81}, {"disgusted", 46}, {"fearful", 69}, {"happy", 71}, {"sad", 62}, {"neutral", 79}}};
    return compareWith(published, corpus);
}

}  // namespace

Layout emoDbLayout() { return {"emodb", {}, fitsEmoDb, readEmoDb, emoDbShortfalls}; }

}  // namespace prososcope::corpus
