// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/Folds.h"
#include "engine/corpus/LabelScheme.h"
#include "engine/experiment/AudioCopies.h"
#include "engine/store/Workspace.h"

namespace prososcope::experiment {

/// How a network is trained; every value has a default that the resolved experiment spells out. Augmentation works on
/// log-mel features: each training example is a random crop, stretched in time, warped in frequency, heard in a room,
/// equalised, narrowed in band, mixed with noise, normalised, masked, and possibly mixed with another.
struct TrainingSettings {
    int epochs = 50;
    int batch = 32;              ///< utterances
    double learningRate = 2e-3;  ///< peak
    double weightDecay = 0.05;   ///< of matrices; biases and normalisation have none (AdamW)
    double warmupShare = 0.1;    ///< share of steps with rising rate, then a cosine to 1 % of the peak
    double labelSmoothing = 0.1;
    double gradientClip = 2.0;   ///< largest norm; 0 = none
    double cropSeconds = 3.0;    ///< random crop of each training utterance; 0 = whole, bucketed by length
    double timeStretch = 0.15;   ///< factor exp(U(-s, s))
    double frequencyWarp = 0.1;  ///< band index times exp(U(-w, w))
    double equaliserDb = 6.0;    ///< random tilt within +- this and a smooth random curve
    double noiseProbability = 0.5;
    double noiseSnrLowDb = 15.0;  ///< below the crop's maximum
    double noiseSnrHighDb = 60.0;
    double roomProbability = 0.0;  ///< of a room's tail behind every sound
    double roomSeconds = 0.8;      ///< its longest reverberation time (60 dB)
    double bandProbability = 0.0;  ///< of a line or microphone that passes a part of the band alone
    int timeMasks = 2;
    double timeMaskSeconds = 0.25;  ///< largest width
    int frequencyMasks = 2;
    int frequencyMaskBands = 10;  ///< largest width
    double mixup = 0.0;           ///< Beta(a, a) of mixed pairs; 0 = none
    double averageDecay = 0.995;  ///< exponential moving average of the weights per step, which is what is evaluated; 0 = none
    int evaluateEvery = 1;        ///< epochs between two looks at the inner speakers
    int patience = 0;             ///< looks without a better inner loss before stopping; 0 = all epochs
    std::string classBalance = "sampler";  ///< sampler (classes drawn equally often), weights (in the loss), none
    /// The rate over the steps: "cosine" (a warm-up, then a cosine to 1 %), "constant" (after the warm-up), "tri-stage" (a
    /// warm-up, held for `holdShare` of the steps, then exponentially to 1 %).
    std::string schedule = "cosine";
    double holdShare = 0.4;
    int accumulate = 1;                 ///< batches whose gradients are added up for one step
    std::string precision = "float32";  ///< or "bfloat16": products in 16 bits, weights and sums in 32
    /// What chooses the epoch: "inner-loss" or "inner-uar" of the inner speakers, or "test-oracle": the UAR of the tested part
    /// itself, as some published code does. Such figures are too good and are marked wherever they are shown.
    std::string selectBy = "inner-loss";
};

/// What the model "iaan" hears of a dialogue.
struct DialogueInput {
    /// The layer of the recogniser it starts from whose frames are heard, as layers are named: "pBLSTM-Layer1". Empty: its
    /// last one.
    std::string layer;
    /// "dialogue": the last turns before it of the same speaker and of the other; "none"; "shuffled": those of another turn of
    /// the same session, a control.
    std::string context = "dialogue";
    bool operator==(const DialogueInput&) const = default;
};

/// One system of a fusion: what it is trained on and how.
struct FusionMember {
    std::string featureSet;
    std::string normalise = "training";
    std::string model;
    std::map<std::string, double> modelSettings;
    std::string start;    ///< see Experiment::start
    double weight = 1.0;  ///< of its posteriors in the mean
    DialogueInput dialogue = {};
    bool operator==(const FusionMember&) const = default;
};

/// One experiment file (TOML), checked and complete. The GUI writes the same file that the command line runs.
struct Experiment {
    std::string name;  ///< file-safe: "emodb-loso"
    std::string title;
    std::string corpus;                ///< name in the workspace; of several, all joined by "+"
    std::vector<std::string> corpora;  ///< several corpora in one training, by name; empty: the one above
    /// Relative to the experiment file; where the workspace lacks a corpus they are tried in order, with several corpora those
    /// whose last part is the corpus's name.
    std::vector<std::string> corpusFolders;
    /// Only utterances of which this is true: gender, language, session, dialogue, split, intensity, or a further column of
    /// words of the corpus ("style" = "improvised").
    std::map<std::string, std::string> where;
    std::vector<std::string> classes;          ///< in this order; other labels are dropped and counted
    std::map<std::string, std::string> merge;  ///< label of the corpus -> class
    /// Rules beyond classes and merge, as a file of a scheme holds them; its classes and merges are those above.
    std::optional<corpus::LabelScheme> scheme;
    std::string featureSet = "logmel80";
    /// Of classical models: "training" standardises on the training speakers; "speaker" every speaker on its own utterances
    /// without their labels, those of the test too, which is said beside the figures.
    std::string normalise = "training";
    std::string model = "logmel-network";
    std::map<std::string, double> modelSettings;
    /// A stored model of the same kind with whose weights the network begins (fine-tuning), by name or file; empty: drawn by
    /// the seed. Its sizes hold where `modelSettings` says nothing; of the last layer, classes that the model lacks begin anew.
    /// Figures on speakers that the model was trained on are marked as too good.
    /// Of the model "iaan" it is the recogniser whose frames are heard, which stays as it is; "{fold}" in its name is replaced
    /// by the name of each fold, so that every fold has a recogniser that has not heard its test part.
    std::string start;
    DialogueInput dialogue;  ///< of the model "iaan"
    /// Of the model "fusion": each member is trained on the same folds, and their posteriors are averaged. The experiment's
    /// own features and model settings are not used then.
    std::vector<FusionMember> members;
    /// Valence, arousal or dominance to be predicted, by the models ridge and least-squares; `classes` is empty then.
    std::vector<std::string> dimensions;
    TrainingSettings training;
    AudioCopies copies;
    corpus::FoldSettings folds;
    std::uint64_t seed = 1;
    int threads = 0;              ///< 0 = as many as the machine has cores (at most 8)
    std::string device = "auto";  ///< auto, cpu, cuda
    bool saveModel = false;       ///< train once more on all speakers and keep the model
    bool calibrate = false;  ///< the kept network gets the temperature that suits the folds' predictions of their test part
    std::string modelLicence;
};

/// The model kind that trains a head of classes on a public speech encoder: a linear probe, or its top layers. Its settings are
/// "layers" (that learn; 0: none, a probe) and "projector"; it starts from a speech encoder of the workspace or a folder, and
/// hears the sound itself: its place of the feature set has this name too.
inline constexpr const char* kSpeechEncoder = "speech-encoder";

/// The model kind that classifies turns of dialogues with what was said before them: interaction-aware attention. It hears the
/// frames of a feature set, or those of a recogniser's layer: then its place of the feature set is called kRecogniserLayer.
inline constexpr const char* kIaan = "iaan";
inline constexpr const char* kRecogniserLayer = "recogniser-layer";

/// The networks, then the classical learners on a row for each utterance: logmel-network, speech-encoder, iaan, svm-linear (one
/// against one), svm-rbf, svm-linear-rest (one against the rest), random-forest, kernel-ridge; for dimensions ridge and
/// least-squares; fusion.
[[nodiscard]] const std::vector<std::string>& modelKinds();
[[nodiscard]] bool isClassical(std::string_view model);
/// Whether a network of the kind can be given a temperature.
[[nodiscard]] bool hasTemperature(std::string_view model);
/// The names in a feature set's place that joins several by "+", each of which a classical learner gets side by side:
/// "ComParE_2016+mfcc39".
[[nodiscard]] std::vector<std::string> featureSetNames(const std::string& featureSets);
[[nodiscard]] bool isRegression(std::string_view model);
/// Whether a network is trained, by itself or in a fusion, so that epochs, inner speakers and checkpoints mean something.
[[nodiscard]] bool trainsNetwork(const Experiment& experiment);
/// Whether the tested part chooses its networks' epochs.
[[nodiscard]] bool choosesOnTest(const Experiment& experiment);
/// Whether one of them has a public speech encoder or a recogniser below.
[[nodiscard]] bool hearsByEncoder(const Experiment& experiment);
/// The systems that an experiment trains: its own, or the members of its fusion.
[[nodiscard]] std::vector<FusionMember> systemsOf(const Experiment& experiment);
/// How its utterances are split: classical learners choose inside the training speakers, so nothing is set aside for them.
[[nodiscard]] corpus::FoldSettings foldSettings(const Experiment& experiment);
/// The system as a person reads it beside a figure: "log-mel network", "linear SVM on eGeMAPSv02, standardised by speaker".
[[nodiscard]] std::string systemName(const Experiment& experiment);
/// Whether a model can be trained on a feature set. Pure.
[[nodiscard]] bool takesFeatures(std::string_view model, std::string_view featureSet);
/// Reads and checks a file that describes one run; of several see Sweep.h. Errors name the file, the line and the key; unknown
/// keys are errors.
[[nodiscard]] core::Result<Experiment> readExperiment(const std::filesystem::path& file);
/// folder: what the path of a label scheme is relative to.
[[nodiscard]] core::Result<Experiment> parseExperiment(std::string_view toml, std::string_view source,
                                                       const std::filesystem::path& folder = {});
/// The resolved experiment with every default and every rule of its label scheme written out; parses back to an equal one.
[[nodiscard]] std::string formatExperiment(const Experiment& experiment);

/// The experiment's rules for labels as one scheme.
[[nodiscard]] corpus::LabelScheme labelScheme(const Experiment& experiment);

/// The utterances that an experiment uses: labels merged, others dropped and counted.
struct LabelledUtterances {
    std::vector<corpus::Utterance> utterances;
    std::vector<int> labels;                     ///< index into Experiment::classes; empty where dimensions are predicted
    std::vector<std::vector<double>> values;     ///< of Experiment::dimensions, on the corpus's scale; else empty
    std::map<std::string, std::size_t> dropped;  ///< by label of the corpus
    std::vector<core::Text> remarks;             ///< the same with its reasons, for people
};
[[nodiscard]] core::Result<LabelledUtterances> applyLabels(const Experiment& experiment, const corpus::Corpus& corpus);
/// The same for several corpora in the order of `Experiment::corpora`: each through the scheme with its own rules and scales,
/// then one after the other with names and paths of their own (see `corpus::amongOthers`).
[[nodiscard]] core::Result<LabelledUtterances> applyLabels(const Experiment& experiment,
                                                           std::span<const corpus::Corpus> corpora);

/// The names of an experiment's corpora, one or several.
[[nodiscard]] std::vector<std::string> corpusNames(const Experiment& experiment);
/// Sets the one corpus or the several ones.
void setCorpora(Experiment& experiment, const std::vector<std::string>& names);
/// Its corpora from the workspace. Fails with NotFound and the first one that is not there.
[[nodiscard]] core::Result<std::vector<corpus::Corpus>> loadCorpora(const Experiment& experiment,
                                                                    const store::Workspace& workspace);

}  // namespace prososcope::experiment
