// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/corpus/Folds.h"
#include "engine/models/iaan/DialogueContext.h"

namespace prososcope::training {

/// What the turns of an experiment are told of the turns before them. A turn's dialogue is that of its corpus and session:
/// turns of other sessions are never its context. Context may be of any label, and of the whole corpus.
struct DialogueTurns {
    std::vector<corpus::Utterance> further;     ///< turns that are context alone
    std::vector<models::TurnContext> contexts;  ///< of each labelled utterance: places among the labelled, then `further`
    std::vector<core::Text> remarks;            ///< what was counted and what a person should know
};

/// labelled: those that are classified, as experiment::applyLabels gives them. context: as in experiment::DialogueInput;
/// "shuffled" changes contexts among the labelled turns of a session by `seed`. Turns follow each other by their numbers,
/// equal ones by name; a turn without a number has no context and is none. Never fails: corpora without dialogues give empty
/// contexts, and say so.
[[nodiscard]] DialogueTurns dialogueTurns(std::span<const corpus::Utterance> labelled, std::span<const corpus::Corpus> corpora,
                                          const std::string& context, std::uint64_t seed);

/// Refuses with one sentence folds in which a turn's context is spoken by somebody of another part. Folds that are marked as
/// speaker-dependent are left alone.
[[nodiscard]] core::Status refuseCrossingContexts(const DialogueTurns& turns, std::span<const corpus::Utterance> labelled,
                                                  const std::vector<corpus::Fold>& folds);

}  // namespace prososcope::training
