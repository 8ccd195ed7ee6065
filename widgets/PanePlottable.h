// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Plot.h"

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

protected:
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;
};

}  // namespace prososcope::widgets
