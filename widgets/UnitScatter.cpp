// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/UnitScatter.h"

#include <algorithm>
#include <cmath>

#include "widgets/DivergingMap.h"
#include "widgets/Plot.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kDotTone = 0.8;  // position on the sequential map
constexpr double kRoom = 0.05;    // beside the outermost points, of the range
constexpr std::size_t kMany = 1500;
constexpr int kBandSteps = 48;

QString numberText(double value) { return QString::number(value, 'g', 3); }

std::pair<double, double> rangeOf(const std::vector<UnitPoint>& points, double UnitPoint::*part) {
    if (points.empty()) return {0.0, 1.0};
    const auto [low, high] = std::minmax_element(points.begin(), points.end(),
                                                 [part](const UnitPoint& a, const UnitPoint& b) { return a.*part < b.*part; });
    const double room = (*high).*part > (*low).*part ? kRoom * ((*high).*part - (*low).*part) : 0.5;
    return {(*low).*part - room, (*high).*part + room};
}

}  // namespace

UnitScatter::UnitScatter(QWidget* parent) : PickPlot(parent) {
    setAccessibleName(tr("Activation of the unit against the target"));
    m_low = plot().addGraph();
    m_high = plot().addGraph();
    m_dots = plot().addGraph();
    m_line = plot().addGraph();
    m_high->setChannelFillGraph(m_low);
    m_dots->setLineStyle(QCPGraph::lsNone);
    m_dots->setPen(QPen(Qt::NoPen));  // a style without a pen takes the graph's
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) axis->ticker()->setTickCount(4);
    redraw();
}

void UnitScatter::setPoints(const QString& activation, const QString& target, std::vector<UnitPoint> points) {
    m_activation = activation;
    m_target = target;
    m_points = std::move(points);
    std::erase_if(m_points,
                  [](const UnitPoint& each) { return !std::isfinite(each.activation) || !std::isfinite(each.value); });
    std::stable_sort(m_points.begin(), m_points.end(),
                     [](const UnitPoint& a, const UnitPoint& b) { return a.activation < b.activation; });
    std::vector<double> x;
    std::vector<double> y;
    for (const UnitPoint& each : m_points) {
        x.push_back(each.activation);
        y.push_back(each.value);
    }
    m_fit = analysis::fitLine(x, y);
    setCurrent(-1);
    redraw();
}

void UnitScatter::redraw() {
    const Theme& theme = Theme::instance();
    QVector<double> x;
    QVector<double> y;
    for (const UnitPoint& each : m_points) {
        x.append(each.activation);
        y.append(each.value);
    }
    const bool many = m_points.size() > kMany;
    QColor ink = theme.sequential(kDotTone);
    ink.setAlphaF(many ? 0.25F : 0.45F);
    m_dots->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(Qt::NoPen), QBrush(ink), many ? 3.5 : 5.0));
    m_dots->setData(x, y, true);
    const auto [left, right] = rangeOf(m_points, &UnitPoint::activation);
    const auto [bottom, top] = rangeOf(m_points, &UnitPoint::value);
    QVector<double> steps;
    QVector<double> low;
    QVector<double> high;
    QVector<double> line;
    for (int i = 0; m_fit.isDefined() && i <= kBandSteps; ++i) {
        const double at = left + (right - left) * i / kBandSteps;
        const double half = m_fit.halfBand(at);
        steps.append(at);
        line.append(m_fit.at(at));
        low.append(m_fit.at(at) - half);
        high.append(m_fit.at(at) + half);
    }
    const QColor strong = diverging(m_fit.isDefined() && m_fit.slope < 0.0 ? -1.0 : 1.0);
    QColor band = strong;
    band.setAlphaF(0.2F);
    m_low->setPen(Qt::NoPen);
    m_high->setPen(Qt::NoPen);
    m_high->setBrush(band);
    m_line->setPen(QPen(strong, 1.5));
    m_low->setData(steps, low, true);
    m_high->setData(steps, high, true);
    m_line->setData(steps, line, true);
    plot().xAxis->setRange(left, right);
    plot().yAxis->setRange(bottom, top);
    plot().xAxis->setLabel(m_activation);
    plot().yAxis->setLabel(m_target);
    finishRedraw();
}

QPointF UnitScatter::itemPixel(int item) const {
    const UnitPoint& point = m_points[static_cast<std::size_t>(item)];
    return {plot().xAxis->coordToPixel(point.activation), plot().yAxis->coordToPixel(point.value)};
}

QString UnitScatter::itemText(int item) const {
    const UnitPoint& point = m_points[static_cast<std::size_t>(item)];
    return tr("%1: %2 %3, %4 %5.", "an utterance, the activation and the target with their names")
        .arg(point.name, m_activation, numberText(point.activation), m_target, numberText(point.value));
}

QString UnitScatter::summary() const {
    const QString points = tr("%1 against %2, %3 utterances.").arg(m_target, m_activation).arg(m_points.size());
    if (!m_fit.isDefined()) return points;
    return points + QLatin1Char(' ') +
           tr("The line rises by %1 for each unit of activation, 95 % CI %2 to %3.")
               .arg(numberText(m_fit.slope),
                    numberText(m_fit.slope - m_fit.t * m_fit.residualDeviation / std::sqrt(m_fit.spreadX)),
                    numberText(m_fit.slope + m_fit.t * m_fit.residualDeviation / std::sqrt(m_fit.spreadX)));
}

QString UnitScatter::emptySentence() const { return tr("No utterance has both an activation and a value of the target."); }

NumberTable UnitScatter::numbers() const {
    NumberTable table;
    table.columns << tr("utterance") << m_activation << m_target;
    for (const UnitPoint& each : m_points)
        table.rows.push_back({each.name, QString::number(each.activation, 'g', 6), QString::number(each.value, 'g', 6)});
    return table;
}

}  // namespace prososcope::widgets
