// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::experiment {

/// One experiment of a chain.
struct ChainStage {
    std::filesystem::path file;  ///< where it lies
    std::string every;           ///< of a recogniser: "session" or "speaker", a training for each that is tested; empty: one
    int rank = 0;                ///< of a recogniser that is factorised: instead of its file's; of what hears by it: its rank
    std::string name;            ///< of the experiment
    std::string start;           ///< the model that it goes on from or hears by; empty: none
    std::string corpus;          ///< of a recogniser: its name in the workspace
    bool recogniser = false;     ///< else an experiment whose outcome is a run
    /// SHA-256 over what the experiment says and the keys of the earlier stages that it goes on from: where it is what it was,
    /// a stage that is done need not be done again.
    std::string key;
};

/// A file (TOML) with `kind = "chain"`: experiments one after the other, each of which may go on from models of those before
/// it. `[[stage]] file = "...", every = "session"`, files relative to the chain's own; with `ranks = [64, 128]` a stage for
/// each.
struct Chain {
    std::string name;  ///< file-safe
    std::string title;
    std::vector<ChainStage> stages;
};

/// Whether a file says `kind = "chain"`; false where it cannot be read.
[[nodiscard]] bool isChain(std::string_view toml);
/// Reads the chain and each of its files. Errors name file, line and key; so do those of the files. Refused: no stage, two of
/// one name, a file of another kind than a recogniser or an experiment of one run.
[[nodiscard]] core::Result<Chain> readChain(const std::filesystem::path& file);
/// What the trainings of a recogniser's stage are called on its corpus: the stage itself, and with `every` one of each session
/// or speaker.
[[nodiscard]] std::vector<std::string> trainingNames(const ChainStage& stage, const corpus::Corpus& corpus);

}  // namespace prososcope::experiment
