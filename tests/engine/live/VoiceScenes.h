// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <numbers>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/AlignmentFormats.h"
#include "engine/corpus/Archive.h"
#include "engine/live/VoiceActivity.h"

/// One speaker's clips of EmoDB with pauses between them, in noise, and where its phone labels say that somebody speaks. For
/// the test of VoiceActivity and the program that fits and measures it.
namespace voices {

using prososcope::core::Random;

inline constexpr int kRateHz = 16000;
inline constexpr double kShortestPause = 0.2;  ///< seconds; shorter ones within an utterance are part of it
/// The five speakers whose clips the weights were fitted on (two men, three women); the other five are for testing.
inline const std::set<std::string> kFitted{"03", "08", "09", "10", "13"};

struct Span {
    double from = 0.0, to = 0.0;
};
struct Clip {
    std::string name, speaker;
    std::vector<float> samples;
    std::vector<Span> speech;
};

/// Where there is speech: all phones but "(" and "(gef", pauses, and a closure that begins the clip ("_t"), which is silent.
inline std::vector<Span> speechOf(const std::vector<prososcope::corpus::AlignedLabel>& phones) {
    std::vector<Span> speech;
    for (std::size_t i = 0; i < phones.size(); ++i) {
        const auto& phone = phones[i];
        if (phone.label == "(" || phone.label == "(gef" || (i == 0 && phone.label.starts_with("_"))) continue;
        if (!speech.empty() && phone.startSeconds - speech.back().to < kShortestPause) {
            speech.back().to = phone.endSeconds;
        } else {
            speech.push_back({phone.startSeconds, phone.endSeconds});
        }
    }
    return speech;
}

/// The clips of EmoDB in `corpus` that have phone labels, by name; `labels` (absent or empty) receives the label files. Empty
/// where something cannot be read.
inline std::vector<Clip> readClips(const std::filesystem::path& corpus, const std::filesystem::path& labels) {
    using namespace prososcope;
    core::Progress silent;
    if (!corpus::unpackArchive(corpus / "labels.tar.gz", labels, silent)) return {};
    std::vector<std::filesystem::path> paths;
    for (const auto& file : std::filesystem::directory_iterator(corpus / "wav")) paths.push_back(file.path());
    std::sort(paths.begin(), paths.end());
    std::vector<Clip> clips;
    for (const auto& path : paths) {
        const std::string name = path.stem().string();
        const auto text = core::readFile(labels / "lablaut" / (name + "xx.lablaut"));
        if (!text || text->empty()) continue;
        const auto phones = corpus::parseAlignment(*text, corpus::AlignmentFormat::XLabel, "phones", name);
        auto samples = audio::decodeSpeech16k(path);
        if (!phones || !samples) continue;
        Clip clip{name, name.substr(0, 2), std::move(*samples), speechOf(*phones)};
        if (!clip.speech.empty()) clips.push_back(std::move(clip));
    }
    return clips;
}

enum class Noise { Babble, Pink, Room };
inline const char* nameOf(Noise noise) { return noise == Noise::Babble ? "babble" : noise == Noise::Pink ? "pink" : "room"; }

inline double levelOf(std::span<const float> samples) {
    double sum = 0.0;
    for (const float sample : samples) sum += static_cast<double>(sample) * sample;
    return samples.empty() ? 0.0 : std::sqrt(sum / static_cast<double>(samples.size()));
}

inline std::vector<float> speechOnly(const Clip& clip) {
    std::vector<float> samples;
    for (const Span& span : clip.speech) {
        const auto from = std::min(clip.samples.size(), static_cast<std::size_t>(span.from * kRateHz));
        const auto to = std::min(clip.samples.size(), static_cast<std::size_t>(span.to * kRateHz));
        samples.insert(samples.end(), clip.samples.begin() + static_cast<std::ptrdiff_t>(from),
                       clip.samples.begin() + static_cast<std::ptrdiff_t>(to));
    }
    return samples;
}

/// 1/f within 0.5 dB (Kellet's economical filter).
inline std::vector<float> pinkNoise(std::size_t count, Random& random) {
    std::vector<float> noise(count);
    double a = 0.0;
    double b = 0.0;
    double c = 0.0;
    for (float& sample : noise) {
        const double white = random.normal();
        a = 0.99765 * a + white * 0.0990460;
        b = 0.96300 * b + white * 0.2965164;
        c = 0.57000 * c + white * 1.0526913;
        sample = static_cast<float>(a + b + c + white * 0.1848);
    }
    return noise;
}

/// A ventilated room: noise that falls by about 5 dB an octave (Hoth 1941), hum of the mains with its harmonics at its level,
/// both rising and falling by 1.5 dB (standard deviation) from second to second.
inline std::vector<float> roomNoise(std::size_t count, Random& random) {
    std::vector<float> noise = pinkNoise(count, random);
    const std::vector<float> low = pinkNoise(count, random);
    double state = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        state = 0.97 * state + low[i];
        noise[i] = static_cast<float>(0.3 * noise[i] + 0.2 * state);
    }
    const double level = levelOf(noise);
    constexpr struct { double harmonic, amplitude; } kHum[] = {{1, 0.3}, {2, 0.4}, {3, 0.2}, {4, 0.15}, {6, 0.1}};
    double phases[std::size(kHum)];
    for (double& phase : phases) phase = random.uniform(0.0, 2.0 * std::numbers::pi);
    double before = 1.5 * random.normal();
    double after = 1.5 * random.normal();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t within = i % kRateHz;
        if (within == 0 && i > 0) {
            before = after;
            after = 1.5 * random.normal();
        }
        double sum = noise[i] / level;
        for (std::size_t h = 0; h < std::size(kHum); ++h) {
            sum += kHum[h].amplitude *
                   std::sin(2.0 * std::numbers::pi * 50.0 * kHum[h].harmonic * static_cast<double>(i) / kRateHz + phases[h]);
        }
        const double share = static_cast<double>(within) / kRateHz;
        noise[i] = static_cast<float>(sum * std::pow(10.0, 0.05 * (before + share * (after - before))));
    }
    return noise;
}

