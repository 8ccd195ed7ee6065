// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Random.h"
#include "engine/models/gcu_asr/GcuNetwork.h"
#include "engine/models/las/LasNetwork.h"
#include "engine/nn/CtcAlignment.h"
#include "engine/nn/Sequence.h"
#include "engine/training/PreparedSounds.h"
#include "engine/training/RecogniserData.h"

namespace prososcope::training {

/// What one step of a recogniser sees.
struct SpokenBatch {
    torch::Tensor inputs;  ///< [batch, frames, cepstra], 0 at padded frames
    nn::Lengths frames;
    std::vector<std::vector<int>> labels;
};

/// A network that learns to write down what is said, as its training sees it. Used by one thread; torch's exceptions and
/// nn::Interrupted pass through.
class SpokenNetwork {
public:
    virtual ~SpokenNetwork() = default;
    SpokenNetwork(const SpokenNetwork&) = delete;
    SpokenNetwork& operator=(const SpokenNetwork&) = delete;

    [[nodiscard]] virtual torch::nn::Module& module() = 0;
    /// Its sizes, as a model's card holds them.
    [[nodiscard]] virtual std::map<std::string, double> sizes() const = 0;

    /// What the epochs to come are: which parts learn, and how.
    virtual void enter(const experiment::RecogniserStage& stage) = 0;

    struct Losses {
        torch::Tensor objective;  ///< a number with its graph: what a step makes smaller
        torch::Tensor each;       ///< [batch], of the utterances, nats, without a graph, on the CPU
    };
    /// Of a batch in training, with everything that is drawn there from `random`.
    [[nodiscard]] virtual Losses losses(const SpokenBatch& batch, core::Random& random) = 0;

    struct Heard {
        std::string text;
        double loss = 0.0;  ///< of the utterance's own labels, nats
    };
    /// What the network in evaluation makes of the sounds of `spoken`, in batches by length: calls each(number, what it heard).
    virtual void hear(const std::vector<PreparedSound>& sounds, const std::vector<SpokenUtterance>& spoken,
                      const experiment::TextSearch& search, core::Progress& progress,
                      const std::function<void(std::size_t, const Heard&)>& each) = 0;

    /// Where in its sound each label of an utterance is most probable; nothing for one that cannot be aligned.
    using Spans = std::vector<std::optional<std::vector<nn::CtcSpan>>>;
    [[nodiscard]] virtual Spans align(const std::vector<PreparedSound>& sounds, const std::vector<SpokenUtterance>& spoken,
                                      core::Progress& progress) = 0;

protected:
    SpokenNetwork() = default;
};

/// The gated-convolution recogniser, by CTC; shares the network. maskedStatistics: batch normalisation over valid frames alone.
[[nodiscard]] std::unique_ptr<SpokenNetwork> spokenNetwork(models::GcuNetwork network, std::vector<std::string> alphabet,
                                                           bool maskedStatistics, const torch::Device& device);

/// What an attention recogniser learns by: RecogniserExperiment's settings of these names.
struct SpellingObjective {
    double labelSmoothing = 0.0;
    double ctcWeight = 0.0;  ///< above 0 with a network that has the layer for it alone
};
/// The attention recogniser; shares the network.
[[nodiscard]] std::unique_ptr<SpokenNetwork> spokenNetwork(models::LasNetwork network, std::vector<std::string> alphabet,
                                                           const SpellingObjective& objective, const torch::Device& device);

/// The network that `experiment` asks for, on `device`, its weights drawn from the experiment's seed.
/// `sizes`: what is neither its default nor the experiment's, by name. Fails with one sentence on sizes that it cannot have.
[[nodiscard]] core::Result<std::unique_ptr<SpokenNetwork>> makeSpokenNetwork(const experiment::RecogniserExperiment& experiment,
                                                                             const RecogniserData& data,
                                                                             const std::map<std::string, double>& sizes,
                                                                             const torch::Device& device);

}  // namespace prososcope::training
