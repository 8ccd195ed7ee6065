// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Csv.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

class TestCli : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wrongUseIsTwo_data();
    void wrongUseIsTwo();
    void help();
    void version();
    void infoAsTableAndJson();
    void infoOfBrokenFiles();
    void featuresPerClip();
    void featuresPerFrame();
    void featuresAsNpy();
    void featuresGoOnAfterABadFile();
    void featuresDoNotDependOnThreads();
    void unwritableOutput();
    void unicodeAndSpaces();
    void corpusImportListShow();
    void corpusProblems_data();
    void corpusProblems();
    void runProblems();
    void runsOfAnEmptyWorkspace();
    void predictProblems();
    void quietSaysNothing();
    void referenceFormats();
};

void TestCli::wrongUseIsTwo_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{"sing"};
    QTest::newRow("unknown option") << QStringList{"version", "--loud"};
    QTest::newRow("missing file") << QStringList{"info"};
    QTest::newRow("missing set") << QStringList{"features", "a.wav", "--out", "a.csv"};
    QTest::newRow("missing out") << QStringList{"features", "--set", "logmel80", "a.wav"};
    QTest::newRow("ending") << QStringList{"features", "--set", "logmel80", "a.wav", "--out", "a.xlsx"};
    QTest::newRow("corpus alone") << QStringList{"corpus"};
    QTest::newRow("unknown layout") << QStringList{"corpus", "import", ".", "--layout", "nonsense"};
    QTest::newRow("bad seed") << QStringList{"run", "a.toml", "--seed", "-1"};
    QTest::newRow("bad device") << QStringList{"run", "a.toml", "--device", "gpu"};
    QTest::newRow("bad folds") << QStringList{"run", "a.toml", "--folds", "1,x"};
    QTest::newRow("run alone") << QStringList{"run"};
    QTest::newRow("run id as word") << QStringList{"runs", "show", "first"};
    QTest::newRow("predict without model") << QStringList{"predict", "a.wav"};
    QTest::newRow("predict ending") << QStringList{"predict", "--model", "m", "a.wav", "--out", "a.txt"};
    QTest::newRow("hop of zero") << QStringList{"predict", "--model", "m", "a.wav", "--hop", "0"};
    QTest::newRow("no threads") << QStringList{"version", "--threads", "0"};
}

void TestCli::wrongUseIsTwo() {
    QFETCH(QStringList, arguments);
    QTemporaryDir home;
    const auto result = runCli(home.path(), arguments);
    CLI_EXIT(result, 2);
    QVERIFY(result.out.isEmpty());
    QVERIFY(!result.err.isEmpty());
    QVERIFY(QDir(home.path()).isEmpty());
}

void TestCli::help() {
    QTemporaryDir home;
    const auto result = runCli(home.path(), {"--help"});
    CLI_EXIT(result, 0);
    for (const char* command : {"version", "info", "features", "corpus", "run", "runs", "predict"})
        QVERIFY(result.out.contains(command));
    CLI_EXIT(runCli(home.path(), {"corpus", "import", "--help"}), 0);
}

void TestCli::version() {
    QTemporaryDir home;
    const auto text = runCli(home.path(), {"version"});
    CLI_EXIT(text, 0);
    QVERIFY(text.out.startsWith("prososcope"));
    const auto json = runCli(home.path(), {"version", "--json"});
    CLI_EXIT(json, 0);
    const auto object = json.json().object();
    for (const char* name : {"prososcope", "FFTW", "libsndfile", "SQLite"}) QVERIFY2(!object[name].toString().isEmpty(), name);
    QVERIFY(!object.contains("LibTorch"));  // not opened for this
}

