// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace prososcope::dsp {

/// sum a[i] b[i] in a fixed order of eight partial sums, so that wide and narrow vector units (AVX2 is taken at run time
/// where the processor has it) give the same bits. Pure; count may be 0.
[[nodiscard]] double dot(const double* a, const double* b, std::size_t count);

}  // namespace prososcope::dsp
