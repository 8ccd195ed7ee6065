// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/las/LasSettings.h"
#include "engine/nn/Recurrent.h"

namespace prososcope::models {

/// Dropout of one pass: none where there is no generator, which belongs to the network's device.
struct LasDropout {
    double probability = 0.0;
    c10::optional<at::Generator> generator;
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& values) const {
        return nn::dropout(values, probability, generator);
    }
};

/// tanh(x W + b). With a rank W is the product of two matrices: "weight" [out, in] gives way to "first" [rank, in] and "second"
/// [out, rank]. [.., in] -> [.., out].
class DenseLayerImpl : public torch::nn::Module {
public:
    DenseLayerImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t rank);
    torch::Tensor forward(const torch::Tensor& input) const;
    /// Glorot's uniform distribution, biases 0.
    void draw(const at::Generator& generator);

    torch::Tensor weight;
    torch::Tensor first;
    torch::Tensor second;
    torch::Tensor bias;
};
TORCH_MODULE(DenseLayer);

/// What the listener's layers give; every one is 0 at padded frames.
struct Heard {
    torch::Tensor rnn0;    ///< [batch, frames, 2 cells]
    torch::Tensor fc0;     ///< the same shape; undefined without fc0
    torch::Tensor rnn1;    ///< [batch, frames, 2 cells]
    torch::Tensor layer1;  ///< [batch, pyramidFrames(frames), 2 cells], "pBLSTM-Layer1"
    torch::Tensor rnn2;    ///< the same shape
    torch::Tensor layer2;  ///< [batch, heardFrames(frames), 2 cells], "pBLSTM-Layer2", what the speller reads
    nn::Lengths lengths1;  ///< of layer1 and rnn2; empty where nothing is padded
    nn::Lengths lengths2;  ///< of layer2
};

/// Two neighbouring frames as one, an odd last frame beside zeros: [batch, frames, width] -> [batch, pyramidFrames(frames),
/// 2 width]. Frames that are 0 beyond each item's end make the pairs end there, too.
[[nodiscard]] torch::Tensor pairedFrames(const torch::Tensor& values);

/// The encoder: a bidirectional layer (rnn0), a dense one (fc0), then two pyramid blocks, each a bidirectional layer (rnn1,
/// rnn2) whose outputs are joined in pairs and made narrow by a dense layer (fc1, fc2).
///   input [batch, frames, inputs], 0 or anything at padded frames; lengths: of the items, each at least 1, empty: all
/// Dropout is on what goes into the recurrent layers. Throws what torch throws, and nn::Interrupted.
class ListenerImpl : public torch::nn::Module {
public:
    explicit ListenerImpl(const LasSettings& settings);
    Heard forward(const torch::Tensor& input, const nn::Lengths& lengths, const LasDropout& dropout = {});
    /// Draws all weights anew as TensorFlow does: Glorot's uniform distribution, biases 0, forget gates' biases 1.
    void draw(const at::Generator& generator);

    nn::Recurrent rnn0{nullptr};
    nn::Recurrent rnn1{nullptr};
    nn::Recurrent rnn2{nullptr};
    DenseLayer fc0{nullptr};
    DenseLayer fc1{nullptr};
    DenseLayer fc2{nullptr};
};
TORCH_MODULE(Listener);

/// The cell as the layers of the engine know it.
[[nodiscard]] nn::RecurrentCell recurrentCell(LasCell cell);

}  // namespace prososcope::models
