// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LayersData that correlates.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/layers/LayersComparison.h"
#include "app/gui/layers/LayersData.h"
#include "engine/analysis/CorrelationChecks.h"
#include "engine/analysis/Distributions.h"
#include "engine/core/Undefined.h"

namespace prososcope::gui {

namespace {

using analysis::CorrelationMap;
using analysis::SpeakerPooling;

constexpr double kLimitStep = 0.05;
constexpr double kLeastLimit = 0.1;
constexpr double kLargestDifference = 2.0;
constexpr int kContrastLayers = 3;
constexpr int kFewestSpeakers = 3;
// Of the progress, where maps, controls, comparisons and the maps of what is compared with end.
constexpr double kMapsShare = 0.4;
constexpr double kControlShare = 0.65;
constexpr double kComparedShare = 0.7;
constexpr double kOthersShare = 0.95;

/// The keys to correlate with: those that are wanted and there, else those that say most.
std::vector<std::string> chosenKeys(const LayersSet& set, const QStringList& wanted) {
    const auto find = [&](const std::string& key) {
        return std::find_if(set.targets.begin(), set.targets.end(),
                            [&](const experiment::TargetChoice& each) { return each.key == key; });
    };
    std::vector<std::string> keys;
    for (const experiment::TargetChoice& each : set.targets)
        if (wanted.contains(QString::fromStdString(each.key))) keys.push_back(each.key);
    if (!keys.empty()) return keys;
    for (const char* dimension : {"valence", "arousal"}) {
        const auto rated = find(dimension);
        const auto derived = find(std::string("derived-") + dimension);
        const bool covered = rated != set.targets.end() && 2 * rated->utterances >= set.utterances.size();
        if (covered || (rated != set.targets.end() && derived == set.targets.end()))
            keys.push_back(rated->key);
        else if (derived != set.targets.end())
            keys.push_back(derived->key);
    }
    if (keys.empty() && !set.targets.empty()) keys.push_back(set.targets.front().key);
    return keys;
}

double largest(const std::vector<float>& r, double sofar) {
    for (const float each : r)
        if (!std::isnan(each)) sofar = std::max(sofar, std::abs(static_cast<double>(each)));
    return sofar;
}

double roundedUp(double limit, double most = 1.0) {
    return std::max(kLeastLimit, std::min(most, kLimitStep * std::ceil(limit / kLimitStep - 1e-9)));
}

/// Mean |r| over the defined units of layers [from, to).
double meanAbs(const std::vector<float>& r, const std::vector<std::int64_t>& widths, std::size_t from, std::size_t to) {
    const auto begin = static_cast<std::size_t>(
        std::accumulate(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(from), std::int64_t{0}));
    const auto units = static_cast<std::size_t>(std::accumulate(
        widths.begin() + static_cast<std::ptrdiff_t>(from), widths.begin() + static_cast<std::ptrdiff_t>(to), std::int64_t{0}));
    double sum = 0.0;
    std::size_t defined = 0;
    for (std::size_t unit = begin; unit < begin + units; ++unit) {
        if (std::isnan(r[unit])) continue;
        sum += std::abs(static_cast<double>(r[unit]));
        ++defined;
    }
    return defined == 0 ? core::kUndefined : sum / static_cast<double>(defined);
}

LayerContrast contrastOf(const CorrelationMap& map, const std::vector<widgets::SpeakerMap>& speakers,
                         const std::vector<std::int64_t>& widths) {
    LayerContrast made;
    const std::size_t layers = widths.size();
    const std::size_t ends = std::min<std::size_t>(kContrastLayers, layers / 2);
    made.layers = static_cast<int>(ends);
    made.difference = made.low = made.high = core::kUndefined;
    if (ends == 0) return made;
    made.first = meanAbs(map.r, widths, 0, ends);
    made.last = meanAbs(map.r, widths, layers - ends, layers);
    std::vector<double> differences;
    for (const widgets::SpeakerMap& each : speakers) {
        if (each.r.empty()) continue;
        const double difference = meanAbs(each.r, widths, 0, ends) - meanAbs(each.r, widths, layers - ends, layers);
        if (std::isfinite(difference)) differences.push_back(difference);
    }
    made.speakers = static_cast<int>(differences.size());
    if (made.speakers < kFewestSpeakers) return made;
    const double n = made.speakers;
    made.difference = std::accumulate(differences.begin(), differences.end(), 0.0) / n;
    double squares = 0.0;
    for (const double each : differences) squares += (each - made.difference) * (each - made.difference);
    const double half = analysis::tCritical(0.05, n - 1.0) * std::sqrt(squares / (n - 1.0) / n);
    made.low = made.difference - half;
    made.high = made.difference + half;
    return made;
}

CorrelationMap undefinedMap(const analysis::CorrelationTarget& target, std::size_t units) {
    CorrelationMap none;
    none.target = target.name;
    none.derived = target.derived;
    none.r.assign(units, std::numeric_limits<float>::quiet_NaN());
    none.low = none.high = none.r;
    none.p.assign(units, core::kUndefined);
    none.adjusted = none.p;
    none.critical = none.criticalCorrected = core::kUndefined;
    return none;
}

/// A map for each target. One that cannot have any (a speaker without that emotion) leaves the others: its units are all
/// undefined then, and `notes` says why. Fails where none can have one.
core::Result<std::vector<CorrelationMap>> mapsOf(const analysis::ActivationRows& rows,
                                                 const std::vector<analysis::CorrelationTarget>& targets,
                                                 const analysis::CorrelationSettings& settings, QStringList& notes,
                                                 core::Progress progress) {
    std::vector<analysis::CorrelationTarget> good;
    std::vector<CorrelationMap> maps;
    std::optional<core::Error> failure;
    for (const analysis::CorrelationTarget& target : targets) {
        const auto status = analysis::checkCorrelation(rows, {&target, 1}, settings);
        notes << (status ? QString() : engine_thread::translated(status.error().text));
        if (status) {
            good.push_back(target);
        } else if (!failure) {
            failure = status.error();
        }
        maps.push_back(undefinedMap(target, rows.units));
    }
    if (good.empty() && failure) return core::fail(*failure);
    auto made = analysis::correlationMaps(rows, good, settings, progress);
    if (!made) return core::fail(made.error());
    auto next = made->begin();
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (notes[static_cast<qsizetype>(i)].isEmpty()) maps[i] = std::move(*next++);
    return maps;
}

widgets::HeatmapMap shown(CorrelationMap map, const QString& title, const QString& note,
                          const std::vector<std::int64_t>& widths, double alpha) {
    widgets::HeatmapMap made;
    made.title = title;
    made.note = note;
    made.profile = analysis::layerProfiles(map, widths, alpha);
    made.map = std::move(map);
    return made;
}

core::Result<std::vector<widgets::SpeakerMap>> speakerMaps(const LayersSet& set, const analysis::ActivationRows& rows,
                                                           const analysis::CorrelationTarget& target,
                                                           analysis::CorrelationSettings settings, core::Progress& progress) {
    settings.pooling = SpeakerPooling::One;
    std::map<std::string, std::size_t> counts;
    for (std::size_t row = 0; row < target.values.size(); ++row)
        if (std::isfinite(target.values[row])) ++counts[set.set.info().speakers[row]];
    std::vector<widgets::SpeakerMap> result;
    for (const std::string& speaker : set.speakers) {
        settings.speaker = speaker;
        widgets::SpeakerMap made{QString::fromStdString(speaker), counts[speaker], {}, {}};
        core::Progress quiet(progress.stopToken());
        auto maps = analysis::correlationMaps(rows, {&target, 1}, settings, quiet);
        if (!maps) {
            if (maps.error().kind == core::ErrorKind::Cancelled) return core::fail(maps.error());
            result.push_back(std::move(made));  // too few utterances, or one value of the target
            continue;
        }
        const CorrelationMap& map = maps->front();
        for (std::size_t unit = 0; unit < map.r.size(); ++unit) made.counts.push_back(map.counts(unit, settings.alpha) ? 1 : 0);
        made.r = std::move(maps->front().r);
        result.push_back(std::move(made));
    }
    return result;
}

}  // namespace

core::Result<std::shared_ptr<const LayersResult>> computeLayers(std::shared_ptr<const LayersSet> set,
                                                                const LayersSettings& settings,
                                                                const std::filesystem::path& other, core::Progress& progress) {
    auto result = std::make_shared<LayersResult>();
    result->settings = settings;
    const std::vector<std::string> keys = chosenKeys(*set, settings.targets);
    result->settings.targets.clear();
    for (const std::string& key : keys) result->settings.targets << QString::fromStdString(key);
    auto targets = experiment::correlationTargets(set->corpus, set->set.info().utterances, keys);
    if (!targets) return core::fail(targets.error());
    result->targets = std::move(*targets);
    const analysis::CorrelationSettings engine = settings.forEngine();
    const analysis::ActivationRows rows = rowsOf(set->set, settings.pool);
    QStringList notes;
    auto maps = mapsOf(rows, result->targets, engine, notes, progress.part(0.0, kMapsShare));
    if (!maps) return core::fail(maps.error());

    std::vector<CorrelationMap> controls;
    QString controlNote;
    const bool compared = settings.comparison.with == LayersComparison::With::Untrained;  // shown as such already
    const bool shuffled = settings.control == LayersControl::ShuffledLabels;
    if (shuffled || (settings.control == LayersControl::UntrainedNetwork && set->untrained && !compared)) {
        analysis::CorrelationSettings control = engine;
        control.shuffledLabels = shuffled;
        QStringList ignored;
        auto made = mapsOf(shuffled ? rows : rowsOf(*set->untrained, settings.pool), result->targets, control, ignored,
                           progress.part(kMapsShare, kControlShare));
        if (!made) return core::fail(made.error());
        controls = std::move(*made);
        controlNote = shuffled ? QCoreApplication::translate("LayersData", "labels shuffled")
                               : QCoreApplication::translate("LayersData", "untrained network");
    }

    const std::vector<std::int64_t> widths = set->widths();
    QStringList titleNotes;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto choice = std::find_if(set->targets.begin(), set->targets.end(),
                                         [&](const experiment::TargetChoice& each) { return each.key == keys[i]; });
        result->titles << targetTitle(*choice);
        titleNotes << (notes[static_cast<qsizetype>(i)].isEmpty() ? targetNote(*choice) : notes[static_cast<qsizetype>(i)]);
    }
    result->source = std::move(set);
    auto comparison = compareLayers(*result, other, progress.part(kControlShare, kComparedShare));
    if (!comparison) return core::fail(comparison.error());
    std::vector<CorrelationMap> others;
    if (comparison->other != nullptr) {
        QStringList ignored;
        auto made = mapsOf(rowsOf(*comparison->other, settings.pool), result->targets, engine, ignored,
                           progress.part(kComparedShare, kOthersShare));
        if (!made) return core::fail(made.error());
        others = std::move(*made);
    }

