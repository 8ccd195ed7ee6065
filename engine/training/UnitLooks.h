// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/backend/UnitEmotionBackend.h"

namespace prososcope::training {

/// A look of a training of units as a line of its checkpoint, and the looks of such lines behind one another.
[[nodiscard]] std::string lookText(const backend::UnitEpoch& epoch);
/// False where the text is not a whole number of looks; `epochs` then holds those before.
[[nodiscard]] bool readLooks(const std::string& text, std::vector<backend::UnitEpoch>& epochs);

}  // namespace prososcope::training
