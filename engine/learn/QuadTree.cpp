// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/QuadTree.h"

#include <algorithm>
#include <numeric>

namespace prososcope::learn {

namespace {

constexpr std::uint32_t kLeafPoints = 6;
constexpr int kDeepest = 48;  // points nearer than this are one place

}  // namespace

void QuadTree::build(const std::vector<PlanePoint>& points) {
    m_cells.clear();
    m_points = points;
    const bool fresh = m_order.size() != points.size();
    m_order.resize(points.size());
    if (fresh) std::iota(m_order.begin(), m_order.end(), std::uint32_t{0});
    for (std::size_t i = 0; i < points.size(); ++i) m_points[i] = points[m_order[i]];
    PlanePoint low{0.0, 0.0};
    PlanePoint high{0.0, 0.0};
    for (std::size_t i = 0; i < points.size(); ++i) {
        const PlanePoint& point = points[i];
        low = i == 0 ? point : PlanePoint{std::min(low.x, point.x), std::min(low.y, point.y)};
        high = i == 0 ? point : PlanePoint{std::max(high.x, point.x), std::max(high.y, point.y)};
    }
    if (!points.empty())
        add(0, static_cast<std::uint32_t>(points.size()), low, std::max(high.x - low.x, high.y - low.y) * (1.0 + 1e-9), 0);
    m_places.resize(points.size());
    for (std::uint32_t i = 0; i < m_order.size(); ++i) m_places[m_order[i]] = i;
}

void QuadTree::add(std::uint32_t first, std::uint32_t last, PlanePoint corner, double size, int depth) {
    const std::size_t own = m_cells.size();
    Cell cell;
    for (std::uint32_t i = first; i < last; ++i) {
        cell.mean.x += m_points[i].x;
        cell.mean.y += m_points[i].y;
    }
    cell.mean.x /= last - first;
    cell.mean.y /= last - first;
    cell.size = size;
    cell.first = first;
    cell.last = last;
    cell.leaf = last - first <= kLeafPoints || depth >= kDeepest;
    m_cells.push_back(cell);
    if (!cell.leaf) {
        const double half = 0.5 * size;
        const PlanePoint middle{corner.x + half, corner.y + half};
        // Points of the range for which `goes` is true, before the others; those keep together with their numbers.
        const auto part = [this](std::uint32_t from, std::uint32_t to, const auto& goes) {
            while (from < to) {
                if (goes(m_points[from])) {
                    ++from;
                    continue;
                }
                --to;
                std::swap(m_points[from], m_points[to]);
                std::swap(m_order[from], m_order[to]);
            }
            return from;
        };
        const std::uint32_t across = part(first, last, [&](const PlanePoint& p) { return p.y < middle.y; });
        const auto isLeft = [&](const PlanePoint& p) { return p.x < middle.x; };
        const std::uint32_t below = part(first, across, isLeft);
        const std::uint32_t above = part(across, last, isLeft);
        if (first < below) add(first, below, corner, half, depth + 1);
        if (below < across) add(below, across, {middle.x, corner.y}, half, depth + 1);
        if (across < above) add(across, above, {corner.x, middle.y}, half, depth + 1);
        if (above < last) add(above, last, middle, half, depth + 1);
    }
    m_cells[own].next = static_cast<std::uint32_t>(m_cells.size());
}

Repulsion QuadTree::on(std::uint32_t point, double angle) const {
    const std::uint32_t place = m_places[point];
    const PlanePoint own = m_points[place];
    const double nearSquared = angle * angle;
    Repulsion sum;
    for (std::size_t at = 0; at < m_cells.size();) {
        const Cell& cell = m_cells[at];
        const double x = own.x - cell.mean.x;
        const double y = own.y - cell.mean.y;
        const double squared = x * x + y * y;
        if (!cell.leaf) {
            const bool inside = place >= cell.first && place < cell.last;
            if (inside || cell.size * cell.size >= nearSquared * squared) {
                ++at;
                continue;
            }
            const double count = cell.last - cell.first;
            const double near = 1.0 / (1.0 + squared);
            sum.weight += count * near;
            sum.force.x += count * near * near * x;
            sum.force.y += count * near * near * y;
        } else {
            for (std::uint32_t i = cell.first; i < cell.last; ++i) {
                if (i == place) continue;
                const double dx = own.x - m_points[i].x;
                const double dy = own.y - m_points[i].y;
                const double near = 1.0 / (1.0 + dx * dx + dy * dy);
                sum.weight += near;
                sum.force.x += near * near * dx;
                sum.force.y += near * near * dy;
            }
        }
        at = cell.next;
    }
    return sum;
}

}  // namespace prososcope::learn
