// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/Bootstrap.h"
#include "engine/analysis/CorrelationMap.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::learn {

struct LayerProbeSettings {
    /// Most parts that the speakers are put into; each part is predicted by what the others teach. As many parts as speakers
    /// where there are not more: one speaker is left out after the other.
    std::size_t folds = 10;
    /// Of ridge regression on standardised columns, per row: rises with powers of ten.
    std::vector<double> penalties{1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0};
    int repetitions = 1000;  ///< of the bootstrap over speakers
    std::uint64_t seed = 1;
    int threads = 1;  ///< layers at the same time
};

/// What a linear function of one layer's units says of a target for speakers that it has not heard.
struct LayerProbe {
    double determination = 0.0;  ///< R^2 over all rows, below 0 where it is worse than the rows' mean; NaN: see layerProbes
    double concordance = 0.0;    ///< Lin's, over all rows
    analysis::Interval determinationInterval, concordanceInterval;  ///< 95 %, by bootstrap over speakers
    std::vector<double> penalties;                                  ///< chosen in each fold
};

/// The probes of one target.
struct TargetProbes {
    std::string target;
    bool derived = false;
    std::size_t n = 0;  ///< rows of which it is known
    std::size_t speakers = 0;
    std::size_t folds = 0;
    bool speakersGrouped = false;    ///< a fold leaves several speakers out
    std::vector<LayerProbe> layers;  ///< nearest to the sound first
    std::vector<float> predictions;  ///< [layers, rows of the input]; NaN where the target is not known
};

/// Linear probes of every layer (Alain and Bengio 2017): ridge regression with intercept, grouped by speaker. Columns are
/// standardised on the training part of a fold, and the penalty is chosen inside it, by the squared error when one of its
/// parts is predicted by the others; nothing of the test speakers is used. widths: units of each layer, together rows.units.
/// A layer of a target of which fewer than three speakers are known, or that is constant, is NaN. The same for any number of
/// threads. Time grows with the third power of a layer's width: 128 units take milliseconds, 1024 half a minute a layer. Fails
/// with a sentence on activations that are not finite and other counts, and with Cancelled.
[[nodiscard]] core::Result<std::vector<TargetProbes>> layerProbes(const analysis::ActivationRows& rows,
                                                                  std::span<const std::int64_t> widths,
                                                                  std::span<const analysis::CorrelationTarget> targets,
                                                                  const LayerProbeSettings& settings, core::Progress& progress);

}  // namespace prososcope::learn
