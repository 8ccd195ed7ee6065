// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/backend/EncoderBackend.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/store/ActivationSet.h"

/// What a network's units say of every utterance of a corpus, stored.
namespace prososcope::backend {

/// What a set of these would be, without its fingerprint, durations and levels. Fails on an unknown tap and names those that
/// there are; an empty one is the usual one.
[[nodiscard]] core::Result<store::ActivationSetInfo> activationSetInfo(const EncoderInfo& encoder, const corpus::Corpus& corpus,
                                                                       const std::string& tap = {});

/// A stored set of this network, tap and corpus: the workspace's, else a bundled one. Nothing where there is none that has all
/// the pools that `wanted` names, or where the network or the corpus is another by now; `wanted.corpusFingerprint` must be set.
[[nodiscard]] std::optional<store::ActivationSet> storedActivations(const store::ActivationSetInfo& wanted,
                                                                    const std::filesystem::path& workspace);

struct ActivationPassOutcome {
    store::ActivationSet set;
    std::size_t continued = 0;                     ///< utterances that an earlier pass had done
    std::vector<store::LeftOutUtterance> leftOut;  ///< utterances without a row, and why
};

/// Takes the pooled activations of every utterance of a corpus and stores them as `goal`, in the order of the corpus. Goes on
/// where an earlier pass over the same was stopped or killed. Sound is read at the network's rate and from the utterance's span
/// on up to `threads` threads, up to 128 utterances or ten minutes at a time. An utterance that cannot be read, is digital
/// silence or shorter than a frame, or gives values that are not finite is left out, and the pass goes on.
/// wanted: from `activationSetInfo`, with the fingerprint of the corpus (store::corpusFingerprint) and the pools to keep.
/// Fails where no utterance gave activations, where memory or disk are full, and with Cancelled, after at most one batch.
[[nodiscard]] core::Result<ActivationPassOutcome> takeActivations(const corpus::Corpus& corpus, Encoder& encoder,
                                                                  const store::ActivationSetInfo& wanted,
                                                                  const std::filesystem::path& goal, int threads,
                                                                  core::Progress& progress);

}  // namespace prososcope::backend
