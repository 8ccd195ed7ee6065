// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "engine/dsp/Deltas.h"
#include "engine/features/ColumnStatistics.h"
#include "engine/features/FeatureStream.h"

namespace prososcope::features {

/// One step that makes rows of rows as they come, in bounded memory; any pieces give the same bits. Not thread-safe.
class RowStage {
public:
    RowStage() = default;
    virtual ~RowStage() = default;
    RowStage(const RowStage&) = delete;
    RowStage& operator=(const RowStage&) = delete;
    /// Appends the rows that are now complete.
    virtual void push(std::span<const float> rows, std::vector<float>& made) = 0;
    /// Appends the rows that waited for the end.
    virtual void finish(std::vector<float>& made) { static_cast<void>(made); }
};

/// The rows of a stream, led through stages one after the other.
class StagedStream final : public FeatureStream {
public:
    StagedStream(std::unique_ptr<FeatureStream> source, std::vector<std::unique_ptr<RowStage>> stages);
    void push(std::span<const float> samples, std::vector<float>& rows) override;
    void finish(std::vector<float>& rows) override;

private:
    void lead(std::size_t from, std::vector<float>& rows, bool ends);

    std::unique_ptr<FeatureStream> m_source;
    std::vector<std::unique_ptr<RowStage>> m_stages;
    std::vector<float> m_passed;
    std::vector<float> m_made;
};

/// y[n] = x[n] - a x[n - 1] over the whole recording, its first sample kept, before the frames are cut
/// (python_speech_features). The last sample is kept from piece to piece.
class EmphasisedStream final : public FeatureStream {
public:
    EmphasisedStream(double share, std::unique_ptr<FeatureStream> source);
    void push(std::span<const float> samples, std::vector<float>& rows) override;
    void finish(std::vector<float>& rows) override { m_source->finish(rows); }

private:
    double m_share;
    double m_before = 0.0;
    std::unique_ptr<FeatureStream> m_source;
    std::vector<float> m_emphasised;
};

/// The rows of several streams of the same frames, side by side.
class JoinedStream final : public FeatureStream {
public:
    struct Part {
        std::unique_ptr<FeatureStream> stream;
        std::size_t columns = 0;
        std::vector<float> rows{};  ///< that wait for the others
    };
    explicit JoinedStream(std::vector<Part> parts);
    void push(std::span<const float> samples, std::vector<float>& rows) override;
    void finish(std::vector<float>& rows) override;

private:
    void give(std::vector<float>& rows);
    std::vector<Part> m_parts;
};

/// Rows of [values, first derivatives, second derivatives], as late as the longest filter reaches.
class DeltaStage final : public RowStage {
public:
    enum class Kind {
        SavitzkyGolay,    ///< width 9, both of the values (librosa.feature.delta)
        Regression,       ///< window 2, the second of the first (HTK Book 5.9, python_speech_features)
        Convolved,        ///< window 2, the second by the convolution of both filters (Kaldi's add-deltas)
        CoefficientAxis,  ///< window 2, along the coefficients of a frame (speechpy)
    };
    /// interleaved: c0, d0, a0, c1, ... instead of all values, all first and all second derivatives.
    DeltaStage(Kind kind, std::size_t columns, bool interleaved);
    void push(std::span<const float> rows, std::vector<float>& made) override;
    void finish(std::vector<float>& made) override;

private:
    void give(std::vector<float>& made);

    Kind m_kind;
    std::size_t m_columns;
    bool m_interleaved;
    dsp::TimeFilter m_first;
    dsp::TimeFilter m_second;
    std::vector<float> m_parts[3];  ///< rows that wait for the others
};

/// (x - mean) / (deviation + 2^-30) of each column, both known from a first pass (cepstral mean and variance normalisation).
class NormaliseStage final : public RowStage {
public:
    /// moments: [mean of each column, deviation of each column]
    explicit NormaliseStage(std::span<const float> moments);
    void push(std::span<const float> rows, std::vector<float>& made) override;

private:
    std::vector<float> m_moments;
};

/// The same with the moments of the last `window` rows up to the present one, those that there are: no latency.
class SlidingNormaliseStage final : public RowStage {
public:
    SlidingNormaliseStage(std::size_t columns, std::size_t window);
    void push(std::span<const float> rows, std::vector<float>& made) override;

private:
    std::size_t m_columns;
    std::size_t m_window;
    std::deque<std::vector<float>> m_rows;
    std::vector<double> m_sums;
    std::vector<double> m_squares;
    std::size_t m_sinceExact = 0;  ///< rows since the sums were last taken anew
};

/// The only row, given at the end: mean and population standard deviation of each column of a stream, [2 * columns].
/// NaN without rows.
class MomentsStream final : public FeatureStream {
public:
    MomentsStream(std::unique_ptr<FeatureStream> source, std::size_t columns);
    void push(std::span<const float> samples, std::vector<float>& rows) override;
    void finish(std::vector<float>& rows) override;

private:
    void take();

    std::unique_ptr<FeatureStream> m_source;
    ColumnMoments m_moments;
    std::vector<float> m_rows;
};

}  // namespace prososcope::features
