// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/AutoencoderStep.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/core/Random.h"
#include "engine/nn/OwnGenerator.h"

namespace prososcope::training {

namespace {

using models::AutoencoderPhase;
using torch::Tensor;

constexpr std::array kPhases{AutoencoderPhase::Reconstruction, AutoencoderPhase::Discriminators, AutoencoderPhase::Generators,
                             AutoencoderPhase::Classification};
constexpr double kFirstDecay = 0.9;
constexpr double kAdversarialFirstDecay = 0.5;  ///< Radford, Metz and Chintala 2016

constexpr double kUndeceived = 0.01;  ///< both of a discriminator's losses below
constexpr double kOneStyle = 1e-4;
constexpr double kOneEmotion = 0.999;

}  // namespace

AutoencoderStep::AutoencoderStep(models::AdversarialAutoencoder network, Settings settings, std::uint64_t seed,
                                 const torch::Device& device)
    : m_network(std::move(network)), m_settings(std::move(settings)), m_device(device) {
    m_network->to(m_device);
    reseed(seed);
    for (const auto phase : kPhases) {
        const bool adversarial = phase == AutoencoderPhase::Discriminators || phase == AutoencoderPhase::Generators;
        nn::FusedAdam::Decays decays;
        decays.first = adversarial ? kAdversarialFirstDecay : kFirstDecay;
        m_optimisers.emplace_back(m_network->parametersOf(phase), decays);
    }
}

void AutoencoderStep::reseed(std::uint64_t seed) {
    m_priors = nn::ownGenerator(torch::kCPU, core::deriveSeed(seed, "priors"));
    m_network->setDropoutGenerator(nn::ownGenerator(m_device, core::deriveSeed(seed, "dropout")));
}

nn::FusedAdam& AutoencoderStep::optimiser(AutoencoderPhase phase) {
    const auto* const found = std::find(kPhases.begin(), kPhases.end(), phase);
    return m_optimisers[static_cast<std::size_t>(found - kPhases.begin())];
}

std::vector<std::vector<float>> autoencoderPosteriors(models::AdversarialAutoencoder& network, const AutoencoderRows& rows,
                                                      const torch::Device& device) {
    const auto& settings = network->settings();
    const std::size_t together = settings.form == models::AutoencoderForm::Frame ? 32 : 512;
    const torch::NoGradGuard noGrad;
    network->eval();
    std::vector<std::vector<float>> result;
    for (std::size_t from = 0; from < rows.size(); from += together) {
        std::vector<std::size_t> chosen(std::min(together, rows.size() - from));
        std::iota(chosen.begin(), chosen.end(), from);
        const auto batch = rows.batch(chosen, settings.frames, nullptr);
        const auto logits = network->classify(batch.inputs.to(device), batch.lengths);
        const auto shares = at::softmax(logits, -1).to(torch::kCPU).contiguous();
        const auto classes = shares.size(1);
        for (std::int64_t i = 0; i < shares.size(0); ++i) {
            const float* row = shares.const_data_ptr<float>() + i * classes;
            result.emplace_back(row, row + classes);
        }
    }
    return result;
}

core::Result<double> AutoencoderStep::learn(AutoencoderPhase phase, const Tensor& loss, double rate) {
    const auto value = loss.detach().item<double>();
    if (!std::isfinite(value)) {
        return core::fail(core::ErrorKind::Failed,
                          {TRANSLATABLE("Engine",
                                        "The %1 loss of the autoencoder is no longer a number after %2 steps: choose a "
                                        "lower learning rate, or look for features that are not finite."),
                           {models::phaseName(phase), std::to_string(m_steps)}});
    }
    auto& adam = optimiser(phase);
    adam.clearGradients();
    loss.backward();
    adam.step(rate);
    return value;
}

core::Status AutoencoderStep::adversarial(const AutoencoderBatch& batch, const Tensor& inputs, double rate,
                                          const PhaseSink& done, AutoencoderLosses& losses) {
    const auto& s = m_network->settings();
    // One code serves both: the discriminators' step does not change what it was made of.
    const auto code = m_network->encode(inputs, batch.lengths);
    auto prior = models::drawPrior(inputs.size(0), s.classes, s.latent, m_settings.classShares, m_priors);
    prior.y = prior.y.to(m_device);
    prior.z = prior.z.to(m_device);
    const auto told = m_network->discriminatorLosses(code, prior);
    const auto learnt = learn(AutoencoderPhase::Discriminators, told.sum(), rate * m_settings.discriminatorRate);
    if (!learnt) return core::fail(learnt.error());
    if (done) done(AutoencoderPhase::Discriminators);
    const auto deceived = m_network->generatorLosses(code);
    losses.discriminatorY = told.y.item<double>();
    losses.discriminatorZ = told.z.item<double>();
    losses.generatorY = deceived.y.item<double>();
    losses.generatorZ = deceived.z.item<double>();
    losses.spread = code.z.detach().std(0, false).mean().item<double>();
    losses.largestShare = code.y.detach().mean(0).max().item<double>();
    const auto moved = learn(AutoencoderPhase::Generators, deceived.sum(), rate);
    if (!moved) return core::fail(moved.error());
    if (done) done(AutoencoderPhase::Generators);
    return {};
}

core::Result<AutoencoderLosses> AutoencoderStep::run(const AutoencoderBatch& batch, double rate, const PhaseSink& done) {
    if (batch.inputs.size(0) < 2) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The autoencoder needs at least 2 utterances in a batch.")});
    }
    m_network->train();
    const auto inputs = batch.inputs.to(m_device);
    AutoencoderLosses losses;
    const auto made = learn(AutoencoderPhase::Reconstruction, m_network->reconstructionLoss(inputs, batch.lengths), rate);
    if (!made) return core::fail(made.error());
    losses.reconstruction = *made;
    if (done) done(AutoencoderPhase::Reconstruction);
    if (const auto good = adversarial(batch, inputs, rate, done, losses); !good) return core::fail(good.error());
    if (std::any_of(batch.labels.begin(), batch.labels.end(), [](int label) { return label >= 0; })) {
        const auto labels = torch::tensor(at::ArrayRef<int>(batch.labels)).to(m_device, torch::kLong);
        const auto loss = m_network->classificationLoss(inputs, batch.lengths, labels);
        const auto classified = learn(AutoencoderPhase::Classification, loss, rate);
        if (!classified) return core::fail(classified.error());
        losses.classification = *classified;
        if (done) done(AutoencoderPhase::Classification);
    }
    ++m_steps;
    return losses;
}

