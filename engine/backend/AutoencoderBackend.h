// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/ModelCard.h"

/// Kept adversarial autoencoders: a recording as an emotion and a style, and recordings made of both. Plain values, no torch.
namespace prososcope::backend {

class TorchBackend;

/// What an autoencoder makes of a row of features. Rows are in standard deviations of the training set's columns, 0 its mean.
struct AutoencoderCode {
    std::vector<float> input;           ///< the row, bounded as in training
    std::vector<float> emotion;         ///< y: posteriors of the card's classes
    std::vector<float> style;           ///< z
    std::vector<float> reconstruction;  ///< the row made again of both
    /// The share of what sets the row apart from the training's mean that is in its reconstruction, 1 at best; below 0 where
    /// the mean would be nearer. Not a number where nothing sets it apart.
    [[nodiscard]] double explainedShare() const;
};

/// The columns in which two rows differ most, the largest difference first; at most `most`.
[[nodiscard]] std::vector<std::size_t> largestDifferences(std::span<const float> a, std::span<const float> b, std::size_t most);

/// An autoencoder opened to be looked into. Each owner has its own copy; not shared between threads. Rows of another length
/// than the network's fail with one sentence.
class AutoencoderView {
public:
    virtual ~AutoencoderView() = default;
    [[nodiscard]] virtual const store::ModelCard& card() const = 0;
    /// Names of the columns of its rows.
    [[nodiscard]] virtual const std::vector<std::string>& columns() const = 0;
    /// Of a stretch of sound at the card's rate. Fails on an empty one, on samples that are not finite, where it is too short
    /// or too silent for the features, and with Cancelled.
    [[nodiscard]] virtual core::Result<AutoencoderCode> code(std::span<const float> mono, core::Progress& progress) = 0;
    /// Of a row, such as one that `decode` made.
    [[nodiscard]] virtual core::Result<AutoencoderCode> codeOfRow(std::span<const float> row) = 0;
    /// The row of an emotion, a share for each class, and a style: of the same recording its reconstruction, of two recordings
    /// what the second would be with the emotion of the first.
    [[nodiscard]] virtual core::Result<std::vector<float>> decode(std::span<const float> emotion,
                                                                  std::span<const float> style) = 0;
    /// A row in the units of its features. A column that was constant in training has its value there.
    [[nodiscard]] virtual core::Result<std::vector<double>> inFeatureUnits(std::span<const float> row) const = 0;
};

class AutoencoderBackend {
public:
    virtual ~AutoencoderBackend() = default;
    /// A stored one. Refuses other kinds, and a baseline, which has no decoder.
    [[nodiscard]] virtual core::Result<std::unique_ptr<AutoencoderView>> open(const store::ModelEntry& model,
                                                                              const std::string& device, int threads) = 0;
};

/// Of the library behind an opened backend; fails where it has none.
[[nodiscard]] core::Result<AutoencoderBackend*> autoencoderBackend(TorchBackend& torch);

}  // namespace prososcope::backend
