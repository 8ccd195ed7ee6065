// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <map>
#include <stop_token>

#include "engine/nn/StateDict.h"
#include "engine/training/RecogniserTraining.h"
#include "tests/engine/training/SpellingCorpus.h"

/// A small recogniser of the made-up spelling, for the tests of its training.
namespace spelling {

inline prososcope::experiment::RecogniserExperiment settings(int epochs) {
    prososcope::experiment::RecogniserExperiment made;
    made.name = "spelling";
    made.title = "Spelling";
    made.corpus = "spelling";
    made.testSpeakers = {"s0"};
    made.validationSpeakers = {"s1"};
    made.learningRate = 3e-3;
    made.epochs = epochs;
    made.batch = 6;
    made.threads = 1;
    made.device = "cpu";
    made.seed = 4;
    return made;
}

inline std::map<std::string, double> small() { return {{"units", 24.0}, {"blocks", 1.0}, {"dilations", 2.0}}; }

/// stopAfter: an epoch after which it is cancelled; 0: it goes on to its end.
inline prososcope::core::Result<prososcope::training::TrainedRecogniser> train(const prososcope::training::RecogniserTask& task,
                                                                               int stopAfter = 0) {
    std::stop_source stop;
    prososcope::core::Progress progress(stop.get_token());
    return prososcope::training::trainRecogniser(
        task,
        [&](const prososcope::backend::RecogniserEpoch& epoch) {
            if (epoch.epoch == stopAfter) stop.request_stop();
        },
        progress);
}

inline bool equal(const prososcope::nn::StateDict& a, const prososcope::nn::StateDict& b) {
    return std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                      [](const auto& x, const auto& y) { return x.name == y.name && x.values == y.values; });
}

}  // namespace spelling
