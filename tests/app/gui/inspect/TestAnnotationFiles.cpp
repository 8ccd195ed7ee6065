// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <QAbstractButton>
#include <QFileDialog>
#include <QJsonArray>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/MainWindow.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/AnnotationSaver.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/OfferPanel.h"
#include "app/gui/inspect/RecordingModel.h"
#include "engine/annotation/AnnotationFile.h"
#include "tests/TestSupport.h"
#include "tests/engine/annotation/Examples.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

const QByteArray kWords =
    "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n2\n<exists>\n1\n\"IntervalTier\"\n\"words\"\n0\n2\n3\n"
    "0\n0.5\n\"\"\n0.5\n1.25\n\"guten\"\n1.25\n2\n\"Morgen\"\n";

}  // namespace

/// The files of annotations in the window: what opens, what is saved where, and what is asked.
class TestAnnotationFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void anAnnotationBesideTheRecordingIsOpenedAndSaid();
    void ofSeveralBesideOneIsOpenedAndTheOthersAreOffered();
    void aRecordingAloneGetsAProposal();
    void textsThatAreNoAnnotationAreLeftAlone();
    void anUnmodifiedSaveLosesNothing();
    void editsAreSavedAndReopened();
    void undoAndRedoAreNamedAndMoveTheSavedMark();
    void droppedAnnotationsFindTheirRecording();
    void aForeignAnnotationGoesToTheRecordingShown();
    void anAnnotationWithoutRecordingGivesASentence();
    void hostileFilesGiveASentenceAndAreNotOverwritten_data();
    void hostileFilesGiveASentenceAndAreNotOverwritten();
    void repairsAreSaid();
    void otherLengthsAreSaidAndFitted();
    void lossesAreNamedBeforeSaving();
    void aReadOnlyFolderOffersAnotherPlace();
    void aFileChangedOnDiskIsNotOverwrittenUnasked();
    void closingAsksAboutChanges();
    void closingTheWindowAsksAboutChanges();
    void aDocumentIsReadFromWhereItWasAtClosing();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    void write(const char* name, const QByteArray& content) const;
    [[nodiscard]] QByteArray read(const char* name) const;
    AnnotationModel* open(const char* name, InspectPage* page = nullptr);
    [[nodiscard]] bool said(const QString& part) const;
    template <typename T>
    T* shown(const char* name, const QWidget* page = nullptr) {
        T* found = nullptr;
        if (page == nullptr) page = m_page.get();
        const auto there = [&] { return (found = page->findChild<T*>(QLatin1String(name))) != nullptr && found->isVisible(); };
        return QTest::qWaitFor(there, 5000 * kPatience) ? found : nullptr;
    }
    static void press(QMessageBox* box, const QString& text);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
    QStringList m_said;
};

void TestAnnotationFiles::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_folder->filePath("data").toUtf8());
    QVERIFY(writeTone(toPath(path("a.wav")), 2.0));
    QVERIFY(writeTone(toPath(path("b.wav")), 2.0));
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder->path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder->path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_said.clear();
    connect(m_page.get(), &Page::message, this, [this](const QString& text, bool) { m_said.append(text); });
    m_page->resize(1200, 800);
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestAnnotationFiles::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
    m_folder.reset();
}

