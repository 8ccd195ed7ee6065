// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kClips = 7442;

// Published facts (Cao et al. 2014 and the corpus's own description): the codes of the file names and of the votes.
const std::map<std::string, std::string>& cremaDSentences() {
    static const std::map<std::string, std::string> kSentences = {{"IEO", "It's eleven o'clock."},
                                                                  {"TIE", "That is exactly what happened."},
                                                                  {"IOM", "I'm on my way to the meeting."},
                                                                  {"IWW", "I wonder what this is about."},
                                                                  {"TAI", "The airplane is almost full."},
                                                                  {"MTI", "Maybe tomorrow it will be cold."},
                                                                  {"IWL", "I would like a new alarm clock."},
                                                                  {"ITH", "I think I have a doctor's appointment."},
                                                                  {"DFA", "Don't forget a jacket."},
                                                                  {"ITS", "I think I've seen this before."},
                                                                  {"TSI", "The surface is slick."},
                                                                  {"WSI", "We'll stop in a couple of minutes."}};
    return kSentences;
}

const std::map<std::string, std::string>& intended() {
    static const std::map<std::string, std::string> kIntended = {{"ANG", "angry"}, {"DIS", "disgusted"}, {"FEA", "fearful"},
                                                                 {"HAP", "happy"}, {"NEU", "neutral"},   {"SAD", "sad"}};
    return kIntended;
}

const std::map<std::string, std::string>& levels() {
    static const std::map<std::string, std::string> kLevels = {{"LO", "low"}, {"MD", "medium"}, {"HI", "high"}, {"XX", ""}};
    return kLevels;
}

const std::map<std::string, std::string>& votes() {
    static const std::map<std::string, std::string> kVotes = {{"A", "angry"}, {"D", "disgusted"}, {"F", "fearful"},
                                                              {"H", "happy"}, {"N", "neutral"},   {"S", "sad"}};
    return kVotes;
}

/// "1001_IEO_ANG_HI": actor, sentence, intended emotion, intended level.
std::optional<std::array<std::string, 4>> parseName(std::string_view stem) {
    const auto pieces = piecesOf(stem, '_');
    if (pieces.size() != 4 || pieces[0].size() != 4) return std::nullopt;
    std::array<std::string, 4> name;
    std::copy(pieces.begin(), pieces.end(), name.begin());
    const bool known = name[0].find_first_not_of("0123456789") == std::string::npos && cremaDSentences().contains(name[1]) &&
                       intended().contains(name[2]) && levels().contains(name[3]);
    return known ? std::optional(name) : std::nullopt;
}

/// The folder with the clips: AudioWAV, AudioMP3, or the corpus folder itself.
std::optional<fs::path> audioFolder(CorpusFiles& files) {
    for (const char* candidate : {"AudioWAV", "AudioMP3", ""}) {
        const auto recordings = files.recordings(candidate);
        const auto named = std::count_if(recordings.begin(), recordings.end(),
                                         [](const auto& entry) { return parseName(entry.first).has_value(); });
        if (named > 0 && 2 * named >= static_cast<std::ptrdiff_t>(recordings.size())) return candidate;
    }
    return std::nullopt;
}

bool fitsCremaD(const fs::path& folder) {
    CorpusFiles files(folder);
    return audioFolder(files).has_value();
}

/// A vote of one letter, or kNoAgreement for a tie ("A:D"); empty for anything else.
std::string voteWord(const std::string& vote) {
    if (vote.find(':') != std::string::npos) return std::string(kNoAgreement);
    return valueOr(votes(), vote);
}

/// What the tables say of the clips; `of` adds it to an utterance.
class Tables {
public:
    explicit Tables(CorpusFiles& files)
        : m_summary(read(files, "processedResults/summaryTable.csv", "FileName")),
          m_votes(read(files, "processedResults/tabulatedVotes.csv", "fileName")),
          m_actors(read(files, "VideoDemographics.csv", "ActorID")) {
        readResponses(files);
    }

