// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/store/Workspace.h"

namespace prososcope::report {

/// A turn of a dialogue as a run judged it, beside those around it.
struct DialogueTurn {
    std::string id, speaker, label, transcript;  ///< label: the corpus's; empty where it has none
    std::optional<double> beginSeconds;          ///< in the dialogue, where the corpus says that
    int truth = -1;                              ///< index into the run's classes; -1: the run has not judged it
    int predicted = -1;
    std::vector<float> posteriors;
    /// Shares of the attention over the turn, in analysis::kAttentionParts equal parts: when it was judged itself, and when it
    /// was context, the mean over the turns that it was context of; empty where it was not, or the run has none.
    std::vector<float> whenJudged, asPrevious, asInterlocutor;
    std::string previous, interlocutor;  ///< the turns that were its context
};

/// One dialogue of a run's corpus, both speakers' turns in their order.
struct Dialogue {
    std::string name, session;
    std::vector<std::string> speakers;  ///< by their first turn
    std::vector<DialogueTurn> turns;
    [[nodiscard]] std::size_t judged() const;
    [[nodiscard]] std::size_t right() const;
};

/// The dialogues of which a run has judged turns, by session and name, with their other turns. Fails with one sentence: no such
/// run, its corpus is gone from the workspace, a damaged file.
[[nodiscard]] core::Result<std::vector<Dialogue>> dialoguesOf(const store::Workspace& workspace, std::int64_t run);

/// A model whose recognition of words and of emotion on one corpus are both known.
struct RecognitionAndEmotion {
    std::int64_t run = 0;
    std::string name, recogniser;
    double wordErrors = 0.0, wordsLow = 0.0, wordsHigh = 0.0;  ///< of 1, with its 95 % interval over speakers
    std::size_t words = 0;
    double uar = 0.0, uarLow = 0.0, uarHigh = 0.0;
    std::size_t utterances = 0;
    bool tooGood = false;  ///< speakers of the test were trained on, or chose the epoch
    int rank = 0;          ///< at which the recogniser was factorised; 0: it was not
};
/// Of each experiment on a recogniser's layer the newest finished run, beside the word errors of that recogniser on the run's
/// corpus, with fewest errors first. Trainings that are damaged are left out.
[[nodiscard]] core::Result<std::vector<RecognitionAndEmotion>> recognitionAndEmotion(const store::Workspace& workspace);

}  // namespace prososcope::report
