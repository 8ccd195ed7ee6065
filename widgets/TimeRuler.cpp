// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TimeRuler.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/PointerMoves.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"

namespace prososcope::widgets {

TimeRuler::TimeRuler(QWidget* parent) : QWidget(parent) {
    setFixedHeight(24);
    grabGesture(Qt::PinchGesture);
    setAccessibleName(tr("Time"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TimeRuler::setTimeView(TimeView* view) {
    if (m_view == view) return;
    if (m_view) m_view->disconnect(this);
    m_view = view;
    if (view != nullptr) connect(view, &TimeView::rangeChanged, this, qOverload<>(&QWidget::update));
    update();
}

void TimeRuler::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    draw(&painter, size());
}

void TimeRuler::drawFigure(QCPPainter* painter, const QSize& size) { draw(painter, size); }

void TimeRuler::draw(QPainter* painter, const QSize& size) const {
    const int width = size.width();
    const int height = size.height();
    const auto& theme = Theme::instance();
    painter->fillRect(QRect(QPoint(0, 0), size), theme.color(FigureScope::active() ? Ink::Data : Ink::Window));
    painter->fillRect(0, 0, width, 1, theme.color(Ink::Hairline));
    if (!m_view || m_view->duration() <= 0.0) return;
    painter->setFont(theme.font(Theme::Size::Small));
    const QFontMetricsF metrics(painter->font());
    const double labelWidth = metrics.horizontalAdvance(QStringLiteral("0:00:00.000"));
    const auto ticks = timeTicks(m_view->start(), m_view->end(), std::max(1, static_cast<int>(width / (1.4 * labelWidth))));
    const QString unit = tr("%1 s", "seconds on the time axis");
    bool first = true;
    for (const double seconds : ticks.seconds) {
        const double x = (seconds - m_view->start()) / m_view->span() * width;
        painter->fillRect(QRectF(std::floor(x), 1.0, 1.0, 5.0), theme.color(Ink::ControlBorder));
        QString text = tickText(seconds, ticks.step, m_view->duration());
        if (first && m_view->duration() < 60.0) text = unit.arg(text);
        first = false;
        const double advance = metrics.horizontalAdvance(text);
        const double left = std::clamp(x + 4.0, 2.0, std::max(2.0, width - advance - 2.0));
        painter->setPen(theme.color(Ink::Muted));
        if (left >= x)
            painter->drawText(QRectF(left, 4.0, advance + 2.0, height - 5.0), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

double TimeRuler::timeAt(double x) const { return m_view->start() + x / std::max(1, width()) * m_view->span(); }

void TimeRuler::mousePressEvent(QMouseEvent* event) {
    if (m_view) m_grabTime = timeAt(event->position().x());
}

void TimeRuler::mouseMoveEvent(QMouseEvent* event) {
    if (!m_view || !(event->buttons() & Qt::LeftButton)) return;
    const double span = m_view->span();
    const double start = std::clamp(m_grabTime - event->position().x() / std::max(1, width()) * span, 0.0,
                                    std::max(0.0, m_view->duration() - span));
    m_view->setRange(start, start + span);
}

void TimeRuler::wheelEvent(QWheelEvent* event) {
    event->accept();
    if (!m_view || m_view->duration() <= 0.0) return;
    const WheelMove move = wheelMove(*event, width());
    if (move.kind == WheelMove::Kind::ZoomTime) m_view->zoom(move.factor, timeAt(event->position().x()));
    if (move.kind == WheelMove::Kind::Scroll) m_view->scroll(move.share);
}

bool TimeRuler::event(QEvent* event) {
    if (m_view && m_view->duration() > 0.0) {
        if (const auto pinch = pinchMove(event, this)) {
            m_view->zoom(pinch->factor, timeAt(pinch->x));
            return true;
        }
    }
    return QWidget::event(event);
}

}  // namespace prososcope::widgets
