// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/analysis/Bootstrap.h"
#include "engine/store/ModelCard.h"
#include "engine/store/Workspace.h"

namespace prososcope::analysis {

/// Temperature scaling (Guo et al. 2017, section 4.2): posteriors whose logarithms are divided by one number, so that they are
/// as often right as they claim; the order of the classes stays. probabilities: [rows, classes], row-major; truth: class
/// indices. Pure functions; any thread.
///
/// The temperature with the smallest mean loss, every class counting alike, between 0.05 and 20; 1 where there is no row.
[[nodiscard]] double fittedTemperature(std::span<const double> probabilities, std::span<const int> truth, std::size_t classes);
[[nodiscard]] std::vector<double> atTemperature(std::span<const double> probabilities, std::size_t classes, double temperature);
/// The mean over rows of -log of the true class's probability (at least 1e-12). NaN where there is no row.
[[nodiscard]] double negativeLogLikelihood(std::span<const double> probabilities, std::span<const int> truth,
                                           std::size_t classes);

/// A figure and its 95 % interval by bootstrap over speakers. The calibration error of few rows is too large, and that of
/// draws, where rows occur twice, larger still: its interval may lie above it.
struct WithInterval {
    double value = 0.0;
    Interval interval;
};
/// The temperature for a model that is trained like a run's folds, and what it is worth: every fold's predictions of its test
/// part are judged at the temperature of the other folds' alone.
struct RunTemperature {
    double temperature = 1.0;              ///< that of all predictions
    WithInterval lossBefore, lossAfter;    ///< negative log likelihood
    WithInterval errorBefore, errorAfter;  ///< expected calibration error
    std::size_t rows = 0;
};
/// Predictions without a finite posterior for every class are left out; nothing where none is left.
[[nodiscard]] std::optional<RunTemperature> runTemperature(std::span<const store::PredictionRecord> predictions,
                                                           std::size_t classes);
/// The temperature that a card sets for its posteriors, 1 where it sets none. Fails with one sentence where it is out of
/// bounds.
[[nodiscard]] core::Result<double> cardTemperature(const store::ModelCard& card);
/// Gives the card of a network its temperature, and the figures of what that is worth instead of earlier ones. before: the
/// temperature that the run's own predictions had, usually 1.
void addTemperature(store::ModelCard& card, const RunTemperature& found, double before);

}  // namespace prososcope::analysis
