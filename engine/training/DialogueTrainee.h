// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/models/iaan/IaanNetwork.h"
#include "engine/training/BandScale.h"
#include "engine/training/Trainee.h"

namespace prososcope::training {

/// How the frames of a turn become rows of the network: means of neighbouring frames, and each column standardised.
struct TurnRows {
    std::size_t pool = 1;  ///< frames that become one row by their mean; what is left at the end becomes one too
    BandScale scale{};     ///< empty: the frames as they are

    /// Rows of a turn; of one that is not there (null) or without frames one, which is of zeros.
    [[nodiscard]] std::size_t rowsOf(const features::FeatureMatrixPtr& turn) const;
    /// Writes them, [rows, columns].
    void fill(const features::FeatureMatrixPtr& turn, std::size_t columns, std::span<float> rows) const;
};
/// Standardised on the frames of the examples' own turns.
[[nodiscard]] TurnRows standardisedRows(std::size_t pool, const std::vector<Example>& examples);

/// The interaction-aware attention network as the trainer sees it: an example's rows are those of its turn, of its speaker's
/// turn before it and of the interlocutor's, one behind the other. The task must outlive it.
class DialogueTrainee : public Trainee {
public:
    /// penalty: factor of half the sum of squares of the head's weights, which is added to the loss.
    DialogueTrainee(const TrainingTask& task, models::IaanNetwork network, TurnRows rows, double penalty);

    [[nodiscard]] std::shared_ptr<torch::nn::Module> module() override { return m_network.ptr(); }
    [[nodiscard]] torch::Tensor forward(const Batch& batch) override;
    void setGenerator(const at::Generator& generator) override { m_dropout = generator; }
    [[nodiscard]] std::size_t columns() const override { return static_cast<std::size_t>(m_network->settings().inputs); }
    [[nodiscard]] std::size_t framesOf(const Example& example) const override;
    [[nodiscard]] std::vector<std::int64_t> turnsOf(const Example& example) const override;
    void fill(const Example& example, std::size_t frames, core::Random& random, std::span<float> rows) const override;
    [[nodiscard]] core::Result<std::vector<std::vector<float>>> innerOutputs(core::Progress& progress) override;
    [[nodiscard]] StepSettings step() override;
    [[nodiscard]] std::map<std::string, double> settings() const override;

private:
    TrainingTask const& m_task;
    models::IaanNetwork m_network;
    TurnRows m_rows;
    double m_penalty;
    at::Generator m_dropout;
};

/// Where the network listened in the turns of an example: weights of their rows, which sum to 1; empty of one that is not
/// there.
struct ListenedRows {
    std::vector<float> current, previous, interlocutor;
};

/// Posteriors of examples, in their order, by a network on its device; and, where asked for, where it listened. Throws what
/// torch throws.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> dialoguePosteriors(
    models::IaanNetwork& network, const TurnRows& rows, const std::vector<Example>& examples, const std::string& device,
    core::Progress& progress, std::vector<ListenedRows>* listened = nullptr);

}  // namespace prososcope::training
