// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// One way in which corpora lie on disk. `fits` looks without reading audio and without walking the whole tree; `read` gives
/// every utterance that the layout names, in any order, with layout, title, licence, citation, scales and remarks; whether
/// the audio exists is checked afterwards. An empty id is made from path and span. `shortfalls` compares what was kept with
/// the published counts of a whole copy: what differs is a remark, never an error.
struct Layout {
    std::string_view name;
    std::vector<std::string_view> settings;  ///< keys of ImportOptions::settings that it takes
    bool (*fits)(const std::filesystem::path& folder);
    core::Result<Corpus> (*read)(const std::filesystem::path& folder, const ImportOptions& options, core::Progress& progress);
    std::vector<core::Text> (*shortfalls)(const Corpus& corpus) = nullptr;
};
/// In the order in which `auto` tries them.
[[nodiscard]] const std::vector<Layout>& allLayouts();

// One file each: EmoDbLayout.cpp, ManifestLayout.cpp, ...
/// Recordings with annotations beside them, chosen by name alone: each labelled interval of a tier (setting "tier"; the only
/// one where there is no other) is an utterance, its label the class. "speaker": file, folder (the names of these), tier:NAME
/// (the label there at the interval's middle), or a name that all have. "transcript": a tier whose labels are the words.
[[nodiscard]] Layout annotatedLayout();
/// Databases of audEERING: db.yaml and db.TABLE.csv beside it. "table": the tables of labels; "map": "joy=happy".
[[nodiscard]] Layout audformatLayout();
[[nodiscard]] Layout cremaDLayout();
/// A table whose columns are guessed (see `guessColumns`) or set by the names of fields; CsvLayout.cpp lists the settings.
[[nodiscard]] Layout csvLayout();
[[nodiscard]] Layout emoDbLayout();
[[nodiscard]] Layout fsddLayout();
[[nodiscard]] Layout iemocapLayout();
/// wav.scp, segments, text, utt2spk ...; commands in wav.scp are never run. "map": "ang=angry".
[[nodiscard]] Layout kaldiLayout();
[[nodiscard]] Layout libriSpeechLayout();
[[nodiscard]] Layout ljSpeechLayout();
[[nodiscard]] Layout manifestLayout();
[[nodiscard]] Layout mspPodcastLayout();
[[nodiscard]] Layout nemoLayout();
/// File names that a regular expression reads, chosen by name alone; PatternLayout.cpp lists the settings.
[[nodiscard]] Layout patternLayout();
[[nodiscard]] Layout ravdessLayout();
[[nodiscard]] Layout vctkLayout();

/// Whether a stem is a name of EmoDB: 2 digits, text code, emotion letter, version letter ("03a01Fa").
[[nodiscard]] bool isEmoDbName(std::string_view stem);
/// The folder that holds EmoDB's clips: `folder`/wav or `folder` itself; empty where neither does.
[[nodiscard]] std::filesystem::path emoDbAudioFolder(const std::filesystem::path& folder);

/// Names for a remark: the first few and how many more there are.
[[nodiscard]] std::string someOf(const std::vector<std::string>& names);
/// A path's stem with its folders and with '/' between them: "wav/03a01Fa".
[[nodiscard]] std::string idOf(const std::filesystem::path& relative);
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// UTF-8 without a byte of 0.
[[nodiscard]] bool isText(std::string_view bytes);

}  // namespace prososcope::corpus
