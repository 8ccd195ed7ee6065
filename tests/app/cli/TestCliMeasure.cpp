// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/PitchCorrectionFile.h"
#include "engine/core/Csv.h"
#include "tests/app/cli/CliTestSupport.h"
#include "tests/engine/annotation/Examples.h"
#include "tests/engine/annotation/MeasureExamples.h"

using namespace prososcope;

namespace {

/// A recording of silence, 120 Hz and 200 Hz, a second each, with the words "", "ja", "so".
void writePair(const std::filesystem::path& stem, double second = 120.0) {
    std::filesystem::create_directories(stem.parent_path());
    const auto path = std::filesystem::path(stem.string() + ".wav");
    QVERIFY(!measured::write(path, measured::sound({{1.0, 0.0}, {1.0, second}, {1.0, 200.0}})).empty());
    const auto text = annotation::formatAnnotation(examples::speech(), annotation::FileFormat::TextGrid);
    PROSOSCOPE_VERIFY(text);
    writeText(stem.string() + ".TextGrid", *text);
}

core::CsvTable tableOf(const QString& text) { return core::parseCsv(text.toStdString(), "output").value_or(core::CsvTable{}); }

double value(const core::CsvTable& table, std::size_t row, const char* column) {
    return core::parseNumber(table.rows[row][table.column(column).value_or(0)]).value_or(std::nan(""));
}

}  // namespace

/// measure, find and extract as a person types them.
class TestCliMeasure : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;

    QString at(const char* name) const { return m_home.filePath(name); }

