// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/FeatureSet.h"

#include <algorithm>
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

namespace {

/// The whole recording through a stream, in pieces long enough for several threads; false when asked to stop.
bool lead(FeatureStream& stream, std::span<const float> mono, int rateHz, std::vector<float>& rows, core::Progress progress) {
    constexpr std::size_t kPieceSeconds = 60;
    const std::size_t piece = kPieceSeconds * static_cast<std::size_t>(rateHz);
    for (std::size_t at = 0; at < mono.size(); at += piece) {
        if (progress.stopRequested()) return false;
        progress.report(static_cast<double>(at) / static_cast<double>(mono.size()));
        stream.push(mono.subspan(at, std::min(piece, mono.size() - at)), rows);
    }
    stream.finish(rows);
    return true;
}

}  // namespace

core::Result<FeatureMatrix> computeFeatures(const FeatureSet& set, std::span<const float> mono, int threads,
                                            core::Progress& progress) {
    if (!allFinite(mono)) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The sound holds samples that are not finite numbers.")});
    }
    std::vector<float> surveyed;
    double done = 0.0;
    if (const auto first = set.survey(threads)) {
        done = 0.5;
        if (!lead(*first, mono, set.rateHz(), surveyed, progress.part(0.0, done))) return core::cancelled();
    }
    FeatureMatrix matrix;
    const auto times = set.times();
    matrix.firstSeconds = times.firstSeconds;
    matrix.hopSeconds = times.hopSeconds;
    matrix.columns = set.columns().size();
    const double seconds = static_cast<double>(mono.size()) / static_cast<double>(set.rateHz());
    if (set.descriptors() == nullptr)  // a guess, so that the rows need not move as they come
        matrix.values.reserve((static_cast<std::size_t>(seconds / times.hopSeconds) + 2) * matrix.columns);
    if (!lead(*set.stream(threads, surveyed), mono, set.rateHz(), matrix.values, progress.part(done, 1.0)))
        return core::cancelled();
    matrix.frames = matrix.values.size() / matrix.columns;
    return matrix;
}

core::Result<FeatureMatrix> FeatureSet::compute(std::span<const float> mono, int threads) const {
    core::Progress silent;
    return computeFeatures(*this, mono, threads, silent);
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
