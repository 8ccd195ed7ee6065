// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/SampleSource.h"

#include <algorithm>
#include <vector>

namespace prososcope::audio {

namespace {

constexpr std::size_t kBlockValues = 1 << 16;

void takeChannel(const float* interleaved, std::size_t channels, ChannelChoice choice, std::size_t frames, float* mono) {
    if (!choice.isMix()) {
        for (std::size_t i = 0; i < frames; ++i) mono[i] = interleaved[i * channels + static_cast<std::size_t>(choice.channel)];
        return;
    }
    const double scale = 1.0 / static_cast<double>(channels);
    for (std::size_t i = 0; i < frames; ++i) {
        double sum = 0.0;
        for (std::size_t c = 0; c < channels; ++c) sum += static_cast<double>(interleaved[i * channels + c]);
        mono[i] = static_cast<float>(sum * scale);
    }
}

}  // namespace

core::Result<std::size_t> SampleSource::readChannel(ChannelChoice choice, std::int64_t start, std::size_t frames,
                                                    std::span<float> mono, bool once) {
    const auto piece = [&](std::int64_t from, std::size_t count, std::span<float> into) {
        return once ? readOnce(from, count, into) : read(from, count, into);
    };
    const auto channels = static_cast<std::size_t>(std::max(info().channels, 1));
    if (channels == 1) return piece(start, frames, mono);
    if (choice.channel >= info().channels) choice = {};
    frames = std::min(frames, mono.size());
    const std::size_t atOnce = std::clamp<std::size_t>(kBlockValues / channels, 1, std::max<std::size_t>(frames, 1));
    std::vector<float> scratch(atOnce * channels);
    std::size_t done = 0;
    while (done < frames) {
        const std::size_t wanted = std::min(atOnce, frames - done);
        const auto got = piece(start + static_cast<std::int64_t>(done), wanted, scratch);
        if (!got) return got;
        takeChannel(scratch.data(), channels, choice, *got, mono.data() + done);
        done += *got;
        if (*got < wanted) break;
    }
    return done;
}

}  // namespace prososcope::audio
