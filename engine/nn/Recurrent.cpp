// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/Recurrent.h"

#include <cmath>

namespace prososcope::nn {

using torch::Tensor;

RecurrentImpl::RecurrentImpl(RecurrentCell cell, std::int64_t inputs, std::int64_t hidden, bool bidirectional) : m_cell(cell) {
    const auto rows = recurrentGates(cell) * hidden;
    for (const char* suffix : {"", "_reverse"}) {
        if (*suffix != '\0' && !bidirectional) break;
        const auto add = [&](const char* name, at::IntArrayRef shape) {
            weights.push_back(register_parameter(std::string(name) + suffix, torch::zeros(shape)));
        };
        add("weight_ih_l0", {rows, inputs});
        add("weight_hh_l0", {rows, hidden});
        add("bias_ih_l0", {rows});
        add("bias_hh_l0", {rows});
    }
}

Tensor RecurrentImpl::forward(const Tensor& input, const Lengths& lengths) const {
    const bool known = input.scalar_type() == torch::kFloat || input.scalar_type() == torch::kDouble;
    return input.is_cpu() && known ? recurrentNode(m_cell, input, weights, lengths)
                                   : torchRecurrent(m_cell, input, weights, lengths);
}

void RecurrentImpl::draw(const at::Generator& generator) {
    for (std::size_t i = 0; i < weights.size(); i += kRecurrentTensors)
        drawCell(m_cell, at::TensorList(weights).slice(i, kRecurrentTensors), generator);
}

void drawCell(RecurrentCell cell, at::TensorList weights, const at::Generator& generator) {
    const torch::NoGradGuard noGrad;
    const auto hidden = weights[1].size(1);
    const auto inputs = weights[0].size(1) + hidden;
    const auto drawRows = [&](std::int64_t first, std::int64_t rows) {
        const double bound = std::sqrt(6.0 / static_cast<double>(inputs + rows));
        for (const auto& weight : {weights[0], weights[1]})
            weight.narrow(0, first, rows).copy_(torch::empty({rows, weight.size(1)}).uniform_(-bound, bound, generator));
    };
    weights[2].zero_();
    weights[3].zero_();
    if (cell == RecurrentCell::Gru) {
        drawRows(0, 2 * hidden);
        drawRows(2 * hidden, hidden);
        weights[2].narrow(0, 0, 2 * hidden).fill_(1.0);
    } else {
        drawRows(0, weights[0].size(0));
        if (cell == RecurrentCell::Lstm) weights[2].narrow(0, hidden, hidden).fill_(1.0);
    }
}

Tensor torchRecurrent(RecurrentCell cell, const Tensor& input, const std::vector<Tensor>& weights, const Lengths& lengths) {
    namespace rnn = torch::nn::utils::rnn;
    const bool bidirectional = weights.size() > kRecurrentTensors;
    const bool training = at::GradMode::is_enabled();
    const auto start = torch::zeros({bidirectional ? 2 : 1, input.size(0), weights[1].size(1)}, input.options());
    if (!hasPadding(lengths, input.size(1))) {
        switch (cell) {
            case RecurrentCell::Lstm:
                return std::get<0>(at::lstm(input, {start, start}, weights, true, 1, 0.0, training, bidirectional, true));
            case RecurrentCell::Gru:
                return std::get<0>(at::gru(input, start, weights, true, 1, 0.0, training, bidirectional, true));
            default:
                return std::get<0>(at::rnn_tanh(input, start, weights, true, 1, 0.0, training, bidirectional, true));
        }
    }
    const auto packed = rnn::pack_padded_sequence(input, torch::tensor(at::ArrayRef<std::int64_t>(lengths)),
                                                  /*batch_first=*/true, /*enforce_sorted=*/false);
    const auto& data = packed.data();
    const auto& sizes = packed.batch_sizes();
    Tensor output;
    switch (cell) {
        case RecurrentCell::Lstm:
            output = std::get<0>(at::lstm(data, sizes, {start, start}, weights, true, 1, 0.0, training, bidirectional));
            break;
        case RecurrentCell::Gru:
            output = std::get<0>(at::gru(data, sizes, start, weights, true, 1, 0.0, training, bidirectional));
            break;
        default:
            output = std::get<0>(at::rnn_tanh(data, sizes, start, weights, true, 1, 0.0, training, bidirectional));
    }
    const rnn::PackedSequence result(output, sizes, packed.sorted_indices(), packed.unsorted_indices());
    return std::get<0>(rnn::pad_packed_sequence(result, /*batch_first=*/true, 0.0, input.size(1)));
}

}  // namespace prososcope::nn
