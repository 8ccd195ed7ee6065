// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "widgets/PickPlot.h"

class QCPGraph;

namespace prososcope::widgets {

struct ScatterPoint {
    double label = 0.0;  ///< to the right: what people said
    double value = 0.0;  ///< upwards: what was predicted
    QString name;        ///< of the utterance
    std::size_t id = 0;  ///< the caller's own
};

/// What the two values of points are called.
struct ScatterWords {
    QString title;           ///< "Predicted against labelled arousal"
    QString label, value;    ///< "labelled", "predicted"
    QString xTitle, yTitle;  ///< of the axes
    QString item;            ///< what a point is: "utterance"
    QString empty;           ///< said where there are no points
};

/// Two values of many things against each other, by default predicted against labelled ones of a dimension: both axes with the
/// same range, and the line on which they are equal. Items are the points, from the lowest label to the highest. Keeps a copy.
/// GUI thread.
class ScatterView : public PickPlot {
    Q_OBJECT
public:
    explicit ScatterView(QWidget* parent = nullptr);

    /// Predicted against labelled values.
    void setPoints(const QString& dimension, std::vector<ScatterPoint> points);
    void setPoints(ScatterWords words, std::vector<ScatterPoint> points);
    [[nodiscard]] const std::vector<ScatterPoint>& points() const { return m_points; }  ///< in the order of the items
    [[nodiscard]] const ScatterWords& words() const { return m_words; }

    [[nodiscard]] int items() const override { return static_cast<int>(m_points.size()); }
    [[nodiscard]] QString itemText(int item) const override;
    [[nodiscard]] NumberTable numbers() const override;

protected:
    [[nodiscard]] QPointF itemPixel(int item) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString emptySentence() const override;
    void redraw() override;

private:
    ScatterWords m_words;
    std::vector<ScatterPoint> m_points;
    double m_low = 0.0;
    double m_high = 1.0;
    QCPGraph* m_dots = nullptr;
    QCPGraph* m_line = nullptr;
};

}  // namespace prososcope::widgets
