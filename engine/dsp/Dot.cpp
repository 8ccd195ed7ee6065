// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Dot.h"

#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

PROSOSCOPE_WIDE double dot(const double* a, const double* b, std::size_t count) {
    Double4 low{};
    Double4 high{};
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        Double4 x;
        Double4 y;
        PROSOSCOPE_LOAD(x, a + i);
        PROSOSCOPE_LOAD(y, b + i);
        low += x * y;
        PROSOSCOPE_LOAD(x, a + i + 4);
        PROSOSCOPE_LOAD(y, b + i + 4);
        high += x * y;
    }
    low += high;
    double sum = (low[0] + low[2]) + (low[1] + low[3]);
    for (; i < count; ++i) sum += a[i] * b[i];
    return sum;
}

}  // namespace prososcope::dsp
