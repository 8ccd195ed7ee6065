// SPDX-License-Identifier: GPL-3.0-or-later
#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/audio/GrowingParts.h"

namespace prososcope::audio {

namespace {

using core::ErrorKind;
using core::fail;

constexpr double kFullScale = 8388608.0;   // of 24 bits
constexpr int kBelow24Bits = 256;          // libsndfile takes 32-bit integers, of which FLAC keeps the upper 24
constexpr std::uint64_t kBlockPlace = 8;   // of STREAMINFO's smallest block, 16 bits
constexpr std::uint64_t kTotalPlace = 21;  // of STREAMINFO's number of samples: 4 bits of the first of 5 bytes, and the others
constexpr const char* kRefused = TRANSLATABLE("Engine", "%1 cannot be written as FLAC. Choose WAV.");
constexpr std::int64_t kMostTotal = (std::int64_t{1} << 36) - 1;

/// Tells the header how many samples there are: 0 says that nobody knows.
core::Status writeTotal(core::GrowingFile& file, std::int64_t total) {
    std::array<std::byte, 5> bytes{};
    const auto got = file.readAt(kTotalPlace, bytes);
    if (!got || *got != bytes.size()) return fail(ErrorKind::Failed, {kRefused, {file.path().string()}});
    bytes[0] = (bytes[0] & std::byte{0xF0}) | static_cast<std::byte>((total >> 32) & 0xF);
    for (std::size_t i = 1; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>((total >> (8U * (4U - static_cast<unsigned>(i)))) & 0xFF);
    return file.writeAt(kTotalPlace, bytes);
}

/// libsndfile's encoder on a GrowingFile, which keeps the reason where writing fails.
class GrowingFlac : public GrowingSound {
public:
    explicit GrowingFlac(core::GrowingFile file) : m_file(std::move(file)) {}
    ~GrowingFlac() override;
    core::Status open(int rateHz);
    core::Status write(std::span<const float> mono) override;
    core::Status flush() override;
    core::Status finish() override;
    [[nodiscard]] std::int64_t frames() const override { return m_frames; }

private:
    static SF_VIRTUAL_IO io();
    /// Frames of whole blocks, which the encoder has given away: it keeps one frame more back.
    [[nodiscard]] std::int64_t framesInFile() const { return m_frames > 0 ? (m_frames - 1) / m_block * m_block : 0; }
    core::Status failed();
    void close();

    core::GrowingFile m_file;
    std::int64_t m_position = 0;
    SNDFILE* m_encoder = nullptr;
    std::optional<core::Error> m_error;
    std::int64_t m_frames = 0;
    std::int64_t m_block = 1;
    std::vector<int> m_values;
};

SF_VIRTUAL_IO GrowingFlac::io() {
    SF_VIRTUAL_IO io{};
    io.get_filelen = [](void* self) { return static_cast<sf_count_t>(static_cast<const GrowingFlac*>(self)->m_file.size()); };
    io.seek = [](sf_count_t offset, int whence, void* self) {
        auto& flac = *static_cast<GrowingFlac*>(self);
        const auto size = static_cast<std::int64_t>(flac.m_file.size());
        flac.m_position = offset + (whence == SEEK_CUR ? flac.m_position : whence == SEEK_END ? size : 0);
        return static_cast<sf_count_t>(flac.m_position);
    };
    io.read = [](void* bytes, sf_count_t count, void* self) {
        auto& flac = *static_cast<GrowingFlac*>(self);
        const auto got = flac.m_file.readAt(static_cast<std::uint64_t>(flac.m_position),
                                            std::span(static_cast<std::byte*>(bytes), static_cast<std::size_t>(count)));
        if (got) flac.m_position += static_cast<std::int64_t>(*got);
        return static_cast<sf_count_t>(got ? *got : 0);
    };
    io.write = [](const void* bytes, sf_count_t count, void* self) {
        auto& flac = *static_cast<GrowingFlac*>(self);
        const auto written =
            flac.m_file.writeAt(static_cast<std::uint64_t>(flac.m_position),
                                std::span(static_cast<const std::byte*>(bytes), static_cast<std::size_t>(count)));
        if (!written) {
            if (!flac.m_error) flac.m_error = written.error();
            return sf_count_t{0};
        }
        flac.m_position += count;
        return count;
    };
    io.tell = [](void* self) { return static_cast<sf_count_t>(static_cast<const GrowingFlac*>(self)->m_position); };
    return io;
}

core::Status GrowingFlac::open(int rateHz) {
    SF_INFO info{};
    info.samplerate = rateHz;
    info.channels = 1;
    info.format = SF_FORMAT_FLAC | SF_FORMAT_PCM_24;
    SF_VIRTUAL_IO calls = io();
    m_encoder = sf_open_virtual(&calls, SFM_WRITE, &info, this);
    if (m_encoder == nullptr) {
        if (m_error) return fail(*m_error);
        return fail(ErrorKind::Failed, {kRefused, {m_file.path().string()}}, sf_strerror(nullptr));
    }
    return {};
}

GrowingFlac::~GrowingFlac() { close(); }

void GrowingFlac::close() {
    if (m_encoder == nullptr) return;
    sf_close(m_encoder);
    m_encoder = nullptr;
}

core::Status GrowingFlac::failed() {
    if (!m_error) m_error = core::Error{ErrorKind::Failed, {kRefused, {m_file.path().string()}}, sf_strerror(m_encoder)};
    const core::Error error = *m_error;
    close();
    // The length, as far as whole blocks are there: counted, for the encoder does not say which of them failed.
    if (const auto kept = repairGrowingFlac(m_file)) m_frames = *kept;
    return fail(error);
}

core::Status GrowingFlac::write(std::span<const float> mono) {
    if (m_encoder == nullptr) return m_error ? core::Status(fail(*m_error)) : core::Status();
    m_values.clear();
    for (const float value : mono) {
        const double scaled = std::isnan(value) ? 0.0 : std::clamp(value * kFullScale, -kFullScale, kFullScale - 1.0);
        m_values.push_back(static_cast<int>(std::lrint(scaled)) * kBelow24Bits);
    }
    const auto count = static_cast<sf_count_t>(m_values.size());
    if (sf_writef_int(m_encoder, m_values.data(), count) != count || m_error) return failed();
    m_frames += count;
    return {};
}

core::Status GrowingFlac::flush() {
    if (m_encoder == nullptr) return m_error ? core::Status(fail(*m_error)) : core::Status();
    if (m_block == 1) {
        std::array<std::byte, 2> block{};
        const auto got = m_file.readAt(kBlockPlace, block);
        // The encoder writes its header with the first samples.
        if (!got || *got != block.size()) return {};
        m_block = std::max(1, 256 * std::to_integer<int>(block[0]) + std::to_integer<int>(block[1]));
    }
    if (auto written = writeTotal(m_file, framesInFile()); !written) return written;
    return m_file.sync();
}

core::Status GrowingFlac::finish() {
    if (m_encoder == nullptr) return m_error ? core::Status(fail(*m_error)) : core::Status();
    close();  // the encoder writes the last block, the number of samples and their sum for checking
    if (m_error) return failed();
    return m_file.sync();
}

}  // namespace

core::Result<std::unique_ptr<GrowingSound>> createGrowingFlac(core::GrowingFile file, int rateHz) {
    auto flac = std::make_unique<GrowingFlac>(std::move(file));
    if (auto opened = flac->open(rateHz); !opened) return fail(opened.error());
    return flac;
}

core::Result<std::int64_t> repairGrowingFlac(core::GrowingFile& file) {
    const auto empty = [&] {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is no recording of this program, or an empty one."), {file.path().string()}});
    };
    std::array<std::byte, 5> before{};
    const auto got = file.readAt(kTotalPlace, before);
    if (!got || *got != before.size()) return empty();
    // Without a number in the header the reader counts what it can decode.
    if (auto written = writeTotal(file, 0); !written) return fail(written.error());
    const auto info = probeAudio(file.path());
    if (!info || info->frames == 0 || info->frames > kMostTotal) return empty();
    if (auto written = writeTotal(file, info->frames); !written) return fail(written.error());
    if (auto synced = file.sync(); !synced) return fail(synced.error());
    return info->frames;
}

}  // namespace prososcope::audio
