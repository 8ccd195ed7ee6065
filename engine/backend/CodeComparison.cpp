// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/CodeComparison.h"

#include <limits>
#include <utility>

#include "engine/core/Csv.h"

namespace prososcope::backend {

namespace {

constexpr double kShareOfDecodedSound = 0.2;

/// Fills in what follows from the two rows.
core::Result<CodeComparison> compared(AutoencoderView& view, CodeComparison rows) {
    rows.columns = view.columns();
    auto from = view.inFeatureUnits(rows.from);
    auto to = view.inFeatureUnits(rows.to);
    if (!from || !to) return core::fail(from ? to.error() : from.error());
    rows.fromValues = std::move(*from);
    rows.toValues = std::move(*to);
    const auto heard = view.codeOfRow(rows.to);
    if (!heard) return core::fail(heard.error());
    rows.heard = heard->emotion;
    for (std::size_t c = 0; c < rows.from.size(); ++c) {
        const double difference = static_cast<double>(rows.to[c]) - static_cast<double>(rows.from[c]);
        rows.meanSquare += difference * difference / static_cast<double>(rows.from.size());
    }
    return rows;
}

}  // namespace

core::Result<AutoencoderCode> codeOfRecording(AutoencoderView& view, const RecordingSpan& sound, core::Progress& progress) {
    auto reading = progress.part(0.0, kShareOfDecodedSound);
    const auto clip = decodeSpan(sound, view.card().rateHz, reading);
    if (!clip) return core::fail(clip.error());
    auto computing = progress.part(kShareOfDecodedSound, 1.0);
    auto code = view.code((*clip)->channels.front(), computing);
    if (code || code.error().kind == core::ErrorKind::Cancelled) return code;
    return core::fail(code.error().kind, {"%1: %2", {sound.recording.string(), code.error().message()}}, code.error().details);
}

core::Result<CodeComparison> reconstruction(AutoencoderView& view, const AutoencoderCode& code) {
    CodeComparison rows;
    rows.fromName = "recording";
    rows.toName = "reconstruction";
    rows.from = code.input;
    rows.to = code.reconstruction;
    rows.emotion = rows.styleEmotion = code.emotion;
    rows.explainedShare = code.explainedShare();
    return compared(view, std::move(rows));
}

core::Result<CodeComparison> emotionSwapped(AutoencoderView& view, const AutoencoderCode& emotion,
                                            const AutoencoderCode& style) {
    auto made = view.decode(emotion.emotion, style.style);
    if (!made) return core::fail(made.error());
    CodeComparison rows;
    rows.fromName = "reconstruction";
    rows.toName = "swapped";
    rows.from = style.reconstruction;
    rows.to = std::move(*made);
    rows.emotion = emotion.emotion;
    rows.styleEmotion = style.emotion;
    rows.explainedShare = std::numeric_limits<double>::quiet_NaN();
    return compared(view, std::move(rows));
}

std::string codeComparisonCsv(const CodeComparison& comparison) {
    core::CsvTable table{
        {"feature", comparison.fromName, comparison.toName, comparison.fromName + "_value", comparison.toName + "_value"}, {}};
    for (std::size_t c = 0; c < comparison.from.size(); ++c) {
        table.rows.push_back({comparison.columns[c], core::numberText(comparison.from[c]), core::numberText(comparison.to[c]),
                              core::numberText(comparison.fromValues[c]), core::numberText(comparison.toValues[c])});
    }
    return core::formatCsv(table);
}

}  // namespace prososcope::backend
