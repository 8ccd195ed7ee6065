// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/corpus/Folds.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/FutureModel.h"
#include "engine/features/FeatureSet.h"
#include "engine/learn/Matrix.h"
#include "engine/models/logmel_network/LogMelInput.h"
#include "engine/store/Workspace.h"
#include "engine/training/ClassicalSettings.h"
#include "engine/training/Trainer.h"

namespace prososcope::training {

struct AutoencoderSystem;
struct DialogueSystem;
struct EncoderSystem;
struct FutureSystem;

/// One of the feature sets that a system learns from.
struct FeaturePart {
    const features::FeatureSet* set = nullptr;
    /// One for each utterance, in their order; of dialogues, behind them, of the turns that are context alone.
    std::vector<features::FeatureMatrixPtr> features;
    std::vector<std::vector<features::FeatureMatrixPtr>> copies;  ///< [copy][utterance]: see experiment::AudioCopies
    learn::Matrix<float> rows;                                    ///< of a classical learner, unless they become Fisher vectors
    std::vector<learn::Matrix<float>> copyRows;                   ///< [copy], likewise
    [[nodiscard]] bool overTime() const { return set->descriptors() == nullptr; }
};

/// What one system of an experiment learns from: its features, and the checked sizes of its network, or the settings of its
/// classical learner.
struct SystemData {
    experiment::FusionMember system;  ///< with all its settings, as a run stores them
    std::vector<FeaturePart> parts;   ///< one of a network; of dialogues with a recogniser for each fold, one for each
    models::LogMelNetworkSettings network;
    StartModelPtr start;  ///< of a network that begins with another's weights; of an encoder without its weights
    std::shared_ptr<const EncoderSystem> encoder;          ///< of the model speech-encoder
    std::shared_ptr<const DialogueSystem> dialogue;        ///< of the model iaan
    std::shared_ptr<const FutureSystem> future;            ///< of the model future-prediction
    std::shared_ptr<const AutoencoderSystem> autoencoder;  ///< of the model adversarial-autoencoder
    ClassicalSettings classical;                           ///< also of its heads that are classical learners

    [[nodiscard]] bool isClassical() const { return experiment::learnsFromRows(system); }
};

/// What all trainings of one run share: labelled utterances, the folds by speaker and what each system learns from, one or the
/// members of a fusion. Not changed once loaded, so that folds read it from several threads.
struct ExperimentData {
    experiment::LabelledUtterances labelled;
    std::vector<corpus::Fold> folds;
    std::vector<SystemData> systems;
    int classes = 0;                  ///< of the experiment
    bool heard = false;               ///< a start model was trained on speakers that are tested
    bool transductive = false;        ///< a start model heard them without their labels
    std::vector<core::Text> remarks;  ///< what a person should know before the training begins

    /// SHA-256 over utterances, speakers, labels, features and start models: a run is continued only on the same data.
    [[nodiscard]] std::string fingerprint() const;
    /// Whether a fold tests speakers that it trains on, or that a start model was trained on.
    [[nodiscard]] bool isSpeakerDependent() const;
    [[nodiscard]] store::FoldRecord foldRecord(std::int64_t run, int index) const;
    /// The stored fold has the speakers that would be chosen now. Inner speakers depend on gender too, which the fingerprint
    /// leaves out.
    [[nodiscard]] bool isAsPlanned(const store::FoldRecord& stored) const;
    /// fold: whose features are taken where folds have features of their own.
    [[nodiscard]] std::vector<Example> examples(const SystemData& system, const std::vector<std::size_t>& indices,
                                                int fold) const;
    /// The same with the copies of each utterance behind it.
    [[nodiscard]] std::vector<Example> examplesWithCopies(const SystemData& system, const std::vector<std::size_t>& indices,
                                                          int fold) const;
};

/// Checks an experiment against its corpora and loads their features, from the cache where they are. Fails with one sentence
/// on an unknown model or feature set, labels or speakers that are too few, settings out of bounds, utterances without sound,
/// and on what two parts of a fold share (speakers, copies, pieces of one recording) unless the experiment allows it.
[[nodiscard]] core::Result<ExperimentData> loadExperimentData(const experiment::Experiment& experiment,
                                                              std::span<const corpus::Corpus> corpora,
                                                              const store::Workspace& workspace, core::Progress& progress);

}  // namespace prososcope::training
