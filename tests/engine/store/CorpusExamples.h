// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/core/Random.h"
#include "engine/corpus/Corpus.h"

/// Corpora for tests of the index.
namespace examples {

/// An utterance with every field set to something of its own.
inline prososcope::corpus::Utterance fullUtterance() {
    prososcope::corpus::Utterance u;
    u.id = "wav/größe";
    u.path = "wav/größe.wav";
    u.startSeconds = 0.1;
    u.endSeconds = 2.5;
    u.speaker = "03";
    u.gender = "male";
    u.language = "de";
    u.emotion = "angry";
    u.valence = 1.0 / 3.0;
    u.arousal = 4.5;
    u.dominance = -2.0;
    u.intensity = "strong";
    u.transcript = "Das will sie am Mittwoch abgeben.";
    u.dialogue = "d1";
    u.turn = 7;
    u.session = "Ses01";
    u.split = "development";
    u.ratings = {{"E1", {"angry", "frustrated"}, 1.5, {}, 3.0}, {"self", {}, {}, 0.1 + 0.2, {}}};
    u.numbers = {{"naturalness", 0.87}, {"recognition", 1.0 / 7.0}};
    u.texts = {{"style", "improvised"}, {"accent", "ß"}};
    u.alignments = {{"words", "align/größe.lab"}, {"phones", "align/größe.phn"}};
    u.recordingSeconds = 12.25;
    u.rateHz = 44100;
    u.channels = 2;
    return u;
}

/// Utterances made up from a seed: ids in order, many values unknown, transcripts that repeat.
inline prososcope::corpus::Corpus randomCorpus(const std::string& name, std::size_t count, std::uint64_t seed) {
    using prososcope::corpus::Utterance;
    prososcope::core::Random random(seed);
    const std::vector<std::string> emotions{"", "sad", "angry", "happy", "neutral", "frustrated", "no agreement"};
    const std::vector<std::string> texts{"",
                                         "Oh",
                                         "oh nein",
                                         "Überall ist es besser",
                                         "ÜBER alles",
                                         "a much longer sentence that goes on",
                                         "a much longer sentence that goes off"};
    prososcope::corpus::Corpus corpus;
    corpus.name = name;
    corpus.folder = "/corpora/" + name;
    corpus.layout = "manifest";
    corpus.scales = {{"valence", {1.0, 5.0}}, {"arousal", {1.0, 5.0}}};
    for (std::size_t i = 0; i < count; ++i) {
        std::string number = std::to_string(i);
        number.insert(0, 6 - number.size(), '0');
        Utterance u;
        u.id = "session/utterance" + number;
        u.path = u.id + ".wav";
        u.speaker = "s" + std::to_string(random.below(12));
        u.gender = u.speaker.size() == 2 ? "female" : "male";
        u.emotion = emotions[random.below(emotions.size())];
        u.transcript = texts[random.below(texts.size())];
        u.language = "de";
        u.session = "Ses0" + std::to_string(1 + i * 5 / count);
        u.split = random.chance(0.8) ? "train" : "test";
        u.recordingSeconds = static_cast<double>(1 + random.below(200)) / 20.0;
        u.rateHz = random.chance(0.5) ? 16000 : 48000;
        u.channels = 1;
        if (random.chance(0.7)) u.valence = static_cast<double>(10 + random.below(41)) / 10.0;
        if (random.chance(0.7)) u.arousal = static_cast<double>(10 + random.below(41)) / 10.0;
        if (random.chance(0.1)) u.turn = static_cast<int>(random.below(5));
        if (random.chance(0.3)) u.numbers["naturalness"] = random.uniform();
        corpus.utterances.push_back(std::move(u));
    }
    return corpus;
}

}  // namespace examples
