// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/GemapsFunctionals.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/features/Contour.h"

namespace prososcope::features {

using namespace gemaps;

namespace {

constexpr double kHopSeconds = 0.01;
constexpr double kLeastEnergy = 1e-12;  ///< -120 dB
constexpr double kTurningShare = 0.1;   ///< of a contour's range
constexpr double kShortestLastRun = 5.0;
constexpr double kShortestRun = 2.0;  ///< frames, after the first
constexpr std::size_t kSpectral = 9;  ///< alpha ratio ... mfcc4, taken of voiced frames
constexpr std::size_t kSpectralUnvoiced = 5;
// Where each group lies in the signals that are smoothed: the columns, then copies of voiced and of unvoiced frames only.
constexpr std::size_t kVoicedCopies = kColumns;
constexpr std::size_t kUnvoicedCopies = kVoicedCopies + kSpectral;
constexpr std::size_t kSignals = kUnvoicedCopies + kSpectralUnvoiced;

std::vector<bool> zeroFree() {
    std::vector<bool> flags(kSignals, true);
    std::fill_n(flags.begin(), F0, false);
    return flags;
}

void addContourNames(std::vector<std::string>& names, const std::string& column) {
    for (const char* functional :
         {"_amean", "_stddevNorm", "_percentile20.0", "_percentile50.0", "_percentile80.0", "_pctlrange0-2", "_meanRisingSlope",
          "_stddevRisingSlope", "_meanFallingSlope", "_stddevFallingSlope"})
        names.push_back(column + functional);
}

}  // namespace

const std::vector<std::string>& GemapsFunctionals::names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        const auto moments = [&](const std::string& column) {
            all.push_back(column + "_amean");
            all.push_back(column + "_stddevNorm");
        };
        addContourNames(all, "F0semitoneFrom27.5Hz_sma3nz");
        addContourNames(all, "loudness_sma3");
        for (const char* column :
             {"spectralFlux_sma3", "mfcc1_sma3", "mfcc2_sma3", "mfcc3_sma3", "mfcc4_sma3", "jitterLocal_sma3nz",
              "shimmerLocaldB_sma3nz", "HNRdBACF_sma3nz", "logRelF0-H1-H2_sma3nz", "logRelF0-H1-A3_sma3nz"})
            moments(column);
        for (const char* formant : {"F1", "F2", "F3"}) {
            for (const char* part : {"frequency_sma3nz", "bandwidth_sma3nz", "amplitudeLogRelF0_sma3nz"})
                moments(std::string(formant) + part);
        }
        for (const char* column : {"alphaRatioV", "hammarbergIndexV", "slopeV0-500", "slopeV500-1500", "spectralFluxV",
                                   "mfcc1V", "mfcc2V", "mfcc3V", "mfcc4V"})
            moments(std::string(column) + "_sma3nz");
        for (const char* column : {"alphaRatioUV", "hammarbergIndexUV", "slopeUV0-500", "slopeUV500-1500", "spectralFluxUV"})
            all.push_back(std::string(column) + "_sma3nz_amean");
        for (const char* name :
             {"loudnessPeaksPerSec", "VoicedSegmentsPerSec", "MeanVoicedSegmentLengthSec", "StddevVoicedSegmentLengthSec",
              "MeanUnvoicedSegmentLength", "StddevUnvoicedSegmentLength", "equivalentSoundLevel_dBp"})
            all.emplace_back(name);
        return all;
    }();
    return names;
}

GemapsFunctionals::GemapsFunctionals() : m_smooth(zeroFree()), m_wide(kSignals), m_moments(kSignals) {}

void GemapsFunctionals::add(const Row& row, bool whole, float meanSquare) {
    m_energy.add(static_cast<double>(meanSquare));
    ++m_seen;
    const bool hasPitch = row[F0] != 0.0F;
    if (whole) {
        ++m_whole;
        if (m_whole > 1 && hasPitch != m_runVoiced) closeRun(false);
        m_runVoiced = hasPitch;
        m_run += 1.0;
    }
    std::copy(row.begin(), row.end(), m_wide.begin());
    // Frequencies and bandwidths of formants count where there is a voice only; the published amplitudes count everywhere.
    for (const std::size_t column : {F1, F1Bandwidth, F2, F2Bandwidth, F3, F3Bandwidth}) {
        if (!hasPitch) m_wide[column] = 0.0F;
    }
    for (std::size_t i = 0; i < kSpectral; ++i) m_wide[kVoicedCopies + i] = hasPitch ? row[AlphaRatio + i] : 0.0F;
    for (std::size_t i = 0; i < kSpectralUnvoiced; ++i) m_wide[kUnvoicedCopies + i] = hasPitch ? 0.0F : row[AlphaRatio + i];
    m_made.clear();
    m_smooth.push(m_wide, m_made);
    if (!m_made.empty()) take(m_made);
}

