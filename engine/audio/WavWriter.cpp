// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/WavWriter.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace prososcope::audio {

namespace {

using core::ErrorKind;
using core::fail;

constexpr std::size_t kWrittenFrames = 16384;
constexpr std::uint64_t kMostBytes = 0xFFFFFFFFULL - 64;

void put16(std::string& bytes, std::uint32_t value) {
    bytes += static_cast<char>(value & 0xFFU);
    bytes += static_cast<char>((value >> 8U) & 0xFFU);
}

void put32(std::string& bytes, std::uint32_t value) {
    put16(bytes, value & 0xFFFFU);
    put16(bytes, value >> 16U);
}

/// RIFF header up to the first sample; float data carries the "fact" chunk that non-PCM formats need.
std::string header(std::uint32_t channels, std::uint32_t rateHz, std::uint32_t frames, WavEncoding encoding) {
    const bool isFloat = encoding == WavEncoding::Float32;
    const std::uint32_t sampleBytes = isFloat ? 4 : 2;
    const std::uint32_t dataBytes = frames * channels * sampleBytes;
    std::string bytes = "RIFF";
    put32(bytes, dataBytes + (isFloat ? 50U : 36U));
    bytes += "WAVEfmt ";
    put32(bytes, isFloat ? 18 : 16);
    put16(bytes, isFloat ? 3 : 1);
    put16(bytes, channels);
    put32(bytes, rateHz);
    put32(bytes, rateHz * channels * sampleBytes);
    put16(bytes, channels * sampleBytes);
    put16(bytes, 8 * sampleBytes);
    if (isFloat) {
        put16(bytes, 0);
        bytes += "fact";
        put32(bytes, 4);
        put32(bytes, frames);
    }
    bytes += "data";
    put32(bytes, dataBytes);
    return bytes;
}

std::int32_t toPcm16(float value) {
    if (!(std::fabs(value) <= 2.0F)) return std::isnan(value) ? 0 : (value > 0.0F ? 32767 : -32768);
    return std::clamp(static_cast<std::int32_t>(std::lrintf(value * 32768.0F)), -32768, 32767);
}

}  // namespace

core::Result<WavWriter> WavWriter::open(const std::filesystem::path& goal, const Shape& shape) {
    if (shape.channels < 1 || shape.channels > 64 || shape.rateHz < 1 || shape.rateHz > 768000) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 was not written: the sound has no usable channels or rate."), {goal.string()}});
    }
    const std::uint64_t frameBytes = (shape.encoding == WavEncoding::Float32 ? 4U : 2U) * static_cast<unsigned>(shape.channels);
    if (shape.frames > kMostBytes / frameBytes) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 was not written: WAV files end at 4 GB. Choose a shorter part."), {goal.string()}});
    }
    auto file = core::SafeFile::open(goal);
    if (!file) return fail(file.error());
    const auto begin = header(static_cast<std::uint32_t>(shape.channels), static_cast<std::uint32_t>(shape.rateHz),
                              static_cast<std::uint32_t>(shape.frames), shape.encoding);
    if (auto written = file->write(begin); !written) return fail(written.error());
    return WavWriter(std::move(*file), shape);
}

core::Status WavWriter::write(std::span<const float> interleaved) {
    m_bytes.clear();
    for (const float value : interleaved) {
        if (m_shape.encoding == WavEncoding::Float32) {
            put32(m_bytes, std::bit_cast<std::uint32_t>(value));
        } else {
            put16(m_bytes, static_cast<std::uint32_t>(toPcm16(value)));
        }
    }
    m_values += interleaved.size();
    return m_file.write(m_bytes);
}

core::Status WavWriter::commit() {
    if (m_values != m_shape.frames * static_cast<unsigned>(m_shape.channels)) {
        return fail(ErrorKind::Failed, {TRANSLATABLE("Engine", "The sound was not written: it ended before it should.")});
    }
    return m_file.commit();
}

core::Status writeWav(const std::filesystem::path& goal, const AudioClip& clip, WavEncoding encoding) {
    const std::size_t frames = clip.frames();
    const bool even = std::all_of(clip.channels.begin(), clip.channels.end(),
                                  [frames](const std::vector<float>& channel) { return channel.size() == frames; });
    WavWriter::Shape shape{clip.rateHz, even ? static_cast<int>(clip.channels.size()) : 0, frames, encoding};
    auto writer = WavWriter::open(goal, shape);
    if (!writer) return fail(writer.error());
    std::vector<float> block;
    for (std::size_t at = 0; at < frames; at += kWrittenFrames) {
        block.clear();
        for (std::size_t i = at; i < std::min(frames, at + kWrittenFrames); ++i) {
            for (const auto& channel : clip.channels) block.push_back(channel[i]);
        }
        if (auto written = writer->write(block); !written) return written;
    }
    return writer->commit();
}

WavEncoding encodingFor(const AudioInfo& info) {
    for (const char* words : {"float", "24-bit", "32-bit", "20-bit"}) {
        if (info.format.find(words) != std::string::npos) return WavEncoding::Float32;
    }
    return WavEncoding::Pcm16;
}

}  // namespace prososcope::audio
