// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/CorrelationInference.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/analysis/Distributions.h"
#include "engine/core/Undefined.h"

namespace prososcope::analysis {

namespace {

constexpr float kUndefinedF = std::numeric_limits<float>::quiet_NaN();
constexpr double kNormal95 = 1.959963984540054;
constexpr double kInterval = 0.05;  // what lies outside

}  // namespace

double correlationP(double r, double degrees) {
    if (std::isnan(r) || !(degrees > 0.0)) return core::kUndefined;
    return fSurvival(r * r / ((1.0 - r) * (1.0 + r)) * degrees, 1.0, degrees);
}

CorrelationInference::CorrelationInference(const CorrelationSample& sample, std::size_t target,
                                           const CorrelationSettings& settings)
    : m_sample(sample), m_target(target), m_settings(settings) {
    if (settings.pooling != SpeakerPooling::FisherZ) return;
    m_criticalT.push_back(core::kUndefined);
    for (std::size_t degrees = 1; degrees < sample.groups().size(); ++degrees)
        m_criticalT.push_back(tCritical(kInterval, static_cast<double>(degrees)));
}

CorrelationMap CorrelationInference::emptyMap(const CorrelationTarget& target, std::size_t units) const {
    const bool across = m_settings.pooling == SpeakerPooling::FisherZ;
    CorrelationMap map;
    map.target = target.name;
    map.derived = target.derived;
    map.r.assign(units, kUndefinedF);
    map.p.assign(units, core::kUndefined);
    map.adjusted.assign(units, core::kUndefined);
    map.low.assign(units, kUndefinedF);
    map.high.assign(units, kUndefinedF);
    if (across) {
        map.heterogeneity.assign(units, kUndefinedF);
        map.sameSign.assign(units, 0);
    }
    map.critical = map.criticalCorrected = map.zError = core::kUndefined;
    map.speakersLeftOut = m_sample.leftOut();
    double errors = 0.0;
    for (std::size_t g = 0; g < m_sample.groups().size(); ++g) {
        const auto& group = m_sample.groups()[g];
        if (!m_sample.defined(g, m_target)) {
            for (const auto& part : group.speakers) map.speakersLeftOut.push_back(part.speaker);
            continue;
        }
        map.n += group.to - group.from;
        map.speakers += group.speakers.size();
        errors += group.zError * group.zError;
        if (across) continue;
        const double t = tCritical(m_settings.alpha, group.degrees);
        map.critical = t / std::sqrt(t * t + group.degrees);
        map.zError = group.zError;
    }
    if (across && map.speakers > 1) {
        const auto count = static_cast<double>(map.speakers);
        map.critical = std::tanh(tCritical(m_settings.alpha, count - 1.0) * std::sqrt(errors) / count);
    }
    std::ranges::sort(map.speakersLeftOut);
    return map;
}

void CorrelationInference::fill(std::span<const double> r, std::size_t unit, CorrelationMap& map) const {
    if (m_settings.pooling == SpeakerPooling::FisherZ)
        fillAcross(r, unit, map);
    else if (!r.empty())
        fillWithin(r.front(), unit, map);
}

void CorrelationInference::fillWithin(double r, std::size_t unit, CorrelationMap& map) const {
    if (std::isnan(r)) return;
    const auto& group = m_sample.groups().front();
    map.r[unit] = static_cast<float>(r);
    map.p[unit] = correlationP(r, group.degrees);
    const double z = std::atanh(r);
    map.low[unit] = static_cast<float>(std::tanh(z - kNormal95 * group.zError));
    map.high[unit] = static_cast<float>(std::tanh(z + kNormal95 * group.zError));
}

void CorrelationInference::fillAcross(std::span<const double> r, std::size_t unit, CorrelationMap& map) const {
    const auto zOf = [&](std::size_t g) {
        constexpr auto kMost = static_cast<double>(kLargestR);
        return std::atanh(std::clamp(r[g], -kMost, kMost));
    };
    double count = 0.0;
    double sum = 0.0;
    double weights = 0.0;
    double weighted = 0.0;
    for (std::size_t g = 0; g < r.size(); ++g) {
        if (std::isnan(r[g])) continue;
        const double error = m_sample.groups()[g].zError;
        const double z = zOf(g);
        count += 1.0;
        sum += z;
        weights += 1.0 / (error * error);
        weighted += z / (error * error);
    }
    if (count == 0.0) return;
    const double mean = sum / count;
    double squares = 0.0;
    double q = 0.0;  // Cochran 1954
    std::uint16_t same = 0;
    for (std::size_t g = 0; g < r.size(); ++g) {
        if (std::isnan(r[g])) continue;
        const double error = m_sample.groups()[g].zError;
        const double z = zOf(g);
        squares += (z - mean) * (z - mean);
        q += (z - weighted / weights) * (z - weighted / weights) / (error * error);
        if (z * mean > 0.0 && same < std::numeric_limits<std::uint16_t>::max()) ++same;
    }
    map.r[unit] = static_cast<float>(std::tanh(mean));
    map.sameSign[unit] = same;
    if (count < 2.0) return;
    const double error = std::sqrt(squares / (count - 1.0) / count);
    const double t = mean == 0.0 ? 0.0 : std::abs(mean) / error;
    map.p[unit] = tTwoSided(t, count - 1.0);
    const double reach = m_criticalT[static_cast<std::size_t>(count) - 1] * error;
    map.low[unit] = static_cast<float>(std::tanh(mean - reach));
    map.high[unit] = static_cast<float>(std::tanh(mean + reach));
    map.heterogeneity[unit] = static_cast<float>(q > 0.0 ? std::max(0.0, (q - (count - 1.0)) / q) : 0.0);
}

}  // namespace prososcope::analysis
