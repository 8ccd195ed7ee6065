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

/// One labelled stretch of a recording. Empty text and missing numbers mean "unknown".
/// Emotion words are the program's own (see `emotionWords`); other words are kept as they are.
struct Utterance {
    std::string id;              ///< unique in its corpus: the path without its ending, plus the span if there is one
    std::filesystem::path path;  ///< relative to the corpus folder
    double startSeconds = 0.0;
    double endSeconds = -1.0;  ///< below 0: to the end
    std::string speaker;
    std::string gender;    ///< "female", "male" or what the corpus says
    std::string language;  ///< ISO 639-1
    std::string emotion;
    std::optional<double> valence;  ///< on the corpus's own scale
    std::optional<double> arousal;
    std::optional<double> dominance;
    std::string intensity;
    std::string transcript;
    std::string dialogue;
    std::optional<int> turn;
};

/// A set of utterances with where they come from.
struct Corpus {
    std::string name;              ///< as in the workspace: "emodb"
    std::filesystem::path folder;  ///< absolute
    std::string layout;            ///< "emodb", "manifest", "folder"
    std::string title;             ///< full name, where known
    std::string licence;
    std::string citation;
    std::vector<Utterance> utterances;  ///< in byte order of their ids
    std::vector<core::Text> remarks;    ///< what the import counted and left out, for people

    [[nodiscard]] std::vector<std::string> speakers() const;                 ///< sorted
    [[nodiscard]] std::map<std::string, std::size_t> emotionCounts() const;  ///< by word, unknown as ""
};

/// angry happy sad neutral fearful disgusted surprised calm bored, in the fixed order of every legend.
[[nodiscard]] const std::vector<std::string>& emotionWords();
/// Orders class words as `emotionWords` does, unknown ones last by name.
[[nodiscard]] std::vector<std::string> inDisplayOrder(std::vector<std::string> classes);

struct ImportOptions {
    std::string layout = "auto";  ///< auto, emodb, manifest
    std::string name;             ///< default: the folder's name in lower case
};
/// Reads a corpus from a folder: `manifest` is a manifest.csv with the columns
/// path,speaker,gender,language,emotion,valence,arousal,dominance,intensity,transcript,dialogue,turn (path, speaker and
/// emotion are required), `emodb` the public archive (wav/03a01Fa.wav, also .flac). `auto` takes the first layout that
/// fits. Reads each audio header; utterances without readable audio are left out, counted and named in the remarks.
/// Fails with one sentence: no such folder, no layout fits, no audio at all, missing columns.
[[nodiscard]] core::Result<Corpus> importCorpus(const std::filesystem::path& folder, const ImportOptions& options,
                                                core::Progress& progress);

/// All audio files below a folder in byte order, hidden files skipped, symlink loops not followed.
[[nodiscard]] std::vector<std::filesystem::path> findAudio(const std::filesystem::path& folder);

}  // namespace prososcope::corpus
