// SPDX-License-Identifier: GPL-3.0-or-later
// Joins recordings to one WAV of 16 kHz, mono, 16 bit, with a pause after each. Runs during the build only.
// usage: JoinRecordings GOAL.wav COMMENT (RECORDING PAUSE-MS)...
#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"

namespace {

using namespace prososcope;

constexpr int kRateHz = 16000;
constexpr float kPeak = 0.89F;  // -1 dB of full scale
constexpr double kLeadSeconds = 0.3;

core::Result<std::vector<float>> joined(const std::vector<std::string>& arguments) {
    std::vector<float> samples(static_cast<std::size_t>(kLeadSeconds * kRateHz));
    for (std::size_t i = 2; i + 1 < arguments.size(); i += 2) {
        const auto piece = audio::decodeSpeech16k(arguments[i]);
        if (!piece) return core::fail(piece.error());
        const auto pauseMs = core::parseNumber(arguments[i + 1]);
        if (!pauseMs || *pauseMs < 0.0 || *pauseMs > 10000.0) {
            return core::fail(core::ErrorKind::BadInput, {"%1 is no pause in milliseconds.", {arguments[i + 1]}});
        }
        samples.insert(samples.end(), piece->begin(), piece->end());
        samples.resize(samples.size() + static_cast<std::size_t>(*pauseMs * kRateHz / 1000.0));
    }
    float peak = 0.0F;
    for (const float sample : samples) peak = std::max(peak, std::abs(sample));
    if (peak > 0.0F) {
        for (float& sample : samples) sample *= kPeak / peak;
    }
    return samples;
}

bool write(const std::string& goal, const std::string& comment, const std::vector<float>& samples) {
    const std::string temporary = goal + ".part";
    SF_INFO info{};
    info.samplerate = kRateHz;
    info.channels = 1;
    info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
    const std::unique_ptr<SNDFILE, int (*)(SNDFILE*)> file(sf_open(temporary.c_str(), SFM_WRITE, &info), sf_close);
    if (!file) return false;
    sf_set_string(file.get(), SF_STR_COMMENT, comment.c_str());
    const auto frames = static_cast<sf_count_t>(samples.size());
    if (sf_writef_float(file.get(), samples.data(), frames) != frames) return false;
    sf_write_sync(file.get());
    std::error_code code;
    std::filesystem::rename(temporary, goal, code);
    return !code;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 4 || arguments.size() % 2 != 0) {
        std::cerr << "usage: JoinRecordings GOAL.wav COMMENT (RECORDING PAUSE-MS)...\n";
        return 2;
    }
    const auto samples = joined(arguments);
    if (!samples) {
        std::cerr << samples.error().message() << '\n';
        return 1;
    }
    if (!write(arguments[0], arguments[1], *samples)) {
        std::cerr << arguments[0] << " could not be written.\n";
        return 1;
    }
    return 0;
}
