// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/models/adversarial_autoencoder/AutoencoderPriors.h"
#include "engine/models/adversarial_autoencoder/CodeNetworks.h"

namespace prososcope::models {

/// Tells codes from draws of the prior: two layers with ReLU and dropout, and a logit, which is high for draws.
/// [batch, inputs] -> [batch]. Without normalisation, which would mix the two.
class DiscriminatorImpl : public torch::nn::Module {
public:
    DiscriminatorImpl(std::int64_t inputs, std::int64_t hidden, double dropout);
    torch::Tensor forward(const torch::Tensor& code, const c10::optional<at::Generator>& generator = c10::nullopt);

    nn::Dense linear1{nullptr};
    nn::Dense linear2{nullptr};
    nn::Dense linear3{nullptr};

private:
    double m_dropout;
};
TORCH_MODULE(Discriminator);

/// What is optimised of a batch, one after the other, each with an optimiser of its own.
enum class AutoencoderPhase {
    Reconstruction,  ///< encoder and decoder
    Discriminators,  ///< both, with the encoder as it is
    Generators,      ///< the encoder, with the discriminators as they are
    Classification   ///< the encoder but for z
};
/// The word in reference files: "reconstruction", "discriminator", "generator", "classification".
[[nodiscard]] std::string phaseName(AutoencoderPhase phase);

/// A loss on each of the two parts of the code.
struct CodeLosses {
    torch::Tensor y;
    torch::Tensor z;
    [[nodiscard]] torch::Tensor sum() const { return y + z; }
};

/// The adversarial autoencoder of "variational inference of emotion and style" (after Makhzani et al. 2015): the encoder gives
/// each utterance an emotion y, a categorical posterior, and a style z; the decoder makes the utterance of them again, and two
/// discriminators press the codes of all utterances together to look like draws of a prior. Its names are those of its files:
/// encoder, decoder, discriminator_y, discriminator_z.
///   input   [batch, features], or [batch, features, frames] in the form on frames with the lengths of the utterances
/// In training, batch normalisation goes by the batch, of at least 2 utterances, and only reconstruction and classification
/// move its running statistics; dropout draws from the generator that was set. Throws what torch throws, and nn::Interrupted.
class AdversarialAutoencoderImpl : public torch::nn::Module {
public:
    explicit AdversarialAutoencoderImpl(AutoencoderSettings settings);

    /// The code of utterances. movesStatistics: see AutoencoderPass.
    Code encode(const torch::Tensor& input, const nn::Lengths& lengths = {}, bool movesStatistics = false);
    /// An utterance of any code, for example of the emotion of one and the style of another.
    torch::Tensor decode(const torch::Tensor& y, const torch::Tensor& z);
    /// Logits of y.
    torch::Tensor classify(const torch::Tensor& input, const nn::Lengths& lengths = {});

    /// Mean square error over features and (valid) frames.
    torch::Tensor reconstructionLoss(const torch::Tensor& input, const nn::Lengths& lengths = {});
    /// Binary cross-entropy, means over the batch: draws are to be told as such, codes as codes. The code gets no gradient.
    CodeLosses discriminatorLosses(const Code& code, const CodePrior& prior);
    /// Codes are to be taken for draws (the form that does not saturate, Goodfellow et al. 2014).
    CodeLosses generatorLosses(const Code& code);
    /// Cross-entropy with the labels of those utterances that have one (>= 0); at least one must.
    torch::Tensor classificationLoss(const torch::Tensor& input, const nn::Lengths& lengths, const torch::Tensor& labels);

    /// What a phase may change, by name.
    [[nodiscard]] std::vector<std::pair<std::string, torch::Tensor>> parametersOf(AutoencoderPhase phase) const;

    /// Draws all weights anew.
    void draw(std::uint64_t seed);
    void setDropoutGenerator(const at::Generator& generator) { m_generator = generator; }
    [[nodiscard]] const AutoencoderSettings& settings() const { return m_settings; }

    std::shared_ptr<CodeEncoder> encoder;
    std::shared_ptr<CodeDecoder> decoder;
    Discriminator discriminatorY{nullptr};
    Discriminator discriminatorZ{nullptr};

private:
    [[nodiscard]] AutoencoderPass pass(bool movesStatistics) const;

    AutoencoderSettings m_settings;
    c10::optional<at::Generator> m_generator;
};
TORCH_MODULE(AdversarialAutoencoder);

/// A network with weights drawn from `seed` alone; torch's own generator is not touched.
[[nodiscard]] AdversarialAutoencoder makeAdversarialAutoencoder(const AutoencoderSettings& settings, std::uint64_t seed);

/// Mean square error of a reconstruction over all values or, with `lengths`, over the valid frames of [batch, features,
/// frames].
[[nodiscard]] torch::Tensor reconstructionError(const torch::Tensor& made, const torch::Tensor& input,
                                                const nn::Lengths& lengths);

}  // namespace prososcope::models
