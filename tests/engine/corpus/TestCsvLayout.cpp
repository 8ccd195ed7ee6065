// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/corpus/LayoutTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

class TestCsvLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nkululekoLists();
    void segmentsInTimeDeltas();
    void settingsChooseColumns();
    void oneTableIsChosenAndSaid();
    void recordingsAreFound();
    void encodingsAndSeparators_data();
    void encodingsAndSeparators();
    void whatIsWrongIsCounted();
    void refusals();
    void autoIsCareful();
    void damagedTables();
    void realTable();
};

void TestCsvLayout::nkululekoLists() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    for (const char* name : {"a", "b", "c"}) writeClip(folder / "wav" / (std::string(name) + ".wav"));
    writeText(folder / "emo_train.csv", "file,speaker,gender,emotion\nwav/a.wav,s1,female,anger\n");
    writeText(folder / "emo_dev.csv", "file,speaker,gender,emotion\nwav/b.wav,s2,male,happiness\n");
    writeText(folder / "emo_test.csv", "file,speaker,gender,emotion\nwav/c.wav,s3,male,neutral\n");
    writeText(folder / "notes.csv", "word,count\nx,1\n");
    const auto corpus = importBy(folder, "auto");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("csv"));
    QCOMPARE(corpus->utterances.size(), std::size_t{3});
    QCOMPARE(named(*corpus, "wav/a").split, std::string("train"));
    QCOMPARE(named(*corpus, "wav/a").emotion, std::string("angry"));
    QCOMPARE(named(*corpus, "wav/b").split, std::string("development"));
    QCOMPARE(named(*corpus, "wav/c").split, std::string("test"));
    VERIFY_REMARK(*corpus, "anger = angry, happiness = happy.");
}

void TestCsvLayout::segmentsInTimeDeltas() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "long.wav", 0, 32000);
    writeText(folder / "list.csv",
              "file,start,end,speaker,emotion,emotion.confidence\n"
              "long.wav,0 days 00:00:00,0 days 00:00:00.500000,s1,sad,0.5\n"
              "long.wav,0 days 00:00:00.500000,NaT,s1,angry,\n"
              "long.wav,1.5,1.25,s1,angry,1\n"
              "long.wav,soon,1.25,s1,happy,1\n");
    const auto corpus = importBy(folder, "csv");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{3});
    QCOMPARE(named(*corpus, "long#0-0.5").emotion, std::string("sad"));
    QCOMPARE(named(*corpus, "long#0-0.5").numbers.at("emotion.confidence"), 0.5);
    QCOMPARE(named(*corpus, "long#0.5-").endSeconds, -1.0);
    QVERIFY(named(*corpus, "long#0.5-").numbers.empty());
    VERIFY_REMARK(*corpus, "end before they begin: 1");
    VERIFY_REMARK(*corpus, "read as empty: 1 (soon)");
    writeText(folder / "list.csv", "file,begin,duration,emotion\nlong.wav,0.5,0.25,sad\n");
    const auto durations = importBy(folder, "csv");
    PROSOSCOPE_VERIFY(durations);
    QCOMPARE(durations->utterances[0].endSeconds, 0.75);
    // A duration without a start is that of the file and says nothing of a span.
    writeText(folder / "list.csv", "file,duration,emotion\nlong.wav,0.25,sad\n");
    QCOMPARE(importBy(folder, "csv")->utterances[0].endSeconds, -1.0);
}

