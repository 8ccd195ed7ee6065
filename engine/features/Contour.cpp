// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/Contour.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/LinearPrediction.h"

namespace prososcope::features {

ContourMeans contourMeans(std::span<const float> values) {
    ContourMeans means;
    if (values.empty()) return means;
    double sum = 0.0;
    double squares = 0.0;
    double magnitudes = 0.0;
    double logarithms = 0.0;
    double positive = 0.0;
    std::size_t positives = 0;
    std::size_t others = 0;
    for (const float each : values) {
        const auto value = static_cast<double>(each);
        sum += value;
        squares += value * value;
        magnitudes += std::abs(value);
        if (value > 0.0) {
            positive += value;
            ++positives;
        }
        if (value != 0.0) {
            logarithms += std::log(std::abs(value));
            ++others;
        }
    }
    const auto count = static_cast<double>(values.size());
    means.mean = sum / count;
    means.rootMeanSquare = std::sqrt(squares / count);
    if (positives > 0) means.positiveMean = positive / static_cast<double>(positives);
    means.flatness = others > 0 ? std::exp(logarithms / static_cast<double>(others)) * count / magnitudes : 1.0;
    return means;
}

ContourExtremes contourExtremes(std::span<const float> values) {
    ContourExtremes extremes;
    if (values.empty()) return extremes;
    const auto smallest = std::min_element(values.begin(), values.end());
    const auto largest = std::max_element(values.begin(), values.end());
    const auto count = static_cast<double>(values.size());
    extremes.smallest = static_cast<double>(*smallest);
    extremes.range = static_cast<double>(*largest) - extremes.smallest;
    extremes.maxPosition = static_cast<double>(largest - values.begin()) / count;
    extremes.minPosition = static_cast<double>(smallest - values.begin()) / count;
    return extremes;
}

void contourQuantiles(std::span<float> values, std::span<const double> shares, std::span<double> result) {
    std::fill(result.begin(), result.end(), 0.0);
    if (values.empty()) return;
    auto from = values.begin();
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double place = shares[i] * static_cast<double>(values.size() - 1);
        const auto lower = values.begin() + static_cast<std::ptrdiff_t>(place);
        std::nth_element(from, lower, values.end());
        from = lower;
        const auto low = static_cast<double>(*lower);
        const double part = place - std::floor(place);
        const double high = part > 0.0 ? static_cast<double>(*std::min_element(lower + 1, values.end())) : low;
        result[i] = low + part * (high - low);
    }
}

ContourMoments contourMoments(std::span<const float> values, double mean) {
    ContourMoments moments;
    double second = 0.0;
    double third = 0.0;
    double fourth = 0.0;
    for (const float value : values) {
        const double distance = static_cast<double>(value) - mean;
        const double square = distance * distance;
        second += square;
        third += square * distance;
        fourth += square * square;
    }
    if (second <= 0.0) return moments;
    const auto count = static_cast<double>(values.size());
    const double variance = second / count;
    moments.deviation = std::sqrt(variance);
    moments.skewness = third / count / (variance * moments.deviation);
    moments.kurtosis = fourth / count / (variance * variance);
    return moments;
}

ContourTimes contourTimes(std::span<const float> values, const ContourExtremes& extremes) {
    ContourTimes times;
    constexpr std::array<double, 4> kLevels{0.25, 0.5, 0.75, 0.9};
    const std::size_t count = values.size();
    for (std::size_t level = 0; level < kLevels.size() && count > 0; ++level) {
        const double least = extremes.smallest + kLevels[level] * extremes.range;
        std::size_t above = 0;
        for (const float value : values) above += static_cast<double>(value) > least ? 1U : 0U;
        times.aboveLevel[level] = static_cast<double>(above) / static_cast<double>(count);
    }
    std::size_t rising = 0;
    std::size_t curved = 0;
    for (std::size_t i = 1; i < count; ++i) rising += values[i] > values[i - 1] ? 1U : 0U;
    for (std::size_t i = 2; i < count; ++i) curved += values[i] - values[i - 1] > values[i - 1] - values[i - 2] ? 1U : 0U;
    if (count > 1) times.rising = static_cast<double>(rising) / static_cast<double>(count - 1);
    if (count > 2) times.leftCurved = static_cast<double>(curved) / static_cast<double>(count - 2);
    return times;
}

