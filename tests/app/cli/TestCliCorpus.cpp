// SPDX-License-Identifier: GPL-3.0-or-later
// The commands below `corpus`: import with a layout and its settings, show, rows, quality, edits of labels.
#include "CliTestSupport.h"
#include "engine/core/Csv.h"

using namespace prososcope;

class TestCliCorpus : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    CliResult run(const QStringList& arguments) const { return runCli(m_home->path(), QStringList{"corpus"} + arguments); }

private Q_SLOTS:
    void init() {
        m_home = std::make_unique<QTemporaryDir>();
        writeToneCorpus(toPath(m_home->filePath("tones")), 3, 2);
        CLI_EXIT(run({"import", "tones"}), 0);
    }
    void showCountsByClassAndSpeaker();
    void wrongUse_data();
    void wrongUse();
    void rowsAreFilteredAndOrdered();
    void rowsAsCsv();
    void quality();
    void editsAreKeptAndUndone();
    void exports();
};

void TestCliCorpus::showCountsByClassAndSpeaker() {
    const auto json = run({"show", "tones", "--json"}).json().object();
    QCOMPARE(json["utterances"].toInt(), 12);
    QCOMPARE(json["speakers"].toArray().size(), 3);
    QCOMPARE(json["emotions"].toObject()["sad"].toInt(), 6);
    QCOMPARE(json["by_speaker"].toObject()["s1"].toObject()["angry"].toInt(), 2);
    QVERIFY(std::abs(json["seconds"].toDouble() - 12 * 0.6) < 0.01);
    const auto text = run({"show", "tones"}).out;
    QVERIFY2(text.contains("s1       male        2    2    4"), qPrintable(text));
    QVERIFY(text.contains("all                  6    6   12"));
}

void TestCliCorpus::wrongUse_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("said");
    QTest::newRow("setting without value") << QStringList{"import", "tones", "--set", "x"} << 2 << "KEY=VALUE";
    QTest::newRow("setting that no layout knows") << QStringList{"import", "tones", "--set", "x=y"} << 1 << "no setting";
    QTest::newRow("filter without value") << QStringList{"rows", "tones", "--where", "emotion"} << 2 << "COLUMN=VALUE";
    QTest::newRow("range without ends") << QStringList{"rows", "tones", "--range", "seconds=1"} << 2 << "LOW:HIGH";
    QTest::newRow("range of words") << QStringList{"rows", "tones", "--range", "seconds=a:b"} << 2 << "LOW:HIGH";
    QTest::newRow("no such column") << QStringList{"rows", "tones", "--sort", "colour"} << 1 << "colour";
    QTest::newRow("no such corpus") << QStringList{"rows", "other"} << 1 << "other";
    QTest::newRow("quality of none") << QStringList{"quality", "other"} << 1 << "other";
    QTest::newRow("no report yet") << QStringList{"quality", "tones", "--stored"} << 1 << "No report";
    QTest::newRow("label without value") << QStringList{"edit", "tones", "s0_0", "--label", "emotion"} << 2 << "COLUMN=VALUE";
    QTest::newRow("no such utterance") << QStringList{"edit", "tones", "x", "--label", "emotion=sad"} << 1 << "no utterance x";
    QTest::newRow("no such edit") << QStringList{"undo", "7"} << 1 << "7";
}

void TestCliCorpus::wrongUse() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, said);
    const auto result = run(arguments);
    CLI_EXIT(result, code);
    QVERIFY2(result.err.contains(said), qPrintable(result.err));
    QVERIFY(result.out.isEmpty());
}

void TestCliCorpus::rowsAreFilteredAndOrdered() {
    const auto rows = run({"rows", "tones", "--where", "emotion=sad,none", "--where", "gender=female", "--sort", "speaker",
                           "--descending", "--json"});
    CLI_EXIT(rows, 0);
    const auto json = rows.json().object();
    QCOMPARE(json["count"].toInt(), 4);
    QCOMPARE(json["rows"].toArray().first().toObject()["id"].toString(), QString("s2_1"));
    const auto words =
        run({"rows", "tones", "--word", "S1_", "--range", "seconds=0.5:", "--columns", "id,seconds", "--limit", "2"});
    CLI_EXIT(words, 0);
    QCOMPARE(words.out, QString("id    seconds\ns1_0  0.6\ns1_1  0.6\n"));
    QVERIFY(words.err.contains("2 more rows"));
    QCOMPARE(run({"rows", "tones", "--range", "seconds=:0.1", "--json"}).json().object()["count"].toInt(), 0);
}