    [[nodiscard]] bool hasVotes() const { return !m_summary.rows.empty(); }

    /// The majority of the listeners: a word, kNoAgreement, or nothing where the table lacks the clip.
    [[nodiscard]] std::string voiceVote(const std::string& clip) const { return voteWord(m_summary.cell(clip, "VoiceVote")); }

    void addTo(Utterance& utterance) const {
        const std::string& clip = utterance.id;
        for (const auto& [column, name] :
             {std::pair{"VoiceVote", "voice_vote"}, {"FaceVote", "face_vote"}, {"MultiModalVote", "multimodal_vote"}}) {
            const auto word = voteWord(m_summary.cell(clip, column));
            if (!word.empty()) utterance.texts[name] = word;
        }
        if (const auto level = finiteNumber(m_summary.cell(clip, "VoiceLevel"))) utterance.numbers["voice_level"] = *level;
        if (const auto age = finiteNumber(m_actors.cell(utterance.speaker, "Age"))) utterance.numbers["age"] = *age;
        utterance.gender = genderWord(m_actors.cell(utterance.speaker, "Sex"));
        for (const auto& [column, name] : {std::pair{"Race", "race"}, {"Ethnicity", "ethnicity"}}) {
            const auto word = m_actors.cell(utterance.speaker, column);
            if (!word.empty()) utterance.texts[name] = word;
        }
        addVotes(utterance);
    }

private:
    /// A table and its rows by the cell of one column.
    struct Index {
        core::CsvTable table;
        std::map<std::string, std::vector<std::size_t>> rows;

        [[nodiscard]] std::string cell(const std::string& key, std::string_view column) const {
            const auto found = rows.find(key);
            return found == rows.end() ? std::string() : TableRow(table, table.rows[found->second.front()])[column];
        }
    };

    static Index read(CorpusFiles& files, const fs::path& path, std::string_view key) {
        Index index;
        if (!files.isFile(path)) {
            files.note(TRANSLATABLE("Engine", "Tables of the corpus that are not here: %1 (%2)."), path.string());
        }
        if (auto table = files.table(path)) index.table = std::move(*table);
        for (std::size_t i = 0; i < index.table.rows.size(); ++i) {
            index.rows[TableRow(index.table, index.table.rows[i])[key]].push_back(i);
        }
        return index;
    }

    /// Each answer to a voice without a face, where the large table of them is there.
    void readResponses(CorpusFiles& files) {
        const auto table = files.table("finishedResponses.csv");
        if (!table) return;
        for (const auto& cells : table->rows) {
            const TableRow row(*table, cells);
            const auto word = valueOr(votes(), row["respEmo"]);
            if (row["queryType"] != "1" || word.empty()) continue;
            const auto listener = row["localid"];
            m_responses[row["clipName"]].push_back({listener.empty() ? row["sessionNums"] : listener, {word}, {}, {}, {}});
        }
    }

    /// The answers of the listeners, or else as many as the table counts of each; it numbers no listeners, so we do.
    void addVotes(Utterance& utterance) const {
        const auto found = m_votes.rows.find(utterance.id);
        if (const auto answers = m_responses.find(utterance.id); answers != m_responses.end()) {
            utterance.ratings = answers->second;
        }
        if (found == m_votes.rows.end()) return;
        for (const auto index : found->second) {
            const TableRow row(m_votes.table, m_votes.table.rows[index]);
            // The row's name, in the column without one, begins with what was judged: 1 voice, 2 face, 3 both.
            if (!row[""].starts_with('1')) continue;
            if (const auto value = row.number("agreement")) utterance.numbers["agreement"] = *value;
            if (const auto value = row.number("numResponses")) utterance.numbers["responses"] = *value;
            if (!utterance.ratings.empty()) return;
            constexpr double kMostVotes = 1000.0;
            for (const auto& [letter, word] : votes()) {
                const double count = std::min(row.number(letter).value_or(0.0), kMostVotes);
                for (int i = 0; i < static_cast<int>(count); ++i) {
                    utterance.ratings.push_back({std::to_string(utterance.ratings.size() + 1), {word}, {}, {}, {}});
                }
            }
            return;
        }
    }

