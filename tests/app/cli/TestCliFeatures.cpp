// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <fstream>

#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/features/FeatureSet.h"
#include "engine/store/Safetensors.h"
#include "tests/NpyFile.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

namespace {

std::string contentOf(const QString& path) { return core::readFile(toPath(path)).value_or("absent"); }

features::FeatureMatrix expected(const QString& sound, const char* set) {
    const auto samples = audio::decodeSpeech16k(toPath(sound));
    return features::featureSet(set).value()->compute(samples.value()).value();
}

std::uint32_t bigEndian(const std::string& bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// All files below a folder, hidden ones too, with their content.
std::map<QString, std::string> filesBelow(const QString& folder) {
    std::map<QString, std::string> files;
    for (QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        files[QDir(folder).relativeFilePath(path)] = contentOf(path);
    }
    return files;
}

void withoutJournal(std::map<QString, std::string>& files) {
    std::erase_if(files, [](const auto& file) { return file.first.startsWith(".prososcope-features/"); });
}

/// Starts a run and kills it as soon as `lines` recordings are complete; false where it ended first.
bool killedAfter(const QString& home, const QStringList& arguments, const QString& journal, int lines) {
    QProcess process;
    process.setWorkingDirectory(home);
    process.start(cliProgram(), arguments);
    if (!process.waitForStarted()) return false;
    for (int wait = 0; wait < 20000 && process.state() == QProcess::Running; ++wait) {
        const auto text = contentOf(journal);
        if (std::count(text.begin(), text.end(), '\n') > lines) break;
        process.waitForFinished(1);
    }
    const bool running = process.state() == QProcess::Running;
    process.kill();
    process.waitForFinished();
    return running;
}

}  // namespace

/// `prososcope-cli features` beyond a table of one folder: formats, folders, going on after a kill, names of every kind.
class TestCliFeatures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsTheSets();
    void everyFormatReadsBackEqual();
    void tablesOfSeveralReadBackEqual();
    void foldersAreMirrored();
    void goesOnAfterAKill_data();
    void goesOnAfterAKill();
    void anotherSetIsNotContinued();
    void aChangedRecordingIsComputedAnew();
    void hostileNames();
    void mixedGoodAndBad();
    void threadsOfOneFile();
    void rates();
};

void TestCliFeatures::listsTheSets() {
    QTemporaryDir home;
    const auto text = runCli(home.path(), {"features", "--list"});
    CLI_EXIT(text, 0);
    const auto json = runCli(home.path(), {"--json", "features", "--list"});
    CLI_EXIT(json, 0);
    const auto list = json.json().array();
    QCOMPARE(static_cast<std::size_t>(list.size()), features::allFeatureSets().size());
    for (const auto& entry : list) {
        const auto object = entry.toObject();
        QVERIFY(text.out.contains(object["name"].toString()));
        QVERIFY(!object["description"].toString().isEmpty() && object["rate_hz"].toInt() > 0);
        QCOMPARE(object["columns"].toArray().size(), object["dimensions"].toInt());
    }
    QCOMPARE(list[0].toObject()["name"].toString(), QString("logmel80"));
    QCOMPARE(list[0].toObject()["over_time"].toBool(), true);
}

