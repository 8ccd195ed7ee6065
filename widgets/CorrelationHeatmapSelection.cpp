// SPDX-License-Identifier: GPL-3.0-or-later
// The units of a CorrelationHeatmap that are selected.
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

#include "widgets/CorrelationHeatmap.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

std::vector<std::size_t> CorrelationHeatmap::selection() const {
    std::vector<std::size_t> units;
    for (std::size_t unit = 0; unit < m_selected.size(); ++unit)
        if (m_selected[unit] != 0) units.push_back(unit);
    return units;
}

void CorrelationHeatmap::setSelection(const std::vector<std::size_t>& units) {
    std::vector<std::uint8_t> wanted(m_selected.size(), 0);
    for (const std::size_t unit : units)
        if (unit < wanted.size()) wanted[unit] = 1;
    if (wanted == m_selected) return;
    m_selected = std::move(wanted);
    takeAnchor(m_current);
    tellSelection();
}

bool CorrelationHeatmap::isSelected(int layer, int unit) const {
    return m_selected[offset(layer) + static_cast<std::size_t>(unit)] != 0;
}

bool CorrelationHeatmap::isWhole(int layer) const {
    const auto begin = m_selected.begin() + static_cast<std::ptrdiff_t>(offset(layer));
    const auto end = m_selected.begin() + static_cast<std::ptrdiff_t>(offset(layer + 1));
    return begin != end && std::all_of(begin, end, [](std::uint8_t each) { return each != 0; });
}

void CorrelationHeatmap::tellSelection() {
    update();
    summaryChanged(this);
    Q_EMIT selectionChanged();
}

void CorrelationHeatmap::takeAnchor(const Cell& cell) {
    m_anchor = cell;
    m_before = m_selected;
    m_pressed.reset();
    m_banding = false;
}

void CorrelationHeatmap::selectBetween(const Cell& from, int layer, std::int64_t place, bool add) {
    if (!from.isValid()) return;
    if (add)
        m_selected = m_before;
    else
        std::fill(m_selected.begin(), m_selected.end(), std::uint8_t{0});
    const std::int64_t together = layoutOf().unitsPerColumn();
    const std::int64_t low = std::min(placeOf(from), place);
    const std::int64_t high = std::max(placeOf(from), place);
    const std::int64_t first = low / together * together;
    const std::int64_t end = (high / together + 1) * together;
    for (int each = std::min(from.layer, layer); each <= std::max(from.layer, layer); ++each) {
        const std::int64_t last = std::min(end, m_data->widths[static_cast<std::size_t>(each)]);
        for (std::int64_t at = first; at < last; ++at)
            m_selected[offset(each) + m_order[offset(each) + static_cast<std::size_t>(at)]] = 1;
    }
    update();
}

void CorrelationHeatmap::selectLayers(int from, int to, bool add) {
    if (!add) std::fill(m_selected.begin(), m_selected.end(), std::uint8_t{0});
    std::fill(m_selected.begin() + static_cast<std::ptrdiff_t>(offset(std::min(from, to))),
              m_selected.begin() + static_cast<std::ptrdiff_t>(offset(std::max(from, to) + 1)), std::uint8_t{1});
}

/// Takes the units of a column in, or off where all of them are.
void CorrelationHeatmap::toggleColumn(const Cell& cell) {
    const std::int64_t together = layoutOf().unitsPerColumn();
    const std::int64_t from = placeOf(cell) / together * together;
    const std::int64_t to = std::min(from + together, m_data->widths[static_cast<std::size_t>(cell.layer)]);
    std::vector<std::size_t> units;
    for (std::int64_t at = from; at < to; ++at)
        units.push_back(offset(cell.layer) + m_order[offset(cell.layer) + static_cast<std::size_t>(at)]);
    const bool all = std::all_of(units.begin(), units.end(), [&](std::size_t unit) { return m_selected[unit] != 0; });
    for (const std::size_t unit : units) m_selected[unit] = all ? 0 : 1;
}

void CorrelationHeatmap::pressLayer(int layer, Qt::KeyboardModifiers modifiers) {
    const bool add = modifiers.testFlag(Qt::ControlModifier);
    if (modifiers.testFlag(Qt::ShiftModifier) && m_anchor.isValid()) {
        if (add) m_selected = m_before;
        selectLayers(m_anchor.layer, layer, add);
    } else {
        if (add && isWhole(layer))
            std::fill(m_selected.begin() + static_cast<std::ptrdiff_t>(offset(layer)),
                      m_selected.begin() + static_cast<std::ptrdiff_t>(offset(layer + 1)), std::uint8_t{0});
        else
            selectLayers(layer, layer, add);
        if (m_data->widths[static_cast<std::size_t>(layer)] > 0)
            takeAnchor({std::max(0, m_current.map), layer, static_cast<int>(m_order[offset(layer)])});
    }
    tellSelection();
}

