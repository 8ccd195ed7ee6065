// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "engine/analysis/Bootstrap.h"
#include "engine/analysis/ErrorRates.h"
#include "engine/core/Result.h"

namespace prososcope::report {

/// Word errors of what a stored training of a recogniser tested: one training, or those of all sessions together.
struct RecogniserFigures {
    std::string corpus;        ///< its name, as the training's experiment says
    std::string corpusTitle;   ///< what the corpus was called; empty of older ones
    std::string start;         ///< the network that it went on from
    bool elsewhere = false;    ///< in another domain than that of the recordings: see experiment::AudioDomain
    bool untrained = false;    ///< that one was tested as it is
    int rank = 0;              ///< at which it was factorised; 0: it was not
    bool wholeCorpus = false;  ///< speakers of several trainings were tested, session by session or one by one
    analysis::EditCounts words;
    double rate = 0.0;
    analysis::Interval interval;  ///< 95 % over speakers, of one speaker over utterances
    std::size_t utterances = 0;
};

/// folder: WORKSPACE/recognisers/NAME. Nothing where no training has ended there, or none of its texts has a word; fails with
/// one sentence on files that are damaged.
[[nodiscard]] core::Result<std::optional<RecogniserFigures>> readRecogniserFigures(const std::filesystem::path& folder);

}  // namespace prososcope::report
