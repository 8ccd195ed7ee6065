// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

#include "PageTest.h"
#include "app/gui/inspect/SessionFile.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Sessions: written with paths that survive a move, read whatever stands in them, and files found where they went.
class TestSession : public QObject, private PageTest {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aSessionComesBack();
    void aMovedFolderIsFound();
    void aMovedFileIsAskedForOnce();
    void filesCanBeLeftOut();
    void unknownKeysAreKept();
    void brokenSessionsGiveASentence_data();
    void brokenSessionsGiveASentence();
    void movesAreGuessedFromOneFile();

private:
    [[nodiscard]] QJsonObject content(const QString& name) const;
    void save(const QString& name);
    void makeTwo();
    /// Writes a path into the field of a dialog and confirms it by the keyboard.
    static void choose(QFileDialog* dialog, const QString& path);
};

void TestSession::init() {
    makeFolder();
    start();
}

void TestSession::cleanup() { end(); }

QJsonObject TestSession::content(const QString& name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

void TestSession::makeTwo() {
    QVERIFY(QDir().mkpath(path("project/sounds")));
    for (const char* name : {"a", "b"}) QVERIFY(writeTone(toPath(path(QString("project/sounds/%1.wav").arg(name))), 2.0));
    for (const char* name : {"a", "b"}) {
        auto* recording = page->openRecording(path(QString("project/sounds/%1.wav").arg(name)));
        QTRY_VERIFY(recording->complete());
    }
    page->current()->view()->setRange(0.5, 1.5);
    page->current()->view()->setSelection(0.75, 1.25);
}

void TestSession::save(const QString& name) {
    actions->action("file.saveSession")->trigger();
    auto* dialog = shownChild<QFileDialog>(page.get(), "saveSession");
    QVERIFY(dialog != nullptr);
    choose(dialog, path(name));
    QTRY_VERIFY2(hasSaid("Saved the session"), qPrintable(said.join('\n')));
}

void TestSession::choose(QFileDialog* dialog, const QString& path) {
    auto* edit = dialog->findChild<QLineEdit*>();
    dialog->activateWindow();
    edit->setFocus();
    QTRY_VERIFY(edit->hasFocus());  // elsewhere a shortcut of the page would take the key
    edit->setText(path);
    QTest::keyClick(edit, Qt::Key_Return);
}

void TestSession::aSessionComesBack() {
    makeTwo();
    save("project/work.prososcope-session");
    const auto session = content("project/work.prososcope-session");
    QCOMPARE(session["version"].toInt(), 1);
    QCOMPARE(session["inspect"].toObject()["files"].toArray()[0].toObject()["path"].toString(), QString("sounds/a.wav"));
    start();
    QVERIFY(page->openPaths({path("project/work.prososcope-session")}));
    QTRY_VERIFY(hasSaid("Opened the session"));
    QTRY_VERIFY(page->current() != nullptr && page->current()->complete());
    QCOMPARE(page->current()->path(), path("project/sounds/b.wav"));
    QTRY_COMPARE(page->current()->view()->start(), 0.5);
    QCOMPARE(page->current()->view()->selectionEnd(), 1.25);
    QCOMPARE(page->saveState()["files"].toArray().size(), 2);
    // Opened again, it takes the place of what is open.
    QVERIFY(page->openPaths({path("project/work.prososcope-session")}));
    said.clear();
    QTRY_VERIFY(hasSaid("Opened the session"));
    QCOMPARE(page->saveState()["files"].toArray().size(), 2);
}

void TestSession::aMovedFolderIsFound() {
    makeTwo();
    save("project/work.prososcope-session");
    start();
    QVERIFY(QDir().rename(path("project"), path("elsewhere")));
    QVERIFY(page->openPaths({path("elsewhere/work.prososcope-session")}));
    QTRY_VERIFY(hasSaid("Opened the session"));
    QTRY_VERIFY(page->current() != nullptr && page->current()->complete());
    QCOMPARE(page->current()->path(), path("elsewhere/sounds/b.wav"));
}

void TestSession::aMovedFileIsAskedForOnce() {
    makeTwo();
    save("project/work.prososcope-session");
    start();
    QVERIFY(QDir().mkpath(path("archive")));
    QVERIFY(QDir().rename(path("project/sounds"), path("archive/sounds")));
    QVERIFY(page->openPaths({path("project/work.prososcope-session")}));
    auto* box = shownChild<QMessageBox>(page.get(), "moved");
    QVERIFY(box != nullptr);
    QVERIFY(box->text().contains("a.wav"));
    pressButton(box, "Find...");
    auto* dialog = shownChild<QFileDialog>(page.get(), "findMoved");
    QVERIFY(dialog != nullptr);
    choose(dialog, path("archive/sounds/a.wav"));
    QTRY_VERIFY(hasSaid("Opened the session"));  // the second was found along with the first
    QTRY_VERIFY(page->current() != nullptr && page->current()->complete());
    QCOMPARE(page->current()->path(), path("archive/sounds/b.wav"));
    QCOMPARE(page->saveState()["files"].toArray().size(), 2);
}

void TestSession::filesCanBeLeftOut() {
    makeTwo();
    save("project/work.prososcope-session");
    start();
    QVERIFY(QFile::remove(path("project/sounds/b.wav")));
    QVERIFY(page->openPaths({path("project/work.prososcope-session")}));
    auto* box = shownChild<QMessageBox>(page.get(), "moved");
    QVERIFY(box != nullptr);
    pressButton(box, "Leave out");
    QTRY_VERIFY(hasSaid("Opened the session"));
    QTRY_VERIFY(page->current() != nullptr && page->current()->complete());
    QCOMPARE(page->current()->path(), path("project/sounds/a.wav"));
}

void TestSession::unknownKeysAreKept() {
    const QJsonObject former{{"format", "prososcope-session"},
                             {"version", 1},
                             {"colour", "blue"},
                             {"inspect", QJsonObject{{"files", QJsonArray()}, {"future", 7}}}};
    const QJsonObject state{{"files", QJsonArray{QJsonObject{{"path", path("x/a.wav")}}}}};
    const auto session = SessionFile::of(state, path("x/s.prososcope-session"), SessionFile{former});
    QCOMPARE(session.content["colour"].toString(), QString("blue"));
    QCOMPARE(session.content["inspect"].toObject()["future"].toInt(), 7);
    QCOMPARE(session.content["inspect"].toObject()["files"].toArray()[0].toObject()["path"].toString(), QString("a.wav"));
    PROSOSCOPE_VERIFY(session.write(path("s.prososcope-session")));
    const auto back = SessionFile::read(path("s.prososcope-session"));
    PROSOSCOPE_VERIFY(back);
    QCOMPARE(back->content, session.content);
}

void TestSession::brokenSessionsGiveASentence_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("RIFF....WAVE");
    QTest::newRow("another format") << QByteArray(R"({"format":"x","version":1,"inspect":{}})");
    QTest::newRow("later") << QByteArray(R"({"format":"prososcope-session","version":99,"inspect":{}})");
    QTest::newRow("no state") << QByteArray(R"({"format":"prososcope-session","version":1})");
    QTest::newRow("nested") << QByteArray(100000, '[');
}

void TestSession::brokenSessionsGiveASentence() {
    QFETCH(QByteArray, bytes);
    QFile file(path("s.prososcope-session"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    QVERIFY(page->openPaths({file.fileName()}));
    QTRY_VERIFY(hasSaid("s.prososcope-session"));
    QVERIFY(page->current() == nullptr);
}

void TestSession::movesAreGuessedFromOneFile() {
    const auto folder = Move::of("/a/b/c/x.wav", "/d/c/x.wav");
    QCOMPARE(folder.apply("/a/b/c/y.wav"), QString("/d/c/y.wav"));
    QCOMPARE(folder.apply("/a/b/e/y.wav"), QString("/d/e/y.wav"));
    QCOMPARE(folder.apply("/z/y.wav"), QString("/z/y.wav"));
    const auto renamed = Move::of("/a/x.wav", "/a/new.wav");
    QCOMPARE(renamed.apply("/a/x.wav"), QString("/a/new.wav"));
    QCOMPARE(renamed.apply("/a/y.wav"), QString("/a/y.wav"));
}

QTEST_MAIN(TestSession)
#include "TestSession.moc"
