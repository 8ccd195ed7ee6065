// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/models/speech_encoder/SpeechEncoder.h"

/// The two ends of an encoder as networks of their own: what is frozen below, what learns above.
namespace prososcope::models {

/// The last `layers` layers of an encoder with its head and, of pre-norm encoders, the last normalisation; for outputsFrom.
/// Without a layer it is the head alone, which then takes what is behind that normalisation.
/// whole: the configuration of the encoder with that head. Asks `source` for the whole encoder's names. WavLM's table of
/// relative positions comes with it.
[[nodiscard]] SpeechEncoder upperEncoder(const checkpoints::EncoderConfig& whole, int layers, const TensorSource& source);
/// The whole encoder's name of one of the upper one's tensors; empty for what belongs below.
[[nodiscard]] std::string wholeName(const checkpoints::EncoderConfig& whole, int layers, const std::string& name);

/// An encoder without its last `layers` layers and without a head; it shares the tensors. Not of Whisper, whose last hidden
/// states are behind a normalisation.
[[nodiscard]] SpeechEncoder lowerEncoder(SpeechEncoder& whole, int layers);

}  // namespace prososcope::models
