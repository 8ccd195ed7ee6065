// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/backend/AutoencoderBackend.h"
#include "engine/backend/RecordingSpan.h"

/// Recordings beside what an autoencoder makes of them. Plain values.
namespace prososcope::backend {

/// The code of a recording, or of a part of it. Failures name the file.
[[nodiscard]] core::Result<AutoencoderCode> codeOfRecording(AutoencoderView& view, const RecordingSpan& sound,
                                                            core::Progress& progress);

/// Two rows of features that are looked at beside each other: a recording and its reconstruction, or the reconstruction of a
/// recording and the same with the emotion of another one. In standard deviations of the training's columns, bounded as there,
/// and the same in the units of the features: what lies beyond the bound is at it, and a column that was constant in training
/// has its value there.
struct CodeComparison {
    std::vector<std::string> columns;
    std::string fromName, toName;  ///< "recording", "reconstruction", "swapped"
    std::vector<float> from, to;
    std::vector<double> fromValues, toValues;
    std::vector<float> emotion;       ///< posteriors of the recording whose emotion it has
    std::vector<float> styleEmotion;  ///< of the one whose style it has
    std::vector<float> heard;         ///< of what was made
    double meanSquare = 0.0;          ///< of the difference over the columns
    double explainedShare = 0.0;      ///< of a reconstruction, see AutoencoderCode; else not a number
};
/// A recording beside its reconstruction.
[[nodiscard]] core::Result<CodeComparison> reconstruction(AutoencoderView& view, const AutoencoderCode& code);
/// The reconstruction of `style` beside the same with the emotion of `emotion`.
[[nodiscard]] core::Result<CodeComparison> emotionSwapped(AutoencoderView& view, const AutoencoderCode& emotion,
                                                          const AutoencoderCode& style);
/// "feature,FROM,TO,FROM_value,TO_value", a row for each column.
[[nodiscard]] std::string codeComparisonCsv(const CodeComparison& comparison);

}  // namespace prososcope::backend