void TestAnnotationFiles::write(const char* name, const QByteArray& content) const {
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QByteArray TestAnnotationFiles::read(const char* name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

AnnotationModel* TestAnnotationFiles::open(const char* name, InspectPage* page) {
    if (page == nullptr) page = m_page.get();
    auto* recording = page->openRecording(path(name));
    AnnotationModel* model = nullptr;
    const auto opened = [&] {
        model = page->annotations()->of(recording);
        return model != nullptr && !model->isLoading() && page->annotations()->isIdle() && recording->complete();
    };
    return QTest::qWaitFor(opened, 10000 * kPatience) ? model : nullptr;
}

bool TestAnnotationFiles::said(const QString& part) const {
    return std::any_of(m_said.begin(), m_said.end(), [&](const QString& text) { return text.contains(part); });
}

void TestAnnotationFiles::press(QMessageBox* box, const QString& text) {
    for (auto* button : box->buttons()) {
        if (button->text().remove('&') == text) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    QFAIL(qPrintable("no button " + text));
}

void TestAnnotationFiles::anAnnotationBesideTheRecordingIsOpenedAndSaid() {
    write("a.TextGrid", kWords);
    auto* model = open("a.wav");
    QVERIFY(model != nullptr);
    QCOMPARE(model->annotation().tiers().size(), std::size_t{1});
    QCOMPARE(model->annotation().tier(0).items[1].label, std::string("guten"));
    QVERIFY(said("a.TextGrid"));
    QVERIFY(!model->isDirty());
    QVERIFY(model->document().hasFile());
}

void TestAnnotationFiles::ofSeveralBesideOneIsOpenedAndTheOthersAreOffered() {
    write("a.TextGrid", kWords);
    const auto eaf = annotation::formatAnnotation(examples::speech(), annotation::FileFormat::Elan);
    PROSOSCOPE_VERIFY(eaf);
    write("a.eaf", QByteArray::fromStdString(*eaf));
    write("a.txt", "Guten Morgen, meine Damen und Herren.\n");  // none
    auto* model = open("a.wav");
    QVERIFY(model != nullptr);
    QCOMPARE(model->fileName(), QString("a.TextGrid"));
    auto* offers = m_page->findChild<OfferPanel*>();
    QCOMPARE(offers->texts().size(), 1);
    QVERIFY2(offers->texts()[0].contains("a.TextGrid") && offers->texts()[0].contains("a.eaf") &&
                 !offers->texts()[0].contains("a.txt"),
             qPrintable(offers->texts()[0]));
    QVERIFY2(!said("a.TextGrid"), "said once");
    const auto pressOffer = [&](const QString& text) {
        for (auto* button : offers->findChildren<QAbstractButton*>()) {
            if (button->text().remove('&') == text) return QTest::mouseClick(button, Qt::LeftButton), true;
        }
        return false;
    };
    QVERIFY(pressOffer("Open a.eaf"));
    QTRY_COMPARE(model->fileName(), QString("a.eaf"));
    QCOMPARE(model->annotation().tiers().size(), examples::speech().tiers().size());
    QVERIFY(offers->texts().isEmpty());
    QVERIFY(said("a.eaf"));
    // Again: kept as it is, and closing takes the offer away.
    m_page->closeDocument(0);
    QVERIFY(open("a.wav") != nullptr);
    QCOMPARE(offers->texts().size(), 1);
    QVERIFY(pressOffer("Keep a.TextGrid"));
    QVERIFY(offers->texts().isEmpty());
    QCOMPARE(m_page->annotations()->current()->fileName(), QString("a.TextGrid"));
    m_page->closeDocument(0);
    QVERIFY(open("a.wav") != nullptr);
    QCOMPARE(offers->texts().size(), 1);
    m_page->closeDocument(0);
    QTRY_VERIFY(offers->texts().isEmpty());
}

void TestAnnotationFiles::aRecordingAloneGetsAProposal() {
    auto* model = open("a.wav");
    QVERIFY(model != nullptr);
    QVERIFY(model->annotation().tiers().empty());
    QCOMPARE(model->annotation().end(), 2.0);
    QVERIFY(m_said.isEmpty());
    QVERIFY(model->perform(annotation::addTier(model->annotation(), {.name = "words"}, 0)));
    QVERIFY(model->isDirty());
    QVERIFY(m_page->findChild<QTabBar*>()->tabText(0).endsWith('*'));
    m_actions->action("file.save")->trigger();
    QTRY_VERIFY(!model->isDirty());
    QVERIFY(read("a.TextGrid").contains("words"));
    QCOMPARE(m_page->findChild<QTabBar*>()->tabText(0), QString("a.wav"));
}

void TestAnnotationFiles::textsThatAreNoAnnotationAreLeftAlone() {
    write("a.txt", "Guten Morgen, meine Damen und Herren.\n");
    write("a.csv", "file,angry,happy\na.wav,0.2,0.8\n");
    write("a.json", "{\"classes\": [1, 2]}");
    auto* model = open("a.wav");
    QVERIFY(model != nullptr);
    QVERIFY(model->annotation().tiers().empty());
    QVERIFY2(m_said.isEmpty(), qPrintable(m_said.join('\n')));
}

void TestAnnotationFiles::anUnmodifiedSaveLosesNothing() {
    write("a.TextGrid", kWords);
    auto* model = open("a.wav");
    bool done = false;
    m_page->annotations()->save(model, [&] { done = true; });
    QTRY_VERIFY(done);
    QCOMPARE(read("a.TextGrid"), kWords);
}

void TestAnnotationFiles::editsAreSavedAndReopened() {
    write("a.TextGrid", kWords);
    auto* model = open("a.wav");
    const auto tier = model->annotation().tier(0).header.id;
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), tier, 1, "schönen")));
    QVERIFY(model->perform(annotation::insertBoundary(model->annotation(), tier, 1.5)));
    const auto wanted = model->annotation();
    m_actions->action("file.save")->trigger();
    QTRY_VERIFY(!model->isDirty());
    m_actions->action("file.close")->trigger();
    QVERIFY(m_page->current() == nullptr);
    auto* again = open("a.wav");
    QVERIFY(again != nullptr && again != model);
    QVERIFY(again->annotation() == wanted);
}

