// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace prososcope::training {

/// How the learning rate goes over the steps of a training.
struct RateSchedule {
    /// After a linear warm-up: "cosine" falls to the last share of the peak, "constant" stays, "tri-stage" holds and
    /// then falls exponentially to it, as in fairseq.
    std::string kind = "constant";
    double peak = 0.0;
    double warmupShare = 0.0;  ///< of all steps
    double holdShare = 0.0;    ///< of all steps, tri-stage alone
    std::int64_t steps = 0;    ///< of the whole training
    double firstShare = 0.0;   ///< of the peak, where the warm-up begins
    double lastShare = 0.01;   ///< of the peak, to which it falls

    /// The rate of a step, counted from 0.
    [[nodiscard]] double at(std::int64_t step) const;
};

}  // namespace prososcope::training
