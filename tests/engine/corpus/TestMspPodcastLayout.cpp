// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/MspPodcast.h"
#include "tests/engine/corpus/CorpusTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;
namespace fs = std::filesystem;

namespace {

const std::string kHeader = "FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set\n";
const std::string kRows =
    "MSP-PODCAST_0001_0008.wav,N,4.2,3.75,5,127,Female,Train\n"
    "MSP-PODCAST_0001_0019.wav,C,2,3,4,127,Female,Development\n"
    "MSP-PODCAST_0002_0033.wav,X,1.5,2.5,3.5,Unknown,Unknown,Test1\n";
const std::string kJson =
    R"({"MSP-PODCAST_0001_0008.wav": {"EmoClass": "N", "EmoAct": 4.2, "EmoVal": "3.75", "EmoDom": 5, "SpkrID": 127,
        "Gender": "Female", "Split_Set": "Train"},
        "MSP-PODCAST_0001_0019.wav": [{"EmoClass": "C", "EmoAct": 2, "EmoVal": 3, "EmoDom": 4, "SpkrID": "127",
        "Gender": "Female", "Split_Set": "Validation"}],
        "MSP-PODCAST_0002_0033.wav": {"EmoClass": "X", "EmoAct": "1.5", "EmoVal": "2.5", "EmoDom": "3.5", "SpkrID": "Unknown",
        "Gender": "Unknown", "Split_Set": "Test1"}, "odd": 3, "list": []})";

void writeAudio(const fs::path& folder) {
    for (const char* name : {"0001_0008", "0001_0019", "0002_0033"}) {
        writeClip(folder / ("MSP-PODCAST_" + std::string(name) + ".wav"));
    }
}

}  // namespace

class TestMspPodcastLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spellings_data();
    void spellings();
    void ratingsOfListeners_data();
    void ratingsOfListeners();
    void withheldLabels();
    void transcriptsAndAlignments();
    void damagedLabels();
    void words();
};

void TestMspPodcastLayout::spellings_data() {
    QTest::addColumn<QString>("audio");
    QTest::addColumn<QString>("labels");
    QTest::newRow("csv") << "Audios"
                         << "Labels/labels_consensus.csv";
    QTest::newRow("older csv") << "Audio"
                               << "label/labels_concensus.csv";
    QTest::newRow("json") << "Audios"
                          << "Labels/labels_consensus.json";
    QTest::newRow("older json") << "Audio"
                                << "labels/labels_concensus.json";
}

