// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ScatterView.h"

#include <algorithm>

#include "widgets/Plot.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kDotTone = 0.8;  // position on the sequential map
constexpr double kRoom = 0.04;    // beside the outermost points, of the range
constexpr std::size_t kMany = 1500;

QString axisText(double value) { return QString::number(value, 'g', 3); }

}  // namespace

ScatterView::ScatterView(QWidget* parent) : PickPlot(parent) {
    m_words.title = tr("Predicted against labelled values");
    m_words.empty = tr("No utterance has both a label and a prediction.");
    setAccessibleName(m_words.title);
    m_line = plot().addGraph();
    m_dots = plot().addGraph();
    m_dots->setLineStyle(QCPGraph::lsNone);
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) axis->ticker()->setTickCount(5);
    redraw();
}

void ScatterView::setPoints(const QString& dimension, std::vector<ScatterPoint> points) {
    setPoints({tr("Predicted against labelled %1").arg(dimension), tr("labelled"), tr("predicted"), tr("labelled %1").arg(dimension),
               tr("predicted %1").arg(dimension), tr("utterance"), tr("No utterance has both a label and a prediction.")},
              std::move(points));
}

void ScatterView::setPoints(ScatterWords words, std::vector<ScatterPoint> points) {
    m_words = std::move(words);
    m_points = std::move(points);
    std::stable_sort(m_points.begin(), m_points.end(),
                     [](const ScatterPoint& a, const ScatterPoint& b) { return a.label < b.label; });
    m_low = m_points.empty() ? 0.0 : m_points.front().label;
    m_high = m_points.empty() ? 1.0 : m_points.back().label;
    for (const ScatterPoint& each : m_points) {
        m_low = std::min(m_low, each.value);
        m_high = std::max(m_high, each.value);
    }
    if (m_high <= m_low) m_high = m_low + 1.0;
    setAccessibleName(m_words.title);
    setCurrent(-1);
    redraw();
}

void ScatterView::redraw() {
    const Theme& theme = Theme::instance();
    QVector<double> labels;
    QVector<double> values;
    for (const ScatterPoint& each : m_points) {
        labels.append(each.label);
        values.append(each.value);
    }
    const bool many = m_points.size() > kMany;
    QColor ink = theme.sequential(kDotTone);
    ink.setAlphaF(many ? 0.35F : 0.6F);
    m_dots->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, ink, many ? 4.0 : 6.0));
    m_dots->setData(labels, values, true);
    const double room = kRoom * (m_high - m_low);
    const QVector<double> ends = m_points.empty() ? QVector<double>() : QVector<double>{m_low - room, m_high + room};
    m_line->setData(ends, ends, true);
    m_line->setPen(QPen(theme.color(Ink::Muted), 1, Qt::DashLine));
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) axis->setRange(m_low - room, m_high + room);
    plot().xAxis->setLabel(m_words.xTitle);
    plot().yAxis->setLabel(m_words.yTitle);
    finishRedraw();
}

QPointF ScatterView::itemPixel(int item) const {
    const ScatterPoint& point = m_points[static_cast<std::size_t>(item)];
    return {plot().xAxis->coordToPixel(point.label), plot().yAxis->coordToPixel(point.value)};
}

QString ScatterView::itemText(int item) const {
    const ScatterPoint& point = m_points[static_cast<std::size_t>(item)];
    return tr("%1: %2 %3, %4 %5.", "a point, and twice what a value is and its number")
        .arg(point.name, m_words.label, axisText(point.label), m_words.value, axisText(point.value));
}

QString ScatterView::summary() const {
    return tr("%1: %2 points, both values from %3 to %4.")
        .arg(m_words.title)
        .arg(m_points.size())
        .arg(axisText(m_low), axisText(m_high));
}

QString ScatterView::emptySentence() const { return m_words.empty; }

NumberTable ScatterView::numbers() const {
    NumberTable table;
    table.columns << m_words.item << m_words.label << m_words.value;
    for (const ScatterPoint& each : m_points)
        table.rows.push_back({each.name, QString::number(each.label, 'g', 6), QString::number(each.value, 'g', 6)});
    return table;
}

}  // namespace prososcope::widgets
