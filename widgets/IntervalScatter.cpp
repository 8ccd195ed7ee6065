// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/IntervalScatter.h"

#include <QPainter>
#include <algorithm>
#include <numeric>
#include <utility>

#include "widgets/Plot.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kIntervalDotTone = 0.8;  // position on the sequential map
constexpr double kIntervalRoom = 0.08;    // beside the outermost ends, of the range
constexpr double kWhisker = 6.0;
constexpr double kNameGap = 8.0;  // from the dot

QString intervalNumber(double value) { return QString::number(value, 'g', 3); }

QString intervalText(const IntervalValue& value) {
    return QStringLiteral("%1 [%2, %3]")
        .arg(intervalNumber(value.value), intervalNumber(value.low), intervalNumber(value.high));
}

/// From the lowest end of an interval to the highest.
QCPRange intervalEnds(const std::vector<IntervalPoint>& points, IntervalValue IntervalPoint::*axis) {
    if (points.empty()) return {0.0, 1.0};
    double low = (points.front().*axis).value;
    double high = low;
    for (const auto& point : points) {
        low = std::min({low, (point.*axis).low, (point.*axis).value});
        high = std::max({high, (point.*axis).high, (point.*axis).value});
    }
    return {low, high};
}

QCPRange withRoom(const QCPRange& range) {
    const double room = range.size() > 0.0 ? kIntervalRoom * range.size() : 0.5;
    return {range.lower - room, range.upper + room};
}

}  // namespace

IntervalScatter::IntervalScatter(QWidget* parent) : PickPlot(parent) {
    m_all = plot().addGraph();
    m_all->setLineStyle(QCPGraph::lsNone);
    m_across = new QCPErrorBars(plot().xAxis, plot().yAxis);
    m_across->setErrorType(QCPErrorBars::etKeyError);
    m_along = new QCPErrorBars(plot().xAxis, plot().yAxis);
    m_along->setErrorType(QCPErrorBars::etValueError);
    for (QCPErrorBars* bars : {m_across, m_along}) {
        bars->setDataPlottable(m_all);
        bars->setWhiskerWidth(kWhisker);
        bars->setSymbolGap(0.0);
    }
    m_dots = plot().addGraph();
    m_crosses = plot().addGraph();
    for (QCPGraph* graph : {m_dots, m_crosses}) graph->setLineStyle(QCPGraph::lsNone);
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) axis->ticker()->setTickCount(5);
    redraw();
}

void IntervalScatter::setPoints(const QString& xAxis, const QString& yAxis, const QString& mark,
                                std::vector<IntervalPoint> points) {
    m_xAxis = xAxis;
    m_yAxis = yAxis;
    m_mark = mark;
    m_points = std::move(points);
    setCurrent(-1);
    redraw();
}

void IntervalScatter::redraw() {
    const Theme& theme = Theme::instance();
    QVector<double> x, y, left, right, below, above, plainX, plainY, markedX, markedY;
    for (const auto& point : m_points) {
        x.append(point.x.value);
        y.append(point.y.value);
        left.append(point.x.value - point.x.low);
        right.append(point.x.high - point.x.value);
        below.append(point.y.value - point.y.low);
        above.append(point.y.high - point.y.value);
        (point.marked ? markedX : plainX).append(point.x.value);
        (point.marked ? markedY : plainY).append(point.y.value);
    }
    m_all->setData(x, y, true);  // as they come, so that each keeps its own whiskers
    m_across->setData(left, right);
    m_along->setData(below, above);
    for (QCPErrorBars* bars : {m_across, m_along}) bars->setPen(QPen(theme.color(Ink::Muted), 1));
    m_dots->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme.sequential(kIntervalDotTone), 8.0));
    m_dots->setData(plainX, plainY, true);
    m_crosses->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCross, QPen(theme.color(Ink::Error), 2), QBrush(Qt::NoBrush), 9.0));
    m_crosses->setData(markedX, markedY, true);
    plot().xAxis->setRange(withRoom(intervalEnds(m_points, &IntervalPoint::x)));
    plot().yAxis->setRange(withRoom(intervalEnds(m_points, &IntervalPoint::y)));
    plot().xAxis->setLabel(m_xAxis);
    plot().yAxis->setLabel(m_yAxis);
    finishRedraw();
}

