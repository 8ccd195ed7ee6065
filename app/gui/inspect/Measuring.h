// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "app/gui/inspect/InspectSettings.h"
#include "app/gui/inspect/ResultTable.h"
#include "engine/annotation/MeasureFile.h"

namespace prososcope::gui {

// What the tables of measurements have in common.

/// The tracks are measured as they are shown.
[[nodiscard]] annotation::MeasureSettings measureSettings(const VoiceSettings& voice);
/// The column of a quantity, with its unit and what it means.
[[nodiscard]] ResultColumn columnOf(const annotation::Quantity& quantity);
/// Columns that say where a row comes from: file, tier (where `tier`), start, end, label.
[[nodiscard]] std::vector<ResultColumn> placeColumns(bool tier);
/// A row with these cells and those of its quantities that placeColumns does not say already.
[[nodiscard]] ResultRow rowOf(const QString& path, const annotation::Measurement& measurement,
                              const std::vector<annotation::Quantity>& quantities, bool tier);

}  // namespace prososcope::gui
