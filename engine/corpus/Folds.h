// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// One train/test split by speaker. Indices point into the utterance list that was split. `inner` are the training
/// speakers set aside for early stopping; they are part of neither `train` nor `test`.
struct Fold {
    std::string name;  ///< the test speaker, or "1-4"
    std::vector<std::size_t> train;
    std::vector<std::size_t> inner;
    std::vector<std::size_t> test;
    std::vector<std::string> trainSpeakers;
    std::vector<std::string> innerSpeakers;
    std::vector<std::string> testSpeakers;
};

struct FoldSettings {
    std::string protocol = "leave-one-speaker-out";  ///< or "speaker-groups"
    int groups = 0;                                  ///< speaker-groups: number of groups of neighbouring speakers (sorted)
    int innerSpeakers = 1;                           ///< set aside for early stopping; 0 = none
    std::uint64_t seed = 1;                          ///< chooses the inner speakers, balanced by gender where known
};

/// Speakers never cross: fails where an utterance has no speaker, where there are fewer speakers than the protocol
/// needs (one sentence names them), or where a fold's training part would miss a class of `utterances`.
[[nodiscard]] core::Result<std::vector<Fold>> makeFolds(const std::vector<Utterance>& utterances, const FoldSettings& settings);

}  // namespace prososcope::corpus
