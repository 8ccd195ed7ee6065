// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/annotation/Measure.h"
#include "engine/annotation/PitchCorrectionFile.h"

namespace prososcope::annotation {

/// What is measured in each of a number of recordings.
struct MeasureRequest {
    std::vector<Quantity> quantities;
    std::optional<SpanChoice> choice;  ///< without one: each recording as a whole
    MeasureSettings settings;
    CorrectionSource corrections = {};  ///< asked where a quantity follows the pitch
};

/// The measurements of one recording.
struct FileMeasurements {
    std::filesystem::path recording;
    std::optional<std::filesystem::path> annotation;
    std::vector<core::Text> notes;  ///< what had to be repaired in the annotation, and which others lie beside
    bool pitchCorrected = false;    ///< by hand, somewhere in the recording
    std::vector<Measurement> rows;
};

/// The corrections of a recording's pitch where a quantity of the request follows it, else none.
[[nodiscard]] core::Result<dsp::PitchCorrections> correctionsFor(const std::filesystem::path& recording,
                                                                 const MeasureRequest& request);
/// Opens a recording for a request, with the corrections of its pitch where a quantity follows it. Fails where either cannot
/// be read. Any thread.
[[nodiscard]] core::Result<std::unique_ptr<MeasuredSound>> openMeasured(const std::filesystem::path& recording,
                                                                        const MeasureRequest& request);

/// Opens a recording and its annotation (`annotation`, else the one beside it) and measures. Fails with one sentence where
/// either cannot be read, there is no annotation or it has no such tier. `emotionOf` makes the source for this file; may
/// be empty where no quantity needs it. Any thread; several files may be measured at once.
using EmotionFactory = std::function<EmotionSource(const std::filesystem::path& recording)>;
[[nodiscard]] core::Result<FileMeasurements> measureFile(const std::filesystem::path& recording,
                                                         const std::optional<std::filesystem::path>& annotation,
                                                         const MeasureRequest& request, const EmotionFactory& emotionOf,
                                                         core::Progress& progress);

/// Columns of a table of measurements: file, tier, start, end and label, then the quantities that are none of these.
[[nodiscard]] std::vector<Quantity> furtherQuantities(const std::vector<Quantity>& quantities);
/// Header and rows as CSV with dots in numbers; undefined cells are empty. One table is a header and any number of rows.
[[nodiscard]] std::string measurementsHeader(const std::vector<Quantity>& quantities);
[[nodiscard]] std::string measurementRows(const std::filesystem::path& recording, const std::vector<Measurement>& rows,
                                          const std::vector<Quantity>& quantities);

}  // namespace prososcope::annotation
