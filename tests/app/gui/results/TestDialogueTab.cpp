// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

#include "app/gui/results/DialogueTab.h"
#include "app/gui/results/DialogueTable.h"
#include "tests/app/gui/inspect/FakeModel.h"
#include "tests/app/gui/results/DialogueRun.h"
#include "tests/app/gui/results/ResultsBench.h"
#include "widgets/Accessible.h"

using namespace prososcope;
using namespace prososcope::gui;

/// The dialogues of a run, turn by turn, in Results.
class TestDialogueTab : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    int m_count = 0;

    std::filesystem::path fresh() { return toPath(m_folder.filePath(QString::number(++m_count))); }

    static bool showTab(ResultsBench& bench) {
        QSignalSpy shown(bench.page.get(), &ResultsPage::dialoguesShown);
        bench.actions.action("results.view.dialogues")->trigger();
        return QTest::qWaitFor([&] { return shown.count() > 0; }, 10000 * kPatience);
    }
    static QString cell(DialogueTable* table, int row, int column, int role = Qt::DisplayRole) {
        return table->model()->index(row, column).data(role).toString();
    }
    static void click(DialogueTable* table, int row) {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(row, DialogueModel::Said)).center());
    }
    static QStringList listed(const ResultsBench& bench) {
        QStringList ids;
        for (const auto& row : bench.list()->rows()) ids << row.id;
        ids.sort();
        return ids;
    }

