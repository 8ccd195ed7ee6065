// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/FormantRoots.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/dsp/Dot.h"
#include "engine/dsp/LinearPrediction.h"

namespace prososcope::dsp {

namespace {

constexpr std::size_t kMostOrder = 32;

std::size_t targetSize(const FormantRootsSettings& settings) {
    return static_cast<std::size_t>(std::lround(static_cast<double>(settings.fftSize) * settings.targetHz / settings.rateHz));
}

}  // namespace

FormantRoots::Workspace::Workspace(const FormantRootsSettings& settings)
    : spectrum(2 * (targetSize(settings) / 2 + 1)), samples(targetSize(settings)) {}

FormantRoots::FormantRoots(const FormantRootsSettings& settings)
    : m_settings(settings),
      m_inverse(&RealFft::ofSize(targetSize(settings))),
      m_bins(targetSize(settings) / 2 + 1),
      m_samples(
          static_cast<std::size_t>(std::lround(static_cast<double>(settings.frame) * settings.targetHz / settings.rateHz))) {
    for (std::size_t k = 0; k < m_bins; ++k) {
        const double angle = -2.0 * std::numbers::pi * static_cast<double>(k * settings.offset % settings.fftSize) /
                             static_cast<double>(settings.fftSize);
        m_turn.push_back(std::cos(angle));
        m_turn.push_back(std::sin(angle));
    }
}

void FormantRoots::find(const double* spectrum, Workspace& workspace) const {
    workspace.hertz.fill(0.0);
    workspace.bandwidth.fill(0.0);
    double* turned = workspace.spectrum.data();
    const std::size_t kept = m_samples / 2;
    std::fill(turned + 2 * kept, turned + 2 * m_bins, 0.0);
    for (std::size_t k = 0; k < kept; ++k) {
        turned[2 * k] = spectrum[2 * k] * m_turn[2 * k] - spectrum[2 * k + 1] * m_turn[2 * k + 1];
        turned[2 * k + 1] = spectrum[2 * k] * m_turn[2 * k + 1] + spectrum[2 * k + 1] * m_turn[2 * k];
    }
    turned[0] *= 2.0;
    m_inverse->inverse(workspace.spectrum, workspace.samples);
    std::array<double, kMostOrder + 1> correlation{};
    for (std::size_t lag = 0; lag <= m_settings.order; ++lag)
        correlation[lag] = dot(workspace.samples.data(), workspace.samples.data() + lag, m_samples - lag);
    if (!(correlation[0] > 0.0)) return;
    std::array<double, kMostOrder> coefficients{};
    const std::span<double> used(coefficients.data(), m_settings.order);
    levinsonDurbin<double>({correlation.data(), m_settings.order + 1}, used);
    for (double& value : used) value = -value;
    workspace.roots.forget();
    std::array<std::pair<double, double>, kMostOrder> found;
    std::size_t count = 0;
    for (const auto& root : workspace.roots.solve(used)) {
        if (root.imag() <= 1e-9) continue;
        const double hertz = std::arg(root) * m_settings.targetHz / (2.0 * std::numbers::pi);
        found[count++] = {hertz, -std::log(std::abs(root)) * m_settings.targetHz / std::numbers::pi};
    }
    std::sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count));
    for (std::size_t i = 0; i < std::min<std::size_t>(count, 3); ++i) {
        workspace.hertz[i] = found[i].first;
        workspace.bandwidth[i] = found[i].second;
    }
}

}  // namespace prososcope::dsp
