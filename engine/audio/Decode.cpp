// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "engine/audio/AudioFile.h"
#include "engine/audio/Resampler.h"

namespace prososcope::audio {

namespace {

using core::ErrorKind;
using core::fail;

constexpr std::size_t kBlockValues = 1 << 16;
constexpr double kMostValues = 2147483648.0;  // 8 GiB of floats in one clip
constexpr std::size_t kMostReserved = std::size_t{1} << 26;

std::int64_t frameAt(double seconds, const AudioInfo& info) {
    const double frame = std::round(seconds * info.rateHz);
    if (!(frame > 0.0)) return 0;
    return frame >= static_cast<double>(info.frames) ? info.frames : static_cast<std::int64_t>(frame);
}

/// The wanted span as one vector per channel, converted on the way so that only the result is held in memory.
core::Result<AudioClip> decodeClip(const std::filesystem::path& path, const DecodeOptions& options, core::Progress& progress) {
    auto opened = AudioReader::open(path);
    if (!opened) return fail(opened.error());
    AudioReader& reader = **opened;
    const AudioInfo& info = reader.info();
    const std::int64_t start = frameAt(options.startSeconds, info);
    const std::int64_t end = options.endSeconds < 0.0 ? info.frames : frameAt(options.endSeconds, info);
    const auto channels = static_cast<std::size_t>(options.mono ? 1 : info.channels);
    const int rate = options.rateHz > 0 ? options.rateHz : info.rateHz;

    AudioClip clip;
    clip.rateHz = rate;
    clip.channels.resize(channels);
    if (end <= start) return clip;
    const double ratio = static_cast<double>(rate) / info.rateHz;
    const double expected = std::ceil(static_cast<double>(end - start) * ratio);
    if (expected * static_cast<double>(channels) > kMostValues) {
        return fail(
            ErrorKind::OutOfMemory,
            {TRANSLATABLE("Engine", "%1 is too long to be held in memory at once. Choose a part of it."), {path.string()}},
            std::to_string(end - start) + " frames");
    }
    std::vector<Resampler> resamplers;
    for (std::size_t c = 0; c < channels; ++c) {
        clip.channels[c].reserve(
            std::min(static_cast<std::size_t>(expected) + (rate == info.rateHz ? 0U : 16384U), kMostReserved));
        if (rate == info.rateHz) continue;
        auto resampler = Resampler::create(info.rateHz, rate);
        if (!resampler) return fail(resampler.error());
        resamplers.push_back(std::move(*resampler));
    }

    const std::size_t atOnce = std::max<std::size_t>(1, kBlockValues / static_cast<std::size_t>(info.channels));
    std::vector<float> block(atOnce * channels);
    std::vector<float> single(channels > 1 ? atOnce : 0);
    for (std::int64_t at = start; at < end;) {
        if (progress.stopRequested()) return core::cancelled();
        const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(static_cast<std::int64_t>(atOnce), end - at));
        const auto got = options.mono ? reader.readMono(at, wanted, block) : reader.read(at, wanted, block);
        if (!got) return fail(got.error());
        for (std::size_t c = 0; c < channels; ++c) {
            std::span<const float> values(block.data(), *got);
            if (channels > 1) {
                for (std::size_t i = 0; i < *got; ++i) single[i] = block[i * channels + c];
                values = {single.data(), *got};
            }
            if (resamplers.empty()) {
                clip.channels[c].insert(clip.channels[c].end(), values.begin(), values.end());
            } else {
                resamplers[c].process(values, clip.channels[c]);
            }
        }
        at += static_cast<std::int64_t>(*got);
        progress.report(static_cast<double>(at - start) / static_cast<double>(end - start));
        if (*got < wanted) break;
    }
    for (std::size_t c = 0; c < resamplers.size(); ++c) resamplers[c].finish(clip.channels[c]);
    progress.report(1.0);
    return clip;
}

}  // namespace

core::Result<AudioClipPtr> decodeAudio(const std::filesystem::path& path, const DecodeOptions& options,
                                       core::Progress& progress) {
    auto clip = decodeClip(path, options, progress);
    if (!clip) return fail(clip.error());
    return std::make_shared<const AudioClip>(std::move(*clip));
}

core::Result<std::vector<float>> decodeSpeech16k(const std::filesystem::path& path, double startSeconds, double endSeconds) {
    core::Progress silent;
    auto clip =
        decodeClip(path, {.rateHz = 16000, .mono = true, .startSeconds = startSeconds, .endSeconds = endSeconds}, silent);
    if (!clip) return fail(clip.error());
    return std::move(clip->channels[0]);
}

}  // namespace prososcope::audio
