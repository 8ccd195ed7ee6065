// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"

/// Calls compare(clip, samples, reference) for each clip of ../shared/reference/cases in the order of their names;
/// reference.ok is false where the reference holds no `file` for it.
inline void eachReferenceClip(
    const std::filesystem::path& cases, const std::string& file,
    const std::function<void(const std::string&, const std::vector<float>&, const NpyFile&)>& compare) {
    std::vector<std::filesystem::path> folders;
    for (const auto& entry : std::filesystem::directory_iterator(cases))
        if (entry.is_directory()) folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    for (const auto& folder : folders) {
        const auto samples = prososcope::audio::decodeSpeech16k(folder / "audio.wav");
        if (samples) compare(folder.filename().string(), *samples, NpyFile::read(folder / file));
    }
}
