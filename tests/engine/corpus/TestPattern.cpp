// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/corpus/LayoutTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

class TestPattern : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsBecomeFields();
    void alternativesAndFurtherGroups();
    void presets();
    void refusals();
    void hostilePatternsEnd_data();
    void hostilePatternsEnd();
    void realNames();
};

void TestPattern::groupsBecomeFields() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    for (const char* name : {"s2/03m_W_07_hallo.wav", "s1/08f_F_x_du.wav", "notes.wav", ".hidden/03m_W_07_x.wav"})
        writeClip(folder / name);
    const auto corpus = importBy(
        folder, "pattern",
        {{"pattern", R"((?<session>s\d)/(?<speaker>\d\d)(?<gender>[mf])_(?<emotion>[A-Z])_(?<turn>\w+)_(?<text>\w+)\.)"},
         {"map", "W=angry,F=happy"},
         {"map-session", "s2=second"}});
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("pattern"));
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    const auto& second = corpus->utterances[1];
    QCOMPARE(second.id, std::string("s2/03m_W_07_hallo"));
    QCOMPARE(second.session, std::string("second"));
    QCOMPARE(second.speaker, std::string("03"));
    QCOMPARE(second.gender, std::string("male"));
    QCOMPARE(second.emotion, std::string("angry"));
    QCOMPARE(second.turn.value(), 7);
    QCOMPARE(second.transcript, std::string("hallo"));
    QVERIFY(!corpus->utterances[0].turn);
    VERIFY_REMARK(*corpus, "names that the pattern does not fit: 1 (notes.wav)");
    VERIFY_REMARK(*corpus, "Parts of names that should be numbers and were read as empty: 1 (s1/08f_F_x_du.wav)");
    VERIFY_REMARK(*corpus, "F = happy, W = angry.");
}

void TestPattern::alternativesAndFurtherGroups() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    for (const char* name : {"1-anger-s5.wav", "s6-2-sad.wav"}) writeClip(folder / name);
    const std::map<std::string, std::string> settings = {
        {"pattern",
         R"(^(?:(?<phase>\d)-(?<emotion>[a-z]+)-(?<speaker>s\d)|(?<speaker>s\d)-(?<phase>\d)-(?<emotion>[a-z]+))(?<kind>\.\w+)$)"},
        {"speaker-gender", "s5=w,s6=m"}};
    const auto corpus = importBy(folder, "pattern", settings);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances[0].emotion, std::string("angry"));
    QCOMPARE(corpus->utterances[0].gender, std::string("female"));
    QCOMPARE(corpus->utterances[0].numbers.at("phase"), 1.0);
    QCOMPARE(corpus->utterances[0].texts.at("kind"), std::string(".wav"));
    QCOMPARE(corpus->utterances[1].speaker, std::string("s6"));
    auto only = settings;
    only["only"] = "phase=2";
    const auto chosen = importBy(folder, "pattern", only);
    PROSOSCOPE_VERIFY(chosen);
    QCOMPARE(chosen->utterances.size(), std::size_t{1});
    VERIFY_REMARK(*chosen, "setting \"only\": 1 (1-anger-s5.wav)");
}