private Q_SLOTS:
    void initTestCase() {
        writePair(toPath(at("set/a")));
        writePair(toPath(at("set/sub/bé c")), 150.0);
        writeTone(toPath(at("alone.wav")), 300.0, 1.0);
    }

    void wrongUseIsTwo_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no input") << QStringList{"measure", "--tier", "words"};
        QTest::newRow("unknown quantity") << QStringList{"measure", "--quantities", "loudness", "set"};
        QTest::newRow("ending") << QStringList{"measure", "set", "--out", "a.txt"};
        QTest::newRow("emotion without model") << QStringList{"measure", "--quantities", "emotion", "set"};
        QTest::newRow("label without tier") << QStringList{"measure", "--label", "a", "set"};
        QTest::newRow("bad expression") << QStringList{"measure", "--tier", "words", "--label", "(", "--regex", "set"};
        QTest::newRow("one annotation for two") << QStringList{"measure", "--tier", "words", "--annotation", "x.eaf", "set"};
        QTest::newRow("floor") << QStringList{"measure", "--pitch-floor", "0", "set"};
        QTest::newRow("no pattern") << QStringList{"find"};
        QTest::newRow("empty pattern") << QStringList{"find", "", "set"};
        QTest::newRow("no folder") << QStringList{"extract", "ja", "set"};
    }
    void wrongUseIsTwo() {
        QFETCH(QStringList, arguments);
        const auto result = runCli(m_home.path(), arguments);
        CLI_EXIT(result, 2);
        QVERIFY(result.out.isEmpty());
        QVERIFY(!result.err.isEmpty());
    }

    void measuresWordsOfAFolder() {
        const auto result = runCli(m_home.path(), {"measure", "--tier", "words", "--quantities",
                                                   "f1@50%,f0.mean,duration,parent", "set", "--out", "out/words.csv"});
        CLI_EXIT(result, 0);
        const auto text = core::readFile(toPath(at("out/words.csv")));
        PROSOSCOPE_VERIFY(text);
        const auto table = tableOf(QString::fromStdString(*text));
        const std::vector<std::string> columns{"file",   "tier",    "start",    "end",   "label",
                                               "f1@50%", "f0.mean", "duration", "parent"};
        QVERIFY(table.columns == columns);
        QCOMPARE(table.rows.size(), std::size_t{4});
        QCOMPARE(table.rows[0][0], std::string("set/a.wav"));
        QCOMPARE(table.rows[2][0], std::string("set/sub/bé c.wav"));
        QVERIFY(std::abs(value(table, 0, "f0.mean") - 120.0) < 1.0);
        QVERIFY(std::abs(value(table, 2, "f0.mean") - 150.0) < 1.0);
        QVERIFY(std::abs(value(table, 3, "f0.mean") - 200.0) < 1.0);
        QCOMPARE(value(table, 0, "duration"), 1.0);
        QVERIFY(value(table, 0, "f1@50%") > 50.0);
        // The number of threads changes nothing.
        const auto single = runCli(m_home.path(), {"measure", "--tier", "words", "--quantities",
                                                   "f1@50%,f0.mean,duration,parent", "set", "--threads", "1"});
        CLI_EXIT(single, 0);
        QCOMPARE(single.out.toStdString(), *text);
    }

    void undefinedIsEmptyAndNull() {
        const auto csv = runCli(m_home.path(),
                                {"measure", "--tier", "words", "--unlabelled", "--quantities", "f0.mean,voiced", "set/a.wav"});
        CLI_EXIT(csv, 0);
        const auto table = tableOf(csv.out);
        QCOMPARE(table.rows.size(), std::size_t{3});
        QCOMPARE(table.rows[0][5], std::string());
        QCOMPARE(table.rows[0][6], std::string("0"));
        const auto json = runCli(m_home.path(), {"--json", "measure", "--tier", "words", "--unlabelled", "--quantities",
                                                 "f0.mean,voiced", "set/a.wav"});
        CLI_EXIT(json, 0);
        const auto rows = json.json().array();
        QCOMPARE(rows.size(), 3);
        QVERIFY(rows[0].toObject()["f0.mean"].isNull());
        QVERIFY(std::abs(rows[1].toObject()["f0.mean"].toDouble() - 120.0) < 1.0);
        QCOMPARE(rows[1].toObject()["label"].toString(), QString("ja"));
    }

    void pitchIsAsCorrectedByHand() {
        const auto recording = toPath(at("set/a.wav"));
        const auto data = toPath(at("data/prososcope"));
        const auto corrections = dsp::PitchCorrections()
                                     .with(dsp::PitchCorrection::OctaveUp, 1.0, 2.0)
                                     .with(dsp::PitchCorrection::Unvoice, 2.0, 3.0);
        PROSOSCOPE_VERIFY(annotation::writePitchCorrections(recording, corrections, data));
        const QStringList arguments{"measure", "--tier", "words", "--quantities", "f0.mean,f0@50%,voiced,pulses", "set/a.wav"};
        const auto result = runCli(m_home.path(), arguments);
        CLI_EXIT(result, 0);
        QVERIFY2(result.err.contains("--computed-pitch"), qPrintable(result.err));
        const auto table = tableOf(result.out);
        QVERIFY(std::abs(value(table, 0, "f0.mean") - 240.0) < 1.0 && std::abs(value(table, 0, "f0@50%") - 240.0) < 1.0);
        QCOMPARE(table.rows[1][5], std::string());
        QCOMPARE(table.rows[1][6], std::string());
        QCOMPARE(value(table, 1, "voiced"), 0.0);
        QCOMPARE(value(table, 1, "pulses"), 0.0);
        const auto computed = runCli(m_home.path(), arguments + QStringList{"--computed-pitch"});
        CLI_EXIT(computed, 0);
        QVERIFY(!computed.err.contains("--computed-pitch"));
        const auto plain = tableOf(computed.out);
        QVERIFY(std::abs(value(plain, 0, "f0.mean") - 120.0) < 1.0 && std::abs(value(plain, 1, "f0.mean") - 200.0) < 1.0);
        writeText(annotation::pitchCorrectionFile(recording, data), "no table");
        const auto broken = runCli(m_home.path(), arguments);
        CLI_EXIT(broken, 1);
        QVERIFY2(broken.err.contains(".csv"), qPrintable(broken.err));
        PROSOSCOPE_VERIFY(annotation::writePitchCorrections(recording, {}, data));
    }

    void settingsCount() {
        const auto result = runCli(m_home.path(), {"measure", "--quantities", "f0.mean,f0.max", "--pitch-floor", "140",
                                                   "--pitch-ceiling", "180", "--tier", "words", "set/a.wav"});
        CLI_EXIT(result, 0);
        const auto table = tableOf(result.out);
        for (std::size_t row = 0; row < 2; ++row) {
            const double highest = value(table, row, "f0.max");
            QVERIFY(std::isnan(highest) || highest <= 180.5);
        }
        const auto impossible = runCli(m_home.path(), {"measure", "--pitch-floor", "700", "set/a.wav"});
        CLI_EXIT(impossible, 1);
        QVERIFY(impossible.err.contains("pitch", Qt::CaseInsensitive));
    }

    void wholeRecordingsPointsAndLabels() {
        const auto whole = runCli(m_home.path(), {"measure", "--quantities", "duration,f0.median", "alone.wav"});
        CLI_EXIT(whole, 0);
        auto table = tableOf(whole.out);
        QCOMPARE(table.rows.size(), std::size_t{1});
        QVERIFY(std::abs(value(table, 0, "f0.median") - 300.0) < 1.0);
        const auto points = runCli(m_home.path(), {"measure", "--tier", "tones", "--quantities", "f0", "set/a.wav"});
        CLI_EXIT(points, 0);
        table = tableOf(points.out);
        QCOMPARE(table.rows.size(), std::size_t{2});
        QVERIFY(std::abs(value(table, 1, "f0") - 200.0) < 1.0);
        const auto some = runCli(m_home.path(), {"measure", "--tier", "phones", "--parent", "words", "--label", "^[ao]$",
                                                 "--regex", "--quantities", "parent", "set/a.wav"});
        CLI_EXIT(some, 0);
        table = tableOf(some.out);
        QCOMPARE(table.rows.size(), std::size_t{2});
        QCOMPARE(table.rows[0][5], std::string("ja"));
    }

    void whatIsMissingIsSaidAndTheRestDone() {
        const auto tier = runCli(m_home.path(), {"measure", "--tier", "vowels", "set/a.wav"});
        CLI_EXIT(tier, 1);
        QVERIFY(tier.err.contains("vowels") && tier.err.contains("words"));
        const auto beside =
            runCli(m_home.path(), {"measure", "--tier", "words", "--quantities", "duration", "alone.wav", "set/a.wav"});
        CLI_EXIT(beside, 1);
        QVERIFY(beside.err.contains("alone.wav"));
        QCOMPARE(tableOf(beside.out).rows.size(), std::size_t{2});
        const auto given = runCli(m_home.path(), {"measure", "--tier", "words", "--quantities", "duration", "alone.wav",
                                                  "--annotation", "set/a.TextGrid"});
        CLI_EXIT(given, 0);
        QCOMPARE(tableOf(given.out).rows.size(), std::size_t{2});
        const auto nothing = runCli(m_home.path(), {"measure", "absent.wav", "--out", "absent.csv"});
        CLI_EXIT(nothing, 1);
        QVERIFY(!std::filesystem::exists(toPath(at("absent.csv"))));
        writeText(toPath(at("broken/x.wav")), "RIFF");
        const auto broken = runCli(m_home.path(), {"measure", "broken"});
        CLI_EXIT(broken, 1);
        QVERIFY(broken.err.contains("x.wav"));
    }

    void findIsAConcordance() {
        const auto result = runCli(m_home.path(), {"find", "SO", "set", "--whole"});
        CLI_EXIT(result, 0);
        const auto table = tableOf(result.out);
        QCOMPARE(table.rows.size(), std::size_t{2});
        QCOMPARE(table.rows[0][0], std::string("set/a.wav"));
        QCOMPARE(table.rows[0][*table.column("before")], std::string("ja"));
        QCOMPARE(value(table, 0, "start"), 2.0);
        const auto strict = runCli(m_home.path(), {"--json", "find", "O", "set/a.TextGrid", "--case"});
        CLI_EXIT(strict, 0);
        QCOMPARE(strict.json().array().size(), 0);
        const auto phones = runCli(
            m_home.path(), {"--json", "find", "[jo]", "set/a.TextGrid", "--regex", "--tier", "phones", "--context", "1"});
        CLI_EXIT(phones, 0);
        const auto found = phones.json().array();
        QCOMPARE(found.size(), 2);
        QCOMPARE(found[1].toObject()["before"].toArray().size(), 1);
        QCOMPARE(found[1].toObject()["label"].toString(), QString("o"));
        CLI_EXIT(runCli(m_home.path(), {"find", "a", "alone.wav"}), 1);
        CLI_EXIT(runCli(m_home.path(), {"find", "a", "absent.TextGrid"}), 1);
    }

    void extractSavesSoundAndAnnotation() {
        const auto result = runCli(m_home.path(), {"--json", "extract", "so", "set", "--tier", "words", "--out", "pieces"});
        CLI_EXIT(result, 0);
        QCOMPARE(result.json().array().size(), 2);
        for (const char* name : {"pieces/a_so.wav", "pieces/bé c_so.wav"}) {
            const auto info = audio::probeAudio(toPath(at(name)));
            PROSOSCOPE_VERIFY(info);
            QCOMPARE(info->frames, 16000);
        }
        const auto cut = annotation::readAnnotation(toPath(at("pieces/a_so.TextGrid")));
        PROSOSCOPE_VERIFY(cut);
        QCOMPARE(examples::text(*cut->annotation.find("phones")), QString("0 s|0.5 o"));
        CLI_EXIT(runCli(m_home.path(), {"extract", "so", "set/a.wav", "--tier", "words", "--out", "pieces"}), 0);
        QVERIFY(std::filesystem::exists(toPath(at("pieces/a_so_2.wav"))));
    }

    void measuresRealSpeechWithTheBundledModel() {
        PROSOSCOPE_SHARED_OR_SKIP(reference, "reference");
        const auto clip = reference / "cases" / "esp_en_f3" / "audio.wav";
        if (!std::filesystem::exists(clip)) QSKIP("the clip is absent");
        const auto result = runCli(m_home.path(), {"--json", "measure", "--model", "emodb-4class", "--quantities",
                                                   "duration,f0.mean", QString::fromStdString(clip.string())});
        CLI_EXIT(result, 0);
        const auto row = result.json().array()[0].toObject();
        double sum = 0.0;
        int classes = 0;
        for (const auto& key : row.keys()) {
            if (!key.startsWith("emotion.")) continue;
            sum += row[key].toDouble();
            ++classes;
        }
        QCOMPARE(classes, 4);
        QVERIFY(std::abs(sum - 1.0) < 1e-3);
        QVERIFY(!row["emotion"].toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCliMeasure)
#include "TestCliMeasure.moc"
