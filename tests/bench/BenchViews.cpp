// SPDX-License-Identifier: GPL-3.0-or-later
// Time of the pictures of Inspect on one thread: the spectrogram of ten seconds at default settings for a pane of 1600
// pixels, and its painting on each frequency axis.
#include <benchmark/benchmark.h>

#include <QImage>
#include <cmath>
#include <random>

#include "engine/dsp/Spectrogram.h"
#include "widgets/ColorMap.h"
#include "widgets/SpectrogramTiles.h"

namespace {

using namespace prososcope;
using widgets::SpectrogramTiles;

constexpr int kRate = 16000;
constexpr double kSeconds = 10.0;
constexpr int kWidth = 1600;
constexpr int kHeight = 450;

const std::vector<float>& noise() {
    static const std::vector<float> samples = [] {
        std::mt19937 random(1);
        std::normal_distribution<float> normal(0.0F, 0.1F);
        std::vector<float> made(static_cast<std::size_t>(kSeconds * kRate));
        for (float& sample : made) sample = normal(random);
        return made;
    }();
    return samples;
}

/// The tiles that the view needs, as the loader computes them.
void fill(SpectrogramTiles& tiles) {
    for (const auto& key : SpectrogramTiles::needed(0.0, kSeconds, kSeconds, kSeconds / kWidth)) {
        const double spacing = SpectrogramTiles::columnSeconds(key.level) * kRate;
        const double first = static_cast<double>(key.index) * SpectrogramTiles::tileSeconds(key.level) * kRate;
        tiles.insert(key, SpectrogramTiles::fromImage(dsp::computeSpectrogram(noise(), kRate, first + 0.5 * spacing, spacing,
                                                                              SpectrogramTiles::kTileColumns, {})));
    }
}

void spectrogramOfTenSeconds(benchmark::State& state) {
    for (auto _ : state) {
        SpectrogramTiles tiles;
        fill(tiles);
        benchmark::DoNotOptimize(tiles.bytes());
    }
}
BENCHMARK(spectrogramOfTenSeconds)->Unit(benchmark::kMillisecond);

void painting(benchmark::State& state, const char* name) {
    SpectrogramTiles tiles;
    fill(tiles);
    const widgets::FrequencyScale scale(QString::fromLatin1(name));
    const widgets::ColorMap colors("viridis");
    QImage image(kWidth, kHeight, QImage::Format_RGB32);
    for (auto _ : state) {
        tiles.paint(image, 0.0, kSeconds, scale.toAxis(5000.0), 50.0, colors.table(), scale);
        benchmark::DoNotOptimize(image.constBits());
    }
}
BENCHMARK_CAPTURE(painting, linear, "linear")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(painting, mel, "mel")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(painting, log, "log")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
