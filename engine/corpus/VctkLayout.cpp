// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

/// A published version, 0.92 or 0.80, by where its sound lies.
struct Version {
    const char* audio;
    bool microphones;  ///< files end in _mic1 and _mic2
};
constexpr std::array<Version, 2> kVersions = {{{"wav48_silence_trimmed", true}, {"wav48", false}}};

/// "p225", "s5"
bool isSpeaker(std::string_view name) {
    return name.size() >= 2 && (name[0] == 'p' || name[0] == 's') &&
           name.substr(1).find_first_not_of("0123456789") == std::string_view::npos;
}

struct Place {
    fs::path root;
    const Version* version = nullptr;
};

/// The corpus folder or, within it, that of a published archive.
std::optional<Place> placeOf(CorpusFiles& files) {
    for (const char* root : {"", "VCTK-Corpus", "VCTK-Corpus-0.92"}) {
        const bool described = files.isFile(fs::path(root) / "speaker-info.txt") || files.isFolder(fs::path(root) / "txt");
        for (const auto& version : kVersions) {
            if (!described || !files.isFolder(fs::path(root) / version.audio)) continue;
            const auto speakers = files.folders(fs::path(root) / version.audio);
            const auto named = std::any_of(speakers.begin(), speakers.end(),
                                           [](const fs::path& speaker) { return isSpeaker(speaker.filename().string()); });
            if (named) return Place{root, &version};
        }
    }
    return std::nullopt;
}

bool fitsVctk(const fs::path& folder) {
    CorpusFiles files(folder);
    return placeOf(files).has_value();
}

struct Speaker {
    std::optional<double> age;
    std::string gender;
    std::string accent;
    std::string region;
};

/// speaker-info.txt: columns ID, age, gender, accent and region between blanks; version 0.80 writes 225 for p225, version 0.92
/// adds remarks in brackets.
std::map<std::string, Speaker> readSpeakers(CorpusFiles& files, const fs::path& root) {
    std::map<std::string, Speaker> speakers;
    const auto text = files.text(root / "speaker-info.txt");
    if (!text) {
        files.note(TRANSLATABLE("Engine", "Tables of the corpus that are not here: %1 (%2)."),
                   (root / "speaker-info.txt").string());
        return speakers;
    }
    for (const auto line : linesOf(*text)) {
        const auto cells = piecesOf(line.substr(0, line.find('(')), ' ');
        constexpr std::size_t kLeast = 3;
        if (cells.size() < kLeast || cells[0] == "ID") continue;
        std::string id(cells[0]);
        if (id.find_first_not_of("0123456789") == std::string::npos) id.insert(0, "p");
        Speaker speaker{finiteNumber(cells[1]), genderWord(cells[2]), {}, {}};
        if (cells.size() > kLeast) speaker.accent = cells[kLeast];
        for (std::size_t i = kLeast + 1; i < cells.size(); ++i) {
            speaker.region += (speaker.region.empty() ? "" : " ") + std::string(cells[i]);
        }
        speakers.emplace(std::move(id), std::move(speaker));
    }
    return speakers;
}

/// The recordings of a speaker by the number of the sentence ("p225_001"), of the wanted microphone where there are two.
std::map<std::string, fs::path> recordingsOf(CorpusFiles& files, const fs::path& folder, const std::string& microphone) {
    auto recordings = files.recordings(folder);
    if (microphone.empty()) return recordings;
    const std::string wanted = "_" + microphone;
    std::map<std::string, fs::path> chosen;
    std::map<std::string, fs::path> others;
    for (auto& [stem, path] : recordings) {
        const auto end = stem.rfind("_mic");
        (stem.ends_with(wanted) ? chosen : others).emplace(stem.substr(0, end), std::move(path));
    }
    // Two speakers have one microphone as published.
    const std::string speaker = folder.filename().string();
    for (const auto& [stem, path] : others) {
        if (chosen.contains(stem) || speaker == "p280" || speaker == "p315") continue;
        files.note(TRANSLATABLE("Engine", "Left out, not recorded by the chosen microphone: %1 (%2)."), stem);
    }
    return chosen;
}

