// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "engine/audio/AudioFile.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

// Published facts of the database (Burkhardt et al. 2005): the letters of the file names, the actors, the ten sentences.
const std::map<char, std::string>& emotions() {
    static const std::map<char, std::string> kEmotions = {{'W', "angry"}, {'L', "bored"}, {'E', "disgusted"}, {'A', "fearful"},
                                                          {'F', "happy"}, {'T', "sad"},   {'N', "neutral"}};
    return kEmotions;
}

const std::map<std::string, std::string>& genders() {
    static const std::map<std::string, std::string> kGenders = {
        {"03", "male"}, {"08", "female"}, {"09", "female"}, {"10", "male"}, {"11", "male"},
        {"12", "male"}, {"13", "female"}, {"14", "female"}, {"15", "male"}, {"16", "female"}};
    return kGenders;
}

const std::map<std::string, std::string>& sentences() {
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

/// Audio files directly in a folder, hidden ones left out, in byte order.
std::vector<std::filesystem::path> audioIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code code;
    for (std::filesystem::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
        const auto& path = it->path();
        if (!path.filename().native().starts_with('.') && audio::hasAudioEnding(path)) files.push_back(path);
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.native() < b.native(); });
    return files;
}

}  // namespace

bool isEmoDbName(std::string_view stem) {
    const auto digit = [&](std::size_t i) { return stem[i] >= '0' && stem[i] <= '9'; };
    return stem.size() == 7 && digit(0) && digit(1) && (stem[2] == 'a' || stem[2] == 'b') && digit(3) && digit(4) &&
           emotions().contains(stem[5]) && stem[6] >= 'a' && stem[6] <= 'z';
}

std::filesystem::path emoDbAudioFolder(const std::filesystem::path& folder) {
    for (const auto& candidate : {folder / "wav", folder}) {
        const auto files = audioIn(candidate);
        const auto named =
            std::count_if(files.begin(), files.end(), [](const auto& path) { return isEmoDbName(path.stem().string()); });
        if (named > 0 && 2 * named >= static_cast<std::ptrdiff_t>(files.size())) return candidate;
    }
    return {};
}

namespace {

bool fitsEmoDb(const std::filesystem::path& folder) { return !emoDbAudioFolder(folder).empty(); }

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
    std::vector<std::string> others;
    for (const auto& path : audioIn(audioFolder)) {
        const std::string stem = path.stem().string();
        if (!isEmoDbName(stem)) {
            others.push_back(path.filename().string());
            continue;
        }
        Utterance utterance;
        utterance.path = path.lexically_relative(folder);
        utterance.speaker = stem.substr(0, 2);
        utterance.gender = valueOr(genders(), utterance.speaker);
        utterance.language = "de";
        utterance.emotion = emotions().at(stem[5]);
        utterance.transcript = valueOr(sentences(), stem.substr(2, 3));
        corpus.utterances.push_back(std::move(utterance));
    }
    if (!others.empty()) {
        corpus.remarks.emplace_back(TRANSLATABLE("Engine", "Left out, not named like clips of EmoDB: %1 (%2)."),
                                    std::vector<std::string>{std::to_string(others.size()), someOf(others)});
    }
    return corpus;
}

}  // namespace

Layout emoDbLayout() { return {"emodb", {}, fitsEmoDb, readEmoDb}; }

}  // namespace prososcope::corpus
