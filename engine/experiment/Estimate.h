// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/Experiment.h"

/// What a training will take, guessed before it starts: units of work counted from what it will do, times the seconds that a
/// unit took in an earlier run of the same system on the same device, else on the machine that the defaults were taken on. A
/// guess of the order, not a promise: other load and other lengths of recordings change it. Pure.
namespace prososcope::experiment {

/// What there is to learn from.
struct Workload {
    std::size_t utterances = 0;
    double soundSeconds = 0.0;         ///< of all utterances
    std::vector<std::size_t> trained;  ///< utterances trained on, of each fold that is run
    std::size_t tested = 0;            ///< over those folds
    bool cached = false;               ///< the features are there already
};

/// Units of one run. A network's unit is a second of sound seen once; a classical learner's is a pair of training utterances of
/// a fold; of features a second of sound. Members of a fusion and copies of recordings are counted in.
struct WorkUnits {
    double features = 0.0;
    double network = 0.0;
    double classical = 0.0;
};
[[nodiscard]] WorkUnits workUnits(const Experiment& experiment, const Workload& workload);

/// Which runs are alike enough to be compared: the models and feature sets of a system, "svm-linear on eGeMAPSv02".
[[nodiscard]] std::string systemKey(const Experiment& experiment);

/// A finished run of the same system.
struct Reference {
    std::int64_t run = 0;
    double seconds = 0.0;  ///< wall time
    WorkUnits units;
    std::string device;
};
struct Estimate {
    std::optional<double> seconds;  ///< nothing: on a GPU without an earlier run there
    double bytes = 0.0;             ///< features, checkpoints and predictions
    std::int64_t reference = 0;     ///< the run that it comes from; 0: the defaults
    std::string referenceDevice;    ///< of that run
};
/// Of so many runs that share their features. `device`: "cpu", "cuda", or "auto" for whatever the reference was run on, else a
/// CPU. A reference without work or time, or of another device, is left aside.
[[nodiscard]] Estimate estimateRuns(const Experiment& experiment, const Workload& workload, std::size_t runs,
                                    const std::string& device, const std::optional<Reference>& reference);

}  // namespace prososcope::experiment
