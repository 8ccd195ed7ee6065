// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/speech_encoder/PiecewiseEncoder.h"

#include <algorithm>
#include <cmath>

#include "engine/models/speech_encoder/EncoderInput.h"

namespace prososcope::models {

using checkpoints::EncoderFamily;
using torch::Tensor;

std::int64_t piecewiseFrames(const checkpoints::EncoderConfig& config, std::int64_t samples) {
    if (config.family != EncoderFamily::Whisper) return config.frames(samples);
    return (samples + config.stride() - 1) / config.stride();
}

PiecewiseEncoder::PiecewiseEncoder(SpeechEncoder network, const torch::Device& device, const PieceSettings& settings,
                                   FrameSink sink, bool behindLast)
    : m_network(std::move(network)), m_device(device), m_sink(std::move(sink)), m_behindLast(behindLast) {
    const auto& config = m_network->config();
    m_stride = config.stride();
    m_field = config.receptiveField();
    const double perSecond = static_cast<double>(config.rateHz) / static_cast<double>(m_stride);
    m_piece = std::max<std::int64_t>(std::llround(settings.pieceSeconds * perSecond), 1);
    m_context = std::max<std::int64_t>(std::llround(settings.contextSeconds * perSecond), 0);
    if (config.family != EncoderFamily::Whisper) return;
    m_context = std::min<std::int64_t>(m_context, (config.longestFrames - 1) / 2);
    m_piece = std::min<std::int64_t>(m_piece, config.longestFrames - 2 * m_context);
}

std::int64_t PiecewiseEncoder::together() const { return m_piece + m_context * (m_done == 0 ? 2 : 1); }

void PiecewiseEncoder::add(std::span<const float> mono) {
    m_samples.insert(m_samples.end(), mono.begin(), mono.end());
    // A piece is heard once more follows than can be heard together with it: what is left at the end is never a context alone.
    const auto heard = [&] { return m_begin + static_cast<std::int64_t>(m_samples.size()); };
    while (heard() > (m_done + together()) * m_stride + m_field) hear(m_done, m_done + m_piece, heard());
}

std::int64_t PiecewiseEncoder::finish() {
    const auto end = m_begin + static_cast<std::int64_t>(m_samples.size());
    const auto frames = piecewiseFrames(m_network->config(), end);
    while (m_done < frames) hear(m_done, frames - m_done <= together() ? frames : m_done + m_piece, end);
    m_samples.clear();
    return frames;
}

void PiecewiseEncoder::hear(std::int64_t firstOwn, std::int64_t endOwn, std::int64_t end) {
    const auto first = std::max<std::int64_t>(firstOwn - m_context, 0);
    const auto& config = m_network->config();
    const auto last = std::min(endOwn + m_context, piecewiseFrames(config, end));  // behind it
    const auto endSample = std::min((last - 1) * m_stride + std::max(m_field, m_stride), end);
    const auto offset = static_cast<std::size_t>(first * m_stride - m_begin);
    const std::span<const float> sound(m_samples.data() + offset, static_cast<std::size_t>(endSample - first * m_stride));
    const torch::NoGradGuard noGrad;
    const auto batch = encoderBatch({&sound, 1}, config);
    const auto give = [&](std::size_t layer, const Tensor& values) {
        m_sink(layer, firstOwn, values[0].narrow(0, firstOwn - first, endOwn - firstOwn).to(torch::kCPU, torch::kFloat));
    };
    const auto output = m_network->forward(batch.input.to(m_device), {}, give);
    if (m_behindLast) give(static_cast<std::size_t>(config.layers) + 1, output.last);
    m_done = endOwn;
    const auto kept = std::max<std::int64_t>(m_done - m_context, 0) * m_stride;
    const auto unused = std::min<std::int64_t>(kept - m_begin, static_cast<std::int64_t>(m_samples.size()));
    if (unused > 0) {
        m_samples.erase(m_samples.begin(), m_samples.begin() + unused);
        m_begin += unused;
    }
}

}  // namespace prososcope::models
