// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/audio/AudioFile.h"
#include "engine/core/SafeFile.h"

namespace prososcope::audio {

namespace {

using core::ErrorKind;
using core::fail;

constexpr std::size_t kBlockFrames = 16384;
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

core::Status writeWav(const std::filesystem::path& goal, const AudioClip& clip, WavEncoding encoding) {
    const std::size_t frames = clip.frames();
    const bool even = std::all_of(clip.channels.begin(), clip.channels.end(),
                                  [frames](const std::vector<float>& channel) { return channel.size() == frames; });
    if (clip.channels.empty() || clip.channels.size() > 64 || clip.rateHz < 1 || clip.rateHz > 768000 || !even) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 was not written: the sound has no usable channels or rate."), {goal.string()}});
    }
    const std::uint64_t sampleBytes = encoding == WavEncoding::Float32 ? 4 : 2;
    if (static_cast<std::uint64_t>(frames) * clip.channels.size() * sampleBytes > kMostBytes) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 was not written: WAV files end at 4 GB. Choose a shorter part."), {goal.string()}});
    }
    auto file = core::SafeFile::open(goal);
    if (!file) return fail(file.error());
    if (auto written =
            file->write(header(static_cast<std::uint32_t>(clip.channels.size()), static_cast<std::uint32_t>(clip.rateHz),
                               static_cast<std::uint32_t>(frames), encoding));
        !written) {
        return written;
    }
    std::string bytes;
    for (std::size_t at = 0; at < frames; at += kBlockFrames) {
        bytes.clear();
        for (std::size_t i = at; i < std::min(frames, at + kBlockFrames); ++i) {
            for (const auto& channel : clip.channels) {
                if (encoding == WavEncoding::Float32) {
                    put32(bytes, std::bit_cast<std::uint32_t>(channel[i]));
                } else {
                    put16(bytes, static_cast<std::uint32_t>(toPcm16(channel[i])));
                }
            }
        }
        if (auto written = file->write(bytes); !written) return written;
    }
    return file->commit();
}

}  // namespace prososcope::audio
