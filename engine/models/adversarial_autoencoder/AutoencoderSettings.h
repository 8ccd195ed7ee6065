// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::models {

/// What the adversarial autoencoder sees of an utterance.
enum class AutoencoderForm {
    Utterance = 0,  ///< one vector of functionals
    Frame = 1       ///< descriptors of each frame, cut or padded to one number of frames
};

/// Sizes of the adversarial autoencoder. The defaults are the published "optimised" one on 6373 ComParE functionals; on frames
/// it has 65 inputs and the convolutions below.
struct AutoencoderSettings {
    AutoencoderForm form = AutoencoderForm::Utterance;
    std::int64_t inputs = 6373;  ///< features of an utterance, or of a frame
    std::int64_t hidden = 256;
    std::int64_t latent = 100;  ///< of z, the style
    std::int64_t classes = 3;   ///< of y, the emotion
    std::int64_t discriminatorHidden = 256;
    bool batchNorm = true;  ///< after every layer of encoder and decoder, also before the softmax and on linear outputs
    double dropout = 0.5;   ///< behind the encoder's first layer of `hidden` units
    double discriminatorDropout = 0.5;

    // Of the form on frames: convolutions over time, with pooling behind all but the last.
    std::vector<std::int64_t> channels{128, 128, 256, 256, 256};
    std::int64_t kernel = 4;
    std::int64_t pool = 4;
    std::int64_t frames = 1024;
    /// Frames behind an utterance's end count nowhere, and the convolutions' mean over time takes the place of all their steps.
    bool masked = false;

    /// Steps that the last convolution has.
    [[nodiscard]] std::int64_t steps() const;
    /// As a model's card holds them; the classes are its own.
    [[nodiscard]] std::map<std::string, double> values() const;
    bool operator==(const AutoencoderSettings&) const = default;
};

/// Without normalisation and the discriminators' dropout; its discriminators learn as fast as the rest.
[[nodiscard]] AutoencoderSettings vanilla(AutoencoderSettings settings);

/// Settings from a file, by name ("channels1" is that of the first convolution; those behind a gap are an error); what is left
/// out keeps its default, and all channels do where none is named. Refuses, with one sentence, an unknown name, a value that is
/// no number, not whole where it counts something or out of bounds, and frames that the pooling does not divide.
[[nodiscard]] core::Result<AutoencoderSettings> checkedAutoencoderSettings(const std::map<std::string, double>& values,
                                                                           std::int64_t classes);

}  // namespace prososcope::models
