// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "engine/training/SpeechSplicer.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using training::SpeechSplicer;
using training::SpokenUtterance;

namespace {

constexpr int kSpace = 0;
constexpr std::size_t kFramesOfALabel = 5;

/// Labels in frames that say which utterance (second coefficient) and which of its labels (third) they are of.
SpokenUtterance utterance(std::size_t number, const std::string& speaker, std::vector<int> labels) {
    auto cepstra = std::make_shared<features::FeatureMatrix>();
    cepstra->columns = 3;
    cepstra->frames = labels.size() * kFramesOfALabel;
    for (std::size_t t = 0; t < cepstra->frames; ++t)
        cepstra->values.insert(cepstra->values.end(), {0.0F, float(number), float(t / kFramesOfALabel)});
    return {"u" + std::to_string(number), speaker, "", std::move(labels), cepstra};
}

std::vector<std::size_t> knownCuts(const SpokenUtterance& spoken) {
    std::vector<std::size_t> cuts;
    for (std::size_t i = 0; i <= spoken.labels.size(); ++i) cuts.push_back(i * kFramesOfALabel);
    return cuts;
}

struct Place {
    std::size_t utterance = 0;
    std::size_t label = 0;
    bool operator==(const Place&) const = default;
};

/// What an example's frames say of themselves, a label's frames taken together.
std::vector<Place> placesIn(const training::SpokenExample& example) {
    std::vector<Place> places;
    for (std::size_t at = 0; at < example.cepstra.size(); at += 3 * kFramesOfALabel) {
        const Place place{static_cast<std::size_t>(example.cepstra[at + 1]), static_cast<std::size_t>(example.cepstra[at + 2])};
        for (std::size_t t = 1; t < kFramesOfALabel; ++t) {
            if (example.cepstra[at + 3 * t + 2] != example.cepstra[at + 2]) return {};
        }
        places.push_back(place);
    }
    return places;
}

std::vector<SpokenUtterance> speakers() {
    return {utterance(0, "a", {1, 2, 0, 3, 4, 4, 0, 5}), utterance(1, "a", {6, 0, 7, 8, 9, 0, 1, 2, 3}),
            utterance(2, "b", {9, 9, 9, 9, 9, 9}), utterance(3, "a", {5, 4, 3, 2, 1, 0, 9, 8, 7, 6, 5, 4})};
}

std::vector<std::vector<std::size_t>> allCuts(const std::vector<SpokenUtterance>& utterances) {
    std::vector<std::vector<std::size_t>> cuts;
    for (const auto& spoken : utterances) cuts.push_back(knownCuts(spoken));
    return cuts;
}

}  // namespace

