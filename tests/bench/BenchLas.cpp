// SPDX-License-Identifier: GPL-3.0-or-later
// The program's side of tests/bench/las.sh. It writes what las_reference.py needs to do the same (weights, a batch, losses),
// then obeys lines: "even" trains one step on equally long recordings, "mixed" one on recordings of different lengths; each
// answers its seconds.
#include <chrono>
#include <cstdio>
#include <iostream>

#include "engine/core/FreeMemory.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/RecogniserStep.h"
#include "engine/training/Spelling.h"

namespace {

using namespace prososcope;

constexpr std::int64_t kBatch = 16;
constexpr std::int64_t kFrames = 400;
constexpr std::int64_t kSymbols = 50;
constexpr double kRate = 1e-4;
constexpr double kLargestNorm = 5.0;

[[noreturn]] void stop(const core::Error& error) {
    std::fprintf(stderr, "BenchLas: %s\n", error.message().c_str());
    std::exit(1);
}

training::SpokenBatch fixedBatch(bool mixed) {
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(1);
    training::SpokenBatch batch;
    batch.inputs = torch::randn({kBatch, kFrames, 39}, generator);
    for (int b = 0; b < kBatch; ++b) {
        batch.frames.push_back(mixed ? kFrames - b * kFrames / (2 * kBatch) : kFrames);  // the whole down to half
        auto& list = batch.labels.emplace_back();
        for (int i = 1; i < kSymbols; ++i) list.push_back((7 * b + 5 * i) % 27);
    }
    return batch;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) {
        std::fprintf(stderr, "Usage: BenchLas THREADS SCRATCH_FOLDER\n");
        return 2;
    }
    const core::KeptMemory kept;
    nn::useThreads(std::atoi(arguments[1]));
    const std::filesystem::path folder(arguments[2]);
    auto network = models::makeLasNetwork({}, 1);
    nn::StateDict task;
    task.append("weights.", nn::stateOf(*network));
    const auto even = fixedBatch(false);
    const auto mixed = fixedBatch(true);
    const auto spoken = training::spokenNetwork(network, {}, {models::kLasSmoothing, 0.0}, torch::kCPU);
    spoken->enter({"all", 1, kRate, 1.0, 0.0});
    training::RecogniserStep step(*spoken, "adam", kLargestNorm);
    core::Random random(1);
    const auto meanLoss = [&](const training::SpokenBatch& batch) {
        return step.run(batch, kRate, random).sum().item<double>() / static_cast<double>(kBatch * kSymbols);
    };
    const double first = meanLoss(even);
    const double second = meanLoss(mixed);
    task.entries.push_back(nn::toEntry("features", even.inputs));
    task.entries.push_back(nn::toEntry("targets", training::spelledTargets(even.labels).to(torch::kFloat)));
    task.entries.push_back(nn::toEntry("lengths", torch::tensor(mixed.frames, torch::kLong).to(torch::kFloat)));
    task.entries.push_back(nn::toEntry("losses", torch::tensor({first, second})));
    if (const auto saved = nn::saveStateDict(folder / "task.safetensors", task); !saved) stop(saved.error());
    std::printf("ready\n");
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        const auto start = std::chrono::steady_clock::now();
        step.run(line == "even" ? even : mixed, kRate, random);
        std::printf("%.6f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        std::fflush(stdout);
    }
    return 0;
}
