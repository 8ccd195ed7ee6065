// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/EditText.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/Sweep.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::experiment;

namespace {

QString shown(const core::Result<std::string>& result) {
    return result ? QString::fromStdString(*result) : QString("error: ") + QString::fromStdString(result.error().message());
}

}  // namespace

class TestEditText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sets_data();
    void sets();
    void removes_data();
    void removes();
    void refuses_data();
    void refuses();
    void knowsWhatIsWritten();
    void everyKeyOfOurFilesThereAndBack();
    void brokenTextsAtEveryByte();
};

void TestEditText::sets_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("result");
    const auto row = [](const char* name, const char* text, const char* path, const char* value, const char* result) {
        QTest::newRow(name) << QString::fromUtf8(text) << path << value << QString::fromUtf8(result);
    };
    row("top", "a = 1  # one\nb = 2\n", "a", "7", "a = 7  # one\nb = 2\n");
    row("in a table", "[t]\n# before\nepochs   =  50 # after\n", "t.epochs", "3", "[t]\n# before\nepochs   =  3 # after\n");
    row("behind wide characters", "n = \"ä€𝄞\"\n[t]\nx = { s = \"𝄞ü\", k = 1 }\n", "t.x.k", "22",
        "n = \"ä€𝄞\"\n[t]\nx = { s = \"𝄞ü\", k = 22 }\n");
    row("a list over lines", "a = [1, # one\n  2,\n]  # end\nb = 1\n", "a", "[3]", "a = [3]  # end\nb = 1\n");
    row("a text over lines", "a = \"\"\"x\ny\"\"\" # end\n", "a", "\"z\"", "a = \"z\" # end\n");
    row("a date with a space", "a = 1979-05-27 07:32:00 # d\n", "a", "1", "a = 1 # d\n");
    row("dotted", "t.epochs = 1\nu = 2\n", "t.epochs", "9", "t.epochs = 9\nu = 2\n");
    row("a dotted sibling", "t.epochs = 1 # x\nu = 2\n", "t.batch", "9", "t.epochs = 1 # x\nt.batch = 9\nu = 2\n");
    row("dotted below a header", "[a]\nt.epochs = 1\n[b]\nc = 1\n", "a.t.batch", "9",
        "[a]\nt.epochs = 1\nt.batch = 9\n[b]\nc = 1\n");
    row("new at the top", "a = 1 # x\n\n[t]\nb = 1\n", "seed", "2", "a = 1 # x\nseed = 2\n\n[t]\nb = 1\n");
    row("new in a table", "[t]\nb = 1 # x\n\n# of u\n[u]\nc = 1\n", "t.d", "true",
        "[t]\nb = 1 # x\nd = true\n\n# of u\n[u]\nc = 1\n");
    row("new in an empty table", "[t]  # empty\n[u]\nc = 1\n", "t.d", "1", "[t]  # empty\nd = 1\n[u]\nc = 1\n");
    row("a table that has only tables", "[a.b]\nx = 1\n", "a.c", "1", "[a.b]\nx = 1\n\n[a]\nc = 1\n");
    row("a new table", "a = 1\n", "copies.speeds", "[0.9, 1.1]", "a = 1\n\n[copies]\nspeeds = [0.9, 1.1]\n");
    row("a new table below one", "[corpus]\nname = \"x\"\n", "corpus.where.style", "\"y\"",
        "[corpus]\nname = \"x\"\n\n[corpus.where]\nstyle = \"y\"\n");
    row("in braces", "t = { a = 1 }\n", "t.b", "2", "t = { a = 1, b = 2 }\n");
    row("in empty braces", "t = {}\n", "t.b", "2", "t = { b = 2 }\n");
    row("deep in braces", "t = { a = 1 }\n", "t.u.b", "2", "t = { a = 1, u.b = 2 }\n");
    row("without a last line break", "[t]\na = 1", "t.b", "2", "[t]\na = 1\nb = 2\n");
    row("nothing yet", "", "a", "1", "a = 1\n");
    row("only a comment", "# c", "t.a", "1", "# c\n\n[t]\na = 1\n");
    row("CRLF", "[t]\r\na = 1\r\n[u]\r\nb = 1\r\n", "t.c", "3", "[t]\r\na = 1\r\nc = 3\r\n[u]\r\nb = 1\r\n");
    row("a mark at the begin", "\xef\xbb\xbf[t]\na = 1\n", "t.a", "2", "\xef\xbb\xbf[t]\na = 2\n");
    row("a mark and nothing at the top", "\xef\xbb\xbf[t]\na = 1\n", "z", "2", "\xef\xbb\xbfz = 2\n[t]\na = 1\n");
    row("before repeated tables", "a = 1\n[[m]]\nk = 1\n[[m]]\nk = 2\n", "b", "2",
        "a = 1\nb = 2\n[[m]]\nk = 1\n[[m]]\nk = 2\n");
    row("a key in quotes", "\"t.x\" = 1\nt.x = 2\n", "t.x", "3", "\"t.x\" = 1\nt.x = 3\n");
    row("what looks like a key", "a = \"\"\"\n[t]\nb = 1\n\"\"\"\n", "t.b", "2",
        "a = \"\"\"\n[t]\nb = 1\n\"\"\"\n\n[t]\nb = 2\n");
}

