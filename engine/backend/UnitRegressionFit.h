// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/analysis/DimensionScores.h"
#include "engine/backend/UnitRegression.h"
#include "engine/core/Progress.h"
#include "engine/corpus/Corpus.h"
#include "engine/store/ActivationSet.h"

namespace prososcope::backend {

struct UnitRegressionSettings {
    std::vector<std::string> targets;  ///< keys, see experiment::TargetChoice
    std::vector<std::size_t> units;    ///< among which columns are chosen, numbered among all layers; empty: all
    std::size_t count = 100;           ///< columns chosen by F score
    int threads = 1;
};

/// How wrong a dimension is on speakers that were left out, one after the other, beside predicting the others' mean.
struct UnitTargetError {
    std::vector<double> truth;         ///< of each utterance
    learn::SpeakerRegression leftOut;  ///< columns chosen among the training speakers' utterances alone
    learn::SpeakerRegression mean;
    analysis::DimensionScore score;  ///< with 95 % intervals by bootstrap over speakers
    analysis::DimensionScore meanScore;
};

struct UnitRegressionFit {
    UnitRegression model;                 ///< fitted to all utterances
    std::vector<UnitTargetError> errors;  ///< of each target
    std::vector<std::string> utterances;  ///< ids, in the order of truth and predictions
    std::vector<std::string> speakers;    ///< of each
    std::size_t unrated = 0;              ///< left out, because a target is not known
    std::vector<std::string> heard;       ///< speakers that the network was trained on: the errors are too small
};

/// Fits a regression on the mean activations of a stored set to all utterances whose targets are all known, and measures its
/// error. encoder: the card of the network that the set is of. A target's scale is that of the corpus, -1 to 1 where it is
/// derived, else from its lowest to its highest label. Fails with a sentence on targets that the corpus does not have, a set
/// without means or of an untrained network, units that there are not, fewer than two speakers, and with Cancelled.
[[nodiscard]] core::Result<UnitRegressionFit> fitUnitRegression(const UnitRegressionSettings& settings,
                                                                const store::ModelCard& encoder, const corpus::Corpus& corpus,
                                                                const store::ActivationSet& set, core::Progress& progress);

/// What a person gives a model that is kept.
struct UnitRegressionTitle {
    std::string name;     ///< file-safe
    std::string title;    ///< empty: made of corpus and network
    std::string command;  ///< how it is made again
};
/// Writes MODELS/NAME.safetensors and MODELS/NAME.json with its errors, those of predicting the mean, and a note where they are
/// too good. Refuses a name that is not file-safe or belongs to a model of another kind.
[[nodiscard]] core::Status keepUnitRegression(const UnitRegressionFit& fit, const store::ModelCard& encoder,
                                              const corpus::Corpus& corpus, const UnitRegressionTitle& title,
                                              const std::filesystem::path& models);
/// Whether a model can be kept under the name: what keepUnitRegression refuses of it.
[[nodiscard]] core::Status checkUnitRegressionName(const std::string& name, const std::filesystem::path& models);

}  // namespace prososcope::backend
