// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/WaitingRun.h"

#include "engine/core/Clock.h"

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

std::vector<store::RunRecord> waitingRecords(const ExperimentGroup& group, const std::string& command,
                                             const std::vector<int>& onlyFolds) {
    const auto name = group.runs.size() > 1 ? group.name + " " + core::utcNow() : std::string();
    std::vector<store::RunRecord> records;
    for (const auto& each : group.runs) {
        auto record = waitingRecord(each.experiment);
        record.group = name;
        record.point = each.point;
        record.command = command;
        record.onlyFolds = onlyFolds;
        records.push_back(std::move(record));
    }
    return records;
}

}  // namespace prososcope::experiment
