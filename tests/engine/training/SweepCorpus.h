// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/FuturePredictions.h"
#include "tests/engine/training/ToneCorpus.h"

/// Tones that rise or fall steadily, whose next frame can be told by those before it and not by the last one alone; and small
/// networks that learn it in seconds.
namespace sweeps {

inline prososcope::audio::AudioClip clip(double fromHertz, double toHertz, double seconds, std::uint64_t seed) {
    prososcope::audio::AudioClip result;
    result.rateHz = 16000;
    result.channels.resize(1);
    prososcope::core::Random random(seed);
    const auto frames = static_cast<std::size_t>(seconds * result.rateHz);
    double phase = 0.0;
    for (std::size_t i = 0; i < frames; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(frames);
        phase += 2.0 * std::numbers::pi * (fromHertz + (toHertz - fromHertz) * share) / result.rateHz;
        result.channels[0].push_back(static_cast<float>(0.3 * std::sin(phase) + 0.01 * random.normal()));
    }
    return result;
}

inline void writeFiles(const std::filesystem::path& folder, int speakers, int each) {
    std::filesystem::create_directories(folder);
    std::string manifest = "path,speaker,emotion\n";
    for (int s = 0; s < speakers; ++s) {
        for (int i = 0; i < each; ++i) {
            const std::string name = "s" + std::to_string(s) + "_" + std::to_string(i) + ".wav";
            const double low = 300.0 + 40.0 * s + 30.0 * i;
            const double high = low + 2500.0;
            const auto sound = i % 2 == 0 ? clip(low, high, 0.5 + 0.1 * i, static_cast<std::uint64_t>(10 * s + i))
                                          : clip(high, low, 0.5 + 0.1 * i, static_cast<std::uint64_t>(10 * s + i));
            PROSOSCOPE_VERIFY(prososcope::audio::writeWav(folder / name, sound));
            manifest += name + ",s" + std::to_string(s) + ",\n";
        }
    }
    PROSOSCOPE_VERIFY(prososcope::core::writeFile(folder / "manifest.csv", manifest));
}

/// Speakers s0, s1, ... without labels, each with sweeps of half a second to a second.
inline prososcope::corpus::Corpus write(const std::filesystem::path& folder, int speakers = 4, int each = 6) {
    writeFiles(folder, speakers, each);
    auto corpus = tones::import(folder);
    corpus.name = "sweeps";
    corpus.title = "Sweeps";
    return corpus;
}

inline prososcope::experiment::FuturePredictionExperiment settings(int epochs) {
    prososcope::experiment::FuturePredictionExperiment made;
    made.name = "sweeps";
    made.title = "Sweeps";
    made.corpus = "sweeps";
    made.validationSpeakers = {"s1"};
    made.network = {{"units", 32}, {"heads", 2}, {"inner", 65}, {"layers", 2}, {"dropout", 0.1}};
    made.epochs = epochs;
    made.batch = 6;
    made.learningRate = 3e-3;
    made.threads = 1;
    made.device = "cpu";
    made.seed = 4;
    return made;
}

}  // namespace sweeps