/// Pieces lie where their labels are, come from one speaker, and spell what they hold.
class TestSpeechSplicer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsLieInQuietPlaces() {
        features::FeatureMatrix cepstra;
        cepstra.frames = 20;
        cepstra.columns = 2;
        cepstra.values.assign(40, 0.0F);
        const std::vector<nn::CtcSpan> spans{{1, 3, 2}, {10, 10, 10}, {11, 12, 11}, {15, 17, 15}};
        // The middle between peaks 2 and 10, the one frame between 10 and 11, the middle between 11 and 15.
        QCOMPARE(training::cutsOf(cepstra, spans), (std::vector<std::size_t>{0, 6, 11, 13, 20}));
        cepstra.values[2 * 8] = -5.0F;  // quieter, in the middle half
        cepstra.values[2 * 3] = -9.0F;  // the quietest, but near a peak
        QCOMPARE(training::cutsOf(cepstra, spans), (std::vector<std::size_t>{0, 8, 11, 13, 20}));
        QCOMPARE(training::cutsOf(cepstra, std::vector<nn::CtcSpan>{{4, 5, 4}}), (std::vector<std::size_t>{0, 20}));
    }

    /// From the frames alone the labels can be told: they must be those of the example, but for spaces that were doubled.
    void labelsAreThoseOfTheFrames() {
        const auto utterances = speakers();
        SpeechSplicer::Settings settings;
        settings.fewest = 2;
        settings.most = 4;
        settings.space = kSpace;
        const SpeechSplicer splicer(utterances, allCuts(utterances), settings);
        QCOMPARE(splicer.aligned(), std::size_t{4});
        core::Random random(8);
        std::set<std::vector<int>> texts;
        std::size_t seams = 0;
        for (int round = 0; round < 300; ++round) {
            const auto example = splicer.draw(3, random);
            QVERIFY(example);
            const auto places = placesIn(*example);
            QVERIFY(!places.empty());
            std::vector<int> labels;
            std::size_t piece = 1;
            for (std::size_t i = 0; i < places.size(); ++i) {
                QVERIFY(places[i].utterance != 2);  // another speaker
                const int label = utterances[places[i].utterance].labels[places[i].label];
                if (label != kSpace || (!labels.empty() && labels.back() != kSpace)) labels.push_back(label);
                const bool goesOn = i > 0 && places[i] == Place{places[i - 1].utterance, places[i - 1].label + 1};
                if (i > 0 && !goesOn) {
                    QVERIFY(piece >= settings.fewest);
                    piece = 0;
                    ++seams;
                }
                piece += i > 0 ? 1 : 0;
            }
            while (!labels.empty() && labels.back() == kSpace) labels.pop_back();
            QCOMPARE(example->labels, labels);
            texts.insert(labels);
            const auto frames = places.size() * kFramesOfALabel;
            const auto wanted = utterances[3].features->frames;
            QVERIFY(frames + 2 * kFramesOfALabel >= wanted && frames <= wanted + 2 * kFramesOfALabel);
        }
        QVERIFY(texts.size() > 250 && seams > 600);
    }

    /// Every word of the speaker, none broken, none glued to another, in orders that nobody spoke.
    void wholeWordsStayWhole() {
        const auto utterances = speakers();
        SpeechSplicer::Settings settings;
        settings.fewest = 1;
        settings.most = 9;
        settings.space = kSpace;
        settings.wordShare = 1.0;
        const SpeechSplicer splicer(utterances, allCuts(utterances), settings);
        const auto wordsOf = [](const std::vector<int>& labels) {
            std::vector<std::vector<int>> words(1);
            for (const int label : labels) {
                if (label == kSpace)
                    words.emplace_back();
                else
                    words.back().push_back(label);
            }
            return words;
        };
        std::set<std::vector<int>> known;
        std::set<std::pair<std::vector<int>, std::vector<int>>> neighbours;
        for (const std::size_t i : {0, 1, 3}) {
            const auto words = wordsOf(utterances[i].labels);
            known.insert(words.begin(), words.end());
            for (std::size_t w = 1; w < words.size(); ++w) neighbours.insert({words[w - 1], words[w]});
        }
        core::Random random(12);
        std::set<std::vector<int>> heard;
        std::size_t together = 0;
        std::size_t strangers = 0;
        for (int round = 0; round < 300; ++round) {
            const auto example = splicer.draw(3, random);
            QVERIFY(example);
            const auto words = wordsOf(example->labels);
            for (std::size_t w = 0; w < words.size(); ++w) {
                QVERIFY(known.contains(words[w]));
                heard.insert(words[w]);
                if (w > 0) ++(neighbours.contains({words[w - 1], words[w]}) ? together : strangers);
            }
            // Frames of each label in its place; a space that an utterance's end lacks has none.
            std::vector<int> inFrames;
            for (const auto& place : placesIn(*example)) {
                const int label = utterances[place.utterance].labels[place.label];
                if (label != kSpace) inFrames.push_back(label);
            }
            auto letters = example->labels;
            std::erase(letters, kSpace);
            QCOMPARE(letters, inFrames);
        }
        QCOMPARE(heard, known);
        // By chance alone one pair in eleven would be neighbours; the others come from pieces of more than one word.
        QVERIFY2(strangers > together && 4 * together > strangers, qPrintable(QString("%1 %2").arg(strangers).arg(together)));
        settings.wordShare = 0.5;
        const SpeechSplicer both(utterances, allCuts(utterances), settings);
        int broken = 0;
        for (int round = 0; round < 300; ++round) {
            const auto words = wordsOf(both.draw(3, random)->labels);
            broken += std::all_of(words.begin(), words.end(), [&](const auto& word) { return known.contains(word); }) ? 0 : 1;
        }
        QVERIFY2(broken > 90 && broken < 180, qPrintable(QString::number(broken)));
    }

    void sameSeedSameExample() {
        const auto utterances = speakers();
        const SpeechSplicer splicer(utterances, allCuts(utterances), {});
        core::Random one(4);
        core::Random same(4);
        for (int round = 0; round < 20; ++round) {
            const auto first = splicer.draw(0, one);
            const auto second = splicer.draw(0, same);
            QVERIFY(first && second && first->cepstra == second->cepstra && first->labels == second->labels);
        }
    }

    void whatCannotBeAlignedGivesNoPieces() {
        const auto utterances = speakers();
        auto cuts = allCuts(utterances);
        cuts[0].clear();
        cuts[2].clear();
        const SpeechSplicer splicer(utterances, cuts, {});
        QCOMPARE(splicer.aligned(), std::size_t{2});
        core::Random random(2);
        QVERIFY(!splicer.draw(2, random));  // the only utterance of its speaker
        for (int round = 0; round < 50; ++round) {
            const auto example = splicer.draw(0, random);  // others of its speaker take its place
            QVERIFY(example);
            for (const auto& place : placesIn(*example)) QVERIFY(place.utterance == 1 || place.utterance == 3);
        }
    }

    /// Equal labels side by side need a frame between; an example that has none is refused.
    void tooFewFramesAreRefused() {
        auto crowded = utterance(0, "a", {9, 9, 9, 9});
        auto cepstra = std::make_shared<features::FeatureMatrix>();
        cepstra->columns = 3;
        cepstra->frames = 5;
        cepstra->values.assign(15, 0.0F);
        crowded.features = cepstra;
        const std::vector<SpokenUtterance> utterances{crowded};
        const SpeechSplicer splicer(utterances, {{0, 1, 2, 3, 5}}, {});
        core::Random random(2);
        for (int round = 0; round < 20; ++round) QVERIFY(!splicer.draw(0, random));
    }
};

QTEST_GUILESS_MAIN(TestSpeechSplicer)
#include "TestSpeechSplicer.moc"
