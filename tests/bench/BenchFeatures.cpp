// SPDX-License-Identifier: GPL-3.0-or-later
// Time of the feature sets, the spectrogram, decoding and peaks on one thread.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "engine/audio/PeakPyramid.h"
#include "engine/dsp/Spectrogram.h"
#include "engine/features/FeatureSet.h"

namespace {

using namespace prososcope;

std::vector<float> glide() {
    std::vector<float> samples(16000 * 600);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / 16000.0;
        samples[i] =
            static_cast<float>(0.3 * std::sin(2.0 * M_PI * (120.0 * t + 40.0 * std::sin(t))) * (1.0 + std::sin(3.0 * t)));
    }
    return samples;
}

/// The sound that tests/bench/features.sh names, so that every tool measures the same; else a glide of ten minutes.
const std::vector<float>& tenMinutes() {
    static const std::vector<float> samples = [] {
        if (const char* path = std::getenv("PROSOSCOPE_BENCH_WAV")) {
            if (auto decoded = audio::decodeSpeech16k(path)) return std::move(*decoded);
        }
        return glide();
    }();
    return samples;
}

void featureSet(benchmark::State& state, const features::FeatureSet* set) {
    const auto& samples = tenMinutes();
    for (auto _ : state) {
        auto matrix = set->compute(samples);
        benchmark::DoNotOptimize(matrix);
    }
    state.counters["audio_s_per_s"] =
        benchmark::Counter(static_cast<double>(samples.size()) / 16000.0, benchmark::Counter::kIsIterationInvariantRate);
}

/// Real time of an hour on several threads, the rows taken in pieces of ten minutes and dropped as when they are written.
void featureSetOfAnHour(benchmark::State& state, const features::FeatureSet* set, int threads) {
    const auto& samples = tenMinutes();
    std::vector<float> rows;
    const auto lead = [&](features::FeatureStream& stream) {
        rows.clear();
        for (int part = 0; part < 6; ++part) {
            stream.push(samples, rows);
            if (part < 5) rows.clear();
        }
        stream.finish(rows);
    };
    for (auto _ : state) {
        std::vector<float> surveyed;
        if (const auto survey = set->survey(threads)) {
            lead(*survey);
            surveyed = rows;
        }
        lead(*set->stream(threads, surveyed));
        benchmark::DoNotOptimize(rows);
    }
}

void spectrogramTenSeconds(benchmark::State& state) {
    const std::span<const float> samples = std::span(tenMinutes()).first(160000);
    for (auto _ : state) {
        auto image = dsp::computeSpectrogram(samples, 16000, 0.0, 32.0, 5000, {});
        benchmark::DoNotOptimize(image);
    }
}

void peaksOfAnHour(benchmark::State& state) {
    const auto path = std::filesystem::temp_directory_path() / "prososcope-bench-hour.wav";
    audio::AudioClip clip{16000, {{}}};
    for (int part = 0; part < 6; ++part)
        clip.channels[0].insert(clip.channels[0].end(), tenMinutes().begin(), tenMinutes().end());
    if (!audio::writeWav(path, clip)) {
        state.SkipWithError("the temporary folder has no room");
        return;
    }
    for (auto _ : state) {
        auto reader = audio::AudioReader::open(path);
        if (!reader) break;
        audio::PeakPyramid pyramid((*reader)->info().frames, 1, 16000);
        core::Progress progress;
        auto status = audio::fillPeaks(**reader, pyramid, progress);
        benchmark::DoNotOptimize(status);
    }
    std::error_code code;
    std::filesystem::remove(path, code);
}
BENCHMARK(spectrogramTenSeconds)->Unit(benchmark::kMillisecond);
BENCHMARK(peaksOfAnHour)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--write-wav") {
        return audio::writeWav(argv[2], audio::AudioClip{16000, {glide()}}) ? 0 : 1;
    }
    for (const auto* set : features::allFeatureSets()) {
        benchmark::RegisterBenchmark(std::string(set->name()).c_str(), featureSet, set)->Unit(benchmark::kMillisecond);
    }
    for (const char* name : {"mfcc20-librosa", "fbank80-kaldi"}) {
        for (const int threads : {1, 2}) {
            benchmark::RegisterBenchmark((std::string(name) + "/threads:" + std::to_string(threads)).c_str(),
                                         featureSetOfAnHour, features::featureSet(name).value(), threads)
                ->Unit(benchmark::kMillisecond)
                ->UseRealTime();
        }
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
