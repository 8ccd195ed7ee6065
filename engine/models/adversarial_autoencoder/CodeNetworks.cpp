// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/adversarial_autoencoder/CodeNetworks.h"

#include "engine/nn/Interrupt.h"
#include "engine/nn/ValidFrames.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

void give(const AutoencoderPass& pass, const std::string& name, const Tensor& values) {
    if (pass.sink) pass.sink(name, values);
}

class UtteranceEncoder : public CodeEncoder {
public:
    explicit UtteranceEncoder(const AutoencoderSettings& settings)
        : m_settings(settings),
          m_layer1(register_module("layer1", NormalisedLinear(settings.inputs, settings.hidden, settings.batchNorm))),
          m_layer2(register_module("layer2", NormalisedLinear(settings.hidden, settings.hidden, settings.batchNorm))) {
        addHeads(settings);
    }

    Tensor trunk(const Tensor& input, const nn::Lengths& /*lengths*/, const AutoencoderPass& pass) override {
        TORCH_CHECK(input.dim() == 2 && input.size(1) == m_settings.inputs, "the network needs [batch, ", m_settings.inputs,
                    " features], not ", input.sizes());
        const auto first = torch::relu(m_layer1->forward(input, pass));
        give(pass, "layer1", first);
        const auto second =
            nn::stopPoint(torch::relu(m_layer2->forward(nn::dropout(first, m_settings.dropout, pass.generator), pass)));
        give(pass, "layer2", second);
        return second;
    }

private:
    AutoencoderSettings m_settings;
    NormalisedLinear m_layer1;
    NormalisedLinear m_layer2;
};

class UtteranceDecoder : public CodeDecoder {
public:
    explicit UtteranceDecoder(const AutoencoderSettings& s)
        : m_layer1(register_module("layer1", NormalisedLinear(s.classes + s.latent, s.hidden, s.batchNorm))),
          m_layer2(register_module("layer2", NormalisedLinear(s.hidden, s.hidden, s.batchNorm))),
          m_output(register_module("output", NormalisedLinear(s.hidden, s.inputs, s.batchNorm))) {}

    Tensor decode(const Tensor& y, const Tensor& z, const AutoencoderPass& pass) override {
        const auto first = torch::relu(m_layer1->forward(torch::cat({y, z}, 1), pass));
        return nn::stopPoint(m_output->forward(torch::relu(m_layer2->forward(first, pass)), pass));
    }

private:
    NormalisedLinear m_layer1;
    NormalisedLinear m_layer2;
    NormalisedLinear m_output;
};

constexpr int kDenseLayers = 2;

class FrameEncoder : public CodeEncoder {
public:
    explicit FrameEncoder(const AutoencoderSettings& settings) : m_settings(settings) {
        auto convolutions = register_module("conv", torch::nn::ModuleList());
        auto inputs = settings.inputs;
        for (const auto channels : settings.channels) {
            m_convolutions.emplace_back(inputs, channels, settings.kernel, false, settings.batchNorm);
            convolutions->push_back(m_convolutions.back());
            inputs = channels;
        }
        auto dense = register_module("dense", torch::nn::ModuleList());
        if (!settings.masked) inputs *= settings.steps();
        for (int i = 0; i < kDenseLayers; ++i) {
            m_dense.emplace_back(inputs, settings.hidden, settings.batchNorm);
            dense->push_back(m_dense.back());
            inputs = settings.hidden;
        }
        addHeads(settings);
    }

    Tensor trunk(const Tensor& input, const nn::Lengths& lengths, const AutoencoderPass& pass) override {
        TORCH_CHECK(input.dim() == 3 && input.size(1) == m_settings.inputs && input.size(2) == m_settings.frames,
                    "the network needs [batch, ", m_settings.inputs, " features, ", m_settings.frames, " frames], not ",
                    input.sizes());
        auto valid = m_settings.masked ? lengths : nn::Lengths();
        auto x = nn::withoutPadding(input, valid, 2);
        for (std::size_t i = 0; i < m_convolutions.size(); ++i) {
            const auto mask = valid.empty() ? Tensor() : nn::validMask(valid, x.size(2), x).unsqueeze(1);
            x = nn::stopPoint(nn::withoutPadding(torch::relu(m_convolutions[i]->forward(x, mask, pass)), valid, 2));
            if (i + 1 < m_convolutions.size()) {
                x = at::max_pool1d(x, m_settings.pool);
                for (auto& length : valid) length = (length + m_settings.pool - 1) / m_settings.pool;
            }
            give(pass, "conv" + std::to_string(i), x);
        }
        x = m_settings.masked ? nn::meanOverFrames(x, valid, 2) : x.flatten(1);
        x = nn::dropout(torch::relu(m_dense[0]->forward(x, pass)), m_settings.dropout, pass.generator);
        x = torch::relu(m_dense[1]->forward(x, pass));
        give(pass, "dense", x);
        return x;
    }

private:
    AutoencoderSettings m_settings;
    std::vector<NormalisedConvolution1d> m_convolutions;
    std::vector<NormalisedLinear> m_dense;
};

