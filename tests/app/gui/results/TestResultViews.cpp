// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

#include "app/gui/TextTable.h"
#include "app/gui/results/ClassesTab.h"
#include "app/gui/results/ComparisonTab.h"
#include "app/gui/results/GroupTab.h"
#include "app/gui/results/ScatterTab.h"
#include "tests/app/gui/results/ExampleRun.h"
#include "tests/app/gui/results/ResultsBench.h"
#include "widgets/Accessible.h"
#include "widgets/DotColumns.h"
#include "widgets/ReliabilityView.h"
#include "widgets/ScatterView.h"
#include "widgets/SpeakerBars.h"

using namespace prososcope;
using namespace prososcope::gui;
using widgets::ConfusionView;

/// The views of a run below the table of runs.
class TestResultViews : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    int m_count = 0;

    std::filesystem::path fresh() { return toPath(m_folder.filePath(QString::number(++m_count))); }

    /// Three runs of a sweep over two costs; they predict valence too. The newest, run 3, has two utterances right that run 2
    /// has wrong, and one wrong that it has right.
    std::filesystem::path group() {
        const auto folder = fresh();
        for (int i = 0; i < 3; ++i) {
            const auto added = addExampleRun(
                folder, {}, "sweep",
                [i](store::RunRecord& run) {
                    run.group = "costs";
                    run.point = i < 2 ? "model.cost = 0.1" : "model.cost = 1";
                    run.seed = static_cast<std::uint64_t>(i + 1);
                    run.dimensions = {"valence", "arousal"};
                    if (run.uar) run.uar = 0.7 + 0.02 * i;
                },
                [i](store::PredictionRecord& each) {
                    const auto number = static_cast<float>(each.utterance.back() - '0');
                    each.trueValues = {number, 1.0F};
                    each.values = {number + 0.5F, std::nanf("")};
                    if (i == 2 && each.utterance.ends_with("a03")) each.predicted = each.truth;
                    if (i == 2 && each.utterance == "11a00") each.predicted = 2;
                });
            if (!added) qFatal("%s", added.error().message().c_str());
        }
        return folder;
    }

    static void choose(QWidget* page, const char* name, const QString& text) {
        auto* box = page->findChild<QComboBox*>(name);
        QVERIFY(box != nullptr);
        const int index = box->findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        box->setCurrentIndex(index);
    }

