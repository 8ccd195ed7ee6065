// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Csv.h"
#include "engine/phonetics/ChildProcess.h"
#include "engine/phonetics/UnitInventory.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

/// `prososcope-cli phonetics`: words of texts and of corpora as phones, classes, syllables and units.
class TestCliPhonetics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void textAsATable();
    void textAsJson();
    void unitsOfTexts_data();
    void unitsOfTexts();
    void corpusAndInventory();
    void otherLanguage();
    void wrongUse_data();
    void wrongUse();
    void absentThingsAreNamed();

private:
    [[nodiscard]] CliResult run(const QStringList& arguments) const {
        return runCli(m_folder.path(), QStringList{"phonetics", "--lexicon", "mine.dict"} + arguments);
    }
    QTemporaryDir m_folder;
};

void TestCliPhonetics::initTestCase() {
    writeText(toPath(m_folder.filePath("mine.dict")), "hello HH AH0 L OW1\nexcuse IH0 K S K Y UW1 S\nme M IY1\n");
    writeText(toPath(m_folder.filePath("vowels.txt")),
              "loud monophthong diphthong\nother stop affricate fricative nasal liquid glide\n");
    const auto corpus = toPath(m_folder.filePath("corpus"));
    std::string manifest = "path,speaker,emotion,transcript,language\n";
    for (const auto* row : {"a.wav,s1,happy,Hello!,en\n", "b.wav,s1,angry,[LAUGHTER] Excuse me.,en\n", "c.wav,s2,sad,,en\n"}) {
        manifest += row;
        writeTone(corpus / std::string(row, 5), 200.0);
    }
    writeText(corpus / "manifest.csv", manifest);
    CLI_EXIT(runCli(m_folder.path(), {"corpus", "import", "corpus", "--name", "small"}), 0);
}

void TestCliPhonetics::textAsATable() {
    const auto result = run({"Excuse me, hello."});
    CLI_EXIT(result, 0);
    QVERIFY2(result.out.contains("Excuse  IH0 K S K Y UW1 S  IH K . S K Y UW S  VC CVC  V S F S G V F  lexicon"),
             qPrintable(result.out));
    QVERIFY(result.out.endsWith("13 units: V S F S G V F N V F V L V\n"));
}

void TestCliPhonetics::textAsJson() {
    const auto result = run({"--json", "--units", "phonemes", "--emotion", "happy", "[LAUGHTER] Hello", "me"});
    CLI_EXIT(result, 0);
    const auto list = result.json().array();
    QCOMPARE(list.size(), 2);
    const auto first = list[0].toObject();
    QCOMPARE(first["events"].toObject()["LAUGHTER"].toInt(), 1);
    const auto word = first["words"].toArray()[0].toObject();
    QCOMPARE(word["word"].toString(), QString("Hello"));
    QCOMPARE(word["from"].toString(), QString("lexicon"));
    const auto spoken = word["spoken"].toArray()[0].toObject();
    QCOMPARE(spoken["phones"].toString(), QString("HH AH0 L OW1"));
    QCOMPARE(spoken["syllables"].toString(), QString("HH AH . L OW"));
    QCOMPARE(spoken["shapes"].toString(), QString("CV CV"));
    QCOMPARE(spoken["classes"].toString(), QString("F V L V"));
    QCOMPARE(first["units"].toArray(), (QJsonArray{"HH_hap", "AH_hap", "L_hap", "OW_hap"}));
}

void TestCliPhonetics::unitsOfTexts_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("units");
    QTest::newRow("phonemes") << QStringList{"--units", "phonemes"} << "IH K S K Y UW S M IY";
    QTest::newRow("classes") << QStringList{} << "V S F S G V F N V";
    QTest::newRow("own classes") << QStringList{"--classes", "vowels.txt"}
                                 << "loud other other other other loud other other loud";
    QTest::newRow("manner5") << QStringList{"--classes", "manner5"} << "V S F S R V F N V";
    QTest::newRow("shapes") << QStringList{"--units", "syllables"} << "VC CVC CV";
    QTest::newRow("anonymous") << QStringList{"--units", "syllables", "--label", "anonymous"} << "syl syl syl";
    QTest::newRow("nuclei") << QStringList{"--units", "syllables", "--label", "nucleus"} << "IH UW IY";
    QTest::newRow("broad strings") << QStringList{"--units", "syllables", "--label", "broad-string"} << "VS FSGVF NV";
    QTest::newRow("full") << QStringList{"--units", "syllables", "--label", "full"} << "IH-K S-K-Y-UW-S M-IY";
    QTest::newRow("across words") << QStringList{"--units", "syllables", "--label", "full", "--across-words"}
                                  << "IH-K S-K-Y-UW S-M-IY";
    QTest::newRow("utterance") << QStringList{"--units", "utterance"} << "utt";
}

