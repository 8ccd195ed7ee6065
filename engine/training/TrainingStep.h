// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/experiment/Experiment.h"
#include "engine/models/logmel_network/LogMelNetwork.h"
#include "engine/nn/Sequence.h"
#include "engine/nn/StateDict.h"

namespace prososcope::training {

/// What one step sees. `lengths` is empty where all examples are as long as the tensor.
struct Batch {
    torch::Tensor inputs;   ///< [batch, frames, bands]
    torch::Tensor targets;  ///< [batch, classes], smoothed and mixed, rows times class weight; or values, [batch, dimensions]
    nn::Lengths lengths;
    /// Of networks that take several turns for an example, which lie behind each other: rows of each, [batch][turn].
    std::vector<std::vector<std::int64_t>> turns = {};
};

/// What a step makes smaller: the cross-entropy of classes, or one less the concordance of dimensions (ConcordanceLoss.h).
enum class StepLoss { CrossEntropy, Concordance };

/// What a network has of its own in a step.
struct StepSettings {
    double secondBeta = 0.98;                     ///< of Adam
    std::function<torch::Tensor()> penalty = {};  ///< added to the loss, though not to what is told of it; may be empty
    StepLoss loss = StepLoss::CrossEntropy;
};

/// A network with what changes beside it at every step: the optimiser (AdamW, decay for matrices only) and the moving
/// average of the weights. Owns the optimiser and the average, shares the network. Used by one thread; torch's exceptions
/// pass through.
class TrainingStep {
public:
    /// A batch whose inputs are on the device, without targets, to scores, [batch, classes].
    using Forward = std::function<torch::Tensor(const Batch& batch)>;
    /// network: the module whose weights `forward` uses.
    TrainingStep(std::shared_ptr<torch::nn::Module> network, Forward forward, const experiment::TrainingSettings& settings,
                 const torch::Device& device, StepSettings own = {});
    TrainingStep(models::LogMelNetwork network, const experiment::TrainingSettings& settings, const torch::Device& device);

    /// Forward, loss, backward, clipped gradients, AdamW with learning rate `rate`, average. Returns the loss. Several
    /// batches make one step by the mean of their losses over all rows, each seen by itself, so that they need the memory of
    /// one; then batch normalisation sees smaller batches. Leaves the weights as they were when something is thrown.
    double run(std::span<const Batch> batches, double rate);
    double run(const Batch& batch, double rate) { return run(std::span(&batch, 1), rate); }
    [[nodiscard]] std::int64_t steps() const { return m_steps; }

    /// Swaps live and averaged weights; calling it twice restores them.
    void swapAverage();
    [[nodiscard]] nn::StateDict average(const std::string& prefix = {}) const;
    /// Adds averages ("average.") and the optimiser's moments ("moment1.", "moment2.") to `state`.
    void store(nn::StateDict& state) const;
    /// Takes back what `store` added, after `steps` steps; the network's own weights are the caller's.
    void restore(const nn::StateDict& state, std::int64_t steps);

private:
    void updateAverage();

    std::shared_ptr<torch::nn::Module> m_network;
    Forward m_forward;
    StepSettings m_own;
    torch::Device m_device;
    double m_gradientClip;
    double m_averageDecay;
    bool m_halfPrecision;  ///< products in bfloat16, on a GPU only
    std::vector<std::pair<std::string, torch::Tensor>> m_parameters;
    std::vector<torch::Tensor> m_weights;  ///< the tensors of m_parameters
    std::unique_ptr<torch::optim::AdamW> m_optimizer;
    std::vector<std::string> m_names;      ///< of m_live and m_average
    std::vector<torch::Tensor> m_live;     ///< parameters and running statistics of the network
    std::vector<torch::Tensor> m_average;  ///< their moving averages, same order
    std::int64_t m_steps = 0;
};

}  // namespace prososcope::training