void TestAnnotationFiles::undoAndRedoAreNamedAndMoveTheSavedMark() {
    write("a.TextGrid", kWords);
    auto* model = open("a.wav");
    const auto before = model->annotation();
    QVERIFY(!m_actions->action("edit.undo")->isEnabled());
    QVERIFY(model->perform(annotation::renameTier(before, before.tier(0).header.id, "Wörter")));
    QVERIFY(m_actions->action("edit.undo")->isEnabled());
    QVERIFY(m_actions->action("edit.undo")->text().contains("Rename tier"));
    m_actions->action("edit.undo")->trigger();
    QVERIFY(model->annotation() == before);
    QVERIFY(!model->isDirty());
    QVERIFY(m_actions->action("edit.redo")->text().contains("Rename tier"));
    m_actions->action("edit.redo")->trigger();
    QVERIFY(model->isDirty());
    m_actions->action("file.save")->trigger();
    QTRY_VERIFY(!model->isDirty());
    m_actions->action("edit.undo")->trigger();
    QVERIFY(model->isDirty());
    QVERIFY(!m_actions->action("edit.undo")->isEnabled());
}

void TestAnnotationFiles::droppedAnnotationsFindTheirRecording() {
    write("b.TextGrid", kWords);
    QVERIFY(open("a.wav") != nullptr);
    QVERIFY(m_page->openPaths({path("b.TextGrid")}));
    QTRY_VERIFY(m_page->current() != nullptr && m_page->current()->name() == "b.wav");
    QTRY_VERIFY(m_page->annotations()->current() != nullptr && !m_page->annotations()->current()->annotation().tiers().empty());
    QCOMPARE(m_page->annotations()->models().size(), 2);
}

void TestAnnotationFiles::aForeignAnnotationGoesToTheRecordingShown() {
    write("other.TextGrid", kWords);
    auto* model = open("a.wav");
    QVERIFY(model->perform(annotation::addTier(model->annotation(), {.name = "mine"}, 0)));
    QVERIFY(m_page->openPaths({path("other.TextGrid")}));
    auto* question = shown<QMessageBox>("unsaved");
    QVERIFY(question != nullptr);
    press(question, "Cancel");
    QVERIFY(model->isDirty());
    QVERIFY(m_page->openPaths({path("other.TextGrid")}));
    QVERIFY((question = shown<QMessageBox>("unsaved")) != nullptr);
    press(question, "Discard");
    QTRY_COMPARE(model->fileName(), QString("other.TextGrid"));
    QVERIFY(!model->isDirty());
    QVERIFY(!QFile::exists(path("a.TextGrid")));
}

void TestAnnotationFiles::anAnnotationWithoutRecordingGivesASentence() {
    write("lonely.TextGrid", kWords);
    QVERIFY(m_page->openPaths({path("lonely.TextGrid")}));
    QTRY_VERIFY(said("lonely.TextGrid"));
    QVERIFY(m_page->current() == nullptr);
}

void TestAnnotationFiles::hostileFilesGiveASentenceAndAreNotOverwritten_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << kWords.left(kWords.size() / 2);
    QTest::newRow("binary") << QByteArray("ooBinaryFile\x08TextGrid\0\0\0", 24);
    QTest::newRow("huge count") << QByteArray(kWords).replace("\n3\n", "\n999999999\n");
    QTest::newRow("noise") << QByteArray(4000, '\xff');
}

void TestAnnotationFiles::hostileFilesGiveASentenceAndAreNotOverwritten() {
    QFETCH(QByteArray, content);
    write("a.TextGrid", content);
    auto* model = open("a.wav");
    QVERIFY(model != nullptr);
    QVERIFY2(said("a.TextGrid"), qPrintable(m_said.join('\n')));
    QVERIFY(!model->document().hasFile());
    QVERIFY(model->perform(annotation::addTier(model->annotation(), {.name = "new"}, 0)));
    m_actions->action("file.save")->trigger();
    auto* question = shown<QMessageBox>("overwrite");
    QVERIFY(question != nullptr);
    press(question, "Cancel");
    QCOMPARE(read("a.TextGrid"), content);
    QVERIFY(model->isDirty());
    m_actions->action("file.save")->trigger();
    QVERIFY((question = shown<QMessageBox>("overwrite")) != nullptr);
    press(question, "Overwrite");
    QTRY_VERIFY(!model->isDirty());
    QVERIFY(read("a.TextGrid").contains("new"));
}

