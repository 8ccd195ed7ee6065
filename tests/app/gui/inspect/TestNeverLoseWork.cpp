// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <csignal>

#include "PageTest.h"
#include "app/gui/inspect/Autosaver.h"
#include "app/gui/inspect/DiskWatch.h"
#include "app/gui/inspect/OfferPanel.h"
#include "engine/core/Paths.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

const QByteArray kWords =
    "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n2\n<exists>\n1\n\"IntervalTier\"\n\"words\"\n0\n2\n3\n"
    "0\n0.5\n\"\"\n0.5\n1.25\n\"guten\"\n1.25\n2\n\"Morgen\"\n";
constexpr const char* kChild = "PROSOSCOPE_TEST_CHILD";
constexpr int kAutosaveMs = 100;

/// A page with its surroundings.
struct Window {
    explicit Window(const QString& folder)
        : engine(folder), page(PageContext{&actions, &engine, folder}, fakeBackend(std::make_shared<FakeCalls>())) {
        QObject::connect(&page, &Page::message, &page, [this](const QString& text, bool) { said.append(text); });
        page.findChild<Autosaver*>()->setInterval(kAutosaveMs);
        page.resize(1200, 800);
        static_cast<QWidget&>(page).show();
    }
    AnnotationModel* open(const QString& path) { return openAnnotated(page, path); }
    [[nodiscard]] OfferPanel* offers() const { return page.findChild<OfferPanel*>(); }
    [[nodiscard]] QString offered() const { return offers()->texts().join('\n'); }
    void press(const QString& text) const {
        for (auto* button : offers()->findChildren<QPushButton*>()) {
            if (button->text() != text || !button->isVisible()) continue;
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
        QFAIL(qPrintable("no button " + text + " in " + offered()));
    }
    /// Waits for the look under way, which may have seen the files as they were before.
    void look() {
        auto* watch = page.findChild<DiskWatch*>();
        QVERIFY(QTest::qWaitFor([&] { return watch->isIdle(); }));
        watch->look();
    }
    [[nodiscard]] bool hasSaid(const QString& part) const { return said.join('\n').contains(part); }

    engine_thread::EngineThread engine;
    ActionRegistry actions;
    InspectPage page;
    QStringList said;
};

/// Opens the recording, changes a label and waits to be killed: the program that crashes.
int beChild(const QString& folder) {
    Window window(folder);
    auto* model = window.open(folder + "/a.wav");
    if (model == nullptr) return 1;
    if (!model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 1, "gerettet ü")))
        return 2;
    if (!QTest::qWaitFor([&] { return !model->document().needsAutosave(); }, 20000)) return 3;
    QFile ready(folder + "/ready");
    if (!ready.open(QIODevice::WriteOnly)) return 4;
    ready.close();
    return QApplication::exec();
}

}  // namespace

/// Nothing that was edited is lost: by a crash, by another program that writes the file, by its deletion.
class TestNeverLoseWork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_folder.reset(); }
    void aKilledProgramLosesNothing();
    void aReadOnlyFolderLosesNothingEither();
    void whatIsNotWantedIsGone();
    void recoveringReplacesNoChanges();
    void savingAndClosingLeaveNoAutosave();
    void aFileChangedByAnotherProgramIsOffered();
    void changesHereAndThereAreLeftToThePerson();
    void aDeletedFileBecomesUnsaved();
    void aChangedRecordingIsOffered();
    void untouchedFilesSayNothing();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    void write(const char* name, const QByteArray& content) const;
    [[nodiscard]] QByteArray read(const char* name) const;
    /// Runs the child until it has autosaved, and kills it without warning.
    void crash() const;
    [[nodiscard]] QStringList autosaves() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestNeverLoseWork::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_folder->filePath("data").toUtf8());
    QVERIFY(writeTone(toPath(path("a.wav")), 2.0));
    write("a.TextGrid", kWords);
}

