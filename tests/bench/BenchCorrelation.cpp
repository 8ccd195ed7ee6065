// SPDX-License-Identifier: GPL-3.0-or-later
// Correlation maps of made-up activations of the neural-features paper's size, 10,039 utterances of ten speakers by 1920 units,
// with three targets: the map with p values, intervals and false discovery rate on one thread; 1000 permutations of all three
// targets on two; memory beyond the input; then linear probes of layers of 128 units, and the paper's regression on 100
// columns. usage: BenchCorrelation [ROWS [UNITS [PERMUTATIONS]]]   the figures
//        BenchCorrelation --write FOLDER                  the same activations and targets as .npy, for correlation.py
//        BenchCorrelation --clusters [ROWS]               seconds of ordering the units of 24 x 1024 and 48 x 1280, two threads
//        BenchCorrelation --plain                         seconds of the map of all rows, as they are, alone
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "engine/analysis/CorrelationMap.h"
#include "engine/analysis/UnitClustering.h"
#include "engine/core/Random.h"
#include "engine/learn/LayerProbe.h"
#include "engine/learn/NeuralRegression.h"
#include "engine/store/Npy.h"

using namespace prososcope;
using namespace prososcope::analysis;

namespace {

struct Input {
    std::size_t units = 0;
    std::vector<float> values;
    std::vector<std::string> speakers;
    std::vector<double> seconds, levelDb;
    std::vector<CorrelationTarget> targets;

    Input(std::size_t count, std::size_t unitCount) : units(unitCount), values(count * unitCount) {
        core::Random random(1);
        targets = {{"valence", {}, false}, {"arousal", {}, false}, {"dominance", {}, false}};
        std::size_t next = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t speaker = i * 10 / count;
            speakers.push_back("speaker" + std::to_string(speaker));
            seconds.push_back(random.uniform(1.0, 10.0));
            levelDb.push_back(random.uniform(-40.0, -10.0));
            const double arousal = random.normal();
            targets[0].values.push_back(3.0 + random.normal());
            targets[1].values.push_back(3.0 + arousal);
            targets[2].values.push_back(3.0 + 0.5 * arousal + random.normal());
            for (std::size_t u = 0; u < units; ++u) {
                const double effect = u % 8 == 0 ? 0.3 * arousal : 0.0;
                values[next++] =
                    static_cast<float>(0.1 * (effect + random.uniform(-1.7, 1.7) + 0.1 * static_cast<double>(speaker)));
            }
        }
    }
    [[nodiscard]] ActivationRows rows() const { return {values, units, speakers, seconds, levelDb}; }
};

double seconds(const Input& input, const CorrelationSettings& settings) {
    core::Progress silent;
    const auto start = std::chrono::steady_clock::now();
    const auto maps = correlationMaps(input.rows(), input.targets, settings, silent);
    const double time = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!maps) std::printf("FAILED: %s\n", maps.error().message().c_str());
    return time;
}

double least(const Input& input, const CorrelationSettings& settings, int times) {
    double best = 1e9;
    for (int i = 0; i < times; ++i) best = std::min(best, seconds(input, settings));
    return best;
}

double peakMegabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

int write(const Input& input, const std::filesystem::path& folder) {
    const std::uint64_t shape[] = {input.speakers.size(), input.units};
    if (!store::writeNpy(folder / "activations.npy", shape, input.values, false)) return 1;
    std::vector<float> targets;
    for (std::size_t i = 0; i < input.speakers.size(); ++i) {
        for (const auto& target : input.targets) targets.push_back(static_cast<float>(target.values[i]));
    }
    const std::uint64_t targetShape[] = {input.speakers.size(), input.targets.size()};
    return store::writeNpy(folder / "targets.npy", targetShape, targets, false) ? 0 : 1;
}

