// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/annotation/Annotation.h"
#include "engine/annotation/FindText.h"
#include "engine/annotation/MeasuredSound.h"
#include "engine/annotation/Quantity.h"

namespace prososcope::annotation {

/// A stretch of a recording that is measured, and the words that belong to it. Where it begins and ends at the same time it is
/// a point (of a point tier, or the cursor): mean, minimum, maximum and median are the value there, spreads, jitter and
/// shares are undefined.
struct MeasuredSpan {
    Interval time;
    std::string label;
    std::optional<std::string> parent;
    std::string tier;      ///< name; empty where it is of no tier
    std::size_t item = 0;  ///< place in the tier

    bool operator==(const MeasuredSpan&) const = default;
};

/// A number, NaN where it is undefined, or a word. Both NaN and an empty word are an empty cell.
using Cell = std::variant<double, std::string>;
[[nodiscard]] bool isEmpty(const Cell& cell);

/// One row of a table of measurements: a cell for each quantity, in their order.
struct Measurement {
    MeasuredSpan span;
    std::vector<Cell> cells;
};

/// What a model says of a stretch of the recording; a function of the caller's, since models live elsewhere. `classes` name
/// the posteriors that it returns. It gets points too (start = end).
struct EmotionSource {
    std::vector<std::string> classes;
    std::function<core::Result<std::vector<float>>(double start, double end)> posteriors;
};

/// The intervals or points of a tier that are to be measured.
struct SpanChoice {
    std::string tier;                    ///< name
    std::optional<TextMatcher> matcher;  ///< only those whose label matches
    bool unlabelled = false;             ///< intervals without a label too
    std::string parent = {};             ///< tier whose interval at the middle is the parent; empty: as the tier is linked
};
/// Fails where there is no such tier (or parent), naming those there are. `source` names the annotation in the sentence.
[[nodiscard]] core::Result<std::vector<MeasuredSpan>> measuredSpans(const Annotation& annotation, const SpanChoice& choice,
                                                                    std::string_view source);
/// The recording from begin to end as one span.
[[nodiscard]] MeasuredSpan wholeSpan(const audio::AudioInfo& info);

/// Measures spans one after another (in the order of their begin it is fastest: the tracks are computed once). A frame counts
/// where its centre lies within the span, ends included; a span without a frame is undefined, never 0. Spans beyond the
/// recording are undefined there. `emotion` is needed only where a quantity asks for it: fails without, and where the model
/// does not know a class. Memory grows with the longest span alone (about 30 MB an hour with formants). Any thread.
[[nodiscard]] core::Result<std::vector<Measurement>> measureSpans(MeasuredSound& sound, std::span<const MeasuredSpan> spans,
                                                                  const std::vector<Quantity>& quantities,
                                                                  const EmotionSource* emotion, core::Progress& progress);

/// Whether any of the quantities needs a model.
[[nodiscard]] bool needsEmotion(const std::vector<Quantity>& quantities);
/// Whether any of them follows the pitch track, the voice report included.
[[nodiscard]] bool needsPitch(const std::vector<Quantity>& quantities);
/// Whether a model of these classes (none: there is no model) can answer the quantities, before any file is read; else the
/// sentence that says why not.
[[nodiscard]] core::Status checkEmotion(const std::vector<Quantity>& quantities, const std::vector<std::string>& classes);
/// Text of a cell for a file: numbers with a dot, times to the nanosecond, all others as precise as they are; empty for NaN.
[[nodiscard]] std::string cellText(const Cell& cell, const Quantity& quantity);

}  // namespace prososcope::annotation
