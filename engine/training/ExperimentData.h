// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/corpus/Folds.h"
#include "engine/experiment/Experiment.h"
#include "engine/features/FeatureSet.h"
#include "engine/models/logmel_network/LogMelInput.h"
#include "engine/store/Workspace.h"
#include "engine/training/Trainer.h"

namespace prososcope::training {

/// What all trainings of one run share: labelled utterances, their features, the folds by speaker and the checked sizes of
/// the network, or the settings of a classical learner with its rows. Not changed once loaded, so that folds read it from
/// several threads.
struct ExperimentData {
    experiment::LabelledUtterances labelled;
    const features::FeatureSet* featureSet = nullptr;
    std::vector<features::FeatureMatrixPtr> features;  ///< one for each utterance, in their order
    std::vector<corpus::Fold> folds;
    models::LogMelNetworkSettings network;
    std::map<std::string, double> modelSettings;  ///< of the model, complete: as a run stores them

    /// SHA-256 over utterances, speakers, labels and features: a run is continued only on the same data.
    [[nodiscard]] std::string fingerprint() const;
    [[nodiscard]] store::FoldRecord foldRecord(std::int64_t run, int index) const;
    /// The stored fold has the speakers that would be chosen now. Inner speakers depend on gender too, which the fingerprint
    /// leaves out.
    [[nodiscard]] bool isAsPlanned(const store::FoldRecord& stored) const;
    [[nodiscard]] std::vector<Example> examples(const std::vector<std::size_t>& indices) const;
};

/// Checks an experiment against its corpora and loads their features, from the cache where they are. Fails with one sentence
/// on an unknown model or feature set, labels or speakers that are too few, settings out of bounds, utterances without sound,
/// and on what two parts of a fold share (speakers, copies, pieces of one recording) unless the experiment allows it.
[[nodiscard]] core::Result<ExperimentData> loadExperimentData(const experiment::Experiment& experiment,
                                                              std::span<const corpus::Corpus> corpora,
                                                              const std::filesystem::path& cacheFolder,
                                                              core::Progress& progress);

}  // namespace prososcope::training
