// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>

namespace prososcope::live {

/// A place on the plane of valence and arousal, each -1 .. 1.
struct AffectPlace {
    double valence = 0.0;
    double arousal = 0.0;
    double share = 0.0;  ///< of the posteriors, that of the classes which have a place
};

/// The mean place of the classes on the circumplex (experiment::circumplexPlace, Russell 1980), weighted by their posteriors:
/// for models of classes, and to be shown as "derived from classes", as nothing of it was rated. Classes that the source does
/// not place (disgusted) count for nothing; where they hold more than half there is no place, nor where a posterior is not
/// finite or the numbers do not match. Pure.
[[nodiscard]] std::optional<AffectPlace> affectOf(std::span<const float> posteriors, std::span<const std::string> classes);

}  // namespace prososcope::live
