// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/core/Characters.h"
#include "engine/corpus/AlignmentFormats.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Iemocap.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTurns = 10039;
constexpr std::size_t kDialogues = 151;

/// The folders Session1, Session2, ... of a copy, in it or in the folder of the published archive; empty where it is none.
std::vector<fs::path> sessionsOf(CorpusFiles& files) {
    for (const char* root : {"", "IEMOCAP_full_release"}) {
        if (root[0] != '\0' && !files.isFolder(root)) continue;
        std::vector<fs::path> sessions;
        for (auto& folder : files.folders(root)) {
            const std::string name = folder.filename().string();
            const auto number = name.starts_with("Session") ? name.substr(std::string_view("Session").size()) : std::string();
            const bool numbered = !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
            if (numbered && files.isFolder(folder / "dialog" / "EmoEvaluation")) sessions.push_back(std::move(folder));
        }
        if (!sessions.empty()) return sessions;
    }
    return {};
}

bool fitsIemocap(const fs::path& folder) {
    CorpusFiles files(folder);
    return !sessionsOf(files).empty();
}

/// Files of a dialogue's forced alignment by the turns they belong to.
std::map<std::string, std::vector<AlignmentFile>> alignmentsIn(CorpusFiles& files, const fs::path& folder) {
    static const std::map<std::string, std::string> kTiers = {
        {".wdseg", "words"}, {".phseg", "phones"}, {".syseg", "syllables"}};
    std::map<std::string, std::vector<AlignmentFile>> byTurn;
    for (auto& file : files.files(folder)) {
        const auto tier = kTiers.find(core::lowerCase(file.extension().string()));
        if (tier != kTiers.end()) byTurn[file.stem().string()].push_back({tier->second, file});
    }
    return byTurn;
}

/// One dialogue: its evaluation, transcripts, recordings and alignments.
class DialogueReader {
public:
    DialogueReader(CorpusFiles& files, const fs::path& session, const fs::path& evaluation)
        : m_files(files),
          m_session(session),
          m_name(evaluation.stem().string()),
          m_recordings(files.recordings(session / "sentences" / "wav" / m_name)),
          m_alignments(alignmentsIn(files, session / "sentences" / "ForcedAlignment" / m_name)) {
        const auto transcriptFile = session / "dialog" / "transcriptions" / (m_name + ".txt");
        if (const auto text = files.text(transcriptFile)) {
            m_transcripts = parseIemocapTranscripts(*text);
        } else {
            files.note(TRANSLATABLE("Engine", "Dialogues without a transcript: %1 (%2)."), m_name);
        }
    }

    /// Adds the turns of the evaluation in the order in which they begin, over both speakers.
    void addTurns(std::vector<IemocapTurn> turns, Corpus& corpus) {
        std::stable_sort(turns.begin(), turns.end(), [](const auto& a, const auto& b) {
            return a.startSeconds != b.startSeconds ? a.startSeconds < b.startSeconds : a.name < b.name;
        });
        int order = 0;
        for (auto& turn : turns) corpus.utterances.push_back(utteranceOf(turn, ++order));
        for (const auto& [stem, path] : m_recordings) {
            m_files.note(TRANSLATABLE("Engine", "Recordings without a label: %1 (%2)."), path.string());
        }
    }

private:
    Utterance utteranceOf(IemocapTurn& turn, int order) {
        Utterance utterance;
        utterance.id = turn.name;
        const auto recording = m_recordings.extract(turn.name);
        utterance.path = recording ? recording.mapped() : m_session / "sentences" / "wav" / m_name / (turn.name + ".wav");
        utterance.speaker = turn.name.substr(0, std::string_view("Ses01").size()) + turn.talker;
        utterance.gender = turn.talker == 'F' ? "female" : "male";
        utterance.language = "en";
        utterance.emotion = iemocapEmotion(turn.code);
        utterance.valence = turn.valence;
        utterance.arousal = turn.activation;
        utterance.dominance = turn.dominance;
        utterance.transcript = valueOr(m_transcripts, turn.name);
        utterance.dialogue = turn.dialogue;
        utterance.turn = order;
        utterance.session = m_session.filename().string();
        utterance.ratings = std::move(turn.ratings);
        utterance.numbers = {{"dialogue_start", turn.startSeconds}, {"dialogue_end", turn.endSeconds}};
        if (turn.dialogue.find("_impro") != std::string::npos) utterance.texts["style"] = "improvised";
        if (turn.dialogue.find("_script") != std::string::npos) utterance.texts["style"] = "scripted";
        utterance.alignments = valueOr(m_alignments, turn.name);
        return utterance;
    }

