// SPDX-License-Identifier: GPL-3.0-or-later
// Checks and times the networks on a device, without Qt, so that it runs from a folder on any machine that has the CUDA
// libraries of LibTorch. Prints one line a check, "pass" or "FAIL", then the throughput. Exits with 0, 1 where a check failed,
// 77 where the device is not there.
//   GpuCheck [--device cuda:0] [--quick] SCRATCH_FOLDER
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <numbers>
#include <string>
#include <thread>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/training/Inference.h"
#include "engine/training/Trainer.h"
#include "engine/training/TrainingStep.h"

extern "C" prososcope::backend::TorchBackend* prososcopeTorchBackend();

namespace {

using namespace prososcope;

constexpr int kAbsent = 77;
constexpr double kTolerance = 2e-3;  ///< of posteriors and losses between devices: TF32 products have 10 bits

int failures = 0;

void report(const char* name, bool passed, const std::string& figure) {
    std::printf("%s  %-44s %s\n", passed ? "pass" : "FAIL", name, figure.c_str());
    std::fflush(stdout);
    failures += passed ? 0 : 1;
}

double secondsOf(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Two classes that differ in where the energy lies.
training::Example clip(int label, std::uint64_t seed) {
    core::Random random(seed);
    auto matrix = std::make_shared<features::FeatureMatrix>();
    matrix->frames = 110;
    matrix->columns = 80;
    matrix->hopSeconds = 0.01;
    for (std::size_t i = 0; i < matrix->frames * matrix->columns; ++i) {
        const double band = static_cast<double>(i % 80) - (label == 0 ? 20.0 : 55.0);
        matrix->values.push_back(static_cast<float>(-60.0 + 30.0 * std::exp(-band * band / 64.0) + 4.0 * random.normal()));
    }
    return {matrix, label};
}

training::TrainingTask task(const std::string& device) {
    training::TrainingTask result;
    for (int i = 0; i < 32; ++i) result.train.push_back(clip(i % 2, static_cast<std::uint64_t>(i)));
    for (int i = 0; i < 8; ++i) result.inner.push_back(clip(i % 2, static_cast<std::uint64_t>(100 + i)));
    result.classes = {"low", "high"};
    result.network.classes = 2;
    result.network.channels1 = result.network.channels2 = result.network.channels3 = result.network.channels4 = 16;
    result.network.projection = 32;
    result.network.hidden = 16;
    result.network.attention = 16;
    result.settings.epochs = 6;
    result.settings.batch = 16;
    result.settings.cropSeconds = 1.0;
    result.settings.learningRate = 5e-3;
    result.settings.averageDecay = 0.9;
    result.device = device;
    return result;
}

struct Trained {
    core::Result<training::TrainedNetwork> network;
    std::vector<training::EpochReport> reports;
};
Trained train(const training::TrainingTask& what, std::stop_token stop = {}) {
    Trained result;
    core::Progress progress(std::move(stop));
    result.network = training::trainNetwork(
        what, [&](const training::EpochReport& report) { result.reports.push_back(report); }, progress);
    return result;
}

void checkTraining(const std::string& device) {
    const auto first = train(task(device));
    report("a network learns", first.network && first.reports.back().trainLoss < 0.7 * first.reports.front().trainLoss,
           first.network ? "loss " + std::to_string(first.reports.front().trainLoss) + " to " +
                               std::to_string(first.reports.back().trainLoss)
                         : first.network.error().message());
    if (!first.network) return;
    const auto again = train(task(device));
    double worst = 0.0;
    for (std::size_t i = 0; again.network && i < first.reports.size(); ++i)
        worst = std::max(worst, std::abs(first.reports[i].trainLoss - again.reports[i].trainLoss));
    report("the same seed gives the same losses", again.network && worst < kTolerance, std::to_string(worst));

    core::Progress progress;
    std::vector<features::FeatureMatrixPtr> clips;
    for (int i = 0; i < 20; ++i) clips.push_back(clip(i % 2, static_cast<std::uint64_t>(500 + i)).features);
    const auto own = training::predictFeatures(first.network->state, task(device).network, clips, device, 1, progress);
    const auto cpu = training::predictFeatures(first.network->state, task(device).network, clips, "cpu", 1, progress);
    worst = own && cpu ? 0.0 : 1.0;
    for (std::size_t i = 0; own && cpu && i < clips.size(); ++i) {
        for (std::size_t c = 0; c < 2; ++c) worst = std::max(worst, std::abs(static_cast<double>((*own)[i][c]) - (*cpu)[i][c]));
    }
    report("posteriors are those of the CPU", worst < kTolerance, std::to_string(worst));

    auto half = task(device);
    half.settings.precision = "bfloat16";
    const auto inHalf = train(half);
    report("bfloat16 learns too", inHalf.network && inHalf.reports.back().trainLoss < 0.7 * inHalf.reports.front().trainLoss,
           inHalf.network ? "loss to " + std::to_string(inHalf.reports.back().trainLoss) : inHalf.network.error().message());

    auto full = task(device);
    int remarks = 0;
    full.remark = [&](const core::Text&) { ++remarks; };
    full.beforePass = [](std::int64_t rows) {
        if (rows > 8) throw std::bad_alloc();
    };
    const bool done = train(full).network.has_value();
    report("a full device gets smaller batches", done && remarks == 1, std::to_string(remarks) + " remark");
}

void checkCancel(const std::string& device) {
    double slowest = 0.0;
    bool cancelled = true;
    core::Random random(3);
    for (int i = 0; i < 10; ++i) {
        auto endless = task(device);
        endless.settings.epochs = 100000;
        std::stop_source stop;
        std::chrono::steady_clock::time_point asked;
        std::jthread stopper([&, wait = random.uniform(20.0, 200.0)] {
            std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(wait));
            asked = std::chrono::steady_clock::now();
            stop.request_stop();
        });
        const auto result = train(endless, stop.get_token());
        stopper.join();
        slowest =
            std::max(slowest, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - asked).count());
        cancelled = cancelled && !result.network && result.network.error().kind == core::ErrorKind::Cancelled;
    }
    report("stops within 200 ms, ten times", cancelled && slowest < 200.0, std::to_string(slowest) + " ms");
}

