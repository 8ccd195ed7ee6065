// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace prososcope::learn {

/// A place in the plane.
struct PlanePoint {
    double x = 0.0;
    double y = 0.0;
};

/// What repels a point: the sum of (point - other) / (1 + distance^2)^2 over all others, and of 1 / (1 + distance^2), by which
/// that is to be divided when summed over all points.
struct Repulsion {
    PlanePoint force;
    double weight = 0.0;
};

/// Points of the plane in cells that are halved both ways until few are left in each (Barnes and Hut 1986). A cell that is seen
/// under a small angle stands for its points at their mean. Rebuilt by `build`; afterwards any thread may ask.
class QuadTree {
public:
    void build(const std::vector<PlanePoint>& points);
    /// On the point of this number. angle: a cell's size over its distance below which it stands for its points.
    [[nodiscard]] Repulsion on(std::uint32_t point, double angle) const;
    /// The points in an order in which neighbours follow each other.
    [[nodiscard]] const std::vector<std::uint32_t>& order() const { return m_order; }

private:
    struct Cell {
        PlanePoint mean;
        double size = 0.0;
        std::uint32_t first = 0, last = 0;  ///< of m_order
        std::uint32_t next = 0;             ///< the cell after all that lie in this one
        bool leaf = false;
    };
    void add(std::uint32_t first, std::uint32_t last, PlanePoint corner, double size, int depth);

    std::vector<PlanePoint> m_points;  ///< in the order of m_order
    std::vector<std::uint32_t> m_order;
    std::vector<std::uint32_t> m_places;  ///< of each point in m_order
    std::vector<Cell> m_cells;            ///< each followed by those in it
};

}  // namespace prososcope::learn
