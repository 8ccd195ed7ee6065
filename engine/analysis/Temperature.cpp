// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Temperature.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

#include "engine/analysis/Classification.h"
#include "engine/core/Csv.h"

namespace prososcope::analysis {

namespace {

constexpr double kLowest = 0.05;
constexpr double kHighest = 20.0;
constexpr double kLeastProbability = 1e-12;
constexpr int kSections = 60;

struct Rows {
    std::vector<double> probabilities;
    std::vector<int> truth;
    void add(const auto& row, int label) {
        probabilities.insert(probabilities.end(), row.begin(), row.end());
        truth.push_back(label);
    }
};

double logOf(double probability) { return std::log(std::max(probability, kLeastProbability)); }

/// The loss at a temperature, its mean over rows for each class, then over the classes that occur.
double balancedLoss(std::span<const double> probabilities, std::span<const int> truth, std::size_t classes,
                    double temperature) {
    std::vector<double> losses(classes, 0.0);
    std::vector<double> counts(classes, 0.0);
    for (std::size_t row = 0; row < truth.size(); ++row) {
        const auto own = probabilities.subspan(row * classes, classes);
        const double most = logOf(*std::max_element(own.begin(), own.end()));
        double sum = 0.0;
        for (const double value : own) sum += std::exp((logOf(value) - most) / temperature);
        const auto label = static_cast<std::size_t>(truth[row]);
        losses[label] += std::log(sum) - (logOf(own[label]) - most) / temperature;
        counts[label] += 1.0;
    }
    double loss = 0.0;
    double present = 0.0;
    for (std::size_t c = 0; c < classes; ++c) {
        if (counts[c] == 0.0) continue;
        loss += losses[c] / counts[c];
        present += 1.0;
    }
    return loss / present;
}

}  // namespace

double fittedTemperature(std::span<const double> probabilities, std::span<const int> truth, std::size_t classes) {
    if (truth.empty()) return 1.0;
    // Golden sections of its logarithm: over 1 / temperature the loss is convex.
    const double golden = std::numbers::phi - 1.0;
    const auto loss = [&](double logarithm) { return balancedLoss(probabilities, truth, classes, std::exp(logarithm)); };
    double low = std::log(kLowest);
    double high = std::log(kHighest);
    double left = high - golden * (high - low);
    double right = low + golden * (high - low);
    double atLeft = loss(left);
    double atRight = loss(right);
    for (int section = 0; section < kSections; ++section) {
        if (atLeft <= atRight) {
            high = right;
            right = left;
            atRight = atLeft;
            left = high - golden * (high - low);
            atLeft = loss(left);
        } else {
            low = left;
            left = right;
            atLeft = atRight;
            right = low + golden * (high - low);
            atRight = loss(right);
        }
    }
    return std::exp(0.5 * (low + high));
}

std::vector<double> atTemperature(std::span<const double> probabilities, std::size_t classes, double temperature) {
    std::vector<double> result(probabilities.size());
    for (std::size_t at = 0; at + classes <= probabilities.size(); at += classes) {
        const auto own = probabilities.subspan(at, classes);
        const double most = logOf(*std::max_element(own.begin(), own.end()));
        double sum = 0.0;
        for (std::size_t c = 0; c < classes; ++c) sum += result[at + c] = std::exp((logOf(own[c]) - most) / temperature);
        for (std::size_t c = 0; c < classes; ++c) result[at + c] /= sum;
    }
    return result;
}

double negativeLogLikelihood(std::span<const double> probabilities, std::span<const int> truth, std::size_t classes) {
    if (truth.empty()) return std::numeric_limits<double>::quiet_NaN();
    double sum = 0.0;
    for (std::size_t row = 0; row < truth.size(); ++row)
        sum -= logOf(probabilities[row * classes + static_cast<std::size_t>(truth[row])]);
    return sum / static_cast<double>(truth.size());
}

std::optional<RunTemperature> runTemperature(std::span<const store::PredictionRecord> predictions, std::size_t classes) {
    Rows all;
    std::map<int, Rows> others;  // by fold: what the other folds say
    std::vector<int> folds;
    std::vector<std::string> speakers;
    for (const auto& each : predictions) others[each.fold];
    for (const auto& each : predictions) {
        if (each.posteriors.size() != classes || each.truth < 0 || static_cast<std::size_t>(each.truth) >= classes) continue;
        if (std::any_of(each.posteriors.begin(), each.posteriors.end(), [](float value) { return !std::isfinite(value); }))
            continue;
        all.add(each.posteriors, each.truth);
        for (auto& [fold, rows] : others) {
            if (fold != each.fold) rows.add(each.posteriors, each.truth);
        }
        folds.push_back(each.fold);
        speakers.push_back(each.speaker);
    }
    if (all.truth.empty()) return {};
    std::map<int, double> temperatures;
    for (const auto& [fold, rows] : others) temperatures[fold] = fittedTemperature(rows.probabilities, rows.truth, classes);
    std::vector<double> after;
    for (std::size_t row = 0; row < all.truth.size(); ++row) {
        const auto scaled =
            atTemperature(std::span(all.probabilities).subspan(row * classes, classes), classes, temperatures[folds[row]]);
        after.insert(after.end(), scaled.begin(), scaled.end());
    }
    const auto clusters = speakerClusters(speakers, all.truth.size());
    const auto measured = [&](const std::vector<double>& probabilities, const auto& figure) {
        const auto ofRows = [&](std::span<const std::size_t> drawn) {
            Rows rows;
            for (const auto row : drawn) {
                const auto own = std::span(probabilities).subspan(row * classes, classes);
                rows.add(own, all.truth[row]);
            }
            return figure(rows);
        };
        return WithInterval{figure(Rows{probabilities, all.truth}), bootstrapInterval(clusters, ofRows)};
    };
    const auto loss = [&](const Rows& rows) { return negativeLogLikelihood(rows.probabilities, rows.truth, classes); };
    const auto error = [&](const Rows& rows) { return calibrationError(rows.probabilities, rows.truth, classes); };
    return RunTemperature{fittedTemperature(all.probabilities, all.truth, classes),
                          measured(all.probabilities, loss),
                          measured(after, loss),
                          measured(all.probabilities, error),
                          measured(after, error),
                          all.truth.size()};
}

core::Result<double> cardTemperature(const store::ModelCard& card) {
    const auto found = card.settings.find("temperature");
    if (found == card.settings.end()) return 1.0;
    if (found->second >= kLowest && found->second <= kHighest) return found->second;
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine", "The card of %1 sets the temperature %2; it must lie between %3 and %4."),
                       {card.name, core::numberText(found->second), core::numberText(kLowest), core::numberText(kHighest)}});
}

void addTemperature(store::ModelCard& card, const RunTemperature& found, double before) {
    card.settings["temperature"] = std::clamp(before * found.temperature, kLowest, kHighest);
    constexpr const char* kLoss = "negative log likelihood";
    constexpr const char* kError = "calibration error";
    std::erase_if(card.figures, [&](const store::Figure& old) { return old.metric == kLoss || old.metric == kError; });
    const store::Figure uar = card.figures.empty() ? store::Figure() : card.figures.front();
    const auto add = [&](const char* metric, const WithInterval& figure, const char* how) {
        card.figures.push_back({metric, figure.value, figure.interval.low, figure.interval.high, static_cast<long>(found.rows),
                                uar.speakers, uar.protocol + how, uar.speakerDependent});
    };
    add(kLoss, found.lossBefore, ", before calibration");
    add(kLoss, found.lossAfter, ", at the other folds' temperature");
    add(kError, found.errorBefore, ", before calibration");
    add(kError, found.errorAfter, ", at the other folds' temperature");
}

}  // namespace prososcope::analysis
