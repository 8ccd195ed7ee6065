// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/adversarial_autoencoder/AdversarialAutoencoder.h"

#include <numeric>

#include "engine/nn/ValidFrames.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

/// Mean of -ln sigmoid(logit) and of -ln (1 - sigmoid(logit)).
Tensor toldAsDraws(const Tensor& logits) { return at::softplus(-logits).mean(); }
Tensor toldAsCodes(const Tensor& logits) { return at::softplus(logits).mean(); }

/// While it lives, the parameters of a module get no gradients: those of what lies before it pass through.
class Held {
public:
    explicit Held(const torch::nn::Module& module) : m_parameters(module.parameters()) { set(false); }
    ~Held() { set(true); }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

private:
    void set(bool on) {
        for (auto& parameter : m_parameters) parameter.set_requires_grad(on);
    }
    std::vector<Tensor> m_parameters;
};

}  // namespace

DiscriminatorImpl::DiscriminatorImpl(std::int64_t inputs, std::int64_t hidden, double dropout)
    : linear1(register_module("linear1", nn::Dense(inputs, hidden))),
      linear2(register_module("linear2", nn::Dense(hidden, hidden))),
      linear3(register_module("linear3", nn::Dense(hidden, 1))),
      m_dropout(dropout) {}

Tensor DiscriminatorImpl::forward(const Tensor& code, const c10::optional<at::Generator>& generator) {
    const auto layer = [&](nn::Dense& linear, const Tensor& values) {
        return nn::dropout(torch::relu(linear->forward(values)), m_dropout, generator);
    };
    return linear3->forward(layer(linear2, layer(linear1, code))).squeeze(1);
}

std::string phaseName(AutoencoderPhase phase) {
    switch (phase) {
        case AutoencoderPhase::Reconstruction:
            return "reconstruction";
        case AutoencoderPhase::Discriminators:
            return "discriminator";
        case AutoencoderPhase::Generators:
            return "generator";
        case AutoencoderPhase::Classification:
            break;
    }
    return "classification";
}

AdversarialAutoencoderImpl::AdversarialAutoencoderImpl(AutoencoderSettings settings) : m_settings(std::move(settings)) {
    const auto& s = m_settings;
    encoder = register_module("encoder", makeCodeEncoder(s));
    decoder = register_module("decoder", makeCodeDecoder(s));
    discriminatorY =
        register_module("discriminator_y", Discriminator(s.classes, s.discriminatorHidden, s.discriminatorDropout));
    discriminatorZ = register_module("discriminator_z", Discriminator(s.latent, s.discriminatorHidden, s.discriminatorDropout));
}

AutoencoderPass AdversarialAutoencoderImpl::pass(bool movesStatistics) const {
    return {movesStatistics, is_training() ? m_generator : c10::nullopt, {}};
}

Code AdversarialAutoencoderImpl::encode(const Tensor& input, const nn::Lengths& lengths, bool movesStatistics) {
    return encoder->encode(input, lengths, pass(movesStatistics));
}

Tensor AdversarialAutoencoderImpl::decode(const Tensor& y, const Tensor& z) { return decoder->decode(y, z, pass(false)); }

Tensor AdversarialAutoencoderImpl::classify(const Tensor& input, const nn::Lengths& lengths) {
    return encoder->logits(input, lengths, pass(true));
}

Tensor AdversarialAutoencoderImpl::reconstructionLoss(const Tensor& input, const nn::Lengths& lengths) {
    const auto code = encode(input, lengths, true);
    return reconstructionError(decoder->decode(code.y, code.z, pass(true)), input, lengths);
}

CodeLosses AdversarialAutoencoderImpl::discriminatorLosses(const Code& code, const CodePrior& prior) {
    const auto generator = pass(false).generator;
    const auto loss = [&](Discriminator& discriminator, const Tensor& draws, const Tensor& codes) {
        return toldAsDraws(discriminator->forward(draws, generator)) +
               toldAsCodes(discriminator->forward(codes.detach(), generator));
    };
    return {loss(discriminatorY, prior.y, code.y), loss(discriminatorZ, prior.z, code.z)};
}

CodeLosses AdversarialAutoencoderImpl::generatorLosses(const Code& code) {
    const Held heldY(*discriminatorY);
    const Held heldZ(*discriminatorZ);
    const auto generator = pass(false).generator;
    return {toldAsDraws(discriminatorY->forward(code.y, generator)), toldAsDraws(discriminatorZ->forward(code.z, generator))};
}

Tensor AdversarialAutoencoderImpl::classificationLoss(const Tensor& input, const nn::Lengths& lengths, const Tensor& labels) {
    constexpr std::int64_t kUnlabelled = -1;
    const auto known = torch::where(labels.lt(0), torch::full_like(labels, kUnlabelled), labels);
    return at::cross_entropy_loss(classify(input, lengths), known, {}, at::Reduction::Mean, kUnlabelled);
}

std::vector<std::pair<std::string, Tensor>> AdversarialAutoencoderImpl::parametersOf(AutoencoderPhase phase) const {
    std::vector<std::pair<std::string, Tensor>> result;
    for (const auto& item : named_parameters()) {
        const auto& name = item.key();
        const bool ofEncoder = name.starts_with("encoder.");
        const bool ofDecoder = name.starts_with("decoder.");
        bool mine = ofEncoder;
        if (phase == AutoencoderPhase::Reconstruction) mine = ofEncoder || ofDecoder;
        if (phase == AutoencoderPhase::Discriminators) mine = !ofEncoder && !ofDecoder;
        if (phase == AutoencoderPhase::Classification) mine = ofEncoder && !name.starts_with("encoder.z.");
        if (mine) result.emplace_back(name, item.value());
    }
    return result;
}

void AdversarialAutoencoderImpl::draw(std::uint64_t seed) {
    drawAutoencoderLayers(*this, at::make_generator<at::CPUGeneratorImpl>(seed));
}

AdversarialAutoencoder makeAdversarialAutoencoder(const AutoencoderSettings& settings, std::uint64_t seed) {
    AdversarialAutoencoder network(settings);
    network->draw(seed);
    return network;
}

Tensor reconstructionError(const Tensor& made, const Tensor& input, const nn::Lengths& lengths) {
    if (lengths.empty()) return at::mse_loss(made, input);
    const auto frames = std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0});
    TORCH_CHECK(frames > 0 && input.dim() == 3, "a reconstruction needs utterances with frames");
    const auto errors = nn::withoutPadding(made - input, lengths, 2).square();
    return errors.sum() / static_cast<double>(frames * input.size(1));
}

}  // namespace prososcope::models
