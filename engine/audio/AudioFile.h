// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "engine/audio/AudioClip.h"
#include "engine/audio/SampleSource.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::audio {

/// Reads any part of a sound file in blocks through libsndfile (WAV, RF64, FLAC, Ogg Vorbis, Opus, MP3, AIFF, AU,
/// CAF, NIST SPHERE) or, where installed, FFmpeg's libraries (M4A, MP4, WebM, AMR: the sound alone). Samples are float,
/// interleaved, full scale 1. Never maps the file: others may truncate it. One thread at a time; open one reader per thread,
/// or share a Recording.
class AudioReader : public SampleSource {
public:
    /// Fails with one sentence where the file is absent, not audio, broken, empty of channels, or hostile (more than
    /// 64 channels, rates outside 1..768000 Hz).
    [[nodiscard]] static core::Result<std::unique_ptr<AudioReader>> open(const std::filesystem::path& path);
    ~AudioReader() override;

    [[nodiscard]] const AudioInfo& info() const override { return m_info; }
    core::Result<std::size_t> read(std::int64_t start, std::size_t frames, std::span<float> interleaved) override;

private:
    AudioReader() = default;
    struct Handle;
    std::unique_ptr<Handle> m_handle;
    AudioInfo m_info;
};

/// Whether a file name looks like sound that `AudioReader` may read (by its ending, any case); pictures with sound do not.
[[nodiscard]] bool hasAudioEnding(const std::filesystem::path& path);
/// The endings of what may be opened, in lower case with their dots, for dialogs; those of pictures with sound too.
[[nodiscard]] std::span<const std::string_view> openableEndings();

/// The header only.
[[nodiscard]] core::Result<AudioInfo> probeAudio(const std::filesystem::path& path);

struct DecodeOptions {
    int rateHz = 0;     ///< 0 keeps the file's own rate, else resampled (soxr, high quality)
    bool mono = false;  ///< mean of the channels, taken before resampling
    double startSeconds = 0.0;
    double endSeconds = -1.0;  ///< below 0: to the end
};
/// Decodes a file or a span of it. NaN and infinite samples of float files become 0 and are logged.
[[nodiscard]] core::Result<AudioClipPtr> decodeAudio(const std::filesystem::path& path, const DecodeOptions& options,
                                                     core::Progress& progress);
/// Mono at 16 kHz, what every feature set of speech starts from.
[[nodiscard]] core::Result<std::vector<float>> decodeSpeech16k(const std::filesystem::path& path, double startSeconds = 0.0,
                                                               double endSeconds = -1.0);

/// Writes 16-bit PCM or float WAV, complete or not at all.
enum class WavEncoding { Pcm16, Float32 };
[[nodiscard]] core::Status writeWav(const std::filesystem::path& goal, const AudioClip& clip,
                                    WavEncoding encoding = WavEncoding::Pcm16);

}  // namespace prososcope::audio
