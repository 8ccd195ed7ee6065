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
#include "app/gui/layers/LayersData.h"
#include "engine/analysis/Distributions.h"

namespace prososcope::gui {

namespace {

using analysis::CorrelationMap;
using analysis::SpeakerPooling;

constexpr double kLimitStep = 0.05;
constexpr double kLeastLimit = 0.1;
constexpr int kContrastLayers = 3;
constexpr int kFewestSpeakers = 3;
constexpr std::size_t kMostDrivers = 12;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

analysis::ActivationRows rowsOf(const store::ActivationSet& set, store::ActivationPool pool) {
    const store::ActivationSetInfo& info = set.info();
    return {set.values(pool), static_cast<std::size_t>(info.units()), info.speakers, info.seconds, info.levelDb};
}

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

double roundedUp(double limit) {
    return std::max(kLeastLimit, std::min(1.0, kLimitStep * std::ceil(limit / kLimitStep - 1e-9)));
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
    return defined == 0 ? kNone : sum / static_cast<double>(defined);
}

LayerContrast contrastOf(const CorrelationMap& map, const std::vector<widgets::SpeakerMap>& speakers,
                         const std::vector<std::int64_t>& widths) {
    LayerContrast made;
    const std::size_t layers = widths.size();
    const std::size_t ends = std::min<std::size_t>(kContrastLayers, layers / 2);
    made.layers = static_cast<int>(ends);
    made.difference = made.low = made.high = kNone;
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

/// A map for each target, one by one, so that one that cannot have any (a speaker without that emotion) leaves the others: its
/// units are all undefined then, and `notes` says why. Fails where none can have one.
core::Result<std::vector<CorrelationMap>> mapsOf(const analysis::ActivationRows& rows,
                                                 const std::vector<analysis::CorrelationTarget>& targets,
                                                 const analysis::CorrelationSettings& settings, QStringList& notes,
                                                 core::Progress progress) {
    std::vector<CorrelationMap> maps;
    std::optional<core::Error> failure;
    bool any = false;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto share = [&](std::size_t index) { return static_cast<double>(index) / static_cast<double>(targets.size()); };
        auto part = progress.part(share(i), share(i + 1));
        auto made = analysis::correlationMaps(rows, {&targets[i], 1}, settings, part);
        if (!made && made.error().kind == core::ErrorKind::Cancelled) return core::fail(made.error());
        notes << (made ? QString() : engine_thread::translated(made.error().text));
        if (made) {
            any = true;
            maps.push_back(std::move(made->front()));
            continue;
        }
        if (!failure) failure = made.error();
        CorrelationMap none;
        none.target = targets[i].name;
        none.derived = targets[i].derived;
        none.r.assign(rows.units, std::numeric_limits<float>::quiet_NaN());
        none.low = none.high = none.r;
        none.p.assign(rows.units, kNone);
        none.adjusted = none.p;
        none.critical = none.criticalCorrected = kNone;
        maps.push_back(std::move(none));
    }
    if (!any && failure) return core::fail(*failure);
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
    settings.permutations = 0;
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
                                                                const LayersSettings& settings, core::Progress& progress) {
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
    auto maps = mapsOf(rows, result->targets, engine, notes, progress.part(0.0, 0.5));
    if (!maps) return core::fail(maps.error());

    std::vector<CorrelationMap> controls;
    QString controlNote;
    if (settings.control != LayersControl::None) {
        const bool shuffled = settings.control == LayersControl::ShuffledLabels;
        analysis::CorrelationSettings control = engine;
        control.shuffledLabels = shuffled;
        if (shuffled || set->untrained) {
            QStringList ignored;
            auto made = mapsOf(shuffled ? rows : rowsOf(*set->untrained, settings.pool), result->targets, control, ignored,
                               progress.part(0.5, 0.8));
            if (!made) return core::fail(made.error());
            controls = std::move(*made);
            controlNote = shuffled ? QCoreApplication::translate("LayersData", "labels shuffled")
                                   : QCoreApplication::translate("LayersData", "untrained network");
        }
    }

    const std::vector<std::int64_t> widths = set->widths();
    auto heatmap = std::make_shared<widgets::HeatmapData>();
    heatmap->widths = widths;
    heatmap->alpha = engine.alpha;
    heatmap->correction = correctionText(settings.correction, engine.alpha);
    for (const store::ActivationLayer& each : set->set.info().layers) heatmap->layers << QString::fromStdString(each.name);
    double limit = 0.0;
    double speakerLimit = 0.0;
    for (std::size_t i = 0; i < maps->size(); ++i) {
        const auto choice = std::find_if(set->targets.begin(), set->targets.end(),
                                         [&](const experiment::TargetChoice& each) { return each.key == keys[i]; });
        const QString title = targetTitle(*choice);
        result->titles << title;
        auto speakers = speakerMaps(*set, rows, result->targets[i], engine, progress);
        if (!speakers) return core::fail(speakers.error());
        for (const widgets::SpeakerMap& each : *speakers) speakerLimit = largest(each.r, speakerLimit);
        result->contrasts.push_back(contrastOf((*maps)[i], *speakers, widths));
        result->speakers.push_back(std::move(*speakers));
        limit = largest((*maps)[i].r, limit);
        heatmap->maps.push_back(shown(std::move((*maps)[i]), title,
                                      notes[static_cast<int>(i)].isEmpty() ? targetNote(*choice) : notes[static_cast<int>(i)],
                                      widths, engine.alpha));
        if (controls.empty()) continue;
        limit = largest(controls[i].r, limit);
        heatmap->maps.push_back(shown(std::move(controls[i]), title, controlNote, widths, engine.alpha));
        progress.report(0.8 + 0.2 * static_cast<double>(i + 1) / static_cast<double>(keys.size()));
    }
    result->limit = roundedUp(limit);
    result->speakerLimit = roundedUp(speakerLimit);
    result->maps = std::move(heatmap);
    result->source = std::move(set);
    return result;
}

UnitFacts unitFacts(const LayersResult& result, int target, std::size_t unit, bool control) {
    const LayersSet& source = *result.source;
    const store::ActivationSet& set = control && source.untrained ? *source.untrained : source.set;
    const store::ActivationSetInfo& info = set.info();
    const auto units = static_cast<std::size_t>(info.units());
    const auto values = set.values(result.settings.pool);
    const std::vector<double>& labels = result.targets[static_cast<std::size_t>(target)].values;
    const SpeakerPooling pooling = result.settings.pooling;

    struct Part {
        std::vector<std::size_t> rows;
    };
    std::map<std::string, Part> parts;  // within each of which values are centred and standardised
    const std::string speaker = result.settings.speaker.toStdString();
    for (std::size_t row = 0; row < labels.size(); ++row) {
        if (!std::isfinite(labels[row]) || (pooling == SpeakerPooling::One && info.speakers[row] != speaker)) continue;
        const bool bySpeaker = pooling == SpeakerPooling::FisherZ || pooling == SpeakerPooling::Centred;
        parts[bySpeaker ? info.speakers[row] : std::string()].rows.push_back(row);
    }
    UnitFacts facts;
    const bool centred = pooling == SpeakerPooling::FisherZ || pooling == SpeakerPooling::Centred;
    facts.activationTitle = centred ? QCoreApplication::translate("LayersData", "activation, centred by speaker")
                                    : QCoreApplication::translate("LayersData", "activation");
    double allX = 0.0;  // squares about the means, over all parts
    double allY = 0.0;
    std::size_t all = 0;
    struct Row {
        std::size_t row;
        double x, y, partX, partY;
    };
    std::vector<Row> rows;
    for (const auto& [name, each] : parts) {
        const auto n = static_cast<double>(each.rows.size());
        double meanX = 0.0;
        double meanY = 0.0;
        for (const std::size_t row : each.rows) {
            meanX += values[row * units + unit] / n;
            meanY += labels[row] / n;
        }
        double squaresX = 0.0;
        double squaresY = 0.0;
        for (const std::size_t row : each.rows) {
            squaresX += std::pow(values[row * units + unit] - meanX, 2.0);
            squaresY += std::pow(labels[row] - meanY, 2.0);
        }
        allX += squaresX;
        allY += squaresY;
        all += each.rows.size();
        const double off = std::max(1.0, n - 1.0);
        for (const std::size_t row : each.rows) {
            const double x = values[row * units + unit];
            rows.push_back({row, x - meanX, labels[row] - meanY, std::sqrt(squaresX / off), std::sqrt(squaresY / off)});
            facts.points.push_back({centred ? x - meanX : x, centred ? labels[row] - meanY : labels[row],
                                    QString::fromStdString(info.utterances[row]), row});
        }
    }
    // Nothing drives what is undefined; a constant unit differs from its mean by rounding alone.
    const auto map = static_cast<std::size_t>(result.mapOf(target) + (control && result.hasControl() ? 1 : 0));
    if (std::isnan(result.maps->maps[map].map.r[unit])) return facts;
    const double freedom = std::max(1.0, static_cast<double>(all) - 1.0);
    for (const Row& each : rows) {
        const bool within = pooling == SpeakerPooling::FisherZ;
        const double x = within ? each.partX : std::sqrt(allX / freedom);
        const double y = within ? each.partY : std::sqrt(allY / freedom);
        const double product = each.x / x * (each.y / y);
        if (std::isfinite(product)) facts.drivers.push_back({each.row, product, {}});
    }
    std::stable_sort(facts.drivers.begin(), facts.drivers.end(), [](const DrivingUtterance& a, const DrivingUtterance& b) {
        return std::abs(a.product) > std::abs(b.product);
    });
    if (facts.drivers.size() > kMostDrivers) facts.drivers.resize(kMostDrivers);
    for (DrivingUtterance& each : facts.drivers) {
        std::error_code code;
        const UtteranceSound sound = soundOf(source, each.row);
        if (std::filesystem::is_regular_file(sound.path, code)) each.audio = sound.path;
    }
    return facts;
}

}  // namespace prososcope::gui
