// SPDX-License-Identifier: GPL-3.0-or-later
// Times of the store: listing runs, storing epochs and folds, reading predictions, tensors and cached features.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdlib>

#include "engine/audio/AudioFile.h"
#include "engine/store/Database.h"
#include "engine/store/FeatureCache.h"
#include "engine/store/Safetensors.h"
#include "engine/store/Workspace.h"

using namespace prososcope;

namespace {

/// A folder of its own, removed at the end.
struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "prososcope-bench-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code code;
        std::filesystem::remove_all(path, code);
    }
};

/// A workspace with one run and `count` predictions in folds of 100.
std::int64_t fill(store::Workspace& workspace, int count) {
    store::RunRecord run;
    run.name = "bench";
    run.classes = {"angry", "happy", "sad", "neutral"};
    const auto id = workspace.addRun(run).value();
    for (int f = 0; f < (count + 99) / 100; ++f) {
        std::vector<store::PredictionRecord> predictions;
        for (int i = 0; i < std::min(100, count - 100 * f); ++i) {
            predictions.push_back({f,
                                   "wav/utterance" + std::to_string(100 * f + i),
                                   "/corpus/wav/utterance.wav",
                                   0.0,
                                   -1.0,
                                   "03",
                                   "male",
                                   i % 4,
                                   (i + 1) % 4,
                                   {0.1F, 0.2F, 0.3F, 0.4F}});
        }
        (void)workspace.finishFold({id, f, "fold", {"03"}, {}, {"08"}, true, 1, 1.0}, predictions);
    }
    return id;
}

void listTenThousandRuns(benchmark::State& state) {
    const Folder folder;
    auto workspace = store::Workspace::open(folder.path).value();
    store::Database(folder.path / "workspace.sqlite")
        .execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) INSERT INTO runs (name, title, "
            "state, "
            "started_at, classes, uar) SELECT 'run ' || i, 'A title of usual length', 'finished', printf('2027-01-01T%06d', "
            "i), "
            "'[\"angry\",\"happy\",\"sad\",\"neutral\"]', 0.5 FROM n");
    for (auto _ : state) benchmark::DoNotOptimize(workspace.runs().value().size());
}
BENCHMARK(listTenThousandRuns)->Unit(benchmark::kMillisecond);

void readPredictions(benchmark::State& state) {
    const Folder folder;
    auto workspace = store::Workspace::open(folder.path).value();
    const auto id = fill(workspace, static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(workspace.predictions(id).value().size());
}
BENCHMARK(readPredictions)->Arg(535)->Arg(200000)->Unit(benchmark::kMillisecond);

void addEpoch(benchmark::State& state) {
    const Folder folder;
    auto workspace = store::Workspace::open(folder.path).value();
    const auto id = fill(workspace, 0);
    int epoch = 0;
    for (auto _ : state) benchmark::DoNotOptimize(workspace.addEpoch(id, {0, ++epoch, 1.0, 0.5, 0.5, 1e-3, 1.0}).has_value());
}
BENCHMARK(addEpoch)->Unit(benchmark::kMicrosecond);

void finishFold(benchmark::State& state) {
    const Folder folder;
    auto workspace = store::Workspace::open(folder.path).value();
    for (auto _ : state) benchmark::DoNotOptimize(fill(workspace, 100));
}
BENCHMARK(finishFold)->Unit(benchmark::kMillisecond);

void openWorkspace(benchmark::State& state) {
    const Folder folder;
    {
        auto workspace = store::Workspace::open(folder.path).value();
        fill(workspace, static_cast<int>(state.range(0)));
    }
    for (auto _ : state) benchmark::DoNotOptimize(store::Workspace::open(folder.path).has_value());
}
BENCHMARK(openWorkspace)->Arg(0)->Arg(50000)->Arg(200000)->Unit(benchmark::kMillisecond);

void readTensors(benchmark::State& state) {
    const Folder folder;
    const std::vector<float> values(1 << 18, 0.5F);
    std::vector<store::TensorView> tensors;
    for (int i = 0; i < 4; ++i) {
        tensors.push_back({"t" + std::to_string(i), store::TensorType::Float32, {512, 512}, std::as_bytes(std::span(values))});
    }
    (void)store::writeSafetensors(folder.path / "a.safetensors", tensors);
    for (auto _ : state)
        benchmark::DoNotOptimize(store::SafetensorsFile::open(folder.path / "a.safetensors")->tensors().size());
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * (1 << 22));
}
BENCHMARK(readTensors)->Unit(benchmark::kMillisecond);

/// As large as log-mel 80 of the same span, and next to no work.
class CheapSet : public features::FeatureSet {
public:
    std::string_view name() const override { return "cheap"; }
    core::Text description() const override { return {}; }
    int rateHz() const override { return 16000; }
    const std::vector<std::string>& columns() const override {
        static const std::vector<std::string> names(80, "c");
        return names;
    }
    std::string parameters() const override { return ""; }
    std::unique_ptr<features::FeatureStream> stream(int, std::span<const float>) const override { return nullptr; }
    core::Result<features::FeatureMatrix> compute(std::span<const float> mono, int) const override {
        const std::size_t frames = mono.size() / 160 + 1;
        return features::FeatureMatrix{frames, 80, 0.0, 0.01, std::vector<float>(frames * 80, 1.0F)};
    }
};

void loadCachedFeatures(benchmark::State& state) {
    const Folder folder;
    corpus::Corpus corpus;
    corpus.folder = folder.path;
    for (int i = 0; i < 535; ++i) {
        audio::AudioClip clip{16000, {std::vector<float>(45000, static_cast<float>(i) / 1000.0F)}};
        corpus::Utterance u;
        u.path = std::to_string(i) + ".wav";
        (void)audio::writeWav(folder.path / u.path, clip);
        corpus.utterances.push_back(u);
    }
    const CheapSet set;
    store::FeatureCache cache(folder.path / "cache");
    core::Progress silent;
    (void)cache.load(corpus, corpus.utterances, set, 2, silent);
    for (auto _ : state) benchmark::DoNotOptimize(cache.load(corpus, corpus.utterances, set, 2, silent)->size());
}
BENCHMARK(loadCachedFeatures)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
