// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "engine/store/Workspace.h"

namespace prososcope::experiment {

/// One training of an experiment of phonetic units before it is started.
struct UnitEmotionFoldPlan {
    std::string name;  ///< the tested speakers or corpora, joined by "+"
    /// Sorted; with test corpora named as corpus::amongOthers does.
    std::vector<std::string> testSpeakers, validationSpeakers;
    std::size_t train = 0;  ///< utterances that have a transcript; those without units are left out when it begins
    std::size_t validation = 0;
    std::size_t test = 0;
};

/// Who of the training corpus is tested in each training, as they are numbered; nobody in that for other corpora. `chosen`: its
/// utterances of the experiment's classes.
[[nodiscard]] std::vector<std::vector<std::string>> testedInFolds(const UnitEmotionExperiment& experiment,
                                                                  const corpus::Corpus& chosen);
/// What a training is called that tests such speakers, and one that tests a further corpus too.
[[nodiscard]] std::string unitFoldName(const std::vector<std::string>& speakers);
[[nodiscard]] std::string unitFoldName(const std::string& name, const corpus::Corpus& tested);

/// What an experiment of phonetic units would do with its corpora.
struct UnitEmotionPlan {
    std::vector<std::size_t> counts;                           ///< of the training corpus, by class
    std::vector<std::pair<std::string, std::size_t>> dropped;  ///< labels that the experiment leaves out
    std::vector<UnitEmotionFoldPlan> folds;                    ///< as the training numbers them
    std::size_t utterances = 0;
    std::size_t speakers = 0;
};
/// Fails with one sentence on speakers that the corpus does not have, on corpora without transcripts, and where no utterance
/// has one of the classes.
[[nodiscard]] core::Result<UnitEmotionPlan> planUnitEmotion(const UnitEmotionExperiment& experiment,
                                                            const corpus::Corpus& corpus,
                                                            std::span<const corpus::Corpus> testCorpora);

/// The system as a person reads it beside a figure.
[[nodiscard]] std::string systemName(const UnitEmotionExperiment& experiment);
/// Such a training as a run that waits (store::addWaitingRuns). command: what does the same without the window.
[[nodiscard]] store::RunRecord waitingRecord(const UnitEmotionExperiment& experiment, const std::string& command);

/// As readUnitEmotionExperiment, of a text that `file` holds or will hold.
[[nodiscard]] core::Result<UnitEmotionExperiment> unitEmotionExperimentOf(std::string_view text,
                                                                          const std::filesystem::path& file);

}  // namespace prososcope::experiment
