// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/WaitingRun.h"

namespace prososcope::experiment {

store::RunRecord waitingRecord(const Experiment& experiment) {
    store::RunRecord record;
    record.name = experiment.name;
    record.title = experiment.title;
    record.state = store::RunState::Waiting;
    record.experiment = formatExperiment(experiment);
    record.system = systemName(experiment);
    record.corpus = experiment.corpus;
    record.protocol = experiment.folds.protocol;
    record.device = experiment.device == "auto" ? std::string() : experiment.device;
    record.threads = experiment.threads;
    record.seed = experiment.seed;
    record.classes = experiment.classes;
    record.dimensions = experiment.dimensions;
    return record;
}

}  // namespace prososcope::experiment
