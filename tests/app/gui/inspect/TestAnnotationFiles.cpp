// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <QAbstractButton>
#include <QFileDialog>
#include <QJsonArray>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

#include "PageTest.h"
#include "app/gui/MainWindow.h"
#include "app/gui/inspect/AnnotationSaver.h"
#include "app/gui/inspect/OfferPanel.h"
#include "engine/annotation/AnnotationFile.h"
#include "tests/engine/annotation/Examples.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

const QByteArray kWords =
    "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n2\n<exists>\n1\n\"IntervalTier\"\n\"words\"\n0\n2\n3\n"
    "0\n0.5\n\"\"\n0.5\n1.25\n\"guten\"\n1.25\n2\n\"Morgen\"\n";

}  // namespace

/// The files of annotations in the window: what opens, what is saved where, and what is asked.
class TestAnnotationFiles : public QObject, private PageTest {
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
    AnnotationModel* open(const char* name, InspectPage* other = nullptr);
};

void TestAnnotationFiles::init() {
    makeFolder();
    QVERIFY(writeTone(toPath(path("a.wav")), 2.0));
    QVERIFY(writeTone(toPath(path("b.wav")), 2.0));
    start();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
}

void TestAnnotationFiles::cleanup() { end(); }

AnnotationModel* TestAnnotationFiles::open(const char* name, InspectPage* other) {
    return openAnnotated(other != nullptr ? *other : *page, path(name));
}

void TestAnnotationFiles::anAnnotationBesideTheRecordingIsOpenedAndSaid() {
    write("a.TextGrid", kWords);
    auto* model = open("a.wav");
    QVERIFY(model != nullptr);
    QCOMPARE(model->annotation().tiers().size(), std::size_t{1});
    QCOMPARE(model->annotation().tier(0).items[1].label, std::string("guten"));
    QVERIFY(hasSaid("a.TextGrid"));
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
    auto* offers = page->findChild<OfferPanel*>();
    QCOMPARE(offers->texts().size(), 1);
    QVERIFY2(offers->texts()[0].contains("a.TextGrid") && offers->texts()[0].contains("a.eaf") &&
                 !offers->texts()[0].contains("a.txt"),
             qPrintable(offers->texts()[0]));
    QVERIFY2(!hasSaid("a.TextGrid"), "said once");
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
    QVERIFY(hasSaid("a.eaf"));
    // Again: kept as it is, and closing takes the offer away.
    page->closeDocument(0);
    QVERIFY(open("a.wav") != nullptr);
    QCOMPARE(offers->texts().size(), 1);
    QVERIFY(pressOffer("Keep a.TextGrid"));
    QVERIFY(offers->texts().isEmpty());
    QCOMPARE(page->annotations()->current()->fileName(), QString("a.TextGrid"));
    page->closeDocument(0);
    QVERIFY(open("a.wav") != nullptr);
    QCOMPARE(offers->texts().size(), 1);
    page->closeDocument(0);
    QTRY_VERIFY(offers->texts().isEmpty());
}

void TestAnnotationFiles::aRecordingAloneGetsAProposal() {
    auto* model = open("a.wav");
    QVERIFY(model != nullptr);
    QVERIFY(model->annotation().tiers().empty());
    QCOMPARE(model->annotation().end(), 2.0);
    QVERIFY(said.isEmpty());
    QVERIFY(model->perform(annotation::addTier(model->annotation(), {.name = "words"}, 0)));
    QVERIFY(model->isDirty());
    QVERIFY(page->findChild<QTabBar*>()->tabText(0).endsWith('*'));
    actions->action("file.save")->trigger();
    QTRY_VERIFY(!model->isDirty());
    QVERIFY(read("a.TextGrid").contains("words"));
    QCOMPARE(page->findChild<QTabBar*>()->tabText(0), QString("a.wav"));
}

void TestAnnotationFiles::textsThatAreNoAnnotationAreLeftAlone() {
    write("a.txt", "Guten Morgen, meine Damen und Herren.\n");
    write("a.csv", "file,angry,happy\na.wav,0.2,0.8\n");
    write("a.json", "{\"classes\": [1, 2]}");
    auto* model = open("a.wav");
    QVERIFY(model != nullptr);
    QVERIFY(model->annotation().tiers().empty());
    QVERIFY2(said.isEmpty(), qPrintable(said.join('\n')));
}

