// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "engine/models/gcu_asr/GcuNetwork.h"

namespace prososcope::models {

/// A gated-convolution network for evaluation: its weights at the moment of making, with the normalisation folded into them,
/// laid out so that a layer is a few matrix products over all frames of a batch. What it gives equals GcuNetwork in evaluation
/// to rounding, and that of an utterance does not depend on what else is in its batch. Convolutions skip the frames beyond an
/// utterance's ends instead of multiplying zeros. Immutable; one thread at a time (it uses the threads of torch's pool).
class GcuInference {
public:
    explicit GcuInference(const GcuNetwork& network, const torch::Device& device = torch::kCPU);

    /// Values of one layer, [frames, batch, units]; 0 at padded frames. Valid during the call.
    struct Layer {
        torch::Tensor gate;      ///< o = tanh * sigmoid
        torch::Tensor skip;      ///< s = tanh of the 1 x 1 convolution of o
        torch::Tensor residual;  ///< z + s, what the next layer sees
    };
    using LayerSink = std::function<void(std::int64_t layer, const Layer& values)>;

    /// input [frames, batch, inputs], lengths of its columns (empty: all frames). Calls `sink`, where there is one, after each
    /// layer; gives the logits, [frames, batch, classes]. Stops between layers (nn::stopPoint). Throws what torch throws.
    torch::Tensor run(const torch::Tensor& input, const nn::Lengths& lengths, const LayerSink& sink = {},
                      torch::Tensor* front = nullptr) const;
    /// The layers alone: what lies behind the last one is not computed.
    void runLayers(const torch::Tensor& input, const nn::Lengths& lengths, const LayerSink& sink) const;

    [[nodiscard]] const GcuSettings& settings() const { return m_settings; }
    [[nodiscard]] const torch::Device& device() const { return m_device; }

private:
    /// Of one convolution: for each of its taps [inputs, outputs], and the bias of the outputs.
    struct Product {
        std::vector<torch::Tensor> taps;
        torch::Tensor bias;
    };
    struct GatedProducts {
        Product gated;  ///< filter beside gate
        Product skip;
    };
    [[nodiscard]] Product folded(const NormalisedConvolution& convolution) const;
    torch::Tensor runGated(const torch::Tensor& input, const nn::Lengths& lengths, const LayerSink& sink, torch::Tensor* skips,
                           torch::Tensor* front) const;

    GcuSettings m_settings;
    torch::Device m_device;
    Product m_front;
    std::vector<GatedProducts> m_layers;
    Product m_head;
    Product m_output;
};

}  // namespace prososcope::models
