// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "engine/models/las/Listener.h"
#include "engine/nn/Dense.h"

namespace prososcope::models {

/// What attention reads of a batch of sounds, made once for all steps.
struct AttendedSound {
    torch::Tensor encoded;  ///< [batch, frames, width]
    torch::Tensor keys;     ///< [batch, frames, attention], W_h h
    torch::Tensor padding;  ///< [batch, frames], true beyond each item's end; undefined where nothing is padded

    /// The first item's sound for each of `count` hypotheses of it, without copies.
    [[nodiscard]] AttendedSound repeated(std::int64_t count) const;
};

/// e_t = u . tanh(W_h h_t + W_s s), without biases, softmax over valid frames; with location filters also W_f f_t, where f is
/// the convolution of the previous step's weights. Names: w_h, w_s, u and, with filters, w_f, filter.
class AdditiveAttentionImpl : public torch::nn::Module {
public:
    explicit AdditiveAttentionImpl(const LasSettings& settings);
    /// `encoded` [batch, frames, width], lengths of its items or none.
    [[nodiscard]] AttendedSound attend(const torch::Tensor& encoded, const nn::Lengths& lengths);
    /// Weights [batch, frames] for the states [batch, 2 decoder]; `previous` are those of the step before (undefined: 0).
    [[nodiscard]] torch::Tensor weigh(const AttendedSound& sound, const torch::Tensor& states, const torch::Tensor& previous);
    void draw(const at::Generator& generator);

private:
    nn::Dense m_sound{nullptr};
    nn::Dense m_state{nullptr};
    nn::Dense m_score{nullptr};
    nn::Dense m_location{nullptr};
    torch::Tensor m_filter;  ///< [filters, 1, kernel]
};
TORCH_MODULE(AdditiveAttention);

/// Weights of one recurrent cell of the speller, with torch's names.
class SpellerCellImpl : public torch::nn::Module {
public:
    SpellerCellImpl(std::int64_t inputs, std::int64_t cells, LasCell cell);
    void draw(const at::Generator& generator);

    torch::Tensor inputWeight;  ///< "weight_ih" [gates * cells, inputs]
    torch::Tensor stateWeight;  ///< "weight_hh" [gates * cells, cells]
    torch::Tensor inputBias;    ///< "bias_ih"
    torch::Tensor stateBias;    ///< "bias_hh"

private:
    LasCell m_cell;
};
TORCH_MODULE(SpellerCell);

/// Where spelling is: states of both cells and the weights of attention at the last step.
struct SpellerState {
    std::array<torch::Tensor, 2> hidden;  ///< [batch, decoder]
    std::array<torch::Tensor, 2> memory;  ///< the same; LSTM cells alone have it
    torch::Tensor alignment;              ///< [batch, frames]

    /// The rows `rows` (long), for hypotheses that go on.
    [[nodiscard]] SpellerState at(const torch::Tensor& rows) const;
};

/// How a pass of training is spelt.
struct SpellingPlan {
    /// Probability that a step is told the true previous symbol: one draw a step, the same for the whole batch. Otherwise
    /// each item is told a symbol drawn from its own distribution.
    double teacherForcing = 1.0;
    /// Of those draws, on the CPU; needed where teacherForcing is below 1.
    c10::optional<at::Generator> choices;
    LasDropout dropout;  ///< on the embedding and on what goes into the cells
};

struct Spelling {
    torch::Tensor logits;     ///< [batch, steps, symbols]
    torch::Tensor attention;  ///< [batch, steps, frames], rows sum to 1, 0 at padded frames
};

/// The decoder: [embedding of the previous symbol; what attention took of the sound] goes into two cells of which the upper one
/// gives the logits. Attention looks from the states of both before the step.
/// Throws what torch throws, and nn::Interrupted.
class SpellerImpl : public torch::nn::Module {
public:
    explicit SpellerImpl(const LasSettings& settings);
    /// The symbols `targets` [batch, steps] (long), which end with the end symbol and go on as padding.
    Spelling forward(const AttendedSound& sound, const torch::Tensor& targets, const SpellingPlan& plan);

    [[nodiscard]] SpellerState start(const AttendedSound& sound) const;
    /// One step after `symbols` [batch] (long); `state` becomes that after it. Logits [batch, symbols].
    [[nodiscard]] torch::Tensor step(const AttendedSound& sound, const torch::Tensor& symbols, SpellerState& state);
    /// Draws all weights anew as TensorFlow and the authors' code do: u and the embedding from +-1, the rest as the listener.
    void draw(const at::Generator& generator);

    nn::Dense embedding{nullptr};  ///< its weight has a row for each symbol; it is looked up, not multiplied
    AdditiveAttention attention{nullptr};
    std::array<SpellerCell, 2> cells{SpellerCell(nullptr), SpellerCell(nullptr)};
    nn::Dense output{nullptr};

private:
    struct Weights;
    [[nodiscard]] Weights weights() const;
    [[nodiscard]] torch::Tensor embedded(const torch::Tensor& symbols) const;
    [[nodiscard]] torch::Tensor advance(const Weights& weights, const AttendedSound& sound, const torch::Tensor& embedded,
                                        SpellerState& state, const LasDropout& dropout);

    LasSettings m_settings;
};
TORCH_MODULE(Speller);

/// One symbol of each row [batch, symbols] of logits, drawn from its softmax: [batch] (long), on the logits' device. The draws
/// are made on the CPU, so that they are the same on every device.
[[nodiscard]] torch::Tensor sampledSymbols(const torch::Tensor& logits, at::Generator generator);

}  // namespace prososcope::models
