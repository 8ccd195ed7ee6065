// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/models/iaan/IaanSettings.h"
#include "engine/nn/Dense.h"
#include "engine/nn/Recurrent.h"

namespace prososcope::models {

/// Turns of a batch, padded.
struct PaddedTurns {
    torch::Tensor frames;  ///< [batch, frames, inputs], 0 at padded frames
    nn::Lengths lengths;   ///< each at least 1
};

/// Turns [frames, inputs] as a batch. One that is not there (undefined or without frames) becomes one frame of zeros.
[[nodiscard]] PaddedTurns paddedTurns(const std::vector<torch::Tensor>& turns, std::int64_t inputs);

/// What goes into one sample: the turn to be classified, the last turn before it of the same speaker, and that of the other.
struct DialogueTurns {
    PaddedTurns current;
    PaddedTurns previous;
    PaddedTurns interlocutor;
};

/// a_t = u . tanh(W o_t + b), softmax over valid frames, sum a_t o_t.
class SelfAttentionImpl : public torch::nn::Module {
public:
    SelfAttentionImpl(std::int64_t inputs, std::int64_t size);
    /// Weights [batch, frames] for `frames` [batch, frames, inputs].
    [[nodiscard]] torch::Tensor weigh(const torch::Tensor& frames, const nn::Lengths& lengths);

    nn::Dense w{nullptr};
    nn::Dense u{nullptr};
};
TORCH_MODULE(SelfAttention);

/// att_t = u . tanh(W_c c_t + W_p h_p + W_r h_r + b), softmax over valid frames.
class InteractionAttentionImpl : public torch::nn::Module {
public:
    InteractionAttentionImpl(std::int64_t inputs, std::int64_t size);
    [[nodiscard]] torch::Tensor weigh(const torch::Tensor& frames, const nn::Lengths& lengths, const torch::Tensor& previous,
                                      const torch::Tensor& interlocutor);

    nn::Dense ofCurrent{nullptr};       ///< "w_c"
    nn::Dense ofPrevious{nullptr};      ///< "w_p"
    nn::Dense ofInterlocutor{nullptr};  ///< "w_r"
    nn::Dense u{nullptr};
    torch::Tensor bias;
};
TORCH_MODULE(InteractionAttention);

/// Linear, dropout, layer normalisation, ReLU, linear.
class DialogueHeadImpl : public torch::nn::Module {
public:
    explicit DialogueHeadImpl(const IaanSettings& settings);
    torch::Tensor forward(const torch::Tensor& input, double dropout, const c10::optional<at::Generator>& generator);
    /// Half the sum of squares of both layers' weights and biases.
    [[nodiscard]] torch::Tensor squares() const;

    nn::Dense linear1{nullptr};
    torch::nn::LayerNorm norm{nullptr};
    nn::Dense linear2{nullptr};
};
TORCH_MODULE(DialogueHead);

/// What a pass gives, for views and tests; weights are 0 at padded frames.
struct DialogueReading {
    torch::Tensor logits;               ///< [batch, classes]
    torch::Tensor currentFrames;        ///< [batch, frames, hidden], the current turn's GRU, 0 at padded frames
    torch::Tensor currentWeights;       ///< [batch, frames]
    torch::Tensor previousWeights;      ///< [batch, frames of the previous turns]
    torch::Tensor interlocutorWeights;  ///< [batch, frames of the interlocutor's turns]
    torch::Tensor current;              ///< [batch, hidden], h_c
    torch::Tensor previous;             ///< h_p
    torch::Tensor interlocutor;         ///< h_r
};

/// The interaction-aware attention network (Yeh, Lin and Lee 2019) in the form of the paper on speech-recognition encoders:
/// three GRUs, one for each turn; self-attention over the context turns, attention over the current one that knows both; a
/// head of two layers. Its names are those of its files: gru_c, gru_p, gru_r, attention_p, attention_r, interaction, mlp.
/// Every attention is masked by true lengths. Throws what torch throws, and nn::Interrupted.
class IaanNetworkImpl : public torch::nn::Module {
public:
    explicit IaanNetworkImpl(IaanSettings settings);
    /// Dropout where a generator (of the network's device) is given, as settings say.
    DialogueReading forward(const DialogueTurns& turns, const c10::optional<at::Generator>& dropout = {});
    [[nodiscard]] const IaanSettings& settings() const { return m_settings; }
    /// Draws all weights anew: GRUs as TensorFlow does (Glorot's uniform distribution, gates' biases 1), attention from a
    /// normal distribution of deviation 0.1, the head from one cut at two deviations, its biases 0.1.
    void draw(std::uint64_t seed);

    nn::Recurrent ofCurrent{nullptr};
    nn::Recurrent ofPrevious{nullptr};
    nn::Recurrent ofInterlocutor{nullptr};
    SelfAttention overPrevious{nullptr};
    SelfAttention overInterlocutor{nullptr};
    InteractionAttention interaction{nullptr};
    DialogueHead head{nullptr};

private:
    IaanSettings m_settings;
};
TORCH_MODULE(IaanNetwork);

/// A network with weights drawn from `seed` alone; torch's own generator is not touched.
[[nodiscard]] IaanNetwork makeIaanNetwork(const IaanSettings& settings, std::uint64_t seed);

/// What the authors' code takes.
inline constexpr double kIaanSmoothing = 0.1;
inline constexpr double kIaanPenalty = 1e-3;

struct DialogueLoss {
    torch::Tensor crossEntropy;  ///< mean over the batch, smoothed
    torch::Tensor penalty;       ///< the head's half sum of squares, before its factor
    torch::Tensor total;         ///< crossEntropy + factor * penalty
};

/// labels [batch] (long); the goal is (1 - smoothing) for the label and smoothing / classes for each class.
[[nodiscard]] DialogueLoss dialogueLoss(const IaanNetwork& network, const torch::Tensor& logits, const torch::Tensor& labels,
                                        double smoothing = kIaanSmoothing, double factor = kIaanPenalty);

}  // namespace prososcope::models