void TestMspPodcastLayout::spellings() {
    QFETCH(QString, audio);
    QFETCH(QString, labels);
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeAudio(folder / toPath(audio));
    writeText(folder / toPath(labels), labels.endsWith("json") ? kJson : kHeader + kRows);
    writeText(folder / "manifest.csv", "path,speaker,emotion\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("msp-podcast"));
    QCOMPARE(corpus->scales.at("valence"), (Scale{1.0, 7.0}));
    QCOMPARE(corpus->utterances.size(), std::size_t{3});
    const auto first = utteranceOf(*corpus, "MSP-PODCAST_0001_0008");
    QCOMPARE(first.path, toPath(audio) / "MSP-PODCAST_0001_0008.wav");
    QCOMPARE(first.emotion, std::string("neutral"));
    QCOMPARE(first.arousal.value(), 4.2);
    QCOMPARE(first.valence.value(), 3.75);
    QCOMPARE(first.dominance.value(), 5.0);
    QCOMPARE(first.speaker, std::string("127"));
    QCOMPARE(first.gender, std::string("female"));
    QCOMPARE(first.split, std::string("train"));
    const auto second = utteranceOf(*corpus, "MSP-PODCAST_0001_0019");
    QCOMPARE(second.emotion, std::string("contemptuous"));
    QCOMPARE(second.split, std::string("development"));
    const auto third = utteranceOf(*corpus, "MSP-PODCAST_0002_0033");
    QCOMPARE(third.emotion, std::string(kNoAgreement));
    QCOMPARE(third.split, std::string("test"));
    QVERIFY(third.speaker.empty() && third.gender.empty());
    QVERIFY2(hasRemark(*corpus, "Utterances without a speaker: 1."), remarksOf(*corpus).c_str());
    QVERIFY(hasRemark(*corpus, "Speaking turns here: 3. Release 1.11 has 151654"));
    QCOMPARE(corpus->remarks.size(), std::size_t{2});
}

void TestMspPodcastLayout::ratingsOfListeners_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one column")
        << "labels_detailed.csv"
        << QByteArray(
               "FileName,EmoDetail\n"
               "MSP-PODCAST_0001_0008.wav,\"WORKER00000001; Angry; Angry,Sad; A:4.000000; V:3.0; D:5; \"\n"
               "MSP-PODCAST_0001_0008.wav,\"WORKER00000002; Other-bored; ; A:x; V:2.0;\"\n");
    QTest::newRow("many columns") << "labels_detailed.csv"
                                  << QByteArray(
                                         "FileName,Workers,EmoClass_Major,EmoClass_Second,EmoAct,EmoVal,EmoDom\n"
                                         "MSP-PODCAST_0001_0008.wav,WORKER00000001,Angry,\"Angry,Sad\",4,3,5\n"
                                         "MSP-PODCAST_0001_0008.wav,WORKER00000002,Other-bored,,,2,\n");
    QTest::newRow("json") << "labels_detailed.json"
                          << QByteArray(
                                 R"({"MSP-PODCAST_0001_0008.wav": {"WORKER00000001": {"EmoClass_Major": "Angry", "EmoAct": 4,
                                 "EmoVal": "3", "EmoDom": 5.0}, "WORKER00000002": {"EmoClass_Major": "Other-bored", "EmoVal": 2},
                                 "WORKER00000003": 7}, "x": []})");
}

void TestMspPodcastLayout::ratingsOfListeners() {
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeAudio(folder / "Audios");
    writeText(folder / "Labels" / "labels_consensus.csv", kHeader + kRows);
    writeText(folder / "Labels" / toPath(file), text.toStdString());
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    const auto ratings = utteranceOf(*corpus, "MSP-PODCAST_0001_0008").ratings;
    QCOMPARE(ratings.size(), std::size_t{2});
    QCOMPARE(ratings[0].rater, std::string("WORKER00000001"));
    QCOMPARE(ratings[0].labels, (std::vector<std::string>{"angry"}));
    QCOMPARE(ratings[0].arousal.value(), 4.0);
    QCOMPARE(ratings[0].valence.value(), 3.0);
    QCOMPARE(ratings[0].dominance.value(), 5.0);
    QCOMPARE(ratings[1].labels, (std::vector<std::string>{"other"}));
    QVERIFY(!ratings[1].arousal && !ratings[1].dominance);
    QCOMPARE(ratings[1].valence.value(), 2.0);
    QVERIFY(utteranceOf(*corpus, "MSP-PODCAST_0001_0019").ratings.empty());
}