void TestCli::infoAsTableAndJson() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("a.wav")), 440.0, 0.5, 8000);
    const auto table = runCli(home.path(), {"info", "a.wav"});
    CLI_EXIT(table, 0);
    QVERIFY(table.out.contains("0.500") && table.out.contains("8000") && table.out.contains("4000"));
    const auto json = runCli(home.path(), {"--json", "info", "a.wav"});
    CLI_EXIT(json, 0);
    const auto object = json.json().array().at(0).toObject();
    QCOMPARE(object["file"].toString(), QString("a.wav"));
    QCOMPARE(object["seconds"].toDouble(), 0.5);
    QCOMPARE(object["rate_hz"].toInt(), 8000);
    QCOMPARE(object["channels"].toInt(), 1);
    QCOMPARE(object["frames"].toInt(), 4000);
}

void TestCli::infoOfBrokenFiles() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("good.wav")), 440.0);
    writeText(toPath(home.filePath("bad.wav")), "no sound");
    QDir(home.path()).mkdir("empty");
    const auto result = runCli(home.path(), {"info", "bad.wav", "good.wav", "absent.wav", "empty"});
    CLI_EXIT(result, 1);
    QVERIFY(result.out.contains("good.wav"));
    QCOMPARE(result.err.trimmed().split('\n').size(), 3);
    QVERIFY(result.err.contains("empty holds no audio."));
    QVERIFY(result.err.contains("absent.wav"));
    const auto json = runCli(home.path(), {"info", "--json", "bad.wav"});
    CLI_EXIT(json, 1);
    QVERIFY(json.json().array().isEmpty());
}

void TestCli::featuresPerClip() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("in/b.wav")), 440.0);
    writeTone(toPath(home.filePath("in/a.wav")), 880.0, 0.3, 44100);
    const auto result = runCli(home.path(), {"features", "--set", "logmel80", "in", "--out", "out/f.csv"});
    CLI_EXIT(result, 0);
    const auto table = core::parseCsv(core::readFile(toPath(home.filePath("out/f.csv"))).value(), "f.csv").value();
    QCOMPARE(table.columns.size(), std::size_t{161});
    QCOMPARE(table.columns[0], std::string("file"));
    QVERIFY(table.columns[1].ends_with("_mean") && table.columns[2].ends_with("_sd"));
    QCOMPARE(table.rows.size(), std::size_t{2});
    QCOMPARE(table.rows[0][0], std::string("in/a.wav"));
    for (const auto& row : table.rows) {
        for (std::size_t i = 1; i < row.size(); ++i) QVERIFY(core::parseNumber(row[i]).has_value());
    }
    // A tone's largest mean lies in another band where its pitch is another.
    const auto loudest = [&](std::size_t row) {
        std::size_t best = 1;
        for (std::size_t i = 1; i < table.columns.size(); i += 2) {
            if (*core::parseNumber(table.rows[row][i]) > *core::parseNumber(table.rows[row][best])) best = i;
        }
        return best;
    };
    QVERIFY(loudest(0) > loudest(1));
}

void TestCli::featuresPerFrame() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("a.wav")), 440.0);
    CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "--frames", "a.wav", "--out", "f.csv"}), 0);
    CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "a.wav", "--out", "c.csv"}), 0);
    const auto frames = core::parseCsv(core::readFile(toPath(home.filePath("f.csv"))).value(), "f.csv").value();
    const auto clip = core::parseCsv(core::readFile(toPath(home.filePath("c.csv"))).value(), "c.csv").value();
    QCOMPARE(frames.rows.size(), std::size_t{51});
    QCOMPARE(frames.columns[1], std::string("time"));
    QCOMPARE(*core::parseNumber(frames.rows[3][1]) - *core::parseNumber(frames.rows[2][1]), 0.01);
    for (const std::size_t column : {std::size_t{0}, std::size_t{40}}) {
        double sum = 0.0;
        double squares = 0.0;
        for (const auto& row : frames.rows) {
            const double value = *core::parseNumber(row[2 + column]);
            sum += value;
            squares += value * value;
        }
        const double mean = sum / 51.0;
        const double deviation = std::sqrt(squares / 51.0 - mean * mean);
        QVERIFY(std::abs(mean - *core::parseNumber(clip.rows[0][1 + 2 * column])) < 1e-3);
        QVERIFY(std::abs(deviation - *core::parseNumber(clip.rows[0][2 + 2 * column])) < 1e-3);
    }
}