void AutoencoderStep::store(nn::StateDict& state) const {
    for (std::size_t i = 0; i < kPhases.size(); ++i) m_optimisers[i].store(state, models::phaseName(kPhases[i]) + ".");
}

void AutoencoderStep::restore(const nn::StateDict& state, std::int64_t steps) {
    m_steps = steps;
    for (std::size_t i = 0; i < kPhases.size(); ++i) m_optimisers[i].restore(state, models::phaseName(kPhases[i]) + ".");
}

core::Status CollapseWatch::look(const AutoencoderLosses& losses) {
    const auto lasts = [&](bool now, std::int64_t& steps) {
        steps = now ? steps + 1 : 0;
        return steps >= m_patience;
    };
    const auto fail = [&](core::Text text) -> core::Status { return core::fail(core::ErrorKind::Failed, std::move(text)); };
    const std::string steps = std::to_string(m_patience);
    auto& [ofY, ofZ, ofStyles, ofEmotions] = m_counts;
    const bool y = lasts(losses.discriminatorY < kUndeceived, ofY);
    const bool z = lasts(losses.discriminatorZ < kUndeceived, ofZ);
    if (y || z) {
        return fail({TRANSLATABLE("Engine",
                                  "For %2 steps the discriminator of %1 has told every code from the prior, and teaches "
                                  "the encoder nothing: let discriminators learn more slowly."),
                     {y ? "y" : "z", steps}});
    }
    if (lasts(losses.spread < kOneStyle, ofStyles)) {
        return fail({TRANSLATABLE("Engine",
                                  "For %1 steps the style of all utterances has been the same: train anew with batch "
                                  "normalisation or a lower learning rate."),
                     {steps}});
    }
    if (lasts(losses.largestShare > kOneEmotion, ofEmotions)) {
        return fail({TRANSLATABLE("Engine",
                                  "For %1 steps all utterances have been given the same emotion: train anew with batch "
                                  "normalisation or a lower learning rate."),
                     {steps}});
    }
    return {};
}

}  // namespace prososcope::training
