// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "engine/corpus/Folds.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

namespace {

std::vector<Utterance> speakersWith(int count, int perSpeaker, const std::vector<std::string>& classes) {
    std::vector<Utterance> utterances;
    for (int s = 1; s <= count; ++s) {
        for (int i = 0; i < perSpeaker; ++i) {
            Utterance utterance;
            utterance.speaker = (s < 10 ? "0" : "") + std::to_string(s);
            utterance.gender = s % 2 == 0 ? "female" : "male";
            utterance.emotion = classes[static_cast<std::size_t>(i) % classes.size()];
            utterance.id = utterance.speaker + "_" + std::to_string(i);
            utterances.push_back(utterance);
        }
    }
    return utterances;
}

const std::vector<std::string> kClasses = {"angry", "sad"};

}  // namespace

class TestFolds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyUtteranceIsTestedOnceAndSpeakersNeverCross_data();
    void everyUtteranceIsTestedOnceAndSpeakersNeverCross();
    void groupsAreNeighbours();
    void innerSpeakersAreBalancedByGender();
    void seedChoosesTheInnerSpeakers();
    void refusals_data();
    void refusals();
    void missingClassIsNamed();
    void withoutInnerSpeakers();
};

void TestFolds::everyUtteranceIsTestedOnceAndSpeakersNeverCross_data() {
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<int>("groups");
    QTest::addColumn<int>("inner");
    QTest::newRow("leave one out") << "leave-one-speaker-out" << 0 << 1;
    QTest::newRow("leave one out, two inner") << "leave-one-speaker-out" << 0 << 2;
    QTest::newRow("3 groups") << "speaker-groups" << 3 << 1;
    QTest::newRow("4 uneven groups") << "speaker-groups" << 4 << 2;
}

void TestFolds::everyUtteranceIsTestedOnceAndSpeakersNeverCross() {
    QFETCH(QString, protocol);
    QFETCH(int, groups);
    QFETCH(int, inner);
    const auto utterances = speakersWith(10, 6, kClasses);
    FoldSettings settings;
    settings.protocol = protocol.toStdString();
    settings.groups = groups;
    settings.innerSpeakers = inner;
    const auto folds = makeFolds(utterances, settings);
    PROSOSCOPE_VERIFY(folds);
    QCOMPARE(folds->size(), static_cast<std::size_t>(groups == 0 ? 10 : groups));
    std::vector<int> tested(utterances.size());
    for (const auto& fold : *folds) {
        QCOMPARE(fold.innerSpeakers.size(), static_cast<std::size_t>(inner));
        QCOMPARE(fold.train.size() + fold.inner.size() + fold.test.size(), utterances.size());
        std::set<std::string> all;
        const auto check = [&](const std::vector<std::size_t>& part, const std::vector<std::string>& speakers) {
            for (const auto& speaker : speakers) QVERIFY(all.insert(speaker).second);
            QVERIFY(std::is_sorted(speakers.begin(), speakers.end()));
            for (const std::size_t i : part) {
                QVERIFY(std::find(speakers.begin(), speakers.end(), utterances[i].speaker) != speakers.end());
            }
        };
        check(fold.train, fold.trainSpeakers);
        check(fold.inner, fold.innerSpeakers);
        check(fold.test, fold.testSpeakers);
        QCOMPARE(all.size(), std::size_t{10});
        for (const std::size_t i : fold.test) ++tested[i];
    }
    QVERIFY(std::all_of(tested.begin(), tested.end(), [](int n) { return n == 1; }));
}

void TestFolds::groupsAreNeighbours() {
    FoldSettings settings;
    settings.protocol = "speaker-groups";
    settings.groups = 6;
    const auto folds = makeFolds(speakersWith(24, 2, kClasses), settings);
    PROSOSCOPE_VERIFY(folds);
    QCOMPARE(folds->front().name, std::string("01-04"));
    QCOMPARE(folds->back().name, std::string("21-24"));
    QCOMPARE((*folds)[1].testSpeakers, (std::vector<std::string>{"05", "06", "07", "08"}));
}

