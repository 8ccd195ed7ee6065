// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/backend/EncoderBackend.h"
#include "engine/features/FeatureSet.h"
#include "engine/nn/Sequence.h"
#include "engine/training/PreparedSounds.h"

namespace prososcope::training {

/// What Encoders asks of one kind of network. Not shared between threads, except `hear`. Throws what torch throws.
class LayeredNetwork {
public:
    virtual ~LayeredNetwork() = default;
    /// A stretch as the network takes it; see preparedSound.
    [[nodiscard]] virtual core::Result<PreparedSound> hear(std::span<const float> mono, int threads) const = 0;
    /// How many rows, padding included, may go through the network together.
    [[nodiscard]] virtual std::int64_t rowsTogether() const = 0;

    /// values [frames, batch, units] of a layer, valid during the call, and how many frames of each stretch are sound.
    using Sink = std::function<void(std::size_t layer, const torch::Tensor& values, const nn::Lengths& valid)>;
    /// Calls `sink` for each layer of the tap, nearest to the sound first.
    virtual void run(std::span<const PreparedSound* const> batch, std::string_view tap, const Sink& sink) = 0;

    /// Of each layer of self-attention; 0: it has none.
    [[nodiscard]] virtual std::int64_t attentionHeads() const { return 0; }
    /// weights [heads, frames, frames] of a layer of self-attention, a row for each frame that looks; valid during the call.
    using MapSink = std::function<void(const torch::Tensor& weights)>;
    /// Calls `sink` for each layer of self-attention of one stretch, nearest to the sound first. Only of networks that have
    /// some.
    virtual void attend(const PreparedSound& /*sound*/, const MapSink& /*sink*/) {}
};

/// One whose input are the features of a set.
class FeatureNetwork : public LayeredNetwork {
public:
    [[nodiscard]] virtual const features::FeatureSet& set() const = 0;
    [[nodiscard]] virtual PreparedSound prepare(const features::FeatureMatrix& features) const = 0;
    [[nodiscard]] core::Result<PreparedSound> hear(std::span<const float> mono, int threads) const override {
        return preparedSound(set(), mono, threads,
                             [this](const features::FeatureMatrix& features) { return prepare(features); });
    }
};

/// Stretches beside each other, [batch, longest, columns], 0 behind the shorter ones.
[[nodiscard]] torch::Tensor paddedRows(std::span<const PreparedSound* const> batch, std::int64_t columns);
[[nodiscard]] nn::Lengths framesOf(std::span<const PreparedSound* const> batch);

/// The taps of these networks from what is known without their weights.
[[nodiscard]] core::Result<std::vector<backend::EncoderTap>> logMelTaps(const store::ModelCard& card);
[[nodiscard]] core::Result<std::vector<backend::EncoderTap>> gcuTaps(const store::ModelCard& card);
[[nodiscard]] core::Result<std::vector<backend::EncoderTap>> lasTaps(const store::ModelCard& card);

/// Opens the network of a model. untrainedSeed: weights drawn anew; the statistics of its normalisations are then those of
/// half a minute of made-up sound, since stored ones do not fit, and without any the units would stand at their limits.
[[nodiscard]] core::Result<std::unique_ptr<LayeredNetwork>> openLogMelLayers(const store::ModelEntry& entry,
                                                                             const torch::Device& device,
                                                                             std::optional<std::uint64_t> untrainedSeed);
[[nodiscard]] core::Result<std::unique_ptr<LayeredNetwork>> openGcuLayers(const store::ModelEntry& entry,
                                                                          const torch::Device& device,
                                                                          std::optional<std::uint64_t> untrainedSeed);

[[nodiscard]] core::Result<std::unique_ptr<LayeredNetwork>> openLasLayers(const store::ModelEntry& entry,
                                                                          const torch::Device& device,
                                                                          std::optional<std::uint64_t> untrainedSeed);

/// Sets the running statistics of all normalisations to those of one pass, and the network to evaluation.
void takeStatistics(torch::nn::Module& network, const std::function<void()>& pass);

/// Half a minute of sound that is loud and quiet, buzzing and hissing in turn, about as speech is. Pure.
[[nodiscard]] std::vector<float> madeUpSound(int rateHz, std::uint64_t seed);

}  // namespace prososcope::training
