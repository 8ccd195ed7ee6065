// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/HeatmapLayout.h"

#include <algorithm>
#include <cmath>

namespace prososcope::widgets {

namespace {

constexpr int kMargin = 4;
constexpr int kBetweenMaps = 24;   // maps beside each other
constexpr int kBelow = 10;         // under a map's axis
constexpr int kLeastPlot = 96;     // wide, where maps stand side by side
constexpr double kLeastRow = 6.0;  // of a layer
constexpr double kLargestRow = 56.0;
constexpr double kLargestUnit = 24.0;
constexpr int kProfileGap = 8;

std::int64_t widestOf(const std::vector<std::int64_t>& widths) {
    return widths.empty() ? 0 : std::max<std::int64_t>(0, *std::max_element(widths.begin(), widths.end()));
}

int plotWidth(const HeatmapLayout::Input& input, int across) {
    const int aside = input.labelWidth + kProfileGap + HeatmapLayout::kProfile;
    return (input.size.width() - 2 * kMargin - (across - 1) * kBetweenMaps) / std::max(1, across) - aside;
}

int acrossFor(const HeatmapLayout::Input& input) {
    const double least =
        std::max(static_cast<double>(kLeastPlot), HeatmapLayout::kLeastUnit * static_cast<double>(widestOf(input.widths)));
    int across = std::max(1, input.maps);
    while (across > 1 && plotWidth(input, across) < least) --across;
    return across;
}

int titleHeight(const HeatmapLayout::Input& input) { return input.fontHeight + 8; }
int axisHeight(const HeatmapLayout::Input& input) { return input.fontHeight + 3; }
int barHeight(const HeatmapLayout::Input& input) {
    return 18 + (std::max(2, input.wordLines) - 1) * input.fontHeight + 2 * kMargin;
}
int aroundMap(const HeatmapLayout::Input& input) { return titleHeight(input) + axisHeight(input) + kBelow; }

int heightFor(const HeatmapLayout::Input& input, double row) {
    const int across = acrossFor(input);
    const int down = (std::max(1, input.maps) + across - 1) / across;
    const auto rows = static_cast<double>(input.widths.size());
    return 2 * kMargin + barHeight(input) + down * (aroundMap(input) + static_cast<int>(std::ceil(rows * row)));
}

}  // namespace

HeatmapLayout::HeatmapLayout(const Input& input) : m_input(input), m_widest(widestOf(input.widths)) {
    m_across = acrossFor(input);
    m_down = (std::max(1, input.maps) + m_across - 1) / m_across;
    m_plotWidth = std::max(1, plotWidth(input, m_across));
    const int room = input.size.height() - barHeight(input) - 2 * kMargin - m_down * aroundMap(input);
    const int rows = std::max(1, m_down * layers());
    m_rowHeight = std::clamp(static_cast<double>(room) / rows, kLeastRow, kLargestRow);
    placeColumns();
}

void HeatmapLayout::placeColumns() {
    if (m_widest == 0) return;
    m_visible = std::clamp<std::int64_t>(
        static_cast<std::int64_t>(std::ceil(static_cast<double>(m_widest) / std::max(1.0, m_input.zoom))), 1, m_widest);
    m_unitsPerColumn = (m_visible + m_plotWidth - 1) / m_plotWidth;
    // Columns stand for the same units wherever the view is scrolled to.
    m_first = std::clamp<std::int64_t>(m_input.first, 0, m_widest - m_visible) / m_unitsPerColumn * m_unitsPerColumn;
    const auto count = static_cast<double>((m_visible + m_unitsPerColumn - 1) / m_unitsPerColumn);
    m_columnWidth = std::min(kLargestUnit, m_plotWidth / count);
}

int HeatmapLayout::columns(int layer) const {
    const std::int64_t end = std::min(m_input.widths[static_cast<std::size_t>(layer)], m_first + m_visible);
    return end <= m_first ? 0 : static_cast<int>((end - m_first + m_unitsPerColumn - 1) / m_unitsPerColumn);
}

int HeatmapLayout::layerTop(int layer) const { return static_cast<int>(std::lround(layer * m_rowHeight)); }

QPoint HeatmapLayout::origin(int map) const {
    const int column = map % m_across;
    const int row = map / m_across;
    const int one = m_input.labelWidth + m_plotWidth + kProfileGap + kProfile + kBetweenMaps;
    return {kMargin + column * one + m_input.labelWidth,
            kMargin + row * (layerTop(layers()) + aroundMap(m_input)) + titleHeight(m_input)};
}

QRect HeatmapLayout::plot(int map) const {
    const double columns =
        m_widest == 0 ? 0.0 : std::ceil(static_cast<double>(m_visible) / static_cast<double>(m_unitsPerColumn));
    return {origin(map), QSize(static_cast<int>(std::lround(columns * m_columnWidth)), layerTop(layers()))};
}

QRect HeatmapLayout::title(int map) const {
    const QPoint at = origin(map);
    return {at.x(), at.y() - titleHeight(m_input), plot(map).width(), titleHeight(m_input) - 4};
}

QRect HeatmapLayout::labels(int map) const {
    const QPoint at = origin(map);
    return {at.x() - m_input.labelWidth, at.y(), m_input.labelWidth - 6, layerTop(layers())};
}

QRect HeatmapLayout::profile(int map) const {
    const QRect cells = plot(map);
    return {cells.right() + 1 + kProfileGap, cells.top(), kProfile, cells.height()};
}

QRect HeatmapLayout::axis(int map) const {
    const QRect cells = plot(map);
    return {cells.left(), cells.bottom() + 2, cells.width(), axisHeight(m_input)};
}

QRect HeatmapLayout::colorBar() const {
    const int top = kMargin + m_down * (layerTop(layers()) + aroundMap(m_input));
    return {origin(0).x(), top + kMargin, std::max(0, m_input.size.width() - origin(0).x() - kMargin),
            barHeight(m_input) - kMargin};
}

QRect HeatmapLayout::cellRect(const Cell& cell) const {
    const QRect cells = plot(cell.map);
    const auto x = [&](int column) { return cells.left() + static_cast<int>(std::lround(column * m_columnWidth)); };
    return {QPoint(x(cell.column), cells.top() + layerTop(cell.layer)),
            QPoint(std::max(x(cell.column), x(cell.column + 1) - 1), cells.top() + layerTop(cell.layer + 1) - 1)};
}

std::optional<HeatmapLayout::Cell> HeatmapLayout::cellAt(const QPoint& point) const {
    for (int map = 0; map < m_input.maps && m_widest > 0; ++map) {
        const QRect cells = plot(map);
        if (!cells.contains(point)) continue;
        const int layer = std::min(layers() - 1, static_cast<int>((point.y() - cells.top() + 0.5) / m_rowHeight));
        const int column = static_cast<int>((point.x() - cells.left() + 0.5) / m_columnWidth);
        if (column < columns(layer)) return Cell{map, layer, column};
    }
    return std::nullopt;
}

std::optional<HeatmapLayout::Cell> HeatmapLayout::profileAt(const QPoint& point) const {
    for (int map = 0; map < m_input.maps && m_widest > 0; ++map) {
        const QRect bars = profile(map);
        if (bars.contains(point))
            return Cell{map, std::min(layers() - 1, static_cast<int>((point.y() - bars.top() + 0.5) / m_rowHeight)), -1};
    }
    return std::nullopt;
}

std::optional<HeatmapLayout::Cell> HeatmapLayout::labelAt(const QPoint& point) const {
    for (int map = 0; map < m_input.maps && m_widest > 0; ++map) {
        const QRect words = labels(map);
        if (words.contains(point))
            return Cell{map, std::min(layers() - 1, static_cast<int>((point.y() - words.top() + 0.5) / m_rowHeight)), -1};
    }
    return std::nullopt;
}

HeatmapLayout::Cell HeatmapLayout::nearestTo(int map, const QPoint& point) const {
    const QRect cells = plot(map);
    const auto columns = static_cast<int>((m_visible + m_unitsPerColumn - 1) / m_unitsPerColumn);
    const auto at = [](double offset, double size, int count) {
        return std::clamp(static_cast<int>(std::floor(offset / std::max(size, 1e-9))), 0, std::max(0, count - 1));
    };
    return {map, at(point.y() - cells.top() + 0.5, m_rowHeight, layers()),
            at(point.x() - cells.left() + 0.5, m_columnWidth, columns)};
}

int HeatmapLayout::leastHeight(const Input& input) { return heightFor(input, kLeastRow); }
int HeatmapLayout::largestHeight(const Input& input) { return heightFor(input, kLargestRow); }

}  // namespace prososcope::widgets
