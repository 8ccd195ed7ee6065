// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/models/gcu_asr/GcuSettings.h"
#include "engine/nn/Sequence.h"

namespace prososcope::models {

/// Weights of a convolution over time: "weight" [out, in, kernel] and, where it has one, "bias" [out]. Frames beyond the ends
/// are 0, so that there are as many after as before. [batch, in, frames] -> [batch, out, frames].
class TimeConvolutionImpl : public torch::nn::Module {
public:
    TimeConvolutionImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t kernel, std::int64_t dilation, bool bias);
    torch::Tensor forward(const torch::Tensor& input) const;
    /// uniform(-s, s) with s = sqrt(1 / fan-in), biases 0.
    void draw(const at::Generator& generator);

    torch::Tensor weight;
    torch::Tensor bias;
    /// In training, `forward` and its gradients are computed in this type; what goes in and comes out is float32.
    at::ScalarType trainingType = torch::kFloat32;

private:
    std::int64_t m_dilation;
};
TORCH_MODULE(TimeConvolution);

/// A convolution without bias ("conv") and its batch normalisation over batch and time ("norm").
class NormalisedConvolutionImpl : public torch::nn::Module {
public:
    NormalisedConvolutionImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t kernel, std::int64_t dilation);
    torch::Tensor forward(const torch::Tensor& input, const torch::Tensor& mask);

    TimeConvolution conv{nullptr};
    torch::nn::BatchNorm1d norm{nullptr};
};
TORCH_MODULE(NormalisedConvolution);

/// One gated layer: o = tanh(filter(z)) * sigmoid(gate(z)), s = tanh(skip(o)); the caller adds s to z.
class GatedLayerImpl : public torch::nn::Module {
public:
    GatedLayerImpl(std::int64_t units, std::int64_t kernel, std::int64_t dilation);

    NormalisedConvolution filter{nullptr};
    NormalisedConvolution gate{nullptr};
    NormalisedConvolution skip{nullptr};
};
TORCH_MODULE(GatedLayer);

/// The last convolution, with bias.
class OutputLayerImpl : public torch::nn::Module {
public:
    OutputLayerImpl(std::int64_t inputs, std::int64_t classes);

    TimeConvolution conv{nullptr};
};
TORCH_MODULE(OutputLayer);

/// The gated-convolution recogniser (the WaveNet-like network of github.com/buriburisuri/speech-to-text-wavenet, whose layers
/// the neural-features paper correlates with valence and arousal): a front of one frame, `layers` gated layers that do not look
/// only backwards, tanh of the sum of their skips, logits. Its names are those of its files: front, block.<i>, head, output.
///   input  [batch, frames, inputs], cepstra as they are
///   output [batch, frames, classes], logits; the last class is the blank
/// In training, batch normalisation takes its statistics over the padded batch (as the authors' code does) and, with
/// `lengths`, over valid frames alone; everything is 0 at padded frames then. The running statistics forget with 0.99.
/// For evaluation see GcuInference, which is faster and gives the layers. Throws what torch throws, and nn::Interrupted.
class GcuNetworkImpl : public torch::nn::Module {
public:
    explicit GcuNetworkImpl(GcuSettings settings);
    torch::Tensor forward(const torch::Tensor& input, const nn::Lengths& lengths = {});
    [[nodiscard]] const GcuSettings& settings() const { return m_settings; }
    /// Draws all weights anew and sets the running statistics back.
    void draw(std::uint64_t seed);
    /// The type in which the convolutions are computed in training (kBFloat16 or kFloat32); the logits' one stays float32.
    void setTrainingType(at::ScalarType type);

    NormalisedConvolution front{nullptr};
    std::vector<GatedLayer> layers;
    NormalisedConvolution head{nullptr};
    OutputLayer output{nullptr};

private:
    GcuSettings m_settings;
};
TORCH_MODULE(GcuNetwork);

/// A network with weights drawn from `seed` alone; torch's own generator is not touched.
[[nodiscard]] GcuNetwork makeGcuNetwork(const GcuSettings& settings, std::uint64_t seed);

/// CTC (Graves et al. 2006) of each utterance: -ln p of its labels given the logits of its frames, blank = the last class.
/// logits [batch, frames, classes]; the result [batch] can be differentiated. Throws what torch throws.
[[nodiscard]] torch::Tensor ctcLosses(const torch::Tensor& logits, const nn::Lengths& frames,
                                      const std::vector<std::vector<int>>& labels);

}  // namespace prososcope::models
