// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace prososcope::dsp {

/// Linear prediction from an autocorrelation by Levinson and Durbin's recursion (Makhoul 1975): x[n] is foretold as
/// sum a[k] x[n - 1 - k]. autocorrelation: at least coefficients.size() + 1 values. Returns the energy of the error; all
/// coefficients are 0 where there is no energy. Pure.
double levinsonDurbin(std::span<const double> autocorrelation, std::span<double> coefficients);

}  // namespace prososcope::dsp
