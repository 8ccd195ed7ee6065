// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/MelFilterbank.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

namespace {
constexpr double kSlaneyHertzPerMel = 200.0 / 3.0;
constexpr double kSlaneyBreakHertz = 1000.0;
constexpr double kSlaneyBreakMel = kSlaneyBreakHertz / kSlaneyHertzPerMel;
const double kSlaneyStep = std::log(6.4) / 27.0;
constexpr std::size_t kFilterLanes = 4;

/// 1 in the middle, straight to 0 at both ends; a side without width is empty.
double triangle(double place, double left, double middle, double right) {
    if (place == middle && right > middle) return 1.0;
    return std::min((place - left) / (middle - left), (right - place) / (right - middle));
}
}  // namespace

double hertzToMel(double hertz, MelScale scale) {
    if (scale == MelScale::Htk) return 1127.0 * std::log1p(hertz / 700.0);
    if (hertz < kSlaneyBreakHertz) return hertz / kSlaneyHertzPerMel;
    return kSlaneyBreakMel + std::log(hertz / kSlaneyBreakHertz) / kSlaneyStep;
}

double melToHertz(double mel, MelScale scale) {
    if (scale == MelScale::Htk) return 700.0 * std::expm1(mel / 1127.0);
    if (mel < kSlaneyBreakMel) return mel * kSlaneyHertzPerMel;
    return kSlaneyBreakHertz * std::exp((mel - kSlaneyBreakMel) * kSlaneyStep);
}

MelFilterbank::MelFilterbank(const MelSettings& settings) : m_bins(settings.fftSize / 2 + 1) {
    const double lowMel = hertzToMel(settings.lowHz, settings.scale);
    const double highMel = hertzToMel(settings.highHz, settings.scale);
    const auto edgeMel = [&](std::size_t i) {
        return lowMel + (highMel - lowMel) * static_cast<double>(i) / static_cast<double>(settings.bands + 1);
    };
    for (std::size_t band = 0; band < settings.bands; ++band) {
        double left = edgeMel(band);
        double middle = edgeMel(band + 1);
        double right = edgeMel(band + 2);
        const double widthHz = melToHertz(right, settings.scale) - melToHertz(left, settings.scale);
        if (!settings.slopesInMel || settings.edgeFloorBins > 0.0) {
            left = melToHertz(left, settings.scale);
            middle = melToHertz(middle, settings.scale);
            right = melToHertz(right, settings.scale);
        }
        if (settings.edgeFloorBins > 0.0) {
            for (double* edge : {&left, &middle, &right}) *edge = std::floor(settings.edgeFloorBins * *edge / settings.rateHz);
        }
        std::vector<float> weights(m_bins, 0.0F);
        std::size_t first = m_bins;
        std::size_t end = 0;
        for (std::size_t bin = 0; bin < m_bins; ++bin) {
            const double hertz = static_cast<double>(bin) * settings.rateHz / static_cast<double>(settings.fftSize);
            double place = settings.slopesInMel ? hertzToMel(hertz, settings.scale) : hertz;
            if (settings.edgeFloorBins > 0.0) place = static_cast<double>(bin);
            const double height = triangle(place, left, middle, right);
            if (height <= 0.0) continue;
            weights[bin] = static_cast<float>(settings.areaNormalised ? height * 2.0 / widthHz : height);
            first = std::min(first, bin);
            end = bin + 1;
        }
        Row row;
        row.offset = m_weights.size();
        if (first < end) {
            // Whole vectors: zero weights are added behind the row, or before it at the end of the spectrum.
            row.count =
                std::min((end - first + kFilterLanes - 1) / kFilterLanes * kFilterLanes, m_bins / kFilterLanes * kFilterLanes);
            if (row.count < end - first) row.count = end - first;
            row.firstBin = std::min(first, m_bins - row.count);
            row.leading = first - row.firstBin;
            row.filled = end - first;
            m_weights.insert(m_weights.end(), weights.begin() + static_cast<std::ptrdiff_t>(row.firstBin),
                             weights.begin() + static_cast<std::ptrdiff_t>(row.firstBin + row.count));
        }
        m_rows.push_back(row);
    }
}

float MelFilterbank::weight(std::size_t band, std::size_t bin) const {
    const Row& row = m_rows[band];
    return bin < row.firstBin || bin >= row.firstBin + row.count ? 0.0F : m_weights[row.offset + bin - row.firstBin];
}

namespace {

PROSOSCOPE_WIDE void applyRows(const MelFilterbank::Row* rows, std::size_t count, const float* weights, const float* spectra,
                               float* results) {
    for (std::size_t band = 0; band < count; ++band) {
        const MelFilterbank::Row& row = rows[band];
        const float* weight = weights + row.offset + row.leading;
        const float* values = spectra + 8 * (row.firstBin + row.leading);
        Float8 sum{};
        for (std::size_t i = 0; i < row.filled; ++i) {
            Float8 lanes;
            PROSOSCOPE_LOAD(lanes, values + 8 * i);
            sum += lanes * weight[i];
        }
        PROSOSCOPE_STORE(results + 8 * band, sum);
    }
}

}  // namespace

void MelFilterbank::applyLanes(const float* spectra, float* results) const {
    applyRows(m_rows.data(), m_rows.size(), m_weights.data(), spectra, results);
}

void MelFilterbank::apply(const float* spectrum, float* result) const {
    for (const Row& row : m_rows) {
        const float* weights = m_weights.data() + row.offset;
        const float* values = spectrum + row.firstBin;
        float sums[kFilterLanes] = {};
        std::size_t i = 0;
        for (; i + kFilterLanes <= row.count; i += kFilterLanes) {
            for (std::size_t k = 0; k < kFilterLanes; ++k) sums[k] += weights[i + k] * values[i + k];
        }
        for (; i < row.count; ++i) sums[0] += weights[i] * values[i];
        *result++ = (sums[0] + sums[2]) + (sums[1] + sums[3]);
    }
}

}  // namespace prososcope::dsp
