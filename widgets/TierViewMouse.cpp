// SPDX-License-Identifier: GPL-3.0-or-later
// The gestures of the tiers.
#include <QContextMenuEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "engine/annotation/Edits.h"
#include "engine/annotation/Snap.h"
#include "widgets/PointerMoves.h"
#include "widgets/Theme.h"
#include "widgets/TierPainter.h"
#include "widgets/TierView.h"
#include "widgets/TimeTicks.h"

namespace prososcope::widgets {

namespace {

constexpr double kGrabPixels = 5.0;
constexpr double kSnapPixels = 6.0;
constexpr double kDragPixels = 3.0;

}  // namespace

std::optional<std::size_t> TierView::boundaryAt(std::size_t row, double x) const {
    if (!m_view) return std::nullopt;
    return m_rows[row].tier->nearestBoundary(timeAt(x), (kGrabPixels + 0.5) / std::max(1, width()) * m_view->span());
}

void TierView::choose(const TierPlace& place) {
    if (place == m_place) return;
    setPlace(place);
    Q_EMIT placeChosen(place);
}

void TierView::chooseAt(const QPointF& at, bool extend) {
    const auto row = rowAt(at.y());
    const double time = std::clamp(timeAt(at.x()), 0.0, m_view->duration());
    if (!row) {
        m_view->clearSelection();
        m_view->setCursor(time);
        return;
    }
    const auto tier = m_rows[*row].tier;
    TierPlace place{tier->header.id, std::nullopt, false};
    if (tier->isInterval() && time < m_annotation.end()) place.item = tier->at(time);
    if (!place.item) {
        choose(place);
        m_view->clearSelection();
        m_view->setCursor(time);
        return;
    }
    auto span = m_annotation.interval(*tier, *place.item);
    if (extend && m_view->hasSelection()) {
        span.start = std::min(span.start, m_view->selectionStart());
        span.end = std::max(span.end, m_view->selectionEnd());
        place.item = m_place.tier == place.tier ? m_place.item : place.item;
    }
    choose(place);
    m_view->setSelection(span.start, span.end);
    if (!extend) m_view->setCursor(time);
}

void TierView::mousePressEvent(QMouseEvent* event) {
    if (!m_view || m_view->duration() <= 0.0 || m_drag.kind != Drag::Kind::None) return;
    const double x = event->position().x();
    m_drag = {};
    m_drag.pressX = x;
    m_drag.lastX = x;
    if (event->button() == Qt::MiddleButton) {
        m_drag.kind = Drag::Kind::Pan;
        m_drag.anchor = m_view->start();
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton) return;
    endEdit(LabelEditor::End::Stay);
    m_drag.kind = Drag::Kind::Click;
    m_drag.anchor = std::clamp(timeAt(x), 0.0, m_view->duration());
    const auto row = rowAt(event->position().y());
    const auto boundary = row ? boundaryAt(*row, x) : std::nullopt;
    if (boundary) {
        const auto& tier = m_rows[*row].tier;
        m_drag.tier = tier->header.id;
        m_drag.item = *boundary;
        m_drag.onBoundary = true;
        m_drag.anchor = tier->items[*boundary].time;
        choose({m_drag.tier, boundary, tier->isInterval()});
    }
}

void TierView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_view || m_view->duration() <= 0.0) return;
    const double x = event->position().x();
    m_drag.lastX = x;
    switch (m_drag.kind) {
        case Drag::Kind::None:
            hoverAt(event->position());
            return;
        case Drag::Kind::Pan:
            panTo(x);
            return;
        case Drag::Kind::Click:
            if (std::abs(x - m_drag.pressX) < kDragPixels) return;
            m_drag.kind = m_drag.onBoundary ? Drag::Kind::Boundary : Drag::Kind::Select;
            if (!m_drag.onBoundary) {
                if (const auto row = rowAt(event->position().y())) choose({m_rows[*row].tier->header.id, std::nullopt, false});
                m_view->setCursor(m_drag.anchor);
            }
            break;
        case Drag::Kind::Select:
        case Drag::Kind::Boundary:
            break;
    }
    if (m_drag.kind == Drag::Kind::Boundary) {
        dragBoundary(x, event->modifiers());
        return;
    }
    const double time = std::clamp(timeAt(std::clamp(x, 0.0, static_cast<double>(width()))), 0.0, m_view->duration());
    m_view->setSelection(m_drag.anchor, time);
    m_view->setCursor(std::min(m_drag.anchor, time));
}

