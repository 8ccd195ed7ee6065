// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <filesystem>
#include <numbers>
#include <string>

#include "engine/audio/AudioFile.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

/// A corpus that a small network learns in seconds: speakers s0, s1 ... each with as many "angry" clips (a high tone) as
/// "sad" ones (a low tone), in noise, 0.6 to 1.2 s long.
namespace tones {

inline prososcope::audio::AudioClip clip(double hertz, double seconds, std::uint64_t seed, int rateHz = 16000) {
    prososcope::audio::AudioClip result;
    result.rateHz = rateHz;
    result.channels.resize(1);
    prososcope::core::Random random(seed);
    const auto frames = static_cast<std::size_t>(std::llround(seconds * rateHz));
    for (std::size_t i = 0; i < frames; ++i) {
        const double phase = 2.0 * std::numbers::pi * hertz * static_cast<double>(i) / rateHz;
        result.channels[0].push_back(static_cast<float>(0.3 * std::sin(phase) + 0.02 * random.normal()));
    }
    return result;
}

inline void writeClip(const std::filesystem::path& path, double hertz, double seconds, std::uint64_t seed) {
    PROSOSCOPE_VERIFY(prososcope::audio::writeWav(path, clip(hertz, seconds, seed)));
}

inline void writeCorpus(const std::filesystem::path& folder, int speakers = 4, int each = 4) {
    std::filesystem::create_directories(folder);
    std::string manifest = "path,speaker,gender,emotion\n";
    for (int s = 0; s < speakers; ++s) {
        for (int i = 0; i < 2 * each; ++i) {
            const bool angry = i % 2 == 0;
            const std::string speaker = "s" + std::to_string(s);
            const std::string name = speaker + "_" + std::to_string(i) + ".wav";
            writeClip(folder / name, (angry ? 900.0 : 250.0) + 10.0 * s, 0.6 + 0.1 * ((3 * s + i) % 7),
                      static_cast<std::uint64_t>(100 * s + i));
            manifest += name + "," + speaker + "," + (s % 2 == 0 ? "female" : "male") + "," + (angry ? "angry" : "sad") + "\n";
        }
    }
    PROSOSCOPE_VERIFY(prososcope::core::writeFile(folder / "manifest.csv", manifest));
}

inline prososcope::corpus::Corpus import(const std::filesystem::path& folder) {
    prososcope::core::Progress silent;
    auto corpus = prososcope::corpus::importCorpus(folder, {"manifest", "tones"}, silent);
    [&] { PROSOSCOPE_VERIFY(corpus); }();
    return corpus.value_or(prososcope::corpus::Corpus());
}

/// A network of some thousand weights, three epochs of two steps.
inline prososcope::experiment::Experiment experiment(int epochs = 3) {
    prososcope::experiment::Experiment result;
    result.name = "tones";
    result.title = "Tones";
    result.corpus = "tones";
    result.classes = {"angry", "sad"};
    result.modelSettings = {{"channels1", 8}, {"channels2", 8}, {"channels3", 8}, {"channels4", 8},
                            {"projection", 16}, {"hidden", 8}, {"attention", 8}};
    result.training.epochs = epochs;
    result.training.batch = 8;
    result.training.cropSeconds = 1.0;
    result.training.learningRate = 5e-3;
    result.training.averageDecay = 0.9;
    result.seed = 3;
    result.threads = 1;
    result.device = "cpu";
    return result;
}

}  // namespace tones
