// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do in a PointCloud.
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyleHints>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "widgets/Plot.h"
#include "widgets/PointCloud.h"

namespace prososcope::widgets {

namespace {

constexpr double kZoomPerStep = 1.25;
constexpr double kMostZoom = 200.0;
constexpr double kLassoStep = 3.0;  // pixels between its corners

}  // namespace

void PointCloud::press(const QPoint& place, Qt::MouseButton button) {
    setFocus(Qt::MouseFocusReason);
    if (button == Qt::LeftButton) m_pressed = place;
    if (button == Qt::MiddleButton) m_moving = place;
}

void PointCloud::drag(const QPoint& place) {
    if (m_moving) {
        moveBy(place - *m_moving);
        m_moving = place;
        return;
    }
    if (!m_pressed) {
        hover(itemAt(place));
        return;
    }
    if (m_lasso.isEmpty()) {
        if ((place - *m_pressed).manhattanLength() < QGuiApplication::styleHints()->startDragDistance()) return;
        m_lasso << *m_pressed;
        hover(-1);
    }
    const QPointF last = m_lasso.last() - QPointF(place);
    if (std::hypot(last.x(), last.y()) >= kLassoStep) m_lasso << place;
    updateOver();
}

void PointCloud::release(const QPoint& place, Qt::KeyboardModifiers modifiers) {
    if (!m_pressed) return;
    m_pressed.reset();
    if (!m_lasso.isEmpty()) {
        m_lasso << place;
        const QPolygonF lasso = std::exchange(m_lasso, {});
        const QRectF around = lasso.boundingRect();
        std::vector<int> inside;
        for (int item = 0; item < items(); ++item) {
            const QPointF pixel = itemPixel(item);
            if (around.contains(pixel) && lasso.containsPoint(pixel, Qt::OddEvenFill)) inside.push_back(item);
        }
        combine(std::move(inside), modifiers);
        updateOver();
        return;
    }
    for (const LegendLine& line : legendLines(legendRoom(plot().size()))) {
        if (line.word < 0 || !line.box.contains(place)) continue;
        std::vector<int> those;
        for (int item = 0; item < items(); ++item)
            if (m_colouring.places[static_cast<std::size_t>(item)] == line.word) those.push_back(item);
        combine(std::move(those), modifiers);
        return;
    }
    const int item = itemAt(place);
    if (item < 0) return;
    setCurrent(item);
    if (modifiers & (Qt::ShiftModifier | Qt::ControlModifier))
        combine({item}, modifiers);
    else
        Q_EMIT itemActivated(item);
}

/// A new selection, or one more or less.
void PointCloud::combine(std::vector<int> chosen, Qt::KeyboardModifiers modifiers) {
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        chosen.insert(chosen.end(), m_selection.begin(), m_selection.end());
    } else if (modifiers.testFlag(Qt::ControlModifier)) {
        std::ranges::sort(chosen);
        std::vector<int> left = m_selection;
        std::erase_if(left, [&](int item) { return std::ranges::binary_search(chosen, item); });
        chosen = std::move(left);
    }
    setSelection(std::move(chosen));
}

void PointCloud::hover(int item) {
    if (item == m_hovered) return;
    m_hovered = item;
    updateOver();
    Q_EMIT hoverChanged(item);
}

void PointCloud::zoomAt(const QPointF& pixel, double factor) {
    const double zoom = std::clamp(m_zoom * factor, 1.0, kMostZoom);
    if (zoom == m_zoom) return;
    // What lies under the pointer stays there.
    const QPointF under(plot().xAxis->pixelToCoord(pixel.x()), plot().yAxis->pixelToCoord(pixel.y()));
    m_middle = under + (m_middle - under) * (m_zoom / zoom);
    m_zoom = zoom;
    if (m_zoom == 1.0) m_middle = m_extent.center();
    replot();
}

void PointCloud::moveBy(const QPointF& pixels) {
    const auto unit = [](const QCPAxis* axis, int extent) { return axis->range().size() / std::max(1, extent); };
    m_middle.rx() -= pixels.x() * unit(plot().xAxis, plot().axisRect()->width());
    m_middle.ry() += pixels.y() * unit(plot().yAxis, plot().axisRect()->height());
    m_middle.rx() = std::clamp(m_middle.x(), m_extent.left(), m_extent.right());
    m_middle.ry() = std::clamp(m_middle.y(), m_extent.top(), m_extent.bottom());
    replot();
}

