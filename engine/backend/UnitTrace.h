// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/backend/EncoderBackend.h"
#include "engine/backend/RecordingSpan.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::backend {

/// Whether the layers of a tap have frames (EncoderLayer::hopSeconds); false where they hear a stretch as a whole.
[[nodiscard]] bool isOverTime(const EncoderTap& tap);
/// Whether a tap of a network has.
[[nodiscard]] bool isOverTime(const EncoderInfo& encoder);

/// One unit of a network and where in its layer it is read. Layer and unit count from 0.
struct UnitChoice {
    std::string tap;
    std::size_t layer = 0;
    std::int64_t unit = 0;
    bool operator==(const UnitChoice&) const = default;
};

/// What a unit says over a span of a recording: value i is of the frame centred at firstSeconds + i * hopSeconds, counted from
/// the start of the recording. Not a number where it has not been computed.
struct UnitTrace {
    UnitChoice unit;
    std::string layerName;
    double hopSeconds = 0.0;
    double firstSeconds = 0.0;
    std::vector<float> values;

    /// Over the frames that are known: the pooled value that correlations use, when all of them are. Not a number: none is.
    [[nodiscard]] double mean() const;
    /// Of the frame nearest to a moment; not a number where there is none within half a frame.
    [[nodiscard]] double at(double seconds) const;
    /// Over the frames centred within a span; not a number where none is known.
    [[nodiscard]] double mean(double startSeconds, double endSeconds) const;
};

/// How a long span is cut. The window and the command line use the same.
struct TraceSettings {
    double wholeSeconds = 60.0;  ///< spans up to this go through the network at once
    double pieceSeconds = 30.0;
    /// Sound on either side of a piece that goes along with it, where the network looks at all of what it is given.
    double contextSeconds = 10.0;
};

/// Lets a network listen to a span of a recording of any length and keeps what a few of its units say, in memory that does not
/// grow with the network's size: a span of up to a minute whole, a longer one in pieces that overlap by as much as a frame
/// depends on (EncoderLayer::contextSeconds). Pieces then equal the whole to 1e-5. Where a layer depends on all that it is
/// given (recurrent ones, and those behind a normalisation over the utterance) pieces are heard each by itself, with some sound
/// on either side: `isExact` is false. Immutable; any thread.
class UnitTracer {
public:
    /// Reads the recording's header. Fails with a sentence on an unknown tap, layer or unit, one that is not over time, no unit
    /// at all, a recording that cannot be read, and a span without sound.
    [[nodiscard]] static core::Result<UnitTracer> plan(const EncoderInfo& encoder, RecordingSpan span,
                                                       std::vector<UnitChoice> units, const TraceSettings& settings = {});

    [[nodiscard]] std::size_t pieces() const { return m_pieces; }
    [[nodiscard]] bool isExact() const { return m_exact; }  ///< pieces, if there are several, equal the whole
    /// Seconds of the recording that a piece is for.
    [[nodiscard]] double startOf(std::size_t piece) const;
    [[nodiscard]] double endOf(std::size_t piece) const;
    /// The piece that a moment lies in; the nearest one beyond the span.
    [[nodiscard]] std::size_t pieceAt(double seconds) const;

    /// Traces of all units without a value yet.
    [[nodiscard]] std::vector<UnitTrace> begin() const;
    /// What a piece gives: of each unit the values from frame `first` on.
    struct Piece {
        std::size_t number = 0;
        std::vector<std::size_t> first;
        std::vector<std::vector<float>> values;
    };
    /// `encoder` is the one that was planned for. Fails as decodeAudio and Encoder::frames do, and with Cancelled.
    [[nodiscard]] core::Result<Piece> compute(Encoder& encoder, std::size_t piece, core::Progress& progress) const;
    /// Puts a piece into the traces that `begin` gave; in any order.
    void put(const Piece& piece, std::vector<UnitTrace>& traces) const;

private:
    UnitTracer() = default;

    RecordingSpan m_span;  ///< with its end known
    std::vector<UnitChoice> m_units;
    std::vector<EncoderLayer> m_layers;  ///< of each unit
    int m_rateHz = 16000;
    std::size_t m_pieces = 1;
    double m_pieceSeconds = 0.0;
    double m_contextSeconds = 0.0;
    bool m_exact = true;
};

/// All pieces one after the other.
[[nodiscard]] core::Result<std::vector<UnitTrace>> traceUnits(Encoder& encoder, const RecordingSpan& span,
                                                              const std::vector<UnitChoice>& units, core::Progress& progress,
                                                              const TraceSettings& settings = {});

/// Columns "seconds" and one for each unit, "layer 3, unit 17"; rows at the frames of the unit that has most of them. Units of
/// layers with longer hops have an empty cell at frames that they do not have.
[[nodiscard]] std::string unitTracesCsv(const std::vector<UnitTrace>& traces);

}  // namespace prososcope::backend
