// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/analysis/CorrelationSample.h"

namespace prososcope::analysis {

/// What the permutations of a sample gave.
struct PermutedMaxima {
    /// [targets of the sample][permutations]: the largest statistic of all units; see permutationStatistic.
    std::vector<std::vector<float>> largest;
};

/// The figure whose largest value is taken: |r|, with SpeakerPooling::FisherZ |atanh r| of the map, which orders units alike.
[[nodiscard]] float permutationStatistic(float r, SpeakerPooling pooling);

/// The values of the targets change places within each speaker, `settings.permutations` times, the same way in all targets of
/// the sample, and the largest statistic of all units is kept (Westfall and Young 1993, Resampling-based multiple testing).
/// With controls it is the residuals that change places; they are made residuals again (Freedman and Lane 1983). Permutation i
/// is drawn from the seed and i alone: the same for any number of threads. Sums in float. Fails with Cancelled alone.
[[nodiscard]] core::Result<PermutedMaxima> permuteWithinSpeakers(const ActivationRows& rows, const CorrelationSample& sample,
                                                                 const CorrelationSettings& settings, core::Progress& progress);

}  // namespace prososcope::analysis