void TestAnnotationFiles::repairsAreSaid() {
    // Intervals that overlap and are not in order.
    write("a.TextGrid", QByteArray(kWords).replace("1.25\n2\n\"Morgen\"", "1\n2\n\"Morgen\""));
    auto* model = open("a.wav");
    QVERIFY(model != nullptr);
    QCOMPARE(model->annotation().tiers().size(), std::size_t{2});
    QVERIFY2(m_said.size() > 1 || m_page->findChild<QMessageBox*>("repairs") != nullptr, qPrintable(m_said.join('\n')));
}

void TestAnnotationFiles::otherLengthsAreSaidAndFitted() {
    write("a.TextGrid", QByteArray(kWords).replace("\n2\n", "\n1.5\n"));
    auto* shorter = open("a.wav");
    QCOMPARE(shorter->annotation().end(), 1.5);
    QVERIFY2(said("1.500"), qPrintable(m_said.join('\n')));
    QCOMPARE(m_said.filter("1.5").size(), 1);  // once is enough
    m_actions->action("tier.fit")->trigger();
    QCOMPARE(shorter->annotation().end(), 2.0);
    QCOMPARE(shorter->annotation().tier(0).items.back().label, std::string());
    m_actions->action("edit.undo")->trigger();
    write("b.TextGrid", QByteArray(kWords).replace("\n2\n", "\n3\n").replace("1.25", "2.25"));
    m_said.clear();
    auto* longer = open("b.wav");
    QCOMPARE(longer->annotation().end(), 3.0);
    QVERIFY2(said("3.000"), qPrintable(m_said.join('\n')));
    const auto before = longer->annotation();
    m_actions->action("tier.fit")->trigger();  // "Morgen" would be lost
    QVERIFY(longer->annotation() == before);
    QVERIFY2(said("Morgen"), qPrintable(m_said.join('\n')));
}

void TestAnnotationFiles::lossesAreNamedBeforeSaving() {
    write("a.txt", "0.5\t1.25\tguten\n1.25\t2\tMorgen\n");
    auto* model = open("a.wav");
    QCOMPARE(model->document().format(), annotation::FileFormat::Audacity);
    QVERIFY(model->perform(annotation::addTier(model->annotation(), {.name = "second"}, 1)));
    m_actions->action("file.save")->trigger();
    auto* question = shown<QMessageBox>("losses");
    QVERIFY(question != nullptr);
    QVERIFY(!question->informativeText().isEmpty());
    const QByteArray before = read("a.txt");
    press(question, "Cancel");
    QCOMPARE(read("a.txt"), before);
    QVERIFY(model->isDirty());
    m_actions->action("file.save")->trigger();
    QVERIFY((question = shown<QMessageBox>("losses")) != nullptr);
    press(question, "Save as...");
    auto* dialog = shown<QFileDialog>("saveAnnotation");
    QVERIFY(dialog != nullptr);
    dialog->findChild<QLineEdit*>()->setText("a.TextGrid");
    QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
    QTRY_VERIFY(!model->isDirty());
    QCOMPARE(model->document().format(), annotation::FileFormat::TextGrid);
    QVERIFY(read("a.TextGrid").contains("second"));
    QCOMPARE(read("a.txt"), before);
}

void TestAnnotationFiles::aReadOnlyFolderOffersAnotherPlace() {
    // A file where the folder should be: nobody, whatever their rights, can write below it.
    write("a.TextGrid", kWords);
    write("wall", "x");
    auto* model = open("a.wav");
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 0, "ah")));
    m_page->annotations()->saver()->saveTo(model, toPath(path("wall/a.TextGrid")), annotation::FileFormat::TextGrid);
    auto* question = shown<QMessageBox>("unwritable");
    QVERIFY(question != nullptr);
    QVERIFY2(question->text().contains("wall/a.TextGrid"), qPrintable(question->text()));
    QVERIFY(model->isDirty());
    press(question, "Save as...");
    auto* dialog = shown<QFileDialog>("saveAnnotation");
    QVERIFY(dialog != nullptr);
    dialog->reject();
    if (::geteuid() == 0) QSKIP("permissions do not bind the superuser");
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
    m_actions->action("file.save")->trigger();
    question = shown<QMessageBox>("unwritable");
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(question != nullptr);
    press(question, "Cancel");
    QCOMPARE(read("a.TextGrid"), kWords);
}

