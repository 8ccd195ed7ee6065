// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/future_prediction/AttentionLstm.h"
#include "engine/training/FutureHeads.h"
#include "engine/training/Trainee.h"

namespace prososcope::training {

/// Values of a frame that a head other than pooling gets.
[[nodiscard]] std::int64_t futureWidth(const models::FutureSettings& network, int columns);

/// The network of a system with its head, on a device: log-mel rows in, scores of classes out. Used by one thread; throws what
/// torch throws.
class FutureClassifier {
public:
    /// What the system does not bring is drawn by `seed`.
    FutureClassifier(const FutureSystem& system, BandScale scale, std::uint64_t seed, const std::string& device);

    [[nodiscard]] std::size_t bands() const { return m_scale.mean.size(); }
    /// What learns: the network, or the attention LSTM.
    [[nodiscard]] std::shared_ptr<torch::nn::Module> learner() const;
    /// Into training, with what does not learn marked so.
    void train();
    void setGenerator(const at::Generator& generator);
    /// rows [batch, frames, bands], dB; scores [batch, classes].
    [[nodiscard]] torch::Tensor scores(const torch::Tensor& rows, const nn::Lengths& lengths);
    /// What a head gets of each frame, without gradients: [batch, frames, futureWidth], 0 at padding.
    [[nodiscard]] torch::Tensor columns(const torch::Tensor& rows, const nn::Lengths& lengths);
    /// Of whole utterances, in evaluation.
    [[nodiscard]] core::Result<std::vector<std::vector<float>>> posteriors(
        const std::vector<features::FeatureMatrixPtr>& utterances, core::Progress& progress);

private:
    [[nodiscard]] bool pools() const { return !m_lstm; }

    BandScale m_scale;
    int m_columns;
    std::string m_device;
    models::FutureNetwork m_network;
    models::AttentionLstm m_lstm{nullptr};
};

/// The two heads that are networks as the trainer sees them: whole utterances, or a random piece of `cropSeconds`. The task
/// must outlive it.
class FutureTrainee : public Trainee {
public:
    FutureTrainee(const TrainingTask& task, FutureClassifier classifier);

    [[nodiscard]] std::shared_ptr<torch::nn::Module> module() override { return m_classifier.learner(); }
    [[nodiscard]] torch::Tensor forward(const Batch& batch) override {
        return m_classifier.scores(batch.inputs, batch.lengths);
    }
    void setGenerator(const at::Generator& generator) override { m_classifier.setGenerator(generator); }
    void train() override { m_classifier.train(); }
    [[nodiscard]] std::size_t columns() const override { return m_columns; }
    [[nodiscard]] std::size_t framesOf(const Example& example) const override;
    void fill(const Example& example, std::size_t frames, core::Random& random, std::span<float> rows) const override;
    [[nodiscard]] core::Result<std::vector<std::vector<float>>> innerOutputs(core::Progress& progress) override;
    [[nodiscard]] std::map<std::string, double> settings() const override { return m_settings; }

private:
    const TrainingTask& m_task;
    FutureClassifier m_classifier;
    std::size_t m_columns;
    std::map<std::string, double> m_settings;
    std::vector<features::FeatureMatrixPtr> m_inner;
};

}  // namespace prososcope::training