bool measureClusters(std::size_t rows) {
    for (const auto& [layers, width] : {std::pair<std::size_t, std::size_t>{24, 1024}, {48, 1280}}) {
        const Input input(rows, layers * width);
        const std::vector<std::int64_t> widths(layers, static_cast<std::int64_t>(width));
        core::Progress silent;
        const auto start = std::chrono::steady_clock::now();
        const auto order = clusteredUnits(input.rows(), widths, 2, silent);
        if (!order) return false;
        std::printf("  order of %zu x %zu units by %zu utterances, two threads: %.2f s\n", layers, width, rows,
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return true;
}

bool measureLearning(const Input& input) {
    core::Progress silent;
    std::vector<std::int64_t> widths(input.units / 128, 128);
    if (input.units % 128 > 0) widths.push_back(static_cast<std::int64_t>(input.units % 128));
    auto start = std::chrono::steady_clock::now();
    const auto since = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
    const auto probes = learn::layerProbes(input.rows(), widths, input.targets, {}, silent);
    if (!probes) return false;
    std::printf("  linear probes of %zu layers of all targets, one thread: %.2f s (arousal of the first layer: R2 %.3f)\n",
                widths.size(), since(), (*probes)[1].layers[0].determination);
    start = std::chrono::steady_clock::now();
    const learn::MatrixView<float> rows{input.values.data(), input.speakers.size(), input.units};
    const auto regression = learn::regressLeavingSpeakersOut(rows, input.targets[1].values, input.speakers, {}, silent);
    if (!regression) return false;
    std::printf("  100 columns chosen and regressed, one speaker left out in turn, one thread: %.2f s (error %.3f)\n", since(),
                regression->mean);
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    const bool writing = argc > 2 && std::strcmp(argv[1], "--write") == 0;
    const bool plain = argc > 1 && std::strcmp(argv[1], "--plain") == 0;
    const bool sized = !writing && !plain;
    const auto number = [&](int place, std::size_t otherwise) {
        return sized && argc > place ? static_cast<std::size_t>(std::strtoul(argv[place], nullptr, 10)) : otherwise;
    };
    if (argc >= 2 && std::strcmp(argv[1], "--clusters") == 0)
        return measureClusters(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 535) ? 0 : 1;
    const Input input(number(1, 10039), number(2, 1920));
    if (writing) return write(input, argv[2]);
    if (plain) {
        CorrelationSettings settings;
        settings.pooling = SpeakerPooling::Raw;
        std::printf("%.4f\n", least(input, settings, 5));
        return 0;
    }
    const double before = peakMegabytes();
    std::printf("%zu x %zu activations, %zu targets, 10 speakers\n", input.speakers.size(), input.units, input.targets.size());
    CorrelationSettings settings;
    std::printf("  map with p, intervals, false discovery rate, one thread: %.3f s\n", least(input, settings, 5));
    settings.pooling = SpeakerPooling::Centred;
    std::printf("  of centred speakers: %.3f s\n", least(input, settings, 3));
    settings.pooling = SpeakerPooling::FisherZ;
    settings.partialDuration = settings.partialLevel = true;
    std::printf("  without duration and level: %.3f s\n", least(input, settings, 3));
    settings.partialDuration = settings.partialLevel = false;
    settings.kind = CorrelationKind::Spearman;
    std::printf("  of ranks: %.3f s\n", seconds(input, settings));
    settings.kind = CorrelationKind::Pearson;
    settings.permutations = static_cast<int>(number(3, 1000));
    settings.threads = 2;
    for (const auto pooling : {SpeakerPooling::FisherZ, SpeakerPooling::Centred}) {
        settings.pooling = pooling;
        std::printf("  %d permutations of all targets, two threads, %s: %.2f s\n", settings.permutations,
                    pooling == SpeakerPooling::FisherZ ? "by speaker" : "centred", seconds(input, settings));
    }
    std::printf("  memory beyond the input: at most %.0f MB\n", peakMegabytes() - before);
    return measureLearning(input) ? 0 : 1;
}
