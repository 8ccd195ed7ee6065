// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>

#include "engine/core/Result.h"
#include "engine/dsp/PitchCorrections.h"

namespace prososcope::annotation {

/// Where the corrections of a recording's pitch are kept: a small table (recording, start, end, octaves, unvoiced) in the
/// folder "pitch" of the data folder, named after the recording's full path.
[[nodiscard]] std::filesystem::path pitchCorrectionFile(const std::filesystem::path& recording,
                                                        const std::filesystem::path& dataFolder);
/// What is kept of a recording; nothing where there is no file. Fails where the file cannot be read as such a table. Any
/// thread.
[[nodiscard]] core::Result<dsp::PitchCorrections> readPitchCorrections(const std::filesystem::path& recording,
                                                                       const std::filesystem::path& dataFolder);
/// Keeps them, complete or not at all; without corrections there is no file. Any thread.
[[nodiscard]] core::Status writePitchCorrections(const std::filesystem::path& recording,
                                                 const dsp::PitchCorrections& corrections,
                                                 const std::filesystem::path& dataFolder);

/// Where measurements get the corrections of a recording from: a function of the caller's, which may be called on any thread
/// and by several at once. It fails where what is kept cannot be read. An empty one stands for pitch as computed.
using CorrectionSource = std::function<core::Result<dsp::PitchCorrections>(const std::filesystem::path& recording)>;
/// What is kept in a data folder.
[[nodiscard]] CorrectionSource keptCorrections(std::filesystem::path dataFolder);

}  // namespace prososcope::annotation
