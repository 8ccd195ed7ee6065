// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QHelpEvent>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolTip>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/FindBar.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "engine/annotation/Edits.h"
#include "tests/TestSupport.h"
#include "widgets/PaneStack.h"
#include "widgets/TierView.h"

using namespace prososcope;
using namespace prososcope::gui;
using widgets::TierPlace;
using widgets::TierView;

namespace {

const QByteArray kWords =
    "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n10\n<exists>\n2\n\"IntervalTier\"\n\"words\"\n0\n10\n4\n"
    "0\n2\n\"\"\n2\n4\n\"guten\"\n4\n7\n\"Morgen\"\n7\n10\n\"\"\n\"TextTier\"\n\"tones\"\n0\n10\n2\n1\n\"H*\"\n5\n\"L%\"\n";

}  // namespace

/// Tiers in the window, with the keys and the mouse.
class TestAnnotationEditing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void enterInsertsABoundaryAtTheCursor();
    void enterInsertsAtBothEdgesOfTheSelection();
    void enterSplitsAnIntervalAtTheClick();
    void controlFunctionKeysInsertOnThatTier();
    void afterInsertingTypingStartsTheLabel();
    void withoutTiersEnterSaysWhatToDo();
    void deleteRemovesABoundaryAndAPoint();
    void deleteEmptiesALabel();
    void intervalsMergeWithTheirNeighbours();
    void draggingABoundaryIsOneStepOfUndo();
    void typingLabelsAndControlEnterGoesOn();
    void lettersAreNoCommandsInTiers();
    void tabPlaysWithoutLeavingTheEdit();
    void savingCommitsWhatIsBeingTyped();
    void escapeRevertsTheEditOnly();
    void pageKeysGoFromBoundaryToBoundary();
    void vocabularyKeysLabelAndStepOn();
    void descriptionsOfAVocabularyAreShown();
    void labelsOutsideAVocabularyAreKnown();
    void tiersAreAddedRenamedCopiedMovedRemoved();
    void aChildMovesWithItsParent();
    void theContextMenuActsWhereItWasOpened();
    void findGoesFromPlaceToPlace();
    void findUnderstandsExpressionsAndCase();
    void undoNamesEveryStep();
    void snappingFindsAZeroCrossing();

private:
    [[nodiscard]] TierView* tiers() const { return qobject_cast<TierView*>(m_page->panes()->stack()->pane("tiers")); }
    [[nodiscard]] widgets::TimeView* view() const { return m_page->current()->view(); }
    [[nodiscard]] const annotation::Tier& tier(std::size_t index) const { return m_model->annotation().tier(index); }
    [[nodiscard]] std::string label(std::size_t index, std::size_t item) const { return tier(index).items[item].label; }
    [[nodiscard]] QPoint at(std::size_t row, double seconds) const {
        return {static_cast<int>(std::lround(tiers()->xAt(seconds))), static_cast<int>(tiers()->rowBox(row).center().y())};
    }
    /// Types where the focus is, as it moves.
    static void type(const char* text) {
        for (; *text != '\0'; ++text) QTest::keyClick(QApplication::focusWidget(), *text);
    }
    void trigger(const char* id) { m_actions->action(QLatin1String(id))->trigger(); }
    template <typename T>
    T* shown(const char* name) {
        T* found = nullptr;
        const auto there = [&] {
            return (found = m_page->findChild<T*>(QLatin1String(name))) != nullptr && found->isVisible();
        };
        return QTest::qWaitFor(there, 5000 * kPatience) ? found : nullptr;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
    AnnotationModel* m_model = nullptr;
    QStringList m_said;
};

void TestAnnotationEditing::initTestCase() {
    qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
    QVERIFY(writeTone(toPath(m_folder.filePath("a.wav")), 10.0));
}

