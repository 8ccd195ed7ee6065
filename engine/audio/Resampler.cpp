// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/Resampler.h"

#include <soxr.h>

#include <algorithm>
#include <cmath>

#include "engine/core/Text.h"

namespace prososcope::audio {

struct Resampler::State {
    soxr_t soxr = nullptr;
    double ratio = 1.0;
    bool finished = false;
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { soxr_delete(soxr); }
};

namespace {

constexpr std::size_t kBlock = 8192;

/// Feeds one block (or, with nullptr, the end of the signal) and appends what comes out.
void push(soxr_t soxr, const float* input, std::size_t count, double ratio, std::vector<float>& output) {
    const auto room = static_cast<std::size_t>(static_cast<double>(std::max(count, kBlock)) * ratio) + 64;
    std::size_t taken = 0;
    for (;;) {
        const std::size_t before = output.size();
        output.resize(before + room);
        std::size_t used = 0;
        std::size_t made = 0;
        const soxr_error_t error = soxr_process(soxr, input == nullptr ? nullptr : input + taken, count - taken,
                                                input == nullptr ? nullptr : &used, output.data() + before, room, &made);
        output.resize(before + made);
        taken += used;
        const bool drained = input == nullptr ? made == 0 : taken >= count && made < room;
        if (error != nullptr || drained || (used == 0 && made == 0)) return;
    }
}

}  // namespace

Resampler::~Resampler() = default;
Resampler::Resampler(Resampler&&) noexcept = default;
Resampler& Resampler::operator=(Resampler&&) noexcept = default;

core::Result<Resampler> Resampler::create(double fromHz, double toHz) {
    if (!(fromHz > 0.0) || !(toHz > 0.0) || !std::isfinite(fromHz) || !std::isfinite(toHz) || toHz / fromHz > 1e4 ||
        fromHz / toHz > 1e4) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "Sound cannot be converted between these sampling rates.")},
                          "from " + std::to_string(fromHz) + " Hz to " + std::to_string(toHz) + " Hz");
    }
    Resampler resampler;
    resampler.m_state = std::make_unique<State>();
    resampler.m_state->ratio = toHz / fromHz;
    const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    const soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
    soxr_error_t error = nullptr;
    resampler.m_state->soxr = soxr_create(fromHz, toHz, 1, &error, &io, &quality, &runtime);
    if (error != nullptr || resampler.m_state->soxr == nullptr) {
        return core::fail(core::ErrorKind::Failed,
                          {TRANSLATABLE("Engine", "Sound cannot be converted between these sampling rates.")},
                          error != nullptr ? error : "soxr_create");
    }
    return resampler;
}

void Resampler::process(std::span<const float> input, std::vector<float>& output) {
    if (m_state->finished) return;
    // Fixed pieces keep the extra room at the end of `output` small.
    for (std::size_t at = 0; at < input.size(); at += kBlock) {
        push(m_state->soxr, input.data() + at, std::min(kBlock, input.size() - at), m_state->ratio, output);
    }
}

void Resampler::finish(std::vector<float>& output) {
    if (m_state->finished) return;
    m_state->finished = true;
    push(m_state->soxr, nullptr, 0, m_state->ratio, output);
}

core::Result<std::vector<float>> resample(std::span<const float> input, double fromHz, double toHz) {
    if (fromHz == toHz) return std::vector<float>(input.begin(), input.end());
    auto resampler = Resampler::create(fromHz, toHz);
    if (!resampler) return core::fail(resampler.error());
    std::vector<float> output;
    output.reserve(static_cast<std::size_t>(static_cast<double>(input.size()) * toHz / fromHz) + 64 +
                   static_cast<std::size_t>(static_cast<double>(kBlock) * toHz / fromHz));
    resampler->process(input, output);
    resampler->finish(output);
    return output;
}

}  // namespace prososcope::audio
