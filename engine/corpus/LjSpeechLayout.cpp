// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

constexpr const char* kTable = "metadata.csv";
constexpr const char* kClips = "wavs";

/// The corpus folder or, within it, that of the published archive. Other corpora use the same form for their own recordings:
/// the first row must name one of this one.
std::optional<fs::path> rootOf(const fs::path& folder) {
    const CorpusFiles files(folder);
    for (const char* root : {"", "LJSpeech-1.1"}) {
        const auto line = firstLineOf(folder / root / kTable);
        if (files.isFolder(fs::path(root) / kClips) && line.starts_with("LJ0") && line.find('|') != std::string::npos)
            return root;
    }
    return std::nullopt;
}

bool fitsLjSpeech(const fs::path& folder) { return rootOf(folder).has_value(); }

core::Result<Corpus> readLjSpeech(const fs::path& folder, const ImportOptions&, core::Progress& progress) {
    CorpusFiles files(folder);
    const auto root = rootOf(folder);
    const auto table = root ? files.text(*root / kTable) : std::nullopt;
    if (!table) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 does not look like LJ Speech: it needs metadata.csv with rows like "
                                        "\"LJ001-0001|text|text\", and the folder wavs."),
                           {folder.string()}});
    }
    Corpus corpus;
    corpus.layout = "ljspeech";
    corpus.title = "LJ Speech Dataset";
    corpus.licence = "public domain";
    corpus.citation = "Ito, Johnson (2017): The LJ Speech Dataset. https://keithito.com/LJ-Speech-Dataset/";
    corpus.source = "https://keithito.com/LJ-Speech-Dataset/";
    auto recordings = files.recordings(*root / kClips);
    auto alignments = textGridsOf(files.files(*root / kClips));
    for (const auto line : linesOf(*table)) {
        if (progress.stopRequested()) return core::cancelled();
        const auto cells = piecesOf(line, '|');  // quotes are part of the text
        if (cells.size() < 2 || cells[0].empty()) {
            files.note(TRANSLATABLE("Engine", "Left out, rows of tables that name no recording: %1 (%2)."),
                       std::string(line.substr(0, line.find('|'))));
            continue;
        }
        Utterance utterance;
        utterance.id = cells[0];
        const auto recording = recordings.extract(utterance.id);
        utterance.path = recording ? recording.mapped() : *root / kClips / (utterance.id + ".wav");
        utterance.speaker = "LJ";
        utterance.gender = "female";
        utterance.language = "en";
        const bool normalized = cells.size() > 2 && !cells[2].empty();  // numbers and the like in the words that are spoken
        utterance.transcript = cells[normalized ? 2 : 1];
        utterance.texts["raw_text"] = cells[1];
        utterance.alignments = valueOr(alignments, utterance.id);
        corpus.utterances.push_back(std::move(utterance));
    }
    for (const auto& [stem, path] : recordings) {
        files.note(TRANSLATABLE("Engine", "Recordings without a transcript: %1 (%2)."), path.string());
    }
    files.addRemarks(corpus);
    return corpus;
}

std::vector<core::Text> ljSpeechShortfalls(const Corpus& corpus) { return compareWith({13100, 1, {}}, corpus); }

}  // namespace

Layout ljSpeechLayout() { return {"ljspeech", {}, fitsLjSpeech, readLjSpeech, ljSpeechShortfalls}; }

}  // namespace prososcope::corpus
