// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/backend/RecogniserBackend.h"
#include "engine/nn/StateDict.h"
#include "engine/training/RecogniserData.h"

namespace prososcope::training {

/// Everything that one training of a recogniser needs.
struct RecogniserTask {
    const RecogniserData& data;
    const experiment::RecogniserExperiment& settings;
    std::map<std::string, double> sizes;  ///< of the network, where they are not its defaults
    std::string device = "cpu";
    int threads = 1;
    std::filesystem::path checkpoint;  ///< written after each epoch, read first if it exists; empty: none
    /// The weights to go on from, of a network of these sizes; none: they are drawn.
    const nn::StateDict* start = nullptr;
};

struct TrainedRecogniser {
    nn::StateDict state;                  ///< of the epoch that the experiment's `selectBy` chose
    std::map<std::string, double> sizes;  ///< of the network, as a card holds them
    int bestEpoch = 0;
    bool bfloat16 = false;  ///< convolutions were trained in it: it was asked for, and the device computes it
    std::vector<backend::RecogniserEpoch> epochs;  ///< earlier sittings included
};

/// Trains a recogniser. Every utterance comes once an epoch, bucketed by length; batches, their order,
/// the changed cepstra and the pieces that are put together are drawn from (seed, epoch), and alignments are in the checkpoint,
/// so that a resumed training goes on exactly as an uninterrupted one.
/// Deterministic for a seed and a thread count on the CPU. Stops when asked, between layers (`Cancelled`; the checkpoint of
/// the last epoch stays). A loss that is not finite stops it with a sentence that names epoch, batch and utterance.
[[nodiscard]] core::Result<TrainedRecogniser> trainRecogniser(
    const RecogniserTask& task, const std::function<void(const backend::RecogniserEpoch&)>& epochDone,
    core::Progress& progress);

/// The whole of `backend::RecogniserBackend::train`: data, training, test, the model with its card.
[[nodiscard]] core::Result<backend::RecogniserOutcome> runRecogniser(
    const backend::RecogniserRequest& request, const std::function<void(const backend::RecogniserEpoch&)>& epochDone,
    core::Progress& progress);

}  // namespace prososcope::training