void TestCliFeatures::everyFormatReadsBackEqual() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("a.wav")), 440.0, 0.7);
    const auto matrix = expected(home.filePath("a.wav"), "mfcc20-librosa");
    const auto write = [&](const QString& goal) {
        return runCli(home.path(), {"features", "--set", "mfcc20-librosa", "--frames", "a.wav", "--out", goal});
    };
    for (const char* goal : {"f.csv", "f.npy", "f.arff", "f.htk", "f.safetensors"}) CLI_EXIT(write(goal), 0);

    const auto csv = core::parseCsv(contentOf(home.filePath("f.csv")), "f.csv").value();
    QCOMPARE(csv.rows.size(), matrix.frames);
    for (std::size_t i = 0; i < matrix.frames; ++i) {
        QCOMPARE(csv.rows[i][1], core::fixedText(0.01 * static_cast<double>(i), 6));
        for (std::size_t c = 0; c < matrix.columns; ++c)
            QCOMPARE(static_cast<float>(*core::parseNumber(csv.rows[i][2 + c])), matrix.at(i, c));
    }
    const auto npy = NpyFile::read(toPath(home.filePath("f.npy")));
    QVERIFY(npy.ok && npy.rows() == matrix.frames && npy.values == matrix.values);

    const auto tensors = store::SafetensorsFile::open(toPath(home.filePath("f.safetensors")));
    PROSOSCOPE_VERIFY(tensors);
    const auto* tensor = tensors->find("a.wav");
    QVERIFY(tensor != nullptr && tensor->shape == std::vector<std::int64_t>({71, 20}));
    QVERIFY(std::equal(matrix.values.begin(), matrix.values.end(), tensor->floats().begin()));
    QCOMPARE(tensors->metadata().at("set"), std::string("mfcc20-librosa"));
    QCOMPARE(tensors->metadata().at("parameters"), features::featureSet("mfcc20-librosa").value()->parameters());
    QVERIFY(tensors->metadata().at("columns").starts_with("mfcc0\tmfcc1\t"));
    QCOMPARE(tensors->metadata().at("hopSeconds"), std::string("0.01"));

    const auto htk = contentOf(home.filePath("f.htk"));
    QCOMPARE(htk.size(), 12 + 4 * matrix.values.size());
    QCOMPARE(bigEndian(htk, 0, 4), 71U);
    QCOMPARE(bigEndian(htk, 4, 4), 100000U);
    QCOMPARE(bigEndian(htk, 8, 2), 80U);
    QCOMPARE(bigEndian(htk, 10, 2), 9U);
    for (std::size_t i = 0; i < matrix.values.size(); ++i)
        QCOMPARE(std::bit_cast<float>(bigEndian(htk, 12 + 4 * i, 4)), matrix.values[i]);

    const auto lines = QString::fromStdString(contentOf(home.filePath("f.arff"))).split('\n');
    QCOMPARE(lines[0], QString("@relation mfcc20-librosa"));
    QVERIFY(lines.contains("@attribute name string") && lines.contains("@attribute frameTime numeric"));
    QVERIFY(lines.contains("@attribute mfcc19 numeric"));
    const auto data = lines.indexOf("@data") + 1;
    QCOMPARE(lines.filter("@attribute").size(), 22);
    for (std::size_t i = 0; i < matrix.frames; ++i) {
        const auto cells = lines[data + static_cast<qsizetype>(i)].split(',');
        QCOMPARE(cells.size(), 22);
        QCOMPARE(cells[0], QString("'a.wav'"));
        for (std::size_t c = 0; c < matrix.columns; ++c)
            QCOMPARE(cells[static_cast<qsizetype>(2 + c)].toFloat(), matrix.at(i, c));
    }
    QVERIFY(QDir(home.path()).entryList({".prososcope*"}, QDir::AllEntries | QDir::Hidden).isEmpty());
}

void TestCliFeatures::tablesOfSeveralReadBackEqual() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("in/x/a.wav")), 440.0, 0.4);
    writeTone(toPath(home.filePath("in/b.wav")), 330.0, 0.5);
    for (const char* goal : {"f.csv", "f.arff", "f.safetensors"})
        CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "in", "--out", goal}), 0);
    const auto csv = core::parseCsv(contentOf(home.filePath("f.csv")), "f.csv").value();
    const auto tensors = store::SafetensorsFile::open(toPath(home.filePath("f.safetensors")));
    PROSOSCOPE_VERIFY(tensors);
    QCOMPARE(tensors->tensors().size(), std::size_t{2});
    QVERIFY(!tensors->metadata().contains("hopSeconds"));
    const auto arff = QString::fromStdString(contentOf(home.filePath("f.arff"))).split('\n');
    const auto data = arff.indexOf("@data") + 1;
    for (std::size_t r = 0; r < 2; ++r) {
        const auto* tensor = tensors->find(csv.rows[r][0].substr(3));  // below "in/"
        QVERIFY(tensor != nullptr && tensor->elements() == 160);
        const auto cells = arff[data + static_cast<qsizetype>(r)].split(',');
        QCOMPARE(cells[0], QString("'%1'").arg(QString::fromStdString(csv.rows[r][0])));
        for (std::size_t c = 0; c < 160; ++c) {
            QCOMPARE(static_cast<float>(*core::parseNumber(csv.rows[r][1 + c])), tensor->floats()[c]);
            QCOMPARE(cells[static_cast<qsizetype>(1 + c)].toFloat(), tensor->floats()[c]);
        }
    }
}

