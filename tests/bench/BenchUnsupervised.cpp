// SPDX-License-Identifier: GPL-3.0-or-later
// The program's side of tests/bench/unsupervised.sh: training steps of the network that predicts speech to come and of the
// adversarial autoencoder on functionals, of the published sizes. It writes what unsupervised_reference.py needs to do the same
// (weights, batches, losses after some steps without dropout), then obeys lines: "future" and "autoencoder" train one step,
// with dropout, and answer its seconds.
#include <chrono>
#include <cstdio>
#include <iostream>

#include "engine/backend/TorchBackend.h"
#include "engine/core/FreeMemory.h"
#include "engine/core/Random.h"
#include "engine/nn/ModuleState.h"
#include "engine/nn/OwnGenerator.h"
#include "engine/training/AutoencoderStep.h"
#include "engine/training/FuturePredictionStep.h"

extern "C" prososcope::backend::TorchBackend* prososcopeTorchBackend();

namespace {

using namespace prososcope;

constexpr std::int64_t kRecordings = 32;
constexpr std::int64_t kFrames = 300;
constexpr std::int64_t kUtterances = 64;
constexpr int kParitySteps = 3;
constexpr double kRate = 1e-3;
constexpr double kAutoencoderRate = 1e-4;
constexpr std::uint64_t kSeed = 1;

[[noreturn]] void stop(const core::Error& error) {
    std::fprintf(stderr, "BenchUnsupervised: %s\n", error.message().c_str());
    std::exit(1);
}

template <typename T>
T valueOf(core::Result<T> result) {
    if (!result) stop(result.error());
    return std::move(*result);
}

training::FutureBatch recordings() {
    training::FutureBatch batch{torch::randn({kRecordings, kFrames, 80}, nn::ownGenerator(torch::kCPU, kSeed)), {}};
    for (std::int64_t b = 0; b < kRecordings; ++b) batch.lengths.push_back(kFrames - 3 * b);
    return batch;
}

training::AutoencoderBatch utterances() {
    training::AutoencoderBatch batch{torch::randn({kUtterances, 6373}, nn::ownGenerator(torch::kCPU, kSeed)), {}, {}};
    for (std::int64_t b = 0; b < kUtterances; ++b) batch.labels.push_back(static_cast<int>(b % 3));
    return batch;
}

models::FutureNetwork futureNetwork(double dropout) {
    models::FutureSettings settings;
    settings.dropout = dropout;
    return models::makeFutureNetwork(settings, kSeed);
}

models::AdversarialAutoencoder autoencoder(double dropout) {
    models::AutoencoderSettings settings;
    settings.dropout = dropout;
    settings.discriminatorDropout = dropout;
    return models::makeAdversarialAutoencoder(settings, kSeed);
}

/// Weights, batches, and the losses of the last of a few steps.
nn::StateDict task() {
    nn::StateDict state;
    const auto network = futureNetwork(0.0);
    state.append("future.", nn::stateOf(*network));
    state.entries.push_back(nn::toEntry("recordings", recordings().frames));
    training::FuturePredictionStep future(network, kSeed, torch::kCPU);
    double loss = 0.0;
    for (int i = 0; i < kParitySteps; ++i) loss = valueOf(future.pretrain(recordings(), kRate));
    state.entries.push_back(nn::toEntry("future_loss", torch::tensor({loss})));

    const auto coder = autoencoder(0.0);
    state.append("autoencoder.", nn::stateOf(*coder));
    state.entries.push_back(nn::toEntry("utterances", utterances().inputs));
    const auto generator = nn::ownGenerator(torch::kCPU, core::deriveSeed(kSeed, "priors"));  // as the step draws them
    for (int i = 0; i < kParitySteps; ++i) {
        const auto prior = models::drawPrior(kUtterances, 3, 100, {}, generator);
        state.entries.push_back(nn::toEntry("prior_y" + std::to_string(i), prior.y));
        state.entries.push_back(nn::toEntry("prior_z" + std::to_string(i), prior.z));
    }
    training::AutoencoderStep step(coder, {}, kSeed, torch::kCPU);
    training::AutoencoderLosses losses;
    for (int i = 0; i < kParitySteps; ++i) losses = valueOf(step.run(utterances(), kAutoencoderRate));
    state.entries.push_back(nn::toEntry(
        "autoencoder_losses", torch::tensor({losses.reconstruction, losses.discriminatorY, losses.discriminatorZ,
                                             losses.generatorY, losses.generatorZ, losses.classification.value_or(0.0)})));
    return state;
}

int runBench(int threads, const std::filesystem::path& scratch) {
    if (prososcopeTorchBackend() == nullptr) return 1;  // sets determinism as the program does
    const core::KeptMemory kept;
    nn::useThreads(threads);
    if (auto saved = nn::saveStateDict(scratch / "task.safetensors", task()); !saved) stop(saved.error());
    training::FuturePredictionStep future(futureNetwork(0.2), kSeed, torch::kCPU);
    training::AutoencoderStep step(autoencoder(0.5), {}, kSeed, torch::kCPU);
    const auto spoken = recordings();
    const auto functionals = utterances();
    std::cout << "ready" << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        const auto start = std::chrono::steady_clock::now();
        if (line == "future")
            valueOf(future.pretrain(spoken, kRate));
        else
            valueOf(step.run(functionals, kAutoencoderRate));
        std::cout << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() << std::endl;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "Usage: BenchUnsupervised THREADS SCRATCH_FOLDER\n");
        return 2;
    }
    try {
        return runBench(std::stoi(argv[1]), argv[2]);
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "BenchUnsupervised: %s\n", exception.what());
        return 1;
    }
}
