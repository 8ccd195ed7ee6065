// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/Listener.h"

#include "engine/models/las/LasLengths.h"
#include "engine/nn/Dense.h"
#include "engine/nn/Interrupt.h"

namespace prososcope::models {

namespace {

nn::Lengths halved(const nn::Lengths& lengths) {
    nn::Lengths result;
    for (const auto length : lengths) result.push_back(pyramidFrames(length));
    return result;
}

/// 0 at padded frames; the values themselves where nothing is padded.
torch::Tensor validOnly(const torch::Tensor& values, const nn::Lengths& lengths) {
    if (!nn::hasPadding(lengths, values.size(1))) return values;
    return values * nn::validMask(lengths, values.size(1), values).unsqueeze(2).to(values.scalar_type());
}

}  // namespace

DenseLayerImpl::DenseLayerImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t rank) {
    if (rank > 0) {
        first = register_parameter("first", torch::zeros({rank, inputs}));
        second = register_parameter("second", torch::zeros({outputs, rank}));
    } else {
        weight = register_parameter("weight", torch::zeros({outputs, inputs}));
    }
    bias = register_parameter("bias", torch::zeros({outputs}));
}

torch::Tensor DenseLayerImpl::forward(const torch::Tensor& input) const {
    if (weight.defined()) return torch::tanh(at::linear(input, weight, bias));
    return torch::tanh(at::linear(at::linear(input, first), second, bias));
}

void DenseLayerImpl::draw(const at::Generator& generator) {
    for (const auto& each : {weight, first, second})
        if (each.defined()) nn::drawXavier(each, generator);
    const torch::NoGradGuard noGrad;
    bias.zero_();
}

torch::Tensor pairedFrames(const torch::Tensor& values) {
    const auto even = values.size(1) % 2 == 0 ? values : at::constant_pad_nd(values, {0, 0, 0, 1});
    return even.reshape({values.size(0), pyramidFrames(values.size(1)), 2 * values.size(2)});
}

ListenerImpl::ListenerImpl(const LasSettings& settings) {
    const auto width = settings.width();
    const auto recurrent = [&](std::int64_t inputs) {
        return nn::Recurrent(recurrentCell(settings.cell), inputs, settings.cells, true);
    };
    rnn0 = register_module("rnn0", recurrent(settings.inputs));
    if (settings.firstDense) fc0 = register_module("fc0", DenseLayer(width, width, 0));
    rnn1 = register_module("rnn1", recurrent(width));
    fc1 = register_module("fc1", DenseLayer(2 * width, width, settings.rank));
    rnn2 = register_module("rnn2", recurrent(width));
    fc2 = register_module("fc2", DenseLayer(2 * width, width, settings.rank));
}

Heard ListenerImpl::forward(const torch::Tensor& input, const nn::Lengths& lengths, const LasDropout& dropout) {
    Heard heard;
    heard.lengths1 = halved(lengths);
    heard.lengths2 = halved(heard.lengths1);
    heard.rnn0 = nn::stopPoint(rnn0->forward(dropout(input), lengths));
    if (!fc0.is_empty()) heard.fc0 = validOnly(fc0->forward(heard.rnn0), lengths);
    heard.rnn1 = nn::stopPoint(rnn1->forward(dropout(fc0.is_empty() ? heard.rnn0 : heard.fc0), lengths));
    heard.layer1 = validOnly(fc1->forward(pairedFrames(heard.rnn1)), heard.lengths1);
    heard.rnn2 = nn::stopPoint(rnn2->forward(dropout(heard.layer1), heard.lengths1));
    heard.layer2 = validOnly(fc2->forward(pairedFrames(heard.rnn2)), heard.lengths2);
    return heard;
}

void ListenerImpl::draw(const at::Generator& generator) {
    for (const auto& layer : {rnn0, rnn1, rnn2}) nn::Recurrent(layer)->draw(generator);
    for (const auto& dense : {fc0, fc1, fc2})
        if (!dense.is_empty()) DenseLayer(dense)->draw(generator);
}

nn::RecurrentCell recurrentCell(LasCell cell) {
    return cell == LasCell::Lstm ? nn::RecurrentCell::Lstm : nn::RecurrentCell::PlainTanh;
}

}  // namespace prososcope::models
