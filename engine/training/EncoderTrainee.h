// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/speech_encoder/SpeechEncoder.h"
#include "engine/training/BandScale.h"
#include "engine/training/Trainee.h"

namespace prososcope::training {

/// Mean and deviation of each dimension over the training examples.
struct ValueScales {
    std::vector<double> means, deviations;
};
/// Of the task's training examples; a dimension that does not vary has the deviation 1. Empty where classes are learned.
[[nodiscard]] ValueScales valueScales(const TrainingTask& task);
/// Standardises the values of all examples of the task.
void standardiseValues(TrainingTask& task, const ValueScales& scales);

/// A speech encoder's head of classes or dimensions, with the layers on top that learn, as the trainer sees it; its rows are
/// those of EncoderFeatures. Without a layer rows are standardised on the training examples, and where the head is one of
/// classes it is a linear probe: the projector learns and the classifier behind it is the identity. The task must outlive it,
/// and dimensions in it are standardised.
class EncoderTrainee : public Trainee {
public:
    /// network: as upperEncoder makes it. layers: how many of the encoder learn. Of dimensions: values of the task are
    /// (value - mean) / deviation of the corpus's.
    EncoderTrainee(const TrainingTask& task, models::SpeechEncoder network, int layers, ValueScales scales = {});

    [[nodiscard]] std::shared_ptr<torch::nn::Module> module() override { return m_network.ptr(); }
    [[nodiscard]] torch::Tensor forward(const Batch& batch) override {
        return m_network->outputsFrom(batch.inputs, batch.lengths, 0);
    }
    void setGenerator(const at::Generator& generator) override { m_network->setGenerator(generator); }
    void train() override;
    [[nodiscard]] std::size_t columns() const override { return static_cast<std::size_t>(m_network->config().hidden); }
    [[nodiscard]] std::size_t framesOf(const Example& example) const override { return example.features->frames; }
    void fill(const Example& example, std::size_t frames, core::Random& random, std::span<float> rows) const override;
    [[nodiscard]] core::Result<std::vector<std::vector<float>>> innerOutputs(core::Progress& progress) override;
    [[nodiscard]] std::map<std::string, double> settings() const override;

    /// Trained weights as the encoder takes them: the standardising of the rows within the first layer of the head, that of
    /// the values within its last.
    [[nodiscard]] nn::StateDict folded(nn::StateDict state) const;

private:
    TrainingTask const& m_task;
    models::SpeechEncoder m_network;
    int m_layers;
    BandScale m_scale;  ///< without a layer; else empty
    ValueScales m_values;
};

/// Posteriors or values of rows as EncoderFeatures gives them, by a network as upperEncoder makes it, on its device; in their
/// order. Throws what torch throws.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> encoderOutputs(
    models::SpeechEncoder& network, const std::vector<features::FeatureMatrixPtr>& utterances, const std::string& device,
    core::Progress& progress);

}  // namespace prososcope::training