void TestCli::featuresAsNpy() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("a.wav")), 440.0);
    CLI_EXIT(runCli(home.path(), {"features", "--set", "mfcc20-librosa", "--frames", "a.wav", "--out", "f.npy"}), 0);
    const auto bytes = core::readFile(toPath(home.filePath("f.npy"))).value();
    QVERIFY(bytes.starts_with(std::string("\x93NUMPY\x01\x00", 8)));
    const std::size_t header = static_cast<unsigned char>(bytes[8]) + 256U * static_cast<unsigned char>(bytes[9]);
    QCOMPARE((10 + header) % 64, std::size_t{0});
    QVERIFY(bytes.substr(10, header).find("'shape': (51, 20)") != std::string::npos);
    QCOMPARE(bytes.size(), 10 + header + 51 * 20 * 4);
    writeTone(toPath(home.filePath("b.wav")), 440.0);
    CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "a.wav", "b.wav", "--out", "g.npy"}), 2);
    QVERIFY(!QFile::exists(home.filePath("g.npy")));
}

void TestCli::featuresGoOnAfterABadFile() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("good.wav")), 440.0);
    writeText(toPath(home.filePath("bad.wav")), "no sound");
    const auto result =
        runCli(home.path(), {"--json", "features", "--set", "logmel80", "bad.wav", "good.wav", "--out", "f.csv"});
    CLI_EXIT(result, 1);
    QVERIFY(result.err.contains("bad.wav"));
    QCOMPARE(result.json().object()["files"].toInt(), 1);
    QCOMPARE(result.json().object()["failed"].toInt(), 1);
    QVERIFY(QFile::exists(home.filePath("f.csv")));
    CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "bad.wav", "--out", "g.csv"}), 1);
    QVERIFY(!QFile::exists(home.filePath("g.csv")));
    const auto unknown = runCli(home.path(), {"features", "--set", "egemaps9", "good.wav", "--out", "h.csv"});
    CLI_EXIT(unknown, 1);
    QVERIFY(unknown.err.contains("logmel80"));
    QVERIFY(!QFile::exists(home.filePath("h.csv")));
}

void TestCli::featuresDoNotDependOnThreads() {
    QTemporaryDir home;
    for (int i = 0; i < 12; ++i)
        writeTone(toPath(home.filePath(QString("in/%1.wav").arg(i))), 200.0 + 50.0 * i, 0.2 + 0.05 * (i % 4));
    CLI_EXIT(runCli(home.path(), {"--threads", "1", "features", "--set", "logmel80", "in", "--out", "one.csv"}), 0);
    CLI_EXIT(runCli(home.path(), {"--threads", "4", "features", "--set", "logmel80", "in", "--out", "four.csv"}), 0);
    QCOMPARE(core::readFile(toPath(home.filePath("one.csv"))).value(),
             core::readFile(toPath(home.filePath("four.csv"))).value());
}

void TestCli::unwritableOutput() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("a.wav")), 440.0);
    writeText(toPath(home.filePath("file")), "a file, not a folder");
    for (const QString& goal : {QString("file/f.csv"), QString("/proc/f.csv")}) {
        const auto result = runCli(home.path(), {"features", "--set", "logmel80", "a.wav", "--out", goal});
        CLI_EXIT(result, 1);
        QVERIFY2(result.err.contains("cannot be written"), qPrintable(result.err));
    }
    const auto workspace = runCli(home.path(), {"--workspace", "file", "corpus", "list"});
    CLI_EXIT(workspace, 1);
    QVERIFY(!workspace.err.isEmpty());
}

