// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCompleter>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>

#include "app/gui/results/RunNotesFields.h"
#include "app/gui/results/RunQuery.h"
#include "app/gui/results/RunTableModel.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

store::RunRecord run() {
    store::RunRecord record;
    record.id = 12;
    record.name = "emodb-svm";
    record.system = "linear SVM on ComParE_2016";
    record.corpus = "emodb+ravdess";
    record.protocol = "leave-one-speaker-out";
    record.state = store::RunState::Finished;
    record.tags = {"Baseline", "paper one"};
    record.group = "costs";
    record.point = "model.cost = 0.1";
    record.seed = 7;
    return record;
}

bool found(const QString& text) { return RunQuery(text).matches(run(), QStringLiteral("everything in words")); }

}  // namespace

class TestRunQuery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsAndKeys_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* text, bool expected) { QTest::newRow(text) << QString(text) << expected; };
        row("", true);
        row("   ", true);
        row("everything", true);
        row("EVERY words", true);
        row("everything nothing", false);
        row("tag:base", true);
        row("tag:BASELINE", true);
        row("tag:line", false);
        row("tag:\"paper one\"", true);
        row("tag:paper one", false);  // "one" is a word of its own
        row("corpus:ravdess", true);
        row("corpus:emodb system:svm state:finished", true);
        row("corpus:emodb system:network", false);
        row("system:\"linear svm\"", true);
        row("state:fin", true);
        row("state:failed", false);
        row("group:cost point:0.1", true);
        row("seed:7", true);
        row("seed:70", false);
        row("run:12", true);
        row("run:1", false);
        row("protocol:leave", true);
        row("name:emodb-svm", true);
        row("tag:", true);         // being typed
        row("colour:red", false);  // no key: a plain word
        row("\"in words\"", true);
        row("\"words in\"", false);
        row(":x", false);
        row("tag:\"", true);
    }
    void wordsAndKeys() {
        QFETCH(QString, text);
        QFETCH(bool, expected);
        QCOMPARE(found(text), expected);
    }

    void theTableFollowsNotes() {
        auto other = run();
        other.id = 13;
        other.tags.clear();
        other.group.clear();
        other.point.clear();
        RunTableModel model;
        model.setRuns({run(), other});
        RunFilterModel shown(&model);
        shown.setWords("tag:new");
        QCOMPARE(shown.rowCount(), 0);
        QVERIFY(model.isUsed(RunTableModel::Tags) && model.isUsed(RunTableModel::Point));
        QVERIFY(!model.isUsed(RunTableModel::Ccc));
        model.setNotes(13, {"new"}, "a remark");
        QCOMPARE(shown.rowCount(), 1);
        shown.setWords("remark");
        QCOMPARE(shown.rowCount(), 1);
        QCOMPARE(model.knownTags(), (QStringList{"Baseline", "new", "paper one"}));
        model.setNotes(77, {"x"}, "");
        QCOMPARE(model.data(model.index(1, RunTableModel::Tags), Qt::DisplayRole).toString(), QString("new"));
        QCOMPARE(model.data(model.index(0, RunTableModel::Point), Qt::DisplayRole).toString(), QString("model.cost = 0.1"));
    }

    void notesAreSaidWhenLeft() {
        QWidget window;
        RunNotesFields fields(&window);
        QLineEdit elsewhere(&window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy tags(&fields, &RunNotesFields::tagsChanged);
        QSignalSpy comment(&fields, &RunNotesFields::commentChanged);
        fields.setRun(12, {"a"}, "old");
        fields.tags()->setFocus();
        fields.tags()->clear();
        QTest::keyClicks(fields.tags(), "b, a ,,b");
        QCOMPARE(tags.count(), 0);
        QTest::keyClick(fields.tags(), Qt::Key_Return);
        QCOMPARE(tags.count(), 1);
        QCOMPARE(tags.first().at(1).toStringList(), (QStringList{"a"}));
        QCOMPARE(tags.first().at(2).toStringList(), (QStringList{"b", "a"}));
        QCOMPARE(fields.tags()->text(), QString("b, a"));
        fields.comment()->setFocus();
        QTest::keyClicks(fields.comment(), "new ");
        QCOMPARE(comment.count(), 0);
        elsewhere.setFocus();
        QCOMPARE(comment.count(), 1);
        QCOMPARE(comment.first().at(2).toString(), QString("new old"));
        QCOMPARE(tags.count(), 1);  // nothing new was said of them
        // Another run comes while something is being written: it is said of the run that it was written of.
        fields.comment()->setFocus();
        QTest::keyClicks(fields.comment(), "x");
        fields.setRun(13, {}, "");
        QCOMPARE(comment.count(), 2);
        QCOMPARE(comment.last().first().toLongLong(), 12);
        QVERIFY(fields.comment()->toPlainText().isEmpty());
    }

    void tagsAreCompletedAfterACommaToo() {
        RunNotesFields fields;
        fields.setKnownTags({"baseline", "paper"});
        fields.setRun(1, {}, "");
        fields.show();
        QVERIFY(QTest::qWaitForWindowExposed(&fields));
        QTest::keyClicks(fields.tags(), "new, pa");
        QCompleter* completer = fields.tags()->completer();
        QCOMPARE(completer->completionCount(), 1);
        QCOMPARE(completer->currentCompletion(), QString("new, paper"));
    }
};

QTEST_MAIN(TestRunQuery)
#include "TestRunQuery.moc"
