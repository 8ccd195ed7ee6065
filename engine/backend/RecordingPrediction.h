// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/backend/TorchBackend.h"

namespace prososcope::backend {

/// One prediction of all that a model gives for a whole recording (or span), classes and dimensions alike. Longer than 30 s:
/// the mean of its windows. endSeconds below 0: to the end.
[[nodiscard]] core::Result<TimelineRow> predictRecording(EmotionModel& model, const std::filesystem::path& audio,
                                                         double startSeconds, double endSeconds, core::Progress& progress);

}  // namespace prososcope::backend
