// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/speech_encoder/SpeechEncoder.h"
#include "engine/training/Trainee.h"

namespace prososcope::training {

/// A speech encoder's head of classes, with the layers on top that learn, as the trainer sees it; its rows are those of
/// EncoderFeatures. Without a layer it is a linear probe: rows are standardised on the training examples, the projector
/// learns and the classifier behind it is the identity. The task must outlive it.
class EncoderTrainee : public Trainee {
public:
    /// network: as upperEncoder makes it. layers: how many of the encoder learn.
    EncoderTrainee(const TrainingTask& task, models::SpeechEncoder network, int layers);

    [[nodiscard]] std::shared_ptr<torch::nn::Module> module() override { return m_network.ptr(); }
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& rows, const nn::Lengths& lengths) override {
        return m_network->outputsFrom(rows, lengths, 0);
    }
    void setGenerator(const at::Generator& generator) override { m_network->setGenerator(generator); }
    void train() override;
    [[nodiscard]] std::size_t columns() const override { return static_cast<std::size_t>(m_network->config().hidden); }
    [[nodiscard]] std::size_t framesOf(const Example& example) const override { return example.features->frames; }
    void fill(const Example& example, std::size_t frames, core::Random& random, std::span<float> rows) const override;
    [[nodiscard]] core::Result<std::vector<std::vector<float>>> innerPosteriors(core::Progress& progress) override;
    [[nodiscard]] std::map<std::string, double> settings() const override;

    /// Trained weights as the encoder takes them: the standardising of the rows within the projector.
    [[nodiscard]] nn::StateDict folded(nn::StateDict state) const;

private:
    TrainingTask const& m_task;
    models::SpeechEncoder m_network;
    int m_layers;
    std::vector<float> m_mean, m_scale;  ///< of a probe: (x - mean) * scale
};

/// Posteriors of rows as EncoderFeatures gives them, by a network as upperEncoder makes it, on its device; in their order.
/// Throws what torch throws.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> encoderPosteriors(
    models::SpeechEncoder& network, const std::vector<features::FeatureMatrixPtr>& utterances, const std::string& device,
    core::Progress& progress);

}  // namespace prososcope::training