void TestCsvLayout::settingsChooseColumns() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "rec" / "a.wav");
    writeText(folder / "lists" / "all.csv", "clip,wer,was,emotion,v\na.wav,s1,W,other,4.5\n");
    const std::map<std::string, std::string> settings = {{"file", "lists/all.csv"}, {"path", "clip"},        {"speaker", "wer"},
                                                         {"emotion", "was"},        {"valence", "v"},        {"audio", "rec"},
                                                         {"map", "W=angry"},        {"scale", "valence=1:7"}};
    const auto corpus = importBy(folder, "csv", settings);
    PROSOSCOPE_VERIFY(corpus);
    const auto& utterance = corpus->utterances[0];
    QCOMPARE(utterance.id, std::string("rec/a"));
    QCOMPARE(utterance.speaker, std::string("s1"));
    QCOMPARE(utterance.emotion, std::string("angry"));
    QCOMPARE(utterance.valence.value(), 4.5);
    QCOMPARE(corpus->scales.at("valence"), (Scale{1, 7}));
    auto none = settings;
    none["emotion"] = "";
    const auto without = importBy(folder, "csv", none);
    PROSOSCOPE_VERIFY(without);
    QCOMPARE(without->utterances[0].emotion, std::string());
    VERIFY_REMARK(*without, "No column of lists/all.csv holds emotions");
    const auto refused = [&](const char* key, const char* value, const char* part) {
        auto wrong = settings;
        wrong[key] = value;
        VERIFY_SAYS(importBy(folder, "csv", wrong), part);
    };
    refused("file", "none.csv", "There is no table none.csv");
    refused("file", "../x.csv", "There is no table ../x.csv");
    refused("speaker", "who", "no column \"who\" for speaker (it has clip, wer, was, emotion, v)");
    refused("scale", "valence=5", "\"valence=5\" is no scale");
    refused("scale", "valence=5:1", "no scale");
    refused("map", "W", "\"map\"");
    refused("nonsense", "x", "has no setting \"nonsense\"");
}

void TestCsvLayout::oneTableIsChosenAndSaid() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    writeText(folder / "b.csv", "file,emotion\na.wav,sad\n");
    writeText(folder / "c.tsv", "file\temotion\na.wav\thappy\n");
    const auto corpus = importBy(folder, "csv");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances[0].emotion, std::string("sad"));
    VERIFY_REMARK(*corpus, "not read: 1 (c.tsv)");
    VERIFY_REMARK(*corpus, "without a speaker: 1");
    QCOMPARE(importBy(folder, "csv", {{"file", "c.tsv"}})->utterances[0].emotion, std::string("happy"));
}

void TestCsvLayout::recordingsAreFound() {
    QTemporaryDir place;
    const auto folder = toPath(place.path()) / "corpus";
    for (const char* name : {"wav/a.wav", "wav/b.wav", "deep/er/c.wav", "twice/d.wav", "thrice/d.wav", "wav/e.f.wav"})
        writeClip(folder / name);
    writeClip(folder / ".." / "elsewhere.wav");
    const std::string elsewhere = (toPath(place.path()) / "elsewhere.wav").string();
    writeText(folder / "l.csv",
              "file,emotion\nwav\\a.wav,sad\nwav/b,sad\n/old/machine/c.wav,sad\nd.wav,sad\n../elsewhere.wav,happy\n" +
                  elsewhere + ",angry\n" + (folder / "wav" / "e.f.wav").string() + ",sad\n");
    const auto corpus = importBy(folder, "csv");
    PROSOSCOPE_VERIFY(corpus);
    for (const char* id : {"wav/a", "wav/b", "deep/er/c", "wav/e.f"}) QVERIFY2(!named(*corpus, id).id.empty(), id);
    QCOMPARE(corpus->utterances.size(), std::size_t{5});  // and the one elsewhere
    VERIFY_REMARK(*corpus, "found by their name alone, elsewhere in the folder or with another ending: 1");
    VERIFY_REMARK(*corpus, "audio missing: 1 (d.wav)");
    VERIFY_REMARK(*corpus, "no path inside the corpus folder: 1 (../elsewhere.wav)");
}

void TestCsvLayout::encodingsAndSeparators_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("remark");
    const QByteArray plain = "file;speaker;emotion;text\na.wav;M\xc3\xbcller;sad;\"ja; \xc3\xbc\"\n";
    QTest::newRow("UTF-8") << plain << false;
    QTest::newRow("byte-order mark") << "\xef\xbb\xbf" + plain << false;
    QTest::newRow("CR LF") << QByteArray(plain).replace("\n", "\r\n") << false;
    QTest::newRow("Latin-1") << QByteArray(plain).replace("\xc3\xbc", "\xfc") << true;
    QTest::newRow("tabs") << QByteArray("file\tspeaker\temotion\ttext\na.wav\tM\xc3\xbcller\tsad\tja; \xc3\xbc\n") << false;
    const QString text = QString::fromUtf8(plain);
    QByteArray wide("\xff\xfe", 2);
    for (const QChar c : text) {
        wide.append(static_cast<char>(c.unicode() & 0xff));
        wide.append(static_cast<char>(c.unicode() >> 8));
    }
    QTest::newRow("UTF-16") << wide << false;
}