void TestCliFeatures::foldersAreMirrored() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("in/x/y/a.wav")), 440.0);
    writeTone(toPath(home.filePath("in/b.wav")), 330.0);
    writeTone(toPath(home.filePath("in/b.aiff")), 330.0);  // WAV in truth, which is read all the same
    const QStringList arguments{"--json", "features", "--set", "logmel80", "--frames", "in", "--format", "npy", "--out", "out"};
    const auto first = runCli(home.path(), arguments);
    CLI_EXIT(first, 0);
    auto files = filesBelow(home.filePath("out"));
    withoutJournal(files);
    QCOMPARE(files.size(), std::size_t{3});
    for (const char* name : {"x/y/a.npy", "b.wav.npy", "b.aiff.npy"}) QVERIFY2(files.contains(name), name);
    QVERIFY(NpyFile::read(toPath(home.filePath("out/x/y/a.npy"))).values ==
            expected(home.filePath("in/x/y/a.wav"), "logmel80").values);
    // Everything is there already; a file that was taken away comes back.
    QVERIFY(QFile::remove(home.filePath("out/b.wav.npy")));
    const auto again = runCli(home.path(), arguments);
    CLI_EXIT(again, 0);
    QCOMPARE(again.json().object()["continued"].toInt(), 2);
    QCOMPARE(again.json().object()["files"].toInt(), 3);
    auto restored = filesBelow(home.filePath("out"));
    withoutJournal(restored);
    QVERIFY(restored == files);
    // Two folders: their names come first.
    writeTone(toPath(home.filePath("more/b.wav")), 220.0);
    CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "in", "more", "--format", "htk", "--out", "both"}), 0);
    QVERIFY(QFile::exists(home.filePath("both/more/b.htk")) && QFile::exists(home.filePath("both/in/x/y/a.htk")));
}

void TestCliFeatures::goesOnAfterAKill_data() {
    QTest::addColumn<QStringList>("goal");
    QTest::addColumn<QString>("journal");
    QTest::newRow("table") << QStringList{"--out", "GOAL/f.csv"} << "GOAL/.prososcope-features-*/journal";
    QTest::newRow("tensors") << QStringList{"--out", "GOAL/f.safetensors"} << "GOAL/.prososcope-features-*/journal";
    QTest::newRow("folder") << QStringList{"--format", "npy", "--out", "GOAL"} << "GOAL/.prososcope-features/journal";
}

