// SPDX-License-Identifier: GPL-3.0-or-later
// The program's side of tests/bench/recogniser.sh. It writes what recogniser_reference.py needs to do the same (weights, a
// batch, losses, activations), then obeys lines: "step" trains one step, "layers" takes the activations of a minute of
// cepstra in utterances, "hour" those of an hour of sound with its cepstra; each answers its seconds.
#include <chrono>
#include <cstdio>
#include <iostream>

#include "engine/backend/TorchBackend.h"
#include "engine/core/FreeMemory.h"
#include "engine/models/gcu_asr/GcuInference.h"
#include "engine/nn/FramePooling.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/Encoders.h"
#include "engine/training/LayeredNetwork.h"
#include "engine/training/RecogniserStep.h"
#include "engine/training/StoredNetworks.h"

extern "C" prososcope::backend::TorchBackend* prososcopeTorchBackend();

namespace {

using namespace prososcope;

constexpr std::int64_t kBatch = 16;
constexpr std::int64_t kFrames = 100;
constexpr std::int64_t kLabels = 30;
constexpr double kRate = 1e-4;
constexpr int kRateHz = 16000;

double seconds(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

[[noreturn]] void stop(const core::Error& error) {
    std::fprintf(stderr, "BenchRecogniser: %s\n", error.message().c_str());
    std::exit(1);
}

training::SpokenBatch fixedBatch() {
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(1);
    training::SpokenBatch batch{torch::randn({kBatch, kFrames, 20}, generator) * 20.0, nn::Lengths(kBatch, kFrames), {}};
    for (std::int64_t b = 0; b < kBatch; ++b) {
        auto& labels = batch.labels.emplace_back();
        for (std::int64_t i = 0; i < kLabels; ++i) labels.push_back(static_cast<int>((7 * b + 5 * i) % 27));
    }
    return batch;
}

torch::Tensor pooledLayers(const models::GcuInference& inference, const torch::Tensor& input) {
    std::vector<torch::Tensor> means;
    inference.runLayers(input, {}, [&](std::int64_t, const models::GcuInference::Layer& layer) {
        means.push_back(nn::poolFrames(layer.gate, {}).mean);
    });
    return torch::cat(means, 1);
}

/// An hour of made-up sound in stretches of 2 to 5 s, through the encoder as the program does it.
double hour(backend::Encoder& encoder) {
    const auto sound = training::madeUpSound(kRateHz, 3);
    std::vector<std::span<const float>> stretches;
    const std::size_t wanted = std::size_t{3600} * kRateHz;
    for (std::size_t total = 0, i = 0; total < wanted; ++i) {
        const std::size_t length = (2 * 8 + i * 7 % 25) * std::size_t{kRateHz} / 8;
        stretches.push_back(std::span<const float>(sound).subspan(i * 1000 % (sound.size() - length), length));
        total += length;
    }
    core::Progress silent;
    return seconds([&] {
        if (const auto pooled = encoder.pooled(stretches, "gate", silent); !pooled) stop(pooled.error());
    });
}

std::unique_ptr<backend::Encoder> untrainedEncoder(int threads) {
    store::ModelEntry entry;
    entry.card.name = "bench";
    entry.card.kind = training::kGcuKind;
    const auto* set = training::gcuFeatures(kRateHz).value();
    entry.card.featureSet = set->name();
    entry.card.featureParameters = set->parameters();
    entry.card.rateHz = set->rateHz();
    training::Encoders encoders;
    auto encoder = encoders.open(entry, "cpu", threads, 1);
    if (!encoder) stop(encoder.error());
    return std::move(*encoder);
}

int runBench(int threads, const std::filesystem::path& scratch) {
    if (prososcopeTorchBackend() == nullptr) return 1;  // sets determinism as the program does
    const core::KeptMemory kept;
    nn::useThreads(threads);
    const auto batch = fixedBatch();
    auto network = models::makeGcuNetwork({}, 1);
    nn::StateDict state;
    state.append("weights.", nn::stateOf(*network));
    state.entries.push_back(nn::toEntry("inputs", batch.inputs));
    const auto spoken = training::spokenNetwork(network, {}, false, torch::kCPU);
    training::RecogniserStep step(*spoken, "adam");
    core::Random random(1);
    state.entries.push_back(nn::toEntry("losses", step.run(batch, kRate, random)));
    network->eval();
    const models::GcuInference inference(network);
    const auto frames = batch.inputs.transpose(0, 1).contiguous();
    state.entries.push_back(nn::toEntry("pooled", pooledLayers(inference, frames)));
    if (auto saved = nn::saveStateDict(scratch / "task.safetensors", state); !saved) stop(saved.error());
    const auto encoder = untrainedEncoder(threads);
    std::cout << "ready" << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        if (line == "step") {
            std::cout << seconds([&] { step.run(batch, kRate, random); }) << std::endl;
        } else if (line == "layers") {
            std::cout << seconds([&] { pooledLayers(inference, frames); }) << std::endl;
        } else if (line == "hour") {
            std::cout << hour(*encoder) << std::endl;
        } else {
            std::cout << "unknown" << std::endl;
        }
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "Usage: BenchRecogniser THREADS SCRATCH_FOLDER\n");
        return 2;
    }
    try {
        return runBench(std::stoi(argv[1]), argv[2]);
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "BenchRecogniser: %s\n", exception.what());
        return 1;
    }
}
