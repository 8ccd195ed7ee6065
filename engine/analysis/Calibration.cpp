// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Calibration.h"

#include <algorithm>
#include <cmath>

#include "engine/analysis/Classification.h"
#include "engine/core/Undefined.h"

namespace prososcope::analysis {

std::vector<ReliabilityBin> reliabilityBins(std::span<const double> probabilities, std::span<const int> truth,
                                            std::size_t classes, std::size_t bins) {
    if (truth.empty() || classes == 0 || bins == 0 || probabilities.size() < truth.size() * classes) return {};
    std::vector<ReliabilityBin> result(bins);
    for (std::size_t bin = 0; bin < bins; ++bin) {
        result[bin].low = static_cast<double>(bin) / static_cast<double>(bins);
        result[bin].high = static_cast<double>(bin + 1) / static_cast<double>(bins);
    }
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const auto row = probabilities.subspan(i * classes, classes);
        const auto best = std::max_element(row.begin(), row.end());
        const double scaled = std::ceil(*best * static_cast<double>(bins)) - 1.0;  // bins are open below, closed above
        auto& bin = result[static_cast<std::size_t>(std::clamp(scaled, 0.0, static_cast<double>(bins - 1)))];
        ++bin.rows;
        bin.probability += *best;
        bin.accuracy += best - row.begin() == truth[i] ? 1.0 : 0.0;
    }
    for (auto& bin : result) {
        const auto rows = static_cast<double>(bin.rows);
        bin.probability = bin.rows > 0 ? bin.probability / rows : core::kUndefined;
        bin.accuracy = bin.rows > 0 ? bin.accuracy / rows : core::kUndefined;
    }
    return result;
}

double calibrationError(std::span<const double> probabilities, std::span<const int> truth, std::size_t classes,
                        std::size_t bins) {
    const auto filled = reliabilityBins(probabilities, truth, classes, bins);
    if (filled.empty()) return core::kUndefined;
    double sum = 0.0;
    for (const auto& bin : filled) {
        if (bin.rows > 0) sum += static_cast<double>(bin.rows) * std::abs(bin.accuracy - bin.probability);
    }
    return sum / static_cast<double>(truth.size());
}

std::optional<RunCalibration> runCalibration(std::span<const store::PredictionRecord> predictions, std::size_t classes) {
    std::vector<double> probabilities;
    std::vector<int> truth;
    for (const auto& each : predictions) {
        if (each.posteriors.size() != classes || each.truth < 0 || static_cast<std::size_t>(each.truth) >= classes) continue;
        if (std::any_of(each.posteriors.begin(), each.posteriors.end(), [](float value) { return !std::isfinite(value); }))
            continue;
        probabilities.insert(probabilities.end(), each.posteriors.begin(), each.posteriors.end());
        truth.push_back(each.truth);
    }
    if (truth.empty() || classes == 0) return std::nullopt;
    RunCalibration result;
    result.bins = reliabilityBins(probabilities, truth, classes);
    result.error = calibrationError(probabilities, truth, classes);
    result.brier = brierScore(probabilities, truth, classes);
    result.rows = truth.size();
    for (const auto& bin : result.bins) {
        if (bin.rows == 0) continue;
        const double share = static_cast<double>(bin.rows) / static_cast<double>(result.rows);
        result.probability += share * bin.probability;
        result.accuracy += share * bin.accuracy;
    }
    return result;
}

}  // namespace prososcope::analysis
