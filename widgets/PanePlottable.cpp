// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

PanePlottable::PanePlottable(QCPAxis* time, QCPAxis* value) : QCPAbstractPlottable(time, value) { setSelectable(QCP::stNone); }

double PanePlottable::selectTest(const QPointF&, bool, QVariant*) const { return -1.0; }

QCPRange PanePlottable::getKeyRange(bool& foundRange, QCP::SignDomain) const {
    foundRange = false;
    return {};
}

QCPRange PanePlottable::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const {
    foundRange = false;
    return {};
}

void PanePlottable::drawLegendIcon(QCPPainter*, const QRectF&) const {}

double PanePlottable::lineHeight() { return std::ceil(QFontMetricsF(Theme::instance().font(Theme::Size::Small)).height()); }

}  // namespace prososcope::widgets
