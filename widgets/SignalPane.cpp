// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/SignalPane.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTimerEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/PaneOverlay.h"
#include "widgets/PanePlottable.h"
#include "widgets/PointerMoves.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"

namespace prososcope::widgets {

namespace {

constexpr int kEdgeScrollMs = 30;
constexpr int kFrameMs = 16;
constexpr double kHandle = 16.0;  // side of the selection's handle
constexpr double kHandleMargin = 3.0;
constexpr double kNarrowestHandled = 28.0;  // narrower selections have no handle

}  // namespace

SignalPane::SignalPane(QWidget* parent) : QCustomPlot(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    grabGesture(Qt::PinchGesture);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setPlottingHint(QCP::phImmediateRefresh, false);  // what is drawn anew together is painted together
    plotLayout()->setAutoMargins(QCP::msNone);
    plotLayout()->setMargins({});
    axisRect()->setAutoMargins(QCP::msNone);
    axisRect()->setMargins({});
    axisRect()->setMinimumMargins({});
    axisRect()->setMinimumSize(1, 1);
    setMinimumSize(16, 16);  // a pane without a pixel has no paint buffer, which QCustomPlot complains about
    for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2}) {
        axis->setVisible(false);
        axis->grid()->setVisible(false);
    }
    yAxis->setRange(0.0, 1.0);
    new PaneGrid(this);
    new PaneLabels(this);
    new PaneCursor(this);
    connect(this, &QCustomPlot::afterReplot, this, [this] { m_soon.stop(); });
    connect(&Theme::instance(), &Theme::changed, this, &SignalPane::applyTheme);
    applyTheme();
}

void SignalPane::applyTheme() {
    setBackground(QBrush(Theme::instance().color(Ink::Data)));
    replot(rpQueuedReplot);
}

void SignalPane::setTimeView(TimeView* view) {
    if (m_view == view) return;
    if (m_view) m_view->disconnect(this);
    m_view = view;
    m_drag = Drag::None;
    m_edgeTimer.stop();
    if (view != nullptr) {
        connect(view, &TimeView::rangeChanged, this, &SignalPane::followRange);
        connect(view, &TimeView::cursorChanged, this, &SignalPane::refreshOverlay);
        connect(view, &TimeView::playPositionChanged, this, &SignalPane::refreshOverlay);
        connect(view, &TimeView::selectionChanged, this, &SignalPane::refreshOverlay);
        connect(view, &TimeView::markChanged, this, &SignalPane::refreshOverlay);
    }
    followRange();
}

void SignalPane::setName(const QString& name) {
    if (m_name == name) return;
    m_name = name;
    setAccessibleName(name);
    replot(rpQueuedReplot);
}

void SignalPane::setTicks(const QList<PaneTick>& ticks) {
    m_ticks = ticks;
    replot(rpQueuedReplot);
}

void SignalPane::setOnImage(bool onImage) {
    m_onImage = onImage;
    refreshOverlay();
}

void SignalPane::setGridInk(const QColor& ink) {
    m_gridInk = ink;
    replot(rpQueuedReplot);
}

void SignalPane::setCrosshair(std::function<QString(double)> text) {
    m_crosshairText = std::move(text);
    refreshOverlay();
}

std::optional<QPointF> SignalPane::crosshair() const { return m_crosshairText ? m_pointer : std::nullopt; }

QString SignalPane::crosshairText() const {
    const auto place = crosshair();
    return place ? m_crosshairText(valueAt(place->y())) : QString();
}

double SignalPane::timeAt(double x) const {
    if (!m_view || width() <= 0) return 0.0;
    return m_view->start() + x / width() * m_view->span();
}

double SignalPane::xAt(double seconds) const {
    if (!m_view || m_view->span() <= 0.0) return 0.0;
    return (seconds - m_view->start()) / m_view->span() * width();
}

double SignalPane::valueAt(double y) const { return yAxis->pixelToCoord(y); }

void SignalPane::followRange() {
    if (m_view) xAxis->setRange(m_view->start(), m_view->end());
    // A pane that nobody sees waits until it is shown.
    // By a timer and not at once, so that a drawing that only waited for something new is done along with this one, and
    // other timers get their turn between two drawings.
    if (isVisible())
        m_soon.start(0, Qt::PreciseTimer, this);
    else
        m_stale = true;
}

void SignalPane::drawSoon() {
    if (!isVisible())
        m_stale = true;
    else if (!m_soon.isActive())
        m_soon.start(kFrameMs, Qt::PreciseTimer, this);
}

void SignalPane::resizeEvent(QResizeEvent* /*event*/) {
    // A pane may get several sizes before it is painted; one drawing serves them all.
    setViewport(rect());
    followRange();
}

