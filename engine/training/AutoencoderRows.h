// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/Hash.h"
#include "engine/core/Random.h"
#include "engine/features/FeatureMatrix.h"
#include "engine/features/FeatureSet.h"
#include "engine/learn/Matrix.h"
#include "engine/nn/Sequence.h"
#include "engine/training/BandScale.h"

namespace prososcope::training {

struct FeaturePart;

/// The columns of a set over time that an autoencoder sees: all but those that are changes of others (the derivatives of
/// ComParE_2016-lld, "..._de"), which the network can make itself.
[[nodiscard]] std::vector<std::size_t> descriptorColumns(const features::FeatureSet& set);

/// Recordings over time as an autoencoder sees them. Views the recordings, standardises what is looked at: no second copy of a
/// corpus.
struct FrameRows {
    std::vector<features::FeatureMatrixPtr> recordings;
    std::vector<std::size_t> columns;  ///< of theirs
    BandScale scale;                   ///< of each of `columns`
    float bound = 10.0F;               ///< standardised values beyond it are set to it
};
/// The scale of some columns of the recordings of a training part; there is at least one.
[[nodiscard]] BandScale frameScale(const std::vector<features::FeatureMatrixPtr>& recordings,
                                   const std::vector<std::size_t>& columns);
/// What an autoencoder learns from: the descriptors of the chosen recordings and, behind them, of each of their copies,
/// standardised on all of these.
[[nodiscard]] FrameRows learnedFrames(const FeaturePart& part, const std::vector<std::size_t>& chosen, double bound);
/// Other recordings, as one sees them that learned from `learned`.
[[nodiscard]] FrameRows unseenFrames(const FrameRows& learned, const FeaturePart& part, const std::vector<std::size_t>& chosen);

/// What autoencoders learn from and are asked about: standardised rows, one for each utterance, or its frames. A value, not
/// changed once made.
class AutoencoderRows {
public:
    AutoencoderRows(learn::Matrix<float> rows) : m_rows(std::move(rows)) {}  // NOLINT: meant to convert
    explicit AutoencoderRows(FrameRows frames) : m_rows(std::move(frames)) {}

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t columns() const;

    struct Batch {
        torch::Tensor inputs;  ///< [batch, columns], or [batch, columns, frames]: 0 behind the end of an utterance
        nn::Lengths lengths;   ///< of frames
    };
    /// frames: how many of each utterance; of a longer one a piece that `crops` draws, or without it the middle.
    [[nodiscard]] Batch batch(std::span<const std::size_t> chosen, std::int64_t frames, core::Random* crops) const;
    void addTo(core::Hash& hash) const;

private:
    std::variant<learn::Matrix<float>, FrameRows> m_rows;
};

}  // namespace prososcope::training