void TestAnnotationFiles::anUnmodifiedSaveLosesNothing() {
    write("a.TextGrid", kWords);
    auto* model = open("a.wav");
    bool done = false;
    page->annotations()->save(model, [&] { done = true; });
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
    actions->action("file.save")->trigger();
    QTRY_VERIFY(!model->isDirty());
    const QPointer<AnnotationModel> closed(model);
    actions->action("file.close")->trigger();
    QVERIFY(page->current() == nullptr);
    QTRY_VERIFY(closed.isNull());  // so that what is opened now is read anew, wherever it lies
    auto* again = open("a.wav");
    QVERIFY(again != nullptr);
    QVERIFY(again->annotation() == wanted);
}

void TestAnnotationFiles::undoAndRedoAreNamedAndMoveTheSavedMark() {
    write("a.TextGrid", kWords);
    auto* model = open("a.wav");
    const auto before = model->annotation();
    QVERIFY(!actions->action("edit.undo")->isEnabled());
    QVERIFY(model->perform(annotation::renameTier(before, before.tier(0).header.id, "Wörter")));
    QVERIFY(actions->action("edit.undo")->isEnabled());
    QVERIFY(actions->action("edit.undo")->text().contains("Rename tier"));
    actions->action("edit.undo")->trigger();
    QVERIFY(model->annotation() == before);
    QVERIFY(!model->isDirty());
    QVERIFY(actions->action("edit.redo")->text().contains("Rename tier"));
    actions->action("edit.redo")->trigger();
    QVERIFY(model->isDirty());
    actions->action("file.save")->trigger();
    QTRY_VERIFY(!model->isDirty());
    actions->action("edit.undo")->trigger();
    QVERIFY(model->isDirty());
    QVERIFY(!actions->action("edit.undo")->isEnabled());
}

void TestAnnotationFiles::droppedAnnotationsFindTheirRecording() {
    write("b.TextGrid", kWords);
    QVERIFY(open("a.wav") != nullptr);
    QVERIFY(page->openPaths({path("b.TextGrid")}));
    QTRY_VERIFY(page->current() != nullptr && page->current()->name() == "b.wav");
    QTRY_VERIFY(page->annotations()->current() != nullptr && !page->annotations()->current()->annotation().tiers().empty());
    QCOMPARE(page->annotations()->models().size(), 2);
}

void TestAnnotationFiles::aForeignAnnotationGoesToTheRecordingShown() {
    write("other.TextGrid", kWords);
    auto* model = open("a.wav");
    QVERIFY(model->perform(annotation::addTier(model->annotation(), {.name = "mine"}, 0)));
    QVERIFY(page->openPaths({path("other.TextGrid")}));
    auto* question = shownChild<QMessageBox>(page.get(), "unsaved");
    QVERIFY(question != nullptr);
    pressButton(question, "Cancel");
    QVERIFY(model->isDirty());
    QVERIFY(page->openPaths({path("other.TextGrid")}));
    QVERIFY((question = shownChild<QMessageBox>(page.get(), "unsaved")) != nullptr);
    pressButton(question, "Discard");
    QTRY_COMPARE(model->fileName(), QString("other.TextGrid"));
    QVERIFY(!model->isDirty());
    QVERIFY(!QFile::exists(path("a.TextGrid")));
}

void TestAnnotationFiles::anAnnotationWithoutRecordingGivesASentence() {
    write("lonely.TextGrid", kWords);
    QVERIFY(page->openPaths({path("lonely.TextGrid")}));
    QTRY_VERIFY(hasSaid("lonely.TextGrid"));
    QVERIFY(page->current() == nullptr);
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
    QVERIFY2(hasSaid("a.TextGrid"), qPrintable(said.join('\n')));
    QVERIFY(!model->document().hasFile());
    QVERIFY(model->perform(annotation::addTier(model->annotation(), {.name = "new"}, 0)));
    actions->action("file.save")->trigger();
    auto* question = shownChild<QMessageBox>(page.get(), "overwrite");
    QVERIFY(question != nullptr);
    pressButton(question, "Cancel");
    QCOMPARE(read("a.TextGrid"), content);
    QVERIFY(model->isDirty());
    actions->action("file.save")->trigger();
    QVERIFY((question = shownChild<QMessageBox>(page.get(), "overwrite")) != nullptr);
    pressButton(question, "Overwrite");
    QTRY_VERIFY(!model->isDirty());
    QVERIFY(read("a.TextGrid").contains("new"));
}

