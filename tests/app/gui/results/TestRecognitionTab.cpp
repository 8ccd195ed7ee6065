// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>

#include "app/gui/TextTable.h"
#include "app/gui/results/RecognitionTab.h"
#include "tests/app/gui/results/DialogueRun.h"
#include "tests/app/gui/results/ResultsBench.h"
#include "widgets/Accessible.h"
#include "widgets/IntervalScatter.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Word errors beside the emotion heard by the layers of recognisers, in Results.
class TestRecognitionTab : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    int m_count = 0;

    std::filesystem::path fresh() { return toPath(m_folder.filePath(QString::number(++m_count))); }

    template <typename Result>
    static void check(const Result& result) {
        if (!result) qFatal("%s", result.error().message().c_str());
    }

    /// Three models: 10 % of the words wrong and UAR .60 (run 1, too good), 20 % and .50 (run 2), 40 % and .45 (run 3).
    std::filesystem::path three() {
        const auto folder = fresh();
        check(dialogue_run::addEmotion(folder, "las-emotion-fine-tuned-layer1", 0.60, true));
        check(dialogue_run::addEmotion(folder, "las-emotion-baseline", 0.50));
        check(dialogue_run::addEmotion(folder, "las-emotion-pretrained", 0.45));
        check(dialogue_run::addRecogniser(folder, "las-iemocap-fine-tuned", 2));
        check(dialogue_run::addRecogniser(folder, "las-iemocap-baseline", 4));
        check(dialogue_run::addRecogniser(folder, "las-iemocap-pretrained", 8));
        return folder;
    }
    static bool load(ResultsBench& bench) {
        QSignalSpy shown(bench.page.get(), &ResultsPage::recognitionShown);
        return bench.load() && QTest::qWaitFor([&] { return shown.count() > 0; }, 10000 * kPatience);
    }

