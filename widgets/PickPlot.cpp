// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PickPlot.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/Plot.h"
#include "widgets/PlotLook.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {
constexpr double kNear = 10.0;  // pixels
}

PickPlot::PickPlot(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    m_plot = new QCustomPlot(this);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMinimumSize(16, 16);
    m_plot->installEventFilter(this);
    m_overlay = new PlotOverlay(m_plot, [this](QPainter& painter) { paintAll(painter); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_plot);
    m_plot->axisRect()->setMinimumMargins(QMargins(0, 8, 12, 0));
    connect(&Theme::instance(), &Theme::changed, this, &PickPlot::redraw);
}

void PickPlot::setCurrent(int item) {
    if (item < -1 || item >= items() || item == m_current) return;
    m_current = item;
    m_overlay->update();
    summaryChanged(this);
    Q_EMIT currentChanged(item);
}

QPoint PickPlot::itemPlace(int item) const { return m_plot->mapTo(this, itemPixel(item).toPoint()); }

int PickPlot::itemAt(const QPoint& point) const {
    int found = -1;
    double nearest = kNear * kNear;
    for (int item = 0; item < items(); ++item) {
        const QPointF off = itemPixel(item) - QPointF(point);
        const double distance = QPointF::dotProduct(off, off);
        if (distance > nearest) continue;
        nearest = distance;
        found = item;
    }
    return found;
}

QString PickPlot::plotSummary() const {
    if (items() == 0) return emptySentence();
    return m_current >= 0 ? itemText(m_current) + QLatin1Char(' ') + summary() : summary();
}

void PickPlot::finishRedraw() {
    makeQuietPlot(*m_plot);
    if (m_current >= items()) m_current = -1;
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) axis->setVisible(items() > 0);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    m_overlay->update();
    summaryChanged(this);
}

void PickPlot::updateOver() { m_overlay->update(); }

void PickPlot::paintOver(QPainter& painter) const {
    if (m_current < 0) return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::instance().color(Ink::Accent), 2));
    painter.drawEllipse(itemPixel(m_current), 7.0, 7.0);
}

void PickPlot::paintAll(QPainter& painter) const {
    const Theme& theme = Theme::instance();
    if (items() == 0) {
        painter.setFont(theme.font(Theme::Size::Small));
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(m_overlay->rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, emptySentence());
    } else {
        paintOver(painter);
    }
    if (!hasFocus()) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(theme.color(Ink::Accent));
    painter.drawRect(m_overlay->rect().adjusted(0, 0, -1, -1));
}

void PickPlot::keyPressEvent(QKeyEvent* event) {
    const int last = items() - 1;
    if (event->matches(QKeySequence::Copy)) {
        if (last >= 0) QGuiApplication::clipboard()->setText(numbers().tabSeparated());
    } else if (last < 0) {
        QWidget::keyPressEvent(event);
    } else if (event->key() == Qt::Key_Right) {
        setCurrent(std::min(last, m_current + 1));
    } else if (event->key() == Qt::Key_Left) {
        setCurrent(std::max(0, m_current - 1));
    } else if (event->key() == Qt::Key_Home) {
        setCurrent(0);
    } else if (event->key() == Qt::Key_End) {
        setCurrent(last);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0) {
        Q_EMIT itemActivated(m_current);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void PickPlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    m_overlay->update();
}

void PickPlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    m_overlay->update();
}

bool PickPlot::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_plot) return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (const int item = itemAt(mouse->pos()); mouse->button() == Qt::LeftButton && item >= 0) {
            setCurrent(item);
            Q_EMIT itemActivated(item);
        }
        return true;
    }
    if (event->type() == QEvent::Wheel) {  // whoever scrolls past means what is around
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const int item = itemAt(help->pos()); item >= 0)
            QToolTip::showText(help->globalPos(), itemText(item), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::widgets
