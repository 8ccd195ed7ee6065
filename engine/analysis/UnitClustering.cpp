// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/UnitClustering.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <string_view>

#include "engine/analysis/CorrelationChecks.h"
#include "engine/dsp/Chunks.h"
#include "engine/dsp/Vector.h"

namespace prososcope::analysis {

namespace {

constexpr std::size_t kPanel = 16;     // units whose values of a row lie side by side: two vectors
constexpr std::size_t kDown = 4;       // units of a tile, against a whole panel
constexpr double kLeast = 1e-12;       // share of a unit's squares below which it is constant
constexpr std::size_t kAskEvery = 64;  // forks between two looks at whether to stop

/// products[down][across] = a' b over `rows` rows, of kDown columns of `a`. Not fused, so that
/// all processors give the same bits.
PROSOSCOPE_WIDE void multiplyTile(const float* a, const float* b, std::size_t rows, float* products) {
    using dsp::Float8;
    Float8 s00{}, s01{}, s10{}, s11{}, s20{}, s21{}, s30{}, s31{};
    for (std::size_t i = 0; i < rows; ++i) {
        Float8 x;
        Float8 y;
        PROSOSCOPE_LOAD(x, b + i * kPanel);
        PROSOSCOPE_LOAD(y, b + i * kPanel + 8);
        const float* const row = a + i * kPanel;
        s00 += x * row[0], s01 += y * row[0];
        s10 += x * row[1], s11 += y * row[1];
        s20 += x * row[2], s21 += y * row[2];
        s30 += x * row[3], s31 += y * row[3];
    }
    const Float8 all[kDown][2] = {{s00, s01}, {s10, s11}, {s20, s21}, {s30, s31}};
    for (std::size_t d = 0; d < kDown; ++d) {
        for (std::size_t u = 0; u < 8; ++u) {
            products[d * kPanel + u] = all[d][0][u];
            products[d * kPanel + 8 + u] = all[d][1][u];
        }
    }
}

/// The rows that are used, speaker by speaker: [from, to) of each in `rows`.
struct ChosenRows {
    std::vector<std::size_t> rows;
    std::vector<std::pair<std::size_t, std::size_t>> speakers;
};

ChosenRows chooseRows(std::span<const std::string> speakers) {
    const std::size_t count = std::min(speakers.size(), kMostClusteringRows);
    std::map<std::string_view, std::vector<std::size_t>> own;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = i * speakers.size() / count;
        own[speakers[row]].push_back(row);
    }
    ChosenRows chosen;
    for (const auto& [speaker, rows] : own) {
        chosen.speakers.emplace_back(chosen.rows.size(), chosen.rows.size() + rows.size());
        chosen.rows.insert(chosen.rows.end(), rows.begin(), rows.end());
    }
    return chosen;
}

/// A unit's values about its speakers' means, of length 1 together; false where it is constant.
bool standardise(const ActivationRows& rows, const ChosenRows& chosen, std::size_t unit, std::vector<double>& values) {
    values.resize(chosen.rows.size());
    double before = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<double>(rows.values[chosen.rows[i] * rows.units + unit]);
        before += values[i] * values[i];
    }
    double after = 0.0;
    for (const auto& [from, to] : chosen.speakers) {
        double mean = 0.0;
        for (std::size_t i = from; i < to; ++i) mean += values[i];
        mean /= static_cast<double>(to - from);
        for (std::size_t i = from; i < to; ++i) {
            values[i] -= mean;
            after += values[i] * values[i];
        }
    }
    if (!(after > kLeast * before)) return false;
    const double scale = 1.0 / std::sqrt(after);
    for (double& value : values) value *= scale;
    return true;
}

/// The places of one layer's units, written to `order`.
void clusterLayer(const ActivationRows& rows, const ChosenRows& chosen, std::size_t first, std::span<std::uint32_t> order,
                  const core::Progress& progress) {
    const std::size_t count = chosen.rows.size();
    std::vector<std::uint32_t> defined;
    std::vector<std::uint32_t> constant;
    std::vector<float> panels;
    std::vector<double> values;
    for (std::uint32_t unit = 0; unit < order.size(); ++unit) {
        if (!standardise(rows, chosen, first + unit, values)) {
            constant.push_back(unit);
            continue;
        }
        const std::size_t place = defined.size();
        if (place % kPanel == 0) panels.resize(panels.size() + count * kPanel, 0.0F);
        float* const to = panels.data() + place / kPanel * count * kPanel + place % kPanel;
        for (std::size_t i = 0; i < count; ++i) to[i * kPanel] = static_cast<float>(values[i]);
        defined.push_back(unit);
    }
    const std::size_t units = defined.size();
    const std::size_t across = (units + kPanel - 1) / kPanel;
    std::vector<float> distances(units * units, 0.0F);
    std::array<float, kDown * kPanel> tile{};
    for (std::size_t a = 0; a < across; ++a) {
        if (progress.stopRequested()) return;
        for (std::size_t b = a; b < across; ++b) {
            for (std::size_t down = 0; down < kPanel; down += kDown) {
                multiplyTile(panels.data() + a * count * kPanel + down, panels.data() + b * count * kPanel, count, tile.data());
                for (std::size_t d = 0; d < kDown; ++d) {
                    const std::size_t i = a * kPanel + down + d;
                    for (std::size_t u = 0; u < kPanel; ++u) {
                        const std::size_t j = b * kPanel + u;
                        if (i >= j || j >= units) continue;
                        const float distance = std::max(0.0F, 1.0F - tile[d * kPanel + u]);
                        distances[i * units + j] = distance;
                        distances[j * units + i] = distance;
                    }
                }
            }
        }
    }
    const auto leaves = clusteredLeaves(distances, units, progress);
    if (leaves.size() != units) return;  // stopped
    for (std::size_t place = 0; place < units; ++place) order[place] = defined[leaves[place]];
    std::ranges::copy(constant, order.begin() + static_cast<std::ptrdiff_t>(units));
}