void TestAnnotationFiles::repairsAreSaid() {
    // Intervals that overlap and are not in order.
    write("a.TextGrid", QByteArray(kWords).replace("1.25\n2\n\"Morgen\"", "1\n2\n\"Morgen\""));
    auto* model = open("a.wav");
    QVERIFY(model != nullptr);
    QCOMPARE(model->annotation().tiers().size(), std::size_t{2});
    QVERIFY2(said.size() > 1 || page->findChild<QMessageBox*>("repairs") != nullptr, qPrintable(said.join('\n')));
}

void TestAnnotationFiles::otherLengthsAreSaidAndFitted() {
    write("a.TextGrid", QByteArray(kWords).replace("\n2\n", "\n1.5\n"));
    auto* shorter = open("a.wav");
    QCOMPARE(shorter->annotation().end(), 1.5);
    QVERIFY2(hasSaid("1.500"), qPrintable(said.join('\n')));
    QCOMPARE(said.filter("1.5").size(), 1);  // once is enough
    actions->action("tier.fit")->trigger();
    QCOMPARE(shorter->annotation().end(), 2.0);
    QCOMPARE(shorter->annotation().tier(0).items.back().label, std::string());
    actions->action("edit.undo")->trigger();
    write("b.TextGrid", QByteArray(kWords).replace("\n2\n", "\n3\n").replace("1.25", "2.25"));
    said.clear();
    auto* longer = open("b.wav");
    QCOMPARE(longer->annotation().end(), 3.0);
    QVERIFY2(hasSaid("3.000"), qPrintable(said.join('\n')));
    const auto before = longer->annotation();
    actions->action("tier.fit")->trigger();  // "Morgen" would be lost
    QVERIFY(longer->annotation() == before);
    QVERIFY2(hasSaid("Morgen"), qPrintable(said.join('\n')));
}

