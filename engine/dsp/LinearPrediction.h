// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace prososcope::dsp {

/// Linear prediction from an autocorrelation by Levinson and Durbin's recursion (Makhoul 1975): x[n] is foretold as
/// sum a[k] x[n - 1 - k]. autocorrelation: at least coefficients.size() + 1 values. Returns the energy of the error; all
/// coefficients are 0 where there is no energy. In double or, for values that others computed so, in single precision
/// throughout: ill-conditioned equations show the difference. Pure.
template <typename Real>
Real levinsonDurbin(std::span<const Real> autocorrelation, std::span<Real> coefficients);
extern template float levinsonDurbin(std::span<const float> autocorrelation, std::span<float> coefficients);
extern template double levinsonDurbin(std::span<const double> autocorrelation, std::span<double> coefficients);

}  // namespace prososcope::dsp
