// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/GrowingSound.h"
#include "engine/core/GrowingFile.h"

/// The two kinds of GrowingSound; only for GrowingSound.cpp.
namespace prososcope::audio {

[[nodiscard]] core::Result<std::unique_ptr<GrowingSound>> createGrowingWav(core::GrowingFile file, int rateHz);
[[nodiscard]] core::Result<std::unique_ptr<GrowingSound>> createGrowingFlac(core::GrowingFile file, int rateHz);
/// The frames, or nothing where it is no such file.
[[nodiscard]] core::Result<std::int64_t> repairGrowingWav(core::GrowingFile& file);
[[nodiscard]] core::Result<std::int64_t> repairGrowingFlac(core::GrowingFile& file);

}  // namespace prososcope::audio
