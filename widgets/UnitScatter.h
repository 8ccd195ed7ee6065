// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "engine/analysis/LineFit.h"
#include "widgets/PickPlot.h"

class QCPGraph;

namespace prososcope::widgets {

struct UnitPoint {
    double activation = 0.0;
    double value = 0.0;  ///< of the target
    QString name;        ///< of the utterance
    std::size_t id = 0;  ///< the caller's own
};

/// One unit's activation against the target, a point for each utterance, with the line of least squares and its 95 % band
/// (see analysis::LineFit). Items are the points, from the lowest activation to the highest. Keeps a copy. GUI thread.
class UnitScatter : public PickPlot {
    Q_OBJECT
public:
    explicit UnitScatter(QWidget* parent = nullptr);

    /// Axes are named by what stands on them. Points that are not finite are left out.
    void setPoints(const QString& activation, const QString& target, std::vector<UnitPoint> points);
    [[nodiscard]] const std::vector<UnitPoint>& points() const { return m_points; }  ///< in the order of the items
    [[nodiscard]] const analysis::LineFit& fit() const { return m_fit; }

    [[nodiscard]] int items() const override { return static_cast<int>(m_points.size()); }
    [[nodiscard]] QString itemText(int item) const override;
    [[nodiscard]] NumberTable numbers() const override;
    [[nodiscard]] QSize sizeHint() const override { return {260, 200}; }

protected:
    [[nodiscard]] QPointF itemPixel(int item) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString emptySentence() const override;
    void redraw() override;

private:
    QString m_activation;
    QString m_target;
    std::vector<UnitPoint> m_points;
    analysis::LineFit m_fit;
    QCPGraph* m_low = nullptr;
    QCPGraph* m_high = nullptr;
    QCPGraph* m_line = nullptr;
    QCPGraph* m_dots = nullptr;
};

}  // namespace prososcope::widgets
