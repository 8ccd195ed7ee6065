// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
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

/// As IEMOCAP: sessions 1 to `sessions` with a woman and a man each, who are in no other one.
std::vector<Utterance> dyads(int sessions, int perSpeaker = 4) {
    std::vector<Utterance> utterances;
    for (int s = 1; s <= sessions; ++s) {
        for (const char* gender : {"F", "M"}) {
            for (int i = 0; i < perSpeaker; ++i) {
                Utterance utterance;
                utterance.session = "Ses0" + std::to_string(s);
                utterance.speaker = utterance.session + gender;
                utterance.gender = *gender == 'F' ? "female" : "male";
                utterance.emotion = kClasses[static_cast<std::size_t>(i) % 2];
                utterance.id = utterance.speaker + std::to_string(i);
                utterances.push_back(utterance);
            }
        }
    }
    return utterances;
}

FoldSettings protocol(const char* name, int inner = 1) {
    FoldSettings settings;
    settings.protocol = name;
    settings.innerSpeakers = inner;
    return settings;
}

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
    void sessionsAreLeftOut();
    void innerPartMayBeSessions();
    void adversarialAutoencoderSplits();
    void sessionsGoRound();
    void papersWithoutInnerPart();
    void officialParts();
    void randomPartsAreMarked();
    void protocolsAreDescribed();
    void theExampleRunHasTheseFolds();
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
    QTest::newRow("unknown protocol") << 8 << "by-moon" << 0 << 0
                                      << "\"by-moon\" is not known; known are: leave-one-speaker-out, ";
    QTest::newRow("no session") << 8 << "leave-one-session-out" << 0 << 0 << "01_0 has no session";
    QTest::newRow("no parts") << 8 << "official" << 0 << 0 << "its parts are: -";
    QTest::newRow("random, one part") << 8 << "random" << 1 << 0 << "32 utterances cannot be split at random into 1 parts";
    QTest::newRow("seven groups of six") << 6 << "units-seven-groups" << 0 << 0 << "Too few speakers for units-seven-groups";
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

void TestFolds::sessionsAreLeftOut() {
    const auto utterances = dyads(5);
    const auto folds = makeFolds(utterances, protocol("leave-one-session-out"));
    PROSOSCOPE_VERIFY(folds);
    QCOMPARE(folds->size(), std::size_t{5});
    for (const auto& fold : *folds) {
        QCOMPARE(fold.testSpeakers, (std::vector<std::string>{fold.name + "F", fold.name + "M"}));
        QCOMPARE(fold.innerSpeakers.size(), std::size_t{1});
        QCOMPARE(fold.trainSpeakers.size(), std::size_t{7});
        QVERIFY(!fold.speakerDependent);
        for (const auto i : fold.test) QCOMPARE(utterances[i].session, fold.name);
    }
    QVERIFY(!isSpeakerDependent(*folds));
    // A speaker who comes back in another session makes the figures speaker-dependent, and is said so.
    auto recurring = utterances;
    recurring[0].speaker = recurring.back().speaker;
    QVERIFY(isSpeakerDependent(makeFolds(recurring, protocol("leave-one-session-out")).value()));
    // Nobody's sessions can be split, too.
    auto nameless = utterances;
    for (auto& utterance : nameless) utterance.speaker.clear();
    const auto unknown = makeFolds(nameless, protocol("leave-one-session-out", 0));
    PROSOSCOPE_VERIFY(unknown);
    QVERIFY(unknown->front().testSpeakers.empty() && unknown->front().speakerDependent);
    QVERIFY(!makeFolds(nameless, protocol("leave-one-session-out", 1)));
}

void TestFolds::innerPartMayBeSessions() {
    const auto utterances = dyads(5);
    for (const char* name : {"leave-one-session-out", "leave-one-speaker-out"}) {
        auto settings = protocol(name, 3);
        settings.innerSessions = 1;
        const auto folds = makeFolds(utterances, settings);
        PROSOSCOPE_VERIFY(folds);
        for (const auto& fold : *folds) {
            QCOMPARE(fold.innerSpeakers.size(), std::size_t{2});
            QCOMPARE(fold.innerSpeakers[0].substr(0, 5), fold.innerSpeakers[1].substr(0, 5));
            QVERIFY(fold.innerSpeakers[0].substr(0, 5) != fold.name.substr(0, 5));
        }
        settings.innerSessions = 4;
        const auto tooMany = makeFolds(utterances, settings);
        QVERIFY(!tooMany);
        QVERIFY2(tooMany.error().message().find("too few sessions left") != std::string::npos,
                 tooMany.error().message().c_str());
    }
}

