// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <filesystem>
#include <numbers>
#include <string>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/Corpus.h"
#include "tests/TestSupport.h"

/// A transcribed corpus with two emotions that a small network of emotion-dependent units can be trained on in seconds.
namespace unit_corpus {

inline constexpr int kRate = 16000;

inline const std::vector<std::string>& texts() {
    static const std::vector<std::string> list{"see", "a shoe", "she saw", "oh see", "a see saw", "shoe shoe"};
    return list;
}

/// Speakers s0, s1 ..., each with every text, calm and angry: the angry ones are louder and rougher.
inline void writeCorpus(const std::filesystem::path& folder, int speakers) {
    std::filesystem::create_directories(folder);
    std::string manifest = "path,speaker,language,emotion,transcript\n";
    for (int s = 0; s < speakers; ++s) {
        for (std::size_t i = 0; i < texts().size(); ++i) {
            for (const char* emotion : {"neutral", "angry"}) {
                const bool angry = std::string(emotion) == "angry";
                auto speaker = std::to_string(s);
                speaker.insert(0, 1, 's');
                const auto name = speaker + "_" + std::to_string(i) + "_" + emotion + ".wav";
                prososcope::core::Random random(static_cast<std::uint64_t>(1000 * s) + 10 * i + (angry ? 1 : 0));
                prososcope::audio::AudioClip clip;
                clip.rateHz = kRate;
                clip.channels.resize(1);
                for (const char letter : texts()[i]) {
                    const bool vowel = letter == 'e' || letter == 'o' || letter == 'a';
                    for (int n = 0; n < kRate / 8; ++n) {
                        const double tone = std::sin(2.0 * std::numbers::pi * (vowel ? 300.0 : 2500.0) * n / kRate);
                        const double level = letter == ' ' ? 0.0 : angry ? 0.6 : 0.1;
                        clip.channels[0].push_back(static_cast<float>(level * tone + (angry ? 0.1 : 0.005) * random.normal()));
                    }
                }
                PROSOSCOPE_VERIFY(prososcope::audio::writeWav(folder / name, clip));
                manifest += name + "," + speaker + ",en," + emotion + "," + texts()[i] + "\n";
            }
        }
    }
    PROSOSCOPE_VERIFY(prososcope::core::writeFile(folder / "manifest.csv", manifest));
}

inline prososcope::corpus::Corpus import(const std::filesystem::path& folder, const std::string& name = "made-up") {
    prososcope::core::Progress silent;
    auto corpus = prososcope::corpus::importCorpus(folder, {"manifest", name, {}}, silent);
    [&] { PROSOSCOPE_VERIFY(corpus); }();
    return corpus.value_or(prososcope::corpus::Corpus());
}

}  // namespace unit_corpus
