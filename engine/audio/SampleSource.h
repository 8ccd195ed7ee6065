// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "engine/core/Result.h"

namespace prososcope::audio {

/// What a file's header says.
struct AudioInfo {
    std::filesystem::path path;
    int rateHz = 0;
    int channels = 0;
    std::int64_t frames = 0;
    std::string format;       ///< container and encoding in words, such as "WAV, 16-bit PCM"
    bool compressed = false;  ///< a place in it is found by decoding (FLAC, Ogg, MP3, M4A ...), not by counting bytes
    bool sixteenBit = false;  ///< samples are 16-bit integers: kept as such, nothing is lost
    [[nodiscard]] double seconds() const { return rateHz > 0 ? static_cast<double>(frames) / rateHz : 0.0; }
};

/// Which sound of a recording: the mean of all channels, or one of them. A value.
struct ChannelChoice {
    int channel = -1;  ///< counted from 0; below 0: the mean of all
    [[nodiscard]] bool isMix() const { return channel < 0; }
    bool operator==(const ChannelChoice&) const = default;
};

/// Where the samples of a recording come from: any stretch, as interleaved floats of full scale 1. Whether one thread or
/// several may read at a time, and what failures mean, is said by the classes below it.
class SampleSource {
public:
    SampleSource() = default;
    virtual ~SampleSource() = default;
    SampleSource(const SampleSource&) = delete;
    SampleSource& operator=(const SampleSource&) = delete;

    [[nodiscard]] virtual const AudioInfo& info() const = 0;
    /// Reads up to `frames` frames from `start` into `interleaved` (frames * channels values); returns the number of
    /// frames read, fewer at the end, where the file was cut short, or where it is not decoded yet.
    virtual core::Result<std::size_t> read(std::int64_t start, std::size_t frames, std::span<float> interleaved) = 0;
    /// The same for a few frames here and there that nobody will want again.
    virtual core::Result<std::size_t> readOnce(std::int64_t start, std::size_t frames, std::span<float> interleaved) {
        return read(start, frames, interleaved);
    }
    /// Frames from the start that can be read now; all, except while a compressed file is being decoded.
    [[nodiscard]] virtual std::int64_t framesReady() const { return info().frames; }
    /// Whether more will become ready by itself.
    [[nodiscard]] virtual bool growing() const { return false; }

    /// One channel, or the mean of all, of any number of frames.
    core::Result<std::size_t> readChannel(ChannelChoice choice, std::int64_t start, std::size_t frames, std::span<float> mono,
                                          bool once = false);
    core::Result<std::size_t> readMono(std::int64_t start, std::size_t frames, std::span<float> mono) {
        return readChannel({}, start, frames, mono);
    }
};

}  // namespace prososcope::audio
