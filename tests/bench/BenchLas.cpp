// SPDX-License-Identifier: GPL-3.0-or-later
// The program's side of tests/bench/las.sh. It writes what las_reference.py needs to do the same (weights, a batch, losses),
// then obeys lines: "even" trains one step on equally long recordings, "mixed" one on recordings of different lengths; each
// answers its seconds.
#include <chrono>
#include <cstdio>
#include <iostream>

#include "engine/core/FreeMemory.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/LasStep.h"

namespace {

using namespace prososcope;

constexpr std::int64_t kBatch = 16;
constexpr std::int64_t kFrames = 400;
constexpr std::int64_t kSymbols = 50;
constexpr double kRate = 1e-4;

[[noreturn]] void stop(const core::Error& error) {
    std::fprintf(stderr, "BenchLas: %s\n", error.message().c_str());
    std::exit(1);
}

training::LasBatch fixedBatch(bool mixed) {
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(1);
    training::LasBatch batch;
    batch.features = torch::randn({kBatch, kFrames, 39}, generator);
    std::vector<std::vector<std::int64_t>> targets;
    for (std::int64_t b = 0; b < kBatch; ++b) {
        if (mixed) batch.frames.push_back(kFrames - b * kFrames / (2 * kBatch));  // the whole down to half
        auto& list = targets.emplace_back();
        for (std::int64_t i = 1; i < kSymbols; ++i) list.push_back(3 + (7 * b + 5 * i) % 27);
        list.push_back(models::kLasEnd);
    }
    batch.targets = models::paddedTargets(targets);
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
    training::LasTeaching teaching;
    teaching.teacherForcing = 1.0;
    training::LasStep step(network, teaching, torch::kCPU, 1);
    const double first = step.run(even, kRate);
    const double second = step.run(mixed, kRate);
    task.entries.push_back(nn::toEntry("features", even.features));
    task.entries.push_back(nn::toEntry("targets", even.targets.to(torch::kFloat)));
    task.entries.push_back(nn::toEntry("lengths", torch::tensor(mixed.frames, torch::kLong).to(torch::kFloat)));
    task.entries.push_back(nn::toEntry("losses", torch::tensor({first, second})));
    if (const auto saved = nn::saveStateDict(folder / "task.safetensors", task); !saved) stop(saved.error());
    std::printf("ready\n");
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        const auto start = std::chrono::steady_clock::now();
        step.run(line == "even" ? even : mixed, kRate);
        std::printf("%.6f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        std::fflush(stdout);
    }
    return 0;
}