void TestCliFeatures::goesOnAfterAKill() {
    QFETCH(QStringList, goal);
    QFETCH(QString, journal);
    QTemporaryDir home;
    constexpr int kFiles = 24;
    writeTone(toPath(home.filePath("in/00.wav")), 200.0, 40.0);
    for (int i = 1; i < kFiles; ++i)
        QVERIFY(QFile::copy(home.filePath("in/00.wav"), home.filePath(QString("in/%1.wav").arg(i, 2, 10, QChar('0')))));
    const auto arguments = [&](const char* folder) {
        QStringList list{"--json", "--threads", "2", "features", "--set", "mfcc20-librosa", "--frames", "in"};
        for (QString part : goal) list << part.replace("GOAL", folder);
        return list;
    };
    CLI_EXIT(runCli(home.path(), arguments("whole"), 300), 0);
    auto whole = filesBelow(home.filePath("whole"));
    withoutJournal(whole);
    // The folder of a table's parts is known only once it is there: its name does not depend on the place.
    QDir(home.path()).mkdir("killed");
    bool killed = false;
    {
        QString place = QString(journal).replace("GOAL", home.filePath("killed"));
        if (place.contains('*')) {
            const auto file = goal.last().section('/', -1);
            place.replace("*", QString::fromStdString(core::sha256(file.toStdString()).substr(0, 16)));
        }
        killed = killedAfter(home.path(), arguments("killed"), place, 3);
    }
    QVERIFY(killed);
    QVERIFY(!QFile::exists(home.filePath("killed/f.csv")) && !QFile::exists(home.filePath("killed/f.safetensors")));
    const auto rest = runCli(home.path(), arguments("killed"), 300);
    CLI_EXIT(rest, 0);
    const int continued = rest.json().object()["continued"].toInt();
    QVERIFY2(continued >= 3 && continued < kFiles, qPrintable(rest.out));
    QCOMPARE(rest.json().object()["files"].toInt(), kFiles);
    auto files = filesBelow(home.filePath("killed"));
    withoutJournal(files);
    std::erase_if(files, [](const auto& file) { return file.first.contains(".prososcope-"); });  // of the killed process
    QVERIFY(files == whole);
}

void TestCliFeatures::anotherSetIsNotContinued() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("in/a.wav")), 440.0);
    CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "--frames", "in", "--format", "npy", "--out", "out"}), 0);
    const auto before = filesBelow(home.filePath("out"));
    for (const QStringList& other : {QStringList{"--set", "logmel80-librosa", "--frames", "--format", "npy"},
                                     QStringList{"--set", "logmel80", "--format", "npy"},
                                     QStringList{"--set", "logmel80", "--frames", "--format", "htk"}}) {
        const auto result = runCli(home.path(), QStringList{"features", "in", "--out", "out"} + other);
        CLI_EXIT(result, 1);
        QVERIFY(result.err.contains("another set"));
        QVERIFY(filesBelow(home.filePath("out")) == before);
    }
}

void TestCliFeatures::aChangedRecordingIsComputedAnew() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("in/a.wav")), 440.0);
    writeTone(toPath(home.filePath("in/b.wav")), 550.0);
    const QStringList arguments{"--json", "features", "--set", "logmel80", "--frames", "in", "--format", "npy", "--out", "out"};
    CLI_EXIT(runCli(home.path(), arguments), 0);
    writeTone(toPath(home.filePath("in/a.wav")), 880.0, 0.8);
    const auto again = runCli(home.path(), arguments);
    CLI_EXIT(again, 0);
    QCOMPARE(again.json().object()["continued"].toInt(), 1);
    QVERIFY(NpyFile::read(toPath(home.filePath("out/a.npy"))).values == expected(home.filePath("in/a.wav"), "logmel80").values);
}

void TestCliFeatures::hostileNames() {
    QTemporaryDir home;
    const std::filesystem::path in = toPath(home.filePath("in"));
    const std::vector<std::string> names{"a, \"b\".wav",       "new\nline.wav", "it's 100%.wav",
                                         "-dash.wav",          "\xff\xfe.wav",  "\xc3\xbc\xe6\xbc\xa2.wav",
                                         "tab\tand\\back.wav", "{brace}.wav",   "very/deep/folder/of.some.dots.wav"};
    for (std::size_t i = 0; i < names.size(); ++i) writeTone(in / names[i], 200.0 + 50.0 * static_cast<double>(i), 0.2);
    for (const char* goal : {"f.csv", "f.arff", "f.safetensors"})
        CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "in", "--out", goal}), 0);
    const auto csv = core::parseCsv(contentOf(home.filePath("f.csv")), "f.csv").value();
    QCOMPARE(csv.rows.size(), names.size());
    for (const auto& name : names)
        QVERIFY(std::any_of(csv.rows.begin(), csv.rows.end(), [&](const auto& row) { return row[0] == "in/" + name; }));
    const auto tensors = store::SafetensorsFile::open(toPath(home.filePath("f.safetensors")));
    PROSOSCOPE_VERIFY(tensors);
    QVERIFY(tensors->find("%FF%FE.wav") != nullptr && tensors->find("new\nline.wav") != nullptr);
    const auto arff = contentOf(home.filePath("f.arff"));
    QCOMPARE(static_cast<std::size_t>(std::count(arff.begin(), arff.end(), '\n')), 160 + 5 + names.size());
    QVERIFY(arff.find("'in/it\\'s 100\\%.wav'") != std::string::npos && arff.find("'in/new\\nline.wav'") != std::string::npos);
    CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "in", "--format", "npy", "--out", "out"}), 0);
    for (const auto& name : names) {
        auto path = toPath(home.filePath("out")) / name;
        QVERIFY(NpyFile::read(path.replace_extension(".npy")).ok);
    }
}