void TestEditText::sets() {
    QFETCH(QString, text);
    QFETCH(QString, path);
    QFETCH(QString, value);
    QFETCH(QString, result);
    QCOMPARE(shown(setKey(text.toStdString(), path.toStdString(), value.toStdString())), result);
}

void TestEditText::removes_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("result");
    const auto row = [](const char* name, const char* text, const char* path, const char* result) {
        QTest::newRow(name) << QString::fromUtf8(text) << path << QString::fromUtf8(result);
    };
    row("a line", "a = 1\nb = 2 # x\nc = 3\n", "b", "a = 1\nc = 3\n");
    row("the last without a break", "a = 1\nb = 2", "b", "a = 1\n");
    row("several lines", "a = [1,\n 2]\nb = 1\n", "a", "b = 1\n");
    row("the only one of a table", "[t]\na = 1\n[u]\nb = 1\n", "t.a", "[t]\n[u]\nb = 1\n");
    row("dotted", "t.a = 1\nb = 1\n", "t.a", "b = 1\n");
    row("first in braces", "t = { a = 1, b = 2 }\n", "t.a", "t = { b = 2 }\n");
    row("last in braces", "t = { a = 1, b = 2 }\n", "t.b", "t = { a = 1 }\n");
    row("only in braces", "t = { a = 1 }\n", "t.a", "t = {  }\n");
    row("whole braces", "t = { a = 1 }\nb = 1\n", "t", "b = 1\n");
    row("absent", "a = 1 # x\n", "t.b", "a = 1 # x\n");
}

void TestEditText::removes() {
    QFETCH(QString, text);
    QFETCH(QString, path);
    QFETCH(QString, result);
    QCOMPARE(shown(removeKey(text.toStdString(), path.toStdString())), result);
}

void TestEditText::refuses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::newRow("no TOML") << "a = \n"
                             << "a"
                             << "1";
    QTest::newRow("no text") << QString::fromLatin1("a = \"\xff\"") + QChar(0) << "a"
                             << "1";
    QTest::newRow("below a value") << "a = 1\n"
                                   << "a.b"
                                   << "1";
    QTest::newRow("below repeated tables") << "[[m]]\na = 1\n"
                                           << "m.a"
                                           << "2";
    QTest::newRow("repeated tables") << "[[m]]\na = 1\n"
                                     << "m"
                                     << "2";
    QTest::newRow("a table") << "[t]\na = 1\n"
                             << "t"
                             << "2";
    QTest::newRow("no value") << "a = 1\n"
                              << "a"
                              << "not a value";
    QTest::newRow("two values") << "a = 1\n"
                                << "a"
                                << "1\nb = 2";
    QTest::newRow("a value and a table") << "a = 1\n"
                                         << "a"
                                         << "1\n[t]";
    QTest::newRow("a value and a comment") << "t = { a = 1 }\n"
                                           << "t.a"
                                           << "1 # }";
    QTest::newRow("nothing") << "a = 1\n"
                             << "a"
                             << "";
    QTest::newRow("no path") << "a = 1\n"
                             << ""
                             << "1";
    QTest::newRow("half a path") << "a = 1\n"
                                 << "b."
                                 << "1";
}

