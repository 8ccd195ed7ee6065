// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QPolygonF>
#include <QStringList>
#include <vector>

#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

/// What one unit of a network says over time: value i at firstSeconds + i * hopSeconds; not a number where it is not known.
struct UnitLine {
    QString name;
    double firstSeconds = 0.0;
    double hopSeconds = 0.01;
    std::vector<float> values;
    double mean = 0.0;  ///< over the span; not a number: not drawn
};

/// Units over time: up to four lines (solid, dashed, dotted, dash-dotted) on one scale, each with a thin dashed line at its
/// mean from its first to its last value. Where frames are denser than pixels, the line covers the least to the largest value
/// of each pixel. The vertical axis is the caller's. Draws only; owned by the plot. GUI thread.
class UnitPlottable : public PanePlottable {
    Q_OBJECT
public:
    static constexpr int kMostLines = 4;

    UnitPlottable(QCPAxis* time, QCPAxis* value);

    /// More than kMostLines are cut off.
    void setLines(QList<UnitLine> lines);
    [[nodiscard]] const QList<UnitLine>& lines() const { return m_lines; }
    /// Unbroken stretches of a line in sight, seconds and value, as they are drawn.
    [[nodiscard]] QList<QPolygonF> stretches(int line) const;
    /// Least and largest value of all lines, means among them; an empty range where nothing is known.
    [[nodiscard]] QCPRange extent() const;
    /// Colour of a line in the theme; at least 3:1 on the data colour.
    [[nodiscard]] static QColor ink(int line);
    [[nodiscard]] static Qt::PenStyle penStyle(int line);
    /// "solid", "dashed" ... in the user's language.
    [[nodiscard]] static QString styleWord(int line);

    [[nodiscard]] QList<PlotSeries> numbers() const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    /// Frames of a line in sight, with one beyond either edge.
    [[nodiscard]] std::pair<std::size_t, std::size_t> inSight(const UnitLine& line) const;
    void drawMean(QCPPainter* painter, const UnitLine& line, int number) const;

    QList<UnitLine> m_lines;
};

}  // namespace prososcope::widgets
