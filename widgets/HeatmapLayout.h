// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QRect>
#include <QSize>
#include <cstdint>
#include <optional>
#include <vector>

namespace prososcope::widgets {

/// Where the maps of a CorrelationHeatmap lie in it. Maps stand side by side while each unit has at least two pixels, else
/// fewer beside each other, at last one below the other. Where even then more units than pixels are seen, a column stands for
/// several neighbouring units. Lengths in logical pixels; a plain value, made anew for each size.
class HeatmapLayout {
public:
    struct Input {
        QSize size;
        int maps = 0;
        std::vector<std::int64_t> widths;  ///< units of each layer
        int labelWidth = 24;               ///< for the layers' words at the left of each map
        int fontHeight = 15;
        int wordLines = 2;       ///< beside the colour bar
        double zoom = 1.0;       ///< at least 1: the part of the widest layer that is seen is 1 / zoom
        std::int64_t first = 0;  ///< the first unit seen, at that zoom
    };
    /// A column of a layer of a map. Columns are counted from the first one seen.
    struct Cell {
        int map = -1;
        int layer = -1;
        int column = -1;
        bool operator==(const Cell&) const = default;
    };

    HeatmapLayout() = default;
    explicit HeatmapLayout(const Input& input);

    [[nodiscard]] int across() const { return m_across; }  ///< maps beside each other
    [[nodiscard]] int layers() const { return static_cast<int>(m_input.widths.size()); }
    [[nodiscard]] double rowHeight() const { return m_rowHeight; }
    [[nodiscard]] double columnWidth() const { return m_columnWidth; }
    [[nodiscard]] std::int64_t unitsPerColumn() const { return m_unitsPerColumn; }
    [[nodiscard]] std::int64_t firstUnit() const { return m_first; }
    [[nodiscard]] std::int64_t visibleUnits() const { return m_visible; }  ///< of the widest layer
    [[nodiscard]] std::int64_t widest() const { return m_widest; }
    /// Columns of a layer that are seen; fewer where it is narrower than the widest, none where it ends before the first.
    [[nodiscard]] int columns(int layer) const;

    [[nodiscard]] QRect plot(int map) const;     ///< the cells
    [[nodiscard]] QRect title(int map) const;    ///< above it
    [[nodiscard]] QRect labels(int map) const;   ///< of the layers, left of it
    [[nodiscard]] QRect profile(int map) const;  ///< right of it
    [[nodiscard]] QRect axis(int map) const;     ///< unit numbers, below it
    [[nodiscard]] QRect colorBar() const;        ///< below all, with its numbers and the sentence beside it

    [[nodiscard]] QRect cellRect(const Cell& cell) const;
    [[nodiscard]] std::optional<Cell> cellAt(const QPoint& point) const;
    /// The map and layer whose profile bar is there.
    [[nodiscard]] std::optional<Cell> profileAt(const QPoint& point) const;
    /// The map and layer whose word is there.
    [[nodiscard]] std::optional<Cell> labelAt(const QPoint& point) const;
    /// The layer and column of a map that are nearest to a point, as if all layers were as wide as the widest.
    [[nodiscard]] Cell nearestTo(int map, const QPoint& point) const;
    [[nodiscard]] int layerTop(int layer) const;  ///< below the top of the plot

    /// The height in which all of it can be seen in this width.
    [[nodiscard]] static int leastHeight(const Input& input);
    /// The height in which its rows are as high as they get.
    [[nodiscard]] static int largestHeight(const Input& input);

    static constexpr int kProfile = 92;
    static constexpr double kLeastUnit = 2.0;  ///< pixels of a unit from which maps stand side by side

private:
    void placeColumns();
    [[nodiscard]] QPoint origin(int map) const;  ///< of the plot

    Input m_input;
    int m_across = 1;
    int m_down = 1;
    int m_plotWidth = 0;
    double m_rowHeight = 0.0;
    double m_columnWidth = 0.0;
    std::int64_t m_widest = 0;
    std::int64_t m_unitsPerColumn = 1;
    std::int64_t m_first = 0;
    std::int64_t m_visible = 0;
};

}  // namespace prososcope::widgets
