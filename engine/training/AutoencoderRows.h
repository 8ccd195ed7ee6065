// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/Hash.h"
#include "engine/core/Random.h"
#include "engine/core/Result.h"
#include "engine/features/FeatureMatrix.h"
#include "engine/features/FeatureSet.h"
#include "engine/learn/Matrix.h"
#include "engine/nn/Sequence.h"
#include "engine/training/BandScale.h"
#include "engine/training/ExperimentData.h"

namespace prososcope::training {

/// The columns of a set over time that an autoencoder sees: all but those that are changes of others (the derivatives of
/// ComParE_2016-lld, "..._de"), which the network can make itself.
[[nodiscard]] std::vector<std::size_t> descriptorColumns(const features::FeatureSet& set);

/// Fails where a value of the part's recordings and their copies is not finite, and names the utterance.
[[nodiscard]] core::Status checkFrames(const experiment::LabelledUtterances& labelled, const FeaturePart& part);

/// Recordings over time as an autoencoder sees them. Views the recordings, standardises what is looked at: no second copy of a
/// corpus.
struct FrameRows {
    std::vector<features::FeatureMatrixPtr> recordings;
    std::vector<std::size_t> columns;  ///< of theirs
    BandScale scale;                   ///< of all of theirs
    float bound = 10.0F;               ///< standardised values beyond it are set to it
};
/// The scale of the recordings of a training part; there is at least one.
[[nodiscard]] BandScale frameScale(const std::vector<features::FeatureMatrixPtr>& recordings);

/// What autoencoders learn from and are asked about: standardised rows, one for each utterance, or its frames. A value, not
/// changed once made.
class AutoencoderRows {
public:
    AutoencoderRows(learn::Matrix<float> rows) : m_rows(std::move(rows)) {}  // NOLINT: meant to convert
    explicit AutoencoderRows(FrameRows frames) : m_frames(std::move(frames)), m_overTime(true) {}

    [[nodiscard]] std::size_t size() const { return m_overTime ? m_frames.recordings.size() : m_rows.rows; }
    [[nodiscard]] std::size_t columns() const { return m_overTime ? m_frames.columns.size() : m_rows.columns; }

    struct Batch {
        torch::Tensor inputs;  ///< [batch, columns], or [batch, columns, frames]: 0 behind the end of an utterance
        nn::Lengths lengths;   ///< of frames
    };
    /// frames: how many of each utterance; of a longer one a piece that `crops` draws, or without it the middle.
    [[nodiscard]] Batch batch(std::span<const std::size_t> chosen, std::int64_t frames, core::Random* crops) const;
    void addTo(core::Hash& hash) const;

private:
    learn::Matrix<float> m_rows;
    FrameRows m_frames;
    bool m_overTime = false;
};

}  // namespace prososcope::training
