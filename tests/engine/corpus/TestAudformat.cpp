// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/AudformatHeader.h"
#include "tests/engine/corpus/LayoutTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

namespace {

// As the reference implementation (1.4) writes it: texts wrapped at 80 characters, what looks like something else in quotes.
const std::string kHeader = R"(name: mydb
description: 'A long description: with a colon, and many words and many words and
  many words and it''s "quoted" #hash

  second line'
source: https://example.org
usage: unrestricted
languages: [deu]
author: A B
license: CC0-1.0
media:
  mic: {type: other, format: wav, channels: 1, sampling_rate: 16000}
raters:
  gold: {type: vote}
  r 2: {type: human}
  r1: {type: human}
schemes:
  age: {dtype: int}
  arousal: {dtype: float, minimum: 1, maximum: 5}
  confidence: {dtype: float, minimum: 0, maximum: 1}
  emotion:
    dtype: str
    labels: [anger, happiness, 'no']
  gender:
    dtype: str
    labels: [female, male]
  speaker: {dtype: str, labels: speaker}
  transcription:
    dtype: str
    labels: {a01: 'Der Lappen, liegt auf dem Eisschrank.', b1: 'yes: no "x" and so
        on'}
splits:
  test: {type: test}
  train: {type: train}
tables:
  emotion.test:
    type: segmented
    split_id: test
    columns:
      emotion: {scheme_id: emotion, rater_id: gold}
      emotion.confidence: {scheme_id: confidence, rater_id: gold}
  emotion.train:
    type: segmented
    split_id: train
    columns:
      emotion: {scheme_id: emotion, rater_id: gold}
      e.r1: {scheme_id: emotion, rater_id: r1}
      e.r2: {scheme_id: emotion, rater_id: r 2}
      arousal: {scheme_id: arousal, rater_id: gold}
  files:
    type: filewise
    media_id: mic
    columns:
      speaker: {scheme_id: speaker}
      transcription: {scheme_id: transcription}
misc_tables:
  speaker:
    levels: {speaker: str}
    columns:
      gender: {scheme_id: gender}
      age: {scheme_id: age}
)";
const std::string kTrain =
    "file,start,end,emotion,e.r1,e.r2,arousal\n"
    "audio/1.wav,0 days 00:00:00.000000,0 days 00:00:00.050000,anger,anger,happiness,1.5\n"
    "audio/1.wav,0 days 00:00:00.050000,,,happiness,,\n"
    "audio/2.wav,0 days 00:00:00.000000,1 days 01:01:01.250000,no,no,,4.0\n";
const std::string kTest = "file,start,end,emotion,emotion.confidence\naudio/3.wav,0 days 00:00:00.000000,,happiness,0.75\n";
const std::string kFiles = "file,speaker,transcription\naudio/1.wav,1,a01\naudio/2.wav,02,b1\naudio/3.wav,02,\n";
const std::string kSpeakers = "speaker,gender,age\n1,female,31\n02,male,\n";

void writeDatabase(const std::filesystem::path& folder) {
    for (int i = 1; i <= 3; ++i) writeClip(folder / "audio" / (std::to_string(i) + ".wav"), i);
    writeText(folder / "db.yaml", kHeader);
    writeText(folder / "db.emotion.train.csv", kTrain);
    writeText(folder / "db.emotion.test.csv", kTest);
    writeText(folder / "db.files.csv", kFiles);
    writeText(folder / "db.speaker.csv", kSpeakers);
}

}  // namespace

class TestAudformat : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void header();
    void databaseIsRead();
    void filewiseTables();
    void ratersDecide();
    void tableIsChosen();
    void oneTableForEachScheme();
    void otherStorageIsExplained();
    void whatIsWrongIsCounted();
    void refusals();
    void damagedDatabases();
};