void TestAnnotationEditing::init() {
    QFile file(m_folder.filePath("a.TextGrid"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(kWords);
    file.close();
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_said.clear();
    connect(m_page.get(), &Page::message, this, [this](const QString& text, bool) { m_said.append(text); });
    m_actions->attach(m_page.get(), KeyScope::Window);
    m_page->resize(1200, 800);
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    auto* recording = m_page->openRecording(m_folder.filePath("a.wav"));
    QTRY_VERIFY_WITH_TIMEOUT(recording->complete() && m_page->annotations()->of(recording) != nullptr, 10000 * kPatience);
    m_model = m_page->annotations()->of(recording);
    QTRY_COMPARE(m_model->annotation().tiers().size(), std::size_t{2});
    QTRY_VERIFY(tiers()->isVisible());
    tiers()->setFocus();
}

void TestAnnotationEditing::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

void TestAnnotationEditing::enterInsertsABoundaryAtTheCursor() {
    view()->setCursor(5.5);
    m_page->panes()->waveformPane()->setFocus();
    QTest::keyClick(m_page->panes()->waveformPane(), Qt::Key_Return);
    QCOMPARE(tier(0).items.size(), std::size_t{5});
    QCOMPARE(tier(0).items[3].time, 5.5);
    QCOMPARE(label(0, 2), std::string("Morgen"));
    QCOMPARE(label(0, 3), std::string());
    QCOMPARE(m_model->place(), (TierPlace{tier(0).header.id, 3, true}));
    // A second one at the same place is refused with a sentence.
    QTest::keyClick(m_page->panes()->waveformPane(), Qt::Key_Return);
    QCOMPARE(tier(0).items.size(), std::size_t{5});
    QVERIFY(!m_said.last().isEmpty() && m_said.last().contains("words"));
}

void TestAnnotationEditing::enterInsertsAtBothEdgesOfTheSelection() {
    view()->setSelection(5.0, 6.0);
    QTest::keyClick(tiers(), Qt::Key_Enter);
    QCOMPARE(tier(0).items.size(), std::size_t{6});
    QCOMPARE(tier(0).items[3].time, 5.0);
    QCOMPARE(tier(0).items[4].time, 6.0);
    QCOMPARE(m_model->place(), (TierPlace{tier(0).header.id, 3, false}));
    type("mid");
    QTest::keyClick(tiers()->editor(), Qt::Key_Return);
    QCOMPARE(label(0, 3), std::string("mid"));
    trigger("edit.undo");
    trigger("edit.undo");  // both edges are one step
    QCOMPARE(tier(0).items.size(), std::size_t{4});
    QVERIFY(!m_model->isDirty());
}

void TestAnnotationEditing::enterSplitsAnIntervalAtTheClick() {
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 5.5));
    QCOMPARE(view()->selectionStart(), 4.0);
    QTest::keyClick(tiers(), Qt::Key_Return);
    QCOMPARE(tier(0).items.size(), std::size_t{5});
    QVERIFY(std::abs(tier(0).items[3].time - 5.5) < 0.02);
}

void TestAnnotationEditing::controlFunctionKeysInsertOnThatTier() {
    view()->setCursor(3.0);
    QTest::keyClick(tiers(), Qt::Key_F2, Qt::ControlModifier);
    QCOMPARE(tier(1).items.size(), std::size_t{3});
    QCOMPARE(tier(1).items[1].time, 3.0);
    QCOMPARE(m_model->place(), (TierPlace{tier(1).header.id, 1, false}));
    QTest::keyClick(tiers(), Qt::Key_F1, Qt::ControlModifier);
    QCOMPARE(tier(0).items[2].time, 3.0);
    QTest::keyClick(tiers(), Qt::Key_F9, Qt::ControlModifier);
    QVERIFY(m_said.last().contains('9'));
}

void TestAnnotationEditing::afterInsertingTypingStartsTheLabel() {
    auto* pane = m_page->panes()->waveformPane();
    pane->setFocus();
    view()->setCursor(0.7);
    QTest::keyClick(pane, Qt::Key_F1, Qt::ControlModifier);
    QVERIFY(tiers()->hasFocus());
    const auto item = m_model->place().item;
    QVERIFY(item.has_value());
    type("lf");  // commands of the panes, letters here
    QVERIFY(tiers()->editor() != nullptr);
    QTest::keyClick(tiers()->editor(), Qt::Key_Return);
    QCOMPARE(label(0, *item), std::string("lf"));
    QVERIFY(!m_actions->action("play.loop")->isChecked());
}

