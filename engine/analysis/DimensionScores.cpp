// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/DimensionScores.h"

#include <cmath>
#include <set>

#include "engine/analysis/Regression.h"
#include "engine/core/Undefined.h"

namespace prososcope::analysis {

namespace {

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
    [[nodiscard]] double meanSquaredError() const { return count > 0.0 ? squared / count : core::kUndefined; }
    [[nodiscard]] double concordance() const {
        const double off = (a - b) / count;
        const double scale = varianceA() + varianceB() + off * off;
        return scale > 0.0 ? 2.0 * covariance() / scale : core::kUndefined;
    }
    [[nodiscard]] double pearson() const {
        const double scale = varianceA() * varianceB();
        return scale > 0.0 ? covariance() / std::sqrt(scale) : core::kUndefined;
    }
};

/// What was labelled and predicted of one dimension, where there is both.
struct Pairs {
    std::vector<double> truth;
    std::vector<double> predicted;
    std::vector<std::string> speakers;
    std::vector<std::size_t> rows;  ///< places among the predictions
};

Pairs pairsOf(std::size_t place, std::span<const store::PredictionRecord> predictions) {
    Pairs pairs;
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        const auto& each = predictions[i];
        if (place >= each.trueValues.size() || place >= each.values.size()) continue;
        const double label = each.trueValues[place];
        const double value = each.values[place];
        if (!std::isfinite(label) || !std::isfinite(value)) continue;
        pairs.truth.push_back(label);
        pairs.predicted.push_back(value);
        pairs.speakers.push_back(each.speaker);
        pairs.rows.push_back(i);
    }
    return pairs;
}

double meanOf(std::span<const double> values) {
    double mean = 0.0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    return mean;
}

/// Clusters of one place each: what is drawn are whole speakers.
std::vector<std::vector<std::size_t>> oneForEach(std::size_t speakers) {
    std::vector<std::vector<std::size_t>> draws(speakers);
    for (std::size_t i = 0; i < speakers; ++i) draws[i] = {i};
    return draws;
}

DimensionScore scoreOf(const std::string& name, const Pairs& pairs, int repetitions, std::uint64_t seed) {
    const auto& truth = pairs.truth;
    const auto& predicted = pairs.predicted;
    const auto& speakers = pairs.speakers;
    const auto scores = regressionScores(truth, predicted);
    DimensionScore result{name, truth.size(), std::set<std::string>(speakers.begin(), speakers.end()).size(), {}, {}, {}, {}};
    const double middle = meanOf(truth);
    std::vector<Moments> bySpeaker;
    for (const auto& cluster : speakerClusters(speakers, truth.size())) {
        auto& moments = bySpeaker.emplace_back();
        for (const std::size_t i : cluster) moments.add(truth[i] - middle, predicted[i] - middle);
    }
    const auto interval = [&](double (Moments::*figure)() const) {
        return bootstrapInterval(
            oneForEach(bySpeaker.size()),
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
        scores.push_back(scoreOf(dimensions[place], pairsOf(place, predictions), repetitions, seed));
    return scores;
}

ScoreWithInterval meanConcordance(std::span<const store::PredictionRecord> predictions, std::size_t dimensions, int repetitions,
                                  std::uint64_t seed) {
    std::vector<std::string> names;
    for (const auto& each : predictions) names.push_back(each.speaker);
    const auto clusters = speakerClusters(names, names.size());
    std::vector<std::size_t> clusterOf(names.size());
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        for (const std::size_t i : clusters[c]) clusterOf[i] = c;
    }
    std::vector<std::vector<Moments>> moments(dimensions, std::vector<Moments>(clusters.size()));
    double sum = 0.0;
    for (std::size_t place = 0; place < dimensions; ++place) {
        const auto pairs = pairsOf(place, predictions);
        sum += regressionScores(pairs.truth, pairs.predicted).concordance;
        const double middle = meanOf(pairs.truth);
        for (std::size_t i = 0; i < pairs.truth.size(); ++i)
            moments[place][clusterOf[pairs.rows[i]]].add(pairs.truth[i] - middle, pairs.predicted[i] - middle);
    }
    const auto count = static_cast<double>(dimensions);
    const auto interval = bootstrapInterval(
        oneForEach(clusters.size()),
        [&](std::span<const std::size_t> drawn) {
            double drawnSum = 0.0;
            for (const auto& ofPlace : moments) {
                Moments together;
                for (const std::size_t i : drawn) together.add(ofPlace[i]);
                drawnSum += together.concordance();
            }
            return drawnSum / count;
        },
        repetitions, seed);
    return {sum / count, interval};
}

}  // namespace prososcope::analysis