void TestNeverLoseWork::write(const char* name, const QByteArray& content) const {
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QByteArray TestNeverLoseWork::read(const char* name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList TestNeverLoseWork::autosaves() const {
    return QDir(m_folder->path()).entryList({"*.autosave*"}, QDir::Files | QDir::Hidden) +
           QDir(path("data/prososcope/autosaves")).entryList({"*.autosave"}, QDir::Files);
}

void TestNeverLoseWork::crash() const {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(kChild, m_folder->path());
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(), QStringList());
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("ready")) || process.state() == QProcess::NotRunning, 30000 * kPatience);
    QCOMPARE(process.state(), QProcess::Running);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGKILL), 0);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QVERIFY(QFile::remove(path("ready")));
}

void TestNeverLoseWork::aKilledProgramLosesNothing() {
    crash();
    QCOMPARE(read("a.TextGrid"), kWords);  // the file is as it was
    Window window(m_folder->path());
    QTRY_VERIFY(window.offered().contains("a.TextGrid"));
    window.press("Recover");
    QTRY_VERIFY(window.hasSaid("Recovered a.TextGrid"));
    auto* model = window.page.annotations()->current();
    QVERIFY(model != nullptr);
    QCOMPARE(QString::fromStdString(model->annotation().tier(0).items[1].label), QString::fromUtf8("gerettet ü"));
    QVERIFY(model->isDirty());
    QCOMPARE(read("a.TextGrid"), kWords);  // nothing is overwritten until somebody saves
    QVERIFY(!window.offers()->isVisible());
    window.actions.action("file.save")->trigger();
    QTRY_VERIFY(!model->isDirty());
    QVERIFY(read("a.TextGrid").contains(QByteArray("gerettet ü")));
    QTRY_COMPARE(autosaves(), QStringList());
    QVERIFY(annotation::findRecoveries(core::dataFolder()).empty());
}

void TestNeverLoseWork::aReadOnlyFolderLosesNothingEither() {
    if (::geteuid() == 0) QSKIP("needs a folder that cannot be written; the superuser writes everywhere");
    QVERIFY(QDir().mkpath(path("data")));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
    Window window(m_folder->path());
    auto* model = window.open(path("a.wav"));
    QVERIFY(model != nullptr);
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 1, "x")));
    QTRY_VERIFY(!model->document().needsAutosave());
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(QString::fromStdString(model->document().autosave()->string()).startsWith(path("data")));
}

void TestNeverLoseWork::whatIsNotWantedIsGone() {
    crash();
    {
        Window window(m_folder->path());
        QTRY_VERIFY(window.offered().contains("a.TextGrid"));
        window.press("Later");
        QVERIFY(!window.offers()->isVisible());
    }
    Window window(m_folder->path());
    QTRY_VERIFY(window.offered().contains("a.TextGrid"));  // later is now
    window.press("Discard");
    QTRY_COMPARE(autosaves(), QStringList());
    QCOMPARE(read("a.TextGrid"), kWords);
}

void TestNeverLoseWork::recoveringReplacesNoChanges() {
    crash();
    Window window(m_folder->path());
    auto* model = window.open(path("a.wav"));
    QVERIFY(model != nullptr);
    QTRY_VERIFY(window.offered().contains("a.TextGrid"));
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 2, "mine")));
    window.press("Recover");
    QTRY_VERIFY(window.hasSaid("Save them, then choose Recover again"));
    QCOMPARE(model->annotation().tier(0).items[2].label, std::string("mine"));
    QVERIFY(window.offered().contains("a.TextGrid"));  // still offered
}

void TestNeverLoseWork::savingAndClosingLeaveNoAutosave() {
    Window window(m_folder->path());
    auto* model = window.open(path("a.wav"));
    QVERIFY(model != nullptr);
    const auto tier = model->annotation().tier(0).header.id;
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), tier, 1, "x")));
    QTRY_COMPARE(autosaves().size(), 1);
    window.actions.action("file.save")->trigger();
    QTRY_COMPARE(autosaves(), QStringList());
    model->endMerging();
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), tier, 1, "y")));
    QTRY_COMPARE(autosaves().size(), 1);
    QVERIFY(model->undo());  // as saved: closing asks nothing
    window.page.closeDocument(0);
    QTRY_COMPARE(autosaves(), QStringList());
}