void TestAudformat::header() {
    const auto header = parseAudformatHeader(kHeader, "db.yaml");
    PROSOSCOPE_VERIFY(header);
    QCOMPARE(header->name, std::string("mydb"));
    QCOMPARE(header->licence, std::string("CC0-1.0"));
    QCOMPARE(header->language, std::string("de"));
    QCOMPARE(header->raterTypes.at("r 2"), std::string("human"));
    QCOMPARE(header->schemes.at("transcription").texts.at("b1"), std::string("yes: no \"x\" and so on"));
    QCOMPARE(header->schemes.at("arousal").maximum.value(), 5.0);
    QCOMPARE(header->schemes.at("speaker").miscTable, std::string("speaker"));
    QCOMPARE(header->tables.size(), std::size_t{3});
    QCOMPARE(header->tables[1].split, std::string("train"));
    QVERIFY(header->tables[1].segmented && !header->tables[2].segmented);
    QCOMPARE(header->tables[0].columns[1].field, std::string());  // a confidence is no emotion
    QCOMPARE(header->miscTables.at("speaker").level, std::string("speaker"));
    QVERIFY(!parseAudformatHeader("name: x\n", "db.yaml"));
    QVERIFY(!parseAudformatHeader("- 1\n", "db.yaml"));
}

void TestAudformat::databaseIsRead() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeDatabase(folder);
    const auto corpus = importBy(folder, "auto");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("audformat"));
    QCOMPARE(corpus->title, std::string("mydb"));
    QCOMPARE(corpus->licence, std::string("CC0-1.0"));
    QCOMPARE(corpus->source, std::string("https://example.org"));
    QCOMPARE(corpus->scales.at("arousal"), (Scale{1, 5}));
    QCOMPARE(corpus->utterances.size(), std::size_t{4});
    const auto first = named(*corpus, "audio/1#0-0.05");
    QCOMPARE(first.emotion, std::string("angry"));
    QCOMPARE(first.arousal.value(), 1.5);
    QCOMPARE(first.speaker, std::string("1"));
    QCOMPARE(first.gender, std::string("female"));
    QCOMPARE(first.numbers.at("age"), 31.0);
    QCOMPARE(first.transcript, std::string("Der Lappen, liegt auf dem Eisschrank."));
    QCOMPARE(first.language, std::string("de"));
    QCOMPARE(first.split, std::string("train"));
    QCOMPARE(first.ratings.size(), std::size_t{2});
    QCOMPARE(first.ratings[1].rater, std::string("r 2"));
    QCOMPARE(first.ratings[1].labels, std::vector<std::string>{"happy"});
    const auto second = named(*corpus, "audio/1#0.05-");
    QCOMPARE(second.emotion, std::string());  // the decision is empty, whatever a rater said
    QVERIFY(!second.arousal);
    const auto third = corpus->utterances[2];
    QCOMPARE(third.endSeconds, 90061.25);
    QCOMPARE(third.emotion, std::string("no"));
    QCOMPARE(third.gender, std::string("male"));
    QVERIFY(!third.numbers.contains("age"));
    const auto test = named(*corpus, "audio/3");
    QCOMPARE(test.split, std::string("test"));
    QCOMPARE(test.numbers.at("emotion.confidence"), 0.75);
    VERIFY_REMARK(*corpus, "anger = angry, happiness = happy.");
}

void TestAudformat::filewiseTables() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "wav" / "a.wav");
    writeClip(folder / "wav" / "b.wav", 1);
    writeText(
        folder / "db.yaml",
        "name: d\nsource: x\nusage: research\nschemes:\n  emotion: {dtype: str}\n  speaker:\n    dtype: int\n    labels:\n"
        "      3: {gender: male, age: 31, language: eng}\n      8: {gender: female}\ntables:\n  emotion:\n    type: filewise\n"
        "    columns:\n      emotion: {scheme_id: emotion}\n      speaker: {scheme_id: speaker}\n");
    writeText(folder / "db.emotion.csv", "file,emotion,speaker\nwav/a.wav,neutral,3\nwav/b.wav,joy,8\n");
    const auto corpus = importBy(folder, "audformat", {{"map", "joy=excited"}});
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(named(*corpus, "wav/a").gender, std::string("male"));
    QCOMPARE(named(*corpus, "wav/a").language, std::string("en"));
    QCOMPARE(named(*corpus, "wav/a").numbers.at("age"), 31.0);
    QCOMPARE(named(*corpus, "wav/b").emotion, std::string("excited"));
    QCOMPARE(named(*corpus, "wav/b").speaker, std::string("8"));
}

