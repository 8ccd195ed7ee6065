// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/nn/StateDict.h"
#include "engine/training/BatchSampler.h"
#include "engine/training/SpeechSplicer.h"
#include "engine/training/SpokenNetwork.h"

namespace prososcope::training {

/// The batches of a recogniser's training: each utterance once an epoch, in a version of its own, or, once the network has
/// aligned the utterances, pieces of several in its place. Keeps data and settings by reference; one thread.
class SpokenBatches {
public:
    SpokenBatches(const RecogniserData& data, const experiment::RecogniserExperiment& settings);

    /// Which utterances form which batch of an epoch, drawn from `random`.
    [[nodiscard]] std::vector<std::vector<std::size_t>> epoch(core::Random& random) const { return m_sampler.epoch(random); }
    /// What the network sees in their place, drawn likewise.
    [[nodiscard]] SpokenBatch make(const std::vector<std::size_t>& utterances, core::Random& random) const;

    /// Whether the utterances are to be aligned before an epoch, counted from 1.
    [[nodiscard]] bool alignsBefore(int epoch) const;
    /// Aligns each utterance with its labels as the network hears them; those that it cannot align give no pieces.
    /// Throws nn::Interrupted and what torch throws.
    void align(SpokenNetwork& network, core::Progress& progress);
    /// Utterances that pieces are taken of; 0 before the first alignment.
    [[nodiscard]] std::size_t aligned() const { return m_splicer ? m_splicer->aligned() : 0; }

    /// Adds the alignment to `state`, where there is one, and takes it back. False where it does not fit the utterances.
    void store(nn::StateDict& state) const;
    [[nodiscard]] bool restore(const nn::StateDict& state);

private:
    using Cuts = std::vector<std::vector<std::size_t>>;
    void use(Cuts cuts);

    const RecogniserData& m_data;
    const experiment::RecogniserExperiment& m_settings;
    BatchSampler m_sampler;
    Cuts m_cuts;
    std::optional<SpeechSplicer> m_splicer;
};

}  // namespace prososcope::training