class FrameDecoder : public CodeDecoder {
public:
    explicit FrameDecoder(const AutoencoderSettings& settings) : m_settings(settings) {
        auto dense = register_module("dense", torch::nn::ModuleList());
        const auto last = settings.channels.back();
        auto inputs = settings.classes + settings.latent;
        for (const auto outputs : {settings.hidden, settings.hidden, last * settings.steps()}) {
            m_dense.emplace_back(inputs, outputs, settings.batchNorm);
            dense->push_back(m_dense.back());
            inputs = outputs;
        }
        auto convolutions = register_module("conv", torch::nn::ModuleList());
        inputs = last;
        for (auto channels = settings.channels.rbegin(); channels != settings.channels.rend(); ++channels) {
            m_convolutions.emplace_back(inputs, *channels, settings.kernel, true, settings.batchNorm);
            convolutions->push_back(m_convolutions.back());
            inputs = *channels;
        }
        m_output = register_module("output", NormalisedConvolution1d(inputs, settings.inputs, 1, false, settings.batchNorm));
    }

    Tensor decode(const Tensor& y, const Tensor& z, const AutoencoderPass& pass) override {
        auto x = torch::cat({y, z}, 1);
        for (auto& layer : m_dense) x = torch::relu(layer->forward(x, pass));
        x = x.view({x.size(0), m_settings.channels.back(), m_settings.steps()});
        for (std::size_t i = 0; i < m_convolutions.size(); ++i) {
            x = nn::stopPoint(torch::relu(m_convolutions[i]->forward(x, Tensor(), pass)));
            if (i > 0) {
                const auto times = m_settings.pool;
                x = x.unsqueeze(3).expand({-1, -1, -1, times}).reshape({x.size(0), x.size(1), x.size(2) * times});
            }
            give(pass, "decoder_conv" + std::to_string(i), x);
        }
        return m_output->forward(x, Tensor(), pass);
    }

private:
    AutoencoderSettings m_settings;
    std::vector<NormalisedLinear> m_dense;
    std::vector<NormalisedConvolution1d> m_convolutions;
    NormalisedConvolution1d m_output{nullptr};
};

}  // namespace

void CodeEncoder::addHeads(const AutoencoderSettings& settings) {
    m_y = register_module("y", NormalisedLinear(settings.hidden, settings.classes, settings.batchNorm));
    m_z = register_module("z", NormalisedLinear(settings.hidden, settings.latent, settings.batchNorm));
}

Code CodeEncoder::encode(const Tensor& input, const nn::Lengths& lengths, const AutoencoderPass& pass) {
    const auto hidden = trunk(input, lengths, pass);
    Code code{m_y->forward(hidden, pass), {}, m_z->forward(hidden, pass)};
    code.y = torch::softmax(code.logits, 1);
    return code;
}

Tensor CodeEncoder::logits(const Tensor& input, const nn::Lengths& lengths, const AutoencoderPass& pass) {
    return m_y->forward(trunk(input, lengths, pass), pass);
}

std::shared_ptr<CodeEncoder> makeCodeEncoder(const AutoencoderSettings& settings) {
    if (settings.form == AutoencoderForm::Frame) return std::make_shared<FrameEncoder>(settings);
    return std::make_shared<UtteranceEncoder>(settings);
}

std::shared_ptr<CodeDecoder> makeCodeDecoder(const AutoencoderSettings& settings) {
    if (settings.form == AutoencoderForm::Frame) return std::make_shared<FrameDecoder>(settings);
    return std::make_shared<UtteranceDecoder>(settings);
}

}  // namespace prososcope::models