/// To the nearest point in a direction, those off it counting as farther away; begins with the one nearest to the middle.
void PointCloud::step(double x, double y) {
    const bool begins = current() < 0;
    const QPointF from = begins ? QRectF(plot().axisRect()->rect()).center() : itemPixel(current());
    int best = -1;
    double least = std::numeric_limits<double>::infinity();
    for (int item = 0; item < items(); ++item) {
        if (item == current()) continue;
        const QPointF off = itemPixel(item) - from;
        const double along = off.x() * x + off.y() * y;
        const double across = std::abs(off.x() * y) + std::abs(off.y() * x);
        if (!begins && (along <= 0.0 || across > 2.0 * along)) continue;
        const double distance = begins ? std::hypot(along, across) : along + 2.0 * across;
        if (distance >= least) continue;
        least = distance;
        best = item;
    }
    if (best < 0) return;
    setCurrent(best);
    if (plot().axisRect()->rect().contains(itemPixel(best).toPoint())) return;
    m_middle = {m_points[static_cast<std::size_t>(best)].x, m_points[static_cast<std::size_t>(best)].y};
    replot();
}

bool PointCloud::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && items() > 0) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool leaves = key->key() == Qt::Key_Escape && (!m_selection.empty() || !m_lasso.isEmpty());
        if (leaves || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return PickPlot::event(event);
}

void PointCloud::keyPressEvent(QKeyEvent* event) {
    const QPointF middle = QRectF(plot().axisRect()->rect()).center();
    if (items() == 0) {
        PickPlot::keyPressEvent(event);
    } else if (event->matches(QKeySequence::SelectAll)) {
        std::vector<int> all(m_points.size());
        std::iota(all.begin(), all.end(), 0);
        setSelection(std::move(all));
    } else if (event->key() == Qt::Key_Escape && !m_lasso.isEmpty()) {
        m_lasso.clear();
        m_pressed.reset();
        updateOver();
    } else if (event->key() == Qt::Key_Escape && !m_selection.empty()) {
        setSelection({});
    } else if (event->key() == Qt::Key_Space && current() >= 0) {
        const bool selected = m_selected[static_cast<std::size_t>(current())] != 0;
        combine({current()}, selected ? Qt::ControlModifier : Qt::ShiftModifier);
    } else if (event->key() == Qt::Key_Left) {
        step(-1.0, 0.0);
    } else if (event->key() == Qt::Key_Right) {
        step(1.0, 0.0);
    } else if (event->key() == Qt::Key_Up) {
        step(0.0, -1.0);
    } else if (event->key() == Qt::Key_Down) {
        step(0.0, 1.0);
    } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
        zoomAt(current() >= 0 ? itemPixel(current()) : middle, kZoomPerStep);
    } else if (event->key() == Qt::Key_Minus) {
        zoomAt(middle, 1.0 / kZoomPerStep);
    } else if (event->key() == Qt::Key_0) {
        showAll();
    } else {
        PickPlot::keyPressEvent(event);
    }
}

bool PointCloud::eventFilter(QObject* watched, QEvent* event) {
    if (watched != &plot()) return PickPlot::eventFilter(watched, event);
    switch (event->type()) {
        case QEvent::MouseButtonPress: {
            const auto* mouse = static_cast<QMouseEvent*>(event);
            press(mouse->pos(), mouse->button());
            return true;
        }
        case QEvent::MouseMove: {
            const auto* mouse = static_cast<QMouseEvent*>(event);
            drag(mouse->pos());
            return true;
        }
        case QEvent::MouseButtonRelease: {
            const auto* mouse = static_cast<QMouseEvent*>(event);
            if (mouse->button() == Qt::MiddleButton) m_moving.reset();
            if (mouse->button() == Qt::LeftButton) release(mouse->pos(), mouse->modifiers());
            return true;
        }
        case QEvent::MouseButtonDblClick: {
            const auto* mouse = static_cast<QMouseEvent*>(event);
            const auto lines = legendLines(legendRoom(plot().size()));
            const bool onWord =
                std::ranges::any_of(lines, [&](const LegendLine& line) { return line.box.contains(mouse->pos()); });
            if (mouse->button() != Qt::LeftButton || onWord) return true;  // a word selects by each click
            const int item = itemAt(mouse->pos());
            if (item >= 0)
                Q_EMIT openRequested(item);
            else
                showAll();
            return true;
        }
        case QEvent::Wheel: {
            auto* wheel = static_cast<QWheelEvent*>(event);
            if (items() == 0 || wheel->angleDelta().y() == 0) {
                event->ignore();
                return true;
            }
            zoomAt(wheel->position(), std::pow(kZoomPerStep, wheel->angleDelta().y() / 120.0));
            event->accept();
            return true;
        }
        case QEvent::Leave:
            hover(-1);
            break;
        case QEvent::ToolTip:  // the plate tells
            return true;
        default:
            break;
    }
    return PickPlot::eventFilter(watched, event);
}

}  // namespace prososcope::widgets
