// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/DimensionScales.h"

#include <algorithm>
#include <optional>

namespace prososcope::experiment {

namespace {

constexpr std::string_view kDerived = "derived-";

void widen(std::optional<store::Dimension>& scale, double low, double high) {
    if (!scale) {
        scale = store::Dimension{{}, low, high};
        return;
    }
    scale->low = std::min(scale->low, low);
    scale->high = std::max(scale->high, high);
}

store::Dimension scaleOf(const std::string& dimension, std::size_t place, std::span<const corpus::Corpus> corpora,
                         const LabelledUtterances& labelled) {
    if (isDerivedDimension(dimension)) return {{}, -1.0, 1.0};
    std::optional<store::Dimension> scale;
    for (const auto& corpus : corpora) {
        const auto found = corpus.scales.find(dimension);
        if (found != corpus.scales.end()) widen(scale, found->second.low, found->second.high);
    }
    if (!scale)
        for (const auto& values : labelled.values) widen(scale, values[place], values[place]);
    if (!scale) scale.emplace();
    if (!(scale->low < scale->high)) scale->high = scale->low + 1.0;
    return *scale;
}

}  // namespace

bool isDerivedDimension(std::string_view dimension) { return dimension == "derived-valence" || dimension == "derived-arousal"; }

std::string bareDimension(std::string_view dimension) {
    return std::string(isDerivedDimension(dimension) ? dimension.substr(kDerived.size()) : dimension);
}

std::string dimensionName(const Experiment& experiment, const std::string& dimension) {
    const auto& names = experiment.dimensions;
    auto bare = bareDimension(dimension);
    const bool taken = bare != dimension && std::find(names.begin(), names.end(), bare) != names.end();
    return taken ? dimension : bare;
}

std::vector<store::Dimension> dimensionScales(const Experiment& experiment, std::span<const corpus::Corpus> corpora,
                                              const LabelledUtterances& labelled) {
    const auto& names = experiment.dimensions;
    std::vector<store::Dimension> result;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto dimension = scaleOf(names[i], i, corpora, labelled);
        dimension.name = dimensionName(experiment, names[i]);
        result.push_back(std::move(dimension));
    }
    return result;
}

}  // namespace prososcope::experiment
