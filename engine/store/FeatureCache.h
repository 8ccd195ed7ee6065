// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/dsp/AudioChange.h"
#include "engine/features/FeatureSet.h"

namespace prososcope::store {

/// Feature matrices of utterances on disk (safetensors), keyed by a hash of the audio's content, the span and the
/// set's parameters, so that a changed file or parameter is never mistaken. Safe for several processes: entries are
/// written aside and renamed. The entries stay below a number of bytes: whenever new ones were written, those used longest
/// ago go, but none that the load at hand needs. May be deleted at any time.
class FeatureCache {
public:
    static constexpr std::int64_t kStandardBytes = std::int64_t{20} << 30;

    explicit FeatureCache(std::filesystem::path folder);

    /// Features of all utterances of a corpus (in their order), from the cache or computed by up to `threads` threads.
    /// Stops with `Cancelled` when asked; an unreadable file is named in the error. With `change` the features of the changed
    /// recordings, whose chance comes from each recording's content.
    [[nodiscard]] core::Result<std::vector<features::FeatureMatrixPtr>> load(const corpus::Corpus& corpus,
                                                                             const std::vector<corpus::Utterance>& utterances,
                                                                             const features::FeatureSet& set, int threads,
                                                                             core::Progress& progress,
                                                                             const dsp::AudioChange* change = nullptr);
    /// The same for one span of one file.
    [[nodiscard]] core::Result<features::FeatureMatrixPtr> loadOne(const std::filesystem::path& audio, double startSeconds,
                                                                   double endSeconds, const features::FeatureSet& set);

    /// How much the folder's entries may hold, for every program that uses it; kStandardBytes where nobody has said.
    [[nodiscard]] std::int64_t limit() const;
    core::Status setLimit(std::int64_t bytes);
    struct Use {
        std::size_t entries = 0;
        std::int64_t bytes = 0;
    };
    [[nodiscard]] Use use() const;
    /// Removes what was used longest ago until at most `most` bytes are left.
    void trim(std::int64_t most) const;

private:
    std::filesystem::path m_folder;
};

}  // namespace prososcope::store
