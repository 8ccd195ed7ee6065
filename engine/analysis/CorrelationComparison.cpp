// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/CorrelationComparison.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/analysis/CorrelationChecks.h"
#include "engine/analysis/CorrelationSample.h"
#include "engine/analysis/Distributions.h"
#include "engine/analysis/PairedTest.h"
#include "engine/core/Undefined.h"
#include "engine/dsp/Chunks.h"

namespace prososcope::analysis {

namespace {

/// r of one unit in one group: of the first, of the second, and of what they do not share.
struct Pair {
    double first = core::kUndefined;
    double second = core::kUndefined;
    double between = core::kUndefined;
};

CorrelationDifference undefinedUnits(std::size_t units, DifferenceTest test) {
    CorrelationDifference result;
    result.test = test;
    for (auto* values : {&result.first, &result.second, &result.difference})
        values->assign(units, std::numeric_limits<float>::quiet_NaN());
    for (auto* values : {&result.statistic, &result.p, &result.adjusted}) values->assign(units, core::kUndefined);
    return result;
}

void fill(CorrelationDifference& result, std::size_t unit, double first, double second, double statistic, double p) {
    result.first[unit] = static_cast<float>(first);
    result.second[unit] = static_cast<float>(second);
    result.difference[unit] = static_cast<float>(first - second);
    result.statistic[unit] = statistic;
    result.p[unit] = p;
}

void correct(CorrelationDifference& result, std::optional<Correction> correction) {
    result.adjusted = correction ? adjusted(result.p, *correction) : result.p;
}

void fillUnit(const CorrelationSample& sample, std::span<const Pair> pairs, std::size_t unit, CorrelationDifference& result) {
    if (result.test == DifferenceTest::SharedRows) {
        const auto& pair = pairs.front();
        if (std::isnan(pair.first) || std::isnan(pair.second)) return;
        const double z = dependentCorrelationsZ(pair.first, pair.second, pair.between, sample.groups().front().degrees + 2.0);
        fill(result, unit, pair.first, pair.second, z, normalTwoSided(z));
        return;
    }
    const auto zOf = [](double r) {
        constexpr auto kMost = static_cast<double>(kLargestR);
        return std::atanh(std::clamp(r, -kMost, kMost));
    };
    std::vector<double> differences;
    double first = 0.0;
    double second = 0.0;
    for (const auto& pair : pairs) {
        if (std::isnan(pair.first) || std::isnan(pair.second)) continue;
        differences.push_back(zOf(pair.first) - zOf(pair.second));
        first += zOf(pair.first);
        second += zOf(pair.second);
    }
    if (differences.empty()) return;
    const auto count = static_cast<double>(differences.size());
    const auto test = studentTest(differences);
    fill(result, unit, std::tanh(first / count), std::tanh(second / count), test.t, test.p);
}

/// The units of `sample`: pairsOf() gives each thread what makes [groups, kBlockUnits] pairs of the block from a unit on.
template <typename PairsOf>
core::Result<CorrelationDifference> compare(const CorrelationSample& sample, std::size_t units,
                                            const CorrelationSettings& settings, core::Progress& progress,
                                            const PairsOf& pairsOf) {
    const std::size_t groups = sample.groups().size();
    auto result = undefinedUnits(
        units, settings.pooling == SpeakerPooling::FisherZ ? DifferenceTest::Speakers : DifferenceTest::SharedRows);
    for (std::size_t g = 0; g < groups; ++g) {
        bool all = true;
        for (std::size_t t = 0; t < sample.targets(); ++t) all = all && sample.defined(g, t);
        if (!all) continue;
        result.n += sample.groups()[g].to - sample.groups()[g].from;
        result.speakers += sample.groups()[g].speakers.size();
    }
    if (groups == 0) return result;
    const std::size_t blocks = (units + kBlockUnits - 1) / kBlockUnits;
    const bool done = dsp::runChunks(blocks, settings.threads, progress, [&] {
        return [&, make = pairsOf(), pairs = std::vector<Pair>(), own = std::vector<Pair>(groups)](std::size_t block) mutable {
            const std::size_t first = block * kBlockUnits;
            pairs.assign(groups * kBlockUnits, {});
            make(first, pairs);
            for (std::size_t u = 0; u < std::min(kBlockUnits, units - first); ++u) {
                for (std::size_t g = 0; g < groups; ++g) own[g] = pairs[g * kBlockUnits + u];
                fillUnit(sample, own, first + u, result);
            }
        };
    });
    if (!done) return core::cancelled();
    correct(result, settings.correction);
    return result;
}

}  // namespace

double dependentCorrelationsZ(double r1, double r2, double rx, double n) {
    if (std::isnan(r1) || std::isnan(r2) || std::isnan(rx) || !(n > 3.0)) return core::kUndefined;
    if (r1 == r2) return 0.0;
    const double squares = 0.5 * (r1 * r1 + r2 * r2);
    const double f = std::min((1.0 - rx) / (2.0 * (1.0 - squares)), 1.0);
    const double h = (1.0 - f * squares) / (1.0 - squares);
    return (std::atanh(r1) - std::atanh(r2)) * std::sqrt((n - 3.0) / (2.0 * (1.0 - rx) * h));
}

core::Result<CorrelationDifference> compareTargets(const ActivationRows& rows, const CorrelationTarget& first,
                                                   const CorrelationTarget& second, const CorrelationSettings& settings,
                                                   core::Progress& progress) {
    std::vector<CorrelationTarget> targets{first, second};
    for (std::size_t i = 0; i < std::min(first.values.size(), second.values.size()); ++i) {
        if (std::isnan(first.values[i]) || std::isnan(second.values[i]))
            targets[0].values[i] = targets[1].values[i] = core::kUndefined;
    }
    if (const auto status = checkCorrelation(rows, targets, settings); !status) return core::fail(status.error());
    const CorrelationTarget* both[] = {&targets[0], &targets[1]};
    const CorrelationSample sample(rows, both, settings);
    std::vector<double> between(sample.groups().size(), 0.0);
    for (std::size_t g = 0; g < between.size(); ++g) {
        for (std::size_t i = sample.groups()[g].from; i < sample.groups()[g].to; ++i)
            between[g] += sample.values()[2 * i] * sample.values()[2 * i + 1];
    }
    return compare(sample, rows.units, settings, progress, [&] {
        return [&, block = UnitBlock{}, r = std::vector<double>()](std::size_t unit, std::vector<Pair>& pairs) mutable {
            sample.load(rows, unit, block);
            for (std::size_t g = 0; g < between.size(); ++g) {
                sample.correlate(block, g, r);
                for (std::size_t u = 0; u < kBlockUnits; ++u)
                    pairs[g * kBlockUnits + u] = {r[u], r[kBlockUnits + u], std::clamp(between[g], -1.0, 1.0)};
            }
        };
    });
}

core::Result<CorrelationDifference> compareActivations(const ActivationRows& first, const ActivationRows& second,
                                                       const CorrelationTarget& target, const CorrelationSettings& settings,
                                                       core::Progress& progress) {
    if (const auto status = checkCorrelation(first, {&target, 1}, settings); !status) return core::fail(status.error());
    if (const auto status = checkActivations(second); !status) return core::fail(status.error());
    if (first.units != second.units || !std::ranges::equal(first.speakers, second.speakers))
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "Activations can be compared of the same utterances and units only.")});
    const CorrelationTarget* only[] = {&target};
    const CorrelationSample sample(first, only, settings);
    return compare(sample, first.units, settings, progress, [&] {
        return [&, blocks = std::array<UnitBlock, 2>(), r = std::array<std::vector<double>, 2>()](
                   std::size_t unit, std::vector<Pair>& pairs) mutable {
            sample.load(first, unit, blocks[0]);
            sample.load(second, unit, blocks[1]);
            for (std::size_t g = 0; g < sample.groups().size(); ++g) {
                sample.correlate(blocks[0], g, r[0]);
                sample.correlate(blocks[1], g, r[1]);
                const auto& group = sample.groups()[g];
                for (std::size_t u = 0; u < kBlockUnits; ++u) {
                    double between = 0.0;
                    for (std::size_t i = group.from; i < group.to; ++i)
                        between += blocks[0].values[i * kBlockUnits + u] * blocks[1].values[i * kBlockUnits + u];
                    between *= blocks[0].scales[g * kBlockUnits + u] * blocks[1].scales[g * kBlockUnits + u];
                    pairs[g * kBlockUnits + u] = {r[0][u], r[1][u], std::clamp(between, -1.0, 1.0)};
                }
            }
        };
    });
}

core::Result<CorrelationDifference> compareOtherRows(const CorrelationMap& first, const CorrelationMap& second,
                                                     std::optional<Correction> correction) {
    if (first.r.size() != second.r.size())
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "Maps of %1 and %2 units cannot be compared."),
                                                      {std::to_string(first.r.size()), std::to_string(second.r.size())}});
    if (!first.heterogeneity.empty() || !second.heterogeneity.empty())
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "Maps that are means over speakers can be compared by their rows only: choose one "
                                        "speaker, or centred speakers.")});
    auto result = undefinedUnits(first.r.size(), DifferenceTest::OtherRows);
    result.n = first.n + second.n;
    result.speakers = first.speakers + second.speakers;
    const double error = std::hypot(first.zError, second.zError);
    for (std::size_t u = 0; u < first.r.size(); ++u) {
        const auto a = static_cast<double>(first.r[u]);
        const auto b = static_cast<double>(second.r[u]);
        if (std::isnan(a) || std::isnan(b)) continue;
        const double z = a == b ? 0.0 : (std::atanh(a) - std::atanh(b)) / error;
        fill(result, u, a, b, z, normalTwoSided(z));
    }
    correct(result, correction);
    return result;
}

}  // namespace prososcope::analysis