void TierView::panTo(double x) {
    const double start = m_drag.anchor - (x - m_drag.pressX) / std::max(1, width()) * m_view->span();
    const double clamped = std::clamp(start, 0.0, std::max(0.0, m_view->duration() - m_view->span()));
    m_view->setRange(clamped, clamped + m_view->span());
}

double TierView::snapped(double seconds, const annotation::Annotation& moved) const {
    const double tolerance = kSnapPixels / std::max(1, width()) * m_view->span();
    if (const auto place = annotation::snapToBoundary(m_annotation, seconds, tolerance, m_drag.tier)) {
        // What moves along is nothing to snap to: where it was it would hold the boundary back.
        const bool leaves = std::abs(place->time - m_drag.anchor) <= annotation::kAlignedSeconds &&
                            !moved.find(place->tier)->nearestBoundary(place->time, annotation::kAlignedSeconds);
        if (!leaves) return place->time;
    }
    if (m_zeroCrossing) {
        if (const auto crossing = m_zeroCrossing(seconds, tolerance)) return *crossing;
    }
    return seconds;
}

void TierView::dragBoundary(double x, Qt::KeyboardModifiers modifiers) {
    m_drag.aligned = modifiers.testFlag(Qt::ShiftModifier);
    const auto movedTo = [this](double seconds) -> core::Result<annotation::Annotation> {
        const auto edit = annotation::moveBoundary(m_annotation, m_drag.tier, m_drag.item, seconds, m_drag.aligned);
        if (!edit) return core::fail(edit.error());
        return annotation::apply(m_annotation, *edit);
    };
    const double wanted = m_drag.anchor + (x - m_drag.pressX) / std::max(1, width()) * m_view->span();
    auto preview = movedTo(wanted);
    if (!preview) return;
    if (!modifiers.testFlag(Qt::AltModifier)) {
        if (const double place = snapped(wanted, *preview); place != wanted) preview = movedTo(place);
        if (!preview) return;
    }
    m_preview = std::move(*preview);
    m_rows = tierRows(*m_preview);
    m_drag.time = m_preview->find(m_drag.tier)->items[m_drag.item].time;
    m_view->setMark(*m_drag.time);
    invalidate();
}

void TierView::endDrag() {
    if (m_view) m_view->setMark(-1.0);
    if (m_preview) {
        m_preview.reset();
        m_rows = tierRows(m_annotation);
        invalidate();
    }
    m_drag.time.reset();
    if (m_drag.kind == Drag::Kind::Boundary) m_drag.kind = Drag::Kind::None;
}

void TierView::mouseReleaseEvent(QMouseEvent* event) {
    const Drag drag = m_drag;
    if (!m_view || drag.kind == Drag::Kind::None) return;
    if (drag.kind == Drag::Kind::Pan) {
        if (event->button() != Qt::MiddleButton) return;
        m_drag = {};
        unsetCursor();
        return;
    }
    if (event->button() != Qt::LeftButton) return;
    endDrag();
    m_drag = {};
    if (drag.kind == Drag::Kind::Boundary) {
        if (drag.time && *drag.time != drag.anchor) Q_EMIT boundaryMoved(drag.tier, drag.item, *drag.time, drag.aligned);
        return;
    }
    if (drag.kind != Drag::Kind::Click) return;
    if (drag.onBoundary) {
        m_view->clearSelection();
        m_view->setCursor(drag.anchor);
        Q_EMIT cursorPlaced(drag.anchor);
        return;
    }
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    chooseAt(event->position(), extend);
    if (!extend) Q_EMIT cursorPlaced(m_view->cursor());
}