void SignalPane::showEvent(QShowEvent* event) {
    QCustomPlot::showEvent(event);
    if (std::exchange(m_stale, false)) replot(rpQueuedReplot);
}

void SignalPane::refreshOverlay() {
    if (isVisible() && width() > 0 && height() > 0) layer("overlay")->replot();
}

void SignalPane::mousePressEvent(QMouseEvent* event) {
    if (!m_view || m_view->duration() <= 0.0) return;
    const double x = event->position().x();
    m_pressX = x;
    m_lastX = x;
    if (event->button() == Qt::MiddleButton) {
        m_drag = Drag::Pan;
        m_panStart = m_view->start();
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton) return;
    const double time = std::clamp(timeAt(x), 0.0, m_view->duration());
    m_pressY = event->position().y();
    const bool inside = m_view->hasSelection() && time >= m_view->selectionStart() && time <= m_view->selectionEnd();
    if (selectionHandle().contains(event->position()) || (inside && (event->modifiers() & Qt::ControlModifier))) {
        m_anchor = time;
        m_drag = Drag::Carry;
    } else if (event->modifiers() & Qt::ShiftModifier) {
        if (m_view->hasSelection()) {
            const double middle = 0.5 * (m_view->selectionStart() + m_view->selectionEnd());
            m_anchor = time < middle ? m_view->selectionEnd() : m_view->selectionStart();
        } else {
            m_anchor = m_view->cursor();
        }
        m_drag = Drag::Select;
        m_view->setSelection(m_anchor, time);
    } else {
        m_anchor = time;
        m_drag = Drag::Pending;
    }
}

void SignalPane::mouseMoveEvent(QMouseEvent* event) {
    const double x = event->position().x();
    m_lastX = x;
    if (!m_view || m_view->duration() <= 0.0) return;
    m_pointer = event->position();
    if (m_crosshairText) refreshOverlay();
    if (m_drag == Drag::Pan) {
        const double start = m_panStart - (x - m_pressX) / std::max(1, width()) * m_view->span();
        const double clamped = std::clamp(start, 0.0, std::max(0.0, m_view->duration() - m_view->span()));
        m_view->setRange(clamped, clamped + m_view->span());
        return;
    }
    if (m_drag == Drag::Carry) {
        const double moved = std::hypot(x - m_pressX, event->position().y() - m_pressY);
        if (moved < QApplication::startDragDistance()) return;
        m_drag = Drag::None;
        Q_EMIT selectionDragged();
        return;
    }
    if (m_drag == Drag::None) showPointer(event->position(), event->modifiers());
    if (m_drag == Drag::Pending && std::abs(x - m_pressX) >= 3.0) {
        m_drag = Drag::Select;
        m_view->setCursor(m_anchor);
    }
    if (m_drag == Drag::Select) {
        dragTo(x);
        if (x < 0.0 || x > width()) {
            if (!m_edgeTimer.isActive()) m_edgeTimer.start(kEdgeScrollMs, this);
        } else {
            m_edgeTimer.stop();
        }
    }
    if (m_drag != Drag::Pan) Q_EMIT hovered(timeAt(x), valueAt(event->position().y()));
}

QRectF SignalPane::selectionHandle() const {
    if (!m_view || !m_view->hasSelection()) return {};
    const double left = std::max(xAt(m_view->selectionStart()), 0.0);
    const double right = std::min(xAt(m_view->selectionEnd()), static_cast<double>(width()));
    if (right - left < kNarrowestHandled || height() < 2.0 * kHandle) return {};
    const QRectF grip = gripRect();
    QRectF handle(std::floor(right - kHandle - kHandleMargin), kHandleMargin, kHandle, kHandle);
    if (handle.intersects(grip)) handle.moveTop(grip.bottom() + kHandleMargin);  // never over the name
    return handle;
}

void SignalPane::showPointer(const QPointF& at, Qt::KeyboardModifiers modifiers) {
    const double time = timeAt(at.x());
    const bool inside = m_view->hasSelection() && time >= m_view->selectionStart() && time <= m_view->selectionEnd();
    const bool hand = selectionHandle().contains(at) || (inside && (modifiers & Qt::ControlModifier));
    if (hand == m_handCursor) return;
    m_handCursor = hand;
    if (hand) {
        setCursor(Qt::OpenHandCursor);
    } else {
        unsetCursor();
    }
}

void SignalPane::dragTo(double x) {
    const double inside = std::clamp(x, 0.0, static_cast<double>(width()));
    const double time = std::clamp(timeAt(inside), 0.0, m_view->duration());
    m_view->setSelection(m_anchor, time);
    m_view->setCursor(std::min(m_anchor, time));
}

