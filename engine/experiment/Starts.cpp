// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/Starts.h"

namespace prososcope::experiment {

namespace {

std::string filled(std::string text, std::string_view place, const std::string& value) {
    for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
        text.replace(at, place.size(), value);
    return text;
}

}  // namespace

std::string seededStart(std::string start, std::uint64_t seed) {
    return filled(std::move(start), kSeedPlace, std::to_string(seed));
}

std::vector<FusionMember> seededSystems(const Experiment& experiment) {
    auto systems = systemsOf(experiment);
    for (auto& system : systems) system.start = seededStart(system.start, experiment.seed);
    return systems;
}

std::vector<std::string> startNames(const std::string& start, std::span<const std::string> foldNames) {
    if (start.empty()) return {};
    if (start.find(kFoldPlace) == std::string::npos) return {start};
    std::vector<std::string> names;
    for (const auto& fold : foldNames) names.push_back(filled(start, kFoldPlace, fold));
    return names;
}

}  // namespace prososcope::experiment
