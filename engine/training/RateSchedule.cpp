// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/RateSchedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prososcope::training {

double RateSchedule::at(std::int64_t step) const {
    const auto total = static_cast<double>(steps);
    const auto here = static_cast<double>(step);
    const double warmup = std::floor(warmupShare * total);
    if (here < warmup) {
        // A warm-up from 0 leaves its first step out, which would change nothing.
        return firstShare > 0.0 ? peak * (firstShare + (1.0 - firstShare) * here / warmup) : peak * (here + 1.0) / warmup;
    }
    if (kind == "constant") return peak;
    if (kind == "tri-stage") {
        const double held = warmup + std::floor(holdShare * total);
        if (here < held) return peak;
        const double falling = (here - held) / std::max(1.0, total - held);
        return peak * std::pow(lastShare, falling);
    }
    const double share = (here - warmup) / std::max(1.0, total - warmup);
    const double cosine = 0.5 * (1.0 + std::cos(std::numbers::pi * share));
    return peak * (lastShare + (1.0 - lastShare) * cosine);
}

}  // namespace prososcope::training
