// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/AudioFile.h"

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <utility>

#include "engine/audio/AudioFormat.h"
#include "engine/core/Log.h"

namespace prososcope::audio {

namespace {

using core::ErrorKind;
using core::fail;

constexpr int kMostChannels = 64;
constexpr int kHighestRateHz = 768000;
constexpr std::int64_t kMostFrames = std::int64_t{1} << 33;  // 6 days at 16 kHz
constexpr std::uintmax_t kMostFramesPerByte = 64;            // more than this is counted, not believed
constexpr std::size_t kBlockValues = 1 << 16;

tl::unexpected<core::Error> unreadable(const std::filesystem::path& path, std::string details = {}) {
    return fail(ErrorKind::NotFound,
                {TRANSLATABLE("Engine", "%1 cannot be read. Check that it exists and that you may read it."), {path.string()}},
                std::move(details));
}

tl::unexpected<core::Error> damaged(const std::filesystem::path& path, std::string details) {
    return fail(
        ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "%1 is damaged: its header cannot be used. Get a fresh copy of the file."), {path.string()}},
        std::move(details));
}

/// Whether a WAV header names an encoding other than the usual ones (libsndfile calls such a header malformed).
bool hasUnusualWavEncoding(std::string_view start) {
    const std::size_t chunk = start.find("fmt ");
    if (!start.starts_with("RIFF") || chunk == std::string_view::npos || chunk + 10 > start.size()) return false;
    const unsigned tag = static_cast<unsigned char>(start[chunk + 8]) + 256U * static_cast<unsigned char>(start[chunk + 9]);
    static constexpr std::array kUsual{0x1U, 0x2U, 0x3U, 0x6U, 0x7U, 0x11U, 0x31U, 0xFFFEU};
    return std::find(kUsual.begin(), kUsual.end(), tag) == kUsual.end();
}

/// The sentence for a file that libsndfile refused.
tl::unexpected<core::Error> refused(const std::filesystem::path& path) {
    const int code = sf_error(nullptr);
    const std::string details = sf_strerror(nullptr);
    std::array<char, 1024> head{};
    std::ifstream file(path, std::ios::binary);
    if (!file) return unreadable(path, details);
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    const std::string_view start(head.data(), static_cast<std::size_t>(file.gcount()));
    if (start.starts_with("NIST_1A") && start.find("shorten") != std::string_view::npos) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is packed with shorten, which cannot be read here. Unpack it with sph2pipe first."),
             {path.string()}},
            details);
    }
    const bool knownStart = start.starts_with("RIFF") || start.starts_with("RIFX") || start.starts_with("RF64") ||
                            start.starts_with("FORM") || start.starts_with("fLaC") || start.starts_with("OggS") ||
                            start.starts_with(".snd") || start.starts_with("caff") || start.starts_with("NIST_1A");
    if (code == SF_ERR_UNSUPPORTED_ENCODING || hasUnusualWavEncoding(start)) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 holds sound in an encoding that cannot be read here. Convert it to WAV or FLAC."),
             {path.string()}},
            details);
    }
    if (code == SF_ERR_UNRECOGNISED_FORMAT || !knownStart) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is not a sound file that can be read here. Convert it to WAV or FLAC."),
                     {path.string()}},
                    details);
    }
    return damaged(path, details);
}

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

bool holdsIntegers(int format) {
    switch (format & SF_FORMAT_SUBMASK) {
        case SF_FORMAT_PCM_S8:
        case SF_FORMAT_PCM_U8:
        case SF_FORMAT_PCM_16:
        case SF_FORMAT_PCM_24:
        case SF_FORMAT_PCM_32:
            return true;
        default:
            return false;
    }
}

void meanOfChannels(const float* interleaved, int channels, std::size_t frames, float* mono) {
    const double scale = 1.0 / channels;
    for (std::size_t i = 0; i < frames; ++i) {
        double sum = 0.0;
        for (int c = 0; c < channels; ++c) sum += static_cast<double>(interleaved[i * static_cast<std::size_t>(channels) + c]);
        mono[i] = static_cast<float>(sum * scale);
    }
}

}  // namespace

struct AudioReader::Handle {
    SNDFILE* file = nullptr;
    std::int64_t position = 0;
    bool integers = false;
    bool warned = false;
    std::vector<float> scratch;
    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (file != nullptr) sf_close(file);
    }
};

AudioReader::~AudioReader() = default;

