// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace prososcope::widgets {

/// A colour for a signed value, from -1 (blue) over 0 (the data colour) to 1 (red), the same for every kind of colour vision as
/// blue and orange-red are told apart by all. Clamped; NaN gives the middle. The colours of correlations in the present theme.
[[nodiscard]] QColor diverging(double position);

}  // namespace prososcope::widgets