/// Folders of tones, high ones "angry", low ones "sad", as an experiment with four speakers.
void checkExperiment(const std::string& device, const std::filesystem::path& scratch) {
    corpus::Corpus corpus;
    corpus.name = "tones";
    corpus.folder = scratch / "tones";
    std::filesystem::create_directories(corpus.folder);
    core::Random random(1);
    for (int i = 0; i < 32; ++i) {
        audio::AudioClip sound;
        sound.rateHz = 16000;
        sound.channels.resize(1);
        const double hertz = (i % 2 == 0 ? 900.0 : 250.0) + 10.0 * (i / 8);
        for (int k = 0; k < 14000; ++k)
            sound.channels[0].push_back(
                static_cast<float>(0.3 * std::sin(2.0 * std::numbers::pi * hertz * k / 16000.0) + 0.02 * random.normal()));
        corpus::Utterance utterance;
        utterance.id = "u" + std::to_string(i);
        utterance.path = utterance.id + ".wav";
        utterance.speaker = "s" + std::to_string(i / 8);
        utterance.emotion = i % 2 == 0 ? "angry" : "sad";
        if (!audio::writeWav(corpus.folder / utterance.path, sound)) return report("an experiment runs", false, "cannot write");
        corpus.utterances.push_back(std::move(utterance));
    }
    backend::RunRequest request;
    request.experiment.name = "tones";
    request.experiment.corpus = "tones";
    request.experiment.classes = {"angry", "sad"};
    request.experiment.training = task(device).settings;
    request.experiment.training.batch = 8;
    request.experiment.device = device == "cpu" ? "cpu" : "cuda";
    request.experiment.threads = 2;
    request.experiment.saveModel = true;
    request.corpus = corpus;
    request.workspace = scratch / "workspace";
    backend::RunObserver nobody;
    core::Progress progress;
    const auto run = prososcopeTorchBackend()->run(request, nobody, progress);
    report("an experiment of four folds runs", run && run->uar.value_or(0.0) > 0.8,
           run ? "UAR " + std::to_string(*run->uar) + " on " + run->device : run.error().message());
}

/// Clips a second of a training step.
double throughput(const std::string& device, bool half, int batch, int steps) {
    models::LogMelNetworkSettings settings;
    settings.classes = 7;
    experiment::TrainingSettings how;
    how.precision = half ? "bfloat16" : "float32";
    const torch::Device place(device);
    training::TrainingStep step(models::makeLogMelNetwork(settings, 1), how, place);
    const training::Batch data{torch::randn({batch, 300, 80}), torch::full({batch, 7}, 1.0 / 7.0), {}};
    for (int i = 0; i < 3; ++i) step.run(data, 1e-3);
    std::vector<double> times;
    for (int i = 0; i < steps; ++i) times.push_back(secondsOf([&] { step.run(data, 1e-3); }));
    std::ranges::nth_element(times, times.begin() + steps / 2);
    return batch / times[static_cast<std::size_t>(steps / 2)];
}

int check(const std::string& device, bool quick, const std::filesystem::path& scratch) {
    const auto devices = prososcopeTorchBackend()->devices();
    std::printf("LibTorch %s\n", prososcopeTorchBackend()->torchVersion().c_str());
    const auto found = std::ranges::find_if(devices, [&](const backend::Device& each) { return each.id == device; });
    if (found == devices.end()) {
        std::printf("absent  there is no device %s\n", device.c_str());
        return kAbsent;
    }
    std::printf("device  %s, %s\n", found->id.c_str(), found->name.c_str());
    checkTraining(device);
    checkCancel(device);
    checkExperiment(device, scratch);
    const int steps = quick ? 3 : 20;
    for (const int batch : quick ? std::vector<int>{8} : std::vector<int>{32, 256}) {
        for (const bool half : {false, true}) {
            if (half && device == "cpu") continue;
            std::printf("speed   batch of %-3d %-9s %37.0f clips of 3 s a second\n", batch, half ? "bfloat16" : "float32",
                        throughput(device, half, batch, steps));
        }
    }
    std::printf("%s\n", failures == 0 ? "all passed" : "some FAILED");
    return failures == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    std::string device = "cuda:0";
    std::string scratch;
    bool quick = false;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--quick")
            quick = true;
        else if (word == "--device" && i + 1 < argc)
            device = argv[++i];
        else
            scratch = word;
    }
    if (scratch.empty()) {
        std::fprintf(stderr, "usage: GpuCheck [--device cuda:0] [--quick] SCRATCH_FOLDER\n");
        return 2;
    }
    try {
        return check(device, quick, scratch);
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "GpuCheck: %s\n", exception.what());
        return 1;
    }
}
