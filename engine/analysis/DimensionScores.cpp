// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/DimensionScores.h"

#include <cmath>
#include <limits>
#include <set>

#include "engine/analysis/Regression.h"

namespace prososcope::analysis {

namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// Sums over pairs (a, b), both less a constant, from which all the figures follow; so a draw of speakers costs one addition
/// for each speaker, however many utterances there are.
struct Moments {
    double count = 0.0, a = 0.0, b = 0.0, aa = 0.0, bb = 0.0, ab = 0.0, squared = 0.0;

    void add(double x, double y) {
        count += 1.0;
        a += x;
        b += y;
        aa += x * x;
        bb += y * y;
        ab += x * y;
        squared += (x - y) * (x - y);
    }
    void add(const Moments& other) {
        count += other.count;
        a += other.a;
        b += other.b;
        aa += other.aa;
        bb += other.bb;
        ab += other.ab;
        squared += other.squared;
    }
    [[nodiscard]] double varianceA() const { return aa / count - a / count * (a / count); }
    [[nodiscard]] double varianceB() const { return bb / count - b / count * (b / count); }
    [[nodiscard]] double covariance() const { return ab / count - a / count * (b / count); }
    [[nodiscard]] double meanSquaredError() const { return count > 0.0 ? squared / count : kUndefined; }
    [[nodiscard]] double concordance() const {
        const double off = (a - b) / count;
        const double scale = varianceA() + varianceB() + off * off;
        return scale > 0.0 ? 2.0 * covariance() / scale : kUndefined;
    }
    [[nodiscard]] double pearson() const {
        const double scale = varianceA() * varianceB();
        return scale > 0.0 ? covariance() / std::sqrt(scale) : kUndefined;
    }
};

DimensionScore scoreOf(const std::string& name, std::size_t place, std::span<const store::PredictionRecord> predictions,
                       int repetitions, std::uint64_t seed) {
    std::vector<double> truth;
    std::vector<double> predicted;
    std::vector<std::string> speakers;
    for (const auto& each : predictions) {
        if (place >= each.trueValues.size() || place >= each.values.size()) continue;
        const double label = each.trueValues[place];
        const double value = each.values[place];
        if (!std::isfinite(label) || !std::isfinite(value)) continue;
        truth.push_back(label);
        predicted.push_back(value);
        speakers.push_back(each.speaker);
    }
    const auto scores = regressionScores(truth, predicted);
    DimensionScore result{name, truth.size(), std::set<std::string>(speakers.begin(), speakers.end()).size(), {}, {}, {}, {}};
    double middle = 0.0;
    for (const double value : truth) middle += value / static_cast<double>(truth.size());
    std::vector<Moments> bySpeaker;
    std::vector<std::vector<std::size_t>> draws;
    for (const auto& cluster : speakerClusters(speakers, truth.size())) {
        draws.push_back({bySpeaker.size()});
        bySpeaker.emplace_back();
        for (const std::size_t i : cluster) bySpeaker.back().add(truth[i] - middle, predicted[i] - middle);
    }
    const auto interval = [&](double (Moments::*figure)() const) {
        return bootstrapInterval(
            draws,
            [&](std::span<const std::size_t> drawn) {
                Moments sum;
                for (const std::size_t i : drawn) sum.add(bySpeaker[i]);
                return (sum.*figure)();
            },
            repetitions, seed);
    };
    result.concordance = {scores.concordance, interval(&Moments::concordance)};
    result.pearson = {scores.pearson.r, interval(&Moments::pearson)};
    result.meanSquaredError = {scores.meanSquaredError, interval(&Moments::meanSquaredError)};
    const Interval squared = result.meanSquaredError.interval;
    result.rootMeanSquaredError = {scores.rootMeanSquaredError, {std::sqrt(squared.low), std::sqrt(squared.high)}};
    return result;
}

}  // namespace

std::vector<DimensionScore> dimensionScores(std::span<const store::PredictionRecord> predictions,
                                            std::span<const std::string> dimensions, int repetitions, std::uint64_t seed) {
    std::vector<DimensionScore> scores;
    for (std::size_t place = 0; place < dimensions.size(); ++place)
        scores.push_back(scoreOf(dimensions[place], place, predictions, repetitions, seed));
    return scores;
}

}  // namespace prososcope::analysis
