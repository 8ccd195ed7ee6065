// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/iaan/IaanNetwork.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/nn/Interrupt.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

constexpr double kNormEpsilon = 1e-5;  ///< of the layer normalisation
constexpr double kDeviation = 0.1;     ///< of attention's and the head's first weights
constexpr double kCut = 2.0;           ///< deviations beyond which a head's weight is drawn again
constexpr double kFirstHeadBias = 0.1;

nn::Recurrent gru(const IaanSettings& settings) {
    return nn::Recurrent(nn::RecurrentCell::Gru, settings.inputs, settings.hidden, false);
}

/// Softmax of scores [batch, frames, 1] over valid frames: [batch, frames].
Tensor weightsOf(const Tensor& scores, const nn::Lengths& lengths) {
    auto rows = scores.squeeze(2);
    if (nn::hasPadding(lengths, rows.size(1)))
        rows = rows.masked_fill(nn::validMask(lengths, rows.size(1), rows).eq(0.0), -std::numeric_limits<float>::infinity());
    return torch::softmax(rows, 1);
}

Tensor weightedSum(const Tensor& weights, const Tensor& frames) { return torch::bmm(weights.unsqueeze(1), frames).squeeze(1); }

void drawNormal(const Tensor& values, const at::Generator& generator) {
    values.copy_(torch::empty(values.sizes()).normal_(0.0, kDeviation, generator));
}

void drawCutNormal(const Tensor& values, const at::Generator& generator) {
    // The inverse of the distribution function, between the cuts: no value has to be drawn twice.
    const double below = std::erfc(kCut / std::sqrt(2.0)) / 2.0;
    const auto shares = torch::empty(values.sizes(), torch::kDouble).uniform_(below, 1.0 - below, generator);
    values.copy_(torch::erfinv(2.0 * shares - 1.0) * (std::sqrt(2.0) * kDeviation));
}

}  // namespace

PaddedTurns paddedTurns(const std::vector<Tensor>& turns, std::int64_t inputs) {
    PaddedTurns made;
    for (const auto& turn : turns) made.lengths.push_back(turn.defined() ? std::max<std::int64_t>(turn.size(0), 1) : 1);
    const auto longest = made.lengths.empty() ? 0 : *std::max_element(made.lengths.begin(), made.lengths.end());
    made.frames = torch::zeros({static_cast<std::int64_t>(turns.size()), longest, inputs});
    for (std::size_t i = 0; i < turns.size(); ++i) {
        if (turns[i].defined() && turns[i].size(0) > 0)
            made.frames[static_cast<std::int64_t>(i)].narrow(0, 0, turns[i].size(0)).copy_(turns[i]);
    }
    return made;
}

SelfAttentionImpl::SelfAttentionImpl(std::int64_t inputs, std::int64_t size)
    : w(register_module("w", nn::Dense(inputs, size, true))), u(register_module("u", nn::Dense(size, 1, false))) {}

Tensor SelfAttentionImpl::weigh(const Tensor& frames, const nn::Lengths& lengths) {
    return weightsOf(u->forward(torch::tanh(w->forward(frames))), lengths);
}

InteractionAttentionImpl::InteractionAttentionImpl(std::int64_t inputs, std::int64_t size)
    : ofCurrent(register_module("w_c", nn::Dense(inputs, size, false))),
      ofPrevious(register_module("w_p", nn::Dense(inputs, size, false))),
      ofInterlocutor(register_module("w_r", nn::Dense(inputs, size, false))),
      u(register_module("u", nn::Dense(size, 1, false))),
      bias(register_parameter("bias", torch::zeros({size}))) {}

Tensor InteractionAttentionImpl::weigh(const Tensor& frames, const nn::Lengths& lengths, const Tensor& previous,
                                       const Tensor& interlocutor) {
    const auto context = ofPrevious->forward(previous) + ofInterlocutor->forward(interlocutor) + bias;
    return weightsOf(u->forward(torch::tanh(ofCurrent->forward(frames) + context.unsqueeze(1))), lengths);
}