void TestAudformat::ratersDecide() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    writeClip(folder / "b.wav", 1);
    writeText(folder / "db.yaml",
              "name: d\nschemes:\n  emotion: {dtype: str}\n  valence: {dtype: float, minimum: 1, maximum: 5}\nraters:\n  r1: "
              "{type: human}\n"
              "  r2: {type: human}\n  r3: {type: human}\ntables:\n  all:\n    type: filewise\n    columns:\n"
              "      r1: {scheme_id: emotion, rater_id: r1}\n      r2: {scheme_id: emotion, rater_id: r2}\n      r3: "
              "{scheme_id: emotion, rater_id: r3}\n"
              "      v1: {scheme_id: valence, rater_id: r1}\n      v2: {scheme_id: valence, rater_id: r2}\n");
    writeText(folder / "db.all.csv", "file,r1,r2,r3,v1,v2\na.wav,sad,sad,happy,2,3\nb.wav,sad,happy,,,x\n");
    const auto corpus = importBy(folder, "audformat");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(named(*corpus, "a").emotion, std::string("sad"));
    QCOMPARE(named(*corpus, "a").valence.value(), 2.5);
    QCOMPARE(named(*corpus, "a").ratings.size(), std::size_t{3});
    QCOMPARE(named(*corpus, "a").ratings[0].valence.value(), 2.0);
    QCOMPARE(named(*corpus, "b").emotion, std::string(kNoAgreement));
    QVERIFY(!named(*corpus, "b").valence);
    VERIFY_REMARK(*corpus, "read as empty: 1 (x)");
}

void TestAudformat::tableIsChosen() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    writeText(folder / "db.yaml",
              "name: d\nschemes:\n  emotion: {dtype: str}\ntables:\n  desired:\n    type: filewise\n    columns:\n"
              "      emotion: {scheme_id: emotion}\n  perceived:\n    type: filewise\n    columns:\n      emotion: {scheme_id: "
              "emotion}\n");
    writeText(folder / "db.desired.csv", "file,emotion\na.wav,sad\n");
    writeText(folder / "db.perceived.csv", "file,emotion\na.wav,angry\n");
    const auto corpus = importBy(folder, "audformat");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances[0].emotion, std::string("sad"));
    VERIFY_REMARK(*corpus, "come from the table desired; others that have some: perceived");
    QCOMPARE(importBy(folder, "audformat", {{"table", "perceived"}})->utterances[0].emotion, std::string("angry"));
    VERIFY_SAYS(importBy(folder, "audformat", {{"table", "none"}}), "no table \"none\". It has: desired, perceived");
}

void TestAudformat::oneTableForEachScheme() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    writeText(
        folder / "db.yaml",
        "name: d\nschemes:\n  arousal: {dtype: float}\n  valence: {dtype: float}\ntables:\n  arousal:\n    type: segmented\n"
        "    columns:\n      arousal: {scheme_id: arousal}\n  valence:\n    type: segmented\n    columns:\n      valence: "
        "{scheme_id: valence}\n");
    writeText(folder / "db.arousal.csv", "file,start,end,arousal\na.wav,0s,50ms,0.5\n");
    writeText(folder / "db.valence.csv", "file,start,end,valence\na.wav,0 days 00:00:00,0 days 00:00:00.05,0.25\n");
    const auto corpus = importBy(folder, "audformat");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{1});
    QCOMPARE(corpus->utterances[0].arousal.value(), 0.5);
    QCOMPARE(corpus->utterances[0].valence.value(), 0.25);
    QVERIFY(corpus->scales.empty());
}

