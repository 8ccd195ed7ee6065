// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/FigurePart.h"

namespace prososcope::widgets {

/// Base of what a SignalPane draws: it cannot be picked, stands in no legend and by default says nothing of its ranges,
/// since the pane's time axis and its vertical axis are set by others. Owned by the plot; GUI thread.
class PanePlottable : public QCPAbstractPlottable {
    Q_OBJECT
public:
    PanePlottable(QCPAxis* time, QCPAxis* value);

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details = nullptr) const override;
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain domain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain domain = QCP::sdBoth,
                           const QCPRange& keys = QCPRange()) const override;

    /// Draws anew at the next replot what is kept as a picture.
    virtual void forgetPicture() {}
    /// The numbers behind what is drawn of the visible part.
    [[nodiscard]] virtual QList<PlotSeries> numbers() const { return {}; }

protected:
    /// Pixels of kept pictures for a logical one: those of the screen, or of the figure being drawn.
    [[nodiscard]] double pictureRatio() const { return FigureScope::ratio(parentPlot()->bufferDevicePixelRatio()); }
    /// Pixels of a line in small text.
    [[nodiscard]] static double lineHeight();
    /// Where the pane's name stands from the top, and what it and the gap below it take.
    static constexpr double kNameTop = 5.0;
    [[nodiscard]] static double nameHeight() { return kNameTop + lineHeight() + 6.0; }
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;
};

}  // namespace prososcope::widgets
