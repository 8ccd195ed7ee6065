// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/annotation/Annotation.h"
#include "engine/backend/UnitEmotionBackend.h"

namespace prososcope::backend {

/// "V_hap": a unit as the label of an interval, with the tag of its emotion; the unit alone where it speaks for none.
[[nodiscard]] std::string unitLabel(const TimedUnit& unit);

/// What was heard as an interval tier from 0 to `seconds`: an interval for each unit, empty ones between. Units do not overlap;
/// one that would end behind the sound ends with it.
[[nodiscard]] std::vector<annotation::Item> unitTier(const UnitListening& listening, double seconds);

}  // namespace prososcope::backend