void TierView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!m_view || event->button() != Qt::LeftButton) return;
    endDrag();
    m_drag = {};
    const auto row = rowAt(event->position().y());
    if (!row) return;
    // A point has its label beside it: near it is enough.
    if (m_rows[*row].tier->isInterval()) {
        if (const auto boundary = boundaryAt(*row, event->position().x()); !boundary) chooseAt(event->position(), false);
    }
    if (m_place.tier == m_rows[*row].tier->header.id) editLabel();
}

void TierView::wheelEvent(QWheelEvent* event) {
    event->accept();
    if (!m_view || m_view->duration() <= 0.0) return;
    const WheelMove move = wheelMove(*event, width());
    switch (move.kind) {
        case WheelMove::Kind::ZoomHeight:
            m_zoomY = event->position().y();
            Q_EMIT verticalZoomed(move.factor);
            m_zoomY = 0.0;
            return;
        case WheelMove::Kind::ZoomTime:
            m_view->zoom(move.factor, timeAt(event->position().x()));
            return;
        case WheelMove::Kind::Scroll:
            break;
    }
    if (!move.alongTime && contentHeight() > height()) {
        const QPoint pixels = event->pixelDelta();
        const double rows = event->angleDelta().y() / 120.0;
        setScroll(m_scroll - (pixels.isNull() ? static_cast<int>(std::lround(rows * rowHeight())) : pixels.y()));
        return;
    }
    m_view->scroll(move.share);
    hoverAt(event->position());
}

void TierView::hoverAt(const QPointF& at) {
    const auto row = rowAt(at.y());
    const auto boundary = row ? boundaryAt(*row, at.x()) : std::nullopt;
    const auto before = m_hover;
    m_hover.reset();
    if (boundary) m_hover = TierPlace{m_rows[*row].tier->header.id, boundary, true};
    if (m_hover != before) {
        if (m_hover)
            setCursor(Qt::SplitHCursor);
        else
            unsetCursor();
        update();
    }
    if (!m_view || m_view->duration() <= 0.0) return;
    const double time = timeAt(at.x());
    const QString place = positionText(time);
    const auto item = row ? m_rows[*row].tier->at(time) : std::nullopt;
    if (!item || !m_rows[*row].tier->isInterval() || time > m_annotation.end()) {
        Q_EMIT hovered(place);
        return;
    }
    const auto& tier = *m_rows[*row].tier;
    Q_EMIT hovered(tr("%1   %2: \"%3\" %4 s", "time, tier, label, duration")
                       .arg(place, labelText(tier.header.name), labelText(tier.items[*item].label),
                            QLocale().toString(m_annotation.interval(tier, *item).duration(), 'f', 3)));
}

void TierView::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    if (m_hover) {
        m_hover.reset();
        unsetCursor();
        update();
    }
    Q_EMIT hovered({});
}

void TierView::contextMenuEvent(QContextMenuEvent* event) {
    if (!m_view || m_view->duration() <= 0.0) return;
    endEdit(LabelEditor::End::Stay);
    if (event->reason() != QContextMenuEvent::Mouse) {
        const auto tier = m_annotation.find(m_place.tier);
        const double time = tier && m_place.item ? m_annotation.interval(*tier, *m_place.item).start : m_view->cursor();
        const auto row =
            std::find_if(m_rows.begin(), m_rows.end(), [&](const TierRow& one) { return one.tier->header.id == m_place.tier; });
        const double y = row != m_rows.end() ? rowBox(static_cast<std::size_t>(row - m_rows.begin())).bottom() : 0.0;
        Q_EMIT menuWanted(mapToGlobal(QPointF(std::clamp<double>(xAt(time), 0.0, width()), y).toPoint()), time);
        return;
    }
    const QPointF at = event->pos();
    const double time = std::clamp(timeAt(at.x()), 0.0, m_view->duration());
    if (const auto row = rowAt(at.y())) {
        const auto& tier = m_rows[*row].tier;
        const auto boundary = boundaryAt(*row, at.x());
        if (boundary) {
            choose({tier->header.id, boundary, tier->isInterval()});
        } else {
            choose({tier->header.id, tier->isInterval() ? tier->at(time) : std::nullopt, false});
        }
    }
    Q_EMIT menuWanted(event->globalPos(), time);
}

}  // namespace prososcope::widgets
