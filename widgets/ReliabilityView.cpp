// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ReliabilityView.h"

#include <cmath>

#include "widgets/Plot.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kBarTone = 0.8;  // position on the sequential map
constexpr double kPaleTone = 0.3;
constexpr std::size_t kFew = 10;       // utterances of a pale bin
constexpr double kNegligible = 0.005;  // distance of posterior and accuracy that nobody would name

QString scoreNumber(double value) { return std::isfinite(value) ? QString::number(value, 'f', 4) : QString(); }

}  // namespace

ReliabilityView::ReliabilityView(QWidget* parent) : PickPlot(parent) {
    setAccessibleName(tr("Reliability of the posteriors"));
    m_bars = new QCPBars(plot().xAxis, plot().yAxis);
    m_pale = new QCPBars(plot().xAxis, plot().yAxis);
    for (QCPBars* bars : {m_bars, m_pale}) bars->setPen(Qt::NoPen);
    m_diagonal = plot().addGraph();
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) {
        axis->setRange(0.0, 1.0);
        axis->ticker()->setTickCount(5);
    }
    redraw();
}

void ReliabilityView::setCalibration(analysis::RunCalibration calibration) {
    m_calibration = std::move(calibration);
    m_filled.clear();
    for (std::size_t i = 0; i < m_calibration.bins.size(); ++i) {
        if (m_calibration.bins[i].rows > 0) m_filled.push_back(i);
    }
    setCurrent(-1);
    redraw();
}

void ReliabilityView::redraw() {
    const Theme& theme = Theme::instance();
    QVector<double> keys[2];
    QVector<double> values[2];
    double width = 0.05;
    for (int item = 0; item < items(); ++item) {
        const int pale = bin(item).rows < kFew ? 1 : 0;
        keys[pale].append(0.5 * (bin(item).low + bin(item).high));
        values[pale].append(bin(item).accuracy);
        width = (bin(item).high - bin(item).low) * 0.9;
    }
    m_bars->setData(keys[0], values[0], true);
    m_pale->setData(keys[1], values[1], true);
    m_bars->setBrush(theme.sequential(kBarTone));
    m_pale->setBrush(theme.sequential(kPaleTone));
    for (QCPBars* bars : {m_bars, m_pale}) bars->setWidth(width);
    m_diagonal->setData(items() > 0 ? QVector<double>{0.0, 1.0} : QVector<double>(),
                        items() > 0 ? QVector<double>{0.0, 1.0} : QVector<double>(), true);
    m_diagonal->setPen(QPen(theme.color(Ink::Muted), 1, Qt::DashLine));
    plot().xAxis->setLabel(tr("posterior of the recognised class"));
    plot().yAxis->setLabel(tr("share that is right"));
    finishRedraw();
}

QPointF ReliabilityView::itemPixel(int item) const {
    return {plot().xAxis->coordToPixel(0.5 * (bin(item).low + bin(item).high)),
            plot().yAxis->coordToPixel(0.5 * bin(item).accuracy)};
}

int ReliabilityView::itemAt(const QPoint& point) const {
    if (!plot().axisRect()->rect().contains(point)) return -1;
    const double x = plot().xAxis->pixelToCoord(point.x());
    for (int item = 0; item < items(); ++item) {
        if (x > bin(item).low && x <= bin(item).high) return item;
    }
    return -1;
}

void ReliabilityView::paintOver(QPainter& painter) const {
    const Theme& theme = Theme::instance();
    const auto x = [this](double value) { return plot().xAxis->coordToPixel(value); };
    const auto y = [this](double value) { return plot().yAxis->coordToPixel(value); };
    for (int item = 0; item < items(); ++item) {
        const double inset = 0.05 * (bin(item).high - bin(item).low);
        painter.setPen(QPen(theme.color(Ink::Text), 2));
        painter.drawLine(QPointF(x(bin(item).low + inset), y(bin(item).probability)),
                         QPointF(x(bin(item).high - inset), y(bin(item).probability)));
    }
    if (current() < 0) return;
    const analysis::ReliabilityBin& chosen = bin(current());
    painter.setPen(QPen(theme.color(Ink::Accent), 2));
    painter.drawRect(QRectF(QPointF(x(chosen.low), y(std::max(chosen.accuracy, 0.01))), QPointF(x(chosen.high), y(0.0))));
}

QString ReliabilityView::itemText(int item) const {
    return tr("Posterior %1 to %2: %3 utterances, mean posterior %4, right %5.")
        .arg(scoreText(bin(item).low, 2), scoreText(bin(item).high, 2))
        .arg(bin(item).rows)
        .arg(scoreText(bin(item).probability, 2), scoreText(bin(item).accuracy, 2));
}

QString ReliabilityView::reading() const {
    if (items() == 0) return emptySentence();
    const double off = m_calibration.probability - m_calibration.accuracy;
    const QString said = scoreText(m_calibration.probability, 2);
    const QString right = scoreText(m_calibration.accuracy, 2);
    if (std::abs(off) < kNegligible)
        return tr("Posteriors are right on average: they say %1, and %2 are right.").arg(said, right);
    return off > 0.0 ? tr("Posteriors promise too much: they say %1, and %2 are right.").arg(said, right)
                     : tr("Posteriors promise too little: they say %1, and %2 are right.").arg(said, right);
}

QString ReliabilityView::summary() const {
    return tr("ECE %1, Brier score %2, %3 utterances.")
               .arg(scoreText(m_calibration.error, 3), scoreText(m_calibration.brier, 3))
               .arg(m_calibration.rows) +
           QLatin1Char(' ') + reading();
}

QString ReliabilityView::emptySentence() const { return tr("This run has no posteriors."); }

NumberTable ReliabilityView::numbers() const {
    NumberTable table;
    table.columns << tr("posterior from") << tr("to") << tr("utterances") << tr("mean posterior") << tr("share right");
    for (const analysis::ReliabilityBin& each : m_calibration.bins)
        table.rows.push_back({QString::number(each.low, 'f', 3), QString::number(each.high, 'f', 3), QString::number(each.rows),
                              scoreNumber(each.probability), scoreNumber(each.accuracy)});
    return table;
}

}  // namespace prososcope::widgets