/// So many people at once, each saying one clip of `others` after the other at the same level, with up to 0.3 s between.
inline std::vector<float> babble(std::size_t count, int people, const std::vector<const Clip*>& others, Random& random) {
    std::vector<float> noise(count, 0.0F);
    for (int person = 0; person < people; ++person) {
        auto at = -static_cast<std::ptrdiff_t>(random.uniform(0.0, 2.0) * kRateHz);
        while (at < static_cast<std::ptrdiff_t>(count)) {
            const auto voice = speechOnly(*others[random.below(others.size())]);
            const double level = levelOf(voice);
            for (std::size_t i = 0; i < voice.size(); ++i, ++at) {
                if (at >= 0 && at < static_cast<std::ptrdiff_t>(count))
                    noise[static_cast<std::size_t>(at)] += static_cast<float>(voice[i] / level);
            }
            at += static_cast<std::ptrdiff_t>(random.uniform(0.0, 0.3) * kRateHz);
        }
    }
    return noise;
}

struct SceneSettings {
    Noise noise = Noise::Babble;
    int people = 8;          ///< of the babble
    double decibels = 10.0;  ///< each clip's speech, from first to last phone without pauses, above the noise (both by power)
    double gapSeconds = 2.0;
    double leadSeconds = 2.0;
    std::size_t clips = 20;
    double level = 0.1;  ///< of the speech, re full scale
};
struct Scene {
    std::vector<float> samples;
    std::vector<Span> speech;
};

/// Some clips of one speaker in random order; babble is made of `clips` of the others.
inline Scene makeScene(const std::vector<const Clip*>& clips, const std::string& speaker, const SceneSettings& settings,
                       Random& random) {
    std::vector<const Clip*> own;
    std::vector<const Clip*> others;
    for (const Clip* clip : clips) (clip->speaker == speaker ? own : others).push_back(clip);
    random.shuffle(std::span(own));
    Scene scene;
    const auto rest = [&](double seconds) {
        scene.samples.resize(scene.samples.size() + static_cast<std::size_t>(seconds * kRateHz));
    };
    rest(settings.leadSeconds);
    for (std::size_t i = 0; i < std::min(settings.clips, own.size()); ++i) {
        const double start = static_cast<double>(scene.samples.size()) / kRateHz;
        for (const Span& span : own[i]->speech) scene.speech.push_back({start + span.from, start + span.to});
        const double gain = settings.level / levelOf(speechOnly(*own[i]));
        for (const float sample : own[i]->samples) scene.samples.push_back(static_cast<float>(gain * sample));
        rest(settings.gapSeconds);
    }
    const std::size_t count = scene.samples.size();
    const auto noise = settings.noise == Noise::Babble ? babble(count, settings.people, others, random)
                       : settings.noise == Noise::Pink ? pinkNoise(count, random)
                                                       : roomNoise(count, random);
    const double gain = settings.level * std::pow(10.0, -0.05 * settings.decibels) / levelOf(noise);
    for (std::size_t i = 0; i < count; ++i) scene.samples[i] += static_cast<float>(gain * noise[i]);
    return scene;
}

/// Whether frame `i` is speech; nothing within `collar` seconds of a border.
inline std::optional<bool> truthAt(const Scene& scene, std::size_t i, double collar = 0.05) {
    const double time = (static_cast<double>(i) + 0.5) * prososcope::live::VoiceActivity::kFrameSeconds;
    bool speech = false;
    for (const Span& span : scene.speech) {
        if (std::abs(time - span.from) < collar || std::abs(time - span.to) < collar) return std::nullopt;
        speech = speech || (time >= span.from && time < span.to);
    }
    return speech;
}

struct Shares {
    std::size_t speech = 0, speechMarked = 0, others = 0, othersMarked = 0;
    void add(bool truth, bool marked) {
        ++(truth ? speech : others);
        if (marked) ++(truth ? speechMarked : othersMarked);
    }
    [[nodiscard]] double found() const { return static_cast<double>(speechMarked) / static_cast<double>(speech); }
    [[nodiscard]] double wrong() const { return static_cast<double>(othersMarked) / static_cast<double>(others); }
};

}  // namespace voices
