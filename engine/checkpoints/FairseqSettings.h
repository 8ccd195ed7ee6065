// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/checkpoints/PickleValue.h"

namespace prososcope::checkpoints {

/// What the settings of a fairseq file say, wherever its versions keep it: "args" (a Namespace), "cfg" (a dictionary or
/// OmegaConf) with "model" and "task", of a fine-tuned file also those of the model that it began from ("w2v_args"), and the
/// flat "cfg" of WavLM's own files. Absent values stay absent; nothing is trusted to be in bounds. Valid as long as the pickle.
class FairseqSettings {
public:
    explicit FairseqSettings(const PickleValue& root);

    /// Of the encoder itself: as it was pretrained first.
    [[nodiscard]] std::optional<std::int64_t> encoderWhole(std::string_view name) const;
    [[nodiscard]] std::optional<bool> encoderFlag(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> encoderText(std::string_view name) const;
    /// Of the training: as it was trained last. Between 0 and 1.
    [[nodiscard]] std::optional<double> probability(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> trainingWhole(std::string_view name) const;
    /// Whether the sound was brought to zero mean and unit variance.
    [[nodiscard]] std::optional<bool> normalize() const;
    /// The symbols of the target dictionary, the four that fairseq puts before included; empty where the file has none.
    [[nodiscard]] std::vector<std::string> symbols() const;

private:
    PickleValue m_root;
    std::vector<PickleValue> m_encoder;
    std::vector<PickleValue> m_training;
    std::vector<PickleValue> m_task;
};

/// Reads how fairseq writes convolutions, "[(512, 10, 5)] + [(512, 3, 2)] * 4 + [(512,2,2)] * 2" (channels, kernel, stride);
/// it is Python, of which this grammar is all that is understood. Nothing where it does not fit, or beyond 64 layers.
[[nodiscard]] std::optional<std::vector<ConvolutionLayer>> parseConvolutions(std::string_view text);

}  // namespace prososcope::checkpoints
