// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include "tests/TestSupport.h"

namespace {

/// The folders of engine/ in their order: each may include itself and those before it.
const QStringList kEngineFolders{"core",  "audio",       "dsp",      "features", "annotation", "corpus", "phonetics",
                                 "store", "checkpoints", "analysis", "learn",    "experiment", "report", "backend",
                                 "live",  "nn",          "models",   "training", "systems"};
const QStringList kTorchFolders{"nn", "models", "training", "systems"};
const QStringList kSourceEndings{"cpp", "h", "in", "cmake", "sh", "py"};
const QStringList kTextEndings{"cpp",  "h",   "in",  "cmake",   "sh", "py",  "txt", "md",   "toml",
                               "json", "svg", "xml", "desktop", "ts", "csv", "tsv", "lock", "supp"};

/// The targets of the #include lines, each with its quotes or brackets.
QStringList includesOf(const QString& text) {
    static const QRegularExpression line(R"(^\s*#\s*include\s*([<"][^>"]+[>"]))", QRegularExpression::MultilineOption);
    QStringList includes;
    for (auto match = line.globalMatch(text); match.hasNext();) includes << match.next().captured(1);
    return includes;
}

bool isTorch(const QString& include) {
    static const QRegularExpression torch(R"(^[<"](torch|ATen|c10|caffe2)/)");
    return torch.match(include).hasMatch();
}

bool isQt(const QString& include) {
    static const QRegularExpression qt(R"(^[<"](Q[A-Z]|Qt[A-Z]?|qcustomplot|q[a-z]+\.h))");
    return qt.match(include).hasMatch();
}

/// What is wrong with the includes of the file `path` (relative to the project), one sentence each.
QStringList includeProblems(const QString& path, const QString& text) {
    QStringList problems;
    const QStringList parts = path.split('/');
    const bool engine = parts.size() > 2 && parts[0] == "engine";
    const QString folder = engine ? parts[1] : QString();
    const qsizetype rank = kEngineFolders.indexOf(folder);
    const bool torchSide = kTorchFolders.contains(folder);
    if (engine && rank < 0) problems << path + " lies in no folder of DESIGN's list";
    for (const QString& include : includesOf(text)) {
        const auto complain = [&](const char* why) { problems << path + " includes " + include + ": " + why; };
        static const QRegularExpression own(R"(^"engine/(\w+)/)");
        if (const auto match = own.match(include); engine && match.hasMatch()) {
            const qsizetype other = kEngineFolders.indexOf(match.captured(1));
            if (other < 0 || other > rank) complain("a folder may include only those before it");
        }
        if (engine && (include.startsWith("\"app/") || include.startsWith("\"widgets/")))
            complain("the engine knows no window");
        if (parts[0] == "widgets" && include.startsWith("\"app/")) complain("views know no program");
        if ((engine || path.startsWith("app/cli/")) && isQt(include)) complain("engine and command line are free of Qt");
        if (isTorch(include) && !torchSide && !(parts[0] == "tests" && path.endsWith(".cpp")))
            complain("torch stays in the folders of prososcope_torch");
        if (isTorch(include) && path.endsWith(".h") && folder != "nn" && folder != "models" && folder != "training") {
            complain("headers hold nothing of torch");
        }
    }
    return problems;
}

QString read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The project's own files with one of the endings, relative to its root.
QStringList projectFiles(const QStringList& endings) {
    QStringList files;
    const QDir root(PROSOSCOPE_SOURCE_DIR);
    for (const char* folder : {"app", "engine", "widgets", "resources", "translations", "tests", "packaging", ".ci"}) {
        QDirIterator iterator(root.filePath(folder), QDir::Files, QDirIterator::Subdirectories);
        while (iterator.hasNext()) {
            const QString path = root.relativeFilePath(iterator.next());
            if (endings.contains(path.section('.', -1)) || path.endsWith("CMakeLists.txt")) files << path;
        }
    }
    for (const char* file : {"CMakeLists.txt", "CMakePresets.json", "README.md"}) {
        if (root.exists(file) && (QString(file).endsWith("CMakeLists.txt") || endings.contains(QString(file).section('.', -1))))
            files << file;
    }
    files.sort();
    return files;
}

}  // namespace

