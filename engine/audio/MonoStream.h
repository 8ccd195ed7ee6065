// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/audio/Resampler.h"

namespace prososcope::audio {

/// The mean of a sound file's channels at a wanted rate, block after block from the start to the end: the samples that
/// `decodeAudio` gives of the whole, bit for bit, in bounded memory whatever the length. One thread.
class MonoStream {
public:
    /// rateHz: 0 keeps the file's own. Fails as AudioReader::open does.
    [[nodiscard]] static core::Result<MonoStream> open(const std::filesystem::path& path, int rateHz);

    [[nodiscard]] const AudioInfo& info() const { return m_reader->info(); }
    /// Puts the next samples in place of what `block` holds; none at the end. Fails where the file cannot be read on.
    [[nodiscard]] core::Status next(std::vector<float>& block);
    /// How much of the file has been read, 0 to 1.
    [[nodiscard]] double fraction() const;

private:
    MonoStream() = default;

    std::unique_ptr<AudioReader> m_reader;
    std::optional<Resampler> m_resampler;
    std::vector<float> m_read;
    std::int64_t m_position = 0;
    bool m_ended = false;
};

}  // namespace prososcope::audio
