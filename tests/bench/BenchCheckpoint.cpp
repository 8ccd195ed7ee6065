// SPDX-License-Identifier: GPL-3.0-or-later
// Loading a large checkpoint: opened, and all tensors read as floats into memory of their own, one by one. Prints the seconds
// and how much memory beyond the result the process took at its peak.
// usage: BenchCheckpoint [FOLDER [GIGABYTES]]     makes its files in FOLDER (1.2 GB each) and leaves them there
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

#include "engine/checkpoints/Checkpoint.h"
#include "tests/engine/checkpoints/TorchBytes.h"

using namespace prososcope;
using namespace prososcope::checkpoints;

namespace {

constexpr std::int64_t kWidth = 1024;
constexpr int kRounds = 3;

/// Matrices of 4 MB, as a large encoder has them.
std::int64_t matricesIn(double gigabytes) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(gigabytes * 1e9 / (4.0 * kWidth * kWidth)));
}

std::string nameOf(std::int64_t i) { return "encoder.layers." + std::to_string(i) + ".weight"; }

/// The bytes of one matrix; different from each other, so that no file system can share them.
std::string matrix(std::int64_t i) {
    std::vector<float> values(static_cast<std::size_t>(kWidth * kWidth));
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = static_cast<float>(i) + static_cast<float>(k % 4093) / 4096.0F;
    return torchbytes::floats(values);
}

void writeSafetensors(const std::filesystem::path& path, std::int64_t count) {
    constexpr std::int64_t kBytes = 4 * kWidth * kWidth;
    std::string header = "{";
    for (std::int64_t i = 0; i < count; ++i) {
        header += (i == 0 ? "\"" : ",\"") + nameOf(i) + R"(":{"dtype":"F32","shape":[1024,1024],"data_offsets":[)" +
                  std::to_string(i * kBytes) + "," + std::to_string((i + 1) * kBytes) + "]}";
    }
    header += "}";
    header.append((8 - header.size() % 8) % 8, ' ');
    std::ofstream file(path, std::ios::binary);
    file << torchbytes::number<std::uint64_t>(header.size()) << header;
    for (std::int64_t i = 0; i < count; ++i) file << matrix(i);
}

void writeArchive(const std::filesystem::path& path, std::int64_t count) {
    std::vector<std::pair<std::string, std::string>> tensors;
    std::vector<std::pair<std::string, std::string>> storages;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto key = std::to_string(i);
        tensors.emplace_back(nameOf(i), torchbytes::tensor(torchbytes::storage("FloatStorage", key, kWidth * kWidth), 0,
                                                           {kWidth, kWidth}, {kWidth, 1}));
        storages.emplace_back(key, matrix(i));
    }
    std::ofstream(path, std::ios::binary) << torchbytes::archive(torchbytes::orderedDictionary() + torchbytes::entries(tensors),
                                                                 storages, {.checksums = true});
}

/// Opens and reads everything; the sum keeps the compiler from leaving it out.
bool load(const std::filesystem::path& path, double& sum) {
    const auto checkpoint = Checkpoint::open(path);
    if (!checkpoint) {
        std::fprintf(stderr, "%s\n", checkpoint.error().message().c_str());
        return false;
    }
    std::vector<std::unique_ptr<float[]>> result;
    for (const auto& tensor : checkpoint->tensors()) {
        result.push_back(std::make_unique_for_overwrite<float[]>(tensor.elements()));
        if (!checkpoint->readFloats(tensor, {result.back().get(), tensor.elements()})) return false;
        sum += static_cast<double>(result.back()[tensor.elements() - 1]);
    }
    return true;
}

/// In a process of its own, whose peak is this load's alone.
bool measure(const char* form, const std::filesystem::path& path, double resultMegabytes) {
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child != 0) {
        int status = 0;
        ::waitpid(child, &status, 0);
        return status == 0;
    }
    double sum = 0.0;
    const auto begin = std::chrono::steady_clock::now();
    const bool good = load(path, sum);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    struct rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto secondsOf = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    const double processor = secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
    const double peak = static_cast<double>(usage.ru_maxrss) * 1024.0 / 1e6;
    std::printf("%s: %.2f s (%.2f s of a processor), peak %.0f MB, %.0f MB beyond the %.0f MB of floats (check %.1f)\n", form,
                seconds, processor, peak, peak - resultMegabytes, resultMegabytes, sum);
    std::fflush(stdout);
    std::_Exit(good ? 0 : 1);
}

}  // namespace

int main(int count, char** arguments) {
    const std::filesystem::path folder = count > 1 ? arguments[1] : std::filesystem::temp_directory_path().string();
    const auto matrices = matricesIn(count > 2 ? std::atof(arguments[2]) : 1.2);
    const auto safe = folder / "bench-checkpoint.safetensors";
    const auto archive = folder / "bench-checkpoint.bin";
    // Written by another process, so that its memory is not this one's.
    if (const pid_t child = ::fork(); child == 0) {
        writeSafetensors(safe, matrices);
        writeArchive(archive, matrices);
        std::_Exit(0);
    } else {
        ::waitpid(child, nullptr, 0);
    }
    const double megabytes = static_cast<double>(matrices * kWidth * kWidth) * sizeof(float) / 1e6;
    bool good = true;
    for (int round = 0; round < kRounds; ++round) {
        good = measure("safetensors", safe, megabytes) && good;
        good = measure("PyTorch archive", archive, megabytes) && good;
    }
    return good ? 0 : 1;
}
