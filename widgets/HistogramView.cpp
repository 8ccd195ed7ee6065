// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/HistogramView.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/Plot.h"
#include "widgets/PlotLook.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kBarTone = 0.8;  // position on the sequential map

QString numberText(double value) { return QString::number(value, 'g', 4); }

}  // namespace

HistogramView::HistogramView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Histogram"));
    m_plot = new QCustomPlot(this);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMinimumSize(16, 16);
    m_plot->installEventFilter(this);
    m_overlay = new PlotOverlay(m_plot, [this](QPainter& painter) { paintOver(painter); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_plot);
    m_bars = new QCPBars(m_plot->xAxis, m_plot->yAxis);
    m_chosen = new QCPBars(m_plot->xAxis, m_plot->yAxis);
    for (QCPBars* bars : {m_bars, m_chosen}) bars->setPen(Qt::NoPen);
    m_plot->axisRect()->setMinimumMargins(QMargins(0, 6, 6, 0));
    m_plot->yAxis->ticker()->setTickCount(3);
    connect(&Theme::instance(), &Theme::changed, this, &HistogramView::redraw);
    redraw();
}

void HistogramView::setHistogram(const QString& quantity, const QString& unit, store::Histogram histogram) {
    m_quantity = quantity;
    m_unit = unit;
    m_histogram = std::move(histogram);
    m_current = -1;
    setAccessibleName(tr("Histogram of %1").arg(quantity));
    redraw();
}

std::size_t HistogramView::countOf(int bar) const {
    const auto at = static_cast<std::size_t>(bar);
    return at < m_histogram.counts.size() ? m_histogram.counts[at] : m_histogram.above;
}

QString HistogramView::rangeText(int bar) const {
    if (static_cast<std::size_t>(bar) >= m_histogram.counts.size())
        return tr("%1 %2 and more").arg(numberText(lowOf(bar)), m_unit);
    return tr("%1 to %2 %3", "a range and its unit").arg(numberText(lowOf(bar)), numberText(lowOf(bar + 1)), m_unit);
}

void HistogramView::redraw() {
    const Theme& theme = Theme::instance();
    makeQuietPlot(*m_plot);
    const double width = m_histogram.width * 0.9;
    QVector<double> keys;
    QVector<double> values;
    std::size_t most = 1;
    for (int bar = 0; bar < bars(); ++bar) {
        keys.append(lowOf(bar) + 0.5 * m_histogram.width);
        values.append(static_cast<double>(countOf(bar)));
        most = std::max(most, countOf(bar));
    }
    m_bars->setData(keys, values, true);
    m_bars->setWidth(width);
    m_bars->setBrush(theme.sequential(kBarTone));
    m_chosen->setWidth(width);
    m_chosen->setBrush(theme.color(Ink::Accent));
    if (m_current >= 0)
        m_chosen->setData({keys[m_current]}, {values[m_current]}, true);
    else
        m_chosen->setData({}, {}, true);
    m_plot->xAxis->setLabel(m_unit.isEmpty() ? m_quantity : tr("%1 in %2", "a quantity and its unit").arg(m_quantity, m_unit));
    m_plot->xAxis->setRange(m_histogram.low, lowOf(std::max(1, bars())));
    m_plot->yAxis->setRange(0.0, static_cast<double>(most) * 1.05);
    m_plot->xAxis->setVisible(bars() > 0);
    m_plot->yAxis->setVisible(bars() > 0);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    m_overlay->update();
    summaryChanged(this);
}

QPoint HistogramView::barCentre(int bar) const {
    const double x = m_plot->xAxis->coordToPixel(lowOf(bar) + 0.5 * m_histogram.width);
    const double y = m_plot->yAxis->coordToPixel(0.5 * static_cast<double>(countOf(bar)));
    return m_plot->mapTo(this, QPointF(x, y).toPoint());
}

int HistogramView::barAt(const QPoint& point) const {
    if (bars() == 0 || !m_plot->axisRect()->rect().contains(point)) return -1;
    const int bar =
        static_cast<int>(std::floor((m_plot->xAxis->pixelToCoord(point.x()) - m_histogram.low) / m_histogram.width));
    return bar >= 0 && bar < bars() ? bar : -1;
}

void HistogramView::setCurrent(int bar) {
    if (bar == m_current) return;
    m_current = bar;
    redraw();
}

void HistogramView::activate(int bar) {
    const bool open = static_cast<std::size_t>(bar) >= m_histogram.counts.size();
    Q_EMIT rangeActivated(lowOf(bar), open ? std::numeric_limits<double>::infinity() : lowOf(bar + 1));
}

QString HistogramView::plotSummary() const {
    if (m_histogram.known == 0) return tr("%1 is not known.").arg(m_quantity);
    if (m_current >= 0) return tr("%1: %2 utterances.").arg(rangeText(m_current)).arg(countOf(m_current));
    return tr("%1 of %2 utterances: median %3, from %4 to %5 %6.")
        .arg(m_quantity)
        .arg(m_histogram.known)
        .arg(numberText(m_histogram.median), numberText(m_histogram.least), numberText(m_histogram.most), m_unit);
}

NumberTable HistogramView::numbers() const {
    NumberTable table;
    table.columns << (m_unit.isEmpty() ? m_quantity : tr("%1 in %2").arg(m_quantity, m_unit)) << tr("utterances");
    for (int bar = 0; bar < bars(); ++bar) table.rows.push_back({rangeText(bar), QString::number(countOf(bar))});
    if (m_histogram.unknown > 0) table.rows.push_back({tr("unknown"), QString::number(m_histogram.unknown)});
    return table;
}

void HistogramView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        if (bars() > 0) QGuiApplication::clipboard()->setText(numbers().tabSeparated());
    } else if (event->key() == Qt::Key_Right && bars() > 0) {
        setCurrent(std::min(bars() - 1, m_current + 1));
    } else if (event->key() == Qt::Key_Left && bars() > 0) {
        setCurrent(std::max(0, m_current - 1));
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0) {
        activate(m_current);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void HistogramView::paintOver(QPainter& painter) const {
    const Theme& theme = Theme::instance();
    if (bars() == 0) {
        painter.setFont(theme.font(Theme::Size::Small));
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(m_overlay->rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         tr("Not known for these utterances."));
    }
    if (hasFocus()) {
        painter.setPen(theme.color(Ink::Accent));
        painter.drawRect(m_overlay->rect().adjusted(0, 0, -1, -1));
    }
}

void HistogramView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    m_overlay->update();
}

void HistogramView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    m_overlay->update();
}

bool HistogramView::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_plot) return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (const int bar = barAt(mouse->pos()); mouse->button() == Qt::LeftButton && bar >= 0) {
            setCurrent(bar);
            activate(bar);
        }
        return true;
    }
    if (event->type() == QEvent::Wheel) {  // whoever scrolls past means the panel
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int bar = barAt(help->pos());
        if (bar >= 0)
            QToolTip::showText(help->globalPos(), tr("%1: %2 utterances.").arg(rangeText(bar)).arg(countOf(bar)), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::widgets
