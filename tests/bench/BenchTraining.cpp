// SPDX-License-Identifier: GPL-3.0-or-later
// The program's side of tests/bench/training.sh. It writes what training_reference.py needs to do the same (weights, a batch,
// the losses of some steps, features), then obeys lines: "step" trains one step, "epoch" one epoch; each answers its seconds;
// "shares" answers which share of an epoch waits for batches, and which share of a whole stored run is not training.
#include <chrono>
#include <cstdio>
#include <iostream>
#include <optional>

#include "engine/backend/TorchBackend.h"
#include "engine/core/FreeMemory.h"
#include "engine/core/Random.h"
#include "engine/nn/ModuleState.h"
#include "engine/store/FeatureCache.h"
#include "engine/training/Trainer.h"
#include "engine/training/TrainingStep.h"

extern "C" prososcope::backend::TorchBackend* prososcopeTorchBackend();

namespace {

using namespace prososcope;

constexpr int kClasses = 7;
constexpr int kBatch = 32;
constexpr int kFrames = 300;
constexpr int kParitySteps = 4;
constexpr double kRate = 1e-3;

double seconds(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

[[noreturn]] void stop(const core::Error& error) {
    std::fprintf(stderr, "BenchTraining: %s\n", error.message().c_str());
    std::exit(1);
}

models::LogMelNetworkSettings networkSettings(bool dropout) {
    models::LogMelNetworkSettings settings;
    settings.classes = kClasses;
    if (!dropout) settings.dropout = settings.headDropout = 0.0;
    return settings;
}

experiment::TrainingSettings trainingSettings() {
    experiment::TrainingSettings settings;
    settings.epochs = 1;
    settings.batch = kBatch;
    settings.cropSeconds = kFrames / 100.0;
    return settings;
}

training::Batch fixedBatch() {
    core::Random random(1);
    training::Batch batch{torch::empty({kBatch, kFrames, 80}), torch::full({kBatch, kClasses}, 0.1 / kClasses), {}};
    float* inputs = batch.inputs.data_ptr<float>();
    for (std::int64_t i = 0; i < batch.inputs.numel(); ++i) inputs[i] = static_cast<float>(random.normal());
    for (int i = 0; i < kBatch; ++i) batch.targets[i][i % kClasses] += 0.9;
    return batch;
}

/// A corpus with its labels; the first load fills the cache.
class Epoch {
public:
    Epoch(const std::filesystem::path& folder, std::filesystem::path scratch, int threads)
        : m_scratch(std::move(scratch)), m_threads(threads) {
        core::Progress silent;
        auto corpus = corpus::importCorpus(folder, {}, silent);
        if (!corpus) stop(corpus.error());
        m_corpus = std::move(*corpus);
        experiment::Experiment experiment;
        for (const auto& [word, count] : m_corpus.emotionCounts()) {
            if (static_cast<int>(experiment.classes.size()) < kClasses && !word.empty()) experiment.classes.push_back(word);
        }
        auto labelled = experiment::applyLabels(experiment, m_corpus);
        if (!labelled) stop(labelled.error());
        m_data = std::move(*labelled);
        m_classes = experiment.classes;
        m_features = load();
    }

    [[nodiscard]] std::vector<features::FeatureMatrixPtr> load() const {
        core::Progress silent;
        auto loaded = store::FeatureCache(m_scratch / "cache")
                          .load(m_corpus, m_data.utterances, *features::featureSet("logmel80").value(), m_threads, silent);
        if (!loaded) stop(loaded.error());
        return std::move(*loaded);
    }

    /// One epoch as an experiment runs it: features from the cache, network, batches, steps, checkpoint.
    void run() const {
        core::Progress silent;
        if (auto trained = training::trainNetwork(task(), {}, silent); !trained) stop(trained.error());
    }

    /// Of three epochs after one to warm up: waiting for batches, as a share of steps and waiting.
    [[nodiscard]] double waiting() const {
        auto task = this->task();
        task.settings.epochs = 4;
        double steps = 0.0;
        double waits = 0.0;
        const auto heard = [&](const training::EpochReport& report) {
            if (report.epoch == 1) return;
            steps += report.stepSeconds;
            waits += report.waitSeconds;
        };
        core::Progress silent;
        if (auto trained = training::trainNetwork(task, heard, silent); !trained) stop(trained.error());
        return waits / (steps + waits);
    }

    /// A whole run, two folds one after the other, as the program stores it: what is not training (features from the cache,
    /// checks, predictions, store, figures with intervals), as a share.
    [[nodiscard]] double besideTraining() const {
        experiment::Experiment experiment;
        experiment.name = "bench";
        experiment.corpus = m_corpus.name;
        experiment.classes = m_classes;
        experiment.threads = 1;
        experiment.training = trainingSettings();
        experiment.folds.protocol = "speaker-groups";
        experiment.folds.groups = 2;
        const auto workspace = m_scratch / "workspace";
        double training = 0.0;
        double whole = 0.0;
        for (int turn = 0; turn < 2; ++turn) {  // the first fills the cache
            experiment.training.epochs = turn == 0 ? 1 : 30;
            backend::RunObserver nobody;
            core::Progress silent;
            std::optional<core::Result<store::RunRecord>> run;
            whole = seconds([&] {
                run = prososcopeTorchBackend()->run({experiment, m_corpus, workspace, {}, {}, "bench", {}, {}, {}}, nobody,
                                                    silent);
            });
            if (!*run) stop(run->error());
            training = 0.0;
            const auto folds = store::Workspace::open(workspace)->folds((*run)->id);
            for (const auto& fold : folds.value()) training += fold.seconds;
        }
        return 1.0 - training / whole;
    }

    void describe(nn::StateDict& state) const {
        nn::StateDict::Entry lengths{"data.lengths", {static_cast<std::int64_t>(m_features.size())}, {}};
        nn::StateDict::Entry labels{"data.labels", lengths.shape, {}};
        nn::StateDict::Entry values{"data.values", {0, 80}, {}};
        for (std::size_t i = 0; i < m_features.size(); ++i) {
            lengths.values.push_back(static_cast<float>(m_features[i]->frames));
            labels.values.push_back(static_cast<float>(m_data.labels[i]));
            values.values.insert(values.values.end(), m_features[i]->values.begin(), m_features[i]->values.end());
        }
        values.shape[0] = static_cast<std::int64_t>(values.values.size() / 80);
        for (auto* entry : {&lengths, &labels, &values}) state.entries.push_back(std::move(*entry));
    }

private:
    [[nodiscard]] training::TrainingTask task() const {
        training::TrainingTask task;
        const auto loaded = load();
        for (std::size_t i = 0; i < loaded.size(); ++i) task.train.push_back({loaded[i], m_data.labels[i]});
        task.classes.assign(kClasses, "");
        task.settings = trainingSettings();
        task.network = networkSettings(true);
        task.threads = m_threads;
        task.checkpoint = m_scratch / "checkpoint.safetensors";
        std::error_code code;
        std::filesystem::remove(task.checkpoint, code);
        return task;
    }

    std::filesystem::path m_scratch;
    int m_threads;
    corpus::Corpus m_corpus;
    std::vector<std::string> m_classes;
    experiment::LabelledUtterances m_data;
    std::vector<features::FeatureMatrixPtr> m_features;
};

/// Weights before, losses of and averaged weights after a few steps without dropout.
void describeParity(nn::StateDict& state, const training::Batch& batch) {
    auto network = models::makeLogMelNetwork(networkSettings(false), 1);
    state.append("weights.", nn::stateOf(*network));
    state.entries.push_back(nn::toEntry("inputs", batch.inputs));
    state.entries.push_back(nn::toEntry("targets", batch.targets));
    training::TrainingStep step(network, trainingSettings(), torch::kCPU);
    network->train();
    nn::StateDict::Entry losses{"losses", {kParitySteps}, {}};
    for (int i = 0; i < kParitySteps; ++i) losses.values.push_back(static_cast<float>(step.run(batch, kRate)));
    state.entries.push_back(std::move(losses));
    state.append("average.", step.average());
}

int runBench(int threads, const std::filesystem::path& corpus, const std::filesystem::path& scratch) {
    if (prososcopeTorchBackend() == nullptr) return 1;  // sets determinism as the program does
    const core::KeptMemory kept;
    nn::useThreads(threads);
    const Epoch epoch(corpus, scratch, threads);
    const auto batch = fixedBatch();
    nn::StateDict state;
    describeParity(state, batch);
    epoch.describe(state);
    if (auto saved = nn::saveStateDict(scratch / "task.safetensors", state); !saved) stop(saved.error());

    auto network = models::makeLogMelNetwork(networkSettings(true), 1);
    network->setDropoutGenerator(at::make_generator<at::CPUGeneratorImpl>(1));
    training::TrainingStep step(network, trainingSettings(), torch::kCPU);
    network->train();
    std::cout << "ready" << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        if (line == "step") {
            std::cout << seconds([&] { step.run(batch, kRate); }) << std::endl;
        } else if (line == "epoch") {
            std::cout << seconds([&] { epoch.run(); }) << std::endl;
        } else if (line == "shares") {
            std::cout << epoch.waiting() << " " << epoch.besideTraining() << std::endl;
        } else if (line == "load") {
            std::cout << seconds([&] { (void)epoch.load(); }) << std::endl;
        } else {
            std::cout << "unknown" << std::endl;
        }
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "Usage: BenchTraining THREADS CORPUS_FOLDER SCRATCH_FOLDER\n");
        return 2;
    }
    try {
        return runBench(std::stoi(argv[1]), argv[2], argv[3]);
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "BenchTraining: %s\n", exception.what());
        return 1;
    }
}
