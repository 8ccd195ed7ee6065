// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/Estimate.h"

#include <algorithm>
#include <set>

#include "engine/core/Join.h"
#include "engine/features/FeatureSet.h"

namespace prososcope::experiment {

namespace {

/// Seconds for a unit on two cores of a server's CPU: EmoDB with log-mel features and the network (945 s for ten folds of 50
/// epochs), EmoDB and RAVDESS with ComParE 2016 and a linear SVM (4.4 s and 77 s), the features of eGeMAPSv02 (26 s for 25
/// minutes of sound).
constexpr double kFeatureCost = 0.018;
constexpr double kNetworkCost = 1.8e-3;
constexpr double kClassicalCost = 1.8e-6;

constexpr double kValueBytes = 4.0;
constexpr double kCheckpointBytes = 6e6;    // of a fold of a network: its weights, their mean, the optimiser's
constexpr double kPredictionBytes = 160.0;  // a row and its names

double featureBytes(const std::string& name, const Workload& workload) {
    const auto found = features::featureSet(name);
    if (!found) return 0.0;
    const auto* set = *found;
    const auto columns = static_cast<double>(set->columns().size());
    const double rows = set->descriptors() != nullptr ? static_cast<double>(workload.utterances)
                                                      : workload.soundSeconds / set->times().hopSeconds;
    return rows * columns * kValueBytes;
}

std::set<std::string> setsOf(const Experiment& experiment) {
    std::set<std::string> names;
    for (const auto& each : systemsOf(experiment)) names.insert(each.featureSet);
    return names;
}

}  // namespace

WorkUnits workUnits(const Experiment& experiment, const Workload& workload) {
    WorkUnits units;
    if (workload.utterances == 0) return units;
    const double copies = 1.0 + static_cast<double>(experiment.copies.count());
    if (!workload.cached) units.features = workload.soundSeconds * copies * static_cast<double>(setsOf(experiment).size());
    auto trained = workload.trained;
    if (experiment.saveModel) trained.push_back(workload.utterances);  // a model of everybody at the end is one more fold
    double count = 0.0;
    double pairs = 0.0;
    for (const auto each : trained) {
        const double rows = static_cast<double>(each) * copies;
        count += rows;
        pairs += rows * rows;
    }
    const double mean = workload.soundSeconds / static_cast<double>(workload.utterances);
    const double crop = experiment.training.cropSeconds;
    const double seconds = crop > 0.0 ? std::min(crop, mean) : mean;
    for (const auto& each : systemsOf(experiment)) {
        if (isClassical(each.model))
            units.classical += pairs;
        else
            units.network += count * seconds * experiment.training.epochs;
    }
    return units;
}

std::string systemKey(const Experiment& experiment) {
    std::vector<std::string> names;
    for (const auto& each : systemsOf(experiment)) names.push_back(each.model + " on " + each.featureSet);
    return core::joined(names, " + ");
}

Estimate estimateRuns(const Experiment& experiment, const Workload& workload, std::size_t runs, const std::string& device,
                      const std::optional<Reference>& reference) {
    const auto cost = [](const WorkUnits& units, double times) {
        return units.features * kFeatureCost + times * (units.network * kNetworkCost + units.classical * kClassicalCost);
    };
    const auto count = static_cast<double>(runs);
    const double usual = cost(workUnits(experiment, workload), count);
    Estimate estimate;
    if (!device.starts_with("cuda")) estimate.seconds = usual;
    const bool same = reference && (device == "auto" || reference->device.starts_with(device));
    if (same && reference->seconds > 0.0) {
        // How much faster or slower than the defaults the earlier run was is this machine's pace.
        if (const double expected = cost(reference->units, 1.0); expected > 0.0) {
            estimate.seconds = usual * reference->seconds / expected;
            estimate.reference = reference->run;
            estimate.referenceDevice = reference->device;
        }
    }
    const double copies = 1.0 + static_cast<double>(experiment.copies.count());
    if (!workload.cached)
        for (const auto& set : setsOf(experiment)) estimate.bytes += featureBytes(set, workload) * copies;
    const double values = static_cast<double>(experiment.classes.size() + experiment.dimensions.size());
    double perRun = static_cast<double>(workload.tested) * (kPredictionBytes + kValueBytes * values);
    if (trainsNetwork(experiment)) {
        const auto systems = systemsOf(experiment);
        const auto networks =
            std::count_if(systems.begin(), systems.end(), [](const auto& each) { return !isClassical(each.model); });
        perRun += static_cast<double>(workload.trained.size()) * kCheckpointBytes * static_cast<double>(networks);
    }
    estimate.bytes += count * perRun;
    return estimate;
}

}  // namespace prososcope::experiment
