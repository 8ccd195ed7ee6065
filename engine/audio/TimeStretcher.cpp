// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/TimeStretcher.h"

#ifdef PROSOSCOPE_HAVE_RUBBERBAND
#include <rubberband/RubberBandStretcher.h>
#endif

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace prososcope::audio {

#ifdef PROSOSCOPE_HAVE_RUBBERBAND

namespace {
using RubberBand::RubberBandStretcher;
constexpr std::size_t kMostFramesAtOnce = 1024;  // given at once
}  // namespace

struct TimeStretcher::State {
    State(double rateHz, int channelCount, double wantedSpeed)
        : channels(static_cast<std::size_t>(channelCount)),
          speed(std::clamp(wantedSpeed, kSlowest, kFastest)),
          stretcher(static_cast<std::size_t>(std::lround(rateHz)), channels,
                    RubberBandStretcher::OptionProcessRealTime | RubberBandStretcher::OptionEngineFiner |
                        RubberBandStretcher::OptionChannelsTogether,
                    1.0 / speed, 1.0),
          block(channels) {
        stretcher.setMaxProcessSize(kMostFramesAtOnce);
        skip = stretcher.getStartDelay();
        std::size_t pad = stretcher.getPreferredStartPad();
        while (pad > 0) {
            const std::size_t count = std::min(pad, kMostFramesAtOnce);
            giveSilence(count);
            pad -= count;
        }
    }

    void give(std::span<const std::vector<float>> input, std::size_t from, std::size_t count) {
        std::vector<const float*> places;
        for (const auto& channel : input) places.push_back(channel.data() + from);
        stretcher.process(places.data(), count, false);
    }

    void giveSilence(std::size_t count) {
        const std::vector<float> silence(count, 0.0F);
        const std::vector<const float*> places(channels, silence.data());
        stretcher.process(places.data(), count, false);
    }

    /// Appends what is ready, at most `most` frames in all since the beginning.
    void take(std::span<std::vector<float>> output, std::int64_t most) {
        for (int ready = stretcher.available(); ready > 0; ready = stretcher.available()) {
            const auto count = static_cast<std::size_t>(ready);
            std::vector<float*> places;
            for (auto& channel : block) {
                channel.resize(count);
                places.push_back(channel.data());
            }
            const std::size_t got = stretcher.retrieve(places.data(), count);
            const std::size_t dropped = std::min(got, skip);
            skip -= dropped;
            const auto kept =
                static_cast<std::size_t>(std::clamp<std::int64_t>(static_cast<std::int64_t>(got - dropped), 0, most - made));
            for (std::size_t i = 0; i < channels; ++i) {
                const auto begin = block[i].begin() + static_cast<std::ptrdiff_t>(dropped);
                output[i].insert(output[i].end(), begin, begin + static_cast<std::ptrdiff_t>(kept));
            }
            made += static_cast<std::int64_t>(kept);
            if (got == 0) return;
        }
    }

    std::size_t channels;
    double speed;
    RubberBandStretcher stretcher;
    std::size_t skip = 0;
    std::int64_t taken = 0;
    std::int64_t made = 0;
    std::vector<std::vector<float>> block;
};

bool TimeStretcher::available() { return true; }

TimeStretcher::TimeStretcher(double rateHz, int channels, double speed)
    : m_state(std::make_unique<State>(rateHz, channels, speed)) {}

void TimeStretcher::process(std::span<const std::vector<float>> input, std::span<std::vector<float>> output) {
    const std::size_t frames = input.empty() ? 0 : input.front().size();
    for (std::size_t at = 0; at < frames; at += kMostFramesAtOnce) {
        const std::size_t count = std::min(kMostFramesAtOnce, frames - at);
        m_state->give(input, at, count);
        m_state->taken += static_cast<std::int64_t>(count);
        m_state->take(output, INT64_MAX);
    }
}

void TimeStretcher::finish(std::span<std::vector<float>> output) {
    // Silence drives out what the stretcher still holds.
    const std::int64_t whole = std::llround(static_cast<double>(m_state->taken) / m_state->speed);
    for (int i = 0; m_state->made < whole && i < 10000; ++i) {
        m_state->giveSilence(kMostFramesAtOnce);
        m_state->take(output, whole);
    }
}

#else

struct TimeStretcher::State {};
bool TimeStretcher::available() { return false; }
TimeStretcher::TimeStretcher(double, int, double) {}
void TimeStretcher::process(std::span<const std::vector<float>> input, std::span<std::vector<float>> output) {
    for (std::size_t i = 0; i < input.size(); ++i) output[i].insert(output[i].end(), input[i].begin(), input[i].end());
}
void TimeStretcher::finish(std::span<std::vector<float>>) {}

#endif

TimeStretcher::~TimeStretcher() = default;
TimeStretcher::TimeStretcher(TimeStretcher&&) noexcept = default;
TimeStretcher& TimeStretcher::operator=(TimeStretcher&&) noexcept = default;

}  // namespace prososcope::audio
