// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/LayersComparison.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/Undefined.h"

namespace prososcope::gui {

namespace {

using analysis::CorrelationDifference;
using With = LayersComparison::With;

/// As a map whose values are the differences.
widgets::HeatmapMap shown(const CorrelationDifference& made, const QString& title, const LayersResult& result) {
    const analysis::CorrelationSettings settings = result.settings.withoutPermutations();
    widgets::HeatmapMap map;
    map.title = title;
    map.correction = correctionText(settings.correction, settings.alpha);
    map.map.target = title.toStdString();
    map.map.r = made.difference;
    map.map.p = made.p;
    map.map.adjusted = made.adjusted;
    map.map.low.assign(made.difference.size(), std::numeric_limits<float>::quiet_NaN());
    map.map.high = map.map.low;
    map.map.n = made.n;
    map.map.speakers = made.speakers;
    map.map.critical = map.map.criticalCorrected = map.map.zError = core::kUndefined;
    for (std::size_t unit = 0; unit < made.difference.size(); ++unit) {
        const double size = std::abs(static_cast<double>(made.difference[unit]));
        if (map.map.counts(unit, settings.alpha) && !(size >= map.map.criticalCorrected)) map.map.criticalCorrected = size;
    }
    map.profile = analysis::layerProfiles(map.map, result.source->widths(), settings.alpha);
    map.difference = std::make_shared<const CorrelationDifference>(made);
    return map;
}

void add(ComparedLayers& compared, LayersResult& result, experiment::NamedDifference made, const QString& title, int target) {
    for (const float each : made.difference.difference)
        if (!std::isnan(each)) compared.largest = std::max(compared.largest, std::abs(static_cast<double>(each)));
    const int index = static_cast<int>(result.differences.size());
    compared.differences.emplace_back(shown(made.difference, title, result),
                                      ShownMap{ShownMap::Role::Difference, target, index});
    result.differences.push_back(std::move(made));
}

core::Result<ComparedLayers> compareTwoTargets(LayersResult& result, core::Progress& progress) {
    ComparedLayers compared;
    LayersComparison& wanted = result.settings.comparison;
    const auto first = static_cast<int>(result.settings.targets.indexOf(wanted.first));
    const auto second = static_cast<int>(result.settings.targets.indexOf(wanted.second));
    if (first < 0 || second < 0) {
        wanted = {};
        return compared;
    }
    const auto& a = result.targets[static_cast<std::size_t>(first)];
    const auto& b = result.targets[static_cast<std::size_t>(second)];
    auto made = analysis::compareTargets(rowsOf(result.source->set, result.settings.pool), a, b,
                                         result.settings.withoutPermutations(), progress);
    if (!made) {
        if (made.error().kind == core::ErrorKind::Cancelled) return core::fail(made.error());
        wanted = {};  // one of the two has no map either, which says why
        return compared;
    }
    add(compared, result, {a.name, b.name, std::move(*made)},
        differenceTitle(result.titles.at(first), result.titles.at(second)), first);
    return compared;
}

core::Result<ComparedLayers> compareActivations(LayersResult& result, const store::ActivationSet& other,
                                                core::Progress& progress) {
    ComparedLayers compared;
    const store::ActivationSetInfo& info = result.source->set.info();
    const analysis::ActivationRows rows = rowsOf(result.source->set, result.settings.pool);
    const analysis::ActivationRows others = rowsOf(other, result.settings.pool);
    compared.other = &other;
    compared.note = otherTitle(info, other.info());
    const std::string name = experiment::otherActivations(info, other.info());
    for (std::size_t i = 0; i < result.targets.size(); ++i) {
        const analysis::CorrelationTarget& target = result.targets[i];
        const auto share = [&](std::size_t done) {
            return static_cast<double>(done) / static_cast<double>(result.targets.size());
        };
        auto testing = progress.part(share(i), share(i + 1));
        auto made = analysis::compareActivations(rows, others, target, result.settings.withoutPermutations(), testing);
        if (!made && made.error().kind == core::ErrorKind::Cancelled) return core::fail(made.error());
        if (!made) continue;  // its own map says why
        const QString& title = result.titles.at(static_cast<int>(i));
        add(compared, result, {target.name, target.name + ", " + name, std::move(*made)}, differenceTitle(title, compared.note),
            static_cast<int>(i));
    }
    return compared;
}

}  // namespace

core::Result<ComparedLayers> compareLayers(LayersResult& result, const std::filesystem::path& other, core::Progress progress) {
    LayersComparison& wanted = result.settings.comparison;
    switch (wanted.with) {
        case With::Nothing:
            return ComparedLayers{};
        case With::Target:
            return compareTwoTargets(result, progress);
        case With::Untrained:
            if (!result.source->untrained) return ComparedLayers{};
            return compareActivations(result, *result.source->untrained, progress);
        case With::Stored:
            break;
    }
    if (other.empty()) {
        wanted = {};
        return ComparedLayers{};
    }
    auto opened = store::ActivationSet::open(other);
    if (!opened) return core::fail(opened.error());
    if (!experiment::sameRowsAndUnits(result.source->set.info(), opened->info()))
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "Activations can be compared of the same utterances and units only.")});
    result.other = std::move(*opened);
    return compareActivations(result, *result.other, progress);
}

}  // namespace prososcope::gui
