// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QPolygonF>
#include <memory>

#include "widgets/EmotionTrack.h"
#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

/// Valence, arousal and dominance of a model over time: a line each (solid, dashed, dotted) with a band of one standard
/// deviation on either side where the model knows it; each on its own scale from the bottom (lowest label) to the top
/// (highest). What is not predicted yet is hatched. Values beyond the scale are drawn at its edge. The vertical axis goes from
/// 0 to 1. The track is shared with whoever fills it (same thread). Draws only; owned by the plot. GUI thread.
class DimensionPlottable : public PanePlottable {
    Q_OBJECT
public:
    static constexpr int kMostLines = 3;

    DimensionPlottable(QCPAxis* time, QCPAxis* value);

    void setTrack(std::shared_ptr<const EmotionTrack> track) { m_track = std::move(track); }
    /// Unbroken stretches of one dimension in sight: seconds and height, 0 to 1.
    [[nodiscard]] QList<QPolygonF> lines(int dimension) const;
    /// Upper edge and then, backwards, lower edge of the band of each stretch; empty where no deviation is known.
    [[nodiscard]] QList<QPolygonF> bands(int dimension) const;
    /// Colour of the first, second or third dimension in the theme; at least 3:1 on the data colour.
    [[nodiscard]] static QColor ink(int dimension);
    [[nodiscard]] static Qt::PenStyle penStyle(int dimension);
    /// "valence" in the user's language; other names as they are.
    [[nodiscard]] static QString word(const QString& dimension);

protected:
    void draw(QCPPainter* painter) override;

private:
    struct Point {
        double seconds;
        double value;
        double deviation;
    };
    [[nodiscard]] QList<QList<Point>> stretches(int dimension) const;
    [[nodiscard]] QPointF toPixels(const QPointF& place) const;
    void drawMissing(QCPPainter* painter) const;

    std::shared_ptr<const EmotionTrack> m_track;
};

}  // namespace prososcope::widgets
