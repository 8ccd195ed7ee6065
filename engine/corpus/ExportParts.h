// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Text.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// A table to be written, and where, relative to the folder of the export.
struct ExportedFile {
    std::filesystem::path path;
    std::string content;
};

/// What the files Export*.cpp share: a corpus whose utterances have their recordings as the tables name them. Not for other
/// folders.
struct ExportSource {
    const Corpus& corpus;
    std::vector<std::string> paths;  ///< of each utterance's recording, relative to the folder of the export, or absolute
    bool hasSpans = false;           ///< some utterance is a part of its recording

    /// Names of further numbers, sorted.
    [[nodiscard]] std::set<std::string> numbers() const;
    /// Utterances by split, in their order; "" for those without one.
    [[nodiscard]] std::map<std::string, std::vector<std::size_t>> splits() const;
};

[[nodiscard]] std::vector<ExportedFile> csvFiles(const ExportSource& source);
[[nodiscard]] std::vector<ExportedFile> audformatFiles(const ExportSource& source);
[[nodiscard]] std::vector<ExportedFile> kaldiFiles(const ExportSource& source, std::vector<core::Text>& remarks);

}  // namespace prososcope::corpus
