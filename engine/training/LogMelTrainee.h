// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/logmel_network/LogMelNetwork.h"
#include "engine/training/Trainee.h"

namespace prososcope::training {

/// The log-mel network as the trainer sees it: random crops, changed by the settings. The task must outlive it.
class LogMelTrainee : public Trainee {
public:
    LogMelTrainee(const TrainingTask& task, models::LogMelNetwork network);

    [[nodiscard]] std::shared_ptr<torch::nn::Module> module() override { return m_network.ptr(); }
    [[nodiscard]] torch::Tensor forward(const Batch& batch) override { return m_network->forward(batch.inputs, batch.lengths); }
    void setGenerator(const at::Generator& generator) override { m_network->setDropoutGenerator(generator); }
    [[nodiscard]] std::size_t columns() const override { return static_cast<std::size_t>(m_task.network.bands); }
    [[nodiscard]] std::size_t framesOf(const Example& example) const override;
    void fill(const Example& example, std::size_t frames, core::Random& random, std::span<float> rows) const override;
    [[nodiscard]] core::Result<std::vector<std::vector<float>>> innerOutputs(core::Progress& progress) override;
    [[nodiscard]] std::map<std::string, double> settings() const override { return m_task.network.values(); }

private:
    const TrainingTask& m_task;
    models::LogMelNetwork m_network;
    std::vector<std::vector<float>> m_inner;
};

}  // namespace prososcope::training
