// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/annotation/Measure.h"
#include "engine/backend/TorchBackend.h"

namespace prososcope::backend {

/// Shorter stretches are widened about their middle to this, as far as the recording reaches: a model needs something to hear.
inline constexpr double kShortestEmotionSeconds = 1.0;

/// What the model says of stretches of a recording, for annotation::measureSpans: each is predicted by itself (predictFile).
/// The model is borrowed and used on the thread that measures.
[[nodiscard]] annotation::EmotionSource emotionSource(EmotionModel& model, const std::filesystem::path& recording);

}  // namespace prososcope::backend