void SignalPane::timerEvent(QTimerEvent* event) {
    if (event->timerId() == m_soon.timerId()) {
        m_soon.stop();
        replot();
        return;
    }
    if (event->timerId() != m_edgeTimer.timerId()) {
        QCustomPlot::timerEvent(event);
        return;
    }
    if (!m_view || m_drag != Drag::Select) {
        m_edgeTimer.stop();
        return;
    }
    const double beyond = m_lastX < 0.0 ? m_lastX : std::max(0.0, m_lastX - width());
    m_view->scroll(std::clamp(beyond / 800.0, -0.05, 0.05));
    dragTo(m_lastX);
}

void SignalPane::mouseReleaseEvent(QMouseEvent* event) {
    const Drag drag = std::exchange(m_drag, Drag::None);
    m_edgeTimer.stop();
    if (event->button() == Qt::MiddleButton) {
        unsetCursor();
        return;
    }
    if (!m_view || event->button() != Qt::LeftButton || drag != Drag::Pending) return;
    m_view->clearSelection();
    m_view->setCursor(m_anchor);
    Q_EMIT cursorPlaced(m_anchor);
}

void SignalPane::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!m_view || event->button() != Qt::LeftButton) return;
    m_drag = Drag::None;
    m_view->setSelection(m_view->start(), m_view->end());
}

void SignalPane::wheelEvent(QWheelEvent* event) {
    event->accept();
    if (!m_view || m_view->duration() <= 0.0) return;
    const WheelMove move = wheelMove(*event, width());
    if (move.kind == WheelMove::Kind::ZoomHeight) {
        Q_EMIT verticalZoomed(move.factor);
        return;
    }
    if (move.kind == WheelMove::Kind::ZoomTime) {
        m_view->zoom(move.factor, timeAt(event->position().x()));
        return;
    }
    m_view->scroll(move.share);
    Q_EMIT hovered(timeAt(event->position().x()), valueAt(event->position().y()));
}

bool SignalPane::event(QEvent* event) {
    if (m_view && m_view->duration() > 0.0) {
        if (const auto pinch = pinchMove(event, this)) {
            m_drag = Drag::None;  // the first finger's press begins no selection
            m_view->zoom(pinch->factor, timeAt(pinch->x));
            return true;
        }
    }
    return QCustomPlot::event(event);
}

void SignalPane::leaveEvent(QEvent* event) {
    QCustomPlot::leaveEvent(event);
    m_pointer.reset();
    if (m_crosshairText) refreshOverlay();
    Q_EMIT hoverEnded();
}

void SignalPane::focusInEvent(QFocusEvent* event) {
    QCustomPlot::focusInEvent(event);
    refreshOverlay();
}

void SignalPane::focusOutEvent(QFocusEvent* event) {
    QCustomPlot::focusOutEvent(event);
    refreshOverlay();
}

QRectF SignalPane::gripRect() const {
    if (m_name.isEmpty()) return {};
    const QFontMetricsF metrics(Theme::instance().font(Theme::Size::Small, true));
    const QRectF rect = axisRect()->rect();
    const double width = std::min(std::ceil(metrics.horizontalAdvance(m_name)) + 10.0, rect.width() - 16.0);
    return {rect.left() + 6.0, rect.top() + 5.0, std::max(0.0, width), std::ceil(metrics.height()) + 2.0};
}

void SignalPane::drawFigure(QCPPainter* painter, const QSize& size) {
    const auto forget = [this] {
        for (int i = 0; i < plottableCount(); ++i) {
            if (auto* one = qobject_cast<PanePlottable*>(plottable(i))) one->forgetPicture();
        }
    };
    forget();
    const QBrush ground = mBackgroundBrush;
    setBackground(QBrush(Theme::instance().color(Ink::Data)));
    toPainter(painter, size.width(), size.height());
    setBackground(ground);
    forget();
    // The layout is the window's again, before anybody asks where things lie.
    for (const auto phase : {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
        plotLayout()->update(phase);
    replot(rpQueuedReplot);
}

QList<PlotSeries> SignalPane::figureNumbers() const {
    QList<PlotSeries> all;
    for (const auto* plottable : mPlottables) {
        if (const auto* one = qobject_cast<const PanePlottable*>(plottable); one != nullptr && one->visible())
            all += one->numbers();
    }
    return all;
}

QString SignalPane::plotSummary() const {
    if (!m_view || m_view->duration() <= 0.0) return tr("%1, empty").arg(m_name);
    QString text = tr("%1 from %2 to %3, cursor at %4")
                       .arg(m_name, positionText(m_view->start()), positionText(m_view->end()), positionText(m_view->cursor()));
    if (!m_view->hasSelection()) return text;
    return tr("%1; selected %2 to %3").arg(text, positionText(m_view->selectionStart()), positionText(m_view->selectionEnd()));
}

}  // namespace prososcope::widgets