private Q_SLOTS:
    void initTestCase() { widgets::installAccessibleFactory(); }

    void withoutModelsTheTabIsAbsent() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder));
        PROSOSCOPE_VERIFY(dialogue_run::addEmotion(folder, "las-emotion-baseline", 0.5));  // its recogniser was not trained
        ResultsBench bench(folder);
        QVERIFY(load(bench));
        QVERIFY(!bench.page->views()->has(ResultViews::Recognition));
        bench.actions.action("results.view.recognition")->trigger();
        QCOMPARE(bench.page->views()->view(), ResultViews::Matrix);
        for (const auto& command : bench.page->commands()) QVERIFY(!command.line.contains("recognition"));
    }

    void pictureAndNumbers() {
        ResultsBench bench(three());
        QVERIFY(load(bench));
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        QVERIFY(bench.page->views()->has(ResultViews::Recognition));
        bench.actions.action("results.view.recognition")->trigger();
        RecognitionTab* tab = bench.page->views()->recognition();
        QVERIFY(tab->isVisible() && !tab->againstBox()->isVisible());  // none was factorised
        const auto cell = [&](int row, int column) { return tab->table()->model()->index(row, column).data().toString(); };
        QCOMPARE(tab->table()->model()->rowCount(), 3);
        QCOMPARE(cell(0, 1), QString("las-emotion-fine-tuned-layer1"));  // fewest errors first
        QCOMPARE(cell(0, 2), QString("las-iemocap-fine-tuned-{fold}"));
        QVERIFY2(cell(0, 4).startsWith("10.0 [0.0, "), qPrintable(cell(0, 4)));
        QCOMPARE(cell(0, 5), QString("20"));
        QCOMPARE(cell(0, 6), QString(".600 [.55, .64] (too good)"));
        QCOMPARE(cell(1, 6), QString(".500 [.45, .54]"));
        QVERIFY(cell(2, 4).startsWith("40.0 ["));
        QCOMPARE(cell(2, 7), QString("16"));
        QVERIFY(tab->findChild<QLabel*>("recognitionTooGood")->isVisible());

        widgets::IntervalScatter* plot = tab->plot();
        QCOMPARE(plot->items(), 3);
        QVERIFY(plot->points()[0].marked && !plot->points()[1].marked);
        QCOMPARE(plot->points()[1].x.value, 20.0);
        QCOMPARE(plot->points()[1].y.low, 0.45);
        QCOMPARE(plot->current(), 2);  // the run shown, 3
        QVERIFY(!bench.page->grab().isNull());
        // By the keyboard, and the row goes along.
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Left);
        QCOMPARE(plot->current(), 1);
        QCOMPARE(tab->table()->currentIndex().row(), 1);
        auto* face = QAccessible::queryAccessibleInterface(plot);
        QVERIFY(face->text(QAccessible::Description).contains("las-emotion-baseline: word error rate, % 20 ["));
        QTest::keyClick(tab->table(), Qt::Key_Up);
        QCOMPARE(plot->current(), 0);
        QVERIFY(plot->itemText(0).endsWith("(too good)."));
        QTest::keyClick(plot, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains("las-emotion-pretrained\t40\t"));
        QTest::mouseClick(tab->findChild<QPushButton*>("copyRecognition"), Qt::LeftButton);
        const QString csv = QGuiApplication::clipboard()->text();
        QVERIFY2(csv.startsWith("run,name,recogniser,wer,"), qPrintable(csv));
        QVERIFY2(csv.contains("1,las-emotion-fine-tuned-layer1,las-iemocap-fine-tuned-{fold},0.1,0,"), qPrintable(csv));
        QVERIFY(csv.contains(",16,yes,"));
        bench.actions.action("results.copySentence")->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains("las-emotion-baseline: WER 20.0 [0.0, "));
        // A click on a dot shows its run, in this view still.
        QWidget* inner = plot->findChild<QWidget*>();
        QTest::mouseClick(inner, Qt::LeftButton, {}, inner->mapFrom(plot, plot->itemPlace(1)));
        QTRY_COMPARE(bench.page->current()->run.id, std::int64_t{2});
        QCOMPARE(bench.page->views()->view(), ResultViews::Recognition);
        QStringList lines;
        for (const auto& command : bench.page->commands()) lines << command.line;
        QCOMPARE(lines.filter("runs recognition").size(), qsizetype{1});
    }

    void factorisedRecognisersAreDrawnAgainstTheirRank() {
        const auto folder = three();
        // Names in no order; 30 % wrong at rank 32, 10 % at 128, and 20 % at the file's own, 256.
        check(dialogue_run::addEmotion(folder, "las-emotion-structured-layer2", 0.55, false, 128));
        check(dialogue_run::addEmotion(folder, "las-emotion-structured-layer2", 0.40, false, 32));
        check(dialogue_run::addEmotion(folder, "las-emotion-structured-layer2", 0.52));
        check(dialogue_run::addRecogniser(folder, "las-iemocap-structured", 2, 128));
        check(dialogue_run::addRecogniser(folder, "las-iemocap-structured", 6, 32));
        check(dialogue_run::addRecogniser(folder, "las-iemocap-structured", 4));
        ResultsBench bench(folder);
        QVERIFY(load(bench));
        bench.actions.action("results.view.recognition")->trigger();
        RecognitionTab* tab = bench.page->views()->recognition();
        QCOMPARE(tab->table()->model()->rowCount(), 6);
        QVERIFY(tab->againstBox()->isVisible() && tab->plot()->isVisible() && !tab->rankWords()->isVisible());
        tab->againstBox()->setFocus();
        QTest::keyClick(tab->againstBox(), Qt::Key_Down);
        QVERIFY(!tab->plot()->isVisible() && tab->rankWords()->isVisible() && tab->rankEmotion()->isVisible());
        for (const auto* plot : {tab->rankWords(), tab->rankEmotion()}) {
            QCOMPARE(plot->items(), 3);
            for (const auto& [item, rank] : {std::pair{0, 32.0}, {1, 128.0}, {2, 256.0}})
                QCOMPARE(plot->points()[static_cast<std::size_t>(item)].x.value, rank);
        }
        QCOMPARE(tab->rankWords()->points()[0].y.value, 30.0);
        QCOMPARE(tab->rankWords()->points()[0].name, QString("las-emotion-structured-layer2-rank32"));
        QCOMPARE(tab->rankEmotion()->points()[1].y.value, 0.55);
        QCOMPARE(tab->rankEmotion()->points()[1].y.high, 0.59);
        // Chosen in one, it is chosen in both and in the table.
        tab->rankWords()->setFocus();
        QTest::keyClick(tab->rankWords(), Qt::Key_Home);
        QCOMPARE(tab->rankEmotion()->current(), 0);
        const int row = tab->table()->currentIndex().row();
        QCOMPARE(tab->table()->model()->index(row, 3).data().toString(), QString("32"));
        QTest::mouseClick(tab->findChild<QPushButton*>("copyRecognition"), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains(",no,128"));
        // What is drawn comes back, and a further rank finds its place.
        const QJsonObject state = bench.page->saveState();
        check(dialogue_run::addEmotion(folder, "las-emotion-structured-layer2", 0.50, false, 64));
        check(dialogue_run::addRecogniser(folder, "las-iemocap-structured", 8, 64));
        ResultsBench again(folder);
        again.page->restoreState(state);
        QVERIFY(load(again));
        const RecognitionTab* restored = again.page->views()->recognition();
        QTRY_VERIFY(restored->rankWords()->isVisible());
        QCOMPARE(restored->rankWords()->points()[1].x.value, 64.0);
        QCOMPARE(restored->rankEmotion()->points()[1].y.value, 0.50);
        QVERIFY(!bench.page->grab().isNull());
    }

    void theViewIsRestored() {
        const auto folder = three();
        QJsonObject state;
        {
            ResultsBench bench(folder);
            QVERIFY(load(bench));
            bench.actions.action("results.view.recognition")->trigger();
            state = bench.page->saveState();
        }
        ResultsBench bench(folder);
        bench.page->restoreState(state);
        QVERIFY(load(bench));
        QTRY_COMPARE(bench.page->views()->view(), ResultViews::Recognition);
    }
};

QTEST_MAIN(TestRecognitionTab)
#include "TestRecognitionTab.moc"
