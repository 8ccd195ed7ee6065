// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/audio/SampleSource.h"

namespace prososcope::audio {

/// What AudioReader reads through: one library's view of one file, frame after frame. One thread at a time.
class Decoder {
public:
    Decoder() = default;
    virtual ~Decoder() = default;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    [[nodiscard]] const AudioInfo& info() const { return m_info; }
    [[nodiscard]] bool integers() const { return m_integers; }  ///< samples are finite by nature
    /// Decodes up to `frames` frames from where it stands; fewer (or 0) at the end or where nothing can be decoded.
    virtual std::int64_t read(float* interleaved, std::int64_t frames) = 0;
    /// Goes to a frame exactly; false where that fails.
    virtual bool seek(std::int64_t frame) = 0;
    [[nodiscard]] virtual std::string lastError() const { return {}; }

protected:
    AudioInfo m_info;
    bool m_integers = false;
};

using DecoderPtr = std::unique_ptr<Decoder>;

/// Through libsndfile. Fails with one sentence where the file is absent, not audio, broken, empty of channels, or hostile
/// (more than 64 channels, rates outside 1..768000 Hz).
[[nodiscard]] core::Result<DecoderPtr> openSndfile(const std::filesystem::path& path);

/// Whether a file begins like those that FFmpeg's libraries are asked to read: MP4, QuickTime, Matroska, AMR, ASF, AAC.
[[nodiscard]] bool isForFfmpeg(const std::filesystem::path& path);

/// Through FFmpeg's libraries (M4A, MP4, WebM, AMR ...), which the module prososcope_ffmpeg is linked to: it is opened at
/// the first such file. Fails with Unavailable and a sentence that names the packages where it or they are absent.
[[nodiscard]] core::Result<DecoderPtr> openFfmpeg(const std::filesystem::path& path);

/// From the disk cache; null where the recording has no entry there.
[[nodiscard]] DecoderPtr openDecoded(const std::filesystem::path& path);

}  // namespace prososcope::audio