/// Clusters under way. Each is known by the number of its first leaf; the others of its numbers are not in use any more.
class Linkage {
public:
    Linkage(std::span<const float> distances, std::size_t count)
        : m_between(distances), m_distances(distances.begin(), distances.end()), m_leaves(count), m_count(count) {
        m_active.resize(count);
        std::iota(m_active.begin(), m_active.end(), std::uint32_t{0});
        for (std::uint32_t i = 0; i < count; ++i) m_leaves[i] = {i};
    }

    std::vector<std::uint32_t> run(const core::Progress& progress) {
        std::vector<std::uint32_t> chain;
        for (std::size_t forks = 0; m_active.size() > 1;) {
            if (chain.empty()) chain.push_back(m_active.front());
            const std::uint32_t last = chain.back();
            const std::uint32_t next = nearest(last, chain.size() > 1 ? chain[chain.size() - 2] : last);
            if (chain.size() < 2 || next != chain[chain.size() - 2]) {
                chain.push_back(next);
                continue;
            }
            chain.resize(chain.size() - 2);
            join(std::min(last, next), std::max(last, next));
            if (++forks % kAskEvery == 0 && progress.stopRequested()) return {};
        }
        std::vector<std::uint32_t> leaves = std::move(m_leaves[m_active.front()]);
        if (leaves.front() > leaves.back()) std::ranges::reverse(leaves);
        return leaves;
    }

private:
    /// The nearest other cluster; of equals `preferred` (or itself for none), else the one of the smallest number.
    [[nodiscard]] std::uint32_t nearest(std::uint32_t of, std::uint32_t preferred) const {
        const float* const row = m_distances.data() + std::size_t{of} * m_count;
        std::uint32_t best = preferred;
        float least = preferred != of ? row[preferred] : std::numeric_limits<float>::infinity();
        for (const std::uint32_t each : m_active) {
            if (each == of || !(row[each] < least)) continue;
            best = each;
            least = row[each];
        }
        return best;
    }

    /// b becomes a part of a, which is the smaller number.
    void join(std::uint32_t a, std::uint32_t b) {
        const auto sizeA = static_cast<float>(m_leaves[a].size());
        const auto sizeB = static_cast<float>(m_leaves[b].size());
        m_active.erase(std::ranges::lower_bound(m_active, b));
        for (const std::uint32_t each : m_active) {
            if (each == a) continue;
            const std::size_t to = std::size_t{a} * m_count + each;
            const float distance =
                (sizeA * m_distances[to] + sizeB * m_distances[std::size_t{b} * m_count + each]) / (sizeA + sizeB);
            m_distances[to] = distance;
            m_distances[std::size_t{each} * m_count + a] = distance;
        }
        auto& left = m_leaves[a];
        auto& right = m_leaves[b];
        const auto between = [&](std::uint32_t x, std::uint32_t y) { return m_between[std::size_t{x} * m_count + y]; };
        const std::array<float, 4> ways = {between(left.back(), right.front()), between(left.back(), right.back()),
                                           between(left.front(), right.front()), between(left.front(), right.back())};
        const auto way = std::ranges::min_element(ways) - ways.begin();
        if (way >= 2) std::ranges::reverse(left);
        if (way % 2 == 1) std::ranges::reverse(right);
        left.insert(left.end(), right.begin(), right.end());
        right = {};
    }

    std::span<const float> m_between;  // of leaves
    std::vector<float> m_distances;    // of clusters
    std::vector<std::vector<std::uint32_t>> m_leaves;
    std::vector<std::uint32_t> m_active;  // sorted
    std::size_t m_count;
};

}  // namespace

std::vector<std::uint32_t> clusteredLeaves(std::span<const float> distances, std::size_t count,
                                           const core::Progress& progress) {
    if (count == 0 || distances.size() != count * count) return {};
    return Linkage(distances, count).run(progress);
}

core::Result<std::vector<std::uint32_t>> clusteredUnits(const ActivationRows& rows, std::span<const std::int64_t> widths,
                                                        int threads, core::Progress& progress) {
    if (const auto status = checkActivations(rows); !status) return core::fail(status.error());
    std::vector<std::size_t> offsets{0};
    for (const std::int64_t width : widths)
        offsets.push_back(offsets.back() + static_cast<std::size_t>(std::max<std::int64_t>(width, 0)));
    if (offsets.back() != rows.units)
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "There are layers of %1 units for %2 activations."),
                           {std::to_string(offsets.back()), std::to_string(rows.units)}});
    const ChosenRows chosen = chooseRows(rows.speakers);
    std::vector<std::uint32_t> order(rows.units);
    const bool done = dsp::runChunks(widths.size(), threads, progress, [&] {
        return [&](std::size_t layer) {
            clusterLayer(rows, chosen, offsets[layer],
                         std::span(order).subspan(offsets[layer], offsets[layer + 1] - offsets[layer]), progress);
        };
    });
    if (!done) return core::cancelled();
    return order;
}

}  // namespace prososcope::analysis
