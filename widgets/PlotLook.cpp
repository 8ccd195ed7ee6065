// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PlotLook.h"

#include "widgets/Plot.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

void makeQuietPlot(QCustomPlot& plot) {
    const Theme& theme = Theme::instance();
    plot.setBackground(QBrush(theme.color(Ink::Data)));
    plot.setLocale(QLocale::c());
    plot.axisRect()->setBackground(QBrush(theme.color(Ink::Data)));
    for (QCPAxis* axis : plot.axisRect()->axes()) {
        axis->setVisible(axis->axisType() == QCPAxis::atLeft || axis->axisType() == QCPAxis::atBottom);
        axis->setBasePen(QPen(theme.color(Ink::Hairline), 0));
        axis->setTickPen(QPen(theme.color(Ink::Hairline), 0));
        axis->setTickLabelColor(theme.color(Ink::Muted));
        axis->setTickLabelFont(theme.font(Theme::Size::Small));
        axis->setLabelFont(theme.font(Theme::Size::Small));
        axis->setLabelColor(theme.color(Ink::Muted));
        axis->grid()->setPen(QPen(theme.color(Ink::Hairline), 0));
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(0);
        axis->setSubTicks(false);
        axis->setNumberFormat(QStringLiteral("gb"));
        axis->setNumberPrecision(6);
    }
    plot.xAxis->grid()->setVisible(false);
}

PlotOverlay::PlotOverlay(QWidget* over, std::function<void(QPainter&)> paint) : QWidget(over), m_paint(std::move(paint)) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    resize(over->size());
    over->installEventFilter(this);
}

void PlotOverlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    m_paint(painter);
}

bool PlotOverlay::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) resize(parentWidget()->size());
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::widgets
