// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLocale>

#include "app/gui/inspect/DimensionText.h"
#include "engine/backend/UnitRegression.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// What is said beside a dimension of how far off it is.
class TestDimensionText : public QObject {
    Q_OBJECT

private:
    static store::ModelCard card() {
        store::ModelCard made;
        made.kind = backend::kUnitRegressionKind;
        made.dimensions = {{"valence", -1.0, 1.0}, {"arousal", 1.0, 5.0}};
        made.settings = {{"derived.valence", 1.0}};
        made.figures = {{"RMSE valence", 0.314, 0.2, 0.4, 489, 10, "made up", true},
                        {"RMSE arousal", 0.5, 0.4, 0.6, 100, 4, "made up", false}};
        return made;
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void errorIsSaid() {
        const auto made = card();
        const QString valence = gui::dimensionErrorText(made, made.dimensions[0]);
        QVERIFY2(valence.startsWith(QString::fromUtf8("\u00b1 0.31: root mean squared error")), qPrintable(valence));
        QVERIFY(valence.contains("n = 489"));
        QVERIFY(valence.contains("has heard these speakers"));
        QVERIFY(valence.contains("not rated"));
        const QString arousal = gui::dimensionErrorText(made, made.dimensions[1]);
        QVERIFY(arousal.contains("0.50") && arousal.contains("n = 100"));
        QVERIFY(!arousal.contains("heard") && !arousal.contains("rated."));
        QCOMPARE(gui::dimensionReading(made, made.dimensions[0], 0.4249), QString::fromUtf8("0.42 \u00b1 0.31"));
    }

    void otherModelsSayNothing() {
        auto made = card();
        made.kind = "another";
        QVERIFY(gui::dimensionErrorText(made, made.dimensions[0]).isEmpty());
        QCOMPARE(gui::dimensionReading(made, made.dimensions[0], 0.4249), QString("0.42"));
        made = card();
        made.figures.clear();
        QVERIFY(gui::dimensionErrorText(made, made.dimensions[1]).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDimensionText)
#include "TestDimensionText.moc"
