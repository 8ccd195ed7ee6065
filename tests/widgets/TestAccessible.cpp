// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QPushButton>
#include <QWidget>

#include "tests/TestSupport.h"
#include "widgets/Accessible.h"

using namespace prososcope::widgets;

namespace {
class Plot : public QWidget, public PlotSummary {
public:
    [[nodiscard]] QString plotSummary() const override { return summary; }
    QString summary = QStringLiteral("0 to 4.2 s, peak -3.1 dB");
};
}  // namespace

class TestAccessible : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plotsAreChartsWithASummary() {
        installAccessibleFactory();
        installAccessibleFactory();
        Plot plot;
        plot.setAccessibleName(QStringLiteral("Waveform"));
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&plot);
        QVERIFY(face != nullptr);
        QCOMPARE(face->role(), QAccessible::Chart);
        QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Waveform"));
        QCOMPARE(face->text(QAccessible::Description), plot.summary);
        plot.summary = QStringLiteral("changed");
        QCOMPARE(face->text(QAccessible::Value), QStringLiteral("changed"));
    }

    void otherWidgetsKeepTheirs() {
        installAccessibleFactory();
        QPushButton button(QStringLiteral("Play"));
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&button);
        QVERIFY(face != nullptr);
        QCOMPARE(face->role(), QAccessible::Button);
        QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Play"));
    }
};

QTEST_MAIN(TestAccessible)
#include "TestAccessible.moc"
