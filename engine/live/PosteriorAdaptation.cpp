// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/PosteriorAdaptation.h"

#include <algorithm>
#include <cmath>

namespace prososcope::live {

namespace {

constexpr float kLeastPosterior = 1e-6F;
constexpr double kLeastVariance = 0.01;

std::vector<double> centredLogs(const backend::Posteriors& posteriors) {
    std::vector<double> logs;
    double sum = 0.0;
    for (const float value : posteriors) {
        logs.push_back(std::log(static_cast<double>(std::max(value, kLeastPosterior))));
        sum += logs.back();
    }
    for (double& value : logs) value -= sum / static_cast<double>(logs.size());
    return logs;
}

}  // namespace

double PosteriorAdaptation::weigh(std::size_t classes, double seconds) {
    if (m_means.size() != classes) {
        m_means.assign(classes, 0.0);
        m_variances.assign(classes, 1.0);
    }
    m_seconds += seconds;
    m_weight = std::min(m_weight + seconds, std::max(kMemorySeconds, seconds));
    return seconds / m_weight;
}

void PosteriorAdaptation::add(const backend::Posteriors& posteriors, double seconds) {
    if (posteriors.empty() || !(seconds > 0.0)) return;
    const auto logs = centredLogs(posteriors);
    const double share = weigh(logs.size(), seconds);
    for (std::size_t c = 0; c < logs.size(); ++c) {
        const double away = logs[c] - m_means[c];
        m_means[c] += share * away;
        m_variances[c] = (1.0 - share) * (m_variances[c] + share * away * away);
    }
}

void PosteriorAdaptation::addKnown(const backend::Posteriors& posteriors, double seconds, std::size_t label) {
    if (posteriors.size() < 2 || label >= posteriors.size() || !(seconds > 0.0)) return;
    const auto others = static_cast<float>((1.0 - kKnownPosterior) / static_cast<double>(posteriors.size() - 1));
    backend::Posteriors known(posteriors.size(), others);
    known[label] = static_cast<float>(kKnownPosterior);
    const auto logs = centredLogs(posteriors);
    const auto expected = centredLogs(known);
    const double share = weigh(logs.size(), seconds);
    for (std::size_t c = 0; c < logs.size(); ++c) m_means[c] += share * (logs[c] - expected[c] - m_means[c]);
}

backend::Posteriors PosteriorAdaptation::apply(const backend::Posteriors& posteriors) const {
    if (m_means.size() != posteriors.size()) return posteriors;
    auto values = centredLogs(posteriors);
    for (std::size_t c = 0; c < values.size(); ++c) {
        values[c] = (values[c] - m_means[c]) / std::sqrt(std::max(kLeastVariance, m_variances[c]));
    }
    const double highest = *std::max_element(values.begin(), values.end());
    double sum = 0.0;
    for (double& value : values) sum += value = std::exp(value - highest);
    backend::Posteriors adapted;
    for (const double value : values) adapted.push_back(static_cast<float>(value / sum));
    return adapted;
}

}  // namespace prososcope::live
