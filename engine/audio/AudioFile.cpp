// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/AudioFile.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <utility>

#include "engine/audio/Decoder.h"
#include "engine/core/Log.h"

namespace prososcope::audio {

namespace {

using core::ErrorKind;
using core::fail;

/// Sets NaN and infinite values to 0 and returns how many there were.
std::size_t cleanSamples(std::span<float> values) {
    std::uint32_t bad = 0;
    for (const float value : values) {
        bad |= static_cast<std::uint32_t>((std::bit_cast<std::uint32_t>(value) & 0x7F800000U) == 0x7F800000U);
    }
    if (bad == 0) return 0;
    std::size_t count = 0;
    for (float& value : values) {
        if (std::isfinite(value)) continue;
        value = 0.0F;
        ++count;
    }
    return count;
}

}  // namespace

struct AudioReader::Handle {
    DecoderPtr decoder;
    std::int64_t position = 0;
    bool warned = false;
};

AudioReader::~AudioReader() = default;

core::Result<std::unique_ptr<AudioReader>> AudioReader::open(const std::filesystem::path& path) {
    auto decoder = openSndfile(path);
    if (!decoder && decoder.error().kind == ErrorKind::BadInput && isForFfmpeg(path)) {
        auto decoded = openDecoded(path);  // going to a place in the file itself means decoding all before it
        decoder = decoded ? core::Result<DecoderPtr>(std::move(decoded)) : openFfmpeg(path);
    }
    if (!decoder) return fail(decoder.error());
    std::unique_ptr<AudioReader> reader(new AudioReader);
    reader->m_info = (*decoder)->info();
    reader->m_handle = std::make_unique<Handle>();
    reader->m_handle->decoder = std::move(*decoder);
    return reader;
}

core::Result<std::size_t> AudioReader::read(std::int64_t start, std::size_t frames, std::span<float> interleaved) {
    const auto channels = static_cast<std::size_t>(m_info.channels);
    frames = std::min(frames, interleaved.size() / channels);
    if (start < 0 || start >= m_info.frames || frames == 0) return std::size_t{0};
    frames = static_cast<std::size_t>(std::min<std::int64_t>(static_cast<std::int64_t>(frames), m_info.frames - start));
    Decoder& decoder = *m_handle->decoder;
    if (start != m_handle->position) {
        m_handle->position = -1;
        if (!decoder.seek(start)) {
            return fail(
                ErrorKind::Failed,
                {TRANSLATABLE("Engine", "%1 cannot be read at the wanted place. It may be damaged."), {m_info.path.string()}},
                decoder.lastError());
        }
        m_handle->position = start;
    }
    const auto got = decoder.read(interleaved.data(), static_cast<std::int64_t>(frames));
    const auto count = static_cast<std::size_t>(std::max<std::int64_t>(got, 0));
    m_handle->position += static_cast<std::int64_t>(count);
    if (!decoder.integers()) {
        const std::size_t bad = cleanSamples(interleaved.first(count * channels));
        if (bad > 0 && !std::exchange(m_handle->warned, true)) {
            core::log(core::LogLevel::Warning, m_info.path.string() + ": samples that are not finite numbers were read as 0");
        }
    }
    return count;
}

namespace {

// Sound first (from .m4a on through FFmpeg's libraries), then pictures with sound.
constexpr std::array<std::string_view, 34> kEndings{
    ".wav",  ".wave", ".bwf", ".rf64", ".w64", ".flac", ".ogg",  ".oga", ".opus", ".mp3", ".aif", ".aiff",
    ".aifc", ".au",   ".snd", ".caf",  ".sph", ".nist", ".m4a",  ".m4b", ".aac",  ".amr", ".awb", ".mka",
    ".wma",  ".weba", ".mp4", ".m4v",  ".mov", ".mkv",  ".webm", ".3gp", ".3g2",  ".wmv"};
constexpr std::size_t kSoundEndings = 26;
static_assert(kEndings[kSoundEndings] == ".mp4");

}  // namespace

std::span<const std::string_view> openableEndings() { return kEndings; }

bool hasAudioEnding(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    for (char& letter : ending) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    const auto last = kEndings.begin() + kSoundEndings;
    return std::find(kEndings.begin(), last, ending) != last;
}

core::Result<AudioInfo> probeAudio(const std::filesystem::path& path) {
    auto reader = AudioReader::open(path);
    if (!reader) return fail(reader.error());
    return (*reader)->info();
}

}  // namespace prososcope::audio
