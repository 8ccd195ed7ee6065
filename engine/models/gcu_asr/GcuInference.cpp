// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/gcu_asr/GcuInference.h"

#include <ATen/Parallel.h>

#include <algorithm>

#include "engine/nn/Interrupt.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

/// Rows that go through a layer together: their sums stay in the second cache.
constexpr std::int64_t kRows = 512;

/// The rows [frames * batch, ...] of a batch, frame by frame.
struct Rows {
    std::int64_t frames;
    std::int64_t batch;
    Tensor valid;  ///< [rows, 1], 0 at padding; undefined where there is none

    Rows(const Tensor& input, const nn::Lengths& lengths, const torch::Device& device)
        : frames(input.size(0)), batch(input.size(1)) {
        if (!lengths.empty()) valid = nn::validMask(lengths, frames, input).t().reshape({count(), 1}).to(device);
    }
    [[nodiscard]] std::int64_t count() const { return frames * batch; }

    void clearPadding(Tensor& values, std::int64_t first, std::int64_t last) const {
        if (valid.defined()) values.mul_(valid.slice(0, first, last));
    }

    /// Calls work(first, last) for pieces of the rows, several at a time on the CPU.
    template <typename Work>
    void forPieces(const torch::Device& device, const Work& work) const {
        if (!device.is_cpu()) {
            work(std::int64_t{0}, count());
            return;
        }
        const auto pieces = (count() + kRows - 1) / kRows;
        at::parallel_for(0, pieces, 1, [&](std::int64_t begin, std::int64_t end) {
            const c10::InferenceMode inference;
            for (auto piece = begin; piece < end; ++piece) work(piece * kRows, std::min(count(), (piece + 1) * kRows));
        });
    }
};

}  // namespace

GcuInference::GcuInference(const GcuNetwork& network, const torch::Device& device)
    : m_settings(network->settings()), m_device(device) {
    const c10::InferenceMode inference;
    m_front = folded(network->front);
    for (const auto& layer : network->layers) {
        const auto filter = folded(layer->filter);
        const auto gate = folded(layer->gate);
        GatedProducts products;
        for (std::size_t k = 0; k < filter.taps.size(); ++k)
            products.gated.taps.push_back(torch::cat({filter.taps[k], gate.taps[k]}, 1));
        products.gated.bias = torch::cat({filter.bias, gate.bias});
        products.skip = folded(layer->skip);
        m_layers.push_back(std::move(products));
    }
    m_head = folded(network->head);
    m_output.taps.push_back(network->output->conv->weight.detach().select(2, 0).t().contiguous().to(device));
    m_output.bias = network->output->conv->bias.detach().clone().to(device);
}

GcuInference::Product GcuInference::folded(const NormalisedConvolution& convolution) const {
    const auto& norm = convolution->norm;
    const auto scale =
        norm->weight.detach().to(torch::kDouble) * torch::rsqrt(norm->running_var.to(torch::kDouble) + norm->options.eps());
    const auto weight = convolution->conv->weight.detach().to(torch::kDouble) * scale.view({-1, 1, 1});
    Product product;
    for (std::int64_t k = 0; k < weight.size(2); ++k)
        product.taps.push_back(weight.select(2, k).t().contiguous().to(torch::kFloat).to(m_device));
    const auto shift = norm->bias.detach().to(torch::kDouble) - norm->running_mean.to(torch::kDouble) * scale;
    product.bias = shift.to(torch::kFloat).to(m_device);
    return product;
}

Tensor GcuInference::runGated(const Tensor& input, const nn::Lengths& lengths, const LayerSink& sink, Tensor* skips,
                              Tensor* front) const {
    const Rows rows(input, lengths, m_device);
    const auto units = m_settings.units;
    const auto values = input.to(m_device).contiguous().view({rows.count(), m_settings.inputs});
    const auto options = values.options();
    const auto shaped = [&](const Tensor& tensor) { return tensor.view({rows.frames, rows.batch, tensor.size(1)}); };
    auto z = torch::empty({rows.count(), units}, options);
    rows.forPieces(m_device, [&](std::int64_t first, std::int64_t last) {
        auto piece = z.slice(0, first, last);
        at::addmm_out(piece, m_front.bias, values.slice(0, first, last), m_front.taps[0]);
        piece.tanh_();
        rows.clearPadding(piece, first, last);
    });
    if (front != nullptr) *front = shaped(z).clone();  // z is written over below
    auto next = torch::empty_like(z);
    auto gate = torch::empty_like(z);
    auto skip = torch::empty_like(z);
    if (skips != nullptr) *skips = torch::zeros_like(z);
    const auto half = m_settings.kernel / 2;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        nn::stopPoint(z);
        const auto& layer = m_layers[i];
        const auto reach = m_settings.dilation(static_cast<std::int64_t>(i)) * rows.batch;
        rows.forPieces(m_device, [&](std::int64_t first, std::int64_t last) {
            auto sums = layer.gated.bias.expand({last - first, 2 * units}).contiguous();
            for (std::int64_t k = 0; k < m_settings.kernel; ++k) {
                const auto away = (k - half) * reach;
                const auto from = std::max(first, -away);
                const auto to = std::min(last, rows.count() - away);
                if (from >= to) continue;
                sums.slice(0, from - first, to - first)
                    .addmm_(z.slice(0, from + away, to + away), layer.gated.taps[static_cast<std::size_t>(k)]);
            }
            auto o = gate.slice(0, first, last);
            at::mul_out(o, sums.narrow(1, 0, units).tanh_(), sums.narrow(1, units, units).sigmoid_());
            rows.clearPadding(o, first, last);
            auto s = skip.slice(0, first, last);
            at::addmm_out(s, layer.skip.bias, o, layer.skip.taps[0]);
            s.tanh_();
            rows.clearPadding(s, first, last);
            auto sum = next.slice(0, first, last);
            at::add_out(sum, z.slice(0, first, last), s);
            if (skips != nullptr) skips->slice(0, first, last).add_(s);
        });
        std::swap(z, next);
        if (sink) sink(static_cast<std::int64_t>(i), {shaped(gate), shaped(skip), shaped(z)});
    }
    return z;
}

Tensor GcuInference::run(const Tensor& input, const nn::Lengths& lengths, const LayerSink& sink, Tensor* front) const {
    const c10::InferenceMode inference;
    Tensor skips;
    runGated(input, lengths, sink, &skips, front);
    const Rows rows(input, {}, m_device);
    auto logits = torch::empty({rows.count(), m_settings.classes}, skips.options());
    rows.forPieces(m_device, [&](std::int64_t first, std::int64_t last) {
        const auto joined = at::addmm(m_head.bias, skips.slice(0, first, last), m_head.taps[0]).tanh_();
        auto piece = logits.slice(0, first, last);
        at::addmm_out(piece, m_output.bias, joined, m_output.taps[0]);
    });
    return logits.view({rows.frames, rows.batch, m_settings.classes});
}

void GcuInference::runLayers(const Tensor& input, const nn::Lengths& lengths, const LayerSink& sink) const {
    const c10::InferenceMode inference;
    runGated(input, lengths, sink, nullptr, nullptr);
}

}  // namespace prososcope::models
