// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/EncoderTrainee.h"

#include <algorithm>
#include <cmath>

#include "engine/training/BatchPosteriors.h"

namespace prososcope::training {

namespace {

constexpr double kLeastInputDeviation = 1e-6;

}  // namespace

ValueScales valueScales(const TrainingTask& task) {
    ValueScales scales;
    const auto count = static_cast<double>(task.train.size());
    for (std::size_t d = 0; d < task.dimensions.size(); ++d) {
        double sum = 0.0;
        for (const auto& example : task.train) sum += static_cast<double>(example.values[d]);
        const double mean = sum / count;
        double squares = 0.0;
        for (const auto& example : task.train) squares += std::pow(static_cast<double>(example.values[d]) - mean, 2.0);
        const double deviation = std::sqrt(squares / count);
        scales.means.push_back(mean);
        scales.deviations.push_back(deviation > kLeastInputDeviation ? deviation : 1.0);
    }
    return scales;
}

void standardiseValues(TrainingTask& task, const ValueScales& scales) {
    for (auto* examples : {&task.train, &task.inner}) {
        for (auto& example : *examples) {
            for (std::size_t d = 0; d < scales.means.size(); ++d) {
                auto& value = example.values[d];
                value = static_cast<float>((static_cast<double>(value) - scales.means[d]) / scales.deviations[d]);
            }
        }
    }
}

EncoderTrainee::EncoderTrainee(const TrainingTask& task, models::SpeechEncoder network, int layers, ValueScales scales)
    : m_task(task), m_network(std::move(network)), m_layers(layers), m_values(std::move(scales)) {
    m_network->to(torch::Device(task.device));
    if (layers > 0) return;
    m_scale = bandScale(task.train, kLeastInputDeviation);
}

void EncoderTrainee::train() {
    models::TrainedParts parts;
    parts.projection = false;
    parts.layers = m_layers > 0;
    m_network->train(parts);
    const bool probe = m_layers == 0 && m_network->config().head == checkpoints::HeadKind::Classification;
    for (const auto& item : m_network->named_parameters()) {
        const bool table = item.key().ends_with("rel_attn_embed.weight");  // of the first layer, which is frozen
        if (table || (probe && item.key().starts_with("classifier."))) item.value().set_requires_grad(false);
    }
}

void EncoderTrainee::fill(const Example& example, std::size_t /*frames*/, core::Random& /*random*/,
                          std::span<float> rows) const {
    const auto& values = example.features->values;
    std::copy(values.begin(), values.end(), rows.begin());
    if (!m_scale.empty()) m_scale.apply(rows, rows.data());
}

core::Result<std::vector<std::vector<float>>> EncoderTrainee::innerOutputs(core::Progress& progress) {
    std::vector<features::FeatureMatrixPtr> rows;
    core::Random none(0);
    for (const auto& example : m_task.inner) {
        if (m_scale.empty()) {
            rows.push_back(example.features);
            continue;
        }
        auto changed = std::make_shared<features::FeatureMatrix>(*example.features);
        fill(example, changed->frames, none, changed->values);
        rows.push_back(std::move(changed));
    }
    return encoderOutputs(m_network, rows, m_task.device, progress);
}

std::map<std::string, double> EncoderTrainee::settings() const {
    return {{"layers", m_layers}, {"projector", m_network->config().projectorSize}};
}

nn::StateDict EncoderTrainee::folded(nn::StateDict state) const {
    const auto entryOf = [&](const std::string& name) {
        return std::find_if(state.entries.begin(), state.entries.end(), [&](const auto& each) { return each.name == name; });
    };
    const bool regression = m_network->config().head == checkpoints::HeadKind::Regression;
    if (regression && !m_values.means.empty()) {
        const auto weight = entryOf("classifier.out_proj.weight");
        const auto bias = entryOf("classifier.out_proj.bias");
        if (weight == state.entries.end() || bias == state.entries.end()) return state;
        const auto inputs = weight->values.size() / bias->values.size();
        for (std::size_t row = 0; row < bias->values.size(); ++row) {
            const auto changed = [&](float value, double moved) {
                return static_cast<float>(static_cast<double>(value) * m_values.deviations[row] + moved);
            };
            for (std::size_t i = 0; i < inputs; ++i) {
                auto& value = weight->values[row * inputs + i];
                value = changed(value, 0.0);
            }
            bias->values[row] = changed(bias->values[row], m_values.means[row]);
        }
    }
    if (m_scale.empty()) return state;
    const std::string first = regression ? "classifier.dense" : "projector";
    const auto weight = entryOf(first + ".weight");
    const auto bias = entryOf(first + ".bias");
    if (weight == state.entries.end() || bias == state.entries.end()) return state;
    const auto width = m_scale.mean.size();
    for (std::size_t row = 0; row < bias->values.size(); ++row) {
        double moved = static_cast<double>(bias->values[row]);
        for (std::size_t i = 0; i < width; ++i) {
            auto& value = weight->values[row * width + i];
            const double scaled = static_cast<double>(value) * static_cast<double>(m_scale.scale[i]);
            moved -= scaled * static_cast<double>(m_scale.mean[i]);
            value = static_cast<float>(scaled);
        }
        bias->values[row] = static_cast<float>(moved);
    }
    return state;
}

core::Result<std::vector<std::vector<float>>> encoderOutputs(models::SpeechEncoder& network,
                                                             const std::vector<features::FeatureMatrixPtr>& utterances,
                                                             const std::string& device, core::Progress& progress) {
    network->eval();
    const BatchRows outputs = [&](const torch::Tensor& rows, const nn::Lengths& lengths) {
        return network->outputsFrom(rows, lengths, 0);
    };
    return network->config().dimensions.empty() ? batchPosteriors(outputs, utterances, device, progress)
                                                : batchRows(outputs, utterances, device, progress);
}

}  // namespace prososcope::training
