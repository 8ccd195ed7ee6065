// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/features/FeatureSet.h"

namespace prososcope::features {

/// What was computed of a file.
struct FileExtent {
    std::size_t rows = 0;
    double seconds = 0.0;  ///< length of the sound
};

/// The rows of a sound file, as `set.compute` would give them of its channels' mean at the set's rate, handed to `use` in
/// runs of whole rows as they come. The file is read in blocks, twice where the set surveys first, and never held whole: an
/// hour costs what a minute does. The same bits for any number of threads. Fails with a sentence that names the file where
/// it cannot be read or its samples are not finite after resampling (those of a float file itself are read as 0), with
/// Cancelled when asked to stop, and with what `use` failed with.
[[nodiscard]] core::Result<FileExtent> streamFile(const FeatureSet& set, const std::filesystem::path& path, int threads,
                                                  core::Progress& progress,
                                                  const std::function<core::Status(std::span<const float>)>& use);

}  // namespace prososcope::features
