// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/future_prediction/AttentionLstm.h"

#include <cmath>
#include <limits>

namespace prososcope::models {

using torch::Tensor;

FrameLstmImpl::FrameLstmImpl(std::int64_t inputs, std::int64_t cells, bool bidirectional)
    : m_cells(cells), m_bidirectional(bidirectional) {
    const auto addDirection = [&](const std::string& name) {
        register_parameter("weight_ih" + name, torch::zeros({4 * cells, inputs}));
        register_parameter("weight_hh" + name, torch::zeros({4 * cells, cells}));
        register_parameter("bias_ih" + name, torch::zeros({4 * cells}));
        register_parameter("bias_hh" + name, torch::zeros({4 * cells}));
    };
    addDirection("_l0");
    if (bidirectional) addDirection("_l0_reverse");
}

Tensor FrameLstmImpl::forward(const Tensor& input, const nn::Lengths& lengths) const {
    namespace rnn = torch::nn::utils::rnn;
    const auto nothing = torch::zeros({m_bidirectional ? 2 : 1, input.size(0), m_cells}, input.options());
    const std::vector<Tensor> start{nothing, nothing};
    const auto weights = parameters();
    if (lengths.empty())
        return std::get<0>(at::lstm(input, start, weights, true, 1, 0.0, is_training(), m_bidirectional, true));
    const auto packed = rnn::pack_padded_sequence(input, torch::tensor(at::ArrayRef<std::int64_t>(lengths)), true, false);
    const auto values = std::get<0>(
        at::lstm(packed.data(), packed.batch_sizes(), start, weights, true, 1, 0.0, is_training(), m_bidirectional));
    const rnn::PackedSequence made(values, packed.batch_sizes(), packed.sorted_indices(), packed.unsorted_indices());
    return std::get<0>(rnn::pad_packed_sequence(made, true, 0.0, input.size(1)));
}

void FrameLstmImpl::draw(const at::Generator& generator) {
    const torch::NoGradGuard noGrad;
    const double width = 1.0 / std::sqrt(static_cast<double>(m_cells));
    for (auto& weight : parameters()) weight.copy_(torch::empty(weight.sizes()).uniform_(-width, width, generator));
}

AttentionLstmImpl::AttentionLstmImpl(const AttentionLstmSettings& settings) : m_settings(settings) {
    const auto units = settings.cells * (settings.bidirectional ? 2 : 1);
    rnn = register_module("rnn", FrameLstm(settings.inputs, settings.cells, settings.bidirectional));
    attention = register_module("attention", FrameAttention(units));
    output = register_module("output", nn::Dense(units, settings.classes));
}

Tensor AttentionLstmImpl::forward(const Tensor& features, const nn::Lengths& lengths, Tensor* weights) {
    TORCH_CHECK(features.dim() == 3 && features.size(2) == m_settings.inputs, "the classifier needs [batch, frames, ",
                m_settings.inputs, " features], not ", features.sizes());
    const auto frames =
        nn::dropout(rnn->forward(features, lengths), m_settings.dropout, is_training() ? m_generator : c10::nullopt);
    auto scores = attention->u->forward(frames);  // [batch, frames, 1]
    if (!lengths.empty()) {
        const auto padding = nn::validMask(lengths, frames.size(1), frames).eq(0.0).unsqueeze(2);
        scores = scores.masked_fill(padding, -std::numeric_limits<double>::infinity());
    }
    const auto shares = torch::softmax(scores, 1);
    if (weights != nullptr) *weights = shares.squeeze(2);
    return output->forward((shares * frames).sum(1));
}

void AttentionLstmImpl::draw(std::uint64_t seed) {
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    rnn->draw(generator);
    nn::drawDense(*this, generator);
}

AttentionLstm makeAttentionLstm(const AttentionLstmSettings& settings, std::uint64_t seed) {
    AttentionLstm network(settings);
    network->draw(seed);
    return network;
}

}  // namespace prososcope::models
