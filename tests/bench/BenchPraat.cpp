// SPDX-License-Identifier: GPL-3.0-or-later
// Time of pitch, formants, intensity, harmonicity and pulses of ten minutes on one thread.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string_view>

#include "engine/audio/AudioFile.h"
#include "engine/dsp/Formants.h"
#include "engine/dsp/Harmonicity.h"
#include "engine/dsp/Intensity.h"
#include "engine/dsp/Pulses.h"

namespace {

using namespace prososcope;

/// Ten minutes of something like speech: a glottal wave of moving pitch through moving resonances, hiss and pauses.
std::vector<float> speechLike() {
    constexpr double kRate = 16000.0;
    std::vector<float> samples(16000 * 600);
    std::mt19937 random(1);
    std::normal_distribution<double> normal(0.0, 1.0);
    double phase = 0.0;
    double state[4][2] = {};
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / kRate;
        phase += (170.0 + 60.0 * std::sin(2.1 * t) + 20.0 * std::sin(13.0 * t)) / kRate;
        phase -= std::floor(phase);
        const double part = std::fmod(t, 0.9);
        double value = (part < 0.55 ? 1.0 - 2.0 * phase : 0.0) + (part < 0.7 ? 0.05 : 0.002) * normal(random);
        const double hertz[4] = {500.0 + 250.0 * std::sin(3.0 * t), 1500.0 + 700.0 * std::sin(4.1 * t), 2600.0, 3600.0};
        for (int k = 0; k < 4; ++k) {
            const double radius = std::exp(-M_PI * (60.0 + 30.0 * k) / kRate);
            const double b = 2.0 * radius * std::cos(2.0 * M_PI * hertz[k] / kRate);
            const double out = (1.0 - b + radius * radius) * value + b * state[k][0] - radius * radius * state[k][1];
            state[k][1] = state[k][0];
            state[k][0] = out;
            value = out;
        }
        samples[i] = static_cast<float>(std::clamp(0.3 * value, -1.0, 1.0));
    }
    return samples;
}

/// The sound that tests/bench/praat.sh names, so that both programs measure the same.
const dsp::SoundPart& tenMinutes() {
    static const std::vector<float> samples = [] {
        if (const char* path = std::getenv("PROSOSCOPE_BENCH_WAV")) {
            if (auto decoded = audio::decodeSpeech16k(path)) return std::move(*decoded);
        }
        return speechLike();
    }();
    static const dsp::SoundPart sound{samples, 16000};
    return sound;
}

template <typename Compute>
void measure(benchmark::State& state, const Compute& compute) {
    const dsp::SoundPart& sound = tenMinutes();
    for (auto _ : state) {
        core::Progress progress;
        auto result = compute(sound, progress);
        benchmark::DoNotOptimize(result);
    }
}

void pitch(benchmark::State& state) {
    dsp::PitchSettings settings;
    settings.threads = static_cast<int>(state.range(0));
    measure(state, [&](const auto& sound, auto& progress) { return dsp::computePitch(sound, settings, progress); });
}
void pitchCross(benchmark::State& state) {
    dsp::PitchSettings settings;
    settings.method = dsp::PitchMethod::CrossCorrelation;
    measure(state, [&](const auto& sound, auto& progress) { return dsp::computePitch(sound, settings, progress); });
}
void formants(benchmark::State& state) {
    dsp::FormantSettings settings;
    settings.threads = static_cast<int>(state.range(0));
    measure(state, [&](const auto& sound, auto& progress) { return dsp::computeFormants(sound, settings, progress); });
}
void intensity(benchmark::State& state) {
    measure(state, [](const auto& sound, auto& progress) { return dsp::computeIntensity(sound, {}, progress); });
}
void harmonicity(benchmark::State& state) {
    measure(state, [](const auto& sound, auto& progress) { return dsp::computeHarmonicity(sound, {}, progress); });
}
void pulses(benchmark::State& state) {
    core::Progress progress;
    const auto track = dsp::computePitch(tenMinutes(), {}, progress);
    if (!track) return;
    measure(state, [&](const auto& sound, auto&) { return dsp::findPulses(sound, *track); });
}
BENCHMARK(pitch)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(pitchCross)->Unit(benchmark::kMillisecond);
BENCHMARK(formants)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(intensity)->Unit(benchmark::kMillisecond);
BENCHMARK(harmonicity)->Unit(benchmark::kMillisecond);
BENCHMARK(pulses)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--write-wav")
        return audio::writeWav(argv[2], audio::AudioClip{16000, {speechLike()}}) ? 0 : 1;
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
