// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/models/future_prediction/FutureSettings.h"
#include "engine/nn/Dense.h"
#include "engine/nn/Sequence.h"

namespace prososcope::models {

/// Attention of several heads in which a frame looks at itself and at those before it (Vaswani et al. 2017): head j has the
/// units j*d/H and on of query, key and value. [batch, frames, units] -> the same.
class CausalAttentionImpl : public torch::nn::Module {
public:
    CausalAttentionImpl(std::int64_t units, std::int64_t heads);
    /// `map`, where there is one, gets the weights [batch, heads, frames, frames], row = the frame that looks; without it they
    /// are never held as a whole, so that long recordings fit.
    torch::Tensor forward(const torch::Tensor& input, torch::Tensor* map = nullptr) const;

    nn::Dense query{nullptr};
    nn::Dense key{nullptr};
    nn::Dense value{nullptr};
    nn::Dense output{nullptr};

private:
    std::int64_t m_heads;
};
TORCH_MODULE(CausalAttention);

/// a = norm1(h + attention(h)), norm2(a + linear2(relu(linear1(a)))).
class FutureLayerImpl : public torch::nn::Module {
public:
    explicit FutureLayerImpl(const FutureSettings& settings);
    torch::Tensor forward(const torch::Tensor& input, const c10::optional<at::Generator>& generator,
                          torch::Tensor* map = nullptr);

    CausalAttention attention{nullptr};
    torch::nn::LayerNorm norm1{nullptr};
    nn::Dense linear1{nullptr};
    nn::Dense linear2{nullptr};
    torch::nn::LayerNorm norm2{nullptr};

private:
    double m_dropout;
};
TORCH_MODULE(FutureLayer);

/// The network of "future observation prediction": self-attention over mel frames that never looks ahead, trained to give a
/// frame to come; its frames are then the input of a classifier, or the whole is trained on as one. Its names are those of its
/// files: embed, layer.<l>, output, classifier.
///   frames [batch, frames, bands], standardised log-mel energies
/// With `lengths`, frames beyond a sequence's length count nowhere, whatever lies there: the result equals that of each
/// sequence alone (to rounding). In training, dropout draws from `dropoutGenerator`. Throws what torch throws, and
/// nn::Interrupted between layers.
class FutureNetworkImpl : public torch::nn::Module {
public:
    explicit FutureNetworkImpl(FutureSettings settings);

    /// What the network holds of each frame, [batch, frames, units]; without meaning at padded frames.
    struct Encoded {
        torch::Tensor embedded;             ///< p, the projected bands, without their place in time
        std::vector<torch::Tensor> hidden;  ///< of layer 0 (p and its place) to the last
        std::vector<torch::Tensor> maps;  ///< of each layer, where asked for: [batch, heads, frames, frames], 0 in padded rows
    };
    Encoded encode(const torch::Tensor& frames, const nn::Lengths& lengths, bool maps = false);
    /// What each frame expects `horizon` frames later: [batch, frames, bands].
    torch::Tensor forward(const torch::Tensor& frames, const nn::Lengths& lengths = {});
    /// Logits [batch, classes], of the mean of the last layer over valid frames.
    torch::Tensor classify(const torch::Tensor& frames, const nn::Lengths& lengths = {});

    /// Draws all weights anew: Glorot's uniform, biases 0, norms 1 and 0.
    void draw(std::uint64_t seed);
    void setDropoutGenerator(const at::Generator& generator) { m_generator = generator; }
    [[nodiscard]] const FutureSettings& settings() const { return m_settings; }

    nn::Dense embed{nullptr};
    std::vector<FutureLayer> layers;
    nn::Dense output{nullptr};
    nn::Dense classifier{nullptr};

private:
    FutureSettings m_settings;
    c10::optional<at::Generator> m_generator;
    torch::Tensor m_places;  ///< of as many frames as were seen so far
};
TORCH_MODULE(FutureNetwork);

/// A network with weights drawn from `seed` alone; torch's own generator is not touched.
[[nodiscard]] FutureNetwork makeFutureNetwork(const FutureSettings& settings, std::uint64_t seed);

/// Sines and cosines that tell a frame's place, [frames, units]: PE(t, 2i) = sin(t / 10000^(2i / units)), PE(t, 2i + 1) the
/// cosine of the same. Of any length.
[[nodiscard]] torch::Tensor framePlaces(std::int64_t frames, std::int64_t units);

}  // namespace prososcope::models
