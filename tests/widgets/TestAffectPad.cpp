// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImage>
#include <QSignalSpy>

#include "tests/TestSupport.h"
#include "widgets/AffectPad.h"
#include "widgets/Theme.h"

using namespace prososcope;
using widgets::AffectPad;

class TestAffectPad : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<AffectPad> m_pad;

private Q_SLOTS:
    void init() {
        m_pad = std::make_unique<AffectPad>();
        m_pad->resize(420, 420);
        m_pad->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pad.get()));
        m_pad->setLive(true);
    }
    void cleanup() { m_pad.reset(); }

    void followsTheMouse() {
        QSignalSpy moved(m_pad.get(), &AffectPad::moved);
        for (const QPointF wanted : {QPointF(0.5, -0.25), QPointF(-1.0, 1.0)}) {
            QTest::mouseMove(m_pad.get(), m_pad->pixelOf(wanted).toPoint());
            QTRY_VERIFY(std::abs(m_pad->point().x() - wanted.x()) < 0.01 && std::abs(m_pad->point().y() - wanted.y()) < 0.01);
        }
        QVERIFY(moved.size() >= 2);
        QTest::mouseMove(m_pad.get(), QPoint(1, 419));  // beyond the plane
        QTRY_COMPARE(m_pad->point(), QPointF(-1.0, -1.0));
    }
    void followsTheKeys() {
        m_pad->setFocus();
        QTest::keyClick(m_pad.get(), Qt::Key_Right);
        QTest::keyClick(m_pad.get(), Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(m_pad->point(), QPointF(0.05, 0.2));
        QVERIFY2(m_pad->plotSummary().contains("0.05") && m_pad->plotSummary().contains("0.2"),
                 qPrintable(m_pad->plotSummary()));
        for (int i = 0; i < 30; ++i) QTest::keyClick(m_pad.get(), Qt::Key_Left);
        QCOMPARE(m_pad->point().x(), -1.0);
    }
    void standsStillUnlessLive() {
        m_pad->setLive(false);
        QTest::mouseMove(m_pad.get(), m_pad->pixelOf({0.5, 0.5}).toPoint());
        QTest::keyClick(m_pad.get(), Qt::Key_Right);
        QTest::qWait(20);
        QCOMPARE(m_pad->point(), QPointF(0.0, 0.0));
    }
    void drawsPointAndTrail() {
        m_pad->clearFocus();
        const QImage before = m_pad->grab().toImage();
        m_pad->setFocus();
        for (int i = 0; i < 8; ++i) QTest::keyClick(m_pad.get(), Qt::Key_Right, Qt::ShiftModifier);
        const QImage after = m_pad->grab().toImage();
        const QColor accent = widgets::Theme::instance().color(widgets::Ink::Accent);
        QCOMPARE(after.pixelColor(m_pad->pixelOf({1.0, 0.0}).toPoint()), accent);
        const QPoint onTrail = m_pad->pixelOf({0.7, 0.0}).toPoint();
        QVERIFY(before.pixelColor(onTrail) != after.pixelColor(onTrail));
        m_pad->clearTrail();
        QCOMPARE(m_pad->grab().toImage().pixelColor(onTrail), before.pixelColor(onTrail));
    }
};

QTEST_MAIN(TestAffectPad)
#include "TestAffectPad.moc"
