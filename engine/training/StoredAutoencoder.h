// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Progress.h"
#include "engine/features/FeatureSet.h"
#include "engine/learn/Matrix.h"
#include "engine/learn/Standardiser.h"
#include "engine/models/adversarial_autoencoder/AdversarialAutoencoder.h"
#include "engine/nn/StateDict.h"
#include "engine/store/ModelCard.h"
#include "engine/training/AutoencoderRows.h"
#include "engine/training/AutoencoderSystem.h"
#include "engine/training/BandScale.h"
#include "engine/training/PreparedSounds.h"

namespace prososcope::training {

/// What the card of a kept autoencoder says of it and of its input, checked as the other kinds are (StoredNetworks.h).
struct AutoencoderPlan {
    models::AutoencoderSettings settings;
    experiment::AutoencoderVariant variant = experiment::AutoencoderVariant::Optimised;
    double bound = 10.0;  ///< standardised values beyond it are set to it
    const features::FeatureSet* set = nullptr;
    std::vector<std::size_t> columns = {};  ///< of the set over time: what one that sees frames takes of it
    [[nodiscard]] bool seesFrames() const { return settings.form == models::AutoencoderForm::Frame; }
    /// The file of one without holds what classifies alone.
    [[nodiscard]] bool hasDecoder() const { return experiment::hasDecoder(variant); }
};
[[nodiscard]] core::Result<AutoencoderPlan> autoencoderPlan(const store::ModelCard& card, const std::string& file);

/// What standardises the input of a kept autoencoder: its rows ("input.mean", "input.deviation"), or its frames ("input.mean",
/// "input.scale").
using AutoencoderScale = std::variant<learn::Standardiser, BandScale>;

/// A stored autoencoder on the CPU, in evaluation mode. Of a baseline style, decoder and discriminators are those of no
/// training.
struct StoredAutoencoder {
    AutoencoderPlan plan;
    models::AdversarialAutoencoder network{nullptr};
    AutoencoderScale scale;

    /// The standardised row of a stretch of sound, as a matrix of one; fails as classicalRowOf does. Any thread. Of one that
    /// sees no frames.
    [[nodiscard]] core::Result<learn::Matrix<float>> hear(std::span<const float> mono, int threads,
                                                          core::Progress& progress) const;
    /// A stretch of sound as `rowsOf` takes it: the same as one frame; of one that sees frames the `valid` ones of the set, of
    /// more than the network looks at the middle ones, while `frames` is what it looks at. Any thread.
    [[nodiscard]] core::Result<PreparedSound> prepared(std::span<const float> mono, int threads,
                                                       std::stop_token stop = {}) const;
    /// Prepared stretches as the network is asked about them.
    [[nodiscard]] AutoencoderRows rowsOf(std::span<const PreparedSound* const> sounds) const;
};
/// Refused with one sentence: what the plan refuses, tensors that do not fit, whose SHA-256 is not the card's, or that hold
/// values that are no numbers. Throws what torch throws.
[[nodiscard]] core::Result<StoredAutoencoder> loadAutoencoder(const store::ModelEntry& entry);

/// Standardised rows as the network takes them, [rows, columns].
[[nodiscard]] torch::Tensor tensorOfRows(learn::MatrixView<float> rows);
/// The standardiser as a file gives it back, so that a network learns from the rows that it will get.
[[nodiscard]] core::Result<learn::Standardiser> storedPrecision(const learn::Standardiser& standardiser);
/// Writes STEM.safetensors and STEM.json, the card with the settings that `autoencoderPlan` reads. state: of the network;
/// scale: of frames, or a standardiser of storedPrecision.
[[nodiscard]] core::Status saveAutoencoder(const AutoencoderSystem& system, nn::StateDict state, const AutoencoderScale& scale,
                                           const std::filesystem::path& stem, store::ModelCard card);

/// Opens one for its classes: the posteriors of y.
[[nodiscard]] core::Result<std::unique_ptr<backend::EmotionModel>> openAutoencoderModel(const store::ModelEntry& entry,
                                                                                        const std::string& device, int threads);

}  // namespace prososcope::training
