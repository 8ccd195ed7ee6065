// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/SubHarmonicPath.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prososcope::dsp {

namespace {

constexpr double kLeastVoicing = 1e-3;

}  // namespace

SubHarmonicPath::SubHarmonicPath(const SubHarmonicPathSettings& settings)
    : m_settings(settings), m_steps(settings.lookAhead + 1) {}

std::array<double, SubHarmonicPath::kStates> SubHarmonicPath::localCosts(const SubHarmonicFrame& frame) const {
    std::array<double, kStates> costs;
    costs.fill(std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < frame.count; ++i) {
        costs[i] = -m_settings.voicing * std::log(std::max(frame.voicing[i], kLeastVoicing));
        if (frame.voicing[i] < m_settings.threshold) costs[i] += m_settings.belowThreshold;
    }
    costs[kStates - 1] = m_settings.unvoiced;
    if (frame.strongest() >= m_settings.threshold) costs[kStates - 1] += m_settings.aboveThreshold;
    return costs;
}

double SubHarmonicPath::stepCost(const Step& before, std::size_t i, const Step& now, std::size_t j) const {
    const bool wasVoiced = i + 1 < kStates;
    const bool isVoiced = j + 1 < kStates;
    if (wasVoiced != isVoiced) return m_settings.change;
    if (!wasVoiced) return 0.0;
    const double from = before.logarithms[i];
    const double stronger = before.logarithms[i == 0 ? 0 : i - 1];
    const double to = now.logarithms[j];
    return m_settings.jump * std::abs(to - from) + m_settings.bend * std::abs(to + from - 2.0 * stronger);
}

void SubHarmonicPath::push(const SubHarmonicFrame& frame, std::vector<Point>& decided) {
    Step& step = m_steps[m_count % m_steps.size()];
    step.frame = frame;
    for (std::size_t i = 0; i < frame.count; ++i) step.logarithms[i] = std::log(frame.hertz[i]);
    step.cost = localCosts(frame);
    if (m_count > 0) {
        Step& last = m_steps[(m_count - 1) % m_steps.size()];
        if (m_count == 1) {
            last.cost[0] += m_settings.firstStrongest;
            last.cost[kStates - 1] = m_settings.unvoiced;
        }
        const double lowest = *std::min_element(last.cost.begin(), last.cost.end());
        for (std::size_t j = 0; j < kStates; ++j) {
            if (j >= frame.count && j + 1 < kStates) continue;
            double best = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i < kStates; ++i) {
                if (i >= last.frame.count && i + 1 < kStates) continue;
                // Relative to the cheapest, so that costs do not grow with the recording.
                const double cost = last.cost[i] - lowest + stepCost(last, i, step, j);
                if (cost >= best) continue;
                best = cost;
                step.before[j] = static_cast<unsigned char>(i);
            }
            step.cost[j] += best;
        }
    }
    ++m_count;
    if (m_count < m_steps.size()) return;
    std::size_t state = cheapest();
    for (std::size_t back = 0; back + 1 < m_steps.size(); ++back)
        state = m_steps[(m_count - 1 - back) % m_steps.size()].before[state];
    decided.push_back(point(m_steps[m_count % m_steps.size()].frame, state));
}

void SubHarmonicPath::finish(std::vector<Point>& decided) {
    const std::size_t waiting = std::min(m_count, m_steps.size() - 1);
    if (waiting > 0) {
        decided.resize(decided.size() + waiting);
        std::size_t state = cheapest();
        for (std::size_t back = 0; back < waiting; ++back) {
            const Step& step = m_steps[(m_count - 1 - back) % m_steps.size()];
            decided[decided.size() - 1 - back] = point(step.frame, state);
            state = step.before[state];
        }
    }
    m_count = 0;
}

std::size_t SubHarmonicPath::cheapest() const {
    const auto& costs = m_steps[(m_count - 1) % m_steps.size()].cost;
    return static_cast<std::size_t>(std::min_element(costs.begin(), costs.end()) - costs.begin());
}

SubHarmonicPath::Point SubHarmonicPath::point(const SubHarmonicFrame& frame, std::size_t state) {
    if (state + 1 == kStates) return {0.0, frame.strongest()};
    return {frame.hertz[state], frame.voicing[state]};
}

}  // namespace prososcope::dsp
