// SPDX-License-Identifier: GPL-3.0-or-later
// What a CorrelationHeatmap does with keys and the mouse.
#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/CorrelationHeatmap.h"

namespace prososcope::widgets {

namespace {

constexpr double kZoomStep = 1.25;
constexpr int kScrollStep = 16;  // columns

}  // namespace

void CorrelationHeatmap::moveColumn(int step) {
    const HeatmapLayout layout = layoutOf();
    const std::int64_t k = layout.unitsPerColumn();
    const std::int64_t place = placeOf(m_current);
    const std::int64_t last = (m_data->widths[static_cast<std::size_t>(m_current.layer)] - 1) / k;
    const std::int64_t column = std::clamp<std::int64_t>(place / k + step, 0, last);
    if (column == place / k) return;
    const auto unit = static_cast<int>(m_order[offset(m_current.layer) + static_cast<std::size_t>(column * k)]);
    makeVisible({m_current.map, m_current.layer, unit});
    const auto shown = static_cast<int>(column - layoutOf().firstUnit() / k);
    setCurrent({m_current.map, m_current.layer, unitOf({m_current.map, m_current.layer, shown})});
}

void CorrelationHeatmap::moveLayer(int step) {
    const std::int64_t place = placeOf(m_current);
    const int last = static_cast<int>(m_data->layers.size()) - 1;
    int layer = m_current.layer;
    do layer += step;
    while (layer >= 0 && layer <= last && m_data->widths[static_cast<std::size_t>(layer)] == 0);
    if (layer < 0 || layer > last) return;
    const std::int64_t at = std::min(place, m_data->widths[static_cast<std::size_t>(layer)] - 1);
    const Cell goal{m_current.map, layer, static_cast<int>(m_order[offset(layer) + static_cast<std::size_t>(at)])};
    makeVisible(goal);
    const int unit = unitOf(columnOf(goal));
    setCurrent({goal.map, goal.layer, unit >= 0 ? unit : goal.unit});
}

/// Arrows, Home, End, Page Up and Page Down; with Shift they select from where they set out, with Ctrl besides what was
/// selected.
void CorrelationHeatmap::goBy(QKeyEvent* event) {
    const int maps = static_cast<int>(m_data->maps.size());
    if (!m_current.isValid()) {
        const auto first = std::find_if(m_data->widths.begin(), m_data->widths.end(), [](std::int64_t w) { return w > 0; });
        const int layer = static_cast<int>(first - m_data->widths.begin());
        setCurrent({0, layer, unitOf({0, layer, 0})});
        takeAnchor(m_current);
        return;
    }
    const int largest = static_cast<int>(layoutOf().widest());
    switch (event->key()) {
        case Qt::Key_Left:
            moveColumn(-1);
            break;
        case Qt::Key_Right:
            moveColumn(1);
            break;
        case Qt::Key_Home:
            moveColumn(-largest);
            break;
        case Qt::Key_End:
            moveColumn(largest);
            break;
        case Qt::Key_Up:
            moveLayer(-1);
            break;
        case Qt::Key_Down:
            moveLayer(1);
            break;
        default:
            setCurrent({std::clamp(m_current.map + (event->key() == Qt::Key_PageUp ? -1 : 1), 0, maps - 1), m_current.layer,
                        m_current.unit});
            return;  // the same cell of another map
    }
    if (!event->modifiers().testFlag(Qt::ShiftModifier)) {
        takeAnchor(m_current);
        return;
    }
    selectBetween(m_anchor, m_current.layer, placeOf(m_current), event->modifiers().testFlag(Qt::ControlModifier));
    tellSelection();
}

void CorrelationHeatmap::keyPressEvent(QKeyEvent* event) {
    if (m_data == nullptr) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (selectBy(event)) return;
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Home:
        case Qt::Key_End:
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            goBy(event);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (m_current.isValid()) Q_EMIT activated(m_current.map, m_current.layer, m_current.unit);
            return;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            setZoom(m_zoom * kZoomStep);
            return;
        case Qt::Key_Minus:
            setZoom(m_zoom / kZoomStep);
            return;
        case Qt::Key_0:
            setZoom(1.0);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void CorrelationHeatmap::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_data == nullptr) {
        QWidget::mousePressEvent(event);
        return;
    }
    const HeatmapLayout layout = layoutOf();
    if (const auto word = layout.labelAt(event->pos()); word) {
        pressLayer(word->layer, event->modifiers());
    } else if (const auto hit = layout.cellAt(event->pos()); hit) {
        m_pressed = event->pos();
        pressCell({hit->map, hit->layer, unitOf(*hit)}, event->modifiers());
    } else {
        QWidget::mousePressEvent(event);
    }
}