void TestCliFeatures::mixedGoodAndBad() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("in/a.wav")), 440.0);
    writeText(toPath(home.filePath("in/b.wav")), "no sound");
    writeText(toPath(home.filePath("in/c.wav")), "");
    writeTone(toPath(home.filePath("in/d.wav")), 330.0);
    const auto result =
        runCli(home.path(), {"--json", "features", "--set", "logmel80", "in", "absent.wav", "--format", "npy", "--out", "out"});
    CLI_EXIT(result, 1);
    QCOMPARE(result.err.trimmed().split('\n').size(), 3);
    QVERIFY(result.err.indexOf("b.wav") < result.err.indexOf("c.wav") &&
            result.err.indexOf("c.wav") < result.err.indexOf("absent.wav"));
    QCOMPARE(result.json().object()["files"].toInt(), 2);
    QCOMPARE(result.json().object()["failed"].toInt(), 3);
    QVERIFY(QFile::exists(home.filePath("out/a.npy")) && QFile::exists(home.filePath("out/d.npy")));
    QVERIFY(!QFile::exists(home.filePath("out/b.npy")));
    // A bad one that is mended comes in.
    writeTone(toPath(home.filePath("in/b.wav")), 330.0);
    const auto again =
        runCli(home.path(), {"--json", "features", "--set", "logmel80", "in", "--format", "npy", "--out", "out"});
    CLI_EXIT(again, 1);
    QCOMPARE(again.json().object()["continued"].toInt(), 2);
    QVERIFY(QFile::exists(home.filePath("out/b.npy")));
    // The same name twice cannot be told apart in a folder.
    CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "in/a.wav", "in/a.wav", "--out", "f.safetensors"}), 1);
}

void TestCliFeatures::threadsOfOneFile() {
    QTemporaryDir home;
    writeTone(toPath(home.filePath("a.wav")), 440.0, 60.0);
    for (const char* goal : {"f.csv", "f.npy"}) {
        CLI_EXIT(runCli(home.path(), {"--threads", "1", "features", "--set", "logmel80-librosa", "--frames", "a.wav", "--out",
                                      QString("one") + goal}),
                 0);
        CLI_EXIT(runCli(home.path(), {"--threads", "4", "features", "--set", "logmel80-librosa", "--frames", "a.wav", "--out",
                                      QString("four") + goal}),
                 0);
        QVERIFY(contentOf(home.filePath(QString("one") + goal)) == contentOf(home.filePath(QString("four") + goal)));
    }
}

void TestCliFeatures::rates() {
    QTemporaryDir home;
    for (const int rate : {4000, 8000, 22050, 44100, 192000}) {
        const QString name = QString("%1.wav").arg(rate);
        writeTone(toPath(home.filePath(name)), 440.0, 0.5, rate);
        CLI_EXIT(runCli(home.path(), {"features", "--set", "logmel80", "--frames", name, "--out", "f.npy"}), 0);
        const auto npy = NpyFile::read(toPath(home.filePath("f.npy")));
        QVERIFY(npy.ok && npy.rows() == 51 && npy.values == expected(home.filePath(name), "logmel80").values);
    }
}

QTEST_GUILESS_MAIN(TestCliFeatures)
#include "TestCliFeatures.moc"
