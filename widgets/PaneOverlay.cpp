// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PaneOverlay.h"

#include <algorithm>
#include <cmath>

#include "widgets/ColorMap.h"
#include "widgets/FigurePart.h"
#include "widgets/SignalPane.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr float kPlateOpacity = 0.85F;
constexpr float kSelectionOpacity = 0.16F;
constexpr float kCrosshairCasing = 0.6F;

/// A vertical line on whole pixels with one pixel of casing on either side.
void drawLine(QPainter* painter, double x, double height, const QColor& line, const QColor& casing, double width) {
    const double left = std::floor(x - (width - 1.0) / 2.0);
    painter->fillRect(QRectF(left - 1.0, 0.0, width + 2.0, height), casing);
    painter->fillRect(QRectF(left, 0.0, width, height), line);
}

}  // namespace

void drawPlate(QPainter* painter, const QRectF& box, int flags, const QString& text, const QColor& ink) {
    QColor plate = Theme::instance().color(Ink::Data);
    plate.setAlphaF(kPlateOpacity);
    painter->setPen(Qt::NoPen);
    painter->setBrush(plate);
    painter->drawRect(box);
    painter->setPen(ink);
    painter->drawText(box, flags, text);
}

QRectF tickBox(const SignalPane& pane, const PaneTick& tick) {
    const QRectF rect = pane.axisRect()->rect();
    const QFontMetricsF metrics(Theme::instance().font(Theme::Size::Small));
    const double height = std::ceil(metrics.height());
    const double y = pane.yAxis->coordToPixel(tick.value);
    if (tick.text.isEmpty() || y < rect.top() + height / 4.0 || y > rect.bottom() + 1.0) return {};
    const double top = std::clamp(y - height / 2.0, rect.top() + 2.0, std::max(rect.top() + 2.0, rect.bottom() - height - 1.0));
    const double width = std::ceil(metrics.horizontalAdvance(tick.text)) + 8.0;
    return {rect.right() - width - 1.0, std::round(top), width + 2.0, height};  // to the edge: no stub of a line beside it
}

PaneGrid::PaneGrid(SignalPane* pane) : QCPLayerable(pane, "grid"), m_pane(pane) {}

void PaneGrid::applyDefaultAntialiasingHint(QCPPainter* painter) const { painter->setAntialiasing(false); }

void PaneGrid::draw(QCPPainter* painter) {
    if (m_pane->gridInk().isValid()) return;  // over the data, by the labels
    const QRect rect = m_pane->axisRect()->rect();
    const QColor hairline = Theme::instance().color(Ink::Hairline);
    for (const auto& tick : m_pane->ticks()) {
        if (!tick.line) continue;
        const double y = std::round(m_pane->yAxis->coordToPixel(tick.value));
        painter->fillRect(QRectF(rect.left(), y, rect.width(), 1.0), hairline);
    }
}

PaneLabels::PaneLabels(SignalPane* pane) : QCPLayerable(pane, "legend"), m_pane(pane) {}

void PaneLabels::applyDefaultAntialiasingHint(QCPPainter* painter) const { painter->setAntialiasing(true); }

void PaneLabels::draw(QCPPainter* painter) {
    const QRectF rect = m_pane->axisRect()->rect();
    const auto& theme = Theme::instance();
    painter->setFont(theme.font(Theme::Size::Small));
    painter->setAntialiasing(false);  // lines of one pixel, not of two halves
    for (const auto& tick : m_pane->ticks()) {
        if (!tick.line || !m_pane->gridInk().isValid()) continue;
        const double y = std::round(m_pane->yAxis->coordToPixel(tick.value));
        painter->fillRect(QRectF(rect.left(), y, rect.width(), 1.0), m_pane->gridInk());
    }
    painter->setAntialiasing(true);
    for (const auto& tick : m_pane->ticks()) {
        const QRectF box = tickBox(*m_pane, tick);
        if (!box.isEmpty()) drawPlate(painter, box, Qt::AlignCenter, tick.text, theme.color(Ink::Muted));
    }
    if (m_pane->name().isEmpty()) return;
    painter->setFont(theme.font(Theme::Size::Small, true));
    const QFontMetricsF bold(theme.font(Theme::Size::Small, true));
    const QRectF plate = m_pane->gripRect();
    drawPlate(painter, plate, Qt::AlignCenter, bold.elidedText(m_pane->name(), Qt::ElideRight, plate.width() - 8.0),
              theme.color(Ink::Muted));
}

PaneCursor::PaneCursor(SignalPane* pane) : QCPLayerable(pane, "overlay"), m_pane(pane) {}

