// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/features/FeatureSet.h"

namespace prososcope::store {

/// Feature matrices of utterances on disk (safetensors), keyed by a hash of the audio's content, the span and the
/// set's parameters, so that a changed file or parameter is never mistaken. Safe for several processes: entries are
/// written aside and renamed. May be deleted at any time.
class FeatureCache {
public:
    explicit FeatureCache(std::filesystem::path folder);

    /// Features of all utterances of a corpus (in their order), from the cache or computed by up to `threads` threads.
    /// Stops with `Cancelled` when asked; an unreadable file is named in the error.
    [[nodiscard]] core::Result<std::vector<features::FeatureMatrixPtr>> load(const corpus::Corpus& corpus,
                                                                             const std::vector<corpus::Utterance>& utterances,
                                                                             const features::FeatureSet& set, int threads,
                                                                             core::Progress& progress);
    /// The same for one span of one file.
    [[nodiscard]] core::Result<features::FeatureMatrixPtr> loadOne(const std::filesystem::path& audio, double startSeconds,
                                                                   double endSeconds, const features::FeatureSet& set);

private:
    std::filesystem::path m_folder;
};

}  // namespace prososcope::store