void TestAnnotationEditing::withoutTiersEnterSaysWhatToDo() {
    trigger("tier.removeTier");
    trigger("tier.removeTier");
    QVERIFY(m_model->annotation().tiers().empty());
    QVERIFY(!tiers()->isVisible());
    m_page->panes()->waveformPane()->setFocus();
    QTest::keyClick(m_page->panes()->waveformPane(), Qt::Key_Return);
    QVERIFY(m_said.last().contains("Add interval tier"));
    trigger("edit.undo");
    QVERIFY(tiers()->isVisible());
}

void TestAnnotationEditing::deleteRemovesABoundaryAndAPoint() {
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 4.0));
    QTest::keyClick(tiers(), Qt::Key_Delete);
    QCOMPARE(tier(0).items.size(), std::size_t{3});
    QCOMPARE(label(0, 1), std::string("guten Morgen"));
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(1, 5.0));
    QTest::keyClick(tiers(), Qt::Key_Backspace);
    QCOMPARE(tier(1).items.size(), std::size_t{1});
    trigger("edit.undo");
    trigger("edit.undo");
    QVERIFY(!m_model->isDirty());
}

void TestAnnotationEditing::deleteEmptiesALabel() {
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 3.0));
    QTest::keyClick(tiers(), Qt::Key_Delete);
    QCOMPARE(label(0, 1), std::string());
    QCOMPARE(tier(0).items.size(), std::size_t{4});
}

void TestAnnotationEditing::intervalsMergeWithTheirNeighbours() {
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 3.0));
    QTest::keyClick(tiers(), Qt::Key_M, Qt::ControlModifier);
    QCOMPARE(label(0, 1), std::string("guten Morgen"));
    QCOMPARE(view()->selectionEnd(), 7.0);
    QTest::keyClick(tiers(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tier(0).items.size(), std::size_t{2});
    QCOMPARE(view()->selectionStart(), 0.0);
    QTest::keyClick(tiers(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tier(0).items.size(), std::size_t{2});
}

void TestAnnotationEditing::draggingABoundaryIsOneStepOfUndo() {
    const auto before = m_model->annotation();
    QTest::mousePress(tiers(), Qt::LeftButton, {}, at(0, 4.0));
    for (int i = 1; i <= 10; ++i) {
        const QPoint to = at(0, 4.0 + 0.08 * i);
        QMouseEvent event(QEvent::MouseMove, QPointF(to), QPointF(tiers()->mapToGlobal(to)), Qt::NoButton, Qt::LeftButton,
                          Qt::AltModifier);
        QApplication::sendEvent(tiers(), &event);
    }
    QVERIFY(view()->mark() > 4.7);
    QTest::mouseRelease(tiers(), Qt::LeftButton, Qt::AltModifier, at(0, 4.8));
    QVERIFY(std::abs(tier(0).items[2].time - 4.8) < 0.01);
    QVERIFY(m_actions->action("edit.undo")->text().contains("Move boundary"));
    QTest::keyClick(tiers(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_model->annotation() == before);
    QTest::keyClick(tiers(), Qt::Key_Y, Qt::ControlModifier);
    QVERIFY(std::abs(tier(0).items[2].time - 4.8) < 0.01);
}

void TestAnnotationEditing::typingLabelsAndControlEnterGoesOn() {
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 3.0));
    type("sch");
    QVERIFY(tiers()->editor() != nullptr);
    tiers()->editor()->insert("önen");  // as an input method does
    QTest::keyClick(tiers()->editor(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(label(0, 1), std::string("schönen"));
    QCOMPARE(m_model->place(), (TierPlace{tier(0).header.id, 2, false}));
    QCOMPARE(view()->selectionStart(), 4.0);
    QVERIFY(tiers()->editor() != nullptr);
    QCOMPARE(tiers()->editor()->text(), QString("Morgen"));
    type("Abend");
    QTest::keyClick(tiers()->editor(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(label(0, 2), std::string("Abend"));
    QCOMPARE(m_model->place().item, std::optional<std::size_t>(1));
    QTest::keyClick(tiers()->editor(), Qt::Key_Escape);
    trigger("edit.undo");
    QCOMPARE(label(0, 2), std::string("Morgen"));
    QCOMPARE(label(0, 1), std::string("schönen"));
}

void TestAnnotationEditing::lettersAreNoCommandsInTiers() {
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 3.0));
    view()->setRange(1.0, 6.0);
    QTest::keyClick(tiers(), Qt::Key_F);  // "show all" in a signal pane
    QCOMPARE(view()->end(), 6.0);
    QVERIFY(tiers()->editor() != nullptr);
    QCOMPARE(tiers()->editor()->text(), QString("f"));
    QTest::keyClick(tiers()->editor(), Qt::Key_Escape);
    m_page->panes()->waveformPane()->setFocus();
    QTest::keyClick(m_page->panes()->waveformPane(), Qt::Key_F);
    QCOMPARE(view()->end(), 10.0);
}

void TestAnnotationEditing::tabPlaysWithoutLeavingTheEdit() {
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 3.0));
    type("ab");
    auto* editor = tiers()->editor();
    QVERIFY(editor != nullptr);
    QTest::keyClick(editor, Qt::Key_Tab);
    QTRY_VERIFY(view()->playPosition() >= 2.0);
    QVERIFY(editor->hasFocus());
    type(" c");
    QCOMPARE(editor->text(), QString("ab c"));
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(label(0, 1), std::string("ab c"));
}