void TestNeverLoseWork::aFileChangedByAnotherProgramIsOffered() {
    Window window(m_folder->path());
    auto* model = window.open(path("a.wav"));
    QVERIFY(model != nullptr);
    write("a.TextGrid", QByteArray(kWords).replace("guten", "Guten Tag"));
    window.look();
    QTRY_VERIFY(window.offered().contains("a.TextGrid was changed by another program."));
    QCOMPARE(model->annotation().tier(0).items[1].label, std::string("guten"));
    window.press("Read again");
    QTRY_COMPARE(model->annotation().tier(0).items[1].label, std::string("Guten Tag"));
    QVERIFY(!model->isDirty());
}

void TestNeverLoseWork::changesHereAndThereAreLeftToThePerson() {
    Window window(m_folder->path());
    auto* model = window.open(path("a.wav"));
    QVERIFY(model != nullptr);
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 1, "mine")));
    const auto theirs = QByteArray(kWords).replace("guten", "theirs");
    write("a.TextGrid", theirs);
    window.look();
    QTRY_VERIFY(window.offered().contains("has changes here too"));
    window.press("Keep what is here");
    QCOMPARE(model->annotation().tier(0).items[1].label, std::string("mine"));
    QVERIFY(model->isDirty());
    QCOMPARE(read("a.TextGrid"), theirs);
}

void TestNeverLoseWork::aDeletedFileBecomesUnsaved() {
    Window window(m_folder->path());
    auto* model = window.open(path("a.wav"));
    QVERIFY(model != nullptr);
    QVERIFY(QFile::remove(path("a.TextGrid")));
    window.look();
    QTRY_VERIFY(window.hasSaid("a.TextGrid was deleted or moved"));
    QVERIFY(model->isDirty());
    QCOMPARE(model->annotation().tier(0).items[1].label, std::string("guten"));
    window.actions.action("file.save")->trigger();
    QTRY_VERIFY(!model->isDirty());
    QVERIFY(read("a.TextGrid").contains("guten"));
}

void TestNeverLoseWork::aChangedRecordingIsOffered() {
    Window window(m_folder->path());
    auto* model = window.open(path("a.wav"));
    QVERIFY(model != nullptr);
    auto* watch = window.page.findChild<DiskWatch*>();
    QTRY_VERIFY(watch->isIdle());
    QVERIFY(writeTone(toPath(path("a.wav")), 3.0));
    window.look();
    QTRY_VERIFY(window.offered().contains("a.wav was changed by another program"));
    window.press("Open again");
    QTRY_VERIFY(window.page.current() != nullptr && window.page.current()->duration() > 2.9);
    QTRY_VERIFY(watch->isIdle());
    QVERIFY(QFile::remove(path("a.wav")));
    QTRY_VERIFY((watch->look(), window.hasSaid("a.wav was deleted or moved")));
    QVERIFY(window.page.current() != nullptr);  // the view goes on
}

void TestNeverLoseWork::untouchedFilesSayNothing() {
    Window window(m_folder->path());
    QVERIFY(window.open(path("a.wav")) != nullptr);
    auto* watch = window.page.findChild<DiskWatch*>();
    QTRY_VERIFY(watch->isIdle());
    QFile file(path("a.TextGrid"));  // touched, not changed
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(5), QFileDevice::FileModificationTime));
    file.close();
    window.look();
    QTRY_VERIFY(watch->isIdle());
    QVERIFY(!window.offers()->isVisible());
    QVERIFY(!window.hasSaid("another program"));
}

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QString folder = qEnvironmentVariable(kChild);
    if (!folder.isEmpty()) return beChild(folder);
    TestNeverLoseWork test;
    return QTest::qExec(&test, argc, argv);
}
#include "TestNeverLoseWork.moc"
