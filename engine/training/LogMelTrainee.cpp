// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/LogMelTrainee.h"

#include <algorithm>
#include <cmath>

#include "engine/training/Augmentation.h"
#include "engine/training/Evaluation.h"

namespace prososcope::training {

LogMelTrainee::LogMelTrainee(const TrainingTask& task, models::LogMelNetwork network)
    : m_task(task), m_network(std::move(network)) {
    m_network->to(torch::Device(task.device));
    for (const auto& example : task.inner) m_inner.push_back(makeEvaluationInput(example.features->values, task.network));
}

std::size_t LogMelTrainee::framesOf(const Example& example) const {
    const auto& features = *example.features;
    const double crop = m_task.settings.cropSeconds;
    if (crop <= 0.0) return std::max(features.frames, static_cast<std::size_t>(m_task.network.shortestFrames));
    return static_cast<std::size_t>(std::max(1L, std::lround(crop / features.hopSeconds)));
}

void LogMelTrainee::fill(const Example& example, std::size_t frames, core::Random& random, std::span<float> rows) const {
    makeTrainingExample(*example.features, frames, m_task.settings, m_task.network, random, rows);
}

core::Result<std::vector<std::vector<float>>> LogMelTrainee::innerOutputs(core::Progress& progress) {
    return posteriorsOf(m_network, m_inner, torch::Device(m_task.device), progress);
}

}  // namespace prososcope::training
