// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/Archive.h"
#include "engine/dsp/SoundPart.h"

/// Recordings of which it is known where somebody speaks, and who: EmoDB with its phone labels, and scenes put together
/// from real clips. For the tests and the benchmark of segments.
namespace scenes {

using prososcope::dsp::TimeRange;

inline constexpr int kRateHz = 16000;

/// A stretch of one kind: a speaker, or empty for none.
struct Stretch {
    TimeRange time;
    std::string who;
};
struct Scene {
    std::vector<float> samples;
    std::vector<Stretch> truth;  ///< stretches of speech, in their order
    [[nodiscard]] double seconds() const { return static_cast<double>(samples.size()) / kRateHz; }
};
struct Clip {
    std::filesystem::path path;
    std::string speaker;
    std::string emotion;
    std::vector<TimeRange> speech = {};  ///< by the phone labels; empty where there are none
    TimeRange known{0.0, 0.0};           ///< where the labels say whether there is speech
};

/// The rows of a corpus's manifest, in its order.
inline std::vector<Clip> clipsOf(const std::filesystem::path& corpus) {
    std::vector<Clip> clips;
    const auto text = prososcope::core::readFile(corpus / "manifest.csv");
    if (!text) return clips;
    const auto table = prososcope::core::parseCsv(*text, "manifest.csv");
    if (!table) return clips;
    const auto path = *table->column("path");
    const auto speaker = *table->column("speaker");
    const auto emotion = *table->column("emotion");
    for (const auto& row : table->rows) clips.push_back({corpus / row[path], row[speaker], row[emotion]});
    return clips;
}

/// Fills in the speech by EmoDB's phone labels (ESPS: the time of a label is its end): all but "(", ".", "(gef" and what begins
/// with "_" counts as speech, pauses shorter than `shortest` within it too. Where the first label is no pause, the silence
/// before it was not labelled: what is known begins with the second.
inline void readLabels(Clip& clip, const std::filesystem::path& file, double shortest) {
    std::ifstream stream(file);
    std::string line;
    bool body = false;
    bool first = true;
    double before = 0.0;
    while (std::getline(stream, line)) {
        if (!body) {
            body = line.starts_with("#");
            continue;
        }
        std::istringstream words(line);
        double end = 0.0;
        std::string color;
        std::string label;
        if (!(words >> end >> color) || end <= before) continue;
        words >> label;
        const bool pause = label == "(" || label == "." || label == "(gef" || label.starts_with("_");
        if (first && !pause) {
            clip.known.from = end;
        } else if (!pause) {
            if (!clip.speech.empty() && before - clip.speech.back().to < shortest)
                clip.speech.back().to = end;
            else
                clip.speech.push_back({before, end});
        }
        first = false;
        before = end;
    }
    clip.known.to = before;
}

/// EmoDB's clips that have phone labels; `folder` (absent or empty) receives the label files.
inline std::vector<Clip> labelledEmoDb(const std::filesystem::path& corpus, const std::filesystem::path& folder,
                                       double shortest) {
    prososcope::core::Progress silent;
    if (!prososcope::corpus::unpackArchive(corpus / "labels.tar.gz", folder, silent)) return {};
    std::vector<Clip> clips;
    for (Clip& clip : clipsOf(corpus)) {
        readLabels(clip, folder / "lablaut" / (clip.path.stem().string() + "xx.lablaut"), shortest);
        if (!clip.speech.empty()) clips.push_back(std::move(clip));
    }
    return clips;
}

enum class Noise { None, White, Pink };

/// Adds noise of `decibels` re full scale (root mean square) to the scene.
inline void addNoise(std::vector<float>& samples, Noise kind, double decibels, unsigned seed) {
    if (kind == Noise::None) return;
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    const double level = std::pow(10.0, 0.05 * decibels);
    double b[3] = {};
    for (float& sample : samples) {
        double value = normal(random);
        if (kind == Noise::Pink) {  // Kellet's economical filter, 1/f within 0.5 dB; its gain is 2.2
            b[0] = 0.99765 * b[0] + value * 0.0990460;
            b[1] = 0.96300 * b[1] + value * 0.2965164;
            b[2] = 0.57000 * b[2] + value * 1.0526913;
            value = (b[0] + b[1] + b[2] + value * 0.1848) / 2.2;
        }
        sample += static_cast<float>(level * value);
    }
}

/// Appends a clip's samples from..to seconds, spoken by its speaker, scaled by `gain`.
inline void append(Scene& scene, const Clip& clip, const std::vector<float>& samples, TimeRange part, float gain) {
    const auto from = static_cast<std::size_t>(std::max(0.0, part.from * kRateHz));
    const auto to = std::min(samples.size(), static_cast<std::size_t>(part.to * kRateHz));
    const double shift = scene.seconds() - static_cast<double>(from) / kRateHz;
    for (std::size_t i = from; i < to; ++i) scene.samples.push_back(gain * samples[i]);
    for (const TimeRange& speech : clip.speech) {
        const TimeRange here{std::max(speech.from, part.from) + shift, std::min(speech.to, part.to) + shift};
        if (here.to > here.from) scene.truth.push_back({here, clip.speaker});
    }
}

inline bool within(const std::vector<TimeRange>& stretches, double time) {
    return std::any_of(stretches.begin(), stretches.end(), [&](const TimeRange& one) { return one.holds(time); });
}

/// How found stretches agree with true ones, counted every 10 ms; moments within `collar` seconds of a true border, where
/// people disagree too, are left out.
struct Agreement {
    std::size_t speech = 0;
    std::size_t speechFound = 0;
    std::size_t pause = 0;
    std::size_t pauseFound = 0;

    void add(const std::vector<TimeRange>& truth, const std::vector<TimeRange>& found, TimeRange known, double collar) {
        for (double time = known.from + 0.005; time < known.to; time += 0.01) {
            const bool border = std::any_of(truth.begin(), truth.end(), [&](const TimeRange& one) {
                return std::abs(one.from - time) < collar || std::abs(one.to - time) < collar;
            });
            if (border) continue;
            const bool isSpeech = within(truth, time);
            ++(isSpeech ? speech : pause);
            if (within(found, time) == isSpeech) ++(isSpeech ? speechFound : pauseFound);
        }
    }
    [[nodiscard]] static double share(std::size_t part, std::size_t whole) {
        return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
    }
    [[nodiscard]] double speechShare() const { return share(speechFound, speech); }
    [[nodiscard]] double pauseShare() const { return share(pauseFound, pause); }
};

inline std::vector<TimeRange> timesOf(const std::vector<Stretch>& stretches) {
    std::vector<TimeRange> times;
    for (const Stretch& one : stretches) {
        if (!times.empty() && one.time.from - times.back().to < 1e-6)
            times.back().to = one.time.to;
        else
            times.push_back(one.time);
    }
    return times;
}

}  // namespace scenes
