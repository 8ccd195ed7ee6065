// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <utility>
#include <vector>

#include "app/gui/layers/LayersData.h"

namespace prososcope::gui {

/// What a comparison adds to the maps.
struct ComparedLayers {
    /// The activations that are compared with, of the result, and what they are called; null of two targets or of nothing.
    const store::ActivationSet* other = nullptr;
    QString note;
    std::vector<std::pair<widgets::HeatmapMap, ShownMap>> differences;
    double largest = 0.0;  ///< size of a difference
};

/// Makes what `result.settings` ask to be compared, of its source, targets and titles, and puts the differences into it and the
/// other activations, if they are not the source's untrained ones. Where the comparison cannot be (a target that is not shown,
/// no untrained set) nothing is compared; the settings of `result` say so then, unless the untrained set can still come. Fails
/// with a sentence where the file cannot be read or its rows and units are others, and with Cancelled. A loader's thread.
[[nodiscard]] core::Result<ComparedLayers> compareLayers(LayersResult& result, const std::filesystem::path& other,
                                                         core::Progress progress);

}  // namespace prososcope::gui
