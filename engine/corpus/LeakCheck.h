// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/corpus/Folds.h"

namespace prososcope::corpus {

/// What must not be in two parts of a fold, the worst first.
enum class LeakKind {
    SameSound,  ///< the same sound twice: copies of a file, overlapping spans of copies, or equal features
    Overlap,    ///< spans of one file that overlap
    Speaker,    ///< one speaker
    Recording   ///< pieces of one recording that do not overlap: same room, same microphone, perhaps the same people
};

/// One kind of leak between two parts of one fold.
struct Leak {
    LeakKind kind = LeakKind::Speaker;
    std::string fold;
    std::string parts;  ///< "training/test", "training/inner" or "inner/test"
    std::string what;   ///< the first one: a speaker, a recording, or two utterances
    std::size_t count = 0;
};

/// What the check is told. Functions may be empty; then less is found.
struct LeakQuestion {
    const std::vector<Utterance>& utterances;  ///< those that the folds index
    const std::vector<Fold>& folds;
    std::filesystem::path folder;  ///< of relative paths
    /// A hash of a file's content. Asked only for files whose size another file has, too.
    std::function<core::Result<std::string>(const std::filesystem::path&)> contentOf;
    /// Something equal for utterances that sound the same, such as a hash of their features; empty for "unlike all others".
    std::function<std::string(std::size_t utterance)> soundOf;
};
/// Looks at all pairs of parts of all folds. Fails where a file cannot be hashed; stops when asked. Time grows with folds
/// times utterances.
[[nodiscard]] core::Result<std::vector<Leak>> findLeaks(const LeakQuestion& question, core::Progress& progress);

/// Fails with one sentence about the worst leak that the settings do not allow. The protocol "random" allows all;
/// `FoldSettings::allowed` may name "speakers" and "recordings". Copies and overlaps are allowed by no setting.
[[nodiscard]] core::Status refuseLeaks(const std::vector<Leak>& leaks, const FoldSettings& settings);

}  // namespace prososcope::corpus