    Index m_summary;
    Index m_votes;
    Index m_actors;
    std::map<std::string, std::vector<Rating>> m_responses;
};

core::Result<Corpus> readCremaD(const fs::path& folder, const ImportOptions& options, core::Progress& progress) {
    CorpusFiles files(folder);
    const auto clips = audioFolder(files);
    if (!clips) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "%1 does not look like CREMA-D: neither its folder AudioWAV nor it holds clips named like "
                          "1001_IEO_ANG_HI.wav. Choose the folder that holds AudioWAV."),
             {folder.string()}});
    }
    const std::string labels = options.settings.contains("labels") ? options.settings.at("labels") : "intended";
    if (labels != "intended" && labels != "voice-vote") {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "CREMA-D has no labels \"%1\". Choose intended or voice-vote."), {labels}});
    }
    const Tables tables(files);
    if (labels == "voice-vote" && !tables.hasVotes()) {
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine",
                                        "The listeners' votes need %1, which cannot be read. Get it from the corpus, or "
                                        "choose the labels intended."),
                           {(folder / "processedResults" / "summaryTable.csv").string()}});
    }
    Corpus corpus;
    corpus.layout = "crema-d";
    corpus.title = "Crowd-sourced Emotional Multimodal Actors Dataset (CREMA-D)";
    corpus.licence = "ODbL-1.0";
    corpus.citation =
        "Cao, Cooper, Keutmann, Gur, Nenkova, Verma (2014): CREMA-D: Crowd-sourced Emotional Multimodal Actors Dataset. IEEE "
        "Transactions on Affective Computing 5(4), 377-390.";
    corpus.source = "https://github.com/CheyneyComputerScience/CREMA-D";
    corpus.scales = {{"voice_level", {0.0, 100.0}}, {"agreement", {0.0, 1.0}}};
    for (const auto& [stem, file] : files.recordings(*clips)) {
        if (progress.stopRequested()) return core::cancelled();
        const auto name = parseName(stem);
        if (!name) {
            files.note(TRANSLATABLE("Engine", "Left out, not named like clips of CREMA-D: %1 (%2)."), file.string());
            continue;
        }
        const auto& [actor, sentence, emotion, level] = *name;
        Utterance utterance;
        utterance.id = stem;
        utterance.path = file;
        utterance.speaker = actor;
        utterance.language = "en";
        utterance.transcript = cremaDSentences().at(sentence);
        utterance.intensity = levels().at(level);
        tables.addTo(utterance);
        utterance.texts["intended"] = intended().at(emotion);
        utterance.emotion = labels == "intended" ? utterance.texts["intended"] : tables.voiceVote(stem);
        if (utterance.emotion.empty()) {
            files.note(TRANSLATABLE("Engine", "Clips for which the table of votes has no row: %1 (%2)."), stem);
        }
        corpus.utterances.push_back(std::move(utterance));
    }
    files.addRemarks(corpus);
    return corpus;
}

std::vector<core::Text> cremaDShortfalls(const Corpus& corpus) {
    auto texts = compareWith({kClips, 91, {}}, corpus);
    if (!texts.empty()) return texts;
    Corpus as;  // as the actors meant it, whatever was taken as label
    for (const auto& utterance : corpus.utterances) {
        as.utterances.emplace_back();
        as.utterances.back().emotion = utterance.texts.at("intended");
    }
    const Published published{
        0, 0, {{"angry", 1271}, {"disgusted", 1271}, {"fearful", 1271}, {"happy", 1271}, {"neutral", 1087}, {"sad", 1271}}};
    return compareWith(published, as);
}

}  // namespace

Layout cremaDLayout() { return {"crema-d", {"labels"}, fitsCremaD, readCremaD, cremaDShortfalls}; }

}  // namespace prososcope::corpus
