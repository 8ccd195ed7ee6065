// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/backend/TorchBackend.h"

namespace prososcope::live {

/// Unlabelled adaptation of a classifier to one voice, microphone and room, at its output, so that it serves any model. A model
/// that meets a new voice leans to one or two classes. What it leans to is the mean of its log posteriors (less their mean
/// over the classes) over the speaker's own speech; they are shifted by that mean and divided by their deviation, as features
/// are standardised by speaker. Both statistics start from the unadapted model's (no lean, deviation 1), which counts as
/// `kPriorSeconds` of speech, and run: beyond `kMemorySeconds` the past fades.
/// What it assumes, a person must know: a speaker does not stay in one emotion for minutes. Who does becomes its norm, and the
/// display grows unsure. A value; one thread.
class PosteriorAdaptation {
public:
    static constexpr double kPriorSeconds = 2.0;
    static constexpr double kSettledSeconds = 15.0;
    static constexpr double kMemorySeconds = 300.0;
    static constexpr double kKnownPosterior = 0.7;

    /// Takes in what the model said of so many seconds of new speech.
    void add(const backend::Posteriors& posteriors, double seconds);
    /// The same of speech that is known to be of class `label`, since a person was asked for it: what the model leans to is
    /// then what it says beyond `kKnownPosterior` for that class and the rest shared by the others. The deviation stays.
    void addKnown(const backend::Posteriors& posteriors, double seconds, std::size_t label);
    /// Posteriors of the adapted model; they sum to 1. Unchanged before the first `add`.
    [[nodiscard]] backend::Posteriors apply(const backend::Posteriors& posteriors) const;
    /// Seconds of speech heard.
    [[nodiscard]] double seconds() const { return m_seconds; }
    [[nodiscard]] bool settled() const { return m_seconds >= kSettledSeconds; }

private:
    /// Makes room, and gives the share that so many seconds have in the running means.
    double weigh(std::size_t classes, double seconds);

    double m_seconds = 0.0;
    double m_weight = kPriorSeconds;
    std::vector<double> m_means;
    std::vector<double> m_variances;
};

}  // namespace prososcope::live
