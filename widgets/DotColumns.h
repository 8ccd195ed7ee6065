// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <utility>
#include <vector>

#include "widgets/PickPlot.h"

class QCPGraph;
class QCPAxisTickerText;

namespace prososcope::widgets {

/// What stands above one place of the axis: a dot for each run.
struct DotColumn {
    QString label;
    struct Dot {
        double value = 0.0;
        QString name;        ///< "run 12, seed 3"
        std::size_t id = 0;  ///< the caller's own
    };
    std::vector<Dot> dots;
    double mean = 0.0;  ///< NaN: no line
};

/// Scores of repeated runs: a column of dots for each point of a sweep, and a short line at their mean. Items are the dots,
/// column by column. Keeps a copy. GUI thread.
class DotColumns : public PickPlot {
    Q_OBJECT
public:
    explicit DotColumns(QWidget* parent = nullptr);

    void setColumns(const QString& axis, const QString& quantity, std::vector<DotColumn> columns);
    [[nodiscard]] const std::vector<DotColumn>& columns() const { return m_columns; }
    [[nodiscard]] const DotColumn::Dot& dot(int item) const;

    [[nodiscard]] int items() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QString itemText(int item) const override;
    [[nodiscard]] NumberTable numbers() const override;

protected:
    [[nodiscard]] QPointF itemPixel(int item) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString emptySentence() const override;
    void redraw() override;
    void paintOver(QPainter& painter) const override;

private:
    QString m_axis, m_quantity;
    std::vector<DotColumn> m_columns;
    std::vector<std::pair<std::size_t, std::size_t>> m_items;  ///< column and dot
    QCPGraph* m_dots = nullptr;
};

}  // namespace prososcope::widgets