void TestCliCorpus::rowsAsCsv() {
    CLI_EXIT(run({"rows", "tones", "--out", "rows.csv"}), 0);
    const auto table = core::parseCsv(core::readFile(toPath(m_home->filePath("rows.csv"))).value(), "rows.csv").value();
    QCOMPARE(table.rows.size(), std::size_t{12});
    QVERIFY(table.column("emotion") && table.column("path"));
}

void TestCliCorpus::quality() {
    const auto made = run({"quality", "tones", "--json"});
    CLI_EXIT(made, 0);
    QCOMPARE(made.json().object()["utterances"].toInt(), 12);
    QCOMPARE(made.json().object()["clipped"].toInt(), 0);
    QCOMPARE(made.json().object()["rates_hz"].toObject()["16000"].toInt(), 12);
    const auto stored = run({"quality", "tones", "--stored", "--json"});
    QCOMPARE(stored.out, made.out);
    QFile::remove(m_home->filePath("tones/s0_0.wav"));
    QFile::copy(m_home->filePath("tones/s0_1.wav"), m_home->filePath("tones/s0_0.wav"));
    QFile::remove(m_home->filePath("tones/s2_3.wav"));
    const auto again = run({"quality", "tones"});
    CLI_EXIT(again, 0);
    QVERIFY2(again.out.contains("s2_3.wav"), qPrintable(again.out));
    const auto copies = run({"rows", "tones", "--range", "quality.copies=2:", "--columns", "id,quality.group", "--json"});
    QCOMPARE(copies.json().object()["count"].toInt(), 2);
    QCOMPARE(copies.json().object()["rows"].toArray().first().toObject()["quality.group"].toString(), QString("1"));
}

void TestCliCorpus::editsAreKeptAndUndone() {
    const auto edit = run({"edit", "tones", "s0_0", "s0_1", "--label", "emotion=calm", "--label", "valence=2.5", "--json"});
    CLI_EXIT(edit, 0);
    const int batch = edit.json().object()["edit"].toInt();
    QVERIFY(batch > 0);
    QCOMPARE(run({"show", "tones", "--json"}).json().object()["emotions"].toObject()["calm"].toInt(), 2);
    QCOMPARE(run({"rows", "tones", "--range", "valence=2.5:2.5", "--json"}).json().object()["count"].toInt(), 2);
    CLI_EXIT(run({"import", "tones"}), 0);  // another import keeps them
    QCOMPARE(run({"show", "tones", "--json"}).json().object()["emotions"].toObject()["calm"].toInt(), 2);
    const auto edits = run({"edits", "tones", "--json"}).json().array();
    QCOMPARE(edits.size(), 4);
    QCOMPARE(edits.last().toObject()["old"].toString(), QString("angry"));
    QCOMPARE(run({"edits", "tones", "--utterance", "s0_1", "--json"}).json().array().size(), 2);
    CLI_EXIT(run({"undo", QString::number(batch)}), 0);
    QVERIFY(!run({"show", "tones", "--json"}).json().object()["emotions"].toObject().contains("calm"));
    CLI_EXIT(run({"redo", QString::number(batch)}), 0);
    QCOMPARE(run({"show", "tones", "--json"}).json().object()["emotions"].toObject()["calm"].toInt(), 2);
}

void TestCliCorpus::exports() {
    CLI_EXIT(run({"edit", "tones", "s0_0", "--label", "emotion=calm"}), 0);
    const auto csv = run({"export", "tones", "--format", "csv", "--out", "csv", "--copy-audio", "--json"});
    CLI_EXIT(csv, 0);
    QCOMPARE(csv.json().object()["copied"].toInt(), 12);
    CLI_EXIT(run({"import", "csv", "--name", "again"}), 0);
    const auto again = run({"show", "again", "--json"}).json().object();
    QCOMPARE(again["utterances"].toInt(), 12);
    QCOMPARE(again["emotions"].toObject()["calm"].toInt(), 1);  // as it was edited
    CLI_EXIT(run({"export", "tones", "--format", "kaldi", "--out", "kaldi"}), 0);
    const auto list = core::readFile(toPath(m_home->filePath("kaldi/utt2emo")));
    PROSOSCOPE_VERIFY(list);
    QVERIFY(list->starts_with("s0_0 calm\ns0_1 sad\n"));
    CLI_EXIT(run({"export", "tones", "--format", "audformat", "--out", "audformat"}), 0);
    QVERIFY(QFile::exists(m_home->filePath("audformat/db.yaml")));
    CLI_EXIT(run({"export", "tones", "--format", "arff", "--out", "x"}), 2);
    CLI_EXIT(run({"export", "other", "--out", "x"}), 1);
}

QTEST_GUILESS_MAIN(TestCliCorpus)
#include "TestCliCorpus.moc"
