// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>

#include "app/gui/layers/LayersSelection.h"
#include "app/gui/layers/ProgressRow.h"
#include "engine/analysis/UnitClustering.h"
#include "engine/core/Csv.h"
#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"
#include "tests/app/gui/layers/LayersBench.h"

using namespace layers_bench;
using Units = std::vector<std::size_t>;

/// Units of Layers that are selected and what is done with them; units in the order of their clusters.
class TestLayersSelection : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static QPushButton* button(const Bench& bench, const char* name) {
        return bench.page->findChild<QPushButton*>(QLatin1String(name));
    }
    static QPoint cell(const Bench& bench, int map, int layer, int unit) {
        return bench.page->heatmap()->cellRect({map, layer, unit}).center();
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        hideBundledSets(m_folder);
    }

    void selectedUnitsAreCountedCopiedAndSaved() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        auto* view = bench.page->heatmap();
        QVERIFY(bench.page->selectionBar()->isHidden() && bench.page->selection().empty());
        QTest::mouseClick(view, Qt::LeftButton, {}, cell(bench, 0, 0, 1));
        QVERIFY(bench.page->selectionBar()->isHidden());
        QTest::mouseClick(view, Qt::LeftButton, Qt::ShiftModifier, cell(bench, 0, 1, 2));
        QCOMPARE(bench.page->selection(), (Units{1, 2, 7, 8}));
        QCOMPARE(bench.page->selectionBar()->text(), QString("4 units of 2 layers selected"));
        QTest::mouseClick(button(bench, "copySelected"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString("layer\tlayer_name\tunit\n1\tnear\t2\n1\tnear\t3\n2\tfar\t2\n2\tfar\t3\n"));
        bench.choose(bench.page->controls()->comparison(), "Valence less Arousal");
        QVERIFY(bench.settle());
        QCOMPARE(bench.page->selection(), (Units{1, 2, 7, 8}));  // the same units of other maps
        QSignalSpy saved(bench.page.get(), &LayersPage::saved);
        bench.page->saveSelectionTo(m_folder.filePath("units.csv"));
        QVERIFY(saved.wait(kLong));
        const auto table = core::parseCsv(core::readFile(toPath(m_folder.filePath("units.csv"))).value(), "units.csv");
        PROSOSCOPE_VERIFY(table);
        QStringList rows;
        for (const auto& row : table->rows) rows << QString::fromStdString(row[0] + "/" + row[2] + "/" + row[3]);
        QCOMPARE(rows, QStringList({"1/2/valence", "1/3/valence", "2/2/valence", "2/3/valence", "1/2/arousal", "1/3/arousal",
                                    "2/2/arousal", "2/3/arousal"}));
        QVERIFY(std::abs(core::parseNumber(table->rows[1][6]).value() - static_cast<double>(bench.r(0, 0, 2))) < 1e-6);
        const auto differences =
            core::parseCsv(core::readFile(toPath(m_folder.filePath("units-difference.csv"))).value(), "units-difference.csv");
        PROSOSCOPE_VERIFY(differences);
        QCOMPARE(differences->rows.size(), std::size_t{4});
        QTest::mouseClick(button(bench, "clearSelected"), Qt::LeftButton);
        QVERIFY(bench.page->selectionBar()->isHidden() && bench.page->selection().empty());
        QVERIFY(view->hasFocus());
    }

    void aLayerIsSelectedByItsKey() {
        Bench bench(planted(m_folder));
        QVERIFY(bench.show());
        bench.page->heatmap()->setFocus();
        QTest::keyClick(bench.page->heatmap(), Qt::Key_Down);
        QTest::keyClick(bench.page->heatmap(), Qt::Key_Down);
        QTest::keyClick(bench.page->heatmap(), Qt::Key_Space, Qt::ShiftModifier);
        QCOMPARE(bench.page->selection(), (Units{6, 7, 8, 9}));
        QVERIFY(button(bench, "predictSelected")->isVisible());
        QTest::keyClick(bench.page->heatmap(), Qt::Key_Escape);
        QVERIFY(!button(bench, "predictSelected")->isVisible());
    }

    void theSelectionReturns() {
        const auto folder = planted(m_folder);
        QJsonObject state;
        {
            Bench bench(folder);
            QVERIFY(bench.show());
            bench.page->heatmap()->setSelection({0, 1, 2, 5, 9});
            state = bench.page->saveState();
        }
        Bench bench(folder);
        bench.page->restoreState(state);
        QVERIFY(bench.show());
        QCOMPARE(bench.page->selection(), (Units{0, 1, 2, 5, 9}));
        QVERIFY(!bench.page->selectionBar()->isHidden());
    }

    void unitsStandByTheirClusters() {
        const auto folder = planted(m_folder);
        addSet(folder, "wide", "output", {}, {{"a", 40}, {"b", 30}});
        Bench bench(folder);
        bench.page->restoreState({{"settings", QJsonObject{{"encoder", "wide"}, {"tap", "output"}, {"corpus", "c"}}}});
        QVERIFY(bench.show());
        const auto before = bench.page->result();
        bench.choose(bench.page->controls()->order(), "Clustered");
        QVERIFY(bench.settle());
        QCOMPARE(bench.page->result(), before);  // nothing is correlated anew
        QVERIFY(bench.page->heatmap()->hasOrder());
        core::Progress silent;
        const auto widths = before->source->widths();
        const auto expected = analysis::clusteredUnits(rowsOf(before->source->set, before->settings.pool), widths, 1, silent);
        PROSOSCOPE_VERIFY(expected);
        for (int layer = 0; layer < 2; ++layer)
            for (int column = 0; column < widths[static_cast<std::size_t>(layer)]; ++column)
                QCOMPARE(bench.page->heatmap()->unitOf({1, layer, column}),
                         static_cast<int>((*expected)[static_cast<std::size_t>(40 * layer + column)]));
        const auto commands = bench.page->commands();
        QCOMPARE(std::count_if(commands.begin(), commands.end(),
                               [](const PageCommand& each) { return each.line.contains("--unit-order order.csv"); }),
                 1);
        // It stays with other numbers of the same activations, and comes back.
        bench.choose(bench.page->controls()->speakers(), "Speaker s1");
        QVERIFY(bench.settle());
        QVERIFY(bench.page->heatmap()->hasOrder());
        Bench again(folder);
        again.page->restoreState(bench.page->saveState());
        QVERIFY(again.show());
        QVERIFY(again.page->heatmap()->hasOrder());
        QCOMPARE(again.page->controls()->order()->currentText(), QString("Clustered"));
        again.choose(again.page->controls()->order(), "As they are");
        QVERIFY(!again.page->heatmap()->hasOrder());
    }
};

QTEST_MAIN(TestLayersSelection)
#include "TestLayersSelection.moc"
