// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// Forms in which other programs read a corpus.
/// Csv: manifest.csv, a row for each utterance, as the layout "manifest" reads it.
/// Audformat: db.yaml and tables beside it as CSV (audEERING's audformat), one table for each split of the corpus.
/// Kaldi: wav.scp, segments, utt2spk, spk2utt, text and, by the same habit, utt2emo, utt2dim, utt2lang, utt2session,
/// utt2dialogue; a folder for each split of the corpus where there is one. Lines are sorted by bytes, names of utterances begin
/// with their speaker's and hold no spaces, as Kaldi wants it.
enum class ExportFormat { Csv, Audformat, Kaldi };
/// "csv", "audformat", "kaldi".
[[nodiscard]] std::string_view exportFormatName(ExportFormat format);
[[nodiscard]] std::optional<ExportFormat> exportFormatNamed(std::string_view name);

struct ExportOptions {
    ExportFormat format = ExportFormat::Csv;
    /// Copies the recordings into the folder, at their places in the corpus, and names them relative to it; else the tables
    /// name them where they are.
    bool copyAudio = false;
};

struct ExportSummary {
    std::vector<std::filesystem::path> files;  ///< tables written, in order
    std::size_t utterances = 0;
    std::size_t copied = 0;           ///< recordings
    std::vector<core::Text> remarks;  ///< what the format cannot hold, for people
};

/// Writes a corpus into a folder, which is made. Tables of these names that are there are replaced, each when it is complete;
/// when asked to stop, or where a recording cannot be copied, no table is written or changed (recordings copied so far stay).
[[nodiscard]] core::Result<ExportSummary> exportCorpus(const Corpus& corpus, const std::filesystem::path& folder,
                                                       const ExportOptions& options, core::Progress& progress);

}  // namespace prososcope::corpus
