// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/CorrelationMap.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/analysis/CorrelationChecks.h"
#include "engine/analysis/CorrelationInference.h"
#include "engine/analysis/CorrelationPermutation.h"
#include "engine/analysis/CorrelationSample.h"
#include "engine/core/Random.h"
#include "engine/core/Undefined.h"
#include "engine/dsp/Chunks.h"

namespace prososcope::analysis {

namespace {

/// The control: known values change places within each speaker, in the same way in targets that are known of the same rows.
void shuffleLabels(CorrelationTarget& target, std::span<const std::string> speakers, std::uint64_t seed) {
    std::map<std::string_view, std::vector<std::size_t>> known;
    for (std::size_t i = 0; i < speakers.size(); ++i) {
        if (!std::isnan(target.values[i])) known[speakers[i]].push_back(i);
    }
    core::Random random(core::deriveSeed(seed, "shuffled labels"));
    const auto original = target.values;
    for (const auto& [speaker, own] : known) {
        auto from = own;
        random.shuffle(std::span(from));
        for (std::size_t k = 0; k < own.size(); ++k) target.values[own[k]] = original[from[k]];
    }
}

void correct(std::vector<CorrelationMap>& maps, const CorrelationSettings& settings) {
    std::vector<double> family;
    for (auto& map : maps) {
        map.adjusted = settings.correction ? adjusted(map.p, *settings.correction) : map.p;
        family.insert(family.end(), map.p.begin(), map.p.end());
    }
    if (settings.familyOfAllTargets && settings.correction) {
        family = adjusted(family, *settings.correction);
        auto from = family.cbegin();
        for (auto& map : maps) {
            std::copy_n(from, map.p.size(), map.adjusted.begin());
            from += static_cast<std::ptrdiff_t>(map.p.size());
        }
    }
}

void findCritical(CorrelationMap& map, double alpha) {
    for (std::size_t u = 0; u < map.r.size(); ++u) {
        const double size = std::abs(static_cast<double>(map.r[u]));
        if (map.counts(u, alpha) && !(size >= map.criticalCorrected)) map.criticalCorrected = size;
    }
}

/// p of each unit: how often the largest of a permutation reaches what the unit has, itself counted as one more.
void takePermutations(CorrelationMap& map, std::vector<float> largest, const CorrelationSettings& settings) {
    constexpr float kRounding = 1e-5F;  // sums in float
    std::ranges::sort(largest);
    map.permuted.assign(map.r.size(), core::kUndefined);
    for (std::size_t u = 0; u < map.r.size(); ++u) {
        if (std::isnan(map.r[u])) continue;
        const float own = permutationStatistic(map.r[u], settings.pooling);
        const auto first = std::ranges::lower_bound(largest, own - kRounding * (1.0F + own));
        map.permuted[u] = (1.0 + static_cast<double>(largest.end() - first)) / (1.0 + static_cast<double>(largest.size()));
    }
}

/// The maps of targets that share their rows.
core::Status fillMaps(const ActivationRows& rows, const CorrelationSample& sample, std::span<const std::size_t> members,
                      std::span<const CorrelationTarget> targets, const CorrelationSettings& settings,
                      std::vector<CorrelationMap>& maps, core::Progress& progress) {
    std::vector<CorrelationInference> inferences;
    inferences.reserve(members.size());
    for (std::size_t t = 0; t < members.size(); ++t) {
        inferences.emplace_back(sample, t, settings);
        maps[members[t]] = inferences.back().emptyMap(targets[members[t]], rows.units);
    }
    struct Work {
        UnitBlock block;
        std::vector<std::vector<double>> r;
        std::vector<double> ofUnit;
    };
    const std::size_t groups = sample.groups().size();
    const std::size_t blocks = (rows.units + kBlockUnits - 1) / kBlockUnits;
    const bool done = dsp::runChunks(blocks, settings.threads, progress, [&] {
        return [&, work = Work{}](std::size_t block) mutable {
            sample.load(rows, block * kBlockUnits, work.block);
            work.r.resize(groups);
            work.ofUnit.resize(groups);
            for (std::size_t g = 0; g < groups; ++g) sample.correlate(work.block, g, work.r[g]);
            for (std::size_t t = 0; t < members.size(); ++t) {
                for (std::size_t u = 0; u < work.block.count; ++u) {
                    for (std::size_t g = 0; g < groups; ++g) work.ofUnit[g] = work.r[g][t * kBlockUnits + u];
                    inferences[t].fill(work.ofUnit, work.block.first + u, maps[members[t]]);
                }
            }
        };
    });
    return done ? core::Status{} : core::cancelled();
}

}  // namespace

bool CorrelationMap::counts(std::size_t unit, double alpha) const { return adjusted[unit] <= alpha; }

core::Result<std::vector<CorrelationMap>> correlationMaps(const ActivationRows& rows, std::span<const CorrelationTarget> given,
                                                          const CorrelationSettings& settings, core::Progress& progress) {
    if (const auto status = checkCorrelation(rows, given, settings); !status) return core::fail(status.error());
    std::vector<CorrelationTarget> targets(given.begin(), given.end());
    for (auto& target : targets) {
        if (settings.shuffledLabels) shuffleLabels(target, rows.speakers, settings.seed);
    }
    std::vector<CorrelationMap> maps(targets.size());
    std::vector<std::vector<float>> largest(targets.size());
    const auto together = targetsOfSharedRows(targets);
    for (std::size_t s = 0; s < together.size(); ++s) {
        const auto share = static_cast<double>(together.size());
        auto part = progress.part(static_cast<double>(s) / share, static_cast<double>(s + 1) / share);
        std::vector<const CorrelationTarget*> members;
        for (const std::size_t t : together[s]) members.push_back(&targets[t]);
        const CorrelationSample sample(rows, members, settings);
        auto mapping = part.part(0.0, settings.permutations > 0 ? 0.1 : 1.0);
        auto permuting = part.part(0.1, 1.0);
        if (auto done = fillMaps(rows, sample, together[s], targets, settings, maps, mapping); !done)
            return core::fail(done.error());
        if (settings.permutations == 0) continue;
        auto permuted = permuteWithinSpeakers(rows, sample, settings, permuting);
        if (!permuted) return core::fail(permuted.error());
        for (std::size_t t = 0; t < members.size(); ++t) largest[together[s][t]] = std::move(permuted->largest[t]);
    }
    correct(maps, settings);
    for (std::size_t t = 1; t < maps.size() && settings.familyOfAllTargets; ++t) {
        for (std::size_t k = 0; k < largest[t].size(); ++k) largest[0][k] = std::max(largest[0][k], largest[t][k]);
    }
    for (std::size_t t = 0; t < maps.size() && settings.permutations > 0; ++t)
        takePermutations(maps[t], largest[settings.familyOfAllTargets ? 0 : t], settings);
    for (auto& map : maps) {
        if (settings.adjustByPermutations) map.adjusted = map.permuted;
        findCritical(map, settings.alpha);
    }
    return maps;
}

std::vector<LayerProfile> layerProfiles(const CorrelationMap& map, std::span<const std::int64_t> widths, double alpha) {
    std::vector<LayerProfile> profiles;
    std::size_t from = 0;
    for (const auto width : widths) {
        const std::size_t to = std::min(from + static_cast<std::size_t>(std::max<std::int64_t>(width, 0)), map.r.size());
        LayerProfile profile;
        for (std::size_t u = from; u < to; ++u) {
            if (std::isnan(map.r[u])) continue;
            const double size = std::abs(static_cast<double>(map.r[u]));
            ++profile.defined;
            profile.meanR += size;
            profile.largestR = std::max(profile.largestR, size);
            profile.share += map.counts(u, alpha) ? 1.0 : 0.0;
        }
        const auto count = static_cast<double>(profile.defined);
        profile.meanR = profile.defined > 0 ? profile.meanR / count : core::kUndefined;
        profile.share = profile.defined > 0 ? profile.share / count : core::kUndefined;
        if (profile.defined == 0) profile.largestR = core::kUndefined;
        profiles.push_back(profile);
        from = to;
    }
    return profiles;
}

}  // namespace prososcope::analysis
