// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/core/Result.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/RecogniserExperiment.h"

/// A factorised recogniser, and what hears by it, at another rank than their files say: under names of their own, so that a
/// workspace holds several.
namespace prososcope::experiment {

/// What a recogniser of this name is called: "las-nemo-structured-rank64"; "-{fold}" stays at the end. A name that ends with one
/// session's is not known for that.
[[nodiscard]] std::string rankedName(const std::string& name, int rank);
/// Fails where the recogniser goes on from no network.
[[nodiscard]] core::Status setRank(RecogniserExperiment& experiment, int rank);
/// Lets an experiment hear by the recogniser of its file at that rank. Fails where it hears by none.
[[nodiscard]] core::Status hearByRank(Experiment& experiment, int rank);

}  // namespace prososcope::experiment