    auto heatmap = std::make_shared<widgets::HeatmapData>();
    heatmap->widths = widths;
    heatmap->alpha = engine.alpha;
    heatmap->correction = correctionText(settings, engine.alpha);
    heatmap->differenceLimit = roundedUp(comparison->largest, kLargestDifference);
    for (const store::ActivationLayer& each : result->source->set.info().layers)
        heatmap->layers << QString::fromStdString(each.name);
    const auto add = [&](widgets::HeatmapMap map, ShownMap what) {
        heatmap->maps.push_back(std::move(map));
        result->shown.push_back(what);
    };
    double limit = 0.0;
    double speakerLimit = 0.0;
    for (std::size_t i = 0; i < maps->size(); ++i) {
        const int target = static_cast<int>(i);
        const QString& title = result->titles.at(target);
        auto speakers = speakerMaps(*result->source, rows, result->targets[i], settings.withoutPermutations(), progress);
        if (!speakers) return core::fail(speakers.error());
        for (const widgets::SpeakerMap& each : *speakers) speakerLimit = largest(each.r, speakerLimit);
        result->contrasts.push_back(contrastOf((*maps)[i], *speakers, widths));
        result->speakers.push_back(std::move(*speakers));
        limit = largest((*maps)[i].r, limit);
        add(shown(std::move((*maps)[i]), title, titleNotes.at(target), widths, engine.alpha),
            {ShownMap::Role::Target, target, -1});
        if (i < others.size()) {
            limit = largest(others[i].r, limit);
            add(shown(std::move(others[i]), title, comparison->note, widths, engine.alpha),
                {ShownMap::Role::Other, target, -1});
        }
        for (auto& [map, what] : comparison->differences)
            if (what.target == target && settings.comparison.ofActivations()) add(std::move(map), what);
        if (!controls.empty()) {
            limit = largest(controls[i].r, limit);
            add(shown(std::move(controls[i]), title, controlNote, widths, engine.alpha), {ShownMap::Role::Control, target, -1});
        }
        progress.report(kOthersShare + (1.0 - kOthersShare) * static_cast<double>(i + 1) / static_cast<double>(keys.size()));
    }
    for (auto& [map, what] : comparison->differences)
        if (!settings.comparison.ofActivations()) add(std::move(map), what);
    result->limit = roundedUp(limit);
    result->speakerLimit = roundedUp(speakerLimit);
    result->maps = std::move(heatmap);
    return result;
}

}  // namespace prososcope::gui
