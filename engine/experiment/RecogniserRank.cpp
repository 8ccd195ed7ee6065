// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/RecogniserRank.h"

#include <string_view>

namespace prososcope::experiment {

std::string rankedName(const std::string& name, int rank) {
    constexpr std::string_view kFold = "-{fold}";
    const bool each = name.ends_with(kFold);
    const auto stem = each ? name.substr(0, name.size() - kFold.size()) : name;
    return stem + "-rank" + std::to_string(rank) + (each ? std::string(kFold) : std::string());
}

core::Status setRank(RecogniserExperiment& experiment, int rank) {
    if (experiment.attention.start.empty()) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "The recogniser %1 goes on from no network, so there is nothing to factorise. Name one in "
                          "start."),
             {experiment.name}});
    }
    experiment.attention.rank = rank;
    experiment.name = rankedName(experiment.name, rank);
    if (!experiment.title.empty()) experiment.title += ", rank " + std::to_string(rank);
    return {};
}

core::Status hearByRank(Experiment& experiment, int rank) {
    if (experiment.model != kIaan || experiment.start.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The experiment %1 hears by no recogniser, so it has no rank. Leave it out."),
                           {experiment.name}});
    }
    experiment.start = rankedName(experiment.start, rank);
    experiment.name = rankedName(experiment.name, rank);
    if (!experiment.title.empty()) experiment.title += ", rank " + std::to_string(rank);
    return {};
}

}  // namespace prososcope::experiment
