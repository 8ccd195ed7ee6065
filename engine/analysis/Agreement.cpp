// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Agreement.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/core/Undefined.h"

namespace prososcope::analysis {

namespace {

/// The ratings of a unit that were given, by index into the sorted distinct values.
std::vector<std::vector<std::size_t>> ratingsByUnit(std::span<const double> ratings, std::size_t raters,
                                                    const std::vector<double>& values) {
    const std::size_t units = ratings.size() / raters;
    std::vector<std::vector<std::size_t>> byUnit(units);
    for (std::size_t rater = 0; rater < raters; ++rater) {
        for (std::size_t unit = 0; unit < units; ++unit) {
            const double rating = ratings[rater * units + unit];
            if (std::isnan(rating)) continue;
            const auto at = std::lower_bound(values.begin(), values.end(), rating) - values.begin();
            byUnit[unit].push_back(static_cast<std::size_t>(at));
        }
    }
    return byUnit;
}

/// Squared distance of two values; counts: how often each occurs among pairable ratings.
double distance(std::size_t a, std::size_t b, RatingLevel level, const std::vector<double>& values,
                const std::vector<double>& counts) {
    if (a == b) return 0.0;
    switch (level) {
        case RatingLevel::Nominal:
            return 1.0;
        case RatingLevel::Interval:
            return (values[a] - values[b]) * (values[a] - values[b]);
        case RatingLevel::Ordinal:
            break;
    }
    const auto [low, high] = std::minmax(a, b);
    double between = -0.5 * (counts[low] + counts[high]);
    for (std::size_t k = low; k <= high; ++k) between += counts[k];
    return between * between;
}

}  // namespace

double fleissKappa(std::span<const std::size_t> counts, std::size_t classes) {
    if (classes == 0) return core::kUndefined;
    std::vector<double> chosen(classes, 0.0);
    double all = 0.0;
    double observed = 0.0;
    double units = 0.0;
    for (std::size_t at = 0; at + classes <= counts.size(); at += classes) {
        double ratings = 0.0;
        double agreeing = 0.0;
        for (std::size_t k = 0; k < classes; ++k) {
            const auto count = static_cast<double>(counts[at + k]);
            ratings += count;
            agreeing += count * (count - 1.0);
        }
        if (ratings < 2.0) continue;
        observed += agreeing / (ratings * (ratings - 1.0));
        units += 1.0;
        all += ratings;
        for (std::size_t k = 0; k < classes; ++k) chosen[k] += static_cast<double>(counts[at + k]);
    }
    if (units == 0.0) return core::kUndefined;
    double chance = 0.0;
    for (const double count : chosen) chance += (count / all) * (count / all);
    return chance < 1.0 ? (observed / units - chance) / (1.0 - chance) : core::kUndefined;
}

double krippendorffAlpha(std::span<const double> ratings, std::size_t raters, RatingLevel level) {
    if (raters < 2) return core::kUndefined;
    std::vector<double> values;
    std::copy_if(ratings.begin(), ratings.end(), std::back_inserter(values), [](double v) { return !std::isnan(v); });
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    auto byUnit = ratingsByUnit(ratings, raters, values);
    std::erase_if(byUnit, [](const auto& unit) { return unit.size() < 2; });

    std::vector<double> counts(values.size(), 0.0);
    double pairable = 0.0;
    for (const auto& unit : byUnit) {
        pairable += static_cast<double>(unit.size());
        for (const std::size_t value : unit) counts[value] += 1.0;
    }
    double observed = 0.0;
    for (const auto& unit : byUnit) {
        double sum = 0.0;
        for (std::size_t i = 0; i < unit.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) sum += 2.0 * distance(unit[i], unit[j], level, values, counts);
        }
        observed += sum / static_cast<double>(unit.size() - 1);
    }
    double expected = 0.0;
    for (std::size_t a = 0; a < values.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) expected += 2.0 * counts[a] * counts[b] * distance(a, b, level, values, counts);
    }
    return expected > 0.0 ? 1.0 - (pairable - 1.0) * observed / expected : core::kUndefined;
}

double concordance(std::span<const double> a, std::span<const double> b) {
    double count = 0.0;
    double meanA = 0.0;
    double meanB = 0.0;
    const std::size_t length = std::min(a.size(), b.size());
    const auto both = [&](std::size_t i) { return !std::isnan(a[i]) && !std::isnan(b[i]); };
    for (std::size_t i = 0; i < length; ++i) {
        if (!both(i)) continue;
        count += 1.0;
        meanA += a[i];
        meanB += b[i];
    }
    if (count < 2.0) return core::kUndefined;
    meanA /= count;
    meanB /= count;
    double covariance = 0.0;
    double spread = 0.0;
    for (std::size_t i = 0; i < length; ++i) {
        if (!both(i)) continue;
        covariance += (a[i] - meanA) * (b[i] - meanB);
        spread += (a[i] - meanA) * (a[i] - meanA) + (b[i] - meanB) * (b[i] - meanB);
    }
    const double under = spread / count + (meanA - meanB) * (meanA - meanB);
    return under > 0.0 ? 2.0 * covariance / count / under : core::kUndefined;
}

double meanConcordance(std::span<const double> ratings, std::size_t raters) {
    if (raters < 2) return core::kUndefined;
    const std::size_t units = ratings.size() / raters;
    double sum = 0.0;
    double pairs = 0.0;
    for (std::size_t i = 0; i < raters; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double value = concordance(ratings.subspan(i * units, units), ratings.subspan(j * units, units));
            if (std::isnan(value)) continue;
            sum += value;
            pairs += 1.0;
        }
    }
    return pairs > 0.0 ? sum / pairs : core::kUndefined;
}

}  // namespace prososcope::analysis
