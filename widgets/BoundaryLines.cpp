// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/BoundaryLines.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/ColorMap.h"
#include "widgets/FigurePart.h"
#include "widgets/PaneOverlay.h"
#include "widgets/SignalPane.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

using annotation::Item;

namespace {

constexpr double kFewestPixels = 8.0;  // between two boundaries on average
constexpr float kFaint = 0.55F;
constexpr float kFaintCasing = 0.35F;

}  // namespace

BoundaryLines::BoundaryLines(SignalPane* pane) : QCPLayerable(pane, "overlay"), m_pane(pane) {}

void BoundaryLines::applyDefaultAntialiasingHint(QCPPainter* painter) const { painter->setAntialiasing(false); }

void BoundaryLines::setTier(annotation::TierPointer tier) {
    if (tier == m_tier) return;
    m_tier = std::move(tier);
    if (m_pane->isVisible() && m_pane->width() > 0 && m_pane->height() > 0) layer()->replot();
}

void BoundaryLines::spareLabels(QCPPainter* painter) const {
    QRegion room(m_pane->axisRect()->rect());
    room -= m_pane->gripRect().toAlignedRect();
    for (const auto& tick : m_pane->ticks()) room -= tickBox(*m_pane, tick).toAlignedRect();
    painter->setClipRegion(room, Qt::IntersectClip);
}

void BoundaryLines::draw(QCPPainter* painter) {
    const TimeView* view = m_pane->timeView();
    if (view == nullptr || view->duration() <= 0.0) return;
    const auto& theme = Theme::instance();
    // Of the plot as it is laid out now: a figure has another size than the window.
    const double height = m_pane->axisRect()->height();
    const double width = m_pane->axisRect()->width();
    const auto placeOf = [&](double seconds) { return std::floor((seconds - view->start()) / view->span() * width); };
    const bool onImage = m_pane->onImage();
    if (m_tier) {
        const auto& items = m_tier->items;
        const auto byTime = [](const Item& item, double time) { return item.time < time; };
        auto from = std::lower_bound(items.begin(), items.end(), view->start(), byTime);
        const auto to = std::lower_bound(from, items.end(), view->end(), byTime);
        if (m_tier->isInterval() && from == items.begin() && from != to) ++from;
        QColor line = onImage ? ColorMap::lineOnImage() : theme.color(Ink::Muted);
        QColor casing = onImage ? ColorMap::casingOnImage() : theme.color(Ink::Data);
        line.setAlphaF(kFaint);
        casing.setAlphaF(kFaintCasing);
        if (static_cast<double>(to - from) * kFewestPixels <= width) {
            painter->save();
            spareLabels(painter);
            for (; from != to; ++from) {
                const double x = placeOf(from->time);
                if (onImage) painter->fillRect(QRectF(x - 1.0, 0.0, 3.0, height), casing);
                painter->fillRect(QRectF(x, 0.0, 1.0, height), line);
            }
            painter->restore();
        }
    }
    if (FigureScope::active() || view->mark() < view->start() || view->mark() > view->end()) return;
    const double x = placeOf(view->mark());
    painter->fillRect(QRectF(x - 1.0, 0.0, 3.0, height), onImage ? ColorMap::casingOnImage() : theme.color(Ink::Data));
    painter->fillRect(QRectF(x, 0.0, 1.0, height), onImage ? ColorMap::lineOnImage() : theme.color(Ink::Accent));
}

}  // namespace prososcope::widgets