void GemapsFunctionals::take(const std::vector<float>& smoothed) {
    const bool inLong = m_smoothed <= m_whole;  // and one row more
    ++m_smoothed;
    for (std::size_t i = 0; i < kSignals; ++i) {
        if (i < F0) {
            m_moments[i].add(static_cast<double>(smoothed[i]));
        } else if (inLong && smoothed[i] != 0.0F) {
            m_moments[i].add(static_cast<double>(smoothed[i]));
        }
    }
    m_loudness.push_back(smoothed[Loudness]);
    if (inLong && smoothed[F0] != 0.0F) m_pitch.push_back(smoothed[F0]);
}

void GemapsFunctionals::closeRun(bool atEnd) {
    // The published lengths leave out a run's first frame and what the smoothing adds at the end.
    double frames = m_run - 1.0;
    if (atEnd) frames -= m_runVoiced ? 2.0 : 1.0;
    if (frames >= (atEnd ? kShortestLastRun : kShortestRun))
        (m_runVoiced ? m_voicedRuns : m_unvoicedRuns).add(frames * kHopSeconds);
    m_run = 0.0;
}

void GemapsFunctionals::contour(std::vector<float>& values, const std::vector<float>& frames) {
    RunningMoments moments;
    for (const float value : frames) moments.add(static_cast<double>(value));
    constexpr std::array<double, 3> kShares{0.2, 0.5, 0.8};
    std::array<double, 3> quantiles{};
    std::vector<float> reordered = frames;
    contourQuantiles(reordered, kShares, quantiles);
    const double range = contourExtremes(frames).range;
    const auto slopes = contourSlopes(frames, turningPoints(frames, kTurningShare * range), kHopSeconds);
    for (const double value :
         {moments.mean(), moments.normalisedDeviation(), quantiles[0], quantiles[1], quantiles[2], quantiles[2] - quantiles[0],
          slopes.risingMean, slopes.risingDeviation, slopes.fallingMean, slopes.fallingDeviation})
        values.push_back(static_cast<float>(value));
}

void GemapsFunctionals::finish(std::vector<float>& values) {
    if (m_whole == 0) {
        values.insert(values.end(), names().size(), std::numeric_limits<float>::quiet_NaN());
        return;
    }
    m_made.clear();
    m_smooth.finish(m_made);
    if (!m_made.empty()) take(m_made);
    closeRun(true);

    contour(values, m_pitch);
    contour(values, m_loudness);
    const auto moments = [&](std::size_t signal) {
        values.push_back(static_cast<float>(m_moments[signal].mean()));
        values.push_back(static_cast<float>(m_moments[signal].normalisedDeviation()));
    };
    for (const std::size_t column : {Flux, Mfcc1, Mfcc2, Mfcc3, Mfcc4, Jitter, Shimmer, Hnr, H1H2, H1A3}) moments(column);
    for (std::size_t column = F1; column < kColumns; ++column) moments(column);
    for (std::size_t i = 0; i < kSpectral; ++i) moments(kVoicedCopies + i);
    for (std::size_t i = 0; i < kSpectralUnvoiced; ++i)
        values.push_back(static_cast<float>(m_moments[kUnvoicedCopies + i].mean()));

    double peaks = 0.0;
    for (const auto& point : turningPoints(m_loudness, kTurningShare * contourExtremes(m_loudness).range))
        peaks += point.maximum ? 1.0 : 0.0;
    const double pitchSeconds = std::max(static_cast<double>(m_whole) - (m_runVoiced ? 2.0 : 1.0), 1.0) * kHopSeconds;
    for (const double value : {peaks / (static_cast<double>(m_seen) * kHopSeconds), m_voicedRuns.count() / pitchSeconds,
                               m_voicedRuns.mean(), m_voicedRuns.deviation(), m_unvoicedRuns.mean(), m_unvoicedRuns.deviation(),
                               10.0 * std::log10(std::max(m_energy.mean(), kLeastEnergy))})
        values.push_back(static_cast<float>(value));
}

}  // namespace prososcope::features