private Q_SLOTS:
    void initTestCase() { widgets::installAccessibleFactory(); }

    void partsOfTheMatrix() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        choose(bench.page.get(), "part", "Speaker 03");
        QCOMPARE(bench.matrix()->countText(0, 0), QString("3"));
        QCOMPARE(bench.panel()->listTitle(), QString("happy heard as angry: 1 (Speaker 03)"));  // the cell stays
        QCOMPARE(bench.list()->rows().size(), std::size_t{1});
        bench.actions.action("results.copySentence")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("UAR .722, Speaker 03, 8 utterances, leave one speaker out"));
        choose(bench.page.get(), "part", "Fold 11");
        QCOMPARE(bench.matrix()->countText(2, 2), QString("3"));
        choose(bench.page.get(), "part", "Female");
        QCOMPARE(bench.matrix()->countText(2, 1), QString("1"));
        choose(bench.page.get(), "part", "All folds");
        QCOMPARE(bench.matrix()->countText(0, 0), QString("6"));
        choose(bench.page.get(), "show", "Column %");
        QCOMPARE(bench.matrix()->largeText(1, 0), QString("25.0 %"));
        choose(bench.page.get(), "by", "By gender");
        QVERIFY(bench.page->views()->matrix()->bars()->worstSentence().contains("female"));
        // A list that came from the whole goes by part again when the run comes again.
        bench.page->reload();
        QVERIFY(bench.waitForIdle());
        QCOMPARE(bench.matrix()->shown(), ConfusionView::Show::ColumnShares);
    }

    void classesAndCalibration() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        bench.actions.action("results.view.classes")->trigger();
        QCOMPARE(bench.page->views()->view(), ResultViews::Classes);
        TextTable* table = bench.page->views()->classes()->table();
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(), 4);
        const auto cell = [table](int row, int column) { return table->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, 1), QString(".750"));
        QCOMPARE(cell(1, 2), QString(".500"));
        QCOMPARE(cell(3, 2), QString(".778"));  // UAR
        QTest::keySequence(table, QKeySequence::Copy);
        QVERIFY(QGuiApplication::clipboard()->text().contains("\t.500\t"));
        QCOMPARE(bench.page->views()->classes()->reliability()->calibration().rows, std::size_t{16});
        QTest::mouseClick(bench.page->findChild<QPushButton*>("copySentence"), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith("macro F1 .770, ECE ."));
        QVERIFY(!bench.page->grab().isNull());
    }

    void dimensionsAreThereWhereTheyArePredicted() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder));
        ResultsBench plain(folder);
        QVERIFY(plain.load());
        QVERIFY(!plain.page->views()->has(ResultViews::Scatter) && !plain.page->views()->has(ResultViews::Group));
        plain.actions.action("results.view.dimensions")->trigger();
        QCOMPARE(plain.page->views()->view(), ResultViews::Matrix);

        ResultsBench bench(group());
        QVERIFY(bench.load());
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        bench.actions.action("results.view.dimensions")->trigger();
        ScatterTab* scatter = bench.page->views()->scatter();
        QCOMPARE(scatter->plots().size(), qsizetype{2});
        QCOMPARE(scatter->plots()[0]->items(), 16);
        QCOMPARE(scatter->plots()[1]->items(), 0);  // nothing predicted
        const auto cell = [&](int row, int column) { return scatter->table()->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, 0), QString("valence"));
        QVERIFY(cell(0, 2).startsWith("1.000 ["));
        QVERIFY(cell(0, 3).startsWith("0.5 ["));
        QCOMPARE(cell(0, 5), QString("16"));
        QVERIFY(scatter->sentence().contains("valence: CCC .9"));
        widgets::ScatterView* plot = scatter->plots()[0];
        QVERIFY(!bench.page->grab().isNull());
        QWidget* inner = plot->findChild<QWidget*>();
        QTest::mouseClick(inner, Qt::LeftButton, {}, inner->mapFrom(plot, plot->itemPlace(3)));
        QTRY_VERIFY(bench.list()->hasFocus());
        QCOMPARE(bench.list()->rows().size(), std::size_t{1});
        QCOMPARE(bench.list()->rows()[0].id, plot->points()[static_cast<std::size_t>(plot->current())].name);
        QTest::keyClick(bench.list(), Qt::Key_Backspace);
        QTRY_VERIFY(plot->hasFocus());
    }

    void aRunOfDimensionsAloneShowsThem() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(
            folder, {}, "valence",
            [](store::RunRecord& run) {
                run.classes.clear();
                run.dimensions = {"valence"};
                run.uar.reset();
                run.uarLow.reset();
                run.uarHigh.reset();
                run.wa.reset();
                run.macroF1.reset();
                run.ccc = 0.412;
                run.cccLow = 0.35;
                run.cccHigh = 0.47;
            },
            [](store::PredictionRecord& each) {
                each.truth = each.predicted = -1;
                each.posteriors.clear();
                each.trueValues = {1.0F + static_cast<float>(each.utterance.back() - '0')};
                each.values = {3.0F};
            }));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QCOMPARE(bench.page->views()->view(), ResultViews::Scatter);
        QVERIFY(!bench.page->views()->has(ResultViews::Matrix) && !bench.page->views()->has(ResultViews::Comparison));
        QVERIFY(!bench.table()->isColumnHidden(4));
        QCOMPARE(bench.table()->model()->index(0, 4).data().toString(), QString(".412 (.35-.47)"));
        QVERIFY(!bench.page->grab().isNull());
    }

    void twoRunsSideBySide() {
        ResultsBench bench(group());
        QVERIFY(bench.load());
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        QCOMPARE(bench.page->current()->run.id, std::int64_t{3});
        QSignalSpy compared(bench.page.get(), &ResultsPage::pairShown);
        bench.actions.action("results.compare")->trigger();
        QTRY_COMPARE(compared.count(), 1);
        ComparisonTab* tab = bench.page->views()->comparison();
        QVERIFY(tab->pair() != nullptr);
        QCOMPARE(tab->pair()->second.id, std::int64_t{2});
        auto* matrix = tab->findChild<ConfusionView*>("firstMatrix");
        QVERIFY(matrix->isDifference());
        QCOMPARE(matrix->countText(1, 1), QString("+2"));
        QCOMPARE(matrix->countText(0, 0), QString("-1"));
        QVERIFY(tab->text().contains("16 utterances, 2 speakers"));
        QVERIFY(tab->text().contains("McNemar p = 1.000"));
        QVERIFY(!tab->text().contains("All seeds"));  // one of them has no other
        bench.actions.action("results.copySentence")->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains("(run 3) against .778 (run 2)"));
        QVERIFY(QGuiApplication::clipboard()->text().endsWith("16 utterances"));
        // What only one of them has right.
        auto* first = tab->findChild<QPushButton*>("onlyFirst");
        QCOMPARE(first->text(), QString("Only run 3 right: 2"));
        QTest::mouseClick(first, Qt::LeftButton);
        QCOMPARE(bench.list()->rows().size(), std::size_t{2});
        QVERIFY(bench.list()->rows()[0].id.endsWith("a03"));
        QTRY_VERIFY(bench.list()->hasFocus());
        QTest::keyClick(bench.list(), Qt::Key_Backspace);
        QTRY_VERIFY(first->hasFocus());
        QTest::mouseClick(tab->findChild<QPushButton*>("onlySecond"), Qt::LeftButton);
        QCOMPARE(bench.list()->rows()[0].id, QString("11a00"));
        // Behind a cell of the difference stands what one of them alone has there.
        QTest::mouseClick(matrix, Qt::LeftButton, {}, matrix->cellRect(1, 1).center());
        QCOMPARE(bench.list()->rows().size(), std::size_t{2});
        choose(bench.page.get(), "comparisonShow", "Both matrices");
        auto* second = tab->findChild<ConfusionView*>("secondMatrix");
        QVERIFY(second->isVisible() && !matrix->isDifference());
        QCOMPARE(matrix->countText(1, 1), QString("4"));
        QCOMPARE(second->countText(1, 1), QString("2"));
        QTest::mouseClick(second, Qt::LeftButton, {}, second->cellRect(1, 0).center());
        QCOMPARE(bench.panel()->listTitle(), QString("happy heard as angry: 2 (run 2)"));
        QVERIFY(!bench.page->grab().isNull());
        // Another one by choosing two rows.
        bench.page->runs()->choose(3);
        bench.table()->selectionModel()->select(bench.table()->model()->index(2, 0),
                                                QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTRY_VERIFY(tab->pair() != nullptr && tab->pair()->second.id == 1);
    }

    /// Two settings of a group with two seeds each: all of these runs, too, and what the second has better.
    void twoSystemsOfSeveralSeeds() {
        const auto folder = fresh();
        for (int i = 0; i < 4; ++i) {
            PROSOSCOPE_VERIFY(addExampleRun(
                folder, {}, "sweep",
                [i](store::RunRecord& run) {
                    run.group = "costs";
                    run.point = i < 2 ? "model.cost = 0.1" : "model.cost = 1";
                    run.seed = static_cast<std::uint64_t>(i % 2 + 1);
                },
                [i](store::PredictionRecord& each) {
                    if (i >= 2 && each.utterance.ends_with("a03")) each.predicted = each.truth;
                    if (i == 1 && each.utterance == "11a00") each.predicted = 2;
                }));
        }
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QSignalSpy compared(bench.page.get(), &ResultsPage::pairShown);
        bench.actions.action("results.compare")->trigger();
        QTRY_COMPARE(compared.count(), 1);
        ComparisonTab* tab = bench.page->views()->comparison();
        QCOMPARE(tab->pair()->second.id, std::int64_t{3});
        QVERIFY2(!tab->text().contains("All seeds"), qPrintable(tab->text()));  // two seeds of one setting
        tab->setPartner(2);
        QTRY_COMPARE(compared.count(), 2);
        const auto& seeds = tab->pair()->seeds;
        QVERIFY(seeds && *seeds);
        QVERIFY((*seeds)->first.count == 2 && (*seeds)->second.count == 2 && (*seeds)->difference > 0.0);
        QCOMPARE((*seeds)->first.deviation, 0.0);
        const auto text = tab->text();
        QVERIFY2(text.contains("All seeds: UAR ") && text.contains(", 2 runs) and ") && text.contains("one-tailed t test"),
                 qPrintable(text));
        QVERIFY2(text.contains("difference +"), qPrintable(text));
    }

    void withoutAnotherRunItSaysSo() {
        const auto folder = fresh();
        PROSOSCOPE_VERIFY(addExampleRun(folder));
        PROSOSCOPE_VERIFY(addExampleRun(folder, {}, "other corpus", [](store::RunRecord& run) { run.corpus = "ravdess"; }));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        bench.actions.action("results.compare")->trigger();
        QVERIFY(bench.waitForIdle());
        QVERIFY(bench.page->views()->comparison()->text().contains("no other run"));
        QVERIFY(bench.page->views()->sentence().isEmpty());
    }

    void theGroupOfASweep() {
        ResultsBench bench(group());
        QVERIFY(bench.load());
        bench.actions.action("results.view.group")->trigger();
        GroupTab* tab = bench.page->views()->group();
        QVERIFY(tab->table()->isVisible());
        QCOMPARE(tab->table()->model()->rowCount(), 2);
        const auto cell = [&](int row, int column) { return tab->table()->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, 0), QString("0.1"));
        QCOMPARE(cell(0, 1), QString("2"));
        QCOMPARE(cell(0, 2), QString(".710"));
        QCOMPARE(cell(0, 3), QString(".014"));
        QCOMPARE(cell(1, 5), QString(".740"));
        QCOMPARE(tab->dots()->items(), 3);
        QVERIFY(!bench.page->grab().isNull());
        bench.actions.action("results.copySentence")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString("model.cost = 0.1: UAR mean .710, sd .014, .700 to .720, 2 seeds; model.cost = 1: UAR .740, 1 seed"));
        QWidget* inner = tab->dots()->findChild<QWidget*>();
        QTest::mouseClick(inner, Qt::LeftButton, {}, inner->mapFrom(tab->dots(), tab->dots()->itemPlace(0)));
        QTRY_COMPARE(bench.page->current()->run.id, std::int64_t{1});
        QCOMPARE(bench.page->views()->view(), ResultViews::Group);
    }

    /// Whoever reaches a part with the keyboard hears what it is.
    void everythingHasAName() {
        ResultsBench bench(group());
        QVERIFY(bench.load());
        QStringList nameless;
        for (int view = 0; view < ResultViews::ViewCount; ++view) {
            bench.page->views()->showView(static_cast<ResultViews::View>(view));
            QVERIFY(bench.waitForIdle());
            for (auto* widget : bench.page->findChildren<QWidget*>()) {
                if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()) continue;
                if (widget->objectName().startsWith("qt_") || qobject_cast<QComboBox*>(widget->parentWidget()) != nullptr)
                    continue;
                if (widget->parentWidget()->inherits("QAbstractScrollArea") || widget->inherits("QHeaderView")) continue;
                auto* face = QAccessible::queryAccessibleInterface(widget);
                if (face == nullptr || face->text(QAccessible::Name).trimmed().isEmpty())
                    nameless << QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
                if (dynamic_cast<widgets::PlotSummary*>(widget) != nullptr)
                    QVERIFY(!face->text(QAccessible::Description).isEmpty());
            }
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join("; ")));
        QVERIFY(bench.actions.conflicts().isEmpty());
    }
};

QTEST_MAIN(TestResultViews)
#include "TestResultViews.moc"
