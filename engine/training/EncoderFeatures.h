// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/checkpoints/EncoderStart.h"
#include "engine/features/FeatureSet.h"
#include "engine/models/speech_encoder/SpeechEncoder.h"

namespace prososcope::training {

/// What a frozen speech encoder says of an utterance, as a feature set, so that it is computed once and cached.
///
/// Without a trained layer: one row, the mean over the frames of its last hidden states (behind the last normalisation). A
/// sound of over a minute (Whisper: half a minute) is heard in pieces of that length, whose means are weighted by their frames.
/// With trained layers on top: a row for each frame, the input of the first of them; a longer sound's first piece alone.
/// Several threads may compute; stops at the next layer when asked.
class EncoderFeatures : public features::FeatureSet {
public:
    /// Sounds that go through a network at once, in samples.
    [[nodiscard]] static std::int64_t longestWhole(const checkpoints::EncoderConfig& config);

    /// device: "cpu", "cuda:0". Throws what torch throws.
    EncoderFeatures(const checkpoints::EncoderStart& start, models::SpeechEncoder network, int trainedLayers,
                    const std::string& device, std::stop_token stop);

    [[nodiscard]] std::string_view name() const override;
    [[nodiscard]] core::Text description() const override;
    [[nodiscard]] int rateHz() const override { return m_config.rateHz; }
    [[nodiscard]] const std::vector<std::string>& columns() const override { return m_columns; }
    [[nodiscard]] std::string parameters() const override { return m_parameters; }
    [[nodiscard]] Times times() const override;
    [[nodiscard]] std::unique_ptr<features::FeatureStream> stream(int threads, std::span<const float> surveyed) const override;
    [[nodiscard]] core::Result<features::FeatureMatrix> compute(std::span<const float> mono, int threads = 1) const override;

private:
    [[nodiscard]] features::FeatureMatrix pooled(std::span<const float> mono) const;
    [[nodiscard]] features::FeatureMatrix frames(std::span<const float> mono) const;

    checkpoints::EncoderConfig m_config;
    mutable models::SpeechEncoder m_network;  ///< in evaluation a forward pass changes nothing
    int m_trainedLayers;
    std::string m_device;
    std::stop_token m_stop;
    std::vector<std::string> m_columns;
    std::string m_parameters;
};

}  // namespace prososcope::training