void TestCsvLayout::encodingsAndSeparators() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, remark);
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    writeText(folder / "l.csv", bytes.toStdString());
    const auto corpus = importBy(folder, "auto");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances[0].speaker, std::string("Müller"));
    QCOMPARE(corpus->utterances[0].transcript, std::string("ja; ü"));
    QCOMPARE(remarksOf(*corpus).find("Windows-1252") != std::string::npos, remark);
}

void TestCsvLayout::whatIsWrongIsCounted() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    writeClip(folder / "b.wav", 1);
    writeText(
        folder / "l.csv",
        "file,speaker,emotion,valence\na.wav,s1,sad,high\na.wav,s1,happy,\nb.wav,s2,sad\nb.wav,s2,\"sad,1\nb.wav,s2,sad,2\n"
        "gone.wav,s1,sad,3\n,s1,sad,3\n");
    const auto corpus = importBy(folder, "csv", {{"valence", "valence"}});
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    VERIFY_REMARK(*corpus, "damaged lines of tables: 2 (l.csv:4, l.csv:5)");
    VERIFY_REMARK(*corpus, "read as empty: 1 (high)");
    VERIFY_REMARK(*corpus, "named more than once: 1 (a)");
    VERIFY_REMARK(*corpus, "audio missing: 1 (gone.wav)");
    VERIFY_REMARK(*corpus, "no path inside the corpus folder: 1 (\"\")");
}

void TestCsvLayout::refusals() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    VERIFY_SAYS(importBy(folder, "csv"), "holds no table whose columns name recordings");
    writeText(folder / "l.csv", "x,y\n1,2\n");
    VERIFY_SAYS(importBy(folder, "csv", {{"file", "l.csv"}}), "No column of l.csv names recordings (it has x, y)");
    writeText(folder / "l.csv", "");
    VERIFY_SAYS(importBy(folder, "csv", {{"file", "l.csv"}}), "is empty");
    writeText(folder / "l.csv", std::string("a\0b", 3));
    VERIFY_SAYS(importBy(folder, "csv", {{"file", "l.csv"}}), "is no text");
}

void TestCsvLayout::autoIsCareful() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    writeText(folder / "l.csv", "file,accent\na.wav,x\na.wav,y\na.wav,x\na.wav,y\na.wav,x\na.wav,y\na.wav,x\na.wav,y\n");
    VERIFY_SAYS(importBy(folder, "auto"), "no corpus layout fits");
}

void TestCsvLayout::damagedTables() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    writeClip(folder / "b.wav", 1);
    const std::string text =
        "file,start,end,speaker,emotion,valence\na.wav,0,0.05,s1,sad,1\na.wav,0 days 00:00:00.05,NaT,s1,angry,2.5\n"
        "\"b.wav\",,,s2,\"happy\",3\nb.wav,0.01,,s2,Freude,nan\n";
    int read = 0;
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        writeQuickly(folder / "l.csv", damaged(text, seed));
        const auto corpus = importBy(folder, "csv", {{"file", "l.csv"}});
        if (!corpus) {
            QVERIFY(!corpus.error().message().empty());
            continue;
        }
        ++read;
        for (const auto& utterance : corpus->utterances) {
            QVERIFY(utterance.endSeconds < 0.0 || utterance.endSeconds > utterance.startSeconds);
            QVERIFY(!utterance.path.empty());
        }
    }
    QVERIFY2(read > 75, qPrintable(QString::number(read)));
}

void TestCsvLayout::realTable() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/nemo");
    const auto corpus = importBy(folder, "csv");
    PROSOSCOPE_VERIFY(corpus);
    const auto manifest = importBy(folder, "manifest");
    PROSOSCOPE_VERIFY(manifest);
    QCOMPARE(corpus->emotionCounts(), manifest->emotionCounts());
    QCOMPARE(corpus->speakers(), manifest->speakers());
    QCOMPARE(corpus->utterances.size(), manifest->utterances.size());
    QCOMPARE(corpus->utterances[7].id, manifest->utterances[7].id);
    QCOMPARE(corpus->utterances[7].transcript, manifest->utterances[7].transcript);
    QVERIFY(corpus->utterances[7].numbers.contains("age"));
}

QTEST_GUILESS_MAIN(TestCsvLayout)
#include "TestCsvLayout.moc"
