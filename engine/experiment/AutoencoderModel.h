// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "engine/core/TomlReader.h"
#include "engine/experiment/Experiment.h"

/// The model "adversarial-autoencoder" of emotion experiments: a row of functionals for each utterance, or its descriptors over
/// time, become an emotion and a style, from which they are made again (Parthasarathy et al. 2019). Unlabelled utterances take
/// part in all but its classification.
namespace prososcope::experiment {

inline constexpr const char* kAdversarialAutoencoder = "adversarial-autoencoder";

/// In the file a word, "variant"; among the numbers of the model its place here.
enum class AutoencoderVariant {
    Optimised = 0,  ///< batch normalisation, dropout in the discriminators, which learn more slowly
    Vanilla = 1,    ///< without them
    Baseline = 2    ///< the encoder alone, without batch normalisation, trained on the labels: no autoencoder
};
[[nodiscard]] AutoencoderVariant autoencoderVariant(const std::map<std::string, double>& settings);
/// Whether it has a style and makes recordings again; a baseline has neither style nor decoder.
[[nodiscard]] bool hasDecoder(AutoencoderVariant variant);
[[nodiscard]] bool hasDecoder(const std::map<std::string, double>& settings);
/// "form" = "utterance", a row for each utterance, or "frame": the descriptors over time, cut or padded to one length.
[[nodiscard]] bool seesFrames(const std::map<std::string, double>& settings);
/// "prior" = "uniform" or "empirical": how often each emotion is drawn that the codes are pressed to look like.
[[nodiscard]] bool hasEmpiricalPrior(const std::map<std::string, double>& settings);

/// Keys of [model] and [[member]] that are no numbers, or are not the model's.
[[nodiscard]] const std::set<std::string>& autoencoderWords();
/// Reads "variant", "prior" and, where it is there, "form" into the numbers.
void readAutoencoderKeys(core::TomlReader& reader, std::map<std::string, double>& settings);
/// Writes the numbers, those as words.
void writeAutoencoderKeys(const std::map<std::string, double>& settings,
                          const std::function<void(const std::string&, const std::string&)>& line);
/// "adversarial autoencoder on ComParE_2016, 10 % of the labels".
[[nodiscard]] std::string autoencoderSystemName(const FusionMember& system);

}  // namespace prososcope::experiment
