// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/experiment/Experiment.h"
#include "engine/store/ModelCard.h"

/// What an experiment's dimensions are called and measured on.
namespace prososcope::experiment {

/// Whether a dimension is the place of the emotion's name on the circumplex: "derived-arousal", "derived-valence".
[[nodiscard]] bool isDerivedDimension(std::string_view dimension);
/// Without "derived-".
[[nodiscard]] std::string bareDimension(std::string_view dimension);

/// What a model's card calls a dimension of an experiment: derived ones have their bare names, unless the rated one of that
/// name is predicted too.
[[nodiscard]] std::string dimensionName(const Experiment& experiment, const std::string& dimension);

/// The dimensions of an experiment as a model's card has them, in order. Derived ones go from -1 to 1; the others have the
/// scales of the corpora, of several the widest, or where none is known go from the lowest to the highest value of `labelled`.
[[nodiscard]] std::vector<store::Dimension> dimensionScales(const Experiment& experiment,
                                                            std::span<const corpus::Corpus> corpora,
                                                            const LabelledUtterances& labelled);

}  // namespace prososcope::experiment
