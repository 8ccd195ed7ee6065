// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

constexpr const char* kTable = "data.tsv";
constexpr const char* kSamples = "samples";

bool fitsNemo(const fs::path& folder) {
    return CorpusFiles(folder).isFolder(kSamples) && firstLineOf(folder / kTable).starts_with("file_id\temotion\traw_text");
}

const std::map<std::string, std::string>& emotions() {
    static const std::map<std::string, std::string> kEmotions = {{"anger", "angry"},     {"fear", "fearful"},
                                                                 {"happiness", "happy"}, {"neutral", "neutral"},
                                                                 {"sadness", "sad"},     {"surprised", "surprised"}};
    return kEmotions;
}

core::Result<Corpus> readNemo(const fs::path& folder, const ImportOptions&, core::Progress& progress) {
    CorpusFiles files(folder);
    const auto table = fitsNemo(folder) ? files.table(kTable, '\t') : std::nullopt;
    if (!table) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "%1 does not look like nEMO: it needs the table data.tsv with the columns file_id, emotion "
                          "and raw_text, and the folder samples."),
             {folder.string()}});
    }
    Corpus corpus;
    corpus.layout = "nemo";
    corpus.title = "nEMO: Dataset of Emotional Speech in Polish";
    corpus.licence = "CC-BY-NC-SA-4.0";
    corpus.citation = "Christop (2024): nEMO: Dataset of Emotional Speech in Polish. LREC-COLING 2024, 12111-12116.";
    corpus.source = "https://github.com/amu-cai/nEMO";
    auto recordings = files.recordings(kSamples);
    for (const auto& cells : table->rows) {
        if (progress.stopRequested()) return core::cancelled();
        const TableRow row(*table, cells);
        Utterance utterance;
        utterance.id = fs::path(row["file_id"]).stem().string();
        if (utterance.id.empty()) {
            files.note(TRANSLATABLE("Engine", "Left out, rows of tables that name no recording: %1 (%2)."), kTable);
            continue;
        }
        const auto recording = recordings.extract(utterance.id);
        utterance.path = recording ? recording.mapped() : fs::path(kSamples) / (utterance.id + ".wav");
        const std::string emotion = row["emotion"];
        utterance.emotion = emotions().contains(emotion) ? emotions().at(emotion) : emotion;
        utterance.speaker = row["speaker_id"];
        utterance.gender = genderWord(row["gender"]);
        utterance.language = "pl";
        utterance.transcript = row["raw_text"];
        if (const auto text = row["normalized_text"]; !text.empty()) utterance.texts["normalized_text"] = text;
        if (const auto age = row.number("age")) utterance.numbers["age"] = *age;
        corpus.utterances.push_back(std::move(utterance));
    }
    for (const auto& [stem, path] : recordings) {
        files.note(TRANSLATABLE("Engine", "Recordings without a label: %1 (%2)."), path.string());
    }
    files.addRemarks(corpus);
    remarkSpeakerless(corpus);
    return corpus;
}

std::vector<core::Text> nemoShortfalls(const Corpus& corpus) {
    const Published published{
        4481, 9, {{"angry", 749}, {"fearful", 736}, {"happy", 749}, {"neutral", 809}, {"sad", 769}, {"surprised", 669}}};
    return compareWith(published, corpus);
}

}  // namespace

Layout nemoLayout() { return {"nemo", {}, fitsNemo, readNemo, nemoShortfalls}; }

}  // namespace prososcope::corpus
