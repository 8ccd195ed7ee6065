// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::corpus {

/// What one listener said of an utterance; the speaker's own assessment is a rating of the rater "self".
struct Rating {
    std::string rater;
    std::vector<std::string> labels;  ///< in the program's words where there is one; a rater may name several
    std::optional<double> valence;    ///< on the corpus's own scale, as in Utterance
    std::optional<double> arousal;
    std::optional<double> dominance;
};

/// A file that says when the parts of an utterance were spoken; `readAlignment` reads it.
struct AlignmentFile {
    std::string tier;            ///< "words", "phones", "syllables"
    std::filesystem::path path;  ///< relative to the corpus folder
};

/// One labelled stretch of a recording. Empty text and missing numbers mean "unknown".
/// Emotion words are the program's own (see `emotionWords`); other words are kept as they are.
struct Utterance {
    std::string id;              ///< unique in its corpus: the layout's own name, or the path without its ending, plus the span
    std::filesystem::path path;  ///< relative to the corpus folder; absolute where the corpus lists recordings elsewhere
    double startSeconds = 0.0;
    double endSeconds = -1.0;  ///< below 0: to the end
    std::string speaker;
    std::string gender;             ///< "female", "male" or what the corpus says
    std::string language;           ///< ISO 639-1
    std::string emotion;            ///< the corpus's decision (majority, intended, ...); `kNoAgreement` where raters disagreed
    std::optional<double> valence;  ///< on the corpus's own scale (Corpus::scales)
    std::optional<double> arousal;
    std::optional<double> dominance;
    std::string intensity;
    std::string transcript;
    std::string dialogue;
    std::optional<int> turn;  ///< order within the dialogue, over all speakers
    std::string session;      ///< recordings made together: a dyad, a group
    std::string split;        ///< the corpus's own: "train", "development", "test", "test2"
    std::vector<Rating> ratings;
    std::map<std::string, double> numbers;  ///< further numeric columns: "recognition", "naturalness", "age"
    /// Further columns of words, by which utterances are chosen: "style" (improvised, scripted), "channel" (speech, song),
    /// "accent", "subset".
    std::map<std::string, std::string> texts;
    std::vector<AlignmentFile> alignments;
    // From the header of the recording, set by the import; 0 = not read.
    double recordingSeconds = 0.0;
    int rateHz = 0;
    int channels = 0;

    /// Seconds from start to end, 0 where the recording's length is needed and unknown.
    [[nodiscard]] double seconds() const;
};

/// Ends of a rating scale, in the order low < high.
struct Scale {
    double low = 0.0;
    double high = 1.0;
    bool operator==(const Scale&) const = default;
};

/// A set of utterances with where they come from.
struct Corpus {
    std::string name;              ///< as in the workspace: "emodb"
    std::filesystem::path folder;  ///< absolute
    std::string layout;            ///< name of the Layout that read it
    std::string title;             ///< full name, where known
    std::string licence;
    std::string citation;
    std::string source;                   ///< where it is to be had: an address or a catalogue number
    std::map<std::string, Scale> scales;  ///< of "valence", "arousal", "dominance" and of `Utterance::numbers`, where known
    std::vector<Utterance> utterances;    ///< in byte order of their ids
    std::vector<core::Text> remarks;      ///< what the import counted and left out, for people

    [[nodiscard]] std::vector<std::string> speakers() const;                 ///< sorted
    [[nodiscard]] std::map<std::string, std::size_t> emotionCounts() const;  ///< by word, unknown as ""
};

/// An utterance as part of several corpora: its id, speaker, session and dialogue begin with the corpus's name and a '/', so
/// that two corpora's speaker "01" stay two people, and its paths are absolute. Ratings keep their raters' names.
[[nodiscard]] Utterance amongOthers(Utterance utterance, const Corpus& corpus);

/// angry happy sad neutral fearful disgusted surprised calm bored, in the fixed order of every legend.
[[nodiscard]] const std::vector<std::string>& emotionWords();
/// Orders class words as `emotionWords` does, unknown ones last by name.
[[nodiscard]] std::vector<std::string> inDisplayOrder(std::vector<std::string> classes);

/// The label of utterances whose raters did not agree.
inline constexpr std::string_view kNoAgreement = "no agreement";

struct ImportOptions {
    std::string layout = "auto";  ///< auto, or the name of a layout
    std::string name;             ///< default: the folder's name in lower case
    /// What the chosen layout may be told (see `Layout::settings`): "labels" = "voice-vote", "pattern" = a regular expression.
    std::map<std::string, std::string> settings{};
};
/// Reads a corpus from a folder by one of `allLayouts`; `auto` takes the first one that fits. Reads each audio header;
/// utterances without readable audio are left out, counted and named in the remarks.
/// Fails with one sentence: no such folder, no layout fits, no audio at all, missing columns, a setting that the layout does
/// not know.
[[nodiscard]] core::Result<Corpus> importCorpus(const std::filesystem::path& folder, const ImportOptions& options,
                                                core::Progress& progress);

/// One stretch of an alignment. Seconds from the start of the utterance's own span.
struct AlignedLabel {
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    std::string label;
};
/// The labels of a tier of an utterance in order of time; empty where it has no such tier. Fails where the file is missing or
/// damaged, with a sentence that names it.
[[nodiscard]] core::Result<std::vector<AlignedLabel>> readAlignment(const Corpus& corpus, const Utterance& utterance,
                                                                    std::string_view tier);

/// All audio files below a folder in byte order, hidden files skipped, symlink loops not followed.
[[nodiscard]] std::vector<std::filesystem::path> findAudio(const std::filesystem::path& folder);

}  // namespace prososcope::corpus