void TestFolds::adversarialAutoencoderSplits() {
    const auto folds = makeFolds(dyads(5), protocol("aae-ten-splits"));
    PROSOSCOPE_VERIFY(folds);
    QCOMPARE(folds->size(), std::size_t{10});
    std::set<std::string> tested;
    for (const auto& fold : *folds) {
        QCOMPARE(fold.testSpeakers.size(), std::size_t{1});
        const std::string& speaker = fold.testSpeakers.front();
        QVERIFY(tested.insert(speaker).second);
        QCOMPARE(fold.innerSpeakers, std::vector<std::string>{speaker.substr(0, 5) + (speaker.back() == 'F' ? "M" : "F")});
        QCOMPARE(fold.trainSpeakers.size(), std::size_t{8});
        QVERIFY(!fold.speakerDependent);
    }
    auto three = dyads(3);
    three[0].speaker = "guest";
    const auto refused = makeFolds(three, protocol("aae-ten-splits"));
    QVERIFY(!refused);
    QVERIFY2(refused.error().message().find("session Ses01 has Ses01F, Ses01M, guest") != std::string::npos,
             refused.error().message().c_str());
    auto twice = dyads(3);
    for (auto& utterance : twice) {
        if (utterance.speaker == "Ses02F") utterance.speaker = "Ses01F";
    }
    QVERIFY(!makeFolds(twice, protocol("aae-ten-splits")));
}

void TestFolds::sessionsGoRound() {
    for (const char* name : {"las-iaan-five-sessions", "fop-five-sessions"}) {
        const auto folds = makeFolds(dyads(5), protocol(name));
        PROSOSCOPE_VERIFY(folds);
        QCOMPARE(folds->size(), std::size_t{5});
        for (std::size_t i = 0; i < 5; ++i) {
            const auto& fold = (*folds)[i];
            QCOMPARE(fold.name, "Ses0" + std::to_string(i + 1));
            QCOMPARE(fold.innerSpeakers.front(), "Ses0" + std::to_string(i == 0 ? 5 : i) + "F");
            QCOMPARE(fold.trainSpeakers.size(), std::size_t{6});
        }
    }
    const auto first = makeFolds(dyads(5), protocol("fop-first-session"));
    PROSOSCOPE_VERIFY(first);
    QCOMPARE(first->size(), std::size_t{1});
    QCOMPARE(first->front().testSpeakers, (std::vector<std::string>{"Ses01F", "Ses01M"}));
    QCOMPARE(first->front().innerSpeakers, (std::vector<std::string>{"Ses05F", "Ses05M"}));
    QVERIFY(!makeFolds(dyads(2), protocol("fop-five-sessions")));
}

void TestFolds::papersWithoutInnerPart() {
    for (const char* name : {"gcu-ten-speakers", "units-ten-speakers"}) {
        const auto folds = makeFolds(dyads(5), protocol(name));
        PROSOSCOPE_VERIFY(folds);
        QCOMPARE(folds->size(), std::size_t{10});
        for (const auto& fold : *folds) {
            QVERIFY(fold.inner.empty());
            QCOMPARE(fold.trainSpeakers.size(), std::size_t{9});  // the interlocutor of the session among them
        }
    }
    const auto groups = makeFolds(speakersWith(68, 2, kClasses), protocol("units-seven-groups"));
    PROSOSCOPE_VERIFY(groups);
    QCOMPARE(groups->size(), std::size_t{7});
    QCOMPARE(groups->front().testSpeakers.size(), std::size_t{10});
    QCOMPARE(groups->back().testSpeakers.size(), std::size_t{9});
}