void PaneCursor::applyDefaultAntialiasingHint(QCPPainter* painter) const { painter->setAntialiasing(false); }

void PaneCursor::draw(QCPPainter* painter) {
    if (!FigureScope::showsCursor()) return;
    const TimeView* view = m_pane->timeView();
    const double height = m_pane->axisRect()->height();
    const double width = m_pane->axisRect()->width();
    const auto placeOf = [&](double seconds) { return (seconds - view->start()) / view->span() * width; };
    const auto& theme = Theme::instance();
    if (view != nullptr && view->duration() > 0.0) {
        if (view->hasSelection() && view->selectionEnd() >= view->start() && view->selectionStart() <= view->end()) {
            const double from = placeOf(view->selectionStart());
            const double to = placeOf(view->selectionEnd());
            QColor fill = theme.color(Ink::Accent);
            const QColor edge = fill;
            fill.setAlphaF(kSelectionOpacity);
            const double left = std::max(std::floor(from), -2.0);
            const double right = std::min(std::ceil(to), width + 2.0);
            painter->fillRect(QRectF(left, 0.0, right - left, height), fill);
            painter->fillRect(QRectF(left, 0.0, 1.0, height), edge);
            painter->fillRect(QRectF(right - 1.0, 0.0, 1.0, height), edge);
            drawHandle(painter);
        }
        const bool onImage = m_pane->onImage();
        const QColor line = onImage ? ColorMap::lineOnImage() : theme.color(Ink::PlayCursor);
        const QColor casing = onImage ? ColorMap::casingOnImage() : theme.color(Ink::PlayCursorCasing);
        const bool playing = view->playPosition() >= 0.0;
        const double cursor = placeOf(view->cursor());
        if (cursor >= -2.0 && cursor <= width + 2.0) {
            // While playing, the cursor steps back behind the play position.
            drawLine(painter, cursor, height, playing ? theme.color(Ink::Muted) : line, casing, 1.0);
        }
        if (playing) {
            const double play = placeOf(view->playPosition());
            if (play >= -2.0 && play <= width + 2.0) drawLine(painter, play, height, line, casing, 2.0);
        }
    }
    if (FigureScope::active()) return;  // what follows is for the window alone
    drawCrosshair(painter);
    if (m_pane->hasFocus()) painter->fillRect(QRectF(0.0, 0.0, 2.0, height), theme.color(Ink::Accent));
}

void PaneCursor::drawHandle(QCPPainter* painter) const {
    const QRectF box = m_pane->selectionHandle();
    if (box.isEmpty() || FigureScope::active()) return;  // nothing to pull at on paper
    drawPlate(painter, box, Qt::AlignCenter, {}, Theme::instance().color(Ink::Accent));
    // Two columns of dots: something to get hold of.
    const QColor ink = Theme::instance().color(Ink::Accent);
    for (const double x : {-3.0, 1.0}) {
        for (const double y : {-5.0, -1.0, 3.0})
            painter->fillRect(QRectF(std::floor(box.center().x() + x), std::floor(box.center().y() + y), 2.0, 2.0), ink);
    }
}

void PaneCursor::drawCrosshair(QPainter* painter) const {
    const auto place = m_pane->crosshair();
    if (!place || place->y() < 0.0 || place->y() > m_pane->height()) return;
    const auto& theme = Theme::instance();
    QColor line = m_pane->onImage() ? ColorMap::lineOnImage() : theme.color(Ink::Text);
    QColor casing = m_pane->onImage() ? ColorMap::casingOnImage() : theme.color(Ink::Data);
    casing.setAlphaF(kCrosshairCasing);
    const double y = std::floor(place->y());
    const double width = m_pane->width();
    painter->fillRect(QRectF(0.0, y - 1.0, width, 3.0), casing);
    painter->fillRect(QRectF(0.0, y, width, 1.0), line);
    const QString text = m_pane->crosshairText();
    if (text.isEmpty()) return;
    const QFont font = theme.font(Theme::Size::Small);
    const QFontMetricsF metrics(font);
    painter->setFont(font);
    const double height = std::ceil(metrics.height());
    const double advance = std::ceil(metrics.horizontalAdvance(text)) + 8.0;
    // Beside the pointer, above the line; on the other sides near the edges.
    const double left = place->x() + 16.0 + advance > width ? place->x() - 16.0 - advance : place->x() + 16.0;
    const double top = y - height - 4.0 < 0.0 ? y + 4.0 : y - height - 3.0;
    drawPlate(painter, QRectF(std::round(left), top, advance, height), Qt::AlignCenter, text, theme.color(Ink::Text));
}

}  // namespace prososcope::widgets
