// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "engine/audio/AudioFile.h"
#include "engine/core/SafeFile.h"

namespace prososcope::audio {

/// Writes a WAV file block by block, complete or not at all: until `commit` the goal is untouched. For sound that does not fit
/// into memory; see writeWav for what does. One thread.
class WavWriter {
public:
    /// What a file is to hold; `frames` must be written before commit.
    struct Shape {
        int rateHz = 0;
        int channels = 1;
        std::uint64_t frames = 0;
        WavEncoding encoding = WavEncoding::Pcm16;
    };
    /// Fails with a sentence where the shape cannot be: no or more than 64 channels, rates outside 1..768000 Hz, beyond 4 GB.
    [[nodiscard]] static core::Result<WavWriter> open(const std::filesystem::path& goal, const Shape& shape);
    /// Whole frames, interleaved.
    core::Status write(std::span<const float> interleaved);
    /// Puts the file in place; fails where fewer or more frames were written than promised.
    core::Status commit();

private:
    WavWriter(core::SafeFile file, const Shape& shape) : m_file(std::move(file)), m_shape(shape) {}
    core::SafeFile m_file;
    Shape m_shape;
    std::uint64_t m_values = 0;
    std::string m_bytes;
};

/// The encoding that keeps what a file of this kind holds: float for float and more than 16 bits, else 16-bit PCM.
[[nodiscard]] WavEncoding encodingFor(const AudioInfo& info);

}  // namespace prososcope::audio
