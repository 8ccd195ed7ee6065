// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

constexpr const char* kRecordings = "recordings";
constexpr std::array<const char*, 10> kDigits = {"zero", "one", "two",   "three", "four",
                                                 "five", "six", "seven", "eight", "nine"};
constexpr std::array<std::string_view, 6> kSpeakers = {"george", "jackson", "lucas", "nicolas", "theo", "yweweler"};
constexpr double kFirstOfTraining = 5;  // the authors' split: 0 to 4 of each digit and speaker are the test

struct Name {
    std::size_t digit = 0;
    std::string speaker;
    double index = 0;
};

/// "7_jackson_32"
std::optional<Name> parseName(std::string_view stem) {
    const auto pieces = piecesOf(stem, '_');
    if (pieces.size() != 3 || pieces[0].size() != 1 || pieces[0][0] < '0' || pieces[0][0] > '9' || pieces[1].empty()) {
        return std::nullopt;
    }
    const auto index = finiteNumber(pieces[2]);
    if (!index || pieces[2].find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    return Name{static_cast<std::size_t>(pieces[0][0] - '0'), std::string(pieces[1]), *index};
}

/// Names of digits and speakers, and among them speakers of this corpus: others count that way, too.
bool fitsFsdd(const fs::path& folder) {
    CorpusFiles files(folder);
    const auto recordings = files.recordings(kRecordings);
    std::size_t named = 0;
    bool known = false;
    for (const auto& [stem, path] : recordings) {
        const auto name = parseName(stem);
        named += name ? 1 : 0;
        known = known || (name && std::find(kSpeakers.begin(), kSpeakers.end(), name->speaker) != kSpeakers.end());
    }
    return known && 2 * named >= recordings.size();
}

/// speakers.json: gender and accent by speaker; empty where it is no such file.
nlohmann::json readSpeakers(CorpusFiles& files) {
    const auto text = files.text("speakers.json");
    if (!text) return nlohmann::json::object();
    auto speakers = nlohmann::json::parse(*text, nullptr, false);
    if (speakers.is_object()) return speakers;
    files.note(TRANSLATABLE("Engine", "Left out, files that are no readable table: %1 (%2)."), "speakers.json");
    return nlohmann::json::object();
}

std::string member(const nlohmann::json& speakers, const std::string& speaker, const char* key) {
    const auto found = speakers.find(speaker);
    if (found == speakers.end() || !found->is_object()) return {};
    const auto value = found->find(key);
    return value != found->end() && value->is_string() ? value->get<std::string>() : std::string();
}

core::Result<Corpus> readFsdd(const fs::path& folder, const ImportOptions&, core::Progress& progress) {
    if (!fitsFsdd(folder)) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "%1 does not look like the Free Spoken Digit Dataset: its folder recordings holds no files "
                          "named like 7_jackson_32.wav."),
             {folder.string()}});
    }
    Corpus corpus;
    corpus.layout = "fsdd";
    corpus.title = "Free Spoken Digit Dataset (FSDD)";
    corpus.licence = "CC-BY-SA-4.0";
    corpus.citation =
        "Jackson, Souza, Flaks, Pan, Nicolas, Thite (2018): Jakobovski/free-spoken-digit-dataset. Zenodo, "
        "doi:10.5281/zenodo.1342401.";
    corpus.source = "https://github.com/Jakobovski/free-spoken-digit-dataset";
    CorpusFiles files(folder);
    const auto speakers = readSpeakers(files);
    for (const auto& [stem, path] : files.recordings(kRecordings)) {
        if (progress.stopRequested()) return core::cancelled();
        const auto name = parseName(stem);
        if (!name) {
            files.note(TRANSLATABLE("Engine", "Left out, not named like recordings of FSDD: %1 (%2)."), path.string());
            continue;
        }
        Utterance utterance;
        utterance.id = stem;
        utterance.path = path;
        utterance.speaker = name->speaker;
        utterance.gender = genderWord(member(speakers, name->speaker, "gender"));
        utterance.language = "en";
        utterance.transcript = kDigits[name->digit];
        utterance.split = name->index < kFirstOfTraining ? "test" : "train";
        if (const auto accent = member(speakers, name->speaker, "accent"); !accent.empty()) utterance.texts["accent"] = accent;
        corpus.utterances.push_back(std::move(utterance));
    }
    files.addRemarks(corpus);
    return corpus;
}

std::vector<core::Text> fsddShortfalls(const Corpus& corpus) { return compareWith({3000, kSpeakers.size(), {}}, corpus); }

}  // namespace

Layout fsddLayout() { return {"fsdd", {}, fitsFsdd, readFsdd, fsddShortfalls}; }

}  // namespace prososcope::corpus