void TestFolds::officialParts() {
    auto utterances = speakersWith(6, 4, kClasses);
    for (auto& utterance : utterances) {
        static const std::map<std::string, std::string> kSplits = {{"01", "train"},       {"02", "train"}, {"03", "train"},
                                                                   {"04", "development"}, {"05", "test"},  {"06", "test2"}};
        utterance.split = kSplits.at(utterance.speaker);
    }
    utterances[0].speaker.clear();  // unknown speakers may be trained on
    const auto folds = makeFolds(utterances, protocol("official"));
    PROSOSCOPE_VERIFY(folds);
    QCOMPARE(folds->size(), std::size_t{1});
    const auto& fold = folds->front();
    QCOMPARE(fold.train.size(), std::size_t{12});
    QCOMPARE(fold.trainSpeakers, (std::vector<std::string>{"01", "02", "03"}));
    QCOMPARE(fold.innerSpeakers, std::vector<std::string>{"04"});
    QCOMPARE(fold.testSpeakers, std::vector<std::string>{"05"});  // test2 is left out
    QVERIFY(!fold.speakerDependent);
    auto second = protocol("official");
    second.testSplit = "test2";
    QCOMPARE(makeFolds(utterances, second)->front().testSpeakers, std::vector<std::string>{"06"});
    second.testSplit = "test4";
    const auto absent = makeFolds(utterances, second);
    QVERIFY(!absent);
    QVERIFY(absent.error().message().find("its parts are: development, test, test2, train") != std::string::npos);
    // Without a development part a speaker of the training is set aside.
    for (auto& utterance : utterances) {
        if (utterance.split == "development") utterance.split = "train";
    }
    QCOMPARE(makeFolds(utterances, protocol("official"))->front().innerSpeakers.size(), std::size_t{1});
    QVERIFY(makeFolds(utterances, protocol("official", 0))->front().inner.empty());
    // Whom the parts share is noticed.
    utterances[1].speaker = "05";
    QVERIFY(makeFolds(utterances, protocol("official"))->front().speakerDependent);
}

void TestFolds::randomPartsAreMarked() {
    const auto utterances = speakersWith(10, 10, kClasses);
    const auto folds = makeFolds(utterances, protocol("random"));
    PROSOSCOPE_VERIFY(folds);
    QCOMPARE(folds->size(), std::size_t{5});
    QVERIFY(isSpeakerDependent(*folds));
    std::vector<int> tested(utterances.size());
    for (const auto& fold : *folds) {
        QVERIFY(fold.speakerDependent);
        QCOMPARE(fold.test.size(), std::size_t{20});
        QCOMPARE(fold.inner.size(), std::size_t{8});
        QCOMPARE(fold.train.size(), std::size_t{72});
        QCOMPARE(std::count_if(fold.test.begin(), fold.test.end(), [&](auto i) { return utterances[i].emotion == "sad"; }), 10);
        for (const auto i : fold.test) ++tested[i];
    }
    QVERIFY(std::all_of(tested.begin(), tested.end(), [](int n) { return n == 1; }));
    auto other = protocol("random", 0);
    other.groups = 10;
    other.seed = 2;
    const auto ten = makeFolds(utterances, other);
    PROSOSCOPE_VERIFY(ten);
    QCOMPARE(ten->size(), std::size_t{10});
    QVERIFY(ten->front().inner.empty());
    QCOMPARE(makeFolds(utterances, other)->front().test, ten->front().test);
    other.seed = 3;
    QVERIFY(makeFolds(utterances, other)->front().test != ten->front().test);
}

void TestFolds::protocolsAreDescribed() {
    for (const auto& each : foldProtocols()) {
        QVERIFY(std::string_view(each.description).ends_with('.'));
        QCOMPARE(findFoldProtocol(each.name), &each);
        QCOMPARE(each.speakerDependent, each.name == "random");
    }
    QVERIFY(findFoldProtocol("by-moon") == nullptr);
}

/// The folds of the run that comes with the program were drawn long ago and must be drawn again.
void TestFolds::theExampleRunHasTheseFolds() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/emodb");
    core::Progress progress;
    auto corpus = importCorpus(folder, {"emodb", {}, {}}, progress);
    PROSOSCOPE_VERIFY(corpus);
    std::erase_if(corpus->utterances, [](const Utterance& utterance) {
        return utterance.emotion != "angry" && utterance.emotion != "happy" && utterance.emotion != "neutral" &&
               utterance.emotion != "sad";
    });
    const auto folds = makeFolds(corpus->utterances, {});
    PROSOSCOPE_VERIFY(folds);
    const auto text =
        core::readFile(std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources/examples/emodb-4class/folds.csv");
    PROSOSCOPE_VERIFY(text);
    const auto table = core::parseCsv(*text, "folds.csv");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->rows.size(), folds->size());
    const auto inner = table->column("innerSpeakers");
    QVERIFY(inner.has_value());
    for (std::size_t i = 0; i < folds->size(); ++i)
        QCOMPARE((*folds)[i].innerSpeakers, std::vector<std::string>{table->rows[i][*inner]});
}

QTEST_GUILESS_MAIN(TestFolds)
#include "TestFolds.moc"
