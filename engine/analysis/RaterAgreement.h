// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/store/Workspace.h"

namespace prososcope::analysis {

/// How far the raters of a corpus agree. NaN where a figure cannot be had: fewer than two raters of an utterance, or all
/// ratings equal.
struct RaterAgreement {
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

    // Classes, chosen by these raters.
    std::vector<std::string> raters;
    std::size_t utterances = 0;  ///< with at least one class
    std::size_t shared = 0;      ///< with classes of two raters or more
    double fleissKappa = kNone;
    double alphaNominal = kNone;

    // Traces, drawn by these raters; each trace by its mean over time.
    std::vector<std::string> tracers;
    std::size_t traced = 0;
    std::size_t sharedTraces = 0;
    double alphaValence = kNone;  ///< interval level
    double alphaArousal = kNone;
    double cccValence = kNone;  ///< mean over all pairs of raters
    double cccArousal = kNone;
    /// The same of the traces themselves: every kFrameSeconds of the utterances that both raters of a pair have drawn.
    double cccValenceFrames = kNone;
    double cccArousalFrames = kNone;
    static constexpr double kFrameSeconds = 0.1;
};

/// Of the newest round of every rater. `delaySeconds` as in store::traceMeans.
[[nodiscard]] core::Result<RaterAgreement> raterAgreement(const store::Workspace& workspace, std::string_view corpus,
                                                          double delaySeconds);

}  // namespace prososcope::analysis