void TestCliPhonetics::unitsOfTexts() {
    QFETCH(QStringList, options);
    QFETCH(QString, units);
    const auto result = run(options + QStringList{"--json", "Excuse me."});
    CLI_EXIT(result, 0);
    QStringList list;
    for (const auto& unit : result.json().array()[0].toObject()["units"].toArray()) list << unit.toString();
    QCOMPARE(list.join(' '), units);
}

void TestCliPhonetics::corpusAndInventory() {
    const auto result =
        run({"--corpus", "small", "--units", "syllables", "--inventory", "units.txt", "--out", "units.csv", "--json"});
    CLI_EXIT(result, 0);
    const auto object = result.json().object();
    QCOMPARE(object["utterances"].toInt(), 2);
    QCOMPARE(object["words"].toInt(), 3);
    QCOMPARE(object["events"].toInt(), 1);
    QCOMPARE(object["units"].toInt(), 5);
    QCOMPARE(object["units_per_utterance"].toDouble(), 2.5);
    QCOMPARE(object["symbols"].toInt(), 4 + 4 * 2);
    QCOMPARE(object["words_from"].toObject()["lexicon"].toInt(), 3);
    QCOMPARE(object["remarks"].toArray()[0].toString(), QString("1 utterances have no transcript and were left out."));
    const auto inventory = phonetics::UnitInventory::read(toPath(m_folder.filePath("units.txt")));
    PROSOSCOPE_VERIFY(inventory);
    QCOMPARE(inventory->symbols().front(), std::string("<s>"));
    QCOMPARE(inventory->count(static_cast<std::size_t>(*inventory->indexOf("CV_hap"))), std::uint64_t{2});
    const auto text = core::readFile(toPath(m_folder.filePath("units.csv")));
    PROSOSCOPE_VERIFY(text);
    const auto table = core::parseCsv(*text, "units.csv");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->rows.at(0), (std::vector<std::string>{"a", "en", "happy", "2", "CV_hap CV_hap"}));
    QCOMPARE(table->rows.at(1), (std::vector<std::string>{"b", "en", "angry", "3", "VC_ang CVC_ang CV_ang"}));

    const auto untagged = run({"--corpus", "small", "--untagged"});
    CLI_EXIT(untagged, 0);
    QVERIFY(untagged.out.contains("units per utterance  6.50"));
}

void TestCliPhonetics::otherLanguage() {
    if (!phonetics::findProgram("espeak-ng")) QSKIP("needs espeak-ng, which is absent here");
    const auto result = run({"--language", "de", "--json", "Am 3. Mai"});
    CLI_EXIT(result, 0);
    QStringList words;
    for (const auto& word : result.json().array()[0].toObject()["words"].toArray()) words << word.toObject()["word"].toString();
    QCOMPARE(words.join(' '), QString("Am dritten Mai"));
}

void TestCliPhonetics::wrongUse_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("both") << QStringList{"hello", "--corpus", "small"};
    QTest::newRow("unknown units") << QStringList{"hello", "--units", "words"};
    QTest::newRow("table of texts") << QStringList{"hello", "--out", "x.csv"};
    QTest::newRow("untagged texts") << QStringList{"hello", "--untagged"};
    QTest::newRow("emotion of a corpus") << QStringList{"--corpus", "small", "--emotion", "happy"};
}

void TestCliPhonetics::wrongUse() {
    QFETCH(QStringList, arguments);
    CLI_EXIT(run(arguments), 2);
}

void TestCliPhonetics::absentThingsAreNamed() {
    const auto corpus = run({"--corpus", "nowhere"});
    CLI_EXIT(corpus, 1);
    QVERIFY(corpus.err.contains("nowhere"));
    const auto classes = run({"hello", "--classes", "manner9"});
    CLI_EXIT(classes, 1);
    QVERIFY(classes.err.contains("manner7"));
    const auto language = run({"hello", "--language=-w"});
    CLI_EXIT(language, 1);
    QVERIFY(language.err.contains("-w is no code of a language"));
    const auto espeak = run({"Tag", "--language", "de", "--no-espeak"});
    CLI_EXIT(espeak, 1);
    QVERIFY(espeak.err.contains("need espeak-ng"));
}

QTEST_GUILESS_MAIN(TestCliPhonetics)
#include "TestCliPhonetics.moc"