ContourRegression contourRegression(std::span<const float> values) {
    ContourRegression made;
    const auto count = static_cast<double>(values.size());
    if (values.empty()) return made;
    // Orthogonal polynomials of the time from the middle: 1, u and u^2 - (n^2 - 1) / 12.
    const double middle = 0.5 * (count - 1.0);
    const double bend = (count * count - 1.0) / 12.0;
    double sum = 0.0;
    double squares = 0.0;
    double first = 0.0;
    double second = 0.0;
    double magnitudes = 0.0;
    double moments = 0.0;
    double signedMoments = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = static_cast<double>(values[i]);
        const double u = static_cast<double>(i) - middle;
        sum += value;
        squares += value * value;
        first += value * u;
        second += value * (u * u - bend);
        magnitudes += std::abs(value);
        moments += std::abs(value) * static_cast<double>(i);
        signedMoments += value * static_cast<double>(i);
    }
    const double mean = sum / count;
    const double firstNorm = count * (count * count - 1.0) / 12.0;
    const double secondNorm = firstNorm * (count * count - 4.0) / 15.0;
    made.slope = firstNorm > 0.0 ? first / firstNorm : 0.0;
    made.offset = mean - made.slope * middle;
    made.lineError = std::max(0.0, squares / count - mean * mean - made.slope * first / count);
    const double a = secondNorm > 0.0 ? second / secondNorm : 0.0;
    made.parabola = {a, made.slope - 2.0 * a * middle, made.offset + a * (middle * middle - bend)};
    made.parabolaError = std::max(0.0, made.lineError - a * second / count);
    if (magnitudes > 0.0) made.centroid = moments / magnitudes / count;
    if (sum != 0.0) made.signedCentroid = signedMoments / sum / count;
    return made;
}

ContourPrediction contourPrediction(std::span<const float> values) {
    ContourPrediction made;
    constexpr std::size_t kOrder = 5;
    if (values.empty()) return made;
    std::array<float, kOrder + 1> correlation{};
    for (std::size_t lag = 0; lag <= kOrder; ++lag) {
        float sum = 0.0F;
        for (std::size_t i = lag; i < values.size(); ++i) sum += values[i - lag] * values[i];
        correlation[lag] = sum;
    }
    const float error = dsp::levinsonDurbin<float>(correlation, made.coefficients);
    for (float& coefficient : made.coefficients)
        coefficient = 0.0F - coefficient;  // of the filter that leaves the error; never -0
    made.gain = error / static_cast<float>(values.size());
    return made;
}

std::vector<double> contourSegments(std::span<const float> values, const ContourExtremes& extremes) {
    constexpr std::size_t kAverage = 3;
    const std::size_t least = std::max<std::size_t>(3, values.size() / 100);
    std::vector<double> lengths;
    if (extremes.range <= 0.0) return lengths;
    const auto band = [&](std::size_t i) {
        const std::size_t from = i + 1 >= kAverage ? i + 1 - kAverage : 0;
        double sum = 0.0;
        for (std::size_t k = from; k <= i; ++k) sum += static_cast<double>(values[k]);
        const double level = (sum / static_cast<double>(i + 1 - from) - extremes.smallest) / extremes.range;
        return (level > 0.25 ? 1 : 0) + (level > 0.75 ? 1 : 0);
    };
    int before = band(0);
    std::size_t last = 0;
    for (std::size_t i = 1; i + 1 < values.size(); ++i) {
        const int here = band(i);
        if (here != before && i + 1 - last >= least) {
            lengths.push_back(static_cast<double>(i + 1 - last));
            last = i + 1;
        }
        before = here;
    }
    return lengths;
}

namespace {

/// The smallest and the largest of some values.
class Span {
public:
    void add(double value) {
        m_low = m_any ? std::min(m_low, value) : value;
        m_high = m_any ? std::max(m_high, value) : value;
        m_any = true;
    }
    [[nodiscard]] double range() const { return m_high - m_low; }

private:
    double m_low = 0.0;
    double m_high = 0.0;
    bool m_any = false;
};

}  // namespace

ContourPeaks contourPeaks(std::span<const float> values, double range) {
    constexpr double kLeast = 0.1;
    ContourPeaks made;
    if (values.size() < 3 || range <= 0.0) return made;
    const auto turns = turningPoints(values, kLeast * range);
    made.slopes = contourSlopes(values, turns, 1.0);
    RunningMoments distances;
    RunningMoments heights;
    Span peaks;
    Span dips;
    std::vector<double> rises;
    std::size_t last = 0;
    std::size_t lastDip = 0;
    for (const auto& turn : turns) {
        const auto height = static_cast<double>(values[turn.at]);
        (turn.maximum ? peaks : dips).add(height);
        if (!turn.maximum) {
            lastDip = turn.at;
            continue;
        }
        if (heights.count() > 0.0) {
            distances.add(static_cast<double>(turn.at - last));
            rises.push_back(static_cast<double>(turn.at - lastDip));
        }
        heights.add(height);
        last = turn.at;
    }
    made.meanDistance = distances.mean();
    double squares = 0.0;
    for (const double rise : rises) squares += (rise - distances.mean()) * (rise - distances.mean());
    if (!rises.empty()) made.distanceDeviation = std::sqrt(squares / distances.count());
    made.peakRange = peaks.range();
    made.peakMean = heights.mean();
    made.dipRange = dips.range();
    return made;
}

}  // namespace prososcope::features
