// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <bit>
#include <string>

#include "engine/audio/GrowingParts.h"

namespace prososcope::audio {

namespace {

using core::ErrorKind;
using core::fail;

constexpr std::uint64_t kFrameBytes = 4;
constexpr std::size_t kHeaderBytes = 94;
constexpr std::size_t kRatePlace = 60;  // of the header
constexpr std::uint64_t kLargest = 0xFFFFFFFFULL;
constexpr std::size_t kLongChunk = 28;

void put(std::string& bytes, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) bytes += static_cast<char>((value >> (8U * static_cast<unsigned>(i))) & 0xFFU);
}

/// Up to the first sample. Beyond 4 GB it is RF64 (EBU Tech 3306), whose lengths stand where a JUNK chunk keeps the room.
std::string header(std::uint32_t rateHz, std::uint64_t frames) {
    const std::uint64_t dataBytes = frames * kFrameBytes;
    const std::uint64_t riffBytes = dataBytes + kHeaderBytes - 8;
    const bool isLong = riffBytes > kLargest;
    std::string bytes = isLong ? "RF64" : "RIFF";
    put(bytes, isLong ? kLargest : riffBytes, 4);
    bytes += isLong ? "WAVEds64" : "WAVEJUNK";
    put(bytes, kLongChunk, 4);
    put(bytes, isLong ? riffBytes : 0, 8);
    put(bytes, isLong ? dataBytes : 0, 8);
    put(bytes, isLong ? frames : 0, 8);
    put(bytes, 0, 4);
    bytes += "fmt ";
    put(bytes, 18, 4);
    put(bytes, 3, 2);  // float
    put(bytes, 1, 2);
    put(bytes, rateHz, 4);
    put(bytes, rateHz * kFrameBytes, 4);
    put(bytes, kFrameBytes, 2);
    put(bytes, 8 * kFrameBytes, 2);
    put(bytes, 0, 2);
    bytes += "fact";
    put(bytes, 4, 4);
    put(bytes, isLong ? kLargest : frames, 4);
    bytes += "data";
    put(bytes, isLong ? kLargest : dataBytes, 4);
    return bytes;
}

core::Status writeHeader(core::GrowingFile& file, std::uint32_t rateHz, std::uint64_t frames) {
    const std::string bytes = header(rateHz, frames);
    return file.writeAt(0, std::as_bytes(std::span(bytes)));
}

class GrowingWav : public GrowingSound {
public:
    GrowingWav(core::GrowingFile file, std::uint32_t rateHz) : m_file(std::move(file)), m_rateHz(rateHz) {}
    core::Status write(std::span<const float> mono) override;
    core::Status flush() override;
    core::Status finish() override { return flush(); }
    [[nodiscard]] std::int64_t frames() const override { return static_cast<std::int64_t>(m_frames); }

private:
    core::GrowingFile m_file;
    std::uint32_t m_rateHz;
    std::uint64_t m_frames = 0;
    std::string m_bytes;
};

core::Status GrowingWav::write(std::span<const float> mono) {
    m_bytes.clear();
    for (const float value : mono) put(m_bytes, std::bit_cast<std::uint32_t>(value), 4);
    if (auto written = m_file.append(m_bytes); !written) {
        // What fitted stays, in whole frames; the header stands where there was room all along.
        m_frames = (m_file.size() - kHeaderBytes) / kFrameBytes;
        static_cast<void>(m_file.truncate(kHeaderBytes + m_frames * kFrameBytes));
        static_cast<void>(writeHeader(m_file, m_rateHz, m_frames));
        return written;
    }
    m_frames += mono.size();
    return {};
}

core::Status GrowingWav::flush() {
    // A header that promises more than a power failure has left is read, and set right, by what is there.
    if (auto written = writeHeader(m_file, m_rateHz, m_frames); !written) return written;
    return m_file.sync();
}

}  // namespace

core::Result<std::unique_ptr<GrowingSound>> createGrowingWav(core::GrowingFile file, int rateHz) {
    if (auto written = writeHeader(file, static_cast<std::uint32_t>(rateHz), 0); !written) return fail(written.error());
    return std::make_unique<GrowingWav>(std::move(file), static_cast<std::uint32_t>(rateHz));
}

core::Result<std::int64_t> repairGrowingWav(core::GrowingFile& file) {
    std::array<std::byte, kHeaderBytes> start{};
    const auto got = file.readAt(0, start);
    if (!got) return fail(got.error());
    const auto byteAt = [&](std::size_t place) { return std::to_integer<std::uint32_t>(start[place]); };
    std::uint32_t rateHz = 0;
    for (std::size_t i = 4; i-- > 0;) rateHz = 256U * rateHz + byteAt(kRatePlace + i);
    const std::uint64_t frames = file.size() > kHeaderBytes ? (file.size() - kHeaderBytes) / kFrameBytes : 0;
    const std::string expected = header(rateHz, frames);
    // All but the lengths is as this program writes it.
    constexpr std::size_t kFormatFrom = 48;
    constexpr std::size_t kFormatTo = 82;
    bool ours = *got == start.size();
    for (std::size_t i = kFormatFrom; ours && i < kFormatTo; ++i) ours = start[i] == static_cast<std::byte>(expected[i]);
    if (!ours || frames == 0) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is no recording of this program, or an empty one."), {file.path().string()}});
    }
    if (auto cut = file.truncate(kHeaderBytes + frames * kFrameBytes); !cut) return fail(cut.error());
    if (auto written = writeHeader(file, rateHz, frames); !written) return fail(written.error());
    if (auto synced = file.sync(); !synced) return fail(synced.error());
    return static_cast<std::int64_t>(frames);
}

}  // namespace prososcope::audio