void TestCli::unicodeAndSpaces() {
    QTemporaryDir home;
    const QString folder = home.filePath("Größe und 声 'x'");
    writeTone(toPath(folder + "/ein Clip, \"laut\".wav"), 440.0);
    const auto info = runCli(home.path(), {"info", "--json", folder});
    CLI_EXIT(info, 0);
    QCOMPARE(info.json().array().at(0).toObject()["file"].toString(), folder + "/ein Clip, \"laut\".wav");
    CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", folder, "--out", folder + "/über.csv"}), 0);
    const auto table = core::parseCsv(core::readFile(toPath(folder + "/über.csv")).value(), "über.csv").value();
    QCOMPARE(QString::fromStdString(table.rows[0][0]), folder + "/ein Clip, \"laut\".wav");
    writeText(toPath(folder + "/manifest.csv"), "path,speaker,emotion\n\"ein Clip, \"\"laut\"\".wav\",Jürgen,angry\n");
    const auto import =
        runCli(home.path(), {"--workspace", folder + "/ws", "corpus", "import", folder, "--json", "--name", "größe"});
    CLI_EXIT(import, 0);
    QCOMPARE(import.json().object()["speakers"].toArray().at(0).toString(), QString("Jürgen"));
    CLI_EXIT(runCli(home.path(), {"--workspace", folder + "/ws", "corpus", "show", "größe"}), 0);
}

void TestCli::corpusImportListShow() {
    QTemporaryDir home;
    writeToneCorpus(toPath(home.filePath("Tones")), 3, 2);
    const auto none = runCli(home.path(), {"corpus", "list"});
    CLI_EXIT(none, 0);
    QVERIFY(none.out.isEmpty() && none.err.contains("corpus import"));
    const auto import = runCli(home.path(), {"corpus", "import", "Tones", "--layout", "manifest"});
    CLI_EXIT(import, 0);
    const auto list = runCli(home.path(), {"corpus", "list", "--json"});
    CLI_EXIT(list, 0);
    const auto entry = list.json().array().at(0).toObject();
    QCOMPARE(entry["name"].toString(), QString("tones"));
    QCOMPARE(entry["utterances"].toInt(), 12);
    QCOMPARE(entry["speakers"].toInt(), 3);
    QCOMPARE(entry["folder"].toString(), QFileInfo(home.filePath("Tones")).canonicalFilePath());
    const auto show = runCli(home.path(), {"corpus", "show", "tones", "--json"});
    CLI_EXIT(show, 0);
    QCOMPARE(show.json().object()["emotions"].toObject()["angry"].toInt(), 6);
    const auto table = runCli(home.path(), {"corpus", "show", "tones"});
    QVERIFY(table.out.contains("s2") && table.out.contains("angry"));
    QVERIFY(QDir(home.filePath("data")).exists());
    const auto absent = runCli(home.path(), {"corpus", "show", "iemocap"});
    CLI_EXIT(absent, 1);
    QVERIFY(absent.err.contains("iemocap"));
}

void TestCli::corpusProblems_data() {
    QTest::addColumn<QString>("manifest");
    QTest::addColumn<QString>("part");
    QTest::newRow("missing columns") << "file,label\na.wav,sad\n"
                                     << "lacks the columns path, speaker, emotion";
    QTest::newRow("empty") << ""
                           << "is empty";
    QTest::newRow("audio absent") << "path,speaker,emotion\nb.wav,s1,sad\n"
                                  << "no audio that can be read";
    QTest::newRow("short row") << "path,speaker,emotion\na.wav,s1\n"
                               << "line 2";
}

void TestCli::corpusProblems() {
    QFETCH(QString, manifest);
    QFETCH(QString, part);
    QTemporaryDir home;
    writeTone(toPath(home.filePath("c/a.wav")), 440.0);
    writeText(toPath(home.filePath("c/manifest.csv")), manifest.toStdString());
    const auto result = runCli(home.path(), {"corpus", "import", "c"});
    CLI_EXIT(result, 1);
    QVERIFY2(result.err.contains(part), qPrintable(result.err));
    QVERIFY(result.out.isEmpty());
    QVERIFY(!QDir(home.filePath("data")).exists());
    QDir(home.path()).mkdir("nothing");
    CLI_EXIT(runCli(home.path(), {"corpus", "import", "nothing"}), 1);
    CLI_EXIT(runCli(home.path(), {"corpus", "import", "absent"}), 1);
}

