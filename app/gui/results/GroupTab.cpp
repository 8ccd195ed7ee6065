// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/GroupTab.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/PageParts.h"
#include "app/gui/TextTable.h"
#include "widgets/DotColumns.h"
#include "widgets/ScoreText.h"

namespace prososcope::gui {

using widgets::DotColumn;
using widgets::scoreText;

namespace {

/// "cost" of "model.cost".
QString shortKey(const std::string& key) { return QString::fromStdString(key.substr(key.rfind('.') + 1)); }

QString valuesText(const analysis::GroupPoint& point) {
    QStringList words;
    for (const auto& [key, value] : analysis::sweptValues(point.point)) words << QString::fromStdString(value);
    return words.join(QStringLiteral(", "));
}

}  // namespace

GroupTab::GroupTab(QWidget* parent) : ResultTab(parent) {
    m_title = headingLabel({}, this);
    m_table = new TextTable(this);
    m_table->setObjectName(QStringLiteral("groupTable"));
    m_table->setAccessibleName(tr("Scores by point of the group"));
    m_table->setToolTip(
        tr("Mean, standard deviation (n - 1) and range over the runs that differ in their seed alone. Ctrl+C "
           "copies."));
    m_dots = new widgets::DotColumns(this);
    auto* row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(m_table, 6);
    row->addWidget(m_dots, 5);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addLayout(row, 1);
    connect(m_dots, &widgets::DotColumns::currentChanged, this, [this](int dot) {
        if (dot >= 0) Q_EMIT statusChanged(m_dots->itemText(dot));
    });
    connect(m_dots, &widgets::DotColumns::itemActivated, this,
            [this](int dot) { Q_EMIT runRequested(static_cast<qint64>(m_dots->dot(dot).id)); });
}

QString GroupTab::quantity() const { return !m_points.empty() && m_points.front().dimensions ? tr("CCC") : tr("UAR"); }

void GroupTab::setRuns(std::vector<store::RunRecord> runs) {
    std::sort(runs.begin(), runs.end(), [](const store::RunRecord& a, const store::RunRecord& b) { return a.id < b.id; });
    m_runs = std::move(runs);
    m_points = analysis::inOrderOfValues(analysis::groupPoints(m_runs));
    m_title->setText(m_runs.empty() ? QString()
                                    : tr("%1: %2 runs, %3 points")
                                          .arg(QString::fromStdString(m_runs.front().group))
                                          .arg(m_runs.size())
                                          .arg(m_points.size()));
    QStringList columns;
    QStringList keys;
    if (!m_points.empty()) {
        for (const auto& [key, value] : analysis::sweptValues(m_points.front().point)) {
            columns << QString::fromStdString(key);
            keys << shortKey(key);
        }
    }
    const int settings = static_cast<int>(columns.size());
    columns << tr("Runs") << tr("%1 mean").arg(quantity()) << tr("sd") << tr("Lowest") << tr("Highest");
    std::vector<QStringList> rows;
    std::vector<DotColumn> dots;
    for (const analysis::GroupPoint& point : m_points) {
        const analysis::Spread& spread = point.score;
        const auto values = analysis::sweptValues(point.point);
        QStringList row;
        for (int i = 0; i < settings; ++i)
            row << (i < static_cast<int>(values.size()) ? QString::fromStdString(values[static_cast<std::size_t>(i)].second)
                                                        : QString());
        row << QString::number(spread.count) << scoreText(spread.mean, 3) << scoreText(spread.deviation, 3)
            << scoreText(spread.smallest, 3) << scoreText(spread.largest, 3);
        rows.push_back(row);
        DotColumn column{valuesText(point), {}, spread.mean};
        for (const std::int64_t id : point.runs) {
            const auto run =
                std::lower_bound(m_runs.begin(), m_runs.end(), id,
                                 [](const store::RunRecord& each, std::int64_t wanted) { return each.id < wanted; });
            if (run == m_runs.end()) continue;
            column.dots.push_back({(point.dimensions ? run->ccc : run->uar).value_or(std::nan("")),
                                   tr("run %1, seed %2").arg(id).arg(run->seed), static_cast<std::size_t>(id)});
        }
        dots.push_back(std::move(column));
    }
    m_table->setTexts(columns, rows, 0);
    m_dots->setColumns(keys.join(QStringLiteral(", ")), quantity(), std::move(dots));
}

QString GroupTab::sentence() const {
    QStringList parts;
    for (const analysis::GroupPoint& point : m_points) {
        const analysis::Spread& spread = point.score;
        const QString score = spread.count == 1
                                  ? tr("%1 %2, 1 seed").arg(quantity(), scoreText(spread.mean, 3))
                                  : tr("%1 mean %2, sd %3, %4 to %5, %6 seeds")
                                        .arg(quantity(), scoreText(spread.mean, 3), scoreText(spread.deviation, 3),
                                             scoreText(spread.smallest, 3), scoreText(spread.largest, 3))
                                        .arg(spread.count);
        parts << (point.point.empty() ? score : QString::fromStdString(point.point) + QStringLiteral(": ") + score);
    }
    return parts.join(QStringLiteral("; "));
}

}  // namespace prososcope::gui