void CorrelationHeatmap::pressCell(const Cell& cell, Qt::KeyboardModifiers modifiers) {
    const auto pressed = m_pressed;
    m_adding = modifiers.testFlag(Qt::ControlModifier);
    if (modifiers.testFlag(Qt::ShiftModifier) && m_anchor.isValid()) {
        m_pressed.reset();  // Shift goes on from where it was
        setCurrent(cell);
        selectBetween(m_anchor, cell.layer, placeOf(cell), m_adding);
        tellSelection();
        return;
    }
    setCurrent(cell);
    if (m_adding) {
        toggleColumn(cell);
        tellSelection();
    }
    takeAnchor(cell);
    m_pressed = pressed;  // from here a drag selects
    if (!m_adding) Q_EMIT activated(cell.map, cell.layer, cell.unit);
}

/// Escape, Ctrl+A, and the space bar with Shift (the layer) or Ctrl (the cell).
bool CorrelationHeatmap::selectBy(const QKeyEvent* event) {
    const bool add = event->modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->key() == Qt::Key_Escape && !selection().empty()) {
        std::fill(m_selected.begin(), m_selected.end(), std::uint8_t{0});
    } else if (event->matches(QKeySequence::SelectAll)) {
        std::fill(m_selected.begin(), m_selected.end(), std::uint8_t{1});
    } else if (event->key() == Qt::Key_Space && shift && m_current.isValid()) {
        selectLayers(m_current.layer, m_current.layer, add);
    } else if (event->key() == Qt::Key_Space && add && m_current.isValid()) {
        toggleColumn(m_current);
    } else {
        return false;
    }
    takeAnchor(m_current);
    tellSelection();
    return true;
}

QString CorrelationHeatmap::selectionSentence() const {
    std::size_t units = 0;
    int layers = 0;
    for (int layer = 0; m_data != nullptr && layer < m_data->layers.size(); ++layer) {
        const auto own = std::count(m_selected.begin() + static_cast<std::ptrdiff_t>(offset(layer)),
                                    m_selected.begin() + static_cast<std::ptrdiff_t>(offset(layer + 1)), std::uint8_t{1});
        units += static_cast<std::size_t>(own);
        layers += own > 0 ? 1 : 0;
    }
    if (units == 0) return {};
    const QString counted = tr("%n units", "selected ones", static_cast<int>(units));
    return tr("%1 of %2 selected", "units and layers").arg(counted, tr("%n layers", "of which units are selected", layers));
}

/// A line around what is selected, in the accent on a casing of the data colour; cells keep their colours.
void CorrelationHeatmap::paintSelection(QPainter& painter, const HeatmapLayout& layout, int map) const {
    const std::int64_t together = layout.unitsPerColumn();
    std::vector<std::vector<bool>> chosen(static_cast<std::size_t>(layout.layers()));
    bool any = false;
    for (int layer = 0; layer < layout.layers(); ++layer) {
        auto& own = chosen[static_cast<std::size_t>(layer)];
        own.resize(static_cast<std::size_t>(layout.columns(layer)));
        for (std::size_t column = 0; column < own.size(); ++column) {
            const std::int64_t from = layout.firstUnit() + static_cast<std::int64_t>(column) * together;
            const std::int64_t to = std::min(from + together, m_data->widths[static_cast<std::size_t>(layer)]);
            for (std::int64_t at = from; at < to && !own[column]; ++at)
                own[column] = m_selected[offset(layer) + m_order[offset(layer) + static_cast<std::size_t>(at)]] != 0;
            any = any || own[column];
        }
    }
    if (!any) return;
    const auto has = [&](int layer, int column) {
        return layer >= 0 && layer < layout.layers() && column >= 0 &&
               column < static_cast<int>(chosen[static_cast<std::size_t>(layer)].size()) &&
               chosen[static_cast<std::size_t>(layer)][static_cast<std::size_t>(column)];
    };
    std::vector<QLine> lines;
    for (int layer = 0; layer < layout.layers(); ++layer) {
        for (int column = 0; column < layout.columns(layer); ++column) {
            if (!has(layer, column)) continue;
            const QRect cell = layout.cellRect({map, layer, column});
            const int right = cell.right() + 1;
            const int bottom = cell.bottom() + 1;
            if (!has(layer, column - 1)) lines.emplace_back(cell.left(), cell.top(), cell.left(), bottom);
            if (!has(layer, column + 1)) lines.emplace_back(right, cell.top(), right, bottom);
            if (!has(layer - 1, column)) lines.emplace_back(cell.left(), cell.top(), right, cell.top());
            if (!has(layer + 1, column)) lines.emplace_back(cell.left(), bottom, right, bottom);
        }
    }
    const Theme& theme = Theme::instance();
    for (const auto& [color, wide] : {std::pair(theme.color(Ink::Data), 4), std::pair(theme.color(Ink::Accent), 2)}) {
        painter.setPen(QPen(color, wide, Qt::SolidLine, Qt::SquareCap));
        painter.drawLines(lines.data(), static_cast<int>(lines.size()));
    }
}

}  // namespace prososcope::widgets