void TestAnnotationFiles::aFileChangedOnDiskIsNotOverwrittenUnasked() {
    write("a.TextGrid", kWords);
    auto* model = open("a.wav");
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 0, "mine")));
    const QByteArray theirs = QByteArray(kWords).replace("guten", "theirs");
    write("a.TextGrid", theirs);
    m_actions->action("file.save")->trigger();
    auto* question = shown<QMessageBox>("overwrite");
    QVERIFY(question != nullptr);
    press(question, "Cancel");
    QCOMPARE(read("a.TextGrid"), theirs);
    m_actions->action("file.save")->trigger();
    QVERIFY((question = shown<QMessageBox>("overwrite")) != nullptr);
    press(question, "Overwrite");
    QTRY_VERIFY(!model->isDirty());
    QVERIFY(read("a.TextGrid").contains("mine"));
}

void TestAnnotationFiles::closingAsksAboutChanges() {
    write("a.TextGrid", kWords);
    auto* model = open("a.wav");
    const auto change = [&](const char* label) {
        return model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 1, label));
    };
    QVERIFY(change("one"));
    m_actions->action("file.close")->trigger();
    auto* question = shown<QMessageBox>("unsaved");
    QVERIFY(question != nullptr);
    press(question, "Cancel");
    QVERIFY(m_page->current() != nullptr);
    m_actions->action("file.close")->trigger();
    QVERIFY((question = shown<QMessageBox>("unsaved")) != nullptr);
    press(question, "Save");
    QTRY_VERIFY(m_page->current() == nullptr);
    QVERIFY(read("a.TextGrid").contains("one"));
    model = open("a.wav");
    QVERIFY(change("two"));
    QSignalSpy closing(m_page->annotations(), &AnnotationController::closing);
    m_actions->action("file.close")->trigger();
    QVERIFY((question = shown<QMessageBox>("unsaved")) != nullptr);
    QCOMPARE(closing.size(), 0);
    press(question, "Discard");
    QTRY_VERIFY(m_page->current() == nullptr);
    QCOMPARE(closing.size(), 1);
    QVERIFY(!read("a.TextGrid").contains("two"));
    // Without changes nothing is asked.
    open("a.wav");
    m_actions->action("file.close")->trigger();
    QVERIFY(m_page->current() == nullptr);
}

void TestAnnotationFiles::closingTheWindowAsksAboutChanges() {
    write("a.TextGrid", kWords);
    InspectPage* page = nullptr;
    const auto make = [&](const PageContext& context, QWidget* parent) -> Page* {
        return page = new InspectPage(context, fakeBackend(std::make_shared<FakeCalls>()), parent);
    };
    MainWindow window({.workspaceFolder = m_folder->path(),
                       .pages = {{"inspect", "Inspect", "inspect", "See.", QKeySequence(Qt::ALT | Qt::Key_1), make}},
                       .settingsFile = toPath(path("window.json")),
                       .restoreSession = false});
    window.show();
    QVERIFY(page != nullptr);
    auto* model = open("a.wav", page);
    QVERIFY(model != nullptr);
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 1, "last")));
    QVERIFY(!window.close());
    auto* question = shown<QMessageBox>("unsaved", page);
    QVERIFY(question != nullptr);
    press(question, "Cancel");
    QVERIFY(window.isVisible());
    QVERIFY(!window.close());
    QVERIFY((question = shown<QMessageBox>("unsaved", page)) != nullptr);
    press(question, "Save");
    QTRY_VERIFY(!window.isVisible());
    QVERIFY(read("a.TextGrid").contains("last"));
}

void TestAnnotationFiles::aDocumentIsReadFromWhereItWasAtClosing() {
    write("elsewhere.TextGrid", kWords);
    auto* model = open("a.wav");
    m_page->annotations()->open(model, path("elsewhere.TextGrid"));
    QTRY_VERIFY(model->document().hasFile());
    const QJsonObject state = m_page->saveState();
    m_actions->action("file.close")->trigger();
    m_page->restoreState(state);
    QTRY_VERIFY(m_page->annotations()->current() != nullptr && m_page->annotations()->current()->document().hasFile());
    QCOMPARE(m_page->annotations()->current()->fileName(), QString("elsewhere.TextGrid"));
}

QTEST_MAIN(TestAnnotationFiles)
#include "TestAnnotationFiles.moc"