private Q_SLOTS:
    void initTestCase() { widgets::installAccessibleFactory(); }

    void withoutDialoguesTheTabIsAbsent() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(!bench.page->views()->has(ResultViews::Dialogues));
        QSignalSpy said(bench.page.get(), &Page::message);
        bench.actions.action("results.view.dialogues")->trigger();
        QCOMPARE(bench.page->views()->view(), ResultViews::Matrix);
        QCOMPARE(said.count(), 1);
        QCOMPARE(said.first().first().toString(), QString("The corpus emodb of run 1 names no dialogues."));
    }

    void turnsOfADialogue() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(dialogue_run::add(folder));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(bench.page->views()->has(ResultViews::Dialogues));
        DialogueTab* tab = bench.page->views()->dialogues();
        QVERIFY(tab->isWaiting());  // nothing is read before it is wanted
        // By a click on its tab.
        auto* tabs = bench.page->views()->tabs();
        QSignalSpy shown(bench.page.get(), &ResultsPage::dialoguesShown);
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(ResultViews::Dialogues).center());
        QTRY_COMPARE(shown.count(), 1);
        DialogueTable* table = tab->table();
        QVERIFY(table->isVisible());
        QCOMPARE(tab->box()->count(), 2);
        QCOMPARE(tab->box()->itemText(0), QString("talk1: 6 of 6 judged turns right"));
        QCOMPARE(tab->box()->itemText(1), QString("talk2: 1 of 3 judged turns right"));
        QCOMPARE(table->model()->rowCount(), 7);
        QCOMPARE(cell(table, 1, DialogueModel::Time), QString("1:01.5"));
        QCOMPARE(cell(table, 1, DialogueModel::Speaker), QString("11"));
        QCOMPARE(cell(table, 1, DialogueModel::Speaker, Qt::AccessibleTextRole), QString("11, the other speaker"));
        QCOMPARE(cell(table, 2, DialogueModel::Said), QString("this is what was said in turn 3"));
        QCOMPARE(cell(table, 2, DialogueModel::Label), QString("angry"));
        QCOMPARE(cell(table, 2, DialogueModel::Heard), QString("angry .55"));
        QCOMPARE(cell(table, 6, DialogueModel::Heard), QString());
        QCOMPARE(cell(table, 6, DialogueModel::Heard, Qt::AccessibleTextRole), QString("not judged by this run"));
        // Attention: its own, and the means over the turns that heard it as context.
        const QString own = cell(table, 2, DialogueModel::Judged, Qt::ToolTipRole);
        QVERIFY2(own.contains("when it was judged: most, .50, from 20 to 25 % of the turn"), qPrintable(own));
        QVERIFY(cell(table, 0, DialogueModel::AsPrevious, Qt::AccessibleTextRole).contains("from 25 to 30 %"));
        QVERIFY(cell(table, 0, DialogueModel::AsInterlocutor, Qt::AccessibleTextRole).contains("from 10 to 15 %"));
        QVERIFY(cell(table, 5, DialogueModel::Judged, Qt::AccessibleTextRole).contains("no attention"));
        QVERIFY(!bench.page->grab().isNull());
        // A click marks the context, and lists the turn with it.
        click(table, 2);
        QCOMPARE(table->turns()->context(0), DialogueModel::Context::Previous);
        QCOMPARE(table->turns()->context(1), DialogueModel::Context::Interlocutor);
        QCOMPARE(table->turns()->context(3), DialogueModel::Context::None);
        QCOMPARE(cell(table, 0, DialogueModel::Time), QString("\u25c0 0:00.0"));
        QVERIFY(cell(table, 1, DialogueModel::Time, Qt::AccessibleTextRole).contains("interlocutor"));
        QCOMPARE(listed(bench), QStringList({"03a00", "03a01", "11a00"}));
        QCOMPARE(bench.panel()->listTitle(), QString("03a01 and its context"));
        QVERIFY(tab->detail().contains("\u25c0 03a00 of the same speaker"));
        QVERIFY(tab->detail().contains("Labelled angry, heard as angry .55, right."));
        // The next one by the keyboard.
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(table->currentIndex().row(), 3);
        QCOMPARE(table->turns()->context(1), DialogueModel::Context::Previous);
        QCOMPARE(listed(bench), QStringList({"03a01", "11a00", "11a01"}));
        QTest::keySequence(table, QKeySequence::Copy);
        QVERIFY(QGuiApplication::clipboard()->text().contains(
            "03a01\t03\tthis is what was said in turn 3\tangry\tangry .55\t0.0263"));
        bench.actions.action("results.copySentence")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("talk1: 6 of 6 judged turns right, leave one speaker out"));
        // The other dialogue, in which two are wrong.
        tab->box()->setFocus();
        QTest::keyClick(tab->box(), Qt::Key_Down);
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(cell(table, 0, DialogueModel::Heard), QString("\u00d7 angry .65"));
        QCOMPARE(cell(table, 0, DialogueModel::Heard, Qt::ToolTipRole), QString("heard as angry .65, wrong: it is happy"));
        // Its page commands say the same to the command line.
        QStringList lines;
        for (const auto& command : bench.page->commands()) lines << command.line;
        QVERIFY2(lines.filter("runs dialogues 1 talk2").size() == 1, qPrintable(lines.join("\n")));
        // The run read anew keeps what was chosen.
        QTest::keyClick(table, Qt::Key_Down);
        bench.page->reload();
        QTRY_COMPARE(shown.count(), 2);
        QCOMPARE(tab->chosenDialogue(), QString("talk2"));
        QCOMPARE(table->currentIndex().row(), 1);
    }

    void turnsAreOpenedAndPlayed() {
        const auto folder = fresh();
        const auto audio = fresh();
        std::filesystem::create_directories(audio);
        for (int i = 0; i < 8; ++i) QVERIFY(writeTone(audio / ("03a0" + std::to_string(i) + ".wav"), 2.0));
        PROSOSCOPE_VERIFY(dialogue_run::add(folder, audio));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        QVERIFY(showTab(bench));
        DialogueTab* tab = bench.page->views()->dialogues();
        DialogueTable* table = tab->table();
        QSignalSpy opened(bench.page.get(), &Page::openRequested);
        QVERIFY(!bench.page->grab().isNull());
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {},
                           table->visualRect(table->model()->index(0, DialogueModel::Said)).center());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toString(), QString("inspect"));
        auto what = opened.first().at(1).toJsonObject();
        QVERIFY(what["path"].toString().endsWith("03a00.wav"));
        QCOMPARE(what["start"].toDouble(), 0.25);
        table->setFocus();
        QTRY_VERIFY(table->hasFocus());
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(opened.count(), 2);
        what = opened.at(1).at(1).toJsonObject();
        QVERIFY(what["path"].toString().endsWith("03a01.wav"));
        QTest::mouseClick(bench.page->findChild<QPushButton*>("openTurn"), Qt::LeftButton);
        QCOMPARE(opened.count(), 3);
        // The other speaker's audio is not here, and one turn was not judged.
        QSignalSpy said(bench.page.get(), &Page::message);
        click(table, 1);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(opened.count(), 3);
        QCOMPARE(said.last().first().toString(), QString("11a00: audio not on this machine."));
        QSignalSpy status(bench.page.get(), &Page::statusChanged);
        click(table, 6);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(opened.count(), 3);
        QVERIFY(status.last().first().toString().contains("03x was not judged by this run"));
        // Space plays the turn, K the one before (where there is a device; without one a sentence says so).
        click(table, 4);
        said.clear();
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_VERIFY(table->turns()->playing() == 4 || said.count() > 0);
        QTest::mouseClick(bench.page->findChild<QPushButton*>("playTurn"), Qt::LeftButton);
        QTRY_COMPARE(table->turns()->playing(), -1);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_K);
        QCOMPARE(table->currentIndex().row(), 3);
        QTest::keyClick(table, Qt::Key_Backspace);
        QTRY_VERIFY(tab->box()->hasFocus());
        QVERIFY(bench.actions.conflicts().isEmpty());
    }

    void whatIsDamagedIsSaid() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(dialogue_run::add(folder));
        auto workspace = store::Workspace::open(folder);
        PROSOSCOPE_VERIFY(workspace);
        PROSOSCOPE_VERIFY(core::writeFile(workspace->runFolder(1) / "attention-0.csv", "nonsense\n"));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(showTab(bench));
        DialogueTab* tab = bench.page->views()->dialogues();
        QCOMPARE(tab->table()->model()->rowCount(), 0);
        auto* note = tab->findChild<QLabel*>("dialogueNote");
        QVERIFY(note->isVisible());
        QVERIFY2(note->text().contains("attention-0.csv"), qPrintable(note->text()));
        QVERIFY(!tab->findChild<QPushButton*>("playTurn")->isEnabled());
        QVERIFY(tab->sentence().isEmpty());
    }

    void everythingHasAName() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(dialogue_run::add(folder));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(showTab(bench));
        int named = 0;
        for (auto* widget : bench.page->views()->dialogues()->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->inherits("QHeaderView")) continue;
            if (widget->objectName().startsWith("qt_") || widget->parentWidget()->inherits("QAbstractScrollArea")) continue;
            auto* face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face != nullptr && !face->text(QAccessible::Name).trimmed().isEmpty(), qPrintable(widget->objectName()));
            QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
            ++named;
        }
        QVERIFY(named >= 4);
    }
};

QTEST_MAIN(TestDialogueTab)
#include "TestDialogueTab.moc"
