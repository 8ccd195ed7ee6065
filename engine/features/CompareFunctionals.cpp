// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/CompareFunctionals.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/dsp/SubHarmonicPath.h"
#include "engine/features/Contour.h"
#include "engine/features/Functionals.h"

namespace prososcope::features {

namespace {

constexpr double kHopSeconds = 0.01;

/// The groups of functionals in the published order, with the names of each. What a group is applied to, and over which frames,
/// is said by `compareFunctionals`.
using Names = std::vector<const char*>;
const Names kStatistics{"range",          "maxPos",       "minPos", "quartile1", "quartile2",
                        "quartile3",      "iqr1-2",       "iqr2-3", "iqr1-3",    "percentile1.0",
                        "percentile99.0", "pctlrange0-1", "stddev", "skewness",  "kurtosis"};
const Names kSegments{"meanSegLen", "maxSegLen", "minSegLen", "segLenStddev"};
const Names kTimes{"upleveltime25", "upleveltime50", "upleveltime75", "upleveltime90", "risetime", "leftctime",
                   "lpgain",        "lpc0",          "lpc1",          "lpc2",          "lpc3",     "lpc4"};
const Names kPeaks{"meanPeakDist",    "peakDistStddev",    "peakRangeAbs",     "peakRangeRel",
                   "peakMeanAbs",     "peakMeanMeanDist",  "peakMeanRel",      "minRangeRel",
                   "meanRisingSlope", "stddevRisingSlope", "meanFallingSlope", "stddevFallingSlope"};
const Names kRegression{"linregc1", "linregc2", "linregerrQ", "qregc1", "qregc2", "qregc3", "qregerrQ", "centroid"};

Names joined(std::initializer_list<Names> parts) {
    Names all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// Position of "extremes" among the statistics: they stand before the regression in the group of the voice.
constexpr std::size_t kExtremes = 3;

/// Values of one contour in the order of the groups above.
class ContourValues {
public:
    ContourValues(std::span<const float> contour, CompareEdition edition)
        : m_contour(contour), m_edition(edition), m_means(contourMeans(contour)), m_extremes(contourExtremes(contour)) {}

    void means(std::vector<float>& row, bool mean, bool positive) const {
        if (mean) add(row, m_means.mean);
        add(row, m_means.flatness);
        if (positive) add(row, m_means.positiveMean);
        add(row, m_means.rootMeanSquare);
    }

    void extremes(std::vector<float>& row) const {
        for (const double value : {m_extremes.range, m_extremes.maxPosition, m_extremes.minPosition}) add(row, value);
    }

    void distribution(std::vector<float>& row) const {
        constexpr std::array<double, 5> kShares{0.01, 0.25, 0.5, 0.75, 0.99};
        std::vector<float> values(m_contour.begin(), m_contour.end());
        std::array<double, 5> q{};
        contourQuantiles(values, kShares, q);
        const auto moments = contourMoments(m_contour, m_means.mean);
        for (const double value : {q[1], q[2], q[3], q[2] - q[1], q[3] - q[2], q[3] - q[1], q[0], q[4], q[4] - q[0],
                                   moments.deviation, moments.skewness, moments.kurtosis})
            add(row, value);
    }

    void segments(std::vector<float>& row) const { lengths(row, contourSegments(m_contour, m_extremes)); }

    static void lengths(std::vector<float>& row, const std::vector<double>& frames) {
        RunningMoments moments;
        double longest = 0.0;
        double shortest = frames.empty() ? 0.0 : frames.front();
        for (const double length : frames) {
            moments.add(length);
            longest = std::max(longest, length);
            shortest = std::min(shortest, length);
        }
        for (const double value : {moments.mean(), longest, shortest, moments.deviation()}) add(row, value * kHopSeconds);
    }

    void times(std::vector<float>& row) const {
        const auto times = contourTimes(m_contour, m_extremes);
        for (const double value : times.aboveLevel) add(row, value);
        add(row, times.rising);
        add(row, times.leftCurved);
        const auto prediction = contourPrediction(m_contour);
        row.push_back(prediction.gain);
        row.insert(row.end(), prediction.coefficients.begin(), prediction.coefficients.end());
    }

    /// The edition of 2016 takes the contour from 0 to 1 over its range. perSecond: slopes a second, else a frame.
    void regression(std::vector<float>& row, bool perSecond) const {
        const auto made = contourRegression(m_contour);
        const bool related = m_edition == CompareEdition::Of2016;
        const double least = related ? m_extremes.smallest : 0.0;
        const double scale = related ? (m_extremes.range > 0.0 ? 1.0 / m_extremes.range : 0.0) : 1.0;
        const double rate = perSecond ? 1.0 / kHopSeconds : 1.0;
        add(row, made.slope * scale * rate);
        add(row, (made.offset - least) * scale);
        add(row, made.lineError * scale * scale);
        add(row, made.parabola[0] * scale * rate * rate);
        add(row, made.parabola[1] * scale * rate);
        add(row, (made.parabola[2] - least) * scale);
        add(row, made.parabolaError * scale * scale);
        add(row, related ? made.centroid : made.signedCentroid);
    }

    void peaks(std::vector<float>& row) const {
        const auto peaks = contourPeaks(m_contour, m_extremes.range);
        const double scale = m_extremes.range > 0.0 ? 1.0 / m_extremes.range : 0.0;
        constexpr double kUnlimited = 1e6;  // over nothing
        const double relative = m_means.mean != 0.0 ? peaks.peakMean / m_means.mean : kUnlimited;
        add(row, peaks.meanDistance * kHopSeconds);
        add(row, peaks.distanceDeviation * kHopSeconds);
        add(row, peaks.peakRange);
        add(row, peaks.peakRange * scale);
        add(row, peaks.peakMean);
        add(row, peaks.peakMean - m_means.mean);
        add(row, m_edition == CompareEdition::Of2016 ? bounded(relative) : relative);
        add(row, peaks.dipRange * scale);
        const auto& slopes = peaks.slopes;
        for (const double value : {slopes.risingMean, slopes.risingDeviation, slopes.fallingMean, slopes.fallingDeviation})
            add(row, value / kHopSeconds);
    }

private:
    static void add(std::vector<float>& row, double value) { row.push_back(static_cast<float>(value)); }

    /// Ratios beyond 10 approach 20. The published descriptions do not say along which curve: this one follows measured values
    /// within 0.1 %.
    static double bounded(double ratio) {
        constexpr double kFree = 10.0;
        const double size = std::abs(ratio);
        if (size <= kFree) return ratio;
        const double share = 1.0 - std::exp(-std::max(0.0, 0.4066 * std::sqrt(size) - 1.31));
        return std::copysign(kFree + kFree * share, ratio);
    }

    std::span<const float> m_contour;
    CompareEdition m_edition;
    ContourMeans m_means;
    ContourExtremes m_extremes;
};

std::span<const float> firstOf(const std::vector<float>& contour, std::size_t count) {
    return std::span(contour).first(std::min(count, contour.size()));
}

/// Frames whose smoothed value was known before the recording's end is: `late` fewer than there are, but one.
std::size_t known(std::size_t frames, std::size_t late) { return frames > late ? frames - late : 1; }

std::vector<float> withoutZeros(std::span<const float> contour) {
    std::vector<float> kept;
    std::copy_if(contour.begin(), contour.end(), std::back_inserter(kept), [](float value) { return value != 0.0F; });
    return kept;
}

/// Steps in each voiced run; a single frame without voice does not end one.
std::vector<double> voicedRuns(std::span<const float> pitch) {
    std::vector<double> lengths;
    std::size_t from = 0;
    std::size_t last = 0;
    bool inside = false;
    for (std::size_t i = 0; i < pitch.size(); ++i) {
        if (pitch[i] <= 0.0F) continue;
        if (inside && i - last > 2) {
            if (last > from) lengths.push_back(static_cast<double>(last - from));
            inside = false;
        }
        if (!inside) from = i;
        inside = true;
        last = i;
    }
    if (inside && last > from) lengths.push_back(static_cast<double>(last - from));
    return lengths;
}

/// A recording shorter than the pitch path's look-ahead is decided at its end alone, and more of its voice counts.
bool pathIsDecidedAtOnce(const CompareContours& contours) {
    return contours.longFrames <= dsp::SubHarmonicPathSettings{}.lookAhead;
}

void voiceFunctionals(const CompareContours& contours, CompareEdition edition, std::vector<float>& row) {
    // A recording that ends in voice keeps one frame more waiting in the pitch path.
    const bool endsVoiced = !contours.values[0].empty() && contours.values[0].back() > 0.0F;
    const std::size_t frames = known(contours.longFrames, pathIsDecidedAtOnce(contours) ? 2 : endsVoiced ? 4 : 3);
    for (const auto* set : {&contours.values, &contours.derivatives}) {
        for (std::size_t i = 0; i < CompareContours::kVoice; ++i) {
            const auto contour = withoutZeros(firstOf((*set)[i], frames));
            const ContourValues values(contour, edition);
            values.means(row, true, true);
            values.extremes(row);
            values.regression(row, false);
            values.distribution(row);
            values.times(row);
        }
    }
}

}  // namespace

std::string compareDerivativeName(std::string name) { return name.insert(name.find("_sma") + 4, "_de"); }

std::vector<std::string> compareFunctionalNames(std::span<const std::string> names) {
    const std::size_t voice = CompareContours::kVoice;
    std::vector<std::string> all;
    const auto group = [&](const std::string& name, const Names& functionals) {
        for (const char* each : functionals) all.push_back(name + "_" + each);
    };
    const Names spectral = joined({kStatistics, kSegments, kTimes});
    const std::size_t spectrum = voice + CompareContours::kEnergy;
    for (const auto& [from, to] : {std::pair{voice, spectrum}, {spectrum, names.size()}}) {
        for (std::size_t i = from; i < to; ++i) group(names[i], spectral);
        for (std::size_t i = from; i < to; ++i) group(compareDerivativeName(names[i]), spectral);
    }
    const Names extremes(kStatistics.begin(), kStatistics.begin() + kExtremes);
    const Names distribution(kStatistics.begin() + kExtremes, kStatistics.end());
    const Names voiced = joined({{"amean", "flatness", "posamean", "rqmean"}, extremes, kRegression, distribution, kTimes});
    for (std::size_t i = 0; i < voice; ++i) group(names[i], voiced);
    for (std::size_t i = 0; i < voice; ++i) group(compareDerivativeName(names[i]), voiced);
    group(names[0] + "_ff0", joined({{"nnz"}, kSegments}));
    const Names whole = joined({{"amean", "flatness", "rqmean"}, kPeaks, kRegression});
    for (std::size_t i = voice; i < names.size(); ++i) group(names[i], whole);
    const Names change = joined({{"flatness", "posamean", "rqmean"}, kPeaks});
    for (std::size_t i = voice; i < names.size(); ++i) group(compareDerivativeName(names[i]), change);
    return all;
}

std::vector<float> compareFunctionals(const CompareContours& contours, CompareEdition edition) {
    constexpr std::size_t kValues = 6373;
    if (contours.longFrames == 0) return std::vector<float>(kValues, std::numeric_limits<float>::quiet_NaN());
    std::vector<float> row;
    row.reserve(kValues);
    constexpr std::size_t kSpectrum = CompareContours::kVoice + CompareContours::kEnergy;
    const auto shapes = [&](std::size_t from, std::size_t to, std::size_t frames) {
        for (const auto* set : {&contours.values, &contours.derivatives}) {
            for (std::size_t i = from; i < to; ++i) {
                const ContourValues values(firstOf((*set)[i], known(frames, 2)), edition);
                values.extremes(row);
                values.distribution(row);
                values.segments(row);
                values.times(row);
            }
        }
    };
    shapes(CompareContours::kVoice, kSpectrum, contours.longFrames);
    shapes(kSpectrum, CompareContours::kColumns, contours.shortFrames);
    voiceFunctionals(contours, edition, row);
    const auto pitch = firstOf(contours.values[0], known(contours.longFrames, 1));
    const auto voiced = std::count_if(pitch.begin(), pitch.end(), [](float value) { return value > 0.0F; });
    row.push_back(pitch.empty() ? 0.0F : static_cast<float>(voiced) / static_cast<float>(pitch.size()));
    const std::size_t late = pathIsDecidedAtOnce(contours) ? 0 : 2;
    ContourValues::lengths(row, voicedRuns(firstOf(contours.values[0], known(contours.longFrames, late))));
    for (std::size_t i = CompareContours::kVoice; i < CompareContours::kColumns; ++i) {
        const ContourValues values(firstOf(contours.values[i], contours.longFrames), edition);
        values.means(row, true, false);
        values.peaks(row);
        values.regression(row, true);
    }
    for (std::size_t i = CompareContours::kVoice; i < CompareContours::kColumns; ++i) {
        const ContourValues values(firstOf(contours.derivatives[i], known(contours.longFrames, 2)), edition);
        values.means(row, false, true);
        values.peaks(row);
    }
    return row;
}

}  // namespace prososcope::features
