// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/FeatureSet.h"

#include <bit>
#include <cstdint>

#include "engine/features/Sets.h"

namespace prososcope::features {

bool allFinite(std::span<const float> samples) {
    std::uint32_t bad = 0;
    for (const float sample : samples) {
        bad |= static_cast<std::uint32_t>((std::bit_cast<std::uint32_t>(sample) & 0x7F800000U) == 0x7F800000U);
    }
    return bad == 0;
}

std::vector<std::string> numbered(const std::string& prefix, std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back(prefix + std::to_string(i));
    return names;
}

core::Result<FeatureMatrix> FeatureSet::compute(std::span<const float> mono, int threads) const {
    if (!allFinite(mono)) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The sound holds samples that are not finite numbers.")});
    }
    std::vector<float> surveyed;
    if (const auto first = survey(threads)) {
        first->push(mono, surveyed);
        first->finish(surveyed);
    }
    FeatureMatrix matrix;
    const double seconds = static_cast<double>(mono.size()) / static_cast<double>(rateHz());
    if (descriptors() == nullptr)  // a guess, so that the rows need not move as they come
        matrix.values.reserve((static_cast<std::size_t>(seconds / times().hopSeconds) + 2) * columns().size());
    const auto rows = stream(threads, surveyed);
    rows->push(mono, matrix.values);
    rows->finish(matrix.values);
    matrix.columns = columns().size();
    matrix.frames = matrix.values.size() / matrix.columns;
    matrix.firstSeconds = times().firstSeconds;
    matrix.hopSeconds = times().hopSeconds;
    return matrix;
}

const std::vector<const FeatureSet*>& allFeatureSets() {
    static const std::vector<const FeatureSet*> sets = [] {
        std::vector<const FeatureSet*> all;
        for (const auto& family : {librosaSets(), speechSets(), spectralSets(), gemapsSets(), compareSets()})
            all.insert(all.end(), family.begin(), family.end());
        return all;
    }();
    return sets;
}

core::Result<const FeatureSet*> featureSet(std::string_view name) {
    std::string known;
    for (const FeatureSet* set : allFeatureSets()) {
        if (set->name() == name) return set;
        known += (known.empty() ? "" : ", ") + std::string(set->name());
    }
    for (const auto& hidden : {librosaReferenceSets(), spectralReferenceSets()}) {
        for (const FeatureSet* set : hidden) {
            if (set->name() == name) return set;
        }
    }
    return core::fail(core::ErrorKind::NotFound,
                      {TRANSLATABLE("Engine", "There is no feature set \"%1\". Known sets: %2."), {std::string(name), known}});
}

}  // namespace prososcope::features
