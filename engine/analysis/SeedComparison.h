// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "engine/analysis/PairedTest.h"
#include "engine/analysis/RunComparison.h"

namespace prososcope::analysis {

/// Two systems, each trained with several seeds, on the utterances that every run has predicted.
struct SeedComparison {
    Spread first, second;                 ///< unweighted average recall of their runs
    double difference = 0.0;              ///< of the means, first less second
    Interval interval;                    ///< 95 %, by bootstrap over speakers: a drawn speaker brings all runs of both along
    std::optional<PairedTest> overSeeds;  ///< run by run in the order given; nothing where their numbers differ, or of one each
    std::optional<WelchTest> unpaired;    ///< of the same figures, where both have several runs
    std::size_t utterances = 0;
    std::size_t speakers = 0;
    std::size_t leftOut = 0;  ///< the most that a run has predicted beyond these
};
/// At least one run of each. Fails as pairRuns does.
[[nodiscard]] core::Result<SeedComparison> compareSeeds(std::span<const ComparedRun> first,
                                                        std::span<const ComparedRun> second);

}  // namespace prososcope::analysis