core::Result<std::unique_ptr<AudioReader>> AudioReader::open(const std::filesystem::path& path) {
    std::error_code code;
    const auto status = std::filesystem::status(path, code);
    if (!std::filesystem::exists(status)) return unreadable(path, code.message());
    if (std::filesystem::is_directory(status)) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 is a folder, not a sound file."), {path.string()}});
    }
    if (!std::filesystem::is_regular_file(status)) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 is not a regular file."), {path.string()}});
    }
    const auto bytes = std::filesystem::file_size(path, code);
    if (code) return unreadable(path, code.message());
    if (bytes == 0) return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 is empty (0 bytes)."), {path.string()}});

    SF_INFO header{};
    std::unique_ptr<AudioReader> reader(new AudioReader);
    reader->m_handle = std::make_unique<Handle>();
    reader->m_handle->file = sf_open(path.c_str(), SFM_READ, &header);
    if (reader->m_handle->file == nullptr) return refused(path);
    const std::string claims = std::to_string(header.channels) + " channels, " + std::to_string(header.samplerate) + " Hz, " +
                               std::to_string(header.frames) + " frames";
    if (header.channels < 1 || header.channels > kMostChannels || header.samplerate < 1 || header.samplerate > kHighestRateHz ||
        header.frames < 0) {
        return damaged(path, claims);
    }
    if ((header.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_RAW) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is not a sound file that can be read here. Convert it to WAV or FLAC."),
                     {path.string()}},
                    "no header");
    }
    AudioInfo& info = reader->m_info;
    info.path = path;
    info.rateHz = header.samplerate;
    info.channels = header.channels;
    info.frames = header.frames;
    info.format = formatWords(header.format);
    reader->m_handle->integers = holdsIntegers(header.format);
    if (static_cast<std::uintmax_t>(info.frames) / kMostFramesPerByte > bytes) {
        std::vector<float> block(kBlockValues);
        const auto atOnce = static_cast<std::size_t>(kBlockValues / static_cast<std::size_t>(info.channels));
        std::int64_t counted = 0;
        while (counted <= kMostFrames) {
            const sf_count_t got = sf_readf_float(reader->m_handle->file, block.data(), static_cast<sf_count_t>(atOnce));
            if (got <= 0) break;
            counted += got;
        }
        info.frames = counted;
        reader->m_handle->position = counted;
    }
    if (info.frames > kMostFrames) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is too long to be opened. Cut it into shorter files."), {path.string()}},
                    claims);
    }
    return reader;
}

core::Result<std::size_t> AudioReader::read(std::int64_t start, std::size_t frames, std::span<float> interleaved) {
    const auto channels = static_cast<std::size_t>(m_info.channels);
    frames = std::min(frames, interleaved.size() / channels);
    if (start < 0 || start >= m_info.frames || frames == 0) return std::size_t{0};
    frames = static_cast<std::size_t>(std::min<std::int64_t>(static_cast<std::int64_t>(frames), m_info.frames - start));
    if (start != m_handle->position) {
        m_handle->position = -1;
        if (sf_seek(m_handle->file, start, SEEK_SET) != start) {
            return fail(
                ErrorKind::Failed,
                {TRANSLATABLE("Engine", "%1 cannot be read at the wanted place. It may be damaged."), {m_info.path.string()}},
                sf_strerror(m_handle->file));
        }
        m_handle->position = start;
    }
    const sf_count_t got = sf_readf_float(m_handle->file, interleaved.data(), static_cast<sf_count_t>(frames));
    const auto count = static_cast<std::size_t>(std::max<sf_count_t>(got, 0));
    m_handle->position += static_cast<std::int64_t>(count);
    if (!m_handle->integers) {
        const std::size_t bad = cleanSamples(interleaved.first(count * channels));
        if (bad > 0 && !std::exchange(m_handle->warned, true)) {
            core::log(core::LogLevel::Warning, m_info.path.string() + ": samples that are not finite numbers were read as 0");
        }
    }
    return count;
}

core::Result<std::size_t> AudioReader::readMono(std::int64_t start, std::size_t frames, std::span<float> mono) {
    if (m_info.channels == 1) return read(start, frames, mono);
    frames = std::min(frames, mono.size());
    const auto channels = static_cast<std::size_t>(m_info.channels);
    const std::size_t atOnce = std::max<std::size_t>(1, kBlockValues / channels);
    m_handle->scratch.resize(atOnce * channels);
    std::size_t done = 0;
    while (done < frames) {
        const std::size_t wanted = std::min(atOnce, frames - done);
        const auto got = read(start + static_cast<std::int64_t>(done), wanted, m_handle->scratch);
        if (!got) return got;
        meanOfChannels(m_handle->scratch.data(), m_info.channels, *got, mono.data() + done);
        done += *got;
        if (*got < wanted) break;
    }
    return done;
}

bool hasAudioEnding(const std::filesystem::path& path) {
    static constexpr std::array kEndings{".wav", ".wave", ".bwf",  ".rf64", ".w64", ".flac", ".ogg", ".oga", ".opus",
                                         ".mp3", ".aif",  ".aiff", ".aifc", ".au",  ".snd",  ".caf", ".sph", ".nist"};
    std::string ending = path.extension().string();
    for (char& letter : ending) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

core::Result<AudioInfo> probeAudio(const std::filesystem::path& path) {
    auto reader = AudioReader::open(path);
    if (!reader) return fail(reader.error());
    return (*reader)->info();
}

}  // namespace prososcope::audio
