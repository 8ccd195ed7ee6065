// SPDX-License-Identifier: GPL-3.0-or-later
// Time of pictures on one thread. Of Inspect: the spectrogram of ten seconds at default settings for a pane of 1600 pixels, and
// its painting on each frequency axis. Of Layers: heatmaps of two targets painted after a change of what they show, and again.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <QImage>
#include <cmath>
#include <random>

#include "engine/dsp/Spectrogram.h"
#include "widgets/ColorMap.h"
#include "widgets/CorrelationHeatmap.h"
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

/// Two targets of `layers` times `units`, most units not significant, some undefined.
std::shared_ptr<const widgets::HeatmapData> heatmaps(std::int64_t layers, std::int64_t units) {
    auto data = std::make_shared<widgets::HeatmapData>();
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0.0F, 0.2F);
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        data->layers << QString();
        data->widths.push_back(units);
    }
    const auto all = static_cast<std::size_t>(layers * units);
    for (const char* target : {"valence", "arousal"}) {
        widgets::HeatmapMap map;
        map.title = QString::fromLatin1(target);
        for (std::size_t i = 0; i < all; ++i) {
            const float r = i % 97 == 0 ? std::nanf("") : std::clamp(normal(random), -1.0F, 1.0F);
            map.map.r.push_back(r);
            map.map.adjusted.push_back(std::abs(r) > 0.3F ? 0.01 : 0.5);
        }
        map.map.p = map.map.adjusted;
        map.map.low = map.map.high = map.map.r;
        map.profile.resize(static_cast<std::size_t>(layers), {0.2, 0.6, 0.1, static_cast<std::size_t>(units)});
        data->maps.push_back(std::move(map));
    }
    return data;
}

void heatmap(benchmark::State& state, bool again) {
    widgets::CorrelationHeatmap view;
    view.setData(heatmaps(state.range(0), state.range(1)));
    view.resize(kWidth, 900);
    QImage image(view.size(), QImage::Format_RGB32);
    double limit = 0.5;
    for (auto _ : state) {
        if (!again) view.setLimit(limit = limit > 0.5 ? 0.5 : 0.6);
        view.render(&image);
        benchmark::DoNotOptimize(image.constBits());
    }
}
BENCHMARK_CAPTURE(heatmap, changed, false)->Args({24, 1024})->Args({48, 1280})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(heatmap, hovered, true)->Args({24, 1024})->Args({48, 1280})->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
