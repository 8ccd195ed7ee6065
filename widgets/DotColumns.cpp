// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/DotColumns.h"

#include <algorithm>
#include <cmath>

#include "widgets/Plot.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kDotTone = 0.8;  // position on the sequential map
constexpr double kLeastReach = 0.02;
constexpr double kHalfLine = 0.28;  // of the mean, in columns
constexpr qsizetype kLongestLabel = 16;

}  // namespace

DotColumns::DotColumns(QWidget* parent) : PickPlot(parent) {
    setAccessibleName(tr("Scores of the runs of the group"));
    m_dots = plot().addGraph();
    m_dots->setLineStyle(QCPGraph::lsNone);
    plot().yAxis->ticker()->setTickCount(4);
    redraw();
}

void DotColumns::setColumns(const QString& axis, const QString& quantity, std::vector<DotColumn> columns) {
    m_axis = axis;
    m_quantity = quantity;
    m_columns = std::move(columns);
    m_items.clear();
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        for (std::size_t i = 0; i < m_columns[column].dots.size(); ++i) m_items.emplace_back(column, i);
    }
    setCurrent(-1);
    redraw();
}

const DotColumn::Dot& DotColumns::dot(int item) const {
    const auto [column, place] = m_items[static_cast<std::size_t>(item)];
    return m_columns[column].dots[place];
}

void DotColumns::redraw() {
    const Theme& theme = Theme::instance();
    QVector<double> places;
    QVector<double> values;
    double low = 1.0;
    double high = -1.0;
    for (int item = 0; item < items(); ++item) {
        places.append(static_cast<double>(m_items[static_cast<std::size_t>(item)].first));
        values.append(dot(item).value);
        low = std::min(low, dot(item).value);
        high = std::max(high, dot(item).value);
    }
    m_dots->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme.sequential(kDotTone), 7.0));
    m_dots->setData(places, values, false);
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        const QString& label = m_columns[column].label;
        ticker->addTick(static_cast<double>(column),
                        label.size() > kLongestLabel ? label.left(kLongestLabel - 1) + QChar(0x2026) : label);
    }
    plot().xAxis->setTicker(ticker);
    plot().xAxis->setRange(-0.6, std::max<double>(1.0, static_cast<double>(m_columns.size())) - 0.4);
    const double room = std::max(kLeastReach, 0.15 * (high - low));
    plot().yAxis->setRange(low - room, high + room);
    plot().xAxis->setLabel(m_axis);
    plot().yAxis->setLabel(m_quantity);
    finishRedraw();
}

QPointF DotColumns::itemPixel(int item) const {
    return {plot().xAxis->coordToPixel(static_cast<double>(m_items[static_cast<std::size_t>(item)].first)),
            plot().yAxis->coordToPixel(dot(item).value)};
}

void DotColumns::paintOver(QPainter& painter) const {
    painter.setPen(QPen(Theme::instance().color(Ink::Text), 2));
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        if (std::isnan(m_columns[column].mean)) continue;
        const double y = plot().yAxis->coordToPixel(m_columns[column].mean);
        const auto x = static_cast<double>(column);
        painter.drawLine(QPointF(plot().xAxis->coordToPixel(x - kHalfLine), y),
                         QPointF(plot().xAxis->coordToPixel(x + kHalfLine), y));
    }
    PickPlot::paintOver(painter);
}

QString DotColumns::itemText(int item) const {
    const DotColumn& column = m_columns[m_items[static_cast<std::size_t>(item)].first];
    const QString score = scoreText(dot(item).value, 3);
    return column.label.isEmpty() ? tr("%1: %2 %3.").arg(dot(item).name, m_quantity, score)
                                  : tr("%1, %2: %3 %4.").arg(column.label, dot(item).name, m_quantity, score);
}

QString DotColumns::summary() const {
    QStringList parts{tr("%1 of %2 runs.").arg(m_quantity).arg(items())};
    for (const DotColumn& column : m_columns) {
        if (!std::isnan(column.mean))
            parts << (column.label.isEmpty() ? tr("Mean %1.").arg(scoreText(column.mean, 3))
                                             : tr("%1: mean %2.").arg(column.label, scoreText(column.mean, 3)));
    }
    return parts.join(QLatin1Char(' '));
}

QString DotColumns::emptySentence() const { return tr("No run of the group has a score yet."); }

NumberTable DotColumns::numbers() const {
    NumberTable table;
    table.columns << (m_axis.isEmpty() ? tr("point") : m_axis) << tr("run") << m_quantity;
    for (int item = 0; item < items(); ++item)
        table.rows.push_back({m_columns[m_items[static_cast<std::size_t>(item)].first].label, dot(item).name,
                              QString::number(dot(item).value, 'f', 4)});
    return table;
}

}  // namespace prososcope::widgets
