// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/speech_encoder/EncoderHead.h"

#include "engine/nn/Sequence.h"

namespace prososcope::models {

using checkpoints::HeadKind;
using torch::Tensor;

Tensor meanOverFrames(const Tensor& x, const Tensor& mask) {
    return mask.defined() ? (x * mask).sum(1) / mask.sum(1) : x.mean(1);
}

EncoderHead::EncoderHead(const checkpoints::EncoderConfig& config, const EncoderWeights& weights)
    : m_kind(config.head), m_dropout(config.finalDropout) {
    switch (m_kind) {
        case HeadKind::None:
            break;
        case HeadKind::Ctc:
            m_first = LinearWeights(weights, "lm_head");
            break;
        case HeadKind::Classification:
            m_layerWeights = weights("layer_weights");
            m_first = LinearWeights(weights, "projector");
            m_second = LinearWeights(weights, "classifier");
            break;
        case HeadKind::Regression:
            m_first = LinearWeights(weights, "classifier.dense");
            m_second = LinearWeights(weights, "classifier.out_proj");
            break;
    }
}

Tensor EncoderHead::operator()(const Tensor& x, const Tensor& mask, const c10::optional<at::Generator>& dropout) const {
    switch (m_kind) {
        case HeadKind::None:
            return x;
        case HeadKind::Ctc:
            return m_first(nn::dropout(x, m_dropout, dropout));
        case HeadKind::Classification:
            return m_second(meanOverFrames(m_first(x), mask));
        case HeadKind::Regression: {
            const auto inner = at::tanh(m_first(nn::dropout(meanOverFrames(x, mask), m_dropout, dropout)));
            return m_second(nn::dropout(inner, m_dropout, dropout));
        }
    }
    return x;
}

}  // namespace prososcope::models