    CorpusFiles& m_files;
    const fs::path& m_session;
    std::string m_name;
    std::map<std::string, fs::path> m_recordings;  // those without a turn yet
    std::map<std::string, std::vector<AlignmentFile>> m_alignments;
    std::map<std::string, std::string> m_transcripts;
};

/// Recordings of dialogues that no evaluation names.
void noteUnlabelled(CorpusFiles& files, const fs::path& session, const std::vector<fs::path>& evaluations) {
    for (const auto& dialogue : files.folders(session / "sentences" / "wav")) {
        const bool labelled = std::any_of(evaluations.begin(), evaluations.end(),
                                          [&](const fs::path& file) { return file.stem() == dialogue.filename(); });
        if (labelled) continue;
        for (const auto& [stem, path] : files.recordings(dialogue)) {
            files.note(TRANSLATABLE("Engine", "Recordings without a label: %1 (%2)."), path.string());
        }
    }
}

core::Result<Corpus> readIemocap(const fs::path& folder, const ImportOptions&, core::Progress& progress) {
    CorpusFiles files(folder);
    const auto sessions = sessionsOf(files);
    if (sessions.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 does not look like IEMOCAP: it holds no folder like Session1/dialog/EmoEvaluation. "
                                        "Choose the folder that holds Session1 to Session5."),
                           {folder.string()}});
    }
    Corpus corpus;
    corpus.layout = "iemocap";
    corpus.title = "Interactive Emotional Dyadic Motion Capture Database (IEMOCAP)";
    corpus.licence = "IEMOCAP release agreement: research, no redistribution";
    corpus.citation =
        "Busso, Bulut, Lee, Kazemzadeh, Mower, Kim, Chang, Lee, Narayanan (2008): IEMOCAP: Interactive emotional dyadic motion "
        "capture database. Language Resources and Evaluation 42, 335-359.";
    corpus.source = "https://sail.usc.edu/iemocap/";
    corpus.scales = {{"valence", {1.0, 5.0}}, {"arousal", {1.0, 5.0}}, {"dominance", {1.0, 5.0}}};
    double done = 0.0;
    for (const auto& session : sessions) {
        auto evaluations = files.files(session / "dialog" / "EmoEvaluation");
        std::erase_if(evaluations, [](const fs::path& file) { return core::lowerCase(file.extension().string()) != ".txt"; });
        for (const auto& file : evaluations) {
            if (progress.stopRequested()) return core::cancelled();
            progress.report(done++ / static_cast<double>(kDialogues), {TRANSLATABLE("Engine", "Reading %1"), {file.string()}});
            const auto text = files.text(file);
            if (!text) continue;
            auto evaluation = parseIemocapEvaluation(*text);
            for (const auto& line : evaluation.unread) {
                files.note(TRANSLATABLE("Engine", "Left out, lines of evaluations that were not understood: %1 (%2)."),
                           file.filename().string() + ": " + line.substr(0, line.find('\t')));
            }
            DialogueReader(files, session, file).addTurns(std::move(evaluation.turns), corpus);
        }
        noteUnlabelled(files, session, evaluations);
    }
    files.addRemarks(corpus);
    return corpus;
}

std::vector<core::Text> iemocapShortfalls(const Corpus& corpus) {
    const Published published{kTurns,
                              10,
                              {{"angry", 1103},
                               {"happy", 595},
                               {"excited", 1041},
                               {"sad", 1084},
                               {"neutral", 1708},
                               {"frustrated", 1849},
                               {"surprised", 107},
                               {"fearful", 40},
                               {"disgusted", 2},
                               {"other", 3},
                               {std::string(kNoAgreement), 2507}}};
    return compareWith(published, corpus);
}

}  // namespace

Layout iemocapLayout() { return {"iemocap", {}, fitsIemocap, readIemocap, iemocapShortfalls}; }

}  // namespace prososcope::corpus
