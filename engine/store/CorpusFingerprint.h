// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/store/ActivationSet.h"

namespace prososcope::store {

/// SHA-256 over the id, speaker, span and recording (its content, not its place on disk) of every utterance, in the order of
/// the corpus. Labels are no part of it. A recording that cannot be read counts as such. Contents are remembered in
/// `cacheFolder` (see ContentHashes), so that unchanged recordings are read once. Fails with Cancelled alone.
[[nodiscard]] core::Result<std::string> corpusFingerprint(const corpus::Corpus& corpus,
                                                          const std::filesystem::path& cacheFolder, int threads,
                                                          core::Progress& progress);

/// Whether a set was made of other recordings, spans or speakers than those that the corpus has now.
[[nodiscard]] core::Result<bool> isStale(const ActivationSetInfo& info, const corpus::Corpus& corpus,
                                         const std::filesystem::path& cacheFolder, int threads, core::Progress& progress);

}  // namespace prososcope::store