void TestCli::runProblems() {
    QTemporaryDir home;
    const std::string good = "name = \"t\"\n[corpus]\nname = \"tones\"\n[labels]\nclasses = [\"angry\", \"sad\"]\n";
    writeText(toPath(home.filePath("typo.toml")), good + "[training]\nepoch = 1\n");
    const auto typo = runCli(home.path(), {"run", "typo.toml"});
    CLI_EXIT(typo, 1);
    QVERIFY2(typo.err.contains("typo.toml, line 7: the key \"training.epoch\" is not known"), qPrintable(typo.err));
    QVERIFY(!QDir(home.filePath("data")).exists());
    CLI_EXIT(runCli(home.path(), {"run", "absent.toml"}), 1);
    writeText(toPath(home.filePath("good.toml")), good);
    const auto unknown = runCli(home.path(), {"run", "good.toml"});
    CLI_EXIT(unknown, 1);
    QVERIFY2(unknown.err.contains("corpus import FOLDER --name tones"), qPrintable(unknown.err));
    CLI_EXIT(runCli(home.path(), {"run", "good.toml", "--corpus", "absent"}), 1);
    CLI_EXIT(runCli(home.path(), {"run", "--resume", "12"}), 1);
    CLI_EXIT(runCli(home.path(), {"run", "good.toml", "--resume", "1", "--seed", "3"}), 2);
}

void TestCli::runsOfAnEmptyWorkspace() {
    QTemporaryDir home;
    const auto list = runCli(home.path(), {"runs", "list", "--json"});
    CLI_EXIT(list, 0);
    QVERIFY(list.json().isArray() && list.json().array().isEmpty());
    CLI_EXIT(runCli(home.path(), {"runs", "show", "1"}), 1);
    CLI_EXIT(runCli(home.path(), {"runs", "export", "1", "out"}), 1);
    CLI_EXIT(runCli(home.path(), {"runs", "import", "absent"}), 1);
}

void TestCli::predictProblems() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("a.wav")), 440.0);
    const auto unknown = runCli(home.path(), {"predict", "--model", "nonsense", "a.wav"});
    CLI_EXIT(unknown, 1);
    QVERIFY2(unknown.err.contains("nonsense"), qPrintable(unknown.err));
    writeText(toPath(home.filePath("forged.safetensors")), std::string(100, '\xff'));
    writeText(toPath(home.filePath("forged.json")), "{}");
    CLI_EXIT(runCli(home.path(), {"predict", "--model", "forged.safetensors", "a.wav"}), 1);
}

void TestCli::quietSaysNothing() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("a.wav")), 440.0);
    const auto result = runCli(home.path(), {"--quiet", "features", "--set", "logmel80", "a.wav", "--out", "f.csv"});
    CLI_EXIT(result, 0);
    QVERIFY(result.out.isEmpty() && result.err.isEmpty());
    const auto bad = runCli(home.path(), {"--quiet", "info", "absent.wav"});
    CLI_EXIT(bad, 1);
    QVERIFY(!bad.err.isEmpty());
}

void TestCli::referenceFormats() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/formats");
    QTemporaryDir home;
    const auto list = core::parseCsv(core::readFile(folder / "formats.csv").value(), "formats.csv").value();
    const auto name = list.column("file");
    const auto status = list.column("status");
    const auto samples = list.column("frames");
    QVERIFY(name && status && samples);
    for (const auto& row : list.rows) {
        const auto result = runCli(home.path(), {"info", "--json", QString::fromStdString((folder / row[*name]).string())});
        if (row[*status] != "ok") {
            CLI_EXIT(result, 1);
            QCOMPARE(result.err.trimmed().split('\n').size(), 1);
            continue;
        }
        CLI_EXIT(result, 0);
        QCOMPARE(result.json().array().at(0).toObject()["frames"].toDouble(), core::parseNumber(row[*samples]).value());
    }
}

QTEST_GUILESS_MAIN(TestCli)
#include "TestCli.moc"
