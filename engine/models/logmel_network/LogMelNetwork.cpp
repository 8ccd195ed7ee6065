// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/logmel_network/LogMelNetwork.h"

#include <mutex>

#include "engine/nn/BidirectionalGru.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/NormalisedRelu.h"

namespace prososcope::models {

namespace {

struct BlockShape {
    std::int64_t channels, kernel, bandStride, timeStride;
};
std::vector<BlockShape> shapesOf(const LogMelNetworkSettings& settings) {
    return {{settings.channels1, 5, 2, 2},
            {settings.channels2, 3, 2, 2},
            {settings.channels3, 3, 2, 1},
            {settings.channels4, 3, 2, 1}};
}

}  // namespace

LogMelNetworkImpl::LogMelNetworkImpl(const LogMelNetworkSettings& settings) : m_settings(settings) {
    std::int64_t channels = 1;
    std::int64_t bands = settings.bands;
    for (const auto& shape : shapesOf(settings)) {
        const std::string index = std::to_string(m_blocks.size() + 1);
        Block block;
        block.convolution = register_module("convolution" + index,
                                            torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, shape.channels, shape.kernel)
                                                                  .stride({shape.bandStride, shape.timeStride})
                                                                  .padding(shape.kernel / 2)
                                                                  .bias(false)));
        block.norm = register_module("norm" + index, torch::nn::BatchNorm2d(shape.channels));
        block.kernel = shape.kernel;
        block.timeStride = shape.timeStride;
        m_blocks.push_back(block);
        channels = shape.channels;
        bands = (bands + 2 * (shape.kernel / 2) - shape.kernel) / shape.bandStride + 1;
    }
    m_projection = register_module("projection", torch::nn::Linear(channels * bands, settings.projection));
    m_projectionNorm = register_module("projection_norm", torch::nn::BatchNorm1d(settings.projection));
    m_recurrent = register_module(
        "recurrent",
        torch::nn::GRU(torch::nn::GRUOptions(settings.projection, settings.hidden).batch_first(true).bidirectional(true)));
    m_pooling = register_module("pooling", nn::AttentiveStatisticsPooling(2 * settings.hidden, settings.attention));
    m_headNorm = register_module("head_norm", torch::nn::BatchNorm1d(4 * settings.hidden));
    m_output = register_module("output", torch::nn::Linear(4 * settings.hidden, settings.classes));
    for (auto& parameter : parameters()) {
        if (parameter.dim() == 4) parameter.set_data(parameter.contiguous(at::MemoryFormat::ChannelsLast));
    }
}

c10::optional<at::Generator> LogMelNetworkImpl::generator() const { return is_training() ? m_generator : c10::nullopt; }

std::vector<LogMelNetworkImpl::Layer> LogMelNetworkImpl::layers(const LogMelNetworkSettings& settings) {
    std::vector<Layer> list;
    std::int64_t stride = 1;
    for (const auto& shape : shapesOf(settings)) {
        stride *= shape.timeStride;
        list.push_back({"convolution " + std::to_string(list.size() + 1), shape.channels, stride});
    }
    list.push_back({"projection", settings.projection, stride});
    list.push_back({"recurrent", 2 * settings.hidden, stride});
    return list;
}

torch::Tensor LogMelNetworkImpl::frames(const torch::Tensor& input, const nn::Lengths& lengths, torch::Tensor& mask,
                                        const LayerSink& sink) {
    auto x = input.unsqueeze(1).transpose(2, 3).contiguous(at::MemoryFormat::ChannelsLast);  // [batch, 1, bands, frames]
    nn::Lengths valid = lengths;
    std::size_t layer = 0;
    for (auto& block : m_blocks) {
        if (!valid.empty()) {
            if (!mask.defined()) mask = nn::validMask(valid, x.size(3), x);
            x = x * mask.view({x.size(0), 1, 1, x.size(3)});
        }
        x = block.convolution->forward(x);
        if (!valid.empty()) {
            valid = nn::convolvedLengths(valid, block.kernel, block.timeStride, block.kernel / 2);
            mask = nn::validMask(valid, x.size(3), x);
        }
        x = nn::stopPoint(nn::normalisedRelu(block.norm, x, mask.defined() ? mask.view({x.size(0), 1, 1, x.size(3)}) : mask));
        if (sink) sink(layer++, x.mean(2).transpose(1, 2), valid);
    }
    x = m_projection->forward(x.permute({0, 3, 1, 2}).flatten(2));  // [batch, frames, projection]
    x = nn::normalisedRelu(m_projectionNorm, x.transpose(1, 2), mask.defined() ? mask.unsqueeze(1) : mask).transpose(1, 2);
    x = nn::stopPoint(nn::dropout(x, m_settings.dropout, generator()));
    if (sink) sink(layer++, x, valid);
    x = nn::stopPoint(nn::bidirectionalGru(m_recurrent, x, valid));
    if (sink) sink(layer, x, valid);
    return x;
}

void LogMelNetworkImpl::forwardLayers(const torch::Tensor& input, const nn::Lengths& lengths, const LayerSink& sink) {
    torch::Tensor mask;
    frames(input, lengths, mask, sink);
}

torch::Tensor LogMelNetworkImpl::forward(const torch::Tensor& input, const nn::Lengths& lengths) {
    torch::Tensor mask;
    const auto x = frames(input, lengths, mask, {});
    const auto pooled = m_headNorm->forward(m_pooling->forward(x, mask));
    return m_output->forward(nn::dropout(pooled, m_settings.headDropout, generator()));
}

LogMelNetwork makeLogMelNetwork(const LogMelNetworkSettings& settings, std::uint64_t seed) {
    // Layers draw their first weights from torch's global generator: one network at a time, so that trainings started side by
    // side get the same weights as trainings started one after the other.
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    torch::manual_seed(seed);
    return LogMelNetwork(settings);
}

}  // namespace prososcope::models
