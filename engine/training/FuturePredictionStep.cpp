// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FuturePredictionStep.h"

#include <algorithm>
#include <cmath>

#include "engine/core/Random.h"
#include "engine/models/future_prediction/FutureFrames.h"
#include "engine/nn/OwnGenerator.h"
#include "engine/training/HalfPrecision.h"

namespace prososcope::training {

namespace {

using torch::Tensor;

/// Predictions that vary less than this share of what the recordings do are all alike.
constexpr double kCollapsed = 1e-3;

/// The parameters, moved to the device.
std::vector<std::pair<std::string, Tensor>> parametersOn(const torch::Device& device, torch::nn::Module& network) {
    network.to(device);
    std::vector<std::pair<std::string, Tensor>> result;
    for (const auto& item : network.named_parameters()) result.emplace_back(item.key(), item.value());
    return result;
}

/// Frames of a batch that are predicted.
std::int64_t predicted(const FutureBatch& batch, std::int64_t horizon) {
    if (batch.lengths.empty()) return batch.frames.size(0) * std::max<std::int64_t>(0, batch.frames.size(1) - horizon);
    std::int64_t count = 0;
    for (const auto length : batch.lengths) count += std::max<std::int64_t>(0, length - horizon);
    return count;
}

core::Status checkLong(const FutureBatch& batch, std::int64_t horizon) {
    if (predicted(batch, horizon) > 0) return {};
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "No recording of the batch is longer than the %1 frames that are predicted ahead."),
         {std::to_string(horizon)}});
}

core::Error noNumber(std::int64_t steps) {
    return {core::ErrorKind::Failed,
            {TRANSLATABLE("Engine",
                          "The loss is no longer a number after %1 steps: choose a lower learning rate, or look for "
                          "features that are not finite."),
             {std::to_string(steps)}},
            {}};
}

/// Mean over the bands of the standard deviation of the valid frames.
double variation(const Tensor& values, const Tensor& mask) {
    const auto rows = values.index({mask});
    return rows.size(0) < 2 ? 0.0 : rows.std(0, false).mean().item<double>();
}

}  // namespace

FuturePredictionStep::FuturePredictionStep(models::FutureNetwork network, std::uint64_t seed, const torch::Device& device,
                                           double largestGradient, bool narrow)
    : m_network(std::move(network)),
      m_device(device),
      m_largestGradient(largestGradient),
      m_narrow(narrow),
      m_adam(parametersOn(m_device, *m_network)) {
    reseed(seed);
}

void FuturePredictionStep::reseed(std::uint64_t seed) {
    m_network->setDropoutGenerator(nn::ownGenerator(m_device, core::deriveSeed(seed, "dropout")));
}

core::Result<double> FuturePredictionStep::learn(const Tensor& loss, double rate) {
    const auto value = loss.detach().item<double>();
    if (!std::isfinite(value)) return core::fail(noNumber(m_steps));
    loss.backward();
    if (!std::isfinite(m_adam.clipGradients(m_largestGradient))) return core::fail(noNumber(m_steps));
    m_adam.step(rate);
    ++m_steps;
    return value;
}

core::Result<double> FuturePredictionStep::pretrain(const FutureBatch& batch, double rate) {
    const auto& settings = m_network->settings();
    if (const auto good = checkLong(batch, settings.horizon); !good) return core::fail(good.error());
    m_network->train();
    m_adam.clearGradients();
    const auto frames = batch.frames.to(m_device);
    Tensor made;
    {
        const HalfPrecision half(m_narrow, m_device);
        made = m_network->forward(frames, batch.lengths);
    }
    return learn(models::futureLoss(made.to(torch::kFloat), frames, batch.lengths, settings.horizon, settings.loss), rate);
}

core::Result<double> FuturePredictionStep::fineTune(const FutureBatch& batch, const Tensor& labels, double rate) {
    m_network->train();
    m_adam.clearGradients();
    const auto logits = m_network->classify(batch.frames.to(m_device), batch.lengths);
    return learn(at::cross_entropy_loss(logits, labels.to(m_device)), rate);
}

core::Result<FuturePredictionStep::Figures> FuturePredictionStep::evaluate(const FutureBatch& batch) {
    const auto& settings = m_network->settings();
    if (const auto good = checkLong(batch, settings.horizon); !good) return core::fail(good.error());
    const torch::NoGradGuard noGrad;
    m_network->eval();
    const auto frames = batch.frames.to(m_device);
    const auto made = m_network->forward(frames, batch.lengths);
    const auto loss = [&](const Tensor& values) {
        return models::futureLoss(values, frames, batch.lengths, settings.horizon, settings.loss).item<double>();
    };
    const Figures figures{loss(made), loss(frames), predicted(batch, settings.horizon)};
    if (!std::isfinite(figures.loss)) return core::fail(noNumber(m_steps));
    const auto lengths =
        batch.lengths.empty() ? nn::Lengths(static_cast<std::size_t>(frames.size(0)), frames.size(1)) : batch.lengths;
    const auto mask = nn::validMask(lengths, frames.size(1), frames).to(torch::kBool);
    if (variation(made, mask) < kCollapsed * variation(frames, mask)) {
        return core::fail(core::ErrorKind::Failed,
                          {TRANSLATABLE("Engine",
                                        "After %1 steps the network predicts the same frame whatever it hears: train "
                                        "it anew with a lower learning rate."),
                           {std::to_string(m_steps)}});
    }
    return figures;
}

void FuturePredictionStep::restore(const nn::StateDict& state, std::int64_t steps) {
    m_steps = steps;
    m_adam.restore(state, "adam.");
}

}  // namespace prososcope::training
