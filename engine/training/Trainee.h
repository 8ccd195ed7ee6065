// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Random.h"
#include "engine/core/Result.h"
#include "engine/nn/Sequence.h"
#include "engine/training/Trainer.h"

namespace prososcope::training {

/// A network of classes as the trainer sees it: rows of features in, scores of classes out. Used by one thread, but for what is
/// const.
class Trainee {
public:
    virtual ~Trainee() = default;
    [[nodiscard]] virtual std::shared_ptr<torch::nn::Module> module() = 0;
    /// rows [batch, frames, columns], lengths empty where all are as long; the scores before the softmax, [batch, classes].
    [[nodiscard]] virtual torch::Tensor forward(const torch::Tensor& rows, const nn::Lengths& lengths) = 0;
    /// Dropout of the training draws from it.
    virtual void setGenerator(const at::Generator& generator) = 0;
    /// Into training, with what learns marked so.
    virtual void train() { module()->train(); }

    [[nodiscard]] virtual std::size_t columns() const = 0;
    /// How many rows a training example has in a batch.
    [[nodiscard]] virtual std::size_t framesOf(const Example& example) const = 0;
    /// Writes an example's rows, [frames, columns]; also on the thread that prepares the next batch.
    virtual void fill(const Example& example, std::size_t frames, core::Random& random, std::span<float> rows) const = 0;
    /// Posteriors of the task's inner examples, in evaluation.
    [[nodiscard]] virtual core::Result<std::vector<std::vector<float>>> innerPosteriors(core::Progress& progress) = 0;

    /// What a checkpoint must have in common with it besides the task.
    [[nodiscard]] virtual std::map<std::string, double> settings() const = 0;
};

/// As the other trainNetwork, of any network; it is on the task's device already.
[[nodiscard]] core::Result<TrainedNetwork> trainNetwork(const TrainingTask& task, Trainee& trainee,
                                                        const std::function<void(const EpochReport&)>& epochDone,
                                                        core::Progress& progress);

}  // namespace prososcope::training
