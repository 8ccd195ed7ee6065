// SPDX-License-Identifier: GPL-3.0-or-later
#include <sndfile.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <vector>

#include "engine/audio/AudioFormat.h"
#include "engine/audio/Decoder.h"

namespace prososcope::audio {

namespace {

using core::ErrorKind;
using core::fail;

constexpr int kMostChannels = 64;
constexpr int kHighestRateHz = 768000;
constexpr std::int64_t kMostSndfileFrames = std::int64_t{1} << 33;  // 6 days at 16 kHz
constexpr std::uintmax_t kMostFramesPerByte = 64;                   // more than this is counted, not believed
constexpr std::size_t kSndfileBlockValues = 1 << 16;

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

/// Whether a place in the sound is found by decoding.
bool isCompressed(int format) {
    switch (format & SF_FORMAT_TYPEMASK) {
        case SF_FORMAT_FLAC:
        case SF_FORMAT_OGG:
        case SF_FORMAT_MPEG:
            return true;
        default:
            break;
    }
    switch (format & SF_FORMAT_SUBMASK) {
        case SF_FORMAT_ALAC_16:
        case SF_FORMAT_ALAC_20:
        case SF_FORMAT_ALAC_24:
        case SF_FORMAT_ALAC_32:
            return true;
        default:
            return false;
    }
}

class SndfileDecoder : public Decoder {
public:
    ~SndfileDecoder() override {
        if (m_file != nullptr) sf_close(m_file);
    }
    core::Status open(const std::filesystem::path& path, std::uintmax_t bytes);
    std::int64_t read(float* interleaved, std::int64_t frames) override {
        return sf_readf_float(m_file, interleaved, static_cast<sf_count_t>(frames));
    }
    bool seek(std::int64_t frame) override { return sf_seek(m_file, frame, SEEK_SET) == frame; }
    [[nodiscard]] std::string lastError() const override { return sf_strerror(m_file); }

private:
    SNDFILE* m_file = nullptr;
};

core::Status SndfileDecoder::open(const std::filesystem::path& path, std::uintmax_t bytes) {
    SF_INFO header{};
    m_file = sf_open(path.c_str(), SFM_READ, &header);
    if (m_file == nullptr) return refused(path);
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
    AudioInfo& info = m_info;
    info.path = path;
    info.rateHz = header.samplerate;
    info.channels = header.channels;
    info.frames = header.frames;
    info.format = formatWords(header.format);
    info.compressed = isCompressed(header.format);
    const int encoding = header.format & SF_FORMAT_SUBMASK;
    info.sixteenBit = encoding == SF_FORMAT_PCM_16 || encoding == SF_FORMAT_ALAC_16;
    m_integers = holdsIntegers(header.format);
    if (static_cast<std::uintmax_t>(info.frames) / kMostFramesPerByte > bytes) {
        std::vector<float> block(kSndfileBlockValues);
        const auto atOnce = static_cast<std::size_t>(kSndfileBlockValues / static_cast<std::size_t>(info.channels));
        std::int64_t counted = 0;
        while (counted <= kMostSndfileFrames) {
            const sf_count_t got = sf_readf_float(m_file, block.data(), static_cast<sf_count_t>(atOnce));
            if (got <= 0) break;
            counted += got;
        }
        info.frames = counted;
        // Opened anew: behind a last block that was cut off there is no way back.
        sf_close(m_file);
        m_file = sf_open(path.c_str(), SFM_READ, &header);
        if (m_file == nullptr) return refused(path);
    }
    if (info.frames > kMostSndfileFrames) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is too long to be opened. Cut it into shorter files."), {path.string()}},
                    claims);
    }
    return {};
}

}  // namespace

core::Result<DecoderPtr> openSndfile(const std::filesystem::path& path) {
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

    auto decoder = std::make_unique<SndfileDecoder>();
    if (auto opened = decoder->open(path, bytes); !opened) return fail(opened.error());
    return decoder;
}

}  // namespace prososcope::audio
