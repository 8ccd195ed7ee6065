// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Characters.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/MspPodcast.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

/// Where a release keeps its labels and its sound; releases spell both differently.
struct Place {
    fs::path labels;  ///< labels_consensus.csv or .json
    fs::path audio;
};

std::optional<Place> placeOf(const CorpusFiles& files) {
    Place place;
    for (const char* folder : {"Audios", "Audio"}) {
        if (place.audio.empty() && files.isFolder(folder)) place.audio = folder;
    }
    for (const char* folder : {"Labels", "labels", "label"}) {
        for (const char* name :
             {"labels_consensus.csv", "labels_concensus.csv", "labels_consensus.json", "labels_concensus.json"}) {
            if (place.labels.empty() && files.isFile(fs::path(folder) / name)) place.labels = fs::path(folder) / name;
        }
    }
    return place.audio.empty() || place.labels.empty() ? std::nullopt : std::optional(place);
}

bool fitsMspPodcast(const fs::path& folder) { return placeOf(CorpusFiles(folder)).has_value(); }

bool isJson(const fs::path& path) { return path.extension() == ".json"; }

constexpr const char* kNoTable = TRANSLATABLE("Engine", "Left out, files that are no readable table: %1 (%2).");

/// The labels of the releases' table, or nothing where it cannot be read.
std::optional<std::vector<MspLabel>> readLabels(CorpusFiles& files, const fs::path& path) {
    if (isJson(path)) {
        const auto text = files.text(path);
        return text ? parseMspLabels(*text) : std::nullopt;
    }
    const auto table = files.table(path);
    if (!table || !table->column("FileName") || !table->column("EmoClass")) return std::nullopt;
    return mspLabelsOf(*table);
}

/// What each listener said, where the release has that.
MspRatings readRatings(CorpusFiles& files, const fs::path& folder) {
    if (const auto table = files.table(folder / "labels_detailed.csv")) return mspRatingsOf(*table);
    const auto text = files.text(folder / "labels_detailed.json");
    if (!text) return {};
    auto ratings = parseMspRatings(*text);
    if (!ratings) files.note(kNoTable, (folder / "labels_detailed.json").string());
    return ratings.value_or(MspRatings());
}

/// Partitions.txt: "Test3; MSP-PODCAST_0023_0047.wav", also for recordings whose labels are withheld.
std::map<std::string, std::string> readPartitions(CorpusFiles& files) {
    std::map<std::string, std::string> splits;
    const auto text = files.text("Partitions.txt");
    if (!text) return splits;
    for (const auto line : linesOf(*text)) {
        const auto pieces = piecesOf(line, ';');
        if (pieces.size() == 2 && !pieces[1].empty()) splits.emplace(fs::path(pieces[1]).stem().string(), mspSplit(pieces[0]));
    }
    return splits;
}

class Reader {
public:
    Reader(CorpusFiles& files, const Place& place)
        : m_files(files),
          m_place(place),
          m_recordings(files.recordings(place.audio)),
          m_ratings(readRatings(files, place.labels.parent_path())),
          m_splits(readPartitions(files)),
          m_transcripts(files.isFolder("Transcripts")),
          m_alignments(textGridsOf(files.isFolder("ForceAligned") ? files.files("ForceAligned") : std::vector<fs::path>())) {}

