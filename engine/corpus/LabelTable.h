// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// A corpus from a table as `exportCorpus` writes it (Csv), without looking for its recordings: labels that come along where
/// the sound cannot. Its name is the file's, its folder the file's. Fails where the file is absent or no such table.
[[nodiscard]] core::Result<Corpus> readLabelTable(const std::filesystem::path& file);

}  // namespace prososcope::corpus
