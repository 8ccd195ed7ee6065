// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/EncoderTrainee.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace prososcope::training {

namespace {

constexpr std::size_t kRowsTogether = 3000;  // frames of a batch, padding included
constexpr std::size_t kMostTogether = 256;   // utterances
constexpr double kLeastDeviation = 1e-6;

}  // namespace

EncoderTrainee::EncoderTrainee(const TrainingTask& task, models::SpeechEncoder network, int layers)
    : m_task(task), m_network(std::move(network)), m_layers(layers) {
    m_network->to(torch::Device(task.device));
    if (layers > 0) return;
    const auto width = columns();
    std::vector<double> sums(width, 0.0);
    std::vector<double> squares(width, 0.0);
    double count = 0.0;
    for (const auto& example : task.train) {
        const auto& values = example.features->values;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto value = static_cast<double>(values[i]);
            sums[i % width] += value;
            squares[i % width] += value * value;
        }
        count += static_cast<double>(example.features->frames);
    }
    for (std::size_t i = 0; i < width; ++i) {
        const double mean = sums[i] / count;
        const double variance = std::max(0.0, squares[i] / count - mean * mean);
        m_mean.push_back(static_cast<float>(mean));
        m_scale.push_back(static_cast<float>(1.0 / std::max(std::sqrt(variance), kLeastDeviation)));
    }
}

void EncoderTrainee::train() {
    models::TrainedParts parts;
    parts.projection = false;
    parts.layers = m_layers > 0;
    m_network->train(parts);
    for (const auto& item : m_network->named_parameters()) {
        const bool table = item.key().ends_with("rel_attn_embed.weight");  // of the first layer, which is frozen
        if (table || (m_layers == 0 && item.key().starts_with("classifier."))) item.value().set_requires_grad(false);
    }
}

void EncoderTrainee::fill(const Example& example, std::size_t /*frames*/, core::Random& /*random*/,
                          std::span<float> rows) const {
    const auto& values = example.features->values;
    std::copy(values.begin(), values.end(), rows.begin());
    if (m_mean.empty()) return;
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = (rows[i] - m_mean[i % m_mean.size()]) * m_scale[i % m_mean.size()];
}

core::Result<std::vector<std::vector<float>>> EncoderTrainee::innerPosteriors(core::Progress& progress) {
    std::vector<features::FeatureMatrixPtr> rows;
    core::Random none(0);
    for (const auto& example : m_task.inner) {
        if (m_mean.empty()) {
            rows.push_back(example.features);
            continue;
        }
        auto changed = std::make_shared<features::FeatureMatrix>(*example.features);
        fill(example, changed->frames, none, changed->values);
        rows.push_back(std::move(changed));
    }
    return encoderPosteriors(m_network, rows, m_task.device, progress);
}

std::map<std::string, double> EncoderTrainee::settings() const {
    return {{"layers", m_layers}, {"projector", m_network->config().projectorSize}};
}

nn::StateDict EncoderTrainee::folded(nn::StateDict state) const {
    if (m_mean.empty()) return state;
    const auto entryOf = [&](const char* name) {
        return std::find_if(state.entries.begin(), state.entries.end(), [&](const auto& each) { return each.name == name; });
    };
    const auto weight = entryOf("projector.weight");
    const auto bias = entryOf("projector.bias");
    if (weight == state.entries.end() || bias == state.entries.end()) return state;
    const auto width = m_mean.size();
    for (std::size_t row = 0; row < bias->values.size(); ++row) {
        double moved = static_cast<double>(bias->values[row]);
        for (std::size_t i = 0; i < width; ++i) {
            auto& value = weight->values[row * width + i];
            const double scaled = static_cast<double>(value) * static_cast<double>(m_scale[i]);
            moved -= scaled * static_cast<double>(m_mean[i]);
            value = static_cast<float>(scaled);
        }
        bias->values[row] = static_cast<float>(moved);
    }
    return state;
}

core::Result<std::vector<std::vector<float>>> encoderPosteriors(models::SpeechEncoder& network,
                                                                const std::vector<features::FeatureMatrixPtr>& utterances,
                                                                const std::string& device, core::Progress& progress) {
    const torch::NoGradGuard noGrad;
    network->eval();
    std::vector<std::size_t> order(utterances.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return utterances[a]->frames < utterances[b]->frames; });
    std::vector<std::vector<float>> posteriors(utterances.size());
    std::size_t done = 0;
    while (done < order.size()) {
        if (progress.stopRequested()) return core::cancelled();
        std::size_t count = 1;
        while (count < kMostTogether && done + count < order.size() &&
               utterances[order[done + count]]->frames * (count + 1) <= kRowsTogether)
            ++count;
        const auto frames = utterances[order[done + count - 1]]->frames;
        const auto width = utterances[order[done]]->columns;
        auto rows = torch::zeros(
            {static_cast<std::int64_t>(count), static_cast<std::int64_t>(frames), static_cast<std::int64_t>(width)});
        nn::Lengths valid;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& matrix = *utterances[order[done + i]];
            std::copy(matrix.values.begin(), matrix.values.end(), rows.data_ptr<float>() + i * frames * width);
            valid.push_back(static_cast<std::int64_t>(matrix.frames));
        }
        const auto logits = network->outputsFrom(rows.to(torch::Device(device)), valid, 0);
        const auto shares = at::softmax(logits.to(torch::kFloat), -1).to(torch::kCPU).contiguous();
        const auto classes = static_cast<std::size_t>(shares.size(1));
        for (std::size_t i = 0; i < count; ++i) {
            const float* row = shares.const_data_ptr<float>() + i * classes;
            posteriors[order[done + i]].assign(row, row + classes);
        }
        done += count;
        progress.report(static_cast<double>(done) / static_cast<double>(order.size()));
    }
    return posteriors;
}

}  // namespace prososcope::training