void CorrelationHeatmap::mouseMoveEvent(QMouseEvent* event) {
    const HeatmapLayout layout = layoutOf();
    if (m_data != nullptr && m_pressed && event->buttons().testFlag(Qt::LeftButton)) {
        m_banding = m_banding || (event->pos() - *m_pressed).manhattanLength() >= QApplication::startDragDistance();
        if (!m_banding) return;
        const HeatmapLayout::Cell to = layout.nearestTo(m_anchor.map, event->pos());
        hover(std::nullopt);
        selectBetween(m_anchor, to.layer, layout.firstUnit() + to.column * layout.unitsPerColumn(), m_adding);
        return;
    }
    hover(m_data != nullptr ? layout.cellAt(event->pos()) : std::nullopt);
}

void CorrelationHeatmap::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        QWidget::mouseReleaseEvent(event);
        return;
    }
    m_pressed.reset();
    if (std::exchange(m_banding, false)) tellSelection();
}

void CorrelationHeatmap::leaveEvent(QEvent* event) {
    hover(std::nullopt);
    QWidget::leaveEvent(event);
}

void CorrelationHeatmap::wheelEvent(QWheelEvent* event) {
    const QPoint angle = event->angleDelta();
    const HeatmapLayout layout = layoutOf();
    if (m_data == nullptr) {
        event->ignore();
    } else if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const auto hit = layout.cellAt(event->position().toPoint());
        const QRect plot = layout.plot(hit ? hit->map : 0);
        const double centre = hit ? (event->position().x() - plot.left()) / std::max(1, plot.width()) : 0.5;
        setZoom(m_zoom * std::pow(kZoomStep, angle.y() / 120.0), std::clamp(centre, 0.0, 1.0));
        event->accept();
    } else if (const int across = event->modifiers().testFlag(Qt::ShiftModifier) && angle.x() == 0 ? angle.y() : angle.x();
               across != 0 && layout.visibleUnits() < layout.widest()) {
        const std::int64_t step = std::max<std::int64_t>(1, layout.visibleUnits() / kScrollStep);
        scrollTo(m_first - step * across / 120);
        placeScrollBar();
        event->accept();
    } else {
        event->ignore();  // whoever scrolls past means what is around
    }
}

bool CorrelationHeatmap::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && m_data != nullptr) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool leaves = key->key() == Qt::Key_Escape && key->modifiers() == Qt::NoModifier && !selection().empty();
        if (leaves || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    if (event->type() != QEvent::ToolTip || m_data == nullptr) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const HeatmapLayout layout = layoutOf();
    if (const auto cell = layout.cellAt(help->pos()); cell)
        QToolTip::showText(help->globalPos(), cellSentence({cell->map, cell->layer, unitOf(*cell)}), this);
    else if (const auto bar = layout.profileAt(help->pos()); bar)
        QToolTip::showText(help->globalPos(), layerSentence(bar->map, bar->layer), this);
    else if (const auto word = layout.labelAt(help->pos()); word)
        QToolTip::showText(help->globalPos(),
                           layerSentence(word->map, word->layer) + QLatin1Char('\n') + tr("A click selects the layer."), this);
    else
        QToolTip::hideText();
    return true;
}

void CorrelationHeatmap::copy() const {
    if (m_data != nullptr) QGuiApplication::clipboard()->setText(m_current.isValid() ? cellSentence(m_current) : plotSummary());
}

}  // namespace prososcope::widgets
