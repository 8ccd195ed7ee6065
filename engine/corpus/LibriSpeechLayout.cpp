// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

/// Utterances of the published subsets, each an archive of its own.
const std::map<std::string, std::size_t>& subsets() {
    static const std::map<std::string, std::size_t> kSubsets = {
        {"dev-clean", 2703},        {"dev-other", 2864},         {"test-clean", 2620},       {"test-other", 2939},
        {"train-clean-100", 28539}, {"train-clean-360", 104014}, {"train-other-500", 148688}};
    return kSubsets;
}

bool isNumbered(const fs::path& folder) {
    const std::string name = folder.filename().string();
    return !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
}

fs::path transcriptOf(const fs::path& chapter) {
    return chapter / (chapter.parent_path().filename().string() + "-" + chapter.filename().string() + ".trans.txt");
}

/// Whether a folder holds SPEAKER/CHAPTER/SPEAKER-CHAPTER.trans.txt, by its first few speakers.
bool isSubset(CorpusFiles& files, const fs::path& folder) {
    constexpr int kLooks = 5;
    int looks = 0;
    for (const auto& speaker : files.folders(folder)) {
        if (!isNumbered(speaker)) continue;
        for (const auto& chapter : files.folders(speaker)) {
            if (isNumbered(chapter) && files.isFile(transcriptOf(chapter))) return true;
            if (++looks >= kLooks) return false;
        }
    }
    return false;
}

/// The folders of the subsets: in the corpus folder, in that of the published archive within it, or the corpus folder itself.
std::vector<fs::path> subsetFolders(CorpusFiles& files) {
    for (const char* root : {"", "LibriSpeech"}) {
        if (root[0] != '\0' && !files.isFolder(root)) continue;
        std::vector<fs::path> found;
        for (auto& folder : files.folders(root)) {
            if (!subsets().contains(folder.filename().string())) continue;
            if (isSubset(files, folder)) found.push_back(std::move(folder));
        }
        if (!found.empty()) return found;
    }
    return isSubset(files, "") ? std::vector<fs::path>{""} : std::vector<fs::path>();
}

bool fitsLibriSpeech(const fs::path& folder) {
    CorpusFiles files(folder);
    return !subsetFolders(files).empty();
}

/// Genders by speaker of SPEAKERS.TXT: "14 | F | train-clean-360 | 25.03 | name", ';' for remarks.
std::map<std::string, std::string> readGenders(CorpusFiles& files, const fs::path& subset) {
    std::map<std::string, std::string> genders;
    const auto text = files.text((subset.empty() ? fs::path("..") : subset.parent_path()) / "SPEAKERS.TXT");
    if (!text) return genders;
    for (const auto line : linesOf(*text)) {
        const auto cells = piecesOf(line, '|');
        if (line.starts_with(';') || cells.size() < 2) continue;
        genders.emplace(cells[0], genderWord(cells[1]));
    }
    return genders;
}

/// What an utterance takes from where it lies.
struct Place {
    std::string subset;
    fs::path chapter;
    std::string gender;
};

void readChapter(CorpusFiles& files, const Place& place, Corpus& corpus) {
    auto recordings = files.recordings(place.chapter);
    const auto alignments = textGridsOf(files.files(place.chapter));
    const auto text = files.text(transcriptOf(place.chapter));
    for (const auto line : text ? linesOf(*text) : std::vector<std::string_view>()) {
        const auto space = line.find(' ');
        const std::string id(trimmed(line.substr(0, space)));
        if (id.empty()) continue;
        const auto recording = recordings.extract(id);
        Utterance utterance;
        utterance.id = id;
        utterance.path = recording ? recording.mapped() : place.chapter / (id + ".flac");
        utterance.speaker = place.chapter.parent_path().filename().string();
        utterance.gender = place.gender;
        utterance.language = "en";
        utterance.transcript = space == std::string_view::npos ? std::string_view() : trimmed(line.substr(space));
        utterance.split = place.subset.starts_with("dev") ? "development" : place.subset.substr(0, place.subset.find('-'));
        utterance.texts = {{"subset", place.subset}, {"chapter", place.chapter.filename().string()}};
        utterance.alignments = valueOr(alignments, id);
        corpus.utterances.push_back(std::move(utterance));
    }
    for (const auto& [stem, path] : recordings) {
        files.note(TRANSLATABLE("Engine", "Recordings without a transcript: %1 (%2)."), path.string());
    }
}

core::Result<Corpus> readLibriSpeech(const fs::path& folder, const ImportOptions&, core::Progress& progress) {
    CorpusFiles files(folder);
    const auto folders = subsetFolders(files);
    if (folders.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 does not look like LibriSpeech: it holds no transcripts like "
                                        "dev-clean/84/121123/84-121123.trans.txt."),
                           {folder.string()}});
    }
    Corpus corpus;
    corpus.layout = "librispeech";
    corpus.title = "LibriSpeech ASR corpus";
    corpus.licence = "CC-BY-4.0";
    corpus.citation =
        "Panayotov, Chen, Povey, Khudanpur (2015): Librispeech: An ASR corpus based on public domain audio books. ICASSP, "
        "5206-5210.";
    corpus.source = "https://www.openslr.org/12";
    for (std::size_t s = 0; s < folders.size(); ++s) {
        const auto genders = readGenders(files, folders[s]);
        const std::string subset = (folders[s].empty() ? folder : folders[s]).filename().string();
        const auto speakers = files.folders(folders[s]);
        for (std::size_t i = 0; i < speakers.size(); ++i) {
            if (progress.stopRequested()) return core::cancelled();
            const double part = static_cast<double>(i) / static_cast<double>(speakers.size());
            progress.report((static_cast<double>(s) + part) / static_cast<double>(folders.size()),
                            {TRANSLATABLE("Engine", "Reading %1"), {speakers[i].string()}});
            if (!isNumbered(speakers[i])) continue;
            const auto gender = valueOr(genders, speakers[i].filename().string());
            for (const auto& chapter : files.folders(speakers[i])) readChapter(files, {subset, chapter, gender}, corpus);
        }
    }
    files.addRemarks(corpus);
    return corpus;
}

/// By subset, as they are published apart.
std::vector<core::Text> libriSpeechShortfalls(const Corpus& corpus) {
    std::map<std::string, std::size_t> here;
    for (const auto& utterance : corpus.utterances) ++here[utterance.texts.at("subset")];
    std::vector<core::Text> texts;
    for (const auto& [subset, count] : here) {
        const auto published = valueOr(subsets(), subset);
        if (published == 0 || published == count) continue;
        texts.emplace_back(TRANSLATABLE("Engine", "Utterances of %1 here: %2; the whole subset has %3."),
                           std::vector<std::string>{subset, std::to_string(count), std::to_string(published)});
    }
    return texts;
}

}  // namespace

Layout libriSpeechLayout() { return {"librispeech", {}, fitsLibriSpeech, readLibriSpeech, libriSpeechShortfalls}; }

}  // namespace prososcope::corpus
