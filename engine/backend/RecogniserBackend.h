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

#include "engine/backend/TranscriptAlignment.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/RecogniserExperiment.h"
#include "engine/store/ModelCard.h"

/// Networks that write down what is said. Plain values, no torch.
namespace prososcope::backend {

/// A recogniser opened for transcripts. Each owner has its own copy; not shared between threads.
class Recogniser {
public:
    virtual ~Recogniser() = default;
    [[nodiscard]] virtual const store::ModelCard& card() const = 0;
    /// The search that it was tested by, as its training's experiment says; by the best symbols where that is not known.
    [[nodiscard]] virtual experiment::TextSearch testedSearch() const { return {}; }
    /// The text of each stretch (mono at the card's rate), in the alphabet of its training. Independent of what else is in a
    /// batch. Fails on a share of CTC that the network does not have.
    [[nodiscard]] virtual core::Result<std::vector<std::string>> transcribe(std::span<const std::span<const float>> monos,
                                                                            const experiment::TextSearch& search,
                                                                            core::Progress& progress) = 0;
    /// What is written of one stretch, and where each character was found: by the best symbols of frames, or by the tested
    /// search of a recogniser that attends. Fails as that does, and on more than kLongestAlignedSeconds.
    [[nodiscard]] virtual core::Result<TranscriptAlignment> align(std::span<const float> mono, core::Progress& progress) = 0;
};

/// One look at a training of a recogniser.
struct RecogniserEpoch {
    int epoch = 0;                  ///< from 1
    double trainLoss = 0.0;         ///< mean over utterances of the CTC loss, nats
    double validationLoss = 0.0;    ///< likewise, of the validation speakers
    double validationErrors = 0.0;  ///< character error rate of their best path
    /// Likewise of the held-out texts in the validation speakers' voices; nothing where there are none.
    std::optional<double> heldOutErrors;
    double learningRate = 0.0;
    double seconds = 0.0;
};

/// A dense layer that was factorised before training (SVD adaptation).
struct FactorisedLayer {
    std::string name;                    ///< "fc1"
    std::vector<double> singularValues;  ///< all, falling
    double relativeError = 0.0;          ///< Frobenius norm of what was lost, over that of the weights
};
struct Factorisation {
    int rank = 0;
    std::vector<FactorisedLayer> layers;
    std::int64_t parametersBefore = 0;  ///< of the whole network, weights and biases
    std::int64_t parametersAfter = 0;
    std::int64_t listenerBefore = 0;
    std::int64_t listenerAfter = 0;
};

/// What a tested utterance was and what was heard.
struct RecognisedUtterance {
    std::string utterance, speaker, reference, hypothesis;
    bool seenText = false;  ///< its text also occurs among the training utterances
};

struct RecogniserOutcome {
    store::ModelEntry model;  ///< of the epoch that the experiment's `selectBy` chose
    int bestEpoch = 0;
    std::vector<RecogniserEpoch> epochs;
    std::vector<RecognisedUtterance> tested;
    std::string precision = "float32";  ///< in which the convolutions were trained
    std::optional<Factorisation> factorisation;
    std::size_t otherCharacters = 0;  ///< utterances left out: a character of theirs is not in the alphabet of the start
    std::size_t tooShort = 0;         ///< utterances left out of training: too short for their text
};

struct RecogniserRequest {
    experiment::RecogniserExperiment experiment;
    corpus::Corpus corpus;
    std::filesystem::path folder;        ///< checkpoints and results of this training
    std::filesystem::path modelsFolder;  ///< where the model and its card go
    std::filesystem::path cacheFolder;
    std::string command;
};

class RecogniserBackend {
public:
    virtual ~RecogniserBackend() = default;
    [[nodiscard]] virtual core::Result<std::unique_ptr<Recogniser>> open(const store::ModelEntry& model,
                                                                         const std::string& device, int threads) = 0;
    /// Trains a recogniser and tests it on the speaker that was held out. Goes on from the checkpoint in its folder; Cancelled
    /// leaves one. A loss that is not finite stops it with a sentence that names the batch, and the last checkpoint stays.
    [[nodiscard]] virtual core::Result<RecogniserOutcome> train(const RecogniserRequest& request,
                                                                const std::function<void(const RecogniserEpoch&)>& epochDone,
                                                                core::Progress& progress) = 0;
};

}  // namespace prososcope::backend
