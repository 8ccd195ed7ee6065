// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/ClassAffect.h"

#include <algorithm>
#include <cmath>

#include "engine/experiment/CorrelationTargets.h"

namespace prososcope::live {

namespace {
constexpr double kLeastShare = 0.5;
}

std::optional<AffectPlace> affectOf(std::span<const float> posteriors, std::span<const std::string> classes) {
    if (posteriors.empty() || posteriors.size() != classes.size()) return std::nullopt;
    AffectPlace place;
    double sum = 0.0;
    for (std::size_t i = 0; i < posteriors.size(); ++i) {
        const auto posterior = static_cast<double>(posteriors[i]);
        if (!std::isfinite(posterior)) return std::nullopt;
        sum += std::max(0.0, posterior);
        const auto at = experiment::circumplexPlace(classes[i]);
        if (!at || posterior <= 0.0) continue;
        place.share += posterior;
        place.valence += posterior * at->valence;
        place.arousal += posterior * at->arousal;
    }
    if (sum <= 0.0 || place.share < kLeastShare * sum) return std::nullopt;
    place.valence /= place.share;
    place.arousal /= place.share;
    place.share /= sum;
    return place;
}

}  // namespace prososcope::live
