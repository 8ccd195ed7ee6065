// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/backend/EncoderBackend.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Result.h"
#include "engine/learn/NeuralRegression.h"
#include "engine/store/ModelCard.h"

/// A model of valence, arousal and the like that is a linear regression on the mean activations of chosen units of a network
/// (Tits, El Haddad, Dutoit 2018). How one is fitted: UnitRegressionFit.h.
namespace prososcope::backend {

/// As cards name it.
inline constexpr const char* kUnitRegressionKind = "unit-regression";

/// One dimension: an intercept and a weight for each of its units, numbered among all layers of the tap.
struct UnitTarget {
    std::string name;  ///< "valence"
    double low = 0.0;  ///< ends of the scale of its labels
    double high = 1.0;
    bool derived = false;  ///< from the emotions of the circumplex, not rated
    learn::ColumnRegression regression;
    double error = 0.0;  ///< root mean squared, on speakers that were left out
};

struct UnitRegression {
    std::string encoder;  ///< name of the network's model
    std::string encoderSha256;
    std::string tap;
    std::int64_t units = 0;  ///< of all layers of the tap
    std::vector<UnitTarget> targets;
};

/// Writes STEM.safetensors (units and weights of each target; the network's name and SHA-256 among its metadata) and STEM.json.
/// The card gets what the tensors tell: kind, dimensions, settings and their SHA-256.
[[nodiscard]] core::Status saveUnitRegression(const UnitRegression& regression, const std::filesystem::path& stem,
                                              store::ModelCard card);
/// Hostile until checked: the file must be the one that the card describes, its numbers finite, its units within the network's,
/// each once. Fails with one sentence.
[[nodiscard]] core::Result<UnitRegression> loadUnitRegression(const store::ModelEntry& entry);

/// What the figure of a dimension's error is called: "RMSE valence".
[[nodiscard]] std::string errorMetric(const std::string& dimension);
/// The figure that the deviations of a dimension come from; null where the card is of another kind or has none.
[[nodiscard]] const store::Figure* errorFigure(const store::ModelCard& card, const std::string& dimension);
/// The setting of a card that says of a dimension that it comes from the emotions' names, by 1.
[[nodiscard]] std::string derivedSetting(const std::string& dimension);
/// Whether a card says of a dimension that it comes from the emotions' names and was not rated.
[[nodiscard]] bool isDerivedDimension(const store::ModelCard& card, const std::string& dimension);

/// Opens such a model with the network that it stands on, which lies beside it or among the bundled ones. Refuses, with one
/// sentence, a network that is absent or has other weights than those it was fitted to. The model is a FrameModel: over time it
/// gives running means (see fillFromFrames). Each value comes with the root mean squared error on left-out speakers.
[[nodiscard]] core::Result<std::unique_ptr<EmotionModel>> openUnitRegression(const store::ModelEntry& entry,
                                                                             EncoderBackend& encoders,
                                                                             const std::string& device, int threads);
/// The same on a network that is open already; checked likewise.
[[nodiscard]] core::Result<std::unique_ptr<EmotionModel>> unitRegressionModel(store::ModelCard card, UnitRegression regression,
                                                                              std::unique_ptr<Encoder> encoder);

}  // namespace prososcope::backend
