// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LayersData that looks at one unit.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "app/gui/layers/LayersData.h"

namespace prososcope::gui {

using analysis::SpeakerPooling;

namespace {
constexpr std::size_t kMostDrivers = 12;
}

UnitFacts unitFacts(const LayersResult& result, int map, std::size_t unit) {
    const LayersSet& source = *result.source;
    const store::ActivationSet* set = result.activationsOf(map);
    if (set == nullptr) return {};
    const store::ActivationSetInfo& info = set->info();
    const auto units = static_cast<std::size_t>(info.units());
    const auto values = set->values(result.settings.pool);
    const std::vector<double>& labels = result.targets[static_cast<std::size_t>(result.targetOf(map))].values;
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
    if (std::isnan(result.maps->maps[static_cast<std::size_t>(map)].map.r[unit])) return facts;
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