/// The rules of the folders, read from the sources: what a reviewer would otherwise have to remember.
class TestArchitecture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rulesFindOffences_data();
    void rulesFindOffences();
    void includesFollowTheFolders();
    void sourcesNameTheirLicence();
    void filesNameNoMachine();
};

void TestArchitecture::rulesFindOffences_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("own folder") << "engine/dsp/Stft.cpp"
                                << "\"engine/dsp/Stft.h\"" << true;
    QTest::newRow("downwards") << "engine/store/Workspace.cpp"
                               << "\"engine/core/Hash.h\"" << true;
    QTest::newRow("upwards") << "engine/core/Hash.cpp"
                             << "\"engine/store/Workspace.h\"" << false;
    QTest::newRow("engine without torch, upwards") << "engine/backend/LoadBackend.cpp"
                                                   << "\"engine/models/LogMelNet.h\"" << false;
    QTest::newRow("unknown folder") << "engine/misc/Things.h"
                                    << "<vector>" << false;
    QTest::newRow("engine to window") << "engine/training/Trainer.cpp"
                                      << "\"widgets/Theme.h\"" << false;
    QTest::newRow("view to program") << "widgets/CurveView.h"
                                     << "\"app/gui/Page.h\"" << false;
    QTest::newRow("program to view") << "app/gui/MainWindow.cpp"
                                     << "\"widgets/Theme.h\"" << true;
    QTest::newRow("Qt class in engine") << "engine/audio/Player.cpp"
                                        << "<QObject>" << false;
    QTest::newRow("Qt module in engine") << "engine/audio/Player.cpp"
                                         << "<QtCore/QString>" << false;
    QTest::newRow("Qt in command line") << "app/cli/main.cpp"
                                        << "<QCoreApplication>" << false;
    QTest::newRow("torch in its place") << "engine/nn/Pooling.h"
                                        << "<torch/torch.h>" << true;
    QTest::newRow("torch in engine") << "engine/analysis/Pearson.cpp"
                                     << "<ATen/ATen.h>" << false;
    QTest::newRow("torch in a header") << "engine/live/Recogniser.h"
                                       << "<c10/core/Device.h>" << false;
    QTest::newRow("torch in window") << "app/gui/MainWindow.cpp"
                                     << "<torch/torch.h>" << false;
}

void TestArchitecture::rulesFindOffences() {
    QFETCH(QString, path);
    QFETCH(QString, include);
    QFETCH(bool, allowed);
    QCOMPARE(includeProblems(path, "#pragma once\n  # include " + include + "\n").isEmpty(), allowed);
}

void TestArchitecture::includesFollowTheFolders() {
    QStringList problems;
    const QStringList files = projectFiles({"cpp", "h"});
    QVERIFY2(files.size() > 20, "the sources were not found");
    for (const QString& path : files) problems << includeProblems(path, read(QDir(PROSOSCOPE_SOURCE_DIR).filePath(path)));
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
}

void TestArchitecture::sourcesNameTheirLicence() {
    QStringList problems;
    for (const QString& path : projectFiles(kSourceEndings)) {
        const QStringList lines = read(QDir(PROSOSCOPE_SOURCE_DIR).filePath(path)).split('\n');
        const QString first = lines.value(0).startsWith("#!") ? lines.value(1) : lines.value(0);
        static const QRegularExpression licence(R"(^(//|#) SPDX-License-Identifier: GPL-3\.0-or-later$)");
        if (!licence.match(first).hasMatch()) problems << path + " does not begin with the SPDX line";
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
}

void TestArchitecture::filesNameNoMachine() {
    static const QRegularExpression place(QStringLiteral("/(home|Users)/[a-z]|/root/") + QStringLiteral("[a-z.]|/wo") +
                                          QStringLiteral("rk/"));
    QStringList problems;
    for (const QString& path : projectFiles(kTextEndings)) {
        const auto match = place.match(read(QDir(PROSOSCOPE_SOURCE_DIR).filePath(path)));
        if (match.hasMatch()) problems << path + " names the folder " + match.captured();
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
}

QTEST_GUILESS_MAIN(TestArchitecture)
#include "TestArchitecture.moc"