void TestEditText::refuses() {
    QFETCH(QString, text);
    QFETCH(QString, path);
    QFETCH(QString, value);
    const auto result = setKey(text.toStdString(), path.toStdString(), value.toStdString());
    QVERIFY2(!result, qPrintable(shown(result)));
    QCOMPARE(result.error().kind, core::ErrorKind::BadInput);
    QVERIFY(!result.error().message().empty());
}

void TestEditText::knowsWhatIsWritten() {
    const std::string text = "a = 1\n[t]\nb = 1\n[sweep]\n\"t.c\" = [1]\nt.d = [2]\n";
    QVERIFY(hasKey(text, "a") && hasKey(text, "t.b") && hasKey(text, "sweep.t.d"));
    QVERIFY(!hasKey(text, "b") && !hasKey(text, "a.b") && !hasKey(text, "t.b.c") && !hasKey("a = ", "a"));
}

/// Every key that a form writes, in every file that comes with the program: set, set back, and removed, which leaves a file
/// that is read as before but for the one key.
void TestEditText::everyKeyOfOurFilesThereAndBack() {
    const std::filesystem::path folder = core::resourceFolder() / "experiments";
    if (!std::filesystem::exists(folder)) QSKIP("The experiments that come with the program are not there.");
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".toml") continue;
        const auto text = core::readFile(entry.path(), 1 << 20);
        PROSOSCOPE_VERIFY(text);
        if (hasKey(*text, "kind")) continue;  // of another kind, which no form writes
        ++files;
        for (const std::string path : {"seed", "seeds", "save_model", "training.epochs", "training.learning_rate",
                                       "copies.rooms", "folds.groups", "folds.inner_speakers", "sweep.training.batch"}) {
            const auto set = setKey(*text, path, "3");
            PROSOSCOPE_VERIFY(set);
            QVERIFY(hasKey(*set, path));
            if (!hasKey(*text, path)) {
                const auto without = removeKey(*set, path);
                PROSOSCOPE_VERIFY(without);
                QVERIFY(without->starts_with(text->substr(0, 100)));
                QVERIFY(without->size() <= text->size() + 24);  // the header of a table of its own stays
            }
            const auto again = setKey(*set, path, "4");
            PROSOSCOPE_VERIFY(again);
            QCOMPARE(again->size(), set->size());
        }
        const auto epochs = setKey(*text, "training.epochs", "17");
        PROSOSCOPE_VERIFY(epochs);
        const auto read = parseExperiments(*epochs, "x");
        PROSOSCOPE_VERIFY(read);
        for (const auto& run : read->runs) QCOMPARE(run.experiment.training.epochs, 17);
    }
    QVERIFY(files > 3);
}

/// A text cut off anywhere, or with one byte gone wrong, is edited or refused; what comes out says one thing more, never less.
void TestEditText::brokenTextsAtEveryByte() {
    const std::string text =
        "n = \"ä\\n\"\n[t]\na = { k = [1, {x = 2}], 'q' = 1.5e3 } # c\nt.u = '''x'''\n[[m]]\nz = 1\n[p.q]\nr = inf\n";
    int edited = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        for (const char byte : {'\0', '"', '[', '}', '\n', '#', '\xc3'}) {
            auto broken = text.substr(0, i);
            if (byte != '\0') broken += std::string(1, byte) + (i < text.size() ? text.substr(i + 1) : "");
            for (const char* path : {"n", "t.a", "t.a.k", "t.new", "p.new", "m.z", "new"}) {
                if (const auto set = setKey(broken, path, "12")) {
                    ++edited;
                    QVERIFY2(hasKey(*set, path), set->c_str());
                    const auto removed = removeKey(*set, path);
                    if (removed) QVERIFY2(!hasKey(*removed, path), removed->c_str());
                }
            }
        }
    }
    QVERIFY(edited > 500);
}

QTEST_APPLESS_MAIN(TestEditText)
#include "TestEditText.moc"