void TestPattern::presets() {
    QTemporaryDir place;
    const auto mandarin = toPath(place.path()) / "mandarin";
    for (const char* name : {"F012/elation/phrase/101.wav", "M001/panic/utterance/301.wav", "M001/neutral/paragraph/1.wav"})
        writeClip(mandarin / name);
    const auto corpus = importBy(mandarin, "pattern", {{"preset", "mandarin-affective"}});
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->source, std::string("LDC2007S09"));
    const auto elation = named(*corpus, "F012/elation/phrase/101");
    QCOMPARE(elation.emotion, std::string("happy"));
    QCOMPARE(elation.speaker, std::string("012"));
    QCOMPARE(elation.gender, std::string("female"));
    QCOMPARE(elation.language, std::string("zh"));
    QCOMPARE(elation.texts.at("style"), std::string("phrase"));
    QCOMPARE(named(*corpus, "M001/panic/utterance/301").emotion, std::string("fearful"));
    // Words of one's own take the place of the preset's.
    QCOMPARE(named(*importBy(mandarin, "pattern", {{"preset", "mandarin-affective"}, {"map", "elation=elated"}}),
                   "F012/elation/phrase/101")
                 .emotion,
             std::string("elated"));

    const auto arabic = toPath(place.path()) / "ksu";
    for (const char* name :
         {"Phase2/S01/happiness/s03_trial2.wav", "Phase1/S14/Sadness/s09_trial1.wav", "Phase2/S14/anger/s10_trial1.wav"})
        writeClip(arabic / name);
    const auto ksu = importBy(arabic, "pattern", {{"preset", "ksuemotions"}, {"only", "phase=2"}});
    PROSOSCOPE_VERIFY(ksu);
    QCOMPARE(ksu->utterances.size(), std::size_t{2});
    const auto happy = named(*ksu, "Phase2/S01/happiness/s03_trial2");
    QCOMPARE(happy.emotion, std::string("happy"));
    QCOMPARE(happy.speaker, std::string("01"));
    QCOMPARE(happy.language, std::string("ar"));
    QCOMPARE(happy.numbers.at("trial"), 2.0);
}

void TestPattern::refusals() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    VERIFY_SAYS(importBy(folder, "pattern"), "needs the setting \"pattern\"");
    VERIFY_SAYS(importBy(folder, "pattern", {{"pattern", "(?<speaker>a"}}), "wrong at character 13");
    VERIFY_SAYS(importBy(folder, "pattern", {{"pattern", "(?<who>a)"}}), "neither a group named emotion");
    VERIFY_SAYS(importBy(folder, "pattern", {{"pattern", "(?<speaker>a)"}, {"map", "x"}}), "\"map\"");
    VERIFY_SAYS(importBy(folder, "pattern", {{"pattern", "(?<speaker>a)"}, {"map-gender", "x"}}), "\"map-gender\"");
    VERIFY_SAYS(importBy(folder, "pattern", {{"preset", "none"}}), "Known presets: ksuemotions, mandarin-affective");
    VERIFY_SAYS(importBy(folder, "pattern", {{"pattern", "(?<speaker>b)"}}), "no audio that can be read");
}

void TestPattern::hostilePatternsEnd_data() {
    QTest::addColumn<QString>("pattern");
    QTest::newRow("nested repetition") << "(?<speaker>(a+)+)$";
    QTest::newRow("alternatives") << "(?<emotion>(a|a?)+)$";
    QTest::newRow("recursion") << "(?<emotion>a(?&emotion)*)+$";
}

void TestPattern::hostilePatternsEnd() {
    QFETCH(QString, pattern);
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    for (int i = 0; i < 10; ++i) writeClip(folder / (std::string(150, 'a') + std::to_string(i) + ".wav"));
    QElapsedTimer timer;
    timer.start();
    const auto corpus = importBy(folder, "pattern", {{"pattern", pattern.toStdString()}});
    QVERIFY2(timer.elapsed() < 2000 * kPatience, qPrintable(QString::number(timer.elapsed())));
    VERIFY_SAYS(corpus, "");
}

void TestPattern::realNames() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/emodb");
    const auto corpus =
        importBy(folder, "pattern",
                 {{"pattern", R"(wav/(?<speaker>\d\d)(?<sentence>[ab]\d\d)(?<emotion>[A-Z])(?<version>[a-z])\.)"},
                  {"map", "W=angry,L=bored,E=disgusted,A=fearful,F=happy,T=sad,N=neutral"}});
    PROSOSCOPE_VERIFY(corpus);
    const auto emodb = importBy(folder, "emodb");
    PROSOSCOPE_VERIFY(emodb);
    QCOMPARE(corpus->utterances.size(), std::size_t{535});
    QCOMPARE(corpus->emotionCounts(), emodb->emotionCounts());
    QCOMPARE(corpus->speakers(), emodb->speakers());
}

QTEST_GUILESS_MAIN(TestPattern)
#include "TestPattern.moc"
