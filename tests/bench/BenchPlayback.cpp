// SPDX-License-Identifier: GPL-3.0-or-later
// How far the drawn position is from what is heard: plays bursts through the system's default output, listens to its
// monitor by PulseAudio's parec, and compares the position at the moment each burst arrives with the burst's place in the
// file. What parec itself delays (some milliseconds) counts as too far ahead. Needs parec and a PulseAudio server.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <thread>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/audio/Player.h"
#include "engine/audio/TimeStretcher.h"

using namespace prososcope;

namespace {

constexpr int kRate = 48000;
constexpr int kBursts = 16;
constexpr double kEvery = 0.5;  // seconds

std::filesystem::path makeFile() {
    audio::AudioClip clip{kRate, {std::vector<float>(static_cast<std::size_t>((kBursts + 1) * kEvery * kRate), 0.0F)}};
    for (int burst = 1; burst <= kBursts; ++burst) {
        for (int i = 0; i < kRate / 200; ++i)
            clip.channels[0][static_cast<std::size_t>(burst * kEvery * kRate) + static_cast<std::size_t>(i)] =
                0.8F * std::sin(0.13F * static_cast<float>(i + 8));
    }
    const auto path = std::filesystem::temp_directory_path() / "prososcope-bursts.wav";
    if (!audio::writeWav(path, clip)) std::exit(1);
    return path;
}

void measure(const std::filesystem::path& file, double speed) {
    std::FILE* monitor = ::popen("parec --latency-msec=5 --format=s16le --rate=48000 --channels=1", "r");
    if (monitor == nullptr) std::exit(1);
    audio::Player player;
    player.setSpeed(speed);
    std::vector<std::int16_t> block(120);
    bool started = false;
    int blocks = 0;
    int quiet = 1000;
    std::vector<double> offsets;
    while (std::fread(block.data(), sizeof(std::int16_t), block.size(), monitor) == block.size()) {
        if (!started && ++blocks == 200) {  // half a second until the monitor runs evenly
            player.play({.path = file});
            started = true;
        }
        const auto loud = std::find_if(block.begin(), block.end(), [](std::int16_t v) { return std::abs(v) > 3000; });
        if (loud == block.end()) {
            ++quiet;
        } else {
            if (quiet > 20 && started) {
                const double late = static_cast<double>(block.end() - loud) / kRate;
                const double drawn = player.positionSeconds() - speed * late;
                offsets.push_back(drawn - std::round(drawn / kEvery) * kEvery);
            }
            quiet = 0;
        }
        if (started && player.state() == audio::Player::State::Stopped) break;
    }
    ::pclose(monitor);
    std::sort(offsets.begin(), offsets.end());
    if (offsets.empty()) {
        std::printf("speed %.2f: nothing was heard (%s)\n", speed, player.silent() ? "no device" : "device open");
        return;
    }
    std::printf("speed %.2f: %zu bursts, drawn ahead of heard by %.1f ms median (%.1f to %.1f ms of the recording)\n", speed,
                offsets.size(), 1000.0 * offsets[offsets.size() / 2], 1000.0 * offsets.front(), 1000.0 * offsets.back());
}

}  // namespace

int main() {
    const auto file = makeFile();
    for (const double speed : {1.0, 0.5, 0.75, 2.0}) {
        if (speed != 1.0 && !audio::TimeStretcher::available()) continue;
        measure(file, speed);
    }
    std::filesystem::remove(file);
    return 0;
}
