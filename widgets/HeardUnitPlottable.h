// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <vector>

#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

/// A phonetic unit that a network heard, with the emotion that it speaks for.
struct HeardUnit {
    QString unit;     ///< "V", "IY"
    QString emotion;  ///< the program's own word ("angry"), or the model's; empty: it speaks for none
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    double posterior = 0.0;  ///< the highest within it
    bool operator==(const HeardUnit&) const = default;
};

/// How many units spoke for an emotion.
struct EmotionCount {
    QString emotion;
    qsizetype units = 0;
    bool wins = false;  ///< the vote gives it
    bool operator==(const EmotionCount&) const = default;
};

/// Units that were heard as a band over time, each filled in the colour of its emotion, with the emotion's symbol and the unit
/// above it as far as they fit between its neighbours'; where more units than pixels are in sight, each column has the emotion
/// of most of its units. And at the top right the emotions with their counts, the winner in bold, beside the pane's name. Draws
/// only; owned by the plot. GUI thread.
class HeardUnitPlottable : public PanePlottable {
    Q_OBJECT
public:
    HeardUnitPlottable(QCPAxis* time, QCPAxis* value);

    /// In the order of time, without overlaps.
    void setUnits(QList<HeardUnit> units);
    [[nodiscard]] const QList<HeardUnit>& units() const { return m_units; }
    void setCounts(QList<EmotionCount> counts);
    [[nodiscard]] const QList<EmotionCount>& counts() const { return m_counts; }
    /// The place of the unit at a moment, or of the nearest one within so many seconds; -1 where there is none.
    [[nodiscard]] qsizetype unitAt(double seconds, double tolerance = 0.0) const;
    /// Where a unit is drawn, in pixels of the plot, whether it is in sight or not.
    [[nodiscard]] QRectF boxOf(qsizetype unit) const;
    /// Pixels that the pane needs for all rows.
    [[nodiscard]] static int heightWanted();

    /// The posteriors of each emotion's units, at their middles.
    [[nodiscard]] QList<PlotSeries> numbers() const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QRectF band() const;
    void drawColumns(QCPPainter* painter, qsizetype first, qsizetype end) const;
    void drawLabel(QCPPainter* painter, qsizetype unit) const;
    void drawCounts(QCPPainter* painter) const;
    static void drawSymbol(QCPPainter* painter, const QString& emotion, const QPointF& centre);

    QList<HeardUnit> m_units;
    QStringList m_emotions;   ///< those that occur; empty for none
    std::vector<int> m_kind;  ///< of each unit, its place among them
    QList<EmotionCount> m_counts;
};

}  // namespace prososcope::widgets
