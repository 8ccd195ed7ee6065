// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/corpus/Corpus.h"
#include "engine/store/ModelCard.h"

/// Fine-tuning: a training that begins with the weights of a stored model (Experiment::start).
namespace prososcope::experiment {

/// Whether a training of a network can begin with it.
[[nodiscard]] bool canStartFrom(const store::ModelCard& card);

/// Whether it has learned from speech alone, to predict it: a test on speakers whom it heard is then transductive, and not too
/// good.
[[nodiscard]] bool learnsWithoutLabels(const store::ModelCard& card);

/// Those of `speakers` that a model has been trained on: they belong to a corpus of its training and stand among its training
/// speakers; all of them where its card names a corpus but no speakers. Corpora are known by name and title.
[[nodiscard]] std::vector<std::string> heardSpeakers(const store::ModelCard& model, std::span<const corpus::Corpus> corpora,
                                                     std::span<const std::string> speakers);

/// The text of an experiment that fine-tunes a model on a corpus with classes: all classes that occur, few epochs at a low
/// rate, of a speech encoder a linear probe, one speaker left out at a time (with fewer than two speakers random parts, whose
/// figures are marked as too good), and the model of all speakers kept under the experiment's name, "CORPUS-from-MODEL".
[[nodiscard]] std::string fineTuningText(const store::ModelCard& model, const corpus::Corpus& corpus);

}  // namespace prososcope::experiment
