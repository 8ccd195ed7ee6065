// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CorrelateOutput.h"

#include <cmath>
#include <optional>

#include "app/cli/CommandLine.h"
#include "engine/core/Csv.h"

namespace prososcope::cli {

namespace {

/// Where a unit of all layers lies.
struct Place {
    std::size_t layer = 0;
    std::size_t unit = 0;
};

std::vector<Place> placesOf(const store::ActivationSetInfo& info) {
    std::vector<Place> places;
    for (std::size_t layer = 0; layer < info.layers.size(); ++layer) {
        for (std::int64_t unit = 0; unit < info.layers[layer].units; ++unit)
            places.push_back({layer, static_cast<std::size_t>(unit)});
    }
    return places;
}

std::vector<std::int64_t> widthsOf(const store::ActivationSetInfo& info) {
    std::vector<std::int64_t> widths;
    for (const auto& layer : info.layers) widths.push_back(layer.units);
    return widths;
}

std::string rounded(double value) { return std::isfinite(value) ? core::fixedText(value, 3) : std::string("-"); }
nlohmann::json orNull(double value) { return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(); }

/// What is said of a map as a whole.
struct Summary {
    std::size_t defined = 0;
    std::size_t counting = 0;
    std::optional<std::size_t> largest;  ///< the unit of the largest |r|
};

Summary summaryOf(const analysis::CorrelationMap& map, double alpha) {
    Summary summary;
    for (std::size_t unit = 0; unit < map.r.size(); ++unit) {
        if (!std::isfinite(map.r[unit])) continue;
        ++summary.defined;
        if (map.counts(unit, alpha)) ++summary.counting;
        if (!summary.largest || std::abs(map.r[unit]) > std::abs(map.r[*summary.largest])) summary.largest = unit;
    }
    return summary;
}

/// Whether any map is of one speaker by name.
bool nameSpeakers(std::span<const SpeakersMap> maps) {
    return std::any_of(maps.begin(), maps.end(), [](const SpeakersMap& one) { return !one.speaker.empty(); });
}

}  // namespace

std::string profilesCsv(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info, double alpha) {
    core::CsvTable table;
    table.columns = {"layer",        "layer_name",    "target",        "speaker",       "units",
                     "defined",      "mean_abs_r",    "largest_abs_r", "share",         "probe_r2",
                     "probe_r2_low", "probe_r2_high", "probe_ccc",     "probe_ccc_low", "probe_ccc_high"};
    for (const auto& [speaker, map, probes] : maps) {
        const auto profiles = analysis::layerProfiles(map, widthsOf(info), alpha);
        for (std::size_t layer = 0; layer < profiles.size(); ++layer) {
            const auto& profile = profiles[layer];
            std::vector<std::string> row{std::to_string(layer + 1),
                                         info.layers[layer].name,
                                         map.target,
                                         speaker,
                                         std::to_string(info.layers[layer].units),
                                         std::to_string(profile.defined),
                                         core::cellText(profile.meanR),
                                         core::cellText(profile.largestR),
                                         core::cellText(profile.share)};
            if (probes) {
                const auto& probe = probes->layers[layer];
                for (const double value :
                     {probe.determination, probe.determinationInterval.low, probe.determinationInterval.high, probe.concordance,
                      probe.concordanceInterval.low, probe.concordanceInterval.high})
                    row.push_back(core::cellText(value));
            }
            row.resize(table.columns.size());
            table.rows.push_back(std::move(row));
        }
    }
    return core::formatCsv(table);
}

std::string profilesText(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info, double alpha) {
    std::string text;
    for (const auto& [speaker, map, probes] : maps) {
        std::vector<std::vector<std::string>> rows;
        const auto profiles = analysis::layerProfiles(map, widthsOf(info), alpha);
        for (std::size_t layer = 0; layer < profiles.size(); ++layer) {
            const auto& profile = profiles[layer];
            std::vector<std::string> row{
                std::to_string(layer + 1),
                info.layers[layer].name,
                std::to_string(info.layers[layer].units),
                rounded(profile.meanR),
                rounded(profile.largestR),
                std::isfinite(profile.share) ? core::fixedText(100.0 * profile.share, 1) : std::string("-")};
            if (probes) {
                const auto& probe = probes->layers[layer];
                const auto with = [](double value, const analysis::Interval& interval) {
                    return std::isfinite(value) ? intervalText(value, interval.low, interval.high) : std::string("-");
                };
                row.push_back(with(probe.determination, probe.determinationInterval));
                row.push_back(with(probe.concordance, probe.concordanceInterval));
            }
            rows.push_back(std::move(row));
        }
        std::vector<std::string> header{"layer", "name", "units", "mean |r|", "largest |r|", "% that count"};
        if (probes) header.insert(header.end(), {"probe R2", "probe CCC"});
        text += "\n" + map.target + (speaker.empty() ? std::string() : ", speaker " + speaker) + "\n" +
                formatTable(header, rows, {0, 2, 3, 4, 5, 6, 7});
    }
    return text;
}

std::string correlationsText(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info, double alpha) {
    const auto places = placesOf(info);
    const bool named = nameSpeakers(maps);
    std::vector<std::vector<std::string>> rows;
    for (const auto& [speaker, map, probes] : maps) {
        const auto summary = summaryOf(map, alpha);
        std::string largest = "-";
        std::string where = "-";
        if (summary.largest) {
            const auto& place = places[*summary.largest];
            largest = rounded(map.r[*summary.largest]);
            where = info.layers[place.layer].name + ", unit " + std::to_string(place.unit + 1);
        }
        std::vector<std::string> row{map.target,
                                     std::to_string(map.n),
                                     std::to_string(map.speakers),
                                     std::to_string(summary.counting) + " of " + std::to_string(summary.defined),
                                     largest,
                                     where,
                                     rounded(map.critical),
                                     rounded(map.criticalCorrected)};
        if (named) row.insert(row.begin() + 1, speaker);
        rows.push_back(std::move(row));
    }
    std::vector<std::string> header{"target",      "n",  "speakers",     "units that count",
                                    "strongest r", "at", "critical |r|", "corrected"};
    if (named) header.insert(header.begin() + 1, "speaker");
    const std::size_t shift = named ? 1 : 0;
    return formatTable(header, rows, {1 + shift, 2 + shift, 3 + shift, 4 + shift, 6 + shift, 7 + shift});
}

std::string unitOrderCsv(std::span<const std::uint32_t> order, const store::ActivationSetInfo& info) {
    core::CsvTable table;
    table.columns = {"layer", "layer_name", "unit", "place"};
    std::size_t from = 0;
    for (std::size_t layer = 0; layer < info.layers.size(); ++layer) {
        const auto width = static_cast<std::size_t>(info.layers[layer].units);
        std::vector<std::size_t> places(width, 0);
        for (std::size_t place = 0; place < width; ++place) places[order[from + place]] = place;
        for (std::size_t unit = 0; unit < width; ++unit)
            table.rows.push_back({std::to_string(layer + 1), info.layers[layer].name, std::to_string(unit + 1),
                                  std::to_string(places[unit] + 1)});
        from += width;
    }
    return core::formatCsv(table);
}

nlohmann::json correlationsJson(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info, double alpha) {
    const auto places = placesOf(info);
    auto list = nlohmann::json::array();
    for (const auto& [speaker, map, probes] : maps) {
        const auto summary = summaryOf(map, alpha);
        nlohmann::json json{{"target", map.target},
                            {"derived", map.derived},
                            {"speaker", speaker.empty() ? nlohmann::json() : nlohmann::json(speaker)},
                            {"n", map.n},
                            {"speakers", map.speakers},
                            {"speakers_left_out", map.speakersLeftOut},
                            {"units", map.r.size()},
                            {"defined", summary.defined},
                            {"count", summary.counting},
                            {"critical", orNull(map.critical)},
                            {"critical_corrected", orNull(map.criticalCorrected)},
                            {"largest", nullptr},
                            {"layers", nlohmann::json::array()}};
        if (summary.largest) {
            const auto& place = places[*summary.largest];
            json["largest"] = {{"r", map.r[*summary.largest]},
                               {"layer", place.layer + 1},
                               {"layer_name", info.layers[place.layer].name},
                               {"unit", place.unit + 1}};
        }
        const auto profiles = analysis::layerProfiles(map, widthsOf(info), alpha);
        for (std::size_t layer = 0; layer < profiles.size(); ++layer) {
            nlohmann::json one{{"name", info.layers[layer].name},
                               {"units", info.layers[layer].units},
                               {"defined", profiles[layer].defined},
                               {"mean_abs_r", orNull(profiles[layer].meanR)},
                               {"largest_abs_r", orNull(profiles[layer].largestR)},
                               {"share", orNull(profiles[layer].share)}};
            if (probes) {
                const auto& probe = probes->layers[layer];
                one["probe_r2"] = {orNull(probe.determination), orNull(probe.determinationInterval.low),
                                   orNull(probe.determinationInterval.high)};
                one["probe_ccc"] = {orNull(probe.concordance), orNull(probe.concordanceInterval.low),
                                    orNull(probe.concordanceInterval.high)};
            }
            json["layers"].push_back(std::move(one));
        }
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace prososcope::cli