DialogueHeadImpl::DialogueHeadImpl(const IaanSettings& settings)
    : linear1(register_module("linear1", nn::Dense(3 * settings.hidden, settings.mlp, true))),
      norm(register_module("norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({settings.mlp}).eps(kNormEpsilon)))),
      linear2(register_module("linear2", nn::Dense(settings.mlp, settings.classes, true))) {}

Tensor DialogueHeadImpl::forward(const Tensor& input, double dropout, const c10::optional<at::Generator>& generator) {
    const auto inner = nn::dropout(linear1->forward(input), dropout, generator);
    return linear2->forward(torch::relu(norm->forward(inner)));
}

Tensor DialogueHeadImpl::squares() const {
    return (linear1->weight.square().sum() + linear1->bias.square().sum() + linear2->weight.square().sum() +
            linear2->bias.square().sum()) /
           2.0;
}

IaanNetworkImpl::IaanNetworkImpl(IaanSettings settings) : m_settings(settings) {
    ofCurrent = register_module("gru_c", gru(m_settings));
    ofPrevious = register_module("gru_p", gru(m_settings));
    ofInterlocutor = register_module("gru_r", gru(m_settings));
    overPrevious = register_module("attention_p", SelfAttention(m_settings.hidden, m_settings.attention));
    overInterlocutor = register_module("attention_r", SelfAttention(m_settings.hidden, m_settings.attention));
    interaction = register_module("interaction", InteractionAttention(m_settings.hidden, m_settings.attention));
    head = register_module("mlp", DialogueHead(m_settings));
}

DialogueReading IaanNetworkImpl::forward(const DialogueTurns& turns, const c10::optional<at::Generator>& dropout) {
    DialogueReading reading;
    const auto contextOf = [](nn::Recurrent& layer, SelfAttention& attention, const PaddedTurns& padded, Tensor& weights) {
        const auto frames = nn::stopPoint(layer->forward(padded.frames, padded.lengths));
        weights = attention->weigh(frames, padded.lengths);
        return weightedSum(weights, frames);
    };
    reading.previous = contextOf(ofPrevious, overPrevious, turns.previous, reading.previousWeights);
    reading.interlocutor = contextOf(ofInterlocutor, overInterlocutor, turns.interlocutor, reading.interlocutorWeights);
    const auto& current = turns.current;
    const auto input = nn::dropout(current.frames, m_settings.dropout, dropout);
    reading.currentFrames = nn::dropout(nn::stopPoint(ofCurrent->forward(input, current.lengths)), m_settings.dropout, dropout);
    reading.currentWeights = interaction->weigh(reading.currentFrames, current.lengths, reading.previous, reading.interlocutor);
    reading.current = weightedSum(reading.currentWeights, reading.currentFrames);
    reading.logits =
        head->forward(torch::cat({reading.current, reading.previous, reading.interlocutor}, 1), m_settings.mlpDropout, dropout);
    return reading;
}

void IaanNetworkImpl::draw(std::uint64_t seed) {
    const torch::NoGradGuard noGrad;
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    for (auto* layer : {&ofCurrent, &ofPrevious, &ofInterlocutor}) (*layer)->draw(generator);
    for (auto* attention : {&overPrevious, &overInterlocutor})
        for (const auto& parameter : (*attention)->parameters()) drawNormal(parameter, generator);
    for (const auto& parameter : interaction->parameters()) drawNormal(parameter, generator);
    for (auto* layer : {&head->linear1, &head->linear2}) {
        drawCutNormal((*layer)->weight, generator);
        (*layer)->bias.fill_(kFirstHeadBias);
    }
    head->norm->reset_parameters();
}

IaanNetwork makeIaanNetwork(const IaanSettings& settings, std::uint64_t seed) {
    IaanNetwork network(settings);
    network->draw(seed);
    return network;
}

DialogueLoss dialogueLoss(const IaanNetwork& network, const Tensor& logits, const Tensor& labels, double smoothing,
                          double factor) {
    DialogueLoss loss;
    loss.crossEntropy = at::cross_entropy_loss(logits, labels, {}, at::Reduction::Mean, /*ignore_index=*/-100, smoothing);
    loss.penalty = network->head->squares();
    loss.total = loss.crossEntropy + factor * loss.penalty;
    return loss;
}

}  // namespace prososcope::models
