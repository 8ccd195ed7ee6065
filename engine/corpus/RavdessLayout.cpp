// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/audio/AudioFile.h"
#include "engine/core/Characters.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

// Published facts (Livingstone and Russo 2018): seven numbers name a recording.
enum Field : std::size_t { kModality, kChannel, kEmotion, kIntensity, kStatement, kRepetition, kActor, kFields };
constexpr std::array<int, kFields> kHighest = {3, 2, 8, 2, 2, 2, 24};
constexpr std::array<const char*, 8> kEmotions = {"neutral", "calm",    "happy",     "sad",
                                                  "angry",   "fearful", "disgusted", "surprised"};
constexpr int kVideoOnly = 2;
constexpr int kAudioOnly = 3;
constexpr std::size_t kSpeechFiles = 1440;
constexpr std::size_t kSongFiles = 1012;  // none of actor 18

using Name = std::array<int, kFields>;

/// "03-01-06-01-02-01-12"
std::optional<Name> parseName(std::string_view stem) {
    const auto pieces = piecesOf(stem, '-');
    if (pieces.size() != kFields) return std::nullopt;
    Name name{};
    for (std::size_t i = 0; i < kFields; ++i) {
        if (pieces[i].size() != 2 || pieces[i].find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
        name[i] = 10 * (pieces[i][0] - '0') + (pieces[i][1] - '0');
        if (name[i] < 1 || name[i] > kHighest[i]) return std::nullopt;
    }
    return name;
}

bool hasName(const fs::path& file) { return parseName(file.stem().string()).has_value(); }

bool isActorFolder(const fs::path& folder) { return folder.filename().string().starts_with("Actor_"); }

/// The folders of the published archives, "Audio_Speech_Actors_01-24" and the like, in any case.
bool isArchiveFolder(const fs::path& folder) {
    const std::string name = core::lowerCase(folder.filename().string());
    return name.find("speech_actor") != std::string::npos || name.find("song_actor") != std::string::npos;
}

/// Most sound files directly in a folder have names of the corpus.
bool mostlyNamed(CorpusFiles& files, const fs::path& folder) {
    const auto found = files.files(folder);
    std::size_t sounds = 0;
    std::size_t named = 0;
    for (const auto& file : found) {
        sounds += audio::hasAudioEnding(file) ? 1 : 0;
        named += audio::hasAudioEnding(file) && hasName(file) ? 1 : 0;
    }
    return named > 0 && 2 * named >= sounds;
}

bool fitsRavdess(const fs::path& folder) {
    CorpusFiles files(folder);
    if (mostlyNamed(files, "")) return true;
    const auto inside = files.folders("");
    const auto actors = [&](const std::vector<fs::path>& folders) {
        return std::any_of(folders.begin(), folders.end(), [&](const fs::path& candidate) {
            return isActorFolder(candidate) && mostlyNamed(files, candidate);
        });
    };
    if (actors(inside)) return true;
    return std::any_of(inside.begin(), inside.end(),
                       [&](const fs::path& archive) { return isArchiveFolder(archive) && actors(files.folders(archive)); });
}

Utterance utteranceOf(const fs::path& file, const Name& name) {
    Utterance utterance;
    utterance.id = file.stem().string();
    utterance.path = file;
    utterance.speaker = utterance.id.substr(utterance.id.size() - 2);
    utterance.gender = name[kActor] % 2 == 1 ? "male" : "female";
    utterance.language = "en";
    utterance.emotion = kEmotions[static_cast<std::size_t>(name[kEmotion] - 1)];
    utterance.intensity = name[kIntensity] == 1 ? "normal" : "strong";
    utterance.transcript = name[kStatement] == 1 ? "Kids are talking by the door" : "Dogs are sitting by the door";
    utterance.texts["channel"] = name[kChannel] == 1 ? "speech" : "song";
    utterance.numbers["repetition"] = name[kRepetition];
    return utterance;
}

core::Result<Corpus> readRavdess(const fs::path& folder, const ImportOptions&, core::Progress& progress) {
    if (!fitsRavdess(folder)) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 does not look like RAVDESS: no folder like Actor_01 with recordings named like "
                                        "03-01-06-01-02-01-12.wav. Choose the folder that holds Actor_01 to Actor_24."),
                           {folder.string()}});
    }
    Corpus corpus;
    corpus.layout = "ravdess";
    corpus.title = "Ryerson Audio-Visual Database of Emotional Speech and Song (RAVDESS)";
    corpus.licence = "CC-BY-NC-SA-4.0";
    corpus.citation =
        "Livingstone, Russo (2018): The Ryerson Audio-Visual Database of Emotional Speech and Song (RAVDESS). PLoS ONE 13(5), "
        "e0196391.";
    corpus.source = "https://doi.org/10.5281/zenodo.1188976";
    CorpusFiles files(folder);
    std::map<std::string, fs::path> sounds;  // by name: the copy of Kaggle repeats the tree within itself
    std::map<std::string, fs::path> films;   // with sound
    for (const auto& file : files.filesBelow("")) {
        if (progress.stopRequested()) return core::cancelled();
        const auto name = parseName(file.stem().string());
        if (!name) {
            if (audio::hasAudioEnding(file)) {
                files.note(TRANSLATABLE("Engine", "Left out, not named like recordings of RAVDESS: %1 (%2)."), file.string());
            }
        } else if (audio::hasAudioEnding(file)) {
            if (!sounds.emplace(file.stem().string(), file).second) {
                files.note(TRANSLATABLE("Engine", "Copies of recordings that lie here twice, read once: %1 (%2)."),
                           file.string());
            }
        } else if ((*name)[kModality] == kVideoOnly) {
            files.note(TRANSLATABLE("Engine", "Left out, pictures without sound: %1 (%2)."), file.string());
        } else if ((*name)[kModality] != kAudioOnly && core::lowerCase(file.extension().string()) == ".mp4") {
            films.emplace(file.stem().string(), file);
        }
    }
    for (const auto& [stem, file] : films) {
        if (!sounds.contains("03" + stem.substr(2))) {
            sounds.emplace(stem, file);
        } else {
            files.note(TRANSLATABLE("Engine", "Left out, films whose sound lies here as well: %1 (%2)."), file.string());
        }
    }
    for (const auto& [stem, file] : sounds) corpus.utterances.push_back(utteranceOf(file, *parseName(stem)));
    files.addRemarks(corpus);
    return corpus;
}

std::vector<core::Text> ravdessShortfalls(const Corpus& corpus) {
    std::size_t speech = 0;
    std::size_t song = 0;
    for (const auto& utterance : corpus.utterances) ++(utterance.texts.at("channel") == "song" ? song : speech);
    std::vector<core::Text> texts;
    const auto compare = [&](const char* sentence, std::size_t here, std::size_t published) {
        if (here == 0 || here == published) return;  // the two parts are published as archives of their own
        texts.emplace_back(sentence, std::vector<std::string>{std::to_string(here), std::to_string(published)});
    };
    compare(TRANSLATABLE("Engine", "Spoken recordings here: %1; the whole corpus has %2."), speech, kSpeechFiles);
    compare(TRANSLATABLE("Engine", "Sung recordings here: %1; the whole corpus has %2."), song, kSongFiles);
    return texts;
}

}  // namespace

Layout ravdessLayout() { return {"ravdess", {}, fitsRavdess, readRavdess, ravdessShortfalls}; }

}  // namespace prososcope::corpus
