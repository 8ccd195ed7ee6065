// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace prososcope::widgets {

/// A score between -1 and 1 as the field writes it: ".868", "-.412", "1.000"; a dash where it is undefined (NaN).
/// Always with a dot, so that what is read is what is copied.
[[nodiscard]] QString scoreText(double value, int digits);

/// A p value: ".032", "4.1e-05", "< 1e-6"; a dash where it is undefined.
[[nodiscard]] QString probabilityText(double p);

}  // namespace prososcope::widgets