void TestFolds::innerSpeakersAreBalancedByGender() {
    FoldSettings settings;
    settings.innerSpeakers = 2;
    const auto utterances = speakersWith(10, 2, kClasses);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        settings.seed = seed;
        const auto folds = makeFolds(utterances, settings);
        PROSOSCOPE_VERIFY(folds);
        for (const auto& fold : *folds) {
            int women = 0;
            for (const auto& speaker : fold.innerSpeakers) women += std::stoi(speaker) % 2 == 0 ? 1 : 0;
            QCOMPARE(women, 1);
        }
    }
}

void TestFolds::seedChoosesTheInnerSpeakers() {
    const auto utterances = speakersWith(10, 2, kClasses);
    FoldSettings settings;
    settings.seed = 4;
    const auto inner = [&](std::uint64_t seed) {
        settings.seed = seed;
        std::vector<std::string> names;
        const auto folds = makeFolds(utterances, settings);
        for (const auto& fold : folds.value()) names.push_back(fold.innerSpeakers.front());
        return names;
    };
    QCOMPARE(inner(4), inner(4));
    QVERIFY(inner(4) != inner(5));
}

void TestFolds::refusals_data() {
    QTest::addColumn<int>("speakers");
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<int>("groups");
    QTest::addColumn<int>("inner");
    QTest::addColumn<QString>("part");
    QTest::newRow("one speaker") << 1 << "leave-one-speaker-out" << 0 << 0 << "Too few speakers";
    QTest::newRow("two speakers, one inner") << 2 << "leave-one-speaker-out" << 0 << 1 << "Too few speakers";
    QTest::newRow("more groups than speakers") << 3 << "speaker-groups" << 5 << 0 << "Too few speakers";
    QTest::newRow("one group") << 8 << "speaker-groups" << 1 << 0 << "at least 2 groups";
    QTest::newRow("unknown protocol") << 8 << "random" << 0 << 0 << "\"random\" is not known";
    QTest::newRow("negative inner") << 8 << "leave-one-speaker-out" << 0 << -1 << "0 or more";
    QTest::newRow("no utterance") << 0 << "leave-one-speaker-out" << 0 << 0 << "no utterance";
}

void TestFolds::refusals() {
    QFETCH(int, speakers);
    QFETCH(QString, protocol);
    QFETCH(int, groups);
    QFETCH(int, inner);
    QFETCH(QString, part);
    FoldSettings settings;
    settings.protocol = protocol.toStdString();
    settings.groups = groups;
    settings.innerSpeakers = inner;
    const auto folds = makeFolds(speakersWith(speakers, 4, kClasses), settings);
    QVERIFY(!folds);
    QVERIFY2(QString::fromStdString(folds.error().message()).contains(part), folds.error().message().c_str());
}

void TestFolds::missingClassIsNamed() {
    auto utterances = speakersWith(4, 4, kClasses);
    Utterance rare;
    rare.speaker = "02";
    rare.emotion = "calm";
    rare.id = "02_rare";
    utterances.push_back(rare);
    const auto folds = makeFolds(utterances, {});
    QVERIFY(!folds);
    QVERIFY(folds.error().message().find("\"calm\"") != std::string::npos);

    utterances.back().speaker.clear();
    const auto unknown = makeFolds(utterances, {});
    QVERIFY(!unknown);
    QVERIFY(unknown.error().message().find("02_rare has no speaker") != std::string::npos);
}

void TestFolds::withoutInnerSpeakers() {
    FoldSettings settings;
    settings.innerSpeakers = 0;
    const auto folds = makeFolds(speakersWith(2, 4, kClasses), settings);
    PROSOSCOPE_VERIFY(folds);
    QCOMPARE(folds->size(), std::size_t{2});
    QVERIFY(folds->front().inner.empty());
    QCOMPARE(folds->front().trainSpeakers, std::vector<std::string>{"02"});
}

QTEST_GUILESS_MAIN(TestFolds)
#include "TestFolds.moc"