void IntervalScatter::paintOver(QPainter& painter) const {
    const Theme& theme = Theme::instance();
    painter.setFont(theme.font(Theme::Size::Small));
    const QRectF area = plot().axisRect()->rect();
    std::vector<QRectF> taken;
    std::vector<QPointF> dots;
    for (int item = 0; item < items(); ++item) dots.push_back(itemPixel(item));
    std::vector<int> order(m_points.size());
    std::iota(order.begin(), order.end(), 0);
    if (current() > 0) std::swap(order.front(), order[static_cast<std::size_t>(current())]);  // its name is there for sure
    for (const int item : order) {
        const auto& point = m_points[static_cast<std::size_t>(item)];
        const QPointF dot = dots[static_cast<std::size_t>(item)];
        const QSizeF size(painter.fontMetrics().horizontalAdvance(point.name), painter.fontMetrics().height());
        const double rightOf = dot.x() + kNameGap;
        const double leftOf = dot.x() - kNameGap - size.width();
        const double over = dot.y() - 2.0 - size.height();
        const double under = dot.y() + 2.0;
        for (const QPointF corner :
             {QPointF(rightOf, over), QPointF(rightOf, under), QPointF(leftOf, over), QPointF(leftOf, under)}) {
            const QRectF place(corner, size);
            const bool free = std::ranges::none_of(taken, [&](const QRectF& each) { return each.intersects(place); });
            const bool covers = std::ranges::any_of(dots, [&](const QPointF& each) { return place.contains(each); });
            if (!free || covers || !area.contains(place)) continue;
            taken.push_back(place);
            painter.setPen(theme.color(point.marked ? Ink::Error : Ink::Text));
            painter.drawText(place, Qt::AlignCenter, point.name);
            break;
        }
    }
    PickPlot::paintOver(painter);
}

QPointF IntervalScatter::itemPixel(int item) const {
    const auto& point = m_points[static_cast<std::size_t>(item)];
    return {plot().xAxis->coordToPixel(point.x.value), plot().yAxis->coordToPixel(point.y.value)};
}

QString IntervalScatter::itemText(int item) const {
    const auto& point = m_points[static_cast<std::size_t>(item)];
    const QString text = tr("%1: %2 %3, %4 %5").arg(point.name, m_xAxis, intervalText(point.x), m_yAxis, intervalText(point.y));
    return point.marked ? tr("%1 (%2).", "a point and why it is marked").arg(text, m_mark) : text + QLatin1Char('.');
}

QString IntervalScatter::summary() const {
    const auto x = intervalEnds(m_points, &IntervalPoint::x);
    const auto y = intervalEnds(m_points, &IntervalPoint::y);
    return tr("%1 from %2 to %3 and %4 from %5 to %6, with 95 % intervals.")
        .arg(m_xAxis, intervalNumber(x.lower), intervalNumber(x.upper), m_yAxis, intervalNumber(y.lower),
             intervalNumber(y.upper));
}

QString IntervalScatter::emptySentence() const { return tr("There is nothing to compare yet."); }

NumberTable IntervalScatter::numbers() const {
    NumberTable table;
    table.columns << tr("name");
    for (const QString& axis : {m_xAxis, m_yAxis}) table.columns << axis << tr("%1, low").arg(axis) << tr("%1, high").arg(axis);
    table.columns << m_mark;
    for (const auto& point : m_points) {
        QStringList row{point.name};
        for (const auto& value : {point.x, point.y})
            for (const double number : {value.value, value.low, value.high}) row << QString::number(number, 'g', 6);
        table.rows.push_back(row << QString::number(point.marked ? 1 : 0));
    }
    return table;
}

}  // namespace prososcope::widgets