/// The third test set comes as sound alone: a row without labels, or no row but a line in the list of partitions.
void TestMspPodcastLayout::withheldLabels() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeAudio(folder / "Audios");
    writeClip(folder / "Audios" / "MSP-PODCAST_0003_0001.wav");
    writeClip(folder / "Audios" / "MSP-PODCAST_0003_0002.wav");
    writeClip(folder / "Audios" / "MSP-PODCAST_0003_0003.wav");
    writeText(folder / "Labels" / "labels_consensus.csv",
              kHeader + kRows + "MSP-PODCAST_0003_0001.wav,,,,,,,Test3\n" + "MSP-PODCAST_0004_0001.wav,A,1,2,3,9,Male,Test2\n");
    writeText(folder / "Partitions.txt",
              "Test3; MSP-PODCAST_0003_0002.wav\r\nTrain; MSP-PODCAST_0001_0008.wav\r\n\r\nnonsense\r\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    for (const char* id : {"MSP-PODCAST_0003_0001", "MSP-PODCAST_0003_0002"}) {
        const auto utterance = utteranceOf(*corpus, id);
        QVERIFY(utterance.emotion.empty() && !utterance.valence && utterance.speaker.empty());
        QCOMPARE(utterance.split, std::string("test3"));
    }
    QCOMPARE(corpus->utterances.size(), std::size_t{5});
    for (const char* part : {"labels are withheld: 2 (MSP-PODCAST_0003_0001, MSP-PODCAST_0003_0002)",
                             "Recordings without a label: 1 (Audios/MSP-PODCAST_0003_0003.wav)",
                             "audio missing: 1 (Audios/MSP-PODCAST_0004_0001.wav)", "Utterances without a speaker: 3."}) {
        QVERIFY2(hasRemark(*corpus, part), (part + (" is missing in:\n" + remarksOf(*corpus))).c_str());
    }
}

void TestMspPodcastLayout::transcriptsAndAlignments() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeAudio(folder / "Audios");
    writeText(folder / "Labels" / "labels_consensus.csv", kHeader + kRows);
    writeText(folder / "Transcripts" / "MSP-PODCAST_0001_0008.txt", "well, \x93so\x94\r\n");
    writeText(folder / "ForceAligned" / "MSP-PODCAST_0001_0008.TextGrid",
              "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n0.1\n<exists>\n1\n\"IntervalTier\"\n\"words\"\n0\n"
              "0.1\n1\n0\n0.1\n\"well\"\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    const auto utterance = utteranceOf(*corpus, "MSP-PODCAST_0001_0008");
    QCOMPARE(utterance.transcript, std::string("well, “so”"));
    QCOMPARE(readAlignment(*corpus, utterance, "words")->at(0).label, std::string("well"));
    QVERIFY(hasRemark(*corpus, "Read as Windows-1252"));
}

void TestMspPodcastLayout::damagedLabels() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeAudio(folder / "Audios");
    const auto labels = folder / "Labels" / "labels_consensus.csv";
    for (const char* text : {"", "a,b\n1,2\n", "FileName,EmoAct\nx,1\n"}) {
        writeText(labels, text);
        const auto corpus = importFrom(folder);
        QVERIFY(!corpus);
        QVERIFY2(corpus.error().message().find("labels_consensus.csv cannot be read") != std::string::npos,
                 corpus.error().message().c_str());
    }
    writeText(labels,
              "\xef\xbb\xbf" + kHeader + "one,cell\n,N,1,2,3,1,Male,Train\nMSP-PODCAST_0001_0008,N,high,2,3,1,Male,Train\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{1});
    QVERIFY(!corpus->utterances[0].arousal);
    for (const char* part : {"damaged lines of tables: 1 (Labels/labels_consensus.csv:2)",
                             "rows of tables that name no recording: 1", "Recordings without a label: 2"}) {
        QVERIFY2(hasRemark(*corpus, part), (part + (" is missing in:\n" + remarksOf(*corpus))).c_str());
    }
    fs::remove(labels);
    writeText(folder / "Labels" / "labels_consensus.json", "[1, 2");
    QVERIFY(!importFrom(folder));
    QVERIFY(!importFrom(folder / "Labels", "msp-podcast"));
}

void TestMspPodcastLayout::words() {
    QCOMPARE(mspEmotion("U"), std::string("surprised"));
    QCOMPARE(mspEmotion("Fear"), std::string("fearful"));
    QCOMPARE(mspEmotion("Happy"), std::string("happy"));
    QCOMPARE(mspEmotion("Other"), std::string("other"));
    QCOMPARE(mspEmotion("O"), std::string("other"));
    QCOMPARE(mspSplit("Test2"), std::string("test2"));
    QCOMPARE(mspSplit("Validation"), std::string("development"));
}

QTEST_GUILESS_MAIN(TestMspPodcastLayout)
#include "TestMspPodcastLayout.moc"
