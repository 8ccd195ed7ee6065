// SPDX-License-Identifier: GPL-3.0-or-later
// The loudest band of a recording without transforming all of it.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

#include "engine/dsp/Dot.h"
#include "engine/dsp/LogMel.h"
#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

namespace {

constexpr std::size_t kLargestBand = 6;     ///< bins of a band whose bound is taken of its Gram matrix
constexpr double kRounding = 1.0 + 1e-5;    ///< for single precision in spectra and bands
constexpr float kRoundingDecibels = 1e-3F;  ///< for logarithms
constexpr float kDecibelsPerNeper = 4.34294481903F;

using Matrix = std::vector<double>;

Matrix squared(const Matrix& matrix, std::size_t size) {
    Matrix result(size * size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t k = 0; k < size; ++k) {
            for (std::size_t j = 0; j < size; ++j) result[i * size + j] += matrix[i * size + k] * matrix[k * size + j];
        }
    }
    return result;
}

/// At least the largest eigenvalue of a symmetric matrix without negative ones: trace(G^8)^(1/8).
double largestEigenvalueBound(Matrix matrix, std::size_t size) {
    double scale = 0.0;
    for (std::size_t i = 0; i < size; ++i) scale += matrix[i * size + i];
    if (!(scale > 0.0)) return 0.0;
    for (double& value : matrix) value /= scale;
    for (int i = 0; i < 3; ++i) matrix = squared(matrix, size);
    double trace = 0.0;
    for (std::size_t i = 0; i < size; ++i) trace += matrix[i * size + i];
    return scale * std::pow(trace, 1.0 / 8.0);
}

PROSOSCOPE_WIDE double energyOf(const float* samples, std::size_t count) {
    Float8 low{};
    Float8 high{};
    std::size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        Float8 a;
        Float8 b;
        PROSOSCOPE_LOAD(a, samples + i);
        PROSOSCOPE_LOAD(b, samples + i + 8);
        low += a * a;
        high += b * b;
    }
    low += high;
    double sum = 0.0;
    for (std::size_t lane = 0; lane < 8; ++lane) sum += static_cast<double>(low[lane]);
    for (; i < count; ++i) sum += static_cast<double>(samples[i]) * static_cast<double>(samples[i]);
    return sum;
}

/// Products of the cosines and sines of `bins`, each times the window and the root of the bin's weight.
Matrix gramMatrix(const std::vector<std::size_t>& bins, const std::vector<double>& weights, const std::vector<double>& window,
                  std::size_t fftSize) {
    std::vector<std::vector<double>> waves;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        for (const double phase : {0.0, 0.5 * std::numbers::pi}) {
            std::vector<double> wave;
            for (std::size_t n = 0; n < window.size(); ++n) {
                const double turns = static_cast<double>(bins[i] * n % fftSize) / static_cast<double>(fftSize);
                wave.push_back(std::sqrt(weights[i]) * window[n] * std::cos(2.0 * std::numbers::pi * turns - phase));
            }
            waves.push_back(std::move(wave));
        }
    }
    Matrix gram;
    for (const auto& a : waves) {
        for (const auto& b : waves) gram.push_back(dot(a.data(), b.data(), a.size()));
    }
    return gram;
}

}  // namespace

double LogMel::largestShare() const {
    const StftSettings& settings = m_stft.settings();
    const auto size = static_cast<double>(settings.fftSize);
    if (m_settings.magnitude || settings.removeMean || settings.preEmphasis != 0.0)
        return std::numeric_limits<double>::infinity();
    const auto window = makeWindow(settings.window, settings.windowLength, settings.symmetry);
    double largest = 0.0;
    for (std::size_t band = 0; band < bands(); ++band) {
        std::vector<std::size_t> bins;
        std::vector<double> weights;
        for (std::size_t bin = 0; bin < m_mel.bins(); ++bin) {
            if (m_mel.weight(band, bin) == 0.0F) continue;
            bins.push_back(bin);
            weights.push_back(static_cast<double>(m_mel.weight(band, bin)));
        }
        if (bins.empty()) continue;
        // By Parseval, all bins together have no more than size times the energy; no window raises it.
        double share = *std::max_element(weights.begin(), weights.end()) * size;
        // A band is a sum of squares of products of the frame with waves: no more than the largest eigenvalue of these.
        if (bins.size() <= kLargestBand && share > largest)
            share =
                std::min(share, largestEigenvalueBound(gramMatrix(bins, weights, window, settings.fftSize), 2 * bins.size()));
        largest = std::max(largest, share);
    }
    return largest * settings.scale * settings.scale * kRounding;
}

float LogMel::loudest(const float* samples, std::size_t count, float atLeast, double share, Workspace& workspace) const {
    const std::size_t hop = m_stft.settings().hop;
    const std::size_t window = m_stft.settings().windowLength;
    const float perNeper = m_settings.logarithm == BandSettings::Logarithm::Natural ? 1.0F : kDecibelsPerNeper;
    const float* frames[Stft::kLanes];
    std::size_t waiting = 0;
    const auto transform = [&] {
        if (waiting == 0) return;
        float* bands = workspace.bands.data();
        lanes({frames, waiting}, bands, workspace);
        for (std::size_t band = 0; band < this->bands(); ++band) {
            for (std::size_t i = 0; i < waiting; ++i) atLeast = std::max(atLeast, bands[band * Stft::kLanes + i]);
        }
        waiting = 0;
    };
    if (count == 0) return atLeast;
    std::vector<float> possible(count, std::numeric_limits<float>::infinity());  // the loudest that each frame can be
    for (std::size_t i = 0; i < count && std::isfinite(share); ++i) {
        const double most = std::max(share * energyOf(samples + i * hop, window), static_cast<double>(m_settings.smallest));
        possible[i] = perNeper * static_cast<float>(std::log(most)) + kRoundingDecibels;
    }
    // The most promising first, so that it rules out others.
    const auto best = static_cast<std::size_t>(std::max_element(possible.begin(), possible.end()) - possible.begin());
    if (!(possible[best] > atLeast)) return atLeast;
    frames[waiting++] = samples + best * hop;
    transform();
    for (std::size_t i = 0; i < count; ++i) {
        if (i == best || !(possible[i] > atLeast)) continue;
        frames[waiting++] = samples + i * hop;
        if (waiting == Stft::kLanes) transform();
    }
    transform();
    return atLeast;
}

}  // namespace prososcope::dsp
