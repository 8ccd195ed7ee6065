// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// One train/test split. Indices point into the utterance list that was split; each is in at most one part. `inner` is set
/// aside from training for early stopping. The lists of speakers are sorted; utterances without a speaker add none.
struct Fold {
    std::string name;  ///< the test speaker or session, "1-4", or a number
    std::vector<std::size_t> train;
    std::vector<std::size_t> inner;
    std::vector<std::size_t> test;
    std::vector<std::string> trainSpeakers;
    std::vector<std::string> innerSpeakers;
    std::vector<std::string> testSpeakers;
    /// A tested speaker is trained on, or chooses the epoch, or it is not known who is tested: figures are too good.
    bool speakerDependent = false;
};
[[nodiscard]] bool isSpeakerDependent(const std::vector<Fold>& folds);

/// How a corpus is split, for choosers and help.
struct FoldProtocol {
    std::string_view name;
    const char* description;  ///< translatable sentence
    bool setsInner = false;   ///< says itself what is set aside for early stopping
    bool speakerDependent = false;
};
/// General ones first, then those of published papers:
/// leave-one-speaker-out, leave-one-session-out, speaker-groups, official, random, aae-ten-splits, fop-first-session,
/// fop-five-sessions, gcu-ten-speakers, las-iaan-five-sessions, units-ten-speakers, units-seven-groups.
[[nodiscard]] const std::vector<FoldProtocol>& foldProtocols();
[[nodiscard]] const FoldProtocol* findFoldProtocol(std::string_view name);

struct FoldSettings {
    std::string protocol = "leave-one-speaker-out";
    int groups = 0;          ///< speaker-groups: number of groups of neighbouring speakers (sorted); random: of parts, 0 = 5
    int innerSpeakers = 1;   ///< set aside for early stopping; 0 = none. random: a tenth of the utterances unless 0
    int innerSessions = 0;   ///< whole sessions set aside instead of speakers
    std::uint64_t seed = 1;  ///< chooses what is set aside (speakers balanced by gender where known) and random parts
    std::string testSplit = "test";    ///< official: which of the corpus's own parts is tested
    std::vector<std::string> allowed;  ///< leaks that stop no run: "speakers", "recordings" (see LeakCheck.h)
};

/// Splits utterances, whose `emotion` is their class. Protocols by speaker fail where an utterance has no speaker, those by
/// session where it has no session; all fail where there are too few of them (one sentence names them), where a protocol does
/// not fit the corpus, or where a fold's training part would miss a class of `utterances`.
[[nodiscard]] core::Result<std::vector<Fold>> makeFolds(const std::vector<Utterance>& utterances, const FoldSettings& settings);

}  // namespace prososcope::corpus
