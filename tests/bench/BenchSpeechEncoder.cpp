// SPDX-License-Identifier: GPL-3.0-or-later
// The program's side of tests/bench/speech_encoder.py, and figures of its own.
//   BenchSpeechEncoder serve FAMILY THREADS [SECONDS]  each line of input is answered by the seconds of one forward pass of a
//                                                      base-shaped encoder (wav2vec2, wavlm) over SECONDS of sound (10)
//   BenchSpeechEncoder write FILE [float16]            a random encoder of the large shape (1.2 GB in float32) as a file
//   BenchSpeechEncoder load FILE                       seconds of opening it with every tensor looked at, and peak memory
//   BenchSpeechEncoder long MINUTES THREADS            a long recording in pieces by a base-shaped encoder, and peak memory
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>

#include "engine/models/speech_encoder/EncoderInput.h"
#include "engine/models/speech_encoder/LoadEncoder.h"
#include "engine/models/speech_encoder/PiecewiseEncoder.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/LayeredNetwork.h"

namespace {

using namespace prososcope;

constexpr int kRateHz = 16000;

double seconds(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

[[noreturn]] void stop(const core::Error& error) {
    std::fprintf(stderr, "BenchSpeechEncoder: %s\n", error.message().c_str());
    std::exit(1);
}

/// The most memory of this process so far, in MB.
double peakMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024.0;
    }
    return 0.0;
}

checkpoints::EncoderConfig shape(const std::string& family, bool large) {
    const std::string text =
        R"({"model_type": ")" + family + R"(", "architectures": ["Model"])" +
        (large ? R"(, "hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096,
                    "feat_extract_norm": "layer", "do_stable_layer_norm": true, "conv_bias": true})"
               : "}");
    auto config = checkpoints::parseEncoderConfig({text, R"({"do_normalize": true})", {}}, "config.json");
    if (!config) stop(config.error());
    return *config;
}

models::SpeechEncoder randomEncoder(const std::string& family, bool large) {
    auto network = models::makeSpeechEncoder(shape(family, large), 1);
    for (auto& parameter : network->parameters()) parameter.set_requires_grad(false);
    network->eval();
    return network;
}

int serve(const std::string& family, int threads, double length) {
    nn::useThreads(threads);
    auto network = randomEncoder(family, false);
    const torch::NoGradGuard noGrad;
    const auto input = torch::randn({1, static_cast<std::int64_t>(length * kRateHz)});
    std::printf("ready\n");
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        std::size_t layers = 0;
        const double took = seconds([&] { network->forward(input, {}, [&](std::size_t, const auto&) { ++layers; }); });
        std::printf("%.6f\n", took);
        std::fflush(stdout);
    }
    return 0;
}

int write(const std::string& file, bool half) {
    auto network = randomEncoder("wav2vec2", true);
    std::vector<torch::Tensor> kept;
    std::vector<store::TensorView> views;
    for (const auto& item : network->named_parameters()) {
        kept.push_back(item.value().to(half ? torch::kHalf : torch::kFloat).contiguous());
        const auto& tensor = kept.back();
        views.push_back({item.key(),
                         half ? store::TensorType::Float16 : store::TensorType::Float32,
                         tensor.sizes().vec(),
                         {static_cast<const std::byte*>(tensor.const_data_ptr()), tensor.nbytes()}});
    }
    if (auto done = store::writeSafetensors(file, views); !done) stop(done.error());
    return 0;
}

int load(const std::string& file) {
    nn::useThreads(1);
    const double before = peakMegabytes();
    double bytes = 0.0;
    const double took = seconds([&] {
        auto opened = store::SafetensorsFile::map(file);
        if (!opened) stop(opened.error());
        const auto owner = std::make_shared<const store::SafetensorsFile>(std::move(*opened));
        models::LoadEncoderSettings settings;
        settings.owner = owner;
        auto network = models::loadSpeechEncoder(shape("wav2vec2", true), owner->tensors(), file, settings);
        if (!network) stop(network.error());
        for (const auto& parameter : (*network)->parameters()) bytes += static_cast<double>(parameter.nbytes());
    });
    std::printf("load %.2f s, model %.0f MB, peak %.0f MB above the %.0f MB of the libraries\n", took, bytes / 1048576.0,
                peakMegabytes() - before, before);
    return 0;
}

int hear(double minutes, int threads) {
    nn::useThreads(threads);
    const auto sound = training::madeUpSound(kRateHz, 3);
    std::int64_t frames = 0;
    double sum = 0.0;
    const double took = seconds([&] {
        models::PiecewiseEncoder encoder(
            randomEncoder("wav2vec2", false), torch::kCPU, {},
            [&](std::size_t, std::int64_t, const torch::Tensor& values) { sum += values.mean().item<double>(); });
        for (double given = 0.0; given < minutes; given += 0.5) encoder.add(sound);
        frames = encoder.finish();
    });
    std::printf("%.0f minutes (%lld frames) in %.1f s, peak memory %.0f MB (%g)\n", minutes, static_cast<long long>(frames),
                took, peakMegabytes(), sum);
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> given(arguments + 1, arguments + count);
    const auto at = [&](std::size_t i, const char* absent) { return i < given.size() ? given[i] : std::string(absent); };
    try {
        if (at(0, "") == "serve") return serve(at(1, "wav2vec2"), std::stoi(at(2, "1")), std::stod(at(3, "10")));
        if (at(0, "") == "write" && given.size() > 1) return write(given[1], at(2, "") == "float16");
        if (at(0, "") == "load" && given.size() > 1) return load(given[1]);
        if (at(0, "") == "long") return hear(std::stod(at(1, "60")), std::stoi(at(2, "1")));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "BenchSpeechEncoder: %s\n", error.what());
        return 1;
    }
    std::fprintf(stderr, "usage: see the head of tests/bench/BenchSpeechEncoder.cpp\n");
    return 2;
}