core::Result<std::string> microphoneOf(const ImportOptions& options, const Version& version) {
    const auto chosen = options.settings.find("microphone");
    const std::string microphone = chosen == options.settings.end() ? "mic1" : chosen->second;
    if (microphone != "mic1" && microphone != "mic2") {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "VCTK has no microphone \"%1\". Choose mic1 or mic2."), {microphone}});
    }
    if (!version.microphones && microphone == "mic2") {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "This version of VCTK has one microphone only. Choose mic1, or get version 0.92.")});
    }
    return version.microphones ? microphone : std::string();
}

core::Result<Corpus> readVctk(const fs::path& folder, const ImportOptions& options, core::Progress& progress) {
    CorpusFiles files(folder);
    const auto place = placeOf(files);
    if (!place) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "%1 does not look like VCTK: it needs the folder wav48 or wav48_silence_trimmed with folders "
                          "like p225, and txt or speaker-info.txt beside it."),
             {folder.string()}});
    }
    const auto microphone = microphoneOf(options, *place->version);
    if (!microphone) return core::fail(microphone.error());
    Corpus corpus;
    corpus.layout = "vctk";
    corpus.title = "CSTR VCTK Corpus: English Multi-speaker Corpus for CSTR Voice Cloning Toolkit";
    if (place->version->microphones) {
        corpus.licence = "CC-BY-4.0";
        corpus.citation =
            "Yamagishi, Veaux, MacDonald (2019): CSTR VCTK Corpus: English Multi-speaker Corpus for CSTR Voice Cloning Toolkit "
            "(version 0.92). University of Edinburgh, doi:10.7488/ds/2645.";
        corpus.source = "https://doi.org/10.7488/ds/2645";
    } else {
        corpus.licence = "ODC-By-1.0";
        corpus.citation =
            "Veaux, Yamagishi, MacDonald (2017): CSTR VCTK Corpus: English Multi-speaker Corpus for CSTR Voice Cloning "
            "Toolkit. "
            "University of Edinburgh, doi:10.7488/ds/1994.";
        corpus.source = "https://doi.org/10.7488/ds/1994";
    }
    const auto speakers = readSpeakers(files, place->root);
    const auto folders = files.folders(place->root / place->version->audio);
    for (std::size_t i = 0; i < folders.size(); ++i) {
        if (progress.stopRequested()) return core::cancelled();
        const std::string name = folders[i].filename().string();
        progress.report(static_cast<double>(i) / static_cast<double>(folders.size()),
                        {TRANSLATABLE("Engine", "Reading %1"), {folders[i].string()}});
        if (!isSpeaker(name)) continue;
        const auto speaker = valueOr(speakers, name);
        for (const auto& [stem, path] : recordingsOf(files, folders[i], *microphone)) {
            Utterance utterance;
            utterance.id = stem;
            utterance.path = path;
            utterance.speaker = name;
            utterance.gender = speaker.gender;
            utterance.language = "en";
            if (speaker.age) utterance.numbers["age"] = *speaker.age;
            if (!speaker.accent.empty()) utterance.texts["accent"] = speaker.accent;
            if (!speaker.region.empty()) utterance.texts["region"] = speaker.region;
            if (!microphone->empty()) utterance.texts["microphone"] = *microphone;
            if (const auto text = files.text(place->root / "txt" / name / (stem + ".txt"))) {
                utterance.transcript = trimmed(*text);
            } else if (name != "p315") {  // whose texts were lost before publication
                files.note(TRANSLATABLE("Engine", "Recordings without a transcript: %1 (%2)."), path.string());
            }
            corpus.utterances.push_back(std::move(utterance));
        }
    }
    files.addRemarks(corpus);
    return corpus;
}

std::vector<core::Text> vctkShortfalls(const Corpus& corpus) {
    const std::string microphone = corpus.utterances.empty() ? "" : valueOr(corpus.utterances.front().texts, "microphone");
    constexpr std::size_t kOld = 109;   // version 0.80
    constexpr std::size_t kMic1 = 110;  // version 0.92
    constexpr std::size_t kMic2 = 108;  // without p280 and p315
    return compareWith({0, microphone.empty() ? kOld : microphone == "mic1" ? kMic1 : kMic2, {}}, corpus);
}

}  // namespace

Layout vctkLayout() { return {"vctk", {"microphone"}, fitsVctk, readVctk, vctkShortfalls}; }

}  // namespace prososcope::corpus