void TestAnnotationFiles::lossesAreNamedBeforeSaving() {
    write("a.txt", "0.5\t1.25\tguten\n1.25\t2\tMorgen\n");
    auto* model = open("a.wav");
    QCOMPARE(model->document().format(), annotation::FileFormat::Audacity);
    QVERIFY(model->perform(annotation::addTier(model->annotation(), {.name = "second"}, 1)));
    actions->action("file.save")->trigger();
    auto* question = shownChild<QMessageBox>(page.get(), "losses");
    QVERIFY(question != nullptr);
    QVERIFY(!question->informativeText().isEmpty());
    const QByteArray before = read("a.txt");
    pressButton(question, "Cancel");
    QCOMPARE(read("a.txt"), before);
    QVERIFY(model->isDirty());
    actions->action("file.save")->trigger();
    QVERIFY((question = shownChild<QMessageBox>(page.get(), "losses")) != nullptr);
    pressButton(question, "Save as...");
    auto* dialog = shownChild<QFileDialog>(page.get(), "saveAnnotation");
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
    page->annotations()->saver()->saveTo(model, toPath(path("wall/a.TextGrid")), annotation::FileFormat::TextGrid);
    auto* question = shownChild<QMessageBox>(page.get(), "unwritable");
    QVERIFY(question != nullptr);
    QVERIFY2(question->text().contains("wall/a.TextGrid"), qPrintable(question->text()));
    QVERIFY(model->isDirty());
    pressButton(question, "Save as...");
    auto* dialog = shownChild<QFileDialog>(page.get(), "saveAnnotation");
    QVERIFY(dialog != nullptr);
    dialog->reject();
    if (::geteuid() == 0) QSKIP("permissions do not bind the superuser");
    QVERIFY(QFile::setPermissions(folder->path(), QFile::ReadOwner | QFile::ExeOwner));
    actions->action("file.save")->trigger();
    question = shownChild<QMessageBox>(page.get(), "unwritable");
    QFile::setPermissions(folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(question != nullptr);
    pressButton(question, "Cancel");
    QCOMPARE(read("a.TextGrid"), kWords);
}

void TestAnnotationFiles::aFileChangedOnDiskIsNotOverwrittenUnasked() {
    write("a.TextGrid", kWords);
    auto* model = open("a.wav");
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 0, "mine")));
    const QByteArray theirs = QByteArray(kWords).replace("guten", "theirs");
    write("a.TextGrid", theirs);
    actions->action("file.save")->trigger();
    auto* question = shownChild<QMessageBox>(page.get(), "overwrite");
    QVERIFY(question != nullptr);
    pressButton(question, "Cancel");
    QCOMPARE(read("a.TextGrid"), theirs);
    actions->action("file.save")->trigger();
    QVERIFY((question = shownChild<QMessageBox>(page.get(), "overwrite")) != nullptr);
    pressButton(question, "Overwrite");
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
    actions->action("file.close")->trigger();
    auto* question = shownChild<QMessageBox>(page.get(), "unsaved");
    QVERIFY(question != nullptr);
    pressButton(question, "Cancel");
    QVERIFY(page->current() != nullptr);
    actions->action("file.close")->trigger();
    QVERIFY((question = shownChild<QMessageBox>(page.get(), "unsaved")) != nullptr);
    pressButton(question, "Save");
    QTRY_VERIFY(page->current() == nullptr);
    QVERIFY(read("a.TextGrid").contains("one"));
    model = open("a.wav");
    QVERIFY(change("two"));
    QSignalSpy closing(page->annotations(), &AnnotationController::closing);
    actions->action("file.close")->trigger();
    QVERIFY((question = shownChild<QMessageBox>(page.get(), "unsaved")) != nullptr);
    QCOMPARE(closing.size(), 0);
    pressButton(question, "Discard");
    QTRY_VERIFY(page->current() == nullptr);
    QCOMPARE(closing.size(), 1);
    QVERIFY(!read("a.TextGrid").contains("two"));
    // Without changes nothing is asked.
    open("a.wav");
    actions->action("file.close")->trigger();
    QVERIFY(page->current() == nullptr);
}

void TestAnnotationFiles::closingTheWindowAsksAboutChanges() {
    write("a.TextGrid", kWords);
    InspectPage* other = nullptr;
    const auto make = [&](const PageContext& context, QWidget* parent) -> Page* {
        return other = new InspectPage(context, fakeBackend(std::make_shared<FakeCalls>()), parent);
    };
    MainWindow window({.workspaceFolder = folder->path(),
                       .pages = {{"inspect", "Inspect", "inspect", "See.", QKeySequence(Qt::ALT | Qt::Key_1), make}},
                       .settingsFile = toPath(path("window.json")),
                       .restoreSession = false});
    window.show();
    QVERIFY(other != nullptr);
    auto* model = open("a.wav", other);
    QVERIFY(model != nullptr);
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 1, "last")));
    QVERIFY(!window.close());
    auto* question = shownChild<QMessageBox>(other, "unsaved");
    QVERIFY(question != nullptr);
    pressButton(question, "Cancel");
    QVERIFY(window.isVisible());
    QVERIFY(!window.close());
    QVERIFY((question = shownChild<QMessageBox>(other, "unsaved")) != nullptr);
    pressButton(question, "Save");
    QTRY_VERIFY(!window.isVisible());
    QVERIFY(read("a.TextGrid").contains("last"));
}

void TestAnnotationFiles::aDocumentIsReadFromWhereItWasAtClosing() {
    write("elsewhere.TextGrid", kWords);
    auto* model = open("a.wav");
    page->annotations()->open(model, path("elsewhere.TextGrid"));
    QTRY_VERIFY(model->document().hasFile());
    const QJsonObject state = page->saveState();
    actions->action("file.close")->trigger();
    page->restoreState(state);
    QTRY_VERIFY(page->annotations()->current() != nullptr && page->annotations()->current()->document().hasFile());
    QCOMPARE(page->annotations()->current()->fileName(), QString("elsewhere.TextGrid"));
}

QTEST_MAIN(TestAnnotationFiles)
#include "TestAnnotationFiles.moc"
