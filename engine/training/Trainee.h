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
#include "engine/training/Trainer.h"
#include "engine/training/TrainingStep.h"

namespace prososcope::training {

/// A network of classes or dimensions as the trainer sees it: rows of features in, scores of classes or values out. Used by one
/// thread, but for what is const.
class Trainee {
public:
    virtual ~Trainee() = default;
    [[nodiscard]] virtual std::shared_ptr<torch::nn::Module> module() = 0;
    /// inputs [batch, frames, columns], lengths empty where all are as long; the scores before the softmax, [batch, classes],
    /// or values, [batch, dimensions].
    [[nodiscard]] virtual torch::Tensor forward(const Batch& batch) = 0;
    /// Dropout of the training draws from it.
    virtual void setGenerator(const at::Generator& generator) = 0;
    /// Into training, with what learns marked so.
    virtual void train() { module()->train(); }

    [[nodiscard]] virtual std::size_t columns() const = 0;
    /// How many rows a training example has in a batch.
    [[nodiscard]] virtual std::size_t framesOf(const Example& example) const = 0;
    /// Of networks that take several turns: how many of an example's rows each has, in the order in which they lie; else none.
    [[nodiscard]] virtual std::vector<std::int64_t> turnsOf(const Example& /*example*/) const { return {}; }
    /// Writes an example's rows, [frames, columns]; also on the thread that prepares the next batch.
    virtual void fill(const Example& example, std::size_t frames, core::Random& random, std::span<float> rows) const = 0;
    /// Posteriors or values of the task's inner examples, in evaluation.
    [[nodiscard]] virtual core::Result<std::vector<std::vector<float>>> innerOutputs(core::Progress& progress) = 0;

    [[nodiscard]] virtual StepSettings step() { return {}; }
    /// What a checkpoint must have in common with it besides the task.
    [[nodiscard]] virtual std::map<std::string, double> settings() const = 0;
};

/// As the other trainNetwork, of any network; it is on the task's device already.
[[nodiscard]] core::Result<TrainedNetwork> trainNetwork(const TrainingTask& task, Trainee& trainee,
                                                        const std::function<void(const EpochReport&)>& epochDone,
                                                        core::Progress& progress);

}  // namespace prososcope::training
