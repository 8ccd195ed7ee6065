// SPDX-License-Identifier: GPL-3.0-or-later
#include <QNativeGestureEvent>
#include <QWheelEvent>
#include <QtTest>
#include <cmath>

#include "widgets/OverviewStrip.h"
#include "widgets/TimeRuler.h"

using namespace prososcope::widgets;

/// Wheel, touchpad and pinch over the ruler and the overview.
class TestTimeStrips : public QObject {
    Q_OBJECT

    TimeView m_view;
    TimeRuler m_ruler;
    OverviewStrip m_overview;

    static void wheel(QWidget* widget, double x, const QPoint& angle, Qt::KeyboardModifiers modifiers = {},
                      const QPoint& pixels = {}) {
        const QPointF at(x, 10.0);
        QWheelEvent event(at, widget->mapToGlobal(at), pixels, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &event);
    }

    static void pinch(QWidget* widget, double x, double value) {
        const QPointF at(x, 10.0);
        QNativeGestureEvent event(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, at, at,
                                  widget->mapToGlobal(at), value, QPointF());
        QApplication::sendEvent(widget, &event);
    }

private Q_SLOTS:
    void init() {
        m_view.setDuration(100.0);
        m_view.setRange(40.0, 50.0);
        m_ruler.resize(1000, m_ruler.height());
        m_overview.resize(1000, m_overview.height());
        m_ruler.setTimeView(&m_view);
        m_overview.setTimeView(&m_view);
    }

    void theWheelMovesATenthOfTheView() {
        for (QWidget* strip : std::initializer_list<QWidget*>{&m_ruler, &m_overview}) {
            init();
            wheel(strip, 500.0, {0, -120});
            QVERIFY(std::abs(m_view.start() - 41.0) < 1e-9);
            wheel(strip, 500.0, {120, 0});
            QVERIFY(std::abs(m_view.start() - 40.0) < 1e-9);
            wheel(strip, 500.0, {0, -40}, {}, {-200, 3});  // a touchpad, by its pixels
            QVERIFY(std::abs(m_view.start() - 42.0) < 1e-9);
            QVERIFY(std::abs(m_view.span() - 10.0) < 1e-9);
        }
    }

    void controlAndPinchZoomAboutThePointer() {
        wheel(&m_ruler, 250.0, {0, 120}, Qt::ControlModifier);
        QVERIFY(std::abs(m_view.span() - 8.0) < 1e-9);
        QVERIFY(std::abs(m_view.start() + 0.25 * m_view.span() - 42.5) < 1e-9);
        pinch(&m_ruler, 250.0, 0.5);
        QVERIFY(m_view.span() < 5.0);
        QVERIFY(std::abs(m_view.start() + 0.25 * m_view.span() - 42.5) < 1e-9);
        m_view.setRange(40.0, 50.0);
        pinch(&m_overview, 450.0, 0.5);
        QVERIFY(m_view.span() < 7.0);
        QVERIFY(m_view.start() < 45.0 && m_view.end() > 45.0);
    }

    void whereNothingIsOpenNothingHappens() {
        TimeRuler ruler;
        OverviewStrip overview;
        for (QWidget* strip : std::initializer_list<QWidget*>{&ruler, &overview}) {
            wheel(strip, 10.0, {0, 120});
            wheel(strip, 10.0, {0, 120}, Qt::ControlModifier);
            pinch(strip, 10.0, 0.5);
        }
    }
};

QTEST_MAIN(TestTimeStrips)
#include "TestTimeStrips.moc"
