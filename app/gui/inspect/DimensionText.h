// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "engine/store/ModelCard.h"

namespace prososcope::gui {

/// How far off a dimension of a model is, where its card says so: "\u00b1 0.31: root mean squared error on the utterances of
/// left-out speakers, n = 489.", then that the network has heard these speakers, then that the dimension was not rated; empty
/// where the card does not say.
[[nodiscard]] QString dimensionErrorText(const store::ModelCard& card, const store::Dimension& dimension);
/// "0.42 \u00b1 0.31" where the card says how far off the dimension is, else "0.42".
[[nodiscard]] QString dimensionReading(const store::ModelCard& card, const store::Dimension& dimension, double value);

}  // namespace prososcope::gui
