// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "engine/phonetics/UnitVote.h"
#include "engine/store/ModelCard.h"

/// Networks that hear phonetic units together with their emotion, and let them vote. Plain values, no torch.
namespace prososcope::backend {

class TorchBackend;

/// ModelCard::kind of a network of emotion-dependent units.
inline constexpr const char* kUnitEmotionKind = "unit-emotion";
/// What is listened to at once; longer sound in pieces, each with what is around it.
inline constexpr double kLongestUnitSeconds = 120.0;
inline constexpr double kUnitContextSeconds = 10.0;

/// A unit that was heard in a recording.
struct TimedUnit {
    std::string unit;     ///< without its tag
    std::string emotion;  ///< a class of the model; empty where the unit speaks for none
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    double peak = 0.0;  ///< its highest posterior
};

/// What a recording's units say. Lists have a place for each class of the model.
struct UnitListening {
    std::vector<TimedUnit> units;
    phonetics::EmotionVote vote;
    double seconds = 0.0;    ///< of the sound
    std::size_t pieces = 1;  ///< in which it was heard
};

/// Sound at a model's rate that comes block by block.
struct UnitSound {
    /// Puts the next samples in place of what the block holds; none at the end.
    std::function<core::Status(std::vector<float>& block)> next;
    double seconds = 0.0;  ///< about; for the progress alone
};

/// A model of emotion-dependent units, opened to listen. Each owner has its own copy; not shared between threads.
class UnitListener {
public:
    virtual ~UnitListener() = default;
    [[nodiscard]] virtual const store::ModelCard& card() const = 0;
    /// Sound of any length, in memory that does not depend on it. Up to kLongestUnitSeconds are heard at once; of longer sound
    /// each piece is heard with kUnitContextSeconds on either side, and all frames decode and vote together. Fails on sound
    /// that is shorter than a frame or not finite, and as `sound.next` does.
    [[nodiscard]] virtual core::Result<UnitListening> listenTo(const UnitSound& sound, core::Progress& progress) = 0;
    /// The same of samples at hand, at the card's rate.
    [[nodiscard]] core::Result<UnitListening> listen(std::span<const float> mono, core::Progress& progress);
};

/// The units of a recording, which is read block by block. Fails as MonoStream and UnitListener do; what the listener says
/// names the file.
[[nodiscard]] core::Result<UnitListening> listenToRecording(UnitListener& listener, const std::filesystem::path& recording,
                                                            core::Progress& progress);

/// Error rates and recall of utterances that do not train, at one moment of a training.
struct UnitLook {
    double loss = 0.0;               ///< mean over utterances of the CTC loss, nats
    double unitErrors = 0.0;         ///< rate, emotion included
    double unitErrorsWithout = 0.0;  ///< rate without the emotion
    double uar = 0.0;                ///< of the majority vote
};

/// A look at a training.
struct UnitEpoch {
    int update = 0;          ///< updates done so far
    double trainLoss = 0.0;  ///< mean over the utterances since the last look, nats
    std::optional<UnitLook> validation;
    std::optional<UnitLook> heldOut;  ///< held-out texts in the validation speakers' voices
    double learningRate = 0.0;
    double seconds = 0.0;
};

/// A tested utterance: what it was, what was heard, how its units voted.
struct VotedUtterance {
    std::string utterance;
    std::string path;  ///< as PredictionRecord's
    double startSeconds = 0.0;
    double endSeconds = -1.0;
    std::string speaker;
    std::string gender;
    std::string corpus;
    bool seenText = true;  ///< its text also occurs among the training utterances
    int truth = -1;        ///< index into the classes
    int predicted = -1;    ///< by the majority vote with its tie chain
    int soft = -1;         ///< by the posterior over all frames
    phonetics::VoteRule rule = phonetics::VoteRule::Order;
    bool silent = false;                  ///< no unit voted
    std::vector<float> shares;            ///< of the voting units, of the posterior where there are none; they sum to 1
    std::vector<std::string> reference;   ///< tagged units
    std::vector<std::string> hypothesis;  ///< tagged units
};

/// One training: a fold.
struct UnitEmotionFold {
    std::string name;  ///< the tested speakers or corpora
    std::vector<std::string> trainSpeakers, validationSpeakers, testSpeakers;
    store::ModelEntry model;
    int bestUpdate = 0;  ///< of the weights that were kept
    std::vector<UnitEpoch> epochs;
    std::vector<VotedUtterance> tested;
    double seconds = 0.0;
    std::string precision = "float32";
};

struct UnitEmotionOutcome {
    std::vector<UnitEmotionFold> folds;
    std::vector<core::Text> remarks;  ///< what was left out of the data and why
    std::string device;
    int threads = 1;
    std::string versions;  ///< JSON
};

struct UnitEmotionRequest {
    experiment::UnitEmotionExperiment experiment;
    corpus::Corpus corpus;
    std::vector<corpus::Corpus> testCorpora;  ///< in the order of the experiment
    std::filesystem::path folder;             ///< checkpoints and results
    std::filesystem::path modelsFolder;
    std::string command;
};

class UnitEmotionBackend {
public:
    virtual ~UnitEmotionBackend() = default;
    [[nodiscard]] virtual core::Result<std::unique_ptr<UnitListener>> open(const store::ModelEntry& model,
                                                                           const std::string& device, int threads) = 0;
    /// Trains as the experiment says, fold by fold, and tests. Goes on from the checkpoints in its folder; Cancelled leaves
    /// them. `looked` is told of each look, with the number of its fold and how many there are.
    [[nodiscard]] virtual core::Result<UnitEmotionOutcome> train(
        const UnitEmotionRequest& request, const std::function<void(int fold, int folds, const UnitEpoch&)>& looked,
        core::Progress& progress) = 0;
};

/// Of the library behind an opened backend; fails where it has none.
[[nodiscard]] core::Result<UnitEmotionBackend*> unitEmotionBackend(TorchBackend& torch);

}  // namespace prososcope::backend
