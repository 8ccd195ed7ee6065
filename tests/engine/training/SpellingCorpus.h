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

/// A transcribed corpus that a small recogniser learns in seconds: every letter is a tone of its own, a blank is silence.
namespace spelling {

inline const std::vector<std::string>& texts() {
    static const std::vector<std::string> list{"ab c", "cab",  "ba ca", "c a b", "abba",  "ca ba",
                                               "b ac", "acca", "bab a", "c cab", "aba c", "cc ba"};
    return list;
}

inline void writeUtterance(const std::filesystem::path& path, const std::string& text, double shift, std::uint64_t seed) {
    constexpr int kRate = 16000;
    constexpr double kLetterSeconds = 0.2;
    prososcope::core::Random random(seed);
    prososcope::audio::AudioClip clip;
    clip.rateHz = kRate;
    clip.channels.resize(1);
    const std::string padded = " " + text + " ";
    double phase = 0.0;
    for (const char letter : padded) {
        const double hertz = letter == 'a' ? 300.0 : letter == 'b' ? 900.0 : 2500.0;
        const auto count = static_cast<int>(kRate * kLetterSeconds * random.uniform(0.8, 1.2));
        for (int i = 0; i < count; ++i) {
            phase += 2.0 * std::numbers::pi * hertz * shift / kRate;
            const double edge = std::min(1.0, std::min(i, count - i) / 400.0);  // so that "aa" are two
            const double tone = letter == ' ' ? 0.0 : 0.3 * edge * std::sin(phase);
            clip.channels[0].push_back(static_cast<float>(tone + 0.003 * random.normal()));
        }
    }
    PROSOSCOPE_VERIFY(prososcope::audio::writeWav(path, clip));
}

/// Speakers s0, s1 ..., each with every text.
inline void writeCorpus(const std::filesystem::path& folder, int speakers) {
    std::filesystem::create_directories(folder);
    std::string manifest = "path,speaker,language,emotion,transcript\n";
    for (int s = 0; s < speakers; ++s) {
        for (std::size_t i = 0; i < texts().size(); ++i) {
            const auto speaker = "s" + std::to_string(s);
            const auto name = speaker + "_" + std::to_string(i) + ".wav";
            writeUtterance(folder / name, texts()[i], 1.0 + 0.02 * s, static_cast<std::uint64_t>(100 * s) + i);
            manifest += name + "," + speaker + ",pl,neutral,\"" + (i % 2 == 0 ? texts()[i] + "." : texts()[i]) + "\"\n";
        }
    }
    PROSOSCOPE_VERIFY(prososcope::core::writeFile(folder / "manifest.csv", manifest));
}

inline prososcope::corpus::Corpus import(const std::filesystem::path& folder) {
    prososcope::core::Progress silent;
    auto corpus = prososcope::corpus::importCorpus(folder, {"manifest", "spelling", {}}, silent);
    [&] { PROSOSCOPE_VERIFY(corpus); }();
    return corpus.value_or(prososcope::corpus::Corpus());
}

}  // namespace spelling
