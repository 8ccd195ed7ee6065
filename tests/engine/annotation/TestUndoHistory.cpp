// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Edits.h"
#include "engine/annotation/UndoHistory.h"
#include "tests/engine/annotation/Examples.h"

using namespace examples;  // NOLINT

/// Names, the saved mark, merging and the bound of memory.
class TestUndoHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsHaveNames();
    void savedMarkFollowsUndo();
    void savedStateCanBeForgotten();
    void typingIsOneStep();
    void dragsOfSeveralTiersAreOneStep();
    void memoryIsBounded();

private:
    static void label(UndoHistory& history, std::size_t item, const std::string& text) {
        const auto edit = setLabel(history.annotation(), 1, item, text);
        PROSOSCOPE_VERIFY(edit);
        PROSOSCOPE_VERIFY(history.perform(*edit));
    }
};

void TestUndoHistory::stepsHaveNames() {
    UndoHistory history(speech());
    QVERIFY(!history.canUndo() && !history.canRedo() && !history.undo() && !history.redo());
    QVERIFY(history.undoName().empty());
    label(history, 1, "x");
    QCOMPARE(QString::fromStdString(history.undoName().english()), QString("Rename label"));
    PROSOSCOPE_VERIFY(history.perform(*insertBoundary(history.annotation(), 3, 0.5)));
    QVERIFY(history.undo());
    QCOMPARE(QString::fromStdString(history.redoName().english()), QString("Insert boundary"));
    label(history, 2, "y");
    QVERIFY2(!history.canRedo(), "a new edit takes the place of those undone");
    QVERIFY(!history.perform(insertBoundary(speech(), 1, 0.5)->inverse()));
    QCOMPARE(history.steps(), std::size_t{2});
}

void TestUndoHistory::savedMarkFollowsUndo() {
    UndoHistory history(speech());
    QVERIFY(history.isSaved());
    label(history, 1, "x");
    QVERIFY(!history.isSaved());
    QVERIFY(history.undo() && history.isSaved());
    QVERIFY(history.redo());
    history.markSaved();
    QVERIFY(history.isSaved());
    QVERIFY(history.undo() && !history.isSaved());
    QVERIFY(history.redo() && history.isSaved());
    history.clearSaved();
    QVERIFY(!history.isSaved());
}

void TestUndoHistory::savedStateCanBeForgotten() {
    UndoHistory history(speech());
    label(history, 1, "x");
    history.markSaved();
    QVERIFY(history.undo());
    label(history, 1, "y");  // the saved state is now out of reach, though as many steps are done
    QVERIFY(!history.isSaved());
    QVERIFY(history.undo() && !history.isSaved());
}

void TestUndoHistory::typingIsOneStep() {
    UndoHistory history(speech());
    for (const char* text : {"n", "ne", "nei", "nein"}) label(history, 1, text);
    QCOMPARE(history.steps(), std::size_t{1});
    label(history, 2, "so!");
    QCOMPARE(history.steps(), std::size_t{2});
    history.endMerging();
    label(history, 2, "so?");
    QCOMPARE(history.steps(), std::size_t{3});
    history.markSaved();
    label(history, 2, "so.");
    QCOMPARE(history.steps(), std::size_t{4});
    QVERIFY(history.undo() && history.isSaved());
    while (history.undo()) {
    }
    QVERIFY(history.annotation() == speech());
    QVERIFY(history.redo());
    QCOMPARE(text(history.annotation(), 1), QString("0 |1 nein|2 so"));
}

void TestUndoHistory::dragsOfSeveralTiersAreOneStep() {
    UndoHistory history(linked());
    std::size_t memory = 0;
    for (int i = 1; i <= 200; ++i) {
        PROSOSCOPE_VERIFY(history.perform(*moveBoundary(history.annotation(), 1, 1, 2.0 + 0.005 * i, true)));
        if (i == 1) memory = history.memory();
    }
    QCOMPARE(history.steps(), std::size_t{1});
    QCOMPARE(history.memory(), memory);
    QCOMPARE(text(history.annotation(), 2), QString("0 A|3 B"));
    QVERIFY(history.undo());
    QVERIFY(history.annotation() == linked());
}

void TestUndoHistory::memoryIsBounded() {
    UndoHistory history(speech(), 20'000);
    for (int i = 0; i < 200; ++i) {
        label(history, 1, std::string(1000, static_cast<char>('a' + i % 26)));
        history.endMerging();
        QVERIFY(history.memory() <= 20'000);
    }
    QVERIFY(history.steps() >= 5 && history.steps() < 20);
    QVERIFY(history.undo());
    QCOMPARE(history.annotation().tier(0).items[1].label.front(), static_cast<char>('a' + 198 % 26));
    while (history.undo()) QVERIFY2(!history.isSaved(), "the state of the file was forgotten");
    label(history, 1, std::string(100'000, 'z'));
    QVERIFY2(history.canUndo(), "the last step stays, whatever its size");
}

QTEST_GUILESS_MAIN(TestUndoHistory)
#include "TestUndoHistory.moc"
