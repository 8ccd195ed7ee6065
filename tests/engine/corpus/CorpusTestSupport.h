// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/audio/AudioFile.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

/// Writes a tenth of a second of a quiet ramp as 16-bit WAV; `seed` changes the samples.
inline void writeClip(const std::filesystem::path& path, int seed = 0, std::size_t frames = 1600) {
    prososcope::audio::AudioClip clip;
    clip.rateHz = 16000;
    clip.channels.resize(1);
    for (std::size_t i = 0; i < frames; ++i) {
        clip.channels[0].push_back(static_cast<float>(static_cast<int>(i % 100) + seed) / 4096.0F);
    }
    std::filesystem::create_directories(path.parent_path());
    PROSOSCOPE_VERIFY(prososcope::audio::writeWav(path, clip));
}

inline void writeText(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    PROSOSCOPE_VERIFY(prososcope::core::writeFile(path, text));
}
