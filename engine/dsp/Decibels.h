// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace prososcope::dsp {

/// values[i] = 10 log10(max(values[i], smallest)), in place. Vectorised: exponent and mantissa are taken apart and
/// ln(m) = 2 artanh((m - 1) / (m + 1)) is a polynomial; the error against the exact value is below 4e-5 dB between
/// -300 and 300 dB. `smallest` must be a positive normal number; NaN counts as `smallest`. Pure.
void toDecibels(std::span<float> values, float smallest);
/// values[i] = ln(max(values[i], smallest)), in place, in the same way; the error is below 1e-5.
void toNaturalLog(std::span<float> values, float smallest);

}  // namespace prososcope::dsp