void TestAnnotationEditing::savingCommitsWhatIsBeingTyped() {
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 3.0));
    type("typed");
    trigger("file.save");
    QTRY_VERIFY(m_page->annotations()->isIdle() && !m_model->isDirty());
    QFile file(m_folder.filePath("a.TextGrid"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("\"typed\""));
}

void TestAnnotationEditing::escapeRevertsTheEditOnly() {
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 3.0));
    type("x");
    QTest::keyClick(tiers()->editor(), Qt::Key_Escape);
    QCOMPARE(label(0, 1), std::string("guten"));
    QVERIFY(!m_model->isDirty());
    QVERIFY(view()->hasSelection());
}

void TestAnnotationEditing::pageKeysGoFromBoundaryToBoundary() {
    view()->setCursor(0.0);
    QTest::keyClick(tiers(), Qt::Key_PageDown);
    QCOMPARE(view()->cursor(), 2.0);
    QTest::keyClick(tiers(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(view()->cursor(), 4.0);
    QCOMPARE(m_model->place(), (TierPlace{tier(0).header.id, 2, true}));
    view()->setRange(8.0, 9.0);
    QTest::keyClick(tiers(), Qt::Key_PageUp);
    QCOMPARE(view()->cursor(), 2.0);
    QVERIFY(view()->start() <= 2.0 && view()->end() >= 2.0);  // brought into view
    QTest::keyClick(tiers(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(view()->cursor(), 2.0);  // there is none before
    QTest::keyClick(tiers(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(m_model->place().tier, tier(1).header.id);
    QTest::keyClick(tiers(), Qt::Key_PageDown);
    QCOMPARE(view()->cursor(), 5.0);
}

void TestAnnotationEditing::vocabularyKeysLabelAndStepOn() {
    trigger("tier.vocabulary");
    auto* dialog = shown<QDialog>("vocabulary");
    QVERIFY(dialog != nullptr);
    dialog->findChild<QPlainTextEdit*>()->setPlainText("happy\n\n sad \nhappy\nneutral\n");
    dialog->accept();
    QVERIFY(tier(0).header.vocabulary != nullptr);
    QCOMPARE(tier(0).header.vocabulary->entries.size(), std::size_t{3});
    tiers()->setFocus();
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 3.0));
    QTest::keyClick(tiers(), Qt::Key_2);
    QTest::keyClick(tiers(), Qt::Key_3);
    QTest::keyClick(tiers(), Qt::Key_9);  // no such label
    QTest::keyClick(tiers(), Qt::Key_1);
    QCOMPARE(label(0, 1), std::string("sad"));
    QCOMPARE(label(0, 2), std::string("neutral"));
    QCOMPARE(label(0, 3), std::string("happy"));
    QCOMPARE(m_model->place().item, std::optional<std::size_t>(3));
    trigger("edit.undo");
    QCOMPARE(label(0, 3), std::string());
    QCOMPARE(label(0, 2), std::string("neutral"));
}

void TestAnnotationEditing::descriptionsOfAVocabularyAreShown() {
    auto vocabulary = std::make_shared<annotation::Vocabulary>();
    const std::string extended = "said with a raised voice & a pitch that is higher than that of the speaker's other words";
    vocabulary->entries = {{"guten", "a greeting"}, {"loud", extended}, {"plain", {}}};
    QVERIFY(m_model->perform(annotation::setVocabulary(m_model->annotation(), tier(0).header.id, vocabulary)));
    QContextMenuEvent event(QContextMenuEvent::Mouse, at(0, 3.0), tiers()->mapToGlobal(at(0, 3.0)));
    QApplication::sendEvent(tiers(), &event);
    auto* menu = shown<QMenu>("tierMenu");
    QVERIFY(menu != nullptr);
    auto* labels = menu->findChild<QMenu*>("vocabularyMenu");
    QVERIFY(labels != nullptr && labels->toolTipsVisible());
    const auto entries = labels->actions();
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries[0]->text(), QString("&1  guten\ta greeting"));
    QCOMPARE(entries[0]->toolTip(), QString("a greeting"));
    QVERIFY(entries[1]->text().startsWith("&2  loud\tsaid with") && entries[1]->text().endsWith(QChar(0x2026)));
    QCOMPARE(entries[1]->toolTip(), QString::fromStdString(extended));
    QCOMPARE(entries[2]->text(), QString("&3  plain"));
    entries[1]->trigger();
    menu->close();
    QCOMPARE(label(0, 1), std::string("loud"));
    // And where the pointer rests on the label.
    QHelpEvent help(QEvent::ToolTip, at(0, 3.0), tiers()->mapToGlobal(at(0, 3.0)));
    QApplication::sendEvent(tiers(), &help);
    QTRY_VERIFY(QToolTip::text().contains("raised voice"));
    QVERIFY(QToolTip::text().contains("loud"));
    QToolTip::hideText();
    trigger("edit.undo");
    trigger("edit.undo");
    QVERIFY(tier(0).header.vocabulary == nullptr);
}

void TestAnnotationEditing::labelsOutsideAVocabularyAreKnown() {
    trigger("tier.vocabulary");
    auto* dialog = shown<QDialog>("vocabulary");
    QVERIFY(dialog != nullptr);
    for (auto* button : dialog->findChildren<QPushButton*>()) {
        if (button->text() == "Labels in use") QTest::mouseClick(button, Qt::LeftButton);
    }
    QStringList used = dialog->findChild<QPlainTextEdit*>()->toPlainText().split('\n');
    used.sort(Qt::CaseInsensitive);  // their order is the locale's
    QCOMPARE(used, QStringList({"guten", "Morgen"}));
    dialog->findChild<QPlainTextEdit*>()->setPlainText("guten");
    const QImage before = tiers()->grab().toImage();
    dialog->accept();
    QCOMPARE(annotation::outsideVocabulary(tier(0)), std::vector<std::size_t>{2});
    QVERIFY(tiers()->grab().toImage() != before);  // "Morgen" is marked
    trigger("edit.undo");
    QVERIFY(tier(0).header.vocabulary == nullptr);
}

void TestAnnotationEditing::tiersAreAddedRenamedCopiedMovedRemoved() {
    const auto name = [&](const char* text) {
        auto* dialog = shown<QInputDialog>("tierName");
        QVERIFY(dialog != nullptr);
        dialog->setTextValue(text);
        dialog->accept();
    };
    trigger("tier.addInterval");
    name("phones");
    QCOMPARE(m_model->annotation().tiers().size(), std::size_t{3});
    QCOMPARE(tier(1).header.name, std::string("phones"));
    QCOMPARE(m_model->place(), (TierPlace{tier(1).header.id, 0, false}));
    QTest::qWait(0);
    trigger("tier.rename");
    name("sounds");
    QCOMPARE(tier(1).header.name, std::string("sounds"));
    trigger("tier.moveDown");
    QCOMPARE(tier(2).header.name, std::string("sounds"));
    trigger("tier.moveDown");
    QCOMPARE(tier(2).header.name, std::string("sounds"));
    trigger("tier.moveUp");
    trigger("tier.moveUp");
    QCOMPARE(tier(0).header.name, std::string("sounds"));
    trigger("tier.duplicate");
    QCOMPARE(m_model->annotation().tiers().size(), std::size_t{4});
    QCOMPARE(m_model->place().tier, tier(1).header.id);
    trigger("tier.removeTier");
    QCOMPARE(m_model->annotation().tiers().size(), std::size_t{3});
    for (int i = 0; i < 20; ++i) trigger("edit.undo");
    QVERIFY(!m_model->isDirty());
    QCOMPARE(m_model->annotation().tiers().size(), std::size_t{2});
}

void TestAnnotationEditing::aChildMovesWithItsParent() {
    trigger("tier.duplicate");
    QCOMPARE(m_model->place().tier, tier(1).header.id);
    trigger("tier.parent");
    auto* dialog = shown<QDialog>("tierParent");
    QVERIFY(dialog != nullptr);
    const auto boxes = dialog->findChildren<QComboBox*>();
    boxes[0]->setCurrentIndex(1);  // words
    boxes[1]->setCurrentIndex(2);  // one interval for each
    dialog->accept();
    QCOMPARE(tier(1).header.parent, std::optional(tier(0).header.id));
    QCOMPARE(tiers()->rows()[1].depth, 1);
    QTest::mousePress(tiers(), Qt::LeftButton, {}, at(0, 4.0));
    for (const double to : {4.3, 4.6}) {
        QMouseEvent event(QEvent::MouseMove, QPointF(at(0, to)), QPointF(tiers()->mapToGlobal(at(0, to))), Qt::NoButton,
                          Qt::LeftButton, Qt::AltModifier);
        QApplication::sendEvent(tiers(), &event);
    }
    QTest::mouseRelease(tiers(), Qt::LeftButton, Qt::AltModifier, at(0, 4.6));
    QVERIFY(std::abs(tier(0).items[2].time - 4.6) < 0.01);
    QCOMPARE(tier(1).items[2].time, tier(0).items[2].time);
}

void TestAnnotationEditing::theContextMenuActsWhereItWasOpened() {
    QContextMenuEvent event(QContextMenuEvent::Mouse, at(0, 5.5), tiers()->mapToGlobal(at(0, 5.5)));
    QApplication::sendEvent(tiers(), &event);
    auto* menu = shown<QMenu>("tierMenu");
    QVERIFY(menu != nullptr);
    QCOMPARE(m_model->place(), (TierPlace{tier(0).header.id, 2, false}));
    QAction* split = nullptr;
    for (auto* action : menu->actions()) {
        if (action->text() == "Split here") split = action;
    }
    QVERIFY(split != nullptr);
    split->trigger();
    menu->close();
    QCOMPARE(tier(0).items.size(), std::size_t{5});
    QVERIFY(std::abs(tier(0).items[3].time - 5.5) < 0.02);
}

void TestAnnotationEditing::findGoesFromPlaceToPlace() {
    QTest::keyClick(tiers(), Qt::Key_F, Qt::ControlModifier);
    auto* bar = m_page->findChild<FindBar*>();
    QVERIFY(bar->isVisible());
    QTRY_VERIFY(bar->field()->hasFocus());
    QTest::keyClicks(bar->field(), "g");
    QTRY_VERIFY(bar->state().contains('2'));  // guten, Morgen
    QTest::keyClick(bar->field(), Qt::Key_Return);
    QCOMPARE(m_model->place(), (TierPlace{tier(0).header.id, 1, false}));
    QCOMPARE(view()->selectionStart(), 2.0);
    QTest::keyClick(bar->field(), Qt::Key_Return);
    QCOMPARE(m_model->place().item, std::optional<std::size_t>(2));
    QTest::keyClick(bar->field(), Qt::Key_F3);
    QCOMPARE(m_model->place().item, std::optional<std::size_t>(1));  // round
    QTest::keyClick(bar->field(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(m_model->place().item, std::optional<std::size_t>(2));
    QTest::keyClick(bar->field(), Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QTRY_VERIFY(tiers()->hasFocus());
}

void TestAnnotationEditing::findUnderstandsExpressionsAndCase() {
    trigger("edit.find");
    auto* bar = m_page->findChild<FindBar*>();
    const auto boxes = bar->findChildren<QCheckBox*>();
    bar->field()->setText("m");
    QTRY_VERIFY(bar->state().contains('1'));
    boxes[0]->setChecked(true);
    QTRY_COMPARE(bar->state(), QString("No label has it"));
    boxes[1]->setChecked(true);
    bar->field()->setText("^[HL][*%]$");
    QTRY_VERIFY(bar->state().contains('2'));
    const QString before = bar->state();
    bar->field()->setText("(");
    QTRY_VERIFY(!bar->state().isEmpty() && bar->state() != before);
    QTest::keyClick(bar->field(), Qt::Key_Return);
    QVERIFY(!m_model->isDirty());
}

void TestAnnotationEditing::undoNamesEveryStep() {
    QTest::mouseClick(tiers(), Qt::LeftButton, {}, at(0, 3.0));
    type("a");
    QTest::keyClick(tiers()->editor(), Qt::Key_Return);
    QVERIFY(m_actions->action("edit.undo")->text().contains("Rename label"));
    view()->clearSelection();
    view()->setCursor(1.0);
    QTest::keyClick(tiers(), Qt::Key_Return);
    QVERIFY(m_actions->action("edit.undo")->text().contains("Insert boundary"));
    QTest::keyClick(tiers(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_actions->action("edit.redo")->text().contains("Insert boundary"));
    QTest::keyClick(tiers(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tier(0).items.size(), std::size_t{5});
}

void TestAnnotationEditing::snappingFindsAZeroCrossing() {
    // 440 Hz: crossings every 1/880 s from 0 on.
    view()->setRange(3.99, 4.02);
    const auto drag = [&](double to) {
        QTest::mousePress(tiers(), Qt::LeftButton, {}, at(0, 4.0));
        for (const double part : {0.5, 1.0}) {
            const QPoint place = at(0, 4.0 + part * (to - 4.0));
            QMouseEvent event(QEvent::MouseMove, QPointF(place), QPointF(tiers()->mapToGlobal(place)), Qt::NoButton,
                              Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(tiers(), &event);
        }
    };
    const double near = 4.01 + 0.00001;
    drag(near);  // the samples are not there yet
    QTest::keyClick(tiers(), Qt::Key_Escape);
    QTest::mouseRelease(tiers(), Qt::LeftButton, {}, at(0, near));
    const double crossing = std::round(near * 880.0) / 880.0;
    const double reach = 6.0 * view()->span() / tiers()->width();
    const double aim = crossing + 0.8 * reach;
    QTRY_VERIFY2(
        [&] {
            drag(aim);
            const double to = tiers()->draggedTo().value_or(0.0);
            QTest::keyClick(tiers(), Qt::Key_Escape);
            QTest::mouseRelease(tiers(), Qt::LeftButton, {}, at(0, aim));
            return std::abs(to - crossing) < 1e-5;
        }(),
        qPrintable(QString::number(crossing, 'f', 6)));
}

QTEST_MAIN(TestAnnotationEditing)
#include "TestAnnotationEditing.moc"