    core::Status read(const std::vector<MspLabel>& labels, Corpus& corpus, core::Progress& progress) {
        for (std::size_t i = 0; i < labels.size(); ++i) {
            if (progress.stopRequested()) return core::cancelled();
            progress.report(static_cast<double>(i) / static_cast<double>(labels.size()),
                            {TRANSLATABLE("Engine", "Reading %1"), {labels[i].file}});
            add(labels[i], corpus);
        }
        // Recordings whose labels are withheld have no row at all in some releases.
        const auto left = m_recordings;
        for (const auto& [stem, path] : left) {
            const auto split = m_splits.find(stem);
            if (split == m_splits.end()) {
                m_files.note(TRANSLATABLE("Engine", "Recordings without a label: %1 (%2)."), path.string());
            } else {
                add({path.filename().string(), {}, {}, {}, {}, {}, {}, split->second}, corpus);
            }
        }
        return {};
    }

private:
    void add(const MspLabel& label, Corpus& corpus) {
        Utterance utterance;
        utterance.id = fs::path(label.file).stem().string();
        if (utterance.id.empty()) {
            m_files.note(TRANSLATABLE("Engine", "Left out, rows of tables that name no recording: %1 (%2)."),
                         m_place.labels.string());
            return;
        }
        const auto recording = m_recordings.extract(utterance.id);
        utterance.path = recording ? recording.mapped() : m_place.audio / (utterance.id + ".wav");
        utterance.speaker = core::lowerCase(label.speaker) == "unknown" ? std::string() : label.speaker;
        utterance.gender = genderWord(label.gender);
        utterance.language = "en";
        utterance.emotion = mspEmotion(label.emotion);
        utterance.arousal = label.activation;
        utterance.valence = label.valence;
        utterance.dominance = label.dominance;
        utterance.split = label.split.empty() ? valueOr(m_splits, utterance.id) : mspSplit(label.split);
        utterance.ratings = valueOr(m_ratings, label.file);
        utterance.alignments = valueOr(m_alignments, utterance.id);
        if (m_transcripts) {
            if (const auto text = m_files.text(fs::path("Transcripts") / (utterance.id + ".txt"))) {
                utterance.transcript = trimmed(*text);
            }
        }
        if (utterance.emotion.empty()) {
            m_files.note(TRANSLATABLE("Engine", "Utterances whose labels are withheld: %1 (%2)."), utterance.id);
        }
        corpus.utterances.push_back(std::move(utterance));
    }

    CorpusFiles& m_files;
    const Place& m_place;
    std::map<std::string, fs::path> m_recordings;  // those without a row yet
    MspRatings m_ratings;
    std::map<std::string, std::string> m_splits;
    bool m_transcripts;
    std::map<std::string, std::vector<AlignmentFile>> m_alignments;
};

core::Result<Corpus> readMspPodcast(const fs::path& folder, const ImportOptions&, core::Progress& progress) {
    CorpusFiles files(folder);
    const auto place = placeOf(files);
    if (!place) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 does not look like MSP-Podcast: it needs the folder Audios and the table "
                                        "Labels/labels_consensus.csv or .json."),
                           {folder.string()}});
    }
    const auto labels = readLabels(files, place->labels);
    if (!labels) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 cannot be read as the labels of MSP-Podcast. Get it again."),
                           {(folder / place->labels).string()}});
    }
    Corpus corpus;
    corpus.layout = "msp-podcast";
    corpus.title = "MSP-Podcast corpus";
    corpus.licence = "MSP-Podcast academic licence: research, no redistribution";
    corpus.citation =
        "Lotfian, Busso (2019): Building naturalistic emotionally balanced speech corpus by retrieving emotional speech from "
        "existing podcast recordings. IEEE Transactions on Affective Computing 10(4), 471-483.";
    corpus.source = "https://www.lab-msp.com/MSP/MSP-Podcast.html";
    corpus.scales = {{"valence", {1.0, 7.0}}, {"arousal", {1.0, 7.0}}, {"dominance", {1.0, 7.0}}};
    if (const auto done = Reader(files, *place).read(*labels, corpus, progress); !done) return core::fail(done.error());
    files.addRemarks(corpus);
    remarkSpeakerless(corpus);
    return corpus;
}

/// Releases differ in size, and a copy does not say which it is; the number of 1.11 is published with its parts.
std::vector<core::Text> mspPodcastShortfalls(const Corpus& corpus) {
    constexpr std::size_t kTurns = 151654;
    if (corpus.utterances.size() == kTurns) return {};
    return {{TRANSLATABLE("Engine", "Speaking turns here: %1. Release 1.11 has %2: this is another release, or a part of one."),
             {std::to_string(corpus.utterances.size()), std::to_string(kTurns)}}};
}

}  // namespace

Layout mspPodcastLayout() { return {"msp-podcast", {}, fitsMspPodcast, readMspPodcast, mspPodcastShortfalls}; }

}  // namespace prososcope::corpus