void TestAudformat::otherStorageIsExplained() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeDatabase(folder);
    for (const char* table : {"emotion.train", "emotion.test"}) {
        std::filesystem::rename(folder / ("db." + std::string(table) + ".csv"),
                                folder / ("db." + std::string(table) + ".parquet"));
    }
    VERIFY_SAYS(importBy(folder, "auto"), "stored as parquet, which is not read here. Save them as CSV");
    std::filesystem::rename(folder / "db.emotion.train.parquet", folder / "db.emotion.train.csv");
    const auto partly = importBy(folder, "auto");
    PROSOSCOPE_VERIFY(partly);
    QCOMPARE(partly->utterances.size(), std::size_t{3});
    VERIFY_REMARK(*partly, "not stored as CSV: 1 (emotion.test)");
}

void TestAudformat::whatIsWrongIsCounted() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeDatabase(folder);
    writeText(folder / "db.emotion.test.csv",
              "file,start,end,emotion,emotion.confidence\naudio/3.wav,0s,,happiness,0.75\naudio/3.wav,0s,,anger,0.5\naudio/"
              "3.wav,1s,0.5s,anger,1\n"
              "audio/3.wav,x,1s,anger,1\n../x.wav,0s,,anger,1\naudio/9.wav,0s,,anger,1\naudio/3.wav,short\n");
    const auto corpus = importBy(folder, "auto");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(named(*corpus, "audio/3").emotion, std::string("happy"));
    VERIFY_REMARK(*corpus, "come twice: 1 (audio/3.wav)");
    VERIFY_REMARK(*corpus, "cannot be read or are empty: 2");
    VERIFY_REMARK(*corpus, "no path inside the corpus folder: 1 (../x.wav)");
    VERIFY_REMARK(*corpus, "audio missing: 1 (audio/9.wav)");
    VERIFY_REMARK(*corpus, "damaged lines of tables: 1 (db.emotion.test.csv:8)");
}

void TestAudformat::refusals() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    VERIFY_SAYS(importBy(folder, "audformat"), "holds no db.yaml");
    writeText(folder / "db.yaml", "a: &x 1\n");
    VERIFY_SAYS(importBy(folder, "auto"), "line 1: an anchor");
    writeText(folder / "db.yaml", "name: d\ntables:\n  files: {type: filewise, columns: {speaker: {scheme_id: speaker}}}\n");
    VERIFY_SAYS(importBy(folder, "auto"), "has a scheme named emotion");
    writeText(folder / "db.yaml", "name: d\ntables:\n  ../x: {type: filewise, columns: {emotion: {scheme_id: emotion}}}\n");
    VERIFY_SAYS(importBy(folder, "auto"), "lacks its table");
}

void TestAudformat::damagedDatabases() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeDatabase(folder);
    int read = 0;
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        const bool header = seed % 3 == 0;
        writeQuickly(folder / "db.yaml", header ? damaged(kHeader, seed) : kHeader);
        writeQuickly(folder / "db.emotion.train.csv", header ? kTrain : damaged(kTrain, seed));
        writeQuickly(folder / "db.files.csv", header ? kFiles : damaged(kFiles, seed + 1000));
        const auto corpus = importBy(folder, "audformat");
        if (!corpus) {
            QVERIFY(!corpus.error().message().empty());
            continue;
        }
        ++read;
        for (const auto& utterance : corpus->utterances)
            QVERIFY(utterance.endSeconds < 0.0 || utterance.endSeconds > utterance.startSeconds);
    }
    QVERIFY2(read > 60, qPrintable(QString::number(read)));
}

QTEST_GUILESS_MAIN(TestAudformat)
#include "TestAudformat.moc"
