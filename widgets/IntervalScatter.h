// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "widgets/PickPlot.h"

class QCPErrorBars;
class QCPGraph;

namespace prososcope::widgets {

/// A value with its interval.
struct IntervalValue {
    double value = 0.0, low = 0.0, high = 0.0;
};

struct IntervalPoint {
    IntervalValue x, y;
    QString name;
    bool marked = false;  ///< not to be trusted: a cross in the error colour
};

/// A few named things by two measures, each with its intervals as whiskers and its name where there is room for it. Items are
/// the points in the order given, which is to be that of their x. Keeps a copy. GUI thread.
class IntervalScatter : public PickPlot {
    Q_OBJECT
public:
    explicit IntervalScatter(QWidget* parent = nullptr);

    /// mark: what a marked point is, "too good".
    void setPoints(const QString& xAxis, const QString& yAxis, const QString& mark, std::vector<IntervalPoint> points);
    [[nodiscard]] const std::vector<IntervalPoint>& points() const { return m_points; }

    [[nodiscard]] int items() const override { return static_cast<int>(m_points.size()); }
    [[nodiscard]] QString itemText(int item) const override;
    [[nodiscard]] NumberTable numbers() const override;

protected:
    [[nodiscard]] QPointF itemPixel(int item) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString emptySentence() const override;
    void redraw() override;
    void paintOver(QPainter& painter) const override;

private:
    QString m_xAxis, m_yAxis, m_mark;
    std::vector<IntervalPoint> m_points;
    QCPGraph* m_all = nullptr;  ///< what the whiskers stand at
    QCPGraph* m_dots = nullptr;
    QCPGraph* m_crosses = nullptr;
    QCPErrorBars* m_across = nullptr;
    QCPErrorBars* m_along = nullptr;
};

}  // namespace prososcope::widgets
