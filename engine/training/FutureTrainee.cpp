// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FutureTrainee.h"

#include <algorithm>
#include <cmath>

#include "engine/core/Random.h"
#include "engine/models/future_prediction/FutureFrames.h"
#include "engine/nn/ModuleState.h"
#include "engine/nn/ValidFrames.h"
#include "engine/training/BatchPosteriors.h"

namespace prososcope::training {

namespace {

using models::Hypercolumn;
using torch::Tensor;

/// A network with the system's weights where it has some.
models::FutureNetwork networkOf(const FutureSystem& system, std::uint64_t seed) {
    auto network = models::makeFutureNetwork(system.network, seed);
    if (system.state.entries.empty()) return network;
    auto state = nn::stateOf(*network);
    for (auto& entry : state.entries) {
        const auto* known = system.state.find(entry.name);
        if (known != nullptr && known->shape == entry.shape) entry = *known;
    }
    const auto loaded = nn::loadState(*network, state, "start");
    TORCH_CHECK(loaded.has_value(), "a network does not take its own weights");
    return network;
}

}  // namespace

std::int64_t futureWidth(const models::FutureSettings& network, int columns) {
    if (columns == experiment::kFutureFrames) return network.bands;
    if (columns == experiment::kFutureConcat) return network.bands + network.layers * network.units;
    if (columns == experiment::kFutureConcatProjected) return (network.layers + 1) * network.units;
    return network.units;
}

FutureClassifier::FutureClassifier(const FutureSystem& system, BandScale scale, std::uint64_t seed, const std::string& device)
    : m_scale(std::move(scale)), m_columns(system.columns), m_device(device), m_network(networkOf(system, seed)) {
    m_network->to(torch::Device(device));
    m_network->eval();
    if (system.head == experiment::FutureHead::Pooling) return;
    for (auto& parameter : m_network->parameters()) parameter.set_requires_grad(false);
    if (system.head != experiment::FutureHead::AttentionLstm) return;
    m_lstm = models::makeAttentionLstm(system.lstm, core::deriveSeed(seed, "attention lstm"));
    m_lstm->to(torch::Device(device));
    m_lstm->eval();
}

std::shared_ptr<torch::nn::Module> FutureClassifier::learner() const {
    if (pools()) return m_network.ptr();
    return m_lstm.ptr();
}

void FutureClassifier::train() {
    learner()->train();
    if (!pools()) return;
    for (auto& parameter : m_network->output->parameters()) parameter.set_requires_grad(false);
}

void FutureClassifier::setGenerator(const at::Generator& generator) {
    if (pools())
        m_network->setDropoutGenerator(generator);
    else
        m_lstm->setDropoutGenerator(generator);
}

Tensor FutureClassifier::columns(const Tensor& rows, const nn::Lengths& lengths) {
    const torch::NoGradGuard noGrad;
    const auto frames = m_scale.apply(rows);
    if (m_columns == experiment::kFutureFrames) return nn::withoutPadding(frames, lengths);
    const auto encoded = m_network->encode(frames, lengths);
    if (m_columns < experiment::kFutureAdd)
        return nn::withoutPadding(encoded.hidden.at(static_cast<std::size_t>(m_columns)), lengths);
    const auto kind = m_columns == experiment::kFutureAdd      ? Hypercolumn::Add
                      : m_columns == experiment::kFutureConcat ? Hypercolumn::Concat
                                                               : Hypercolumn::ConcatProjected;
    return models::hypercolumns(kind, nn::withoutPadding(frames, lengths), encoded.embedded, encoded.hidden, lengths);
}

Tensor FutureClassifier::scores(const Tensor& rows, const nn::Lengths& lengths) {
    if (pools()) return m_network->classify(m_scale.apply(rows), lengths);
    return m_lstm->forward(columns(rows, lengths), lengths);
}

core::Result<std::vector<std::vector<float>>> FutureClassifier::posteriors(
    const std::vector<features::FeatureMatrixPtr>& utterances, core::Progress& progress) {
    learner()->eval();
    return batchPosteriors([this](const Tensor& rows, const nn::Lengths& lengths) { return scores(rows, lengths); }, utterances,
                           m_device, progress);
}

FutureTrainee::FutureTrainee(const TrainingTask& task, FutureClassifier classifier)
    : m_task(task), m_classifier(std::move(classifier)), m_columns(m_classifier.bands()) {
    for (const auto& example : task.inner) m_inner.push_back(example.features);
    for (const auto& item : m_classifier.learner()->named_parameters()) {
        for (std::int64_t i = 0; i < item.value().dim(); ++i)
            m_settings[item.key() + "." + std::to_string(i)] = static_cast<double>(item.value().size(i));
    }
}

std::size_t FutureTrainee::framesOf(const Example& example) const {
    const auto& features = *example.features;
    const double crop = m_task.settings.cropSeconds;
    if (crop <= 0.0) return features.frames;
    return std::min(features.frames, static_cast<std::size_t>(std::max(1L, std::lround(crop / features.hopSeconds))));
}

void FutureTrainee::fill(const Example& example, std::size_t frames, core::Random& random, std::span<float> rows) const {
    const auto& features = *example.features;
    const auto first = frames < features.frames ? random.below(features.frames - frames + 1) : std::uint64_t{0};
    const auto from = features.values.begin() + static_cast<std::ptrdiff_t>(first * features.columns);
    std::copy_n(from, rows.size(), rows.begin());
}

core::Result<std::vector<std::vector<float>>> FutureTrainee::innerOutputs(core::Progress& progress) {
    return m_classifier.posteriors(m_inner, progress);
}

}  // namespace prososcope::training
